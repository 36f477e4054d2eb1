"""The best texts for a query, without scoring the others: exact top k over postings.

Rare terms are added up first. As soon as the terms that are left cannot lift a text without any of the first ones into
the best k, only those texts are looked at further that still can get there (MaxScore: Turtle and Flood 1995). Scores
are sums of whole numbers, so the result is that of scoring everything, ties included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Groups", "Part", "best"]

Numbers = npt.NDArray[np.int64]

# A look-up of one text in a posting list costs about as much as adding so many postings (measured with numpy 2.4).
_LOOKUP = 12
# With fewer postings left than this, adding them all is quicker than asking whether they matter.
_FEW = 4096


@dataclass(frozen=True, slots=True)
class Part:
    """What one term of a query brings: postings with their weight in the query."""

    texts: npt.NDArray[np.int32]
    impacts: npt.NDArray[np.int32]
    # a whole number above 0
    weight: int
    # the greatest of the impacts
    most: int
    # whether the texts are groups of texts: an articles' term counts for each of its passages
    grouped: bool = False

    @property
    def bound(self) -> int:
        """The most that it can bring."""
        return self.weight * self.most


@dataclass(frozen=True, slots=True)
class Groups:
    """Which group each text belongs to."""

    of: npt.NDArray[np.int32]
    # how many groups there are
    number: int


class _Sums:
    """What has been added up so far for each text, and for each group of texts."""

    def __init__(self, size: int, groups: Groups | None, bound: int) -> None:
        # the narrower kind is half the traffic with memory
        self._kind: Any = np.int32 if bound < 2**31 else np.int64
        self._own: npt.NDArray[Any] = np.zeros(size, self._kind)
        self._groups = groups
        self._whole: npt.NDArray[Any] = np.zeros(groups.number if groups else 0, self._kind)

    def add(self, part: Part) -> None:
        """Adds what a term brings to all its texts."""
        sums = self._whole if part.grouped else self._own
        sums[part.texts] += part.impacts.astype(self._kind) * part.weight if part.weight != 1 else part.impacts

    def of(self, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sums of some texts."""
        own: npt.NDArray[Any] = self._own[texts]
        return own + self._whole[self._groups.of[texts]] if self._groups else own

    def above(self, least: int) -> Numbers:
        """The texts with this sum or more."""
        total = self._own + self._whole[self._groups.of] if self._groups else self._own
        return (total >= least).nonzero()[0]


def _threshold(sums: npt.NDArray[Any], k: int) -> int:
    """The k-th greatest of some sums, which come into another order.

    1 where there are fewer: a text without any term is never among the best.
    """
    if len(sums) < k:
        return 1
    at = len(sums) - k
    sums.partition(at)
    return max(1, int(sums[at]))


def best(
    parts: Sequence[Part],
    size: int,
    k: int,
    groups: Groups | None = None,
    allowed: npt.NDArray[np.bool_] | None = None,
) -> tuple[Numbers, Numbers]:
    """The texts whose score is that of the k-th best or more, in the order of their numbers, and their scores.

    More than k come back where several have the score of the k-th. A text with a score of 0 never does.

    Args:
        parts: what each term of the query brings.
        size: how many texts there are.
        k: how many are wanted, 1 or more.
        groups: the groups of the texts, where some parts are grouped.
        allowed: for each text whether it may come back; None lets all.
    """
    order = sorted(parts, key=lambda part: part.bound, reverse=True)
    left = sum(part.bound for part in order)
    waiting = sum(len(part.texts) for part in order)
    sums = _Sums(size, groups, left)
    threshold = 1
    done = 0
    for part in order:
        # a text that has none of the terms so far has at most what is left
        if left < threshold and waiting > _FEW:
            break
        sums.add(part)
        done += 1
        left -= part.bound
        waiting -= len(part.texts)
        if waiting > _FEW and not part.grouped and len(part.texts) >= k:
            reached = part.texts if allowed is None else part.texts[allowed[part.texts]]
            threshold = max(threshold, _threshold(sums.of(reached), k))
    found = sums.above(max(1, threshold - left))
    if allowed is not None:
        found = found[allowed[found]]
    totals = sums.of(found).astype(np.int64)
    for part in order[done:]:
        threshold = max(threshold, _threshold(totals.copy(), k))
        hopeful = totals >= threshold - left
        found, totals = found[hopeful], totals[hopeful]
        totals += _brought(part, found, size, groups)
        left -= part.bound
    kept = totals >= max(threshold, _threshold(totals.copy(), k))
    return found[kept], totals[kept]


def _brought(part: Part, found: Numbers, size: int, groups: Groups | None) -> Numbers:
    """What a term brings to some texts."""
    wanted = groups.of[found] if part.grouped and groups else found.astype(np.int32)
    if len(found) * _LOOKUP > len(part.texts):
        row = np.zeros(groups.number if part.grouped and groups else size, np.int32)
        row[part.texts] = part.impacts
        return row[wanted].astype(np.int64) * part.weight
    at = np.searchsorted(part.texts, wanted)
    at[at == len(part.texts)] = 0
    there = part.texts[at] == wanted
    return np.where(there, part.impacts[at], 0).astype(np.int64) * part.weight
