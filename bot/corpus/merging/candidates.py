"""Which pairs of texts may be the same story: those that share enough fingerprints, and that nothing else tells apart.

The fingerprints come as sorted entries (`Fingerprints.entries`), which may lie in a mapped file: they are looked at a
part at a time, so that the memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.corpus.merging.fingerprints import NUMBER, SHORT

COMMON = 64
"""A fingerprint that more texts share is a stock phrase, or of a story printed very often. Comparing all pairs of them
would be quadratic, so each text is compared with a few others only."""
# These are the longest of the texts, and the next ones in the order of the corpus, which is mostly that of the days: a
# notice that is printed every day is the same story for some days only.
LONGEST, NEXT = 8, 8
# Two texts are compared when they share this part of the fingerprints of the one that has fewer.
SHARED_FINGERPRINTS = 0.25
# The shorter text has at least this share of the fuller one's length: two thirds of a story of three paragraphs.
LENGTH_SHARE = 0.5
# A story is reprinted within days; the same words later are a new notice in the old form.
DAYS_APART = 7

# Entries are looked at so many at a time; pairs are made for so many, because all of an archive would take gigabytes.
_SLICE, _ENTRIES_AT_ONCE, _PLACES_AT_ONCE = 1 << 20, 1 << 20, 1 << 15

Numbers = npt.NDArray[np.int64]
_Entries = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Measures:
    """What is known of some texts without reading them, a row for each."""

    # how many letters and digits it has
    lengths: npt.NDArray[np.int32]
    # its date as a number of days, 0 where it is unknown
    days: npt.NDArray[np.int32]
    # how many fingerprints it has
    counts: npt.NDArray[np.int32]

    def chosen(self, rows: npt.NDArray[Any]) -> Measures:
        """Those of some texts: `rows` is a mask or has their numbers, in the order wanted."""
        return Measures(self.lengths[rows], self.days[rows], self.counts[rows])

    def joined(self, other: Measures) -> Measures:
        """Those of these texts, then those of others."""
        return Measures(
            np.concatenate([self.lengths, other.lengths]),
            np.concatenate([self.days, other.days]),
            np.concatenate([self.counts, other.counts]),
        )

    def may_be_same(self, pairs: Numbers) -> npt.NDArray[np.bool_]:
        """Whether the lengths and the days of two texts allow that they are the same story.

        Args:
            pairs: of numbers of texts, of shape (pairs, 2).
        """
        lengths, days = self.lengths[pairs], self.days[pairs]
        short, full = lengths.min(axis=1), lengths.max(axis=1)
        may: npt.NDArray[np.bool_] = (short == full) | (short >= np.maximum(SHORT, LENGTH_SHARE * full))
        # both dates are known, and lie too far apart for a reprint
        may &= (days.min(axis=1) == 0) | (days.max(axis=1) - days.min(axis=1) <= DAYS_APART)
        return may


def find_candidates(entries: _Entries, measures: Measures, is_new: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """The pairs of texts that are worth comparing.

    Args:
        entries: of the texts, sorted.
        measures: of the texts.
        is_new: for each text whether it is new; None for all. Only pairs with a new one are looked at.

    Returns:
        Numbers of texts, of shape (pairs, 2), the smaller one first, in rising order.
    """
    found = [np.empty((0, 2), np.int64)]
    for pairs in _Shared(entries, measures.lengths).pairs():
        if is_new is not None:
            pairs = pairs[is_new[pairs >> 32] | is_new[pairs & 0xFFFFFFFF]]
        # a pair comes once for each fingerprint that it shares
        packed, shares = np.unique(pairs, return_counts=True)
        low, high = packed >> 32, packed & 0xFFFFFFFF
        is_near = shares >= SHARED_FINGERPRINTS * np.minimum(measures.counts[low], measures.counts[high])
        near = np.stack([low[is_near], high[is_near]], axis=1)
        found.append(near[measures.may_be_same(near)])
    return np.concatenate(found)


def _is_alike(one: _Entries, other: _Entries) -> npt.NDArray[np.bool_]:
    """Whether the fingerprints are the same, whatever the texts."""
    alike: npt.NDArray[np.bool_] = (one ^ other) <= NUMBER
    return alike


def _owners(entries: _Entries) -> npt.NDArray[np.int32]:
    return (entries & NUMBER).astype(np.int32)


class _Shared:
    """Fingerprints that several texts have, and the pairs of these texts.

    Args:
        entries: the fingerprints, in rising order, each with its text in the lower bits.
        lengths: of all texts.
    """

    def __init__(self, entries: _Entries, lengths: npt.NDArray[np.int32]) -> None:
        self._entries, self._texts = entries, len(lengths)
        # the groups of texts with a common fingerprint: where each begins and ends, and its longest texts
        self._starts = np.concatenate([np.empty(0, np.int64), *self._find_common()])
        last = entries[self._starts] | NUMBER
        self._stops = np.searchsorted(entries, last, side="right")
        self._longest = np.full((len(self._starts), LONGEST), -1, np.int64)
        for row, (start, stop) in enumerate(zip(self._starts.tolist(), self._stops.tolist(), strict=True)):
            of_group = lengths[_owners(entries[start:stop])]
            longest = start + np.flatnonzero(of_group == of_group.max())[:LONGEST]
            self._longest[row, : len(longest)] = longest
        self._all_longest = np.sort(self._longest[self._longest >= 0])

    def _find_common(self) -> Iterator[Numbers]:
        entries = self._entries
        for begin in range(0, len(entries) - COMMON, _SLICE):
            end = min(begin + _SLICE, len(entries) - COMMON)
            common = begin + np.flatnonzero(_is_alike(entries[begin:end], entries[begin + COMMON : end + COMMON]))
            yield common[(common == 0) | ~_is_alike(entries[common], entries[common - 1])]

    def _shared(self) -> Iterator[tuple[Numbers, npt.NDArray[np.int32]]]:
        """The places of the entries whose fingerprint another text has, too, with their texts, a slice at a time."""
        entries = self._entries
        for begin in range(0, len(entries), _SLICE):
            own = entries[begin : begin + _SLICE]
            is_shared = np.zeros(len(own), bool)
            before = entries[begin - 1 : begin - 1 + len(own)] if begin else own[:-1]
            is_shared[len(own) - len(before) :] = _is_alike(own[len(own) - len(before) :], before)
            after = entries[begin + 1 : begin + 1 + len(own)]
            is_shared[: len(after)] |= _is_alike(own[: len(after)], after)
            places = np.flatnonzero(is_shared)
            yield places + begin, _owners(own[places])

    def pairs(self) -> Iterator[Numbers]:
        """All packed pairs to look at, each once for each fingerprint shared; those of one smaller number together."""
        counts = np.zeros(self._texts, np.int64)
        for _, owners in self._shared():
            counts += np.bincount(owners, minlength=self._texts)
        ends = np.cumsum(counts)
        first = 0
        while first < self._texts and (before := int(ends[first] - counts[first])) < ends[-1]:
            stop = max(first + 1, int(np.searchsorted(ends, before + _ENTRIES_AT_ONCE, side="right")))
            yield from self._pairs_of(first, stop)
            first = stop

    def _pairs_of(self, first: int, stop: int) -> Iterator[Numbers]:
        """Those whose smaller number is from `first` to `stop`."""
        places, owners = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for some, of_some in self._shared():
            chosen = (of_some >= first) & (of_some < stop)
            places.append(some[chosen])
            owners.append(of_some[chosen])
        of_all, place_of = np.concatenate(owners), np.concatenate(places)
        order = np.argsort(of_all, kind="stable")
        of_all, place_of = of_all[order], place_of[order]
        start = 0
        while start < len(order):
            end = min(start + _PLACES_AT_ONCE, len(order))
            end = int(np.searchsorted(of_all, of_all[end - 1], side="right"))
            yield self._pairs_at(place_of[start:end])
            start = end

    def _pairs_at(self, places: Numbers) -> Numbers:
        group = np.searchsorted(self._starts, places, side="right") - 1
        is_common = (group >= 0) & (places < self._stops[group]) if len(self._stops) else np.zeros(len(places), bool)
        common = places[is_common]
        parts = [*self._with_next(places[~is_common], COMMON), *self._with_next(common, NEXT)]
        return np.concatenate([np.empty(0, np.int64), *parts, *self._with_longest(common, group[is_common])])

    def _with_next(self, places: Numbers, most: int) -> Iterator[Numbers]:
        """The pairs of the texts at some places with those at the next places of the same fingerprint."""
        own = self._entries[places]
        for step in range(1, most + 1):
            inside = places < len(self._entries) - step
            places, own = places[inside], own[inside]
            others = self._entries[places + step]
            alike = _is_alike(own, others)
            places, own = places[alike], own[alike]
            if not len(places):
                return
            yield _pack(_owners(own), _owners(others[alike]))

    def _with_longest(self, places: Numbers, groups: Numbers) -> Iterator[Numbers]:
        """The pairs of the texts at some places with later ones where either is a longest one of its group.

        Those that `_with_next` gives are left out.
        """
        if not len(places):
            return
        for longest in self._longest[groups].T:
            later = longest > places + NEXT
            yield _pack(self._owners_at(places[later]), self._owners_at(longest[later]))
        own = self._is_longest(places)
        first, stops = places[own] + NEXT + 1, self._stops[groups[own]]
        counts = np.maximum(stops - first, 0)
        others = np.arange(int(counts.sum())) + np.repeat(first - (np.cumsum(counts) - counts), counts)
        is_other = ~self._is_longest(others)
        yield _pack(self._owners_at(np.repeat(places[own], counts)[is_other]), self._owners_at(others[is_other]))

    def _is_longest(self, places: Numbers) -> npt.NDArray[np.bool_]:
        found = self._all_longest.take(np.searchsorted(self._all_longest, places), mode="clip")
        is_longest: npt.NDArray[np.bool_] = found == places
        return is_longest

    def _owners_at(self, places: Numbers) -> npt.NDArray[np.int32]:
        return _owners(self._entries[places])


def _pack(low: npt.NDArray[Any], high: npt.NDArray[Any]) -> Numbers:
    pair: Numbers = low.astype(np.int64) << 32
    pair |= high
    return pair
