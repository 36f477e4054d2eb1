"""The last step of an exact top k: the lists that remain are added to the few texts that may be among the best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.weighted_postings import WeightedPostings

# After so many look-ups, of one list at least, the texts that cannot be among the best are dropped.
_AT_ONCE = 1 << 12


def kth_best(sums: npt.NDArray[Any], k: int) -> int:
    """The k-th greatest of some sums, at least 1; 1 if there are fewer, because a text with sum 0 is never a result."""
    position = len(sums) - k
    return max(1, int(np.partition(sums, position)[position])) if position >= 0 else 1


def find_best(
    texts: npt.NDArray[Any],
    scores: npt.NDArray[Any],
    lists: Sequence[WeightedPostings],
    add: Callable[[npt.NDArray[Any], int, int], npt.NDArray[Any]],
    k: int,
    threshold: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Those of some texts that score at least as much as the k-th best, and their scores.

    Args:
        texts: all that may be among the best, ascending.
        scores: what they have without the lists that remain.
        lists: those that remain.
        add: gives for some texts, ascending, what a range of these lists adds to each.
        k: how many texts are wanted, 1 or more.
        threshold: a score that at least k texts reach, or 1.
    """
    bound, added = sum(one.bound for one in lists), 0
    while added < len(lists):
        stop = min(len(lists), added + max(1, _AT_ONCE // max(1, len(texts))))
        scores = scores + add(texts, added, stop)
        bound -= sum(one.bound for one in lists[added:stop])
        added = stop
        threshold = max(threshold, kth_best(scores, k))
        hopeful = (scores >= threshold - bound).nonzero()[0]
        texts, scores = texts.take(hopeful), scores.take(hopeful)
    best = scores >= max(threshold, kth_best(scores, k))
    return texts[best], scores[best].astype(np.int64)
