"""The terms of a corpus by number, in an array that can lie in a file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["TermList"]

_REMEMBERED = 1 << 16


class TermList(Sequence[str]):
    """Terms in the order of their characters; a term's number is its place.

    Args:
        letters: the terms in UTF-8, one after the other.
        ends: where each of them ends.
    """

    def __init__(self, letters: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]) -> None:
        self.letters = letters
        self.ends = ends
        # single numbers and slices come out of a view several times faster than out of an array
        self._letters = letters.data
        self._ends = ends.data
        self._raw = _Raw(self._letters, self._ends)
        # the same few terms are asked for again and again: looking one up takes ten times as long as remembering it
        self._number = lru_cache(maxsize=_REMEMBERED)(self._find)

    @classmethod
    def of(cls, terms: Iterable[str]) -> TermList:
        """The list of some terms, each once, in any order."""
        # the order of UTF-8 bytes is that of the characters; a lone surrogate has bytes of its own kind
        raw = [term.encode("utf-8", "surrogatepass") for term in sorted(terms)]
        ends = np.cumsum(np.fromiter(map(len, raw), dtype=np.int64, count=len(raw)), dtype=np.int64)
        return cls(np.frombuffer(b"".join(raw), dtype=np.uint8), ends)

    def with_terms(self, added: Sequence[str]) -> tuple[TermList, npt.NDArray[np.int64]]:
        """The list with other terms added, none of which it has, and the new number of each of its own."""
        raw = [term.encode("utf-8", "surrogatepass") for term in sorted(added)]
        at = np.array([bisect_left(self._raw, term) for term in raw], np.int64)
        own = np.arange(len(self), dtype=np.int64)
        if not raw:
            return self, own
        sizes = np.insert(np.diff(self.ends, prepend=0), at, [len(term) for term in raw])
        begins = np.concatenate(([0], self.ends))[at]
        letters = np.insert(
            self.letters,
            np.repeat(begins, [len(term) for term in raw]),
            np.frombuffer(b"".join(raw), np.uint8),
        )
        return TermList(letters, np.cumsum(sizes)), own + np.searchsorted(at, own, side="right")

    def only(self, kept: npt.NDArray[np.int64]) -> tuple[TermList, npt.NDArray[np.int64]]:
        """The list with some of its terms, and the new number of each of its own, -1 for those left out.

        Args:
            kept: the numbers of the terms that stay, rising.
        """
        sizes = np.diff(self.ends, prepend=0)
        there = np.zeros(len(self), bool)
        there[kept] = True
        letters = self.letters[np.repeat(there, sizes)]
        to = np.full(len(self), -1, np.int64)
        to[kept] = np.arange(len(kept))
        return TermList(letters, np.cumsum(sizes[kept])), to

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # no slices
        return self._raw[range(len(self))[number]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self.ends.tolist():
            yield bytes(self._letters[start:end]).decode("utf-8", "surrogatepass")
            start = end

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.number(term) >= 0

    def beginning(self, before: str) -> range:
        """The numbers of the terms that begin like this."""
        wanted = before.encode("utf-8", "surrogatepass")
        first = bisect_left(self._raw, wanted)
        # no byte of UTF-8 is as high as this one
        return range(first, bisect_left(self._raw, wanted + b"\xff", lo=first))

    def number(self, term: str) -> int:
        """The number of a term, from 0; -1 where it is not in the list."""
        return self._number(term)

    def _find(self, term: str) -> int:
        wanted = term.encode("utf-8", "surrogatepass")
        at = bisect_left(self._raw, wanted)
        return at if at < len(self._ends) and self._raw[at] == wanted else -1


class _Raw(Sequence[bytes]):
    def __init__(self, letters: memoryview, ends: memoryview) -> None:
        self._letters = letters
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return bytes(self._letters[self._ends[number - 1] if number else 0 : self._ends[number]])
