"""Winnowing fingerprints of articles, stored as arrays: they tell which pairs may be the same story.

A fingerprint is the smallest checksum of all runs of 12 characters in a window of 32. Two texts that share 43
characters in a row, line breaks and punctuation apart, share a fingerprint, so no reprint is overlooked (Schleimer,
Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003). A text takes about 8 bytes
for each 16 characters.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.text.characters import strip_punctuation

__all__ = ["COMMON", "SHORT", "Fingerprints", "bare_text", "sorted_unique"]

RUN = 12
WINDOW = 32
# Where candidates are looked for, the upper bits of a number are checksum and the lower ones the article's number.

_NUMBER = np.uint64((1 << 28) - 1)
_BASE = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)

SHORT = 60
"""A text with fewer characters is the same story only where it is equal: part of it says too little."""
# With fewer than this it is not a story at all, but a line such as 见第3版.
SHORTEST = 12
COMMON = 64
"""A fingerprint that more texts share is a stock phrase, or of a story printed very often. Comparing all pairs of them
would be quadratic, so each text is compared with a few others only."""
# These are the longest of the texts, and the next ones in the order of the corpus, which is mostly that of the days: a
# notice that is printed every day is the same story for some days only.
LONGEST, NEXT = 8, 8
# Pairs are made for so many fingerprints at a time, because all of an archive would take gigabytes.
_PLACES_AT_ONCE = 1 << 15
# Two texts are compared when they share this part of the fingerprints of the one that has fewer.
SHARED_FINGERPRINTS = 0.25

_Numbers = npt.NDArray[np.int64]
_Scalar = TypeVar("_Scalar", bound=np.generic)


def bare_text(article: Article) -> str:
    """The letters and digits of an article's text."""
    return strip_punctuation("\n".join(article.paragraphs))


def sorted_unique(values: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    """The different values in rising order; many times faster than np.unique of NumPy 2.3 where many are equal."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of some articles: a row of each array is an article, but for `hashes`."""

    # whether the article is a fragment
    fragments: npt.NDArray[np.bool_]
    # how many letters and digits its text has
    lengths: npt.NDArray[np.int32]
    # a hash of the article without its layout
    digests: npt.NDArray[np.uint64]
    # how many fingerprints it has
    counts: npt.NDArray[np.int32]
    # the fingerprints of the first article, of the second, and so on, sorted within an article
    hashes: npt.NDArray[np.uint64]

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Fingerprints:
        """The fingerprints of articles; it keeps none of them."""
        fragments, lengths, digests, counts, hashes = array("B"), array("i"), array("Q"), array("i"), array("Q")
        for article in articles:
            bare = bare_text(article)
            prints = _winnow(bare) if len(bare) >= SHORTEST else np.empty(0, np.uint64)
            fragments.append(article.kind == "fragment")
            lengths.append(len(bare))
            digests.append(_digest(article))
            counts.append(len(prints))
            hashes.frombytes(prints.tobytes())
        return cls(
            np.array(fragments, bool),
            np.array(lengths, np.int32),
            np.array(digests, np.uint64),
            np.array(counts, np.int32),
            np.array(hashes, np.uint64),
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Fingerprints]) -> Fingerprints:
        """The fingerprints of the articles of all parts, one part after the other."""
        parts = (cls.from_articles(()), *parts)
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))

    def __len__(self) -> int:
        return len(self.counts)

    def split(self, sizes: Iterable[int]) -> Iterator[Fingerprints]:
        """The reverse of `concatenate`.

        Args:
            sizes: how many articles each part has.
        """
        ends = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        start = 0
        for size in sizes:
            stop = start + size
            rows = slice(start, stop)
            hashes = self.hashes[int(ends[start]) : int(ends[stop])]
            yield Fingerprints(self.fragments[rows], self.lengths[rows], self.digests[rows], self.counts[rows], hashes)
            start = stop

    def with_replaced(self, articles: Mapping[int, Article]) -> Fingerprints:
        """The same with other articles in the place of some.

        Args:
            articles: the new articles by number.
        """
        if not articles:
            return self
        numbers = sorted(articles)
        new = Fingerprints.from_articles(articles[number] for number in numbers)
        fragments, lengths, digests = self.fragments.copy(), self.lengths.copy(), self.digests.copy()
        fragments[numbers], lengths[numbers], digests[numbers] = new.fragments, new.lengths, new.digests
        counts = self.counts.copy()
        counts[numbers] = 0
        kept = self.hashes[np.repeat(counts > 0, self.counts)]
        # where the new hashes belong among those that are kept
        places = np.repeat((np.cumsum(counts, dtype=np.int64) - counts)[numbers], new.counts)
        counts[numbers] = new.counts
        return Fingerprints(fragments, lengths, digests, counts, np.insert(kept, places, new.hashes))

    def find_candidates(self, numbers: Iterable[int]) -> _Numbers:
        """The pairs of articles that share enough fingerprints to be worth comparing.

        Args:
            numbers: the articles to look at.

        Returns:
            Article numbers, of shape (pairs, 2), the smaller one first, in rising order.
        """
        shared = _Shared(self._find_shared(numbers), self.lengths)
        found = [np.empty((0, 2), np.int64)]
        for pairs in shared.pairs():
            # a pair comes once for each fingerprint that it shares
            packed, shares = np.unique(pairs, return_counts=True)
            low, high = packed >> 32, packed & 0xFFFFFFFF
            is_near = shares >= SHARED_FINGERPRINTS * np.minimum(self.counts[low], self.counts[high])
            found.append(np.stack([low[is_near], high[is_near]], axis=1))
        return np.concatenate(found)

    def _find_shared(self, numbers: Iterable[int]) -> npt.NDArray[np.uint64]:
        """The checksums that more than one article has, in rising order, each with its article in the lower bits.

        Args:
            numbers: the articles to look at.
        """
        wanted = np.zeros(len(self), bool)
        wanted[list(numbers)] = True
        chosen = np.repeat(wanted, self.counts)
        # checksum and article in one number, so that one sort is enough
        packed = self.hashes[chosen]
        packed &= ~_NUMBER
        packed |= np.repeat(np.arange(len(self), dtype=np.uint64), self.counts)[chosen]
        del chosen
        packed.sort()
        # two fingerprints of an article that differ only in the bits that the article's number takes count once
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))[: len(packed)]]
        is_repeated = _is_alike(packed[1:], packed[:-1])
        is_shared = np.zeros(len(packed), bool)
        is_shared[1:] |= is_repeated
        is_shared[:-1] |= is_repeated
        shared: npt.NDArray[np.uint64] = packed[is_shared]
        return shared


def _is_alike(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Whether the checksums are the same, whatever the articles."""
    alike: npt.NDArray[np.bool_] = (one ^ other) <= _NUMBER
    return alike


class _Shared:
    """Checksums that several articles have, and the pairs of these articles.

    Args:
        packed: the checksums, in rising order, each with its article in the lower bits.
        lengths: of all articles.
    """

    def __init__(self, packed: npt.NDArray[np.uint64], lengths: npt.NDArray[np.int32]) -> None:
        self._packed, self._lengths = packed, lengths
        self._owners = (packed & _NUMBER).astype(np.int32)
        starts = np.flatnonzero(np.concatenate(([True], ~_is_alike(packed[1:], packed[:-1])))[: len(packed)])
        sizes = np.diff(np.append(starts, len(packed)))
        # the groups of articles with a common checksum: where each begins and ends, and its longest articles
        is_common = sizes > COMMON
        self._is_rare = np.repeat(~is_common, sizes)
        self._starts, self._stops = starts[is_common], (starts + sizes)[is_common]
        self._longest = np.full((len(self._starts), LONGEST), -1, np.int64)
        self._is_longest = np.zeros(len(packed), bool)
        for row, (start, stop) in enumerate(zip(self._starts.tolist(), self._stops.tolist(), strict=True)):
            of_group = lengths[self._owners[start:stop]]
            longest = start + np.flatnonzero(of_group == of_group.max())[:LONGEST]
            self._longest[row, : len(longest)] = longest
            self._is_longest[longest] = True

    def pairs(self) -> Iterator[_Numbers]:
        """All packed pairs to look at, each as often as it shares a checksum; those of one smaller number together."""
        order = np.argsort(self._owners, kind="stable")
        owners = self._owners[order]
        start = 0
        while start < len(order):
            stop = min(start + _PLACES_AT_ONCE, len(order))
            stop = int(np.searchsorted(owners, owners[stop - 1], side="right"))
            places = order[start:stop]
            rare = self._is_rare[places]
            parts = [
                *self._with_next(places[rare], COMMON),
                *self._with_next(places[~rare], NEXT),
                *self._with_longest(places[~rare]),
            ]
            yield np.concatenate([np.empty(0, np.int64), *parts])
            start = stop

    def _with_next(self, places: _Numbers, most: int) -> Iterator[_Numbers]:
        """The pairs of the articles at some places with those at the next places of the same checksum."""
        for step in range(1, most + 1):
            places = places[places < len(self._packed) - step]
            places = places[_is_alike(self._packed[places], self._packed[places + step])]
            if not len(places):
                return
            yield _pack(self._owners[places], self._owners[places + step])

    def _with_longest(self, places: _Numbers) -> Iterator[_Numbers]:
        """The pairs of the articles at some places with later ones where either is a longest one of its group.

        Those that `_with_next` gives are left out.
        """
        if not len(places):
            return
        groups = np.searchsorted(self._starts, places, side="right") - 1
        for longest in self._longest[groups].T:
            later = longest > places + NEXT
            yield _pack(self._owners[places[later]], self._owners[longest[later]])
        own = self._is_longest[places]
        first, stops = places[own] + NEXT + 1, self._stops[groups[own]]
        counts = np.maximum(stops - first, 0)
        others = np.arange(int(counts.sum())) + np.repeat(first - (np.cumsum(counts) - counts), counts)
        is_other = ~self._is_longest[others]
        yield _pack(self._owners[np.repeat(places[own], counts)[is_other]], self._owners[others[is_other]])


def _pack(low: npt.NDArray[Any], high: npt.NDArray[Any]) -> _Numbers:
    pair: _Numbers = low.astype(np.int64) << 32
    pair |= high
    return pair


def _winnow(bare: str) -> npt.NDArray[np.uint64]:
    """The fingerprints of a text in rising order; of a short text the one of all of it."""
    codes = np.frombuffer(bare.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    size = RUN if len(codes) >= SHORT else len(codes)
    sums = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        sums = sums * _BASE + codes[offset : len(codes) - size + 1 + offset] + np.uint64(1)
    sums = (sums ^ (sums >> np.uint64(29))) * _MIX
    sums ^= sums >> np.uint64(32)
    if len(sums) <= WINDOW:
        return np.array([sums.min()], dtype=np.uint64)
    # the smallest of 2, 4, 8, 16 and 32 neighbours in turn
    least = sums
    for step in (1, 2, 4, 8, 16):
        least = np.minimum(least[:-step], least[step:])
    return sorted_unique(least)


def _digest(article: Article) -> int:
    """A hash of the article without its layout, of 64 bits."""
    facts = (
        article.id,
        article.kind,
        article.headline,
        article.newspaper,
        article.date,
        article.page,
        article.file,
        article.lines,
        article.paragraphs,
    )
    return int.from_bytes(blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
