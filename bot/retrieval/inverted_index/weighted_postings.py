"""The postings of the terms of one query, with their weights: added up for all texts, or looked up for a few."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.long_lists import look_up
from bot.retrieval.inverted_index.packed import decode_short
from bot.retrieval.inverted_index.term_postings import (
    DensePostings,
    Score,
    ShortTerms,
    TermPostings,
    compute_impacts,
)

# Up to this length a list is searched for all texts at once, together with others; a longer one is searched by itself.
_SHORT_LIST = 4096
# Of a list so many postings are added at a time.
_AT_ONCE = 1 << 14


class WeightedPostings:
    """The postings of one query term, with its weight in the query. They are decoded when they are first needed.

    Args:
        df: how many texts the term occurs in.
        fetch: decodes these texts and the term's impact on each.
        weight: 1 or more.
        max_impact: no impact is above it.
        grouped: whether the texts are numbers of groups: a term of an article counts for each of its passages.
        dense: the same, to be looked up; None where they must be decoded.
    """

    def __init__(
        self,
        df: int,
        fetch: Callable[[], TermPostings],
        weight: int,
        max_impact: int,
        grouped: bool = False,
        dense: DensePostings | None = None,
    ) -> None:
        self.df, self.weight, self.grouped, self.dense = df, weight, grouped, dense
        # the most that this term can add to the score of a text
        self.bound = weight * max_impact
        self._fetch = fetch
        self._postings: TermPostings | None = None

    @property
    def postings(self) -> TermPostings:
        """The texts, or groups if `grouped`, and the impacts before weighting."""
        if self._postings is None:
            self._postings = self._fetch()
        return self._postings


@dataclass(frozen=True)
class Groups:
    """The group of each text, ascending: for passages, their article."""

    group_of: npt.NDArray[np.int32]
    count: int


class Sums:
    """The scores so far: one sum for each text and one for each group of texts.

    Args:
        size: the number of texts.
        groups: the group of each text; needed if some postings are grouped.
        bound: no sum is above it.
    """

    def __init__(self, size: int, groups: Groups | None, bound: int) -> None:
        # 32 bits where they suffice, because that halves the memory traffic
        self.dtype: Any = np.int32 if bound < 2**31 else np.int64
        self._of_texts: npt.NDArray[Any] = np.zeros(size, self.dtype)
        self.groups = groups
        self._of_groups: npt.NDArray[Any] = np.zeros(groups.count if groups else 0, self.dtype)

    def add_short(self, some: Sequence[ShortTerms]) -> None:
        """Adds terms in few texts, those of each model, to all their texts."""
        some = [one for one in some if one.lists]
        if not some:
            return
        lists = [one for terms in some for one in terms.lists]
        sizes = [one.df for one in lists]
        texts, counts = decode_short(lists)
        norms, parts, start = [], [], 0
        for terms in some:
            part = slice(start, start + sum([one.df for one in terms.lists]))
            norms.append(terms.norms.take(texts[part]))
            parts.append((self._of_groups if terms.grouped else self._of_texts, part))
            start = part.stop
        scales = np.repeat([scale for terms in some for scale in terms.scales], sizes)
        weights = np.repeat(np.array([weight for terms in some for weight in terms.weights], self.dtype), sizes)
        impacts = compute_impacts(counts, scales, np.concatenate(norms)) * weights
        # what is gone has no sum
        impacts[texts < 0] = 0
        for sums, part in parts:
            # np.add.at takes a third of the time of `sums[texts] += impacts`
            np.add.at(sums, texts[part], impacts[part])

    def add(self, some: Sequence[WeightedPostings]) -> None:
        """Adds some terms to all their texts."""
        for one in some:
            sums = self._of_groups if one.grouped else self._of_texts
            postings, weight = one.postings, self.dtype(one.weight)
            # what does not fit into the cache of the processor takes several times as long
            for start in range(0, len(postings.texts), _AT_ONCE):
                stop = start + _AT_ONCE
                np.add.at(sums, postings.texts[start:stop], postings.impacts[start:stop] * weight)

    def of(self, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sums of some texts."""
        sums: npt.NDArray[Any] = self._of_texts.take(texts)
        if self.groups:
            sums += self._of_groups.take(self.groups.group_of.take(texts))
        return sums

    def of_all(self) -> npt.NDArray[Any]:
        """The sum of each text."""
        if not self.groups:
            return self._of_texts
        # what does not fit into the cache of the processor takes several times as long
        scores, group_of = self._of_texts.copy(), self.groups.group_of
        for start in range(0, len(scores), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            scores[part] += self._of_groups.take(group_of[part])
        return scores

    def count_texts(self) -> int:
        """The number of texts."""
        return len(self._of_texts)

    def count_groups(self) -> int:
        """The number of groups."""
        return len(self._of_groups)


class Lookup:
    """Some terms of a query, to be looked up for a few texts.

    Args:
        some: the terms, those with the largest bounds first.
        sums: of the texts.
    """

    def __init__(self, some: Sequence[WeightedPostings], sums: Sums) -> None:
        self._some, self._sums = some, sums

    def on(self, texts: npt.NDArray[Any], start: int = 0, stop: int | None = None) -> npt.NDArray[Any]:
        """What the terms from `start` to `stop` add to some texts, ascending; nothing is added to the sums."""
        stop = len(self._some) if stop is None else stop
        found = np.zeros(len(texts), self._sums.dtype)
        groups = self._sums.groups
        if not len(texts):
            return found
        of_texts = texts.astype(np.int32)
        of_groups = groups.group_of.take(texts) if groups else of_texts
        self._add_to(found, of_texts, of_groups, start, stop)
        return found

    def _add_to(
        self,
        found: npt.NDArray[Any],
        of_texts: npt.NDArray[np.int32],
        of_groups: npt.NDArray[np.int32],
        start: int,
        stop: int,
    ) -> None:
        for dense in self._dense:
            dense.add_to(found, of_groups if dense.grouped else of_texts, start, stop)
        for long in self._long:
            if start <= long.number < stop:
                impacts = long.postings.impacts_on(of_groups if long.grouped else of_texts)
                found += impacts.astype(found.dtype) * long.weight
        for short in self._short:
            short.add_to(found, of_groups if short.grouped else of_texts, start, stop)

    @cached_property
    def _lists(self) -> list[_List]:
        """What has to be decoded."""
        lists = []
        for number, one in enumerate(self._some):
            postings = one.dense.rest if one.dense else one.postings
            if postings:
                lists.append(_List(number, postings, one.weight, one.grouped))
        return lists

    @cached_property
    def _dense(self) -> list[_Dense]:
        terms: dict[tuple[int, Score], list[int]] = {}
        for number, one in enumerate(self._some):
            if one.dense:
                terms.setdefault((id(one.dense.counts.data), one.dense.score), []).append(number)
        return [_Dense(numbers, [self._some[number] for number in numbers]) for numbers in terms.values()]

    @cached_property
    def _long(self) -> list[_List]:
        return [one for one in self._lists if len(one.postings.texts) > _SHORT_LIST]

    @cached_property
    def _short(self) -> list[_Short]:
        lists: dict[tuple[bool, Score], list[_List]] = {}
        for one in self._lists:
            if len(one.postings.texts) <= _SHORT_LIST:
                lists.setdefault((one.grouped, one.postings.score), []).append(one)
        return [_Short(some, self._sums) for some in lists.values()]


class _List(NamedTuple):
    """The decoded postings of a term."""

    # among the terms of the lookup
    number: int
    postings: TermPostings
    weight: int
    grouped: bool


class _Dense:
    """The terms of one model that need no decoding.

    Args:
        numbers: of the terms in the lookup.
        some: the terms.
    """

    def __init__(self, numbers: Sequence[int], some: Sequence[WeightedPostings]) -> None:
        self.grouped = some[0].grouped
        self._numbers = numbers
        self._terms = [one.dense for one in some if one.dense]
        self._scales = np.array([[one.scale] for one in self._terms])
        self._weights = np.array([[one.weight] for one in some], np.int64)

    def add_to(self, found: npt.NDArray[Any], texts: npt.NDArray[np.int32], start: int, stop: int) -> None:
        first, last = bisect_left(self._numbers, start), bisect_left(self._numbers, stop)
        if first == last:
            return
        own = self._terms[0].numbers
        places = texts if own is None else own.take(texts)
        inside = slice(None) if own is None else (places >= 0).nonzero()[0]
        counts = look_up([one.counts for one in self._terms[first:last]], places[inside])
        impacts = self._terms[0].score(texts[inside], np.maximum(counts, 1), self._scales[first:last])
        impacts[counts == 0] = 0
        found[inside] += np.add.reduce(impacts * self._weights[first:last], axis=0, dtype=found.dtype)


class _Short:
    """The terms of one model with short lists.

    Args:
        some: their lists.
        sums: of the texts.
    """

    def __init__(self, some: Sequence[_List], sums: Sums) -> None:
        self.grouped = some[0].grouped
        self._size = sums.count_groups() if self.grouped else sums.count_texts()
        self._score = some[0].postings.score
        self._texts = np.concatenate([one.postings.texts for one in some])
        self._counts = np.concatenate([one.postings.counts for one in some])
        self._ends = np.cumsum([len(one.postings.texts) for one in some])
        self._scales = np.array([one.postings.scale for one in some])
        self._weights = np.array([one.weight for one in some], sums.dtype)
        self._numbers = [one.number for one in some]

    def add_to(self, found: npt.NDArray[Any], texts: npt.NDArray[np.int32], start: int, stop: int) -> None:
        first, last = bisect_left(self._numbers, start), bisect_left(self._numbers, stop)
        if first == last:
            return
        begin, end = (int(self._ends[at - 1]) if at else 0 for at in (first, last))
        # for each text, or group, that is asked for, one more than its last place among these
        place_of = np.zeros(self._size, np.int32)
        place_of[texts] = np.arange(1, len(texts) + 1)
        own = self._texts[begin:end]
        places = place_of.take(own)
        hits = places.nonzero()[0]
        if not len(hits):
            return
        owner = self._ends.searchsorted(hits + begin, side="right")
        impacts = self._score(own[hits], self._counts[begin:end][hits], self._scales[owner])
        sums = np.zeros(len(texts) + 1, found.dtype)
        np.add.at(sums, places[hits], impacts * self._weights[owner])
        # texts of one group get the same
        found += sums[place_of.take(texts)]
