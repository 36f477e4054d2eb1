"""Terms in blocks: each block is a blob with some neighbouring terms and what is known of them.

The first term of each block stays in memory, so that one look-up tells the block of any term.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.milvus.blobs import BlobKey, BlobReader, Kind, joined_arrays, split_arrays

# Terms in a block, which takes some 6,000 bytes for words and what is known of them.
_TERMS = 256
# Terms that are kept in memory with what is known of them.
_KEPT_TERMS = 1 << 14
_AFTER_ALL = b"\xff"


class FoundTerm(NamedTuple):
    """A term of a list."""

    number: int
    # what the columns say of it
    values: tuple[int, ...]


def term_blocks(kind: Kind, terms: TermList, columns: Sequence[npt.NDArray[Any]]) -> Iterator[tuple[BlobKey, bytes]]:
    """The blobs of a list of terms.

    Args:
        kind: of the blobs.
        terms: all terms.
        columns: for each term its values; one more than there are terms where a value is a range's end, too.
    """
    for number, start in enumerate(range(0, len(terms), _TERMS)):
        stop = min(start + _TERMS, len(terms))
        own = [column[start : stop + len(column) - len(terms)] for column in columns]
        yield (kind, number), joined_arrays([*_arrays_of(terms.encoded_slice(start, stop)), *own])


def first_terms(terms: TermList) -> bytes:
    """The first term of each block."""
    return joined_arrays(_arrays_of([terms.encoded_slice(at, at + 1)[0] for at in range(0, len(terms), _TERMS)]))


def _arrays_of(encoded: Sequence[bytes]) -> list[npt.NDArray[Any]]:
    ends = np.cumsum([len(term) for term in encoded]).astype(np.uint32)
    return [np.frombuffer(b"".join(encoded), np.uint8), ends]


def _terms_in(letters: npt.NDArray[np.uint8], ends: npt.NDArray[np.uint32]) -> list[bytes]:
    whole = letters.tobytes()
    return [whole[start:stop] for start, stop in pairwise([0, *ends.tolist()])]


class _Block:
    """Some neighbouring terms."""

    def __init__(self, data: bytes) -> None:
        letters, ends, *self.columns = split_arrays(data)
        self.terms = _terms_in(letters, ends)

    def values(self, at: int) -> tuple[int, ...]:
        """What the columns say of a term, by its place; of a range its beginning and its end."""
        return tuple(
            int(value)
            for column in self.columns
            for value in column[at : at + 1 + len(column) - len(self.terms)].tolist()
        )


class BlockedTerms(TermList):
    """A list of terms, of which the blocks are read that are asked for.

    Args:
        blobs: of the index.
        kind: of its blocks.
        count: how many terms there are.
        first: the first term of each block, as `first_terms` gives them.
    """

    def __init__(self, blobs: BlobReader, kind: Kind, count: int, first: bytes) -> None:
        self._blobs, self._kind, self._count = blobs, kind, count
        letters, ends = split_arrays(first)
        self._first = _terms_in(letters, ends)
        self._found = lru_cache(maxsize=_KEPT_TERMS)(self._look_up)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # no slices
        block, at = divmod(range(self._count)[number], _TERMS)
        return self._block(block).terms[at].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._first)):
            yield from (term.decode("utf-8", "surrogatepass") for term in self._block(number).terms)

    def number(self, term: str) -> int:
        """See `TermList`."""
        found = self.find(term)
        return found.number if found else -1

    def find(self, term: str) -> FoundTerm | None:
        """What is known of a term; None if it is not in the list."""
        return self._found(term)

    def values(self, number: int) -> tuple[int, ...]:
        """What the columns say of a term, given by number."""
        block, at = divmod(number, _TERMS)
        return self._block(block).values(at)

    def keys_of(self, terms: Iterable[str]) -> list[BlobKey]:
        """The keys of the blobs that tell of some terms, or of the terms that begin so."""
        return [(self._kind, number) for term in terms if (number := self._block_of(_encode(term))) >= 0]

    def starting_with(self, prefix: str) -> range:
        """See `TermList`."""
        encoded = _encode(prefix)
        first, stop = self._place(encoded), self._place(encoded + _AFTER_ALL)
        return range(first, stop)

    def numbered_from(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The terms that start with a prefix, sorted, each with its number; blocks are read as far as is asked."""
        encoded = _encode(prefix)
        number = max(0, self._block_of(encoded))
        while number < len(self._first):
            terms = self._block(number).terms
            for at in range(bisect_left(terms, encoded), len(terms)):
                if not terms[at].startswith(encoded):
                    return
                yield terms[at].decode("utf-8", "surrogatepass"), number * _TERMS + at
            number += 1

    def _place(self, encoded: bytes) -> int:
        """How many terms come before some bytes."""
        block = self._block_of(encoded)
        return block * _TERMS + bisect_left(self._block(block).terms, encoded) if block >= 0 else 0

    def _look_up(self, term: str) -> FoundTerm | None:
        encoded = _encode(term)
        number = self._block_of(encoded)
        if number < 0:
            return None
        block = self._block(number)
        at = bisect_left(block.terms, encoded)
        if at == len(block.terms) or block.terms[at] != encoded:
            return None
        return FoundTerm(number * _TERMS + at, block.values(at))

    def _block_of(self, encoded: bytes) -> int:
        """The number of the block in which a term stands if it is in the list; -1 where it comes before all."""
        return bisect_right(self._first, encoded) - 1

    def _block(self, number: int) -> _Block:
        return _Block(self._blobs.get((self._kind, number)))


def _encode(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
