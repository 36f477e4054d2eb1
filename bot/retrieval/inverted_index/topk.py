"""Exact top k over postings without scoring every text: MaxScore (Turtle and Flood 1995).

Posting lists are added up in descending order of their bound, the most that one can add to a text. As soon as the
lists that remain cannot lift a text that is in none of the added ones to the k-th best score, only the texts found so
far are looked up in the remaining lists. A lower bound of the k-th best score comes from a few promising texts that
are scored completely beforehand. Scores are sums of integers, so the result equals that of scoring every text, ties
included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.term_postings import TermPostings

__all__ = ["Groups", "WeightedPostings", "top_k"]

Numbers = npt.NDArray[np.int64]

# Looking up one text in a posting list costs about as much as adding this many postings (measured with numpy 2.4).
_LOOKUP_COST = 20
# Before a list longer than this is added, it pays to compute a new lower bound: the list may turn out needless.
_LONG_LIST = 32_768
# The lower bound comes from this many times k promising texts.
_SAMPLE = 3
# With fewer postings than this left, adding them all is faster than any pruning.
_FEW_POSTINGS = 4096


class WeightedPostings:
    """The postings of one query term, with its weight in the query. They are decoded when they are first needed.

    Args:
        df: how many texts the term occurs in.
        fetch: decodes these texts and the term's impact on each.
        weight: 1 or more.
        max_impact: no impact is above it.
        grouped: whether the texts are numbers of groups: a term of an article counts for each of its passages.
    """

    def __init__(
        self, df: int, fetch: Callable[[], TermPostings], weight: int, max_impact: int, grouped: bool = False
    ) -> None:
        self.df, self.weight, self.grouped = df, weight, grouped
        # the most that this term can add to the score of a text
        self.bound = weight * max_impact
        self._fetch = fetch

    @cached_property
    def postings(self) -> TermPostings:
        """The texts, or groups if `grouped`, and the impacts before weighting."""
        return self._fetch()


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each text: for passages, their article."""

    group_of: npt.NDArray[np.int32]
    count: int


class _Sums:
    """The scores so far: one sum for each text and one for each group of texts."""

    def __init__(self, size: int, groups: Groups | None, bound: int) -> None:
        # 32 bits where they suffice, because that halves the memory traffic
        self._dtype: Any = np.int32 if bound < 2**31 else np.int64
        self._of_texts: npt.NDArray[Any] = np.zeros(size, self._dtype)
        self._groups = groups
        self._of_groups: npt.NDArray[Any] = np.zeros(groups.count if groups else 0, self._dtype)

    def add(self, postings: WeightedPostings) -> None:
        """Adds one term to all its texts."""
        impacts = postings.postings.impacts
        if postings.weight != 1:
            impacts = impacts.astype(self._dtype) * postings.weight
        # np.add.at takes a third of the time of `sums[texts] += impacts`
        np.add.at(self._of_groups if postings.grouped else self._of_texts, postings.postings.texts, impacts)

    def of(self, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sums of some texts."""
        sums: npt.NDArray[Any] = self._of_texts.take(texts)
        if self._groups:
            sums += self._of_groups.take(self._groups.group_of.take(texts))
        return sums

    def look_up(self, postings: WeightedPostings, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What one term adds to some texts; the sums stay as they are."""
        wanted = self._groups.group_of.take(texts) if postings.grouped and self._groups else texts.astype(np.int32)
        impacts: npt.NDArray[Any] = postings.postings.impacts_on(wanted).astype(self._dtype)
        return impacts * postings.weight

    def at_least(self, threshold: int) -> Numbers:
        """The texts whose sum is `threshold` or more."""
        sums = self._of_texts
        if self._groups:
            sums = sums + self._of_groups.take(self._groups.group_of)
        return (sums >= threshold).nonzero()[0]


def _kth_best(sums: npt.NDArray[Any], k: int) -> int:
    """The k-th greatest of some sums, at least 1; 1 if there are fewer, because a text with sum 0 is never a result."""
    position = len(sums) - k
    return max(1, int(np.partition(sums, position)[position])) if position >= 0 else 1


def top_k(
    postings: Sequence[WeightedPostings],
    size: int,
    k: int,
    groups: Groups | None = None,
    allowed: npt.NDArray[np.bool_] | None = None,
) -> tuple[Numbers, Numbers]:
    """The texts that score at least as much as the k-th best, ascending by number, and their scores.

    More than k texts come back if several tie with the k-th best. A text with a score of 0 never comes back.

    Args:
        postings: one entry for each term of the query.
        size: the number of texts.
        k: how many texts are wanted, 1 or more.
        groups: the group of each text; needed if some postings are grouped.
        allowed: for each text whether it may come back; None allows all.
    """
    order = sorted(postings, key=lambda one: one.bound, reverse=True)
    remaining_bound = sum(one.bound for one in order)
    remaining_postings = sum(one.df for one in order)
    sums = _Sums(size, groups, remaining_bound)
    threshold = 1
    added = 0
    for one in order:
        if remaining_postings > _FEW_POSTINGS:
            if added and one.df > _LONG_LIST:
                threshold = max(threshold, _lower_bound(order, added, sums, k, allowed))
            # a text in none of the added lists can reach `remaining_bound` at most
            if remaining_bound < threshold:
                break
        sums.add(one)
        added += 1
        remaining_bound -= one.bound
        remaining_postings -= one.df
    else:
        # every list is added; a threshold still saves sorting out most of many texts
        if size > _FEW_POSTINGS:
            threshold = max(threshold, _lower_bound(order, added, sums, k, allowed))
    texts = sums.at_least(max(1, threshold - remaining_bound))
    if allowed is not None:
        texts = texts[allowed[texts]]
    scores = sums.of(texts)
    for one in order[added:]:
        # looking up a few texts is faster than finding out which of them can be dropped
        if len(texts) > _SAMPLE * k:
            threshold = max(threshold, _kth_best(scores, k))
            hopeful = (scores >= threshold - remaining_bound).nonzero()[0]
            texts, scores = texts.take(hopeful), scores.take(hopeful)
        if len(texts) * _LOOKUP_COST > one.df:
            before = sums.of(texts)
            sums.add(one)
            scores += sums.of(texts) - before
        else:
            scores += sums.look_up(one, texts)
        remaining_bound -= one.bound
    best = scores >= max(threshold, _kth_best(scores, k))
    return texts[best], scores[best].astype(np.int64)


def _lower_bound(
    order: Sequence[WeightedPostings],
    added: int,
    sums: _Sums,
    k: int,
    allowed: npt.NDArray[np.bool_] | None,
) -> int:
    """A score that at least k texts reach: the k-th best of a sample, the texts with the highest sums so far."""
    texts = np.empty(0, np.int32)
    for one in order[:added]:
        if len(texts) < _SAMPLE * k and not one.grouped:
            more = one.postings.texts if allowed is None else one.postings.texts[allowed[one.postings.texts]]
            texts = np.concatenate([texts, more])
            texts.sort()
            # as np.unique, which would load numpy.ma with the first query
            texts = np.concatenate([texts[:1], texts[1:][texts[1:] != texts[:-1]]])
    if len(texts) < k:
        return 1
    sample_size = min(len(texts), _SAMPLE * k)
    sample = np.sort(texts[np.argpartition(sums.of(texts), -sample_size)[-sample_size:]])
    scores = sums.of(sample)
    for one in order[added:]:
        scores += sums.look_up(one, sample)
    return _kth_best(scores, k)
