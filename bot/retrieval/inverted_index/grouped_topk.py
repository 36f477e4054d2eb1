"""Exact top k where texts come in groups, as passages do in articles: whole groups are left out first.

The postings of groups are shorter than those of texts, and tell most: with them, and with the most that the texts of a
group can have by the terms that occur there, few groups remain, and only their texts are looked up. A lower bound of
the k-th best score comes from the texts of the most promising groups. Scores are sums of integers, so the result equals
that of scoring every text, ties included.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.best_texts import find_best, kth_best
from bot.retrieval.inverted_index.weighted_postings import Groups, Lookup, Sums, WeightedPostings

Numbers = npt.NDArray[np.int64]

# So many postings in all tell which groups are left out, as shares of the number of texts and of groups. From .5 to
# 1.5 for texts, and from 2 to 4 for groups, a search takes about the same time.
_TEXTS_SHARE, _GROUPS_SHARE = 0.5, 2.0
# The lower bound comes from so many groups, or k of them.
_SAMPLE = 20
# Where more than this share of all texts is left, as for a query of hundreds of terms, going through lists is faster.
_MOST_LEFT = 0.125


def top_k_of_groups(
    order: Sequence[WeightedPostings],
    size: int,
    k: int,
    groups: Groups,
    allowed: npt.NDArray[np.bool_] | None = None,
) -> tuple[Numbers, Numbers] | None:
    """As `top_k`, for postings in descending order of their bounds; None where too many groups remain."""
    bound = sum(one.bound for one in order)
    of_groups, of_texts = ([one for one in order if one.grouped is grouped] for grouped in (True, False))
    first_groups = _count_first(of_groups, _GROUPS_SHARE * groups.count)
    first_texts = _count_first(of_texts, _TEXTS_SHARE * size)
    sums = Sums(size, groups, bound)
    sums.add(of_groups[:first_groups])
    exact = sums.of_all_groups()
    # for each group what it has, and the most that one of its texts can have by lists of texts
    most = exact.copy()
    _add_bounds(most, of_texts[:first_texts], groups)
    rest = sum(one.bound for one in (*of_groups[first_groups:], *of_texts[first_texts:]))
    other_groups, all_texts = Lookup(of_groups[first_groups:], sums), Lookup(of_texts, sums)

    def texts_of(some: npt.NDArray[Any]) -> Numbers:
        texts = groups.texts_of(some)
        return texts if allowed is None else texts[allowed[texts]]

    some = _best(most, max(_SAMPLE, k), groups, allowed)
    own = np.zeros(groups.count, exact.dtype)
    own[some] = exact[some] + other_groups.on_groups(some)
    sample = texts_of(some)
    threshold = kth_best(own.take(groups.group_of.take(sample)) + all_texts.on(sample), k)
    hopeful = (most >= threshold - rest).nonzero()[0]
    if len(of_groups) > first_groups:
        added = other_groups.on_groups(hopeful)
        exact[hopeful] += added
        rest -= sum(one.bound for one in of_groups[first_groups:])
        hopeful = hopeful[most[hopeful] + added >= threshold - rest]
    texts = texts_of(hopeful)
    if len(texts) > _MOST_LEFT * size:
        return None
    return find_best(texts, exact.take(groups.group_of.take(texts)), of_texts, all_texts.on, k, threshold)


def _count_first(order: Sequence[WeightedPostings], most: float) -> int:
    """How many lists are gone through for all groups: those before one that is looked up without being decoded."""
    count, added = 0, 0
    for one in order:
        added += one.df
        if one.dense or added > most:
            break
        count += 1
    return count


def _add_bounds(most: npt.NDArray[Any], some: Sequence[WeightedPostings], groups: Groups) -> None:
    """Adds to each group the most that a text can have by each of some lists that has a text of the group."""
    if not some:
        return
    lists = [one.postings.texts for one in some]
    own = groups.group_of.take(np.concatenate(lists))
    # once for each list: texts of a group are neighbours
    is_first = np.ones(len(own), bool)
    is_first[1:] = own[1:] != own[:-1]
    ends = np.cumsum([len(texts) for texts in lists])
    is_first[ends[:-1]] = True
    bounds = np.repeat(np.array([one.bound for one in some], most.dtype), [len(texts) for texts in lists])
    np.add.at(most, own[is_first], bounds[is_first])


def _best(
    most: npt.NDArray[Any], count: int, groups: Groups, allowed: npt.NDArray[np.bool_] | None
) -> npt.NDArray[Any]:
    """The groups that can have most, of those with a text that is allowed, ascending."""
    if allowed is not None:
        numbers = np.unique(groups.group_of[allowed])
        return np.sort(numbers[_largest(most[numbers], count)])
    return np.sort(_largest(most, count))


def _largest(values: npt.NDArray[Any], count: int) -> npt.NDArray[np.int64]:
    """The places of some largest values, in any order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, -count)[-count:]
