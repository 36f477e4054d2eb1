"""What a text leaves behind to be found again by: a few fingerprints, in arrays that can be kept.

Of the checksums of all its runs of 12 characters the smallest in each window of 32. Two texts that share 43 characters
in a row, line breaks and punctuation apart, share a fingerprint, so nothing that is printed twice is overlooked
(winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). They take about 8 bytes for 16 characters of text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.text.characters import letters

__all__ = ["SHORT", "Fingerprints"]

SHINGLE = 12
WINDOW = 32
# The upper bits of a packed fingerprint are checksum, the lower ones the number of its article.
_NUMBER_BITS = np.uint64(28)
_NUMBER = np.uint64((1 << 28) - 1)
_BASE = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)

SHORT = 60
"""A text with fewer characters than this says too little to be known again by part of it: it must be equal."""
# And with fewer than this it is nobody's story (见第3版).
SHORTEST = 12
# A fingerprint that more texts than this have is a phrase of the trade; each is then compared with the fullest only.
COMMON = 64
# Of the fewer fingerprints of two texts this share must be common, before they are compared in full.
SHARED_FINGERPRINTS = 0.25

_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of some articles, by number."""

    # for each article whether it is a fragment, how long its text is without what is no letter, and how many
    # fingerprints it has
    fragments: npt.NDArray[np.bool_]
    lengths: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int32]
    # those of one article after the other
    prints: npt.NDArray[np.uint64]

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Fingerprints:
        """The fingerprints of articles, which are looked at one by one."""
        fragments, lengths, counts, prints = array("B"), array("i"), array("i"), array("Q")
        for article in articles:
            bare = letters("".join(article.paragraphs))
            own = _fingerprints(bare) if len(bare) >= SHORTEST else np.empty(0, np.uint64)
            fragments.append(article.kind == "fragment")
            lengths.append(len(bare))
            counts.append(len(own))
            prints.frombytes(own.tobytes())
        return cls(
            np.array(fragments, bool), np.array(lengths, np.int32), np.array(counts, np.int32), np.array(prints, "u8")
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Fingerprints]) -> Fingerprints:
        """Those of one part after the other."""
        none = cls.from_articles(())
        columns = zip(
            *((each.fragments, each.lengths, each.counts, each.prints) for each in (none, *parts)), strict=True
        )
        return cls(*map(np.concatenate, columns))

    def __len__(self) -> int:
        return len(self.counts)

    def parts(self, sizes: Iterable[int]) -> Iterator[Fingerprints]:
        """Those of the first few articles, of the next few, and so on: what `concatenate` puts together.

        Args:
            sizes: how many articles each part has.
        """
        ends = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        start = 0
        for size in sizes:
            stop = start + size
            own = slice(start, stop)
            prints = self.prints[int(ends[start]) : int(ends[stop])]
            yield Fingerprints(self.fragments[own], self.lengths[own], self.counts[own], prints)
            start = stop

    def replaced(self, articles: Mapping[int, Article]) -> Fingerprints:
        """The same with other articles in the place of some."""
        if not articles:
            return self
        numbers = sorted(articles)
        fresh = Fingerprints.from_articles(articles[number] for number in numbers)
        fragments, lengths, counts = self.fragments.copy(), self.lengths.copy(), self.counts.copy()
        fragments[numbers], lengths[numbers], counts[numbers] = fresh.fragments, fresh.lengths, 0
        left = self.prints[np.repeat(counts > 0, self.counts)]
        # where the new ones belong among those that are left
        places = np.repeat((np.cumsum(counts, dtype=np.int64) - counts)[numbers], fresh.counts)
        counts[numbers] = fresh.counts
        return Fingerprints(fragments, lengths, counts, np.insert(left, places, fresh.prints))

    def alike(self, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """The pairs of articles that share enough of their fingerprints to be worth comparing, in order.

        Args:
            numbers: those to look at.
        """
        wanted = np.zeros(len(self), bool)
        wanted[list(numbers)] = True
        there = np.repeat(wanted, self.counts)
        packed = self.prints[there] & ~_NUMBER
        packed |= np.repeat(np.arange(len(self), dtype=np.uint64), self.counts)[there]
        packed.sort()
        # neighbours with the same checksum differ in the lower bits only; two of one article may have become alike
        packed = packed[np.concatenate(([True], packed[1:] != packed[:-1]))[: len(packed)]]
        sums = packed >> _NUMBER_BITS
        same = np.concatenate(([False], sums[1:] == sums[:-1], [False]))[: len(packed) + 1]
        shared = same[:-1] | same[1:]
        sums, owners = sums[shared], (packed[shared] & _NUMBER).astype(np.int64)
        first = np.flatnonzero(np.concatenate(([True], sums[1:] != sums[:-1]))[: len(sums)])
        sizes = np.diff(np.append(first, len(sums)))
        pairs = [*_neighbours(sums, owners, np.repeat(sizes <= COMMON, sizes))]
        for start, size in zip(first[sizes > COMMON].tolist(), sizes[sizes > COMMON].tolist(), strict=True):
            pairs.append(self._with_fullest(owners[start : start + size]))
        found, times = np.unique(np.concatenate([np.empty(0, np.int64), *pairs]), return_counts=True)
        low, high = found >> 32, found & 0xFFFFFFFF
        near = times >= SHARED_FINGERPRINTS * np.minimum(self.counts[low], self.counts[high])
        return list(zip(low[near].tolist(), high[near].tolist(), strict=True))

    def _with_fullest(self, group: _Numbers) -> _Numbers:
        """The pairs of each of some articles with the fullest of them."""
        lengths = self.lengths[group]
        hubs = group[lengths == lengths.max()][:COMMON]
        pairs = [
            _pair(np.minimum(hub, others), np.maximum(hub, others)) for hub in hubs for others in [group[group != hub]]
        ]
        return np.concatenate(pairs)


def _pair(low: npt.NDArray[Any], high: npt.NDArray[Any]) -> _Numbers:
    key: _Numbers = low.astype(np.int64) << 32
    key |= high
    return key


def _neighbours(sums: npt.NDArray[np.uint64], owners: _Numbers, counted: npt.NDArray[np.bool_]) -> Iterator[_Numbers]:
    """All pairs of articles with the same checksum, once for each; the numbers rise within one."""
    for step in range(1, len(sums)):
        at = np.flatnonzero((sums[step:] == sums[:-step]) & counted[step:])
        if not len(at):
            return
        yield _pair(owners[at], owners[at + step])


def _fingerprints(bare: str) -> npt.NDArray[np.uint64]:
    """The fingerprints of a text; of a short text the one of all of it."""
    codes = np.frombuffer(bare.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    size = SHINGLE if len(codes) >= SHORT else len(codes)
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
    least = np.sort(least)
    return least[np.concatenate(([True], least[1:] != least[:-1]))]
