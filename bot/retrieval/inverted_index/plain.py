"""Posting lists as plain arrays, which take a little more memory than packed ones and next to no time.

Batches of texts are counted into such lists. The lists of all batches are packed together, a range of terms at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.packed import PackedPostings, Packer
from bot.retrieval.inverted_index.term_list import TermList

Numbers = npt.NDArray[np.int64]

_MAX_COUNT = 65_535
# So many postings are packed at a time, about, because temporary arrays of all would take gigabytes.
_BLOCK = 1 << 18


class PlainPostings(NamedTuple):
    """For each term the texts that it occurs in, ascending, and how often."""

    # how many texts each term occurs in
    df: npt.NDArray[np.uint32]
    # the texts of the first term, those of the second, and so on, in the smallest type; and the occurrences in each
    texts: npt.NDArray[np.unsignedinteger[Any]]
    counts: npt.NDArray[np.unsignedinteger[Any]]
    # the number of all texts
    size: int

    @classmethod
    def from_occurrences(
        cls, terms: npt.NDArray[np.integer[Any]], texts: npt.NDArray[np.integer[Any]], term_count: int, size: int
    ) -> PlainPostings:
        """Counts single occurrences; more than 65,535 count as that many.

        Args:
            terms: the term of each occurrence, in any order.
            texts: the text of each occurrence.
            term_count: how many terms there are.
            size: how many texts there are.
        """
        # term and text in one number, which is sorted in half the time if it has four bytes
        bits = size.bit_length()
        keys: npt.NDArray[Any] = terms.astype(np.uint32 if term_count << bits < 1 << 32 else np.int64)
        keys <<= bits
        keys |= texts.astype(keys.dtype, copy=False)
        keys.sort()
        first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
        counts = np.minimum(np.diff(np.append(first, len(keys))), _MAX_COUNT)
        keys = keys[first]
        df = np.bincount(keys >> bits, minlength=term_count).astype(np.uint32)
        return cls(
            df, _smallest(keys & ((1 << bits) - 1), size), _smallest(counts, int(counts.max(initial=0)) + 1), size
        )

    def packed(self) -> PackedPostings:
        """The same in bytes."""
        packer = Packer(self.size)
        ends = np.concatenate(([0], np.cumsum(self.df, dtype=np.int64)))
        first, terms = 0, len(self.df)
        while first < terms:
            stop = max(first + 1, int(np.searchsorted(ends, ends[first] + _BLOCK, side="right")) - 1)
            block = slice(int(ends[first]), int(ends[stop]))
            df, texts = self.df[first:stop].astype(np.int64), self.texts[block].astype(np.int64)
            packer.add(df, texts, self.counts[block].astype(np.uint16))
            first = stop
        return packer.packed()


def _smallest(values: npt.NDArray[np.integer[Any]], stop: int) -> npt.NDArray[np.unsignedinteger[Any]]:
    """The values, which are below `stop`, in the smallest type."""
    small: npt.NDArray[np.unsignedinteger[Any]] = values.astype(np.min_scalar_type(max(0, stop - 1)))
    return small


class _Part:
    """One batch while its terms are packed with those of others.

    Args:
        terms: of the batch.
        levels: its postings over the same terms, in texts of several kinds.
        first_texts: for each level the number of the batch's first text among the texts of all batches.
    """

    def __init__(self, terms: TermList, levels: Sequence[PlainPostings], first_texts: Sequence[int]) -> None:
        self.terms, self._levels, self._first_texts = terms, levels, first_texts
        self._next_term = 0
        self._next_posting = [0] * len(levels)

    def take(self, until: bytes | None) -> tuple[list[bytes], list[tuple[Numbers, Numbers, npt.NDArray[Any]]]]:
        """The next terms, up to one that is left out or to the last one: their letters, and for each level their df,
        texts and occurrences."""
        encoded = self.terms.encoded
        first, stop = self._next_term, len(encoded)
        if until is not None:
            stop = bisect_left(encoded, until, first)
        self._next_term = stop
        postings = []
        for at, (level, first_text) in enumerate(zip(self._levels, self._first_texts, strict=True)):
            df = level.df[first:stop].astype(np.int64)
            start = self._next_posting[at]
            end = self._next_posting[at] = start + int(df.sum())
            postings.append((df, level.texts[start:end].astype(np.int64) + first_text, level.counts[start:end]))
        return self.terms.encoded_slice(first, stop), postings


def pack_together(
    parts: Sequence[tuple[TermList, Sequence[PlainPostings]]],
    paths: Sequence[Path] | None = None,
    after_block: Callable[[], None] = lambda: None,
) -> tuple[TermList, list[PackedPostings]]:
    """The terms of some batches as one list, and for each level the postings of all batches, packed.

    Args:
        parts: of each batch its terms, and over these its postings for each level; the texts of a batch come after
            those of the batches before it.
        paths: for each level a file that the packed postings are written to; None keeps them in memory.
        after_block: called after each range of terms.
    """
    count = len(parts[0][1])
    sizes = np.array([[level.size for level in levels] for _, levels in parts], np.int64)
    before = np.cumsum(sizes, axis=0) - sizes
    sources = [_Part(terms, levels, first.tolist()) for (terms, levels), first in zip(parts, before, strict=True)]
    packers = [Packer(int(size), paths[at] if paths else None) for at, size in enumerate(sizes.sum(axis=0))]
    letters: list[npt.NDArray[np.uint8]] = []
    term_sizes: list[npt.NDArray[np.int64]] = []
    for until in _borders(parts):
        taken = [source.take(until) for source in sources]
        terms = sorted(set().union(*(own for own, _ in taken))) if len(taken) > 1 else taken[0][0]
        number_of = {term: number for number, term in enumerate(terms)}
        numbers = [np.fromiter(map(number_of.__getitem__, own), np.int64, len(own)) for own, _ in taken]
        for level in range(count):
            packers[level].add(*_joined(len(terms), numbers, [postings[level] for _, postings in taken]))
        letters.append(np.frombuffer(b"".join(terms), np.uint8))
        term_sizes.append(np.fromiter(map(len, terms), np.int64, len(terms)))
        after_block()
    ends = np.cumsum(np.concatenate([np.empty(0, np.int64), *term_sizes]), dtype=np.int64)
    return TermList(np.concatenate([np.empty(0, np.uint8), *letters]), ends), [packer.packed() for packer in packers]


def _borders(parts: Sequence[tuple[TermList, Sequence[PlainPostings]]]) -> Iterator[bytes | None]:
    """Terms that divide all terms into ranges of about `_BLOCK` postings, and at the end None."""
    terms, levels = max(parts, key=lambda part: sum(len(level.texts) for level in part[1]))
    own = sum(len(level.texts) for level in levels)
    everything = sum(len(level.texts) for _, levels in parts for level in levels)
    if own:
        ends = np.sum([np.cumsum(level.df, dtype=np.int64) for level in levels], axis=0)
        blocks = everything // _BLOCK
        wanted = np.arange(1, blocks + 1) * (own / (blocks + 1))
        for number in np.unique(np.searchsorted(ends, wanted)).tolist():
            yield terms.encoded[number]
    yield None


def _joined(
    terms: int, numbers: Sequence[Numbers], parts: Sequence[tuple[Numbers, Numbers, npt.NDArray[Any]]]
) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
    """The postings of some terms in all batches: the df of each term, the texts and the occurrences.

    Args:
        terms: how many terms there are.
        numbers: for each batch the numbers of its own terms.
        parts: for each batch the df of these terms, the texts and the occurrences.
    """
    df = np.zeros(terms, np.int64)
    for own, (own_df, _, _) in zip(numbers, parts, strict=True):
        df[own] += own_df
    # where the next posting of each term goes
    place = np.cumsum(df) - df
    texts, counts = np.empty(int(df.sum()), np.int64), np.empty(int(df.sum()), np.uint16)
    for own, (own_df, own_texts, own_counts) in zip(numbers, parts, strict=True):
        at = np.repeat(place[own] - (np.cumsum(own_df) - own_df), own_df)
        at += np.arange(len(own_texts))
        texts[at], counts[at] = own_texts, own_counts
        place[own] += own_df
    return df, texts, counts
