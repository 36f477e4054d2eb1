"""The postings of one field of terms, in segments that never change.

A text that is added lies in a new segment. Arrays beside the segments tell which of their texts are gone, and which
numbers the others have now. So a change costs little, and reads as if all postings had been made from the new corpus.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.long_lists import LongList, is_long, long_list
from bot.retrieval.inverted_index.packed import DenseCounts, PackedPostings, Packer, ShortList

# An impact is an integer: a score times SCALE. Integers give the same sum in any order, so every engine that adds
# impacts gets equal scores. With 10,000 the order of no query of 300 differed from that of exact fractions.
SCALE = 10_000
# Postings are packed and merged in blocks of about this many, because temporary arrays of all would take gigabytes.
_BLOCK = 1 << 16
_TEXT_BITS = (1 << 32) - 1
# Of so many long lists, those asked for last, it is kept where their blocks begin: 31 KB for a term in 100,000 texts.
_KEPT_LISTS = 512
_NOTHING = np.empty(0, np.int32), np.empty(0, np.uint16)

Numbers = npt.NDArray[np.int64]


def idf(texts: int, df: int) -> float:
    """The inverse document frequency, above 0, of a term in `df` of `texts` texts (Lucene's BM25Similarity)."""
    return math.log(1 + (texts - df + 0.5) / (df + 0.5))


class Counts(NamedTuple):
    """How often each term occurs in each text; pairs that do not occur are left out.

    A key has the number of the term in its upper 32 bits and that of the text in the lower 32.
    """

    # ascending, each once
    keys: Numbers
    # 1 or more; capped at 65,535
    counts: npt.NDArray[np.uint16]

    def texts(self) -> Numbers:
        """The text of each key."""
        return self.keys & _TEXT_BITS


def _blocks(offsets: Numbers) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about `_BLOCK` postings, or a single term with more.

    Args:
        offsets: how many postings come before each term, and at the end how many there are.
    """
    first, terms = 0, len(offsets) - 1
    while first < terms:
        last = int(np.searchsorted(offsets, int(offsets[first]) + _BLOCK, side="right")) - 1
        stop = min(terms, max(first + 1, last))
        yield first, stop
        first = stop


class Segment(NamedTuple):
    """Packed postings, with the numbers that their terms and texts have now; None is for the same numbers."""

    # part of the names of its files
    name: str
    packed: PackedPostings
    # for each term of the field its number in the segment, -1 where it is not there
    terms: npt.NDArray[np.int32] | None = None
    # for each text of the segment its number, -1 where it is gone
    texts: npt.NDArray[np.int32] | None = None

    @classmethod
    def of_some(
        cls,
        name: str,
        packed: PackedPostings,
        terms: tuple[npt.NDArray[np.integer[Any]], int],
        texts: tuple[Numbers, int],
    ) -> Segment:
        """A segment of some terms and texts: of both their numbers, ascending, and how many there are in all."""
        numbers = np.full(terms[1], -1, np.int64)
        numbers[terms[0]] = np.arange(len(terms[0]))
        return cls(name, packed, _none_if_same(numbers, len(packed.df)), _none_if_same(texts[0], texts[1]))

    def renumbered(self, new_terms: Numbers, terms: int, new_texts: Numbers) -> Segment:
        """The segment after an update.

        Args:
            new_terms: for each term of the field its new number.
            terms: how many terms the field has then.
            new_texts: for each text its new number, -1 if it goes.
        """
        numbers = np.full(terms, -1, np.int32)
        numbers[new_terms] = np.arange(len(new_terms)) if self.terms is None else self.terms
        if self.texts is None:
            texts = new_texts
        else:
            stays = self.texts >= 0
            texts = np.full(len(self.texts), -1, np.int64)
            texts[stays] = new_texts[self.texts[stays]]
        return self._replace(
            terms=_none_if_same(numbers, len(self.packed.df)), texts=_none_if_same(texts, self.packed.size)
        )

    def only(self, kept: Numbers) -> Segment:
        """The segment after all terms of the field but some were dropped; these are given by number, ascending."""
        numbers = kept if self.terms is None else self.terms[kept]
        return self._replace(terms=_none_if_same(numbers, len(self.packed.df)))

    def of_term(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]] | None:
        """The texts of a term, with its occurrences in each, or None if it is not in the segment."""
        number = term if self.terms is None else int(self.terms[term])
        if number < 0:
            return None
        texts, counts = self.packed.of_term(number)
        if self.texts is not None:
            texts = self.texts[texts]
            if len(texts) and texts.min() < 0:
                stays = texts >= 0
                texts, counts = texts[stays], counts[stays]
        return texts, counts

    def current(self) -> Numbers:
        """The numbers of the texts of the segment that are not gone."""
        if self.texts is None:
            return np.arange(self.packed.size)
        return self.texts[self.texts >= 0].astype(np.int64)

    def counts(self, first: int, stop: int) -> Counts:
        """The counts of the terms from `first` to `stop`; the keys are in any order."""
        numbers = np.arange(first, stop, dtype=np.int64) if self.terms is None else self.terms[first:stop]
        present = np.flatnonzero(numbers >= 0)
        if not len(present):
            return Counts(np.empty(0, np.int64), np.empty(0, np.uint16))
        # the order of the terms is the same here and there
        lowest, end = int(numbers[present[0]]), int(numbers[present[-1]]) + 1
        terms = np.full(end - lowest, -1, np.int64)
        terms[numbers[present] - lowest] = present + first
        df, texts, counts = self.packed.of_terms(lowest, end)
        keys = np.repeat(terms << 32, df)
        keys |= texts if self.texts is None else self.texts[texts]
        # OR with -1 makes the key negative
        stays = keys >= 0
        return Counts(keys[stays], counts[stays])


def _none_if_same(numbers: npt.NDArray[Any], count: int) -> npt.NDArray[np.int32] | None:
    is_same = len(numbers) == count and np.array_equal(numbers, np.arange(count))
    return None if is_same else numbers.astype(np.int32)


class DenseTerm(NamedTuple):
    """A term that is looked up without being decoded."""

    # in the texts of the first segment
    counts: DenseCounts | LongList
    # for each text its number in that segment, -1 where it is in another; None where the numbers are the same
    numbers: npt.NDArray[np.int32] | None
    # the texts in other segments and the occurrences in each; None where there is no other
    rest: tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]] | None


@dataclass(frozen=True)
class Postings:
    """For each term the texts that it occurs in, and how often."""

    # how many texts each term occurs in
    df: npt.NDArray[np.uint32]
    segments: tuple[Segment, ...]

    def of_term(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """The texts of a term, ascending, and its occurrences in each."""
        if len(self.segments) == 1 and self._ordered:
            # the common case, in which nothing is put together
            return self.segments[0].of_term(term) or _NOTHING
        found = [one for segment in self.segments if (one := segment.of_term(term)) is not None]
        if not found:
            return _NOTHING
        texts, counts = found[0] if len(found) == 1 else map(np.concatenate, zip(*found, strict=True))
        if not self._ordered and np.any(texts[1:] < texts[:-1]):
            order = np.argsort(texts, kind="stable")
            texts, counts = texts[order], counts[order]
        return texts, counts

    def short_lists(self, term: int) -> list[ShortList] | None:
        """The lists of a term in few texts, one of each segment, to be decoded with others; None where one is long."""
        found = []
        for segment in self.segments:
            number = term if segment.terms is None else int(segment.terms[term])
            if number >= 0:
                if (one := segment.packed.short_list(number)) is None:
                    return None
                found.append(one if segment.texts is None else one._replace(numbers=segment.texts))
        return found or None

    def dense(self, term: int) -> DenseTerm | None:
        """How a term is looked up that is dense in the first segment, which is the largest; None where it is not."""
        first = self.segments[0] if self.segments else None
        number = -1 if first is None else term if first.terms is None else int(first.terms[term])
        if first is None or number < 0:
            return None
        counts = first.packed.dense(number)
        if counts is None and not is_long(first.packed, number):
            return None
        rest = Postings(self.df, self.segments[1:]).of_term(term) if len(self.segments) > 1 else None
        return DenseTerm(counts or self._long_list(number), self._numbers_in_first, rest)

    @cached_property
    def _long_list(self) -> Callable[[int], LongList]:
        """As `long_list`, in the first segment; lists are kept, because questions share their frequent terms."""
        return lru_cache(_KEPT_LISTS)(partial(long_list, self.segments[0].packed))

    @cached_property
    def _numbers_in_first(self) -> npt.NDArray[np.int32] | None:
        """For each text its number in the first segment, -1 where it is in another; None for the same numbers."""
        texts = self.segments[0].texts
        if texts is None and len(self.segments) == 1:
            return None
        own = np.arange(self.segments[0].packed.size, dtype=np.int32) if texts is None else texts
        sizes = [one.packed.size if one.texts is None else int(one.texts.max(initial=-1)) + 1 for one in self.segments]
        numbers = np.full(max(sizes), -1, np.int32)
        stays = (own >= 0).nonzero()[0]
        numbers[own[stays]] = stays
        return numbers

    @cached_property
    def _ordered(self) -> bool:
        """Whether the texts of any term come in their order."""
        return len(self.segments) == 1 and self.segments[0].texts is None

    def blocks(self) -> Iterator[tuple[int, int, Counts]]:
        """Ranges of terms, with the counts of each range; together they are all terms."""
        yield from _counts_of(self.segments, self.df)

    def only(self, kept: Numbers, merged: str) -> Postings:
        """The same without all terms but some.

        Args:
            kept: the numbers of the terms that stay, ascending.
            merged: the name of the segment that was merged just now; it has no postings of the others.
        """
        segments = [
            one._replace(packed=one.packed.only(kept)) if one.name == merged and one.terms is None else one.only(kept)
            for one in self.segments
        ]
        return Postings(self.df[kept], tuple(segments))

    def merged(self, first: int, name: str, size: int, path: Path | None = None) -> Postings:
        """The same with one segment in place of those from number `first` on; with `first` 0 the df are counted anew.

        Args:
            first: 0 or more.
            name: of the new segment.
            size: how many texts there are.
            path: a file that the bytes are written to; None keeps them in memory.
        """
        some = self.segments[first:]
        # where others stay, a merged segment counts its own texts only: its size tells when all are to be merged
        texts = np.sort(np.concatenate([one.current() for one in some])) if first else np.arange(size)
        packed = _merge_all(some, len(self.df), texts, size, path)
        own_texts = _none_if_same(texts, size)
        df = self.df if first else packed.df
        present = np.flatnonzero(packed.df)
        if 2 * len(present) > len(df):
            # the records of a few terms that do not occur take less than numbers for all others
            return Postings(df, (*self.segments[:first], Segment(name, packed, None, own_texts)))
        numbers = np.full(len(df), -1, np.int32)
        numbers[present] = np.arange(len(present))
        return Postings(df, (*self.segments[:first], Segment(name, packed.only(present), numbers, own_texts)))


def _merge_all(segments: Sequence[Segment], terms: int, texts: Numbers, size: int, path: Path | None) -> PackedPostings:
    """The postings of some segments in one, with the terms and texts that they have now.

    Args:
        segments: of one field.
        terms: how many terms the field has.
        texts: the texts of these segments, ascending.
        size: how many texts there are.
        path: a file that the bytes are written to; None keeps them in memory.
    """
    packer = Packer(len(texts), path)
    own = np.full(size, -1, np.int64)
    own[texts] = np.arange(len(texts))
    # counted in these segments alone, because where a term has few postings, more terms are merged at a time
    df = np.zeros(terms, np.int64)
    for segment in segments:
        numbers = np.arange(terms) if segment.terms is None else segment.terms
        df += np.append(segment.packed.df, np.uint32(0))[numbers]
    for start, stop, counts in _counts_of(segments, df):
        packer.add(np.bincount((counts.keys >> 32) - start, minlength=stop - start), own[counts.texts()], counts.counts)
    return packer.packed()


def _counts_of(segments: Sequence[Segment], df: npt.NDArray[np.integer[Any]]) -> Iterator[tuple[int, int, Counts]]:
    for first, stop in _blocks(np.concatenate(([0], np.cumsum(df, dtype=np.int64)))):
        parts = [segment.counts(first, stop) for segment in segments]
        keys = np.concatenate([np.empty(0, np.int64), *(part.keys for part in parts)])
        counts = np.concatenate([np.empty(0, np.uint16), *(part.counts for part in parts)])
        if np.any(keys[1:] < keys[:-1]):
            order = np.argsort(keys, kind="stable")
            keys, counts = keys[order], counts[order]
        yield first, stop, Counts(keys, counts)
