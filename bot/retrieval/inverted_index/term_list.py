"""A sorted list of terms in two arrays, which can be written to a file and mapped; a term's number is its position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

_CACHED_NUMBERS = 1 << 16
# Every so many terms one is kept as an object, among which `bisect` compares without calling Python.
_STRIDE = 128


class TermList(Sequence[str]):
    """Terms in the order of their code points, each once.

    Args:
        letters: the terms in UTF-8, one after the other.
        ends: the position in `letters` at which each term ends.

    Attributes:
        number: gives the number of a term, from 0; -1 if it is not in the list.
    """

    def __init__(self, letters: npt.NDArray[np.uint8], ends: npt.NDArray[np.integer[Any]]) -> None:
        self.letters = letters
        # 32 bits where they suffice, because the index of a small corpus is mostly terms
        self.ends = ends.astype(np.uint32, copy=False) if len(letters) < 1 << 32 else ends
        # reading one number or slice from a memoryview is several times faster than from an array
        self._letters = letters.data
        self._ends = ends.data
        self.encoded = encoded = EncodedTerms(self._letters, self._ends)
        # The same few terms are looked up over and over; a cached number costs a fifth of a binary search. What is kept
        # does not refer to this list: a reference cycle would keep the file mapped until a collection.
        self.number: Callable[[str], int] = lru_cache(maxsize=_CACHED_NUMBERS)(encoded.find)

    def __reduce__(self) -> tuple[object, ...]:
        return TermList, (self.letters, self.ends)

    @classmethod
    def from_terms(cls, terms: Iterable[str]) -> TermList:
        """The list of some terms, each given once, in any order."""
        # UTF-8 sorts like code points. "surrogatepass" because a page may hold a lone surrogate
        encoded = [term.encode("utf-8", "surrogatepass") for term in sorted(terms)]
        ends = np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)), dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends)

    def with_terms(self, added: Sequence[str]) -> tuple[TermList, npt.NDArray[np.int64]]:
        """Adds terms that are not in the list.

        Returns:
            The longer list, and for each term of this list its number in the longer one.
        """
        encoded = [term.encode("utf-8", "surrogatepass") for term in sorted(added)]
        positions = np.array([bisect_left(self.encoded, term) for term in encoded], np.int64)
        numbers = np.arange(len(self), dtype=np.int64)
        if not encoded:
            return self, numbers
        added_sizes = [len(term) for term in encoded]
        sizes = np.insert(np.diff(self.ends, prepend=0), positions, added_sizes)
        starts = np.concatenate(([0], self.ends))[positions]
        letters = np.insert(self.letters, np.repeat(starts, added_sizes), np.frombuffer(b"".join(encoded), np.uint8))
        return TermList(letters, np.cumsum(sizes)), numbers + np.searchsorted(positions, numbers, side="right")

    def only(self, kept: npt.NDArray[np.int64]) -> tuple[TermList, npt.NDArray[np.int64]]:
        """Drops all terms but some.

        Args:
            kept: the numbers of the terms that stay, ascending.

        Returns:
            The shorter list, and for each term of this list its number in the shorter one, -1 for a dropped term.
        """
        sizes = np.diff(self.ends, prepend=0)
        stays = np.zeros(len(self), bool)
        stays[kept] = True
        letters = self.letters[np.repeat(stays, sizes)]
        new_numbers = np.full(len(self), -1, np.int64)
        new_numbers[kept] = np.arange(len(kept))
        return TermList(letters, np.cumsum(sizes[kept])), new_numbers

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # no slices
        return self.encoded[range(len(self))[number]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self.ends.tolist():
            yield bytes(self._letters[start:end]).decode("utf-8", "surrogatepass")
            start = end

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.number(term) >= 0

    def starting_with(self, prefix: str) -> range:
        """The numbers of the terms that start with a prefix."""
        return self.encoded.starting_with(prefix)

    def joined(self, numbers: range) -> str:
        """The terms of some neighbouring numbers, one after the other."""
        start = self._ends[numbers.start - 1] if numbers.start else 0
        stop = self._ends[numbers.stop - 1] if numbers else start
        return bytes(self._letters[start:stop]).decode("utf-8", "surrogatepass")

    def characters_after(self, character: str) -> str:
        """The characters that stand right after one in a list of pairs of Chinese characters, each once."""
        text = self.joined(self.starting_with(character))
        # a term is two characters, but for the first, which may be the character alone
        return text[len(text) % 2 + 1 :: 2]

    def encoded_slice(self, first: int, stop: int) -> list[bytes]:
        """The terms of some neighbouring numbers, in UTF-8."""
        if first >= stop:
            return []
        ends = self.ends[first:stop].astype(np.int64)
        start = int(self.ends[first - 1]) if first else 0
        letters = bytes(self._letters[start : int(ends[-1])])
        borders = [0, *(ends - start).tolist()]
        return [letters[begin:end] for begin, end in pairwise(borders)]


class EncodedTerms(Sequence[bytes]):
    """The terms in UTF-8, so that `bisect` compares bytes without decoding."""

    def __init__(self, letters: memoryview, ends: memoryview) -> None:
        self._letters = letters
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # no slices
        return bytes(self._letters[self._ends[number - 1] if number else 0 : self._ends[number]])

    @cached_property
    def _some(self) -> list[bytes]:
        """Every so many terms the first."""
        return [self[number] for number in range(0, len(self), _STRIDE)]

    def _read_block(self, block: int) -> tuple[int, bytes]:
        """Where in the letters a block of neighbouring terms begins, and its letters."""
        first, stop = block * _STRIDE, min((block + 1) * _STRIDE, len(self))
        start = self._ends[first - 1] if first else 0
        return start, bytes(self._letters[start : self._ends[stop - 1]])

    def _position(self, encoded: bytes) -> int:
        """How many terms come before a text."""
        block = bisect_left(self._some, encoded)
        return bisect_left(self, encoded, max(0, block - 1) * _STRIDE, min(block * _STRIDE, len(self)))

    def find(self, term: str) -> int:
        """The number of a term; -1 if it is not there."""
        encoded = term.encode("utf-8", "surrogatepass")
        block = bisect_right(self._some, encoded)
        if not block:
            return -1
        # to search the bytes of its neighbours takes half the time of a bisection, whose comparisons call Python
        first, stop = (block - 1) * _STRIDE, min(block * _STRIDE, len(self))
        start, letters = self._read_block(block - 1)
        at = letters.find(encoded)
        while at >= 0:
            end = start + at + len(encoded)
            number = bisect_left(self._ends, end, first, stop)
            # what is found may be a part of a term, or of two
            if self._ends[number] == end and (self._ends[number - 1] if number else 0) == start + at:
                return number
            at = letters.find(encoded, at + 1)
        return -1

    def starting_with(self, prefix: str) -> range:
        """The numbers of the terms that start with a prefix."""
        encoded = prefix.encode("utf-8", "surrogatepass")
        block = bisect_left(self._some, encoded)
        begins_block = block < len(self._some) and self._some[block].startswith(encoded)
        # most prefixes stand in none of the few terms that they can begin
        if not begins_block and (not block or encoded not in self._read_block(block - 1)[1]):
            return range(0)
        first = self._position(encoded)
        if first == len(self) or not self[first].startswith(encoded):
            return range(0)
        # 0xff is above every byte of UTF-8
        return range(first, self._position(encoded + b"\xff"))
