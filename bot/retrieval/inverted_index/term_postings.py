"""The postings of one term as a search needs them, and those of the terms that were searched most recently."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["OVERHEAD", "RecentPostings", "TermPostings"]

Impacts = npt.NDArray[np.int32]


class TermPostings:
    """The texts of a term and its impact on each.

    Args:
        texts: ascending.
        counts: how often the term occurs in each.
        score: the impacts on some texts, of them and of the term's counts in them.
    """

    def __init__(
        self,
        texts: npt.NDArray[np.int32],
        counts: npt.NDArray[np.uint16],
        score: Callable[[npt.NDArray[Any], npt.NDArray[np.uint16]], Impacts],
    ) -> None:
        self.texts = texts
        self._counts = counts
        self._score = score

    @cached_property
    def impacts(self) -> Impacts:
        """The impact on each text."""
        return self._score(self.texts, self._counts)

    def impacts_on(self, texts: npt.NDArray[Any]) -> Impacts:
        """The impacts on some texts; 0 where the term does not occur. No others are computed."""
        positions = self.texts.searchsorted(texts)
        found = (self.texts.take(positions, mode="clip") == texts).nonzero()[0]
        positions = positions[found]
        impacts = np.zeros(len(texts), np.int32)
        impacts[found] = self._score(self.texts[positions], self._counts[positions])
        return impacts


OVERHEAD = 64
"""So many postings take as much memory as a list takes besides its own."""


class RecentPostings:
    """The decoded postings that were needed most recently, because questions share their frequent terms.

    Args:
        most: so many postings are kept at most; each takes 6 bytes, and 4 more with its impact. A term counts as
            OVERHEAD more, because its arrays are objects.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[int, TermPostings] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, number: int, decode: Callable[[int], TermPostings]) -> TermPostings:
        """The postings of a term, by its number; `decode` makes them where they are not kept."""
        with self._lock:
            postings = self._kept.get(number)
            if postings is not None:
                self._kept.move_to_end(number)
                return postings
        postings = decode(number)
        with self._lock:
            if number not in self._kept:
                self._kept[number] = postings
                self._size += len(postings.texts) + OVERHEAD
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped.texts) + OVERHEAD
        return postings
