"""Exact top k over postings without scoring every text: MaxScore (Turtle and Flood 1995).

All lists are added up but those of frequent terms, which are long and say little: they are looked up for the texts that
they can still lift to the k-th best score. A lower bound of that score comes from a few promising texts that are scored
completely beforehand. While many texts are left, frequent terms are added up for all of them, too, in descending order
of their bound, the most that one can add to a text. Scores are sums of integers, so the result equals that of scoring
every text, ties included.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.best_texts import find_best, kth_best
from bot.retrieval.inverted_index.term_postings import ShortTerms
from bot.retrieval.inverted_index.weighted_postings import Groups, Lookup, Sums, WeightedPostings

__all__ = ["Groups", "WeightedPostings", "top_k"]

Numbers = npt.NDArray[np.int64]

# Looking up one text in a list costs about as much as adding so many postings: less in one with a byte for each text,
# and more in a long one, of which a block is decoded (measured with numpy 2.4).
_LOOKUP_COST = 8
# More than so many times k texts are many.
_MANY = 12
# While more texts are left, lists with as many postings, or this share of all texts, are added up for all of them,
# because to go through so many after each list takes longer.
_MOST_LEFT, _NEXT_SHARE = 1 << 14, 0.25
# The lower bound comes from this many times k promising texts.
_SAMPLE = 3
# So many scores are a group of which only the largest is looked at.
_ROWS = 16


def top_k(
    postings: Sequence[WeightedPostings],
    size: int,
    k: int,
    groups: Groups | None = None,
    allowed: npt.NDArray[np.bool_] | None = None,
    short: Sequence[ShortTerms] = (),
) -> tuple[Numbers, Numbers]:
    """The texts that score at least as much as the k-th best, ascending by number, and their scores.

    More than k texts come back if several tie with the k-th best. A text with a score of 0 never comes back.

    Args:
        postings: one entry for each term of the query that is not among the short ones.
        size: the number of texts.
        k: how many texts are wanted, 1 or more.
        groups: the group of each text; needed if some postings are grouped.
        allowed: for each text whether it may come back; None allows all.
        short: the terms in few texts of each model.
    """
    descending = sorted(postings, key=lambda one: one.bound, reverse=True)
    order = [one for one in descending if not one.dense]
    first = len(order)
    order += [one for one in descending if one.dense]
    sums = Sums(size, groups, sum(one.bound for one in order) + sum(one.bound for one in short))
    sums.add_short(short)

    def add_all(some: Sequence[WeightedPostings]) -> npt.NDArray[Any]:
        """The scores with some lists more, 0 for the texts that may not come back."""
        sums.add(some)
        return sums.of_all() if allowed is None else sums.of_all() * allowed

    scores = add_all(order[:first])
    remaining_bound = sum(one.bound for one in order[first:])
    rest = Lookup(order[first:], sums)
    threshold, added = 1, first
    if added < len(order):
        threshold = _lower_bound(scores, k, rest, 0)
        # a text in none of the added lists can reach `remaining_bound` at most
        while added < len(order) and remaining_bound >= threshold:
            remaining_bound -= order[added].bound
            added += 1
        if added > first:
            scores = add_all(order[first:added])
    texts = (scores >= max(1, threshold - remaining_bound)).nonzero()[0]
    if len(texts) > _MANY * k and first < added < len(order):
        # a second lower bound sorts most of them out
        threshold = max(threshold, _lower_bound(scores, k, rest, added - first))
        texts = texts[scores.take(texts) >= threshold - remaining_bound]
    while len(texts) > _MOST_LEFT and added < len(order):
        stop, count = added, 0
        while stop < len(order) and count < max(len(texts), _NEXT_SHARE * size):
            count += order[stop].df
            stop += 1
        scores = add_all(order[added:stop])
        remaining_bound -= sum(one.bound for one in order[added:stop])
        added = stop
        texts = (scores >= max(1, threshold - remaining_bound)).nonzero()[0]
    remaining = order[added:]

    def add(some: npt.NDArray[Any], start: int, stop: int) -> npt.NDArray[Any]:
        if len(some) * (stop - start) * _LOOKUP_COST <= sum(one.df for one in remaining[start:stop]):
            return rest.on(some, added - first + start, added - first + stop)
        before = sums.of(some)
        sums.add(remaining[start:stop])
        gained: npt.NDArray[Any] = sums.of(some) - before
        return gained

    return find_best(texts, scores.take(texts), remaining, add, k, threshold)


def _lower_bound(scores: npt.NDArray[Any], k: int, rest: Lookup, start: int) -> int:
    """A score that at least k texts reach: the k-th best of a sample, those with the highest scores so far.

    Args:
        scores: of all texts so far, 0 for those that may not come back.
        k: as for `top_k`.
        rest: with the lists that are not in the scores.
        start: where these begin in it.
    """
    size = _SAMPLE * k
    sample = (scores >= max(1, _find_level(scores, size))).nonzero()[0]
    if len(sample) > 2 * size:
        sample = np.sort(sample[np.argpartition(scores.take(sample), -size)[-size:]])
    return kth_best(scores.take(sample) + rest.on(sample, start), k)


def _find_level(scores: npt.NDArray[Any], size: int) -> int:
    """A score that few more than so many of all reach.

    The largest scores of so many groups are looked at, because to order all takes several times as long.
    """
    columns = len(scores) // _ROWS
    if columns < 2 * size:
        return kth_best(scores, size)
    return kth_best(scores[: columns * _ROWS].reshape(_ROWS, columns).max(axis=0), size)
