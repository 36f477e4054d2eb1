"""The best texts for a query, without scoring the others: exact top k over postings.

Rare terms are added up first. Before a long list is added, a few promising texts are looked up in all the terms: the
k-th best of their scores is one that the best k have at least. As soon as the terms that are left cannot lift a text
without any of the first ones to it, only those texts are looked at further that still can get there (MaxScore: Turtle
and Flood 1995). Scores are sums of whole numbers, so the result is that of scoring everything, ties included.
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
_LOOKUP = 20
# A list longer than this costs more to add than it costs to find out whether that is needed.
_LONG = 32_768
# So many times k texts are tried to find a score that k texts have.
_TRIED = 3
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
        impacts = part.impacts if part.weight == 1 else part.impacts.astype(self._kind) * part.weight
        # a third of the time of `sums[texts] += impacts`
        np.add.at(self._whole if part.grouped else self._own, part.texts, impacts)

    def of(self, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sums of some texts."""
        own: npt.NDArray[Any] = self._own.take(texts)
        if self._groups:
            own += self._whole.take(self._groups.of.take(texts))
        return own

    def brought(self, part: Part, texts: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What a term brings to some texts, without adding it up."""
        wanted = self._groups.of.take(texts) if part.grouped and self._groups else texts.astype(np.int32)
        at = part.texts.searchsorted(wanted)
        there = part.texts.take(at, mode="clip") == wanted
        impacts: npt.NDArray[Any] = (part.impacts.take(at, mode="clip") * there).astype(self._kind)
        return impacts * part.weight

    def above(self, least: int) -> Numbers:
        """The texts with this sum or more."""
        total = self._own + self._whole.take(self._groups.of) if self._groups else self._own
        return (total >= least).nonzero()[0]


def _kth(sums: npt.NDArray[Any], k: int) -> int:
    """The k-th greatest of some sums.

    1 where there are fewer: a text without any term is never among the best.
    """
    at = len(sums) - k
    return max(1, int(np.partition(sums, at)[at])) if at >= 0 else 1


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
        if waiting > _FEW:
            if done and len(part.texts) > _LONG:
                threshold = max(threshold, _reached(order, done, sums, k, allowed))
            # a text that has none of the terms so far has at most what is left
            if left < threshold:
                break
        sums.add(part)
        done += 1
        left -= part.bound
        waiting -= len(part.texts)
    else:
        # everything is added up: the sums of a few tell which of the many need not be looked at
        if size > _FEW:
            threshold = max(threshold, _reached(order, done, sums, k, allowed))
    found = sums.above(max(1, threshold - left))
    if allowed is not None:
        found = found[allowed[found]]
    totals = sums.of(found)
    for part in order[done:]:
        # a few texts are looked up sooner than it is found out whether they may be left out
        if len(found) > _TRIED * k:
            threshold = max(threshold, _kth(totals, k))
            hopeful = (totals >= threshold - left).nonzero()[0]
            found, totals = found.take(hopeful), totals.take(hopeful)
        if len(found) * _LOOKUP > len(part.texts):
            before = sums.of(found)
            sums.add(part)
            totals += sums.of(found) - before
        else:
            totals += sums.brought(part, found)
        left -= part.bound
    kept = totals >= max(threshold, _kth(totals, k))
    return found[kept], totals[kept].astype(np.int64)


def _reached(
    order: Sequence[Part],
    done: int,
    sums: _Sums,
    k: int,
    allowed: npt.NDArray[np.bool_] | None,
) -> int:
    """A score that k texts have: those for which the first terms speak most are looked up in the terms to come."""
    texts = np.empty(0, np.int32)
    for part in order[:done]:
        if len(texts) < _TRIED * k and not part.grouped:
            own = part.texts if allowed is None else part.texts[allowed[part.texts]]
            texts = np.concatenate([texts, own])
            texts.sort()
            # each once; np.unique would load numpy.ma with the first query
            texts = np.concatenate([texts[:1], texts[1:][texts[1:] != texts[:-1]]])
    if len(texts) < k:
        return 1
    tried = min(len(texts), _TRIED * k)
    found = np.sort(texts[np.argpartition(sums.of(texts), -tried)[-tried:]])
    totals = sums.of(found)
    for part in order[done:]:
        totals += sums.brought(part, found)
    return _kth(totals, k)
