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
_NUMBER_BITS = np.uint64(28)
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
        checksums, owners = self._find_shared(numbers)
        starts = np.flatnonzero(np.concatenate(([True], checksums[1:] != checksums[:-1]))[: len(checksums)])
        sizes = np.diff(np.append(starts, len(checksums)))
        pairs = list(_pairs_of_rare(checksums, owners, np.repeat(sizes <= COMMON, sizes)))
        for start, size in zip(starts[sizes > COMMON].tolist(), sizes[sizes > COMMON].tolist(), strict=True):
            pairs.append(self._some_pairs(owners[start : start + size]))
        # a pair comes once for each fingerprint that it shares
        packed, shares = np.unique(np.concatenate([np.empty(0, np.int64), *pairs]), return_counts=True)
        low, high = packed >> 32, packed & 0xFFFFFFFF
        is_near = shares >= SHARED_FINGERPRINTS * np.minimum(self.counts[low], self.counts[high])
        return np.stack([low[is_near], high[is_near]], axis=1)

    def _find_shared(self, numbers: Iterable[int]) -> tuple[npt.NDArray[np.uint64], _Numbers]:
        """The checksums that more than one article has, in rising order, each once for each article that has it.

        Args:
            numbers: the articles to look at.

        Returns:
            The checksums, and the article of each; within a checksum the articles rise.
        """
        wanted = np.zeros(len(self), bool)
        wanted[list(numbers)] = True
        chosen = np.repeat(wanted, self.counts)
        # checksum and article in one number, so that one sort is enough
        packed = self.hashes[chosen] & ~_NUMBER
        packed |= np.repeat(np.arange(len(self), dtype=np.uint64), self.counts)[chosen]
        # two fingerprints of an article that differ only in the bits that the article's number takes count once
        packed = sorted_unique(packed)
        checksums = packed >> _NUMBER_BITS
        is_repeated = np.concatenate(([False], checksums[1:] == checksums[:-1], [False]))[: len(packed) + 1]
        is_shared = is_repeated[:-1] | is_repeated[1:]
        return checksums[is_shared], (packed[is_shared] & _NUMBER).astype(np.int64)

    def _some_pairs(self, group: _Numbers) -> _Numbers:
        """Packed pairs of many articles: of each with the longest ones, and with the next ones in the corpus."""
        lengths = self.lengths[group]
        pairs = [_pack(group[:-step], group[step:]) for step in range(1, NEXT + 1)]
        for number in group[lengths == lengths.max()][:LONGEST]:
            others = group[group != number]
            pairs.append(_pack(np.minimum(number, others), np.maximum(number, others)))
        return sorted_unique(np.concatenate(pairs))


def _pack(low: npt.NDArray[Any], high: npt.NDArray[Any]) -> _Numbers:
    pair: _Numbers = low.astype(np.int64) << 32
    pair |= high
    return pair


def _pairs_of_rare(
    checksums: npt.NDArray[np.uint64], owners: _Numbers, is_rare: npt.NDArray[np.bool_]
) -> Iterator[_Numbers]:
    """All packed pairs of articles with the same rare checksum, once for each such checksum.

    Args:
        checksums: in rising order.
        owners: the article of each; they rise within a checksum.
        is_rare: whether few articles have the checksum.
    """
    for step in range(1, len(checksums)):
        at = np.flatnonzero((checksums[step:] == checksums[:-step]) & is_rare[step:])
        if not len(at):
            return
        yield _pack(owners[at], owners[at + step])


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
