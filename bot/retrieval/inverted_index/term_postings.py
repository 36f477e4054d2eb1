"""The postings of one term as a search needs them, and those of the terms that were searched most recently."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.long_lists import LongList
from bot.retrieval.inverted_index.packed import DenseCounts, ShortList

Impacts = npt.NDArray[np.int32]
Counts = npt.NDArray[np.unsignedinteger[Any]]
Score = Callable[[npt.NDArray[Any], Counts, Any], Impacts]
"""The impacts on some texts, of these, of the occurrences of terms in them, and of the scales of the terms."""


# The impacts of so many postings are computed at a time.
_AT_ONCE = 1 << 14


class TermPostings:
    """The texts of a term and its impact on each.

    Args:
        texts: ascending.
        counts: how often the term occurs in each.
        score: computes impacts.
        scale: of the term.
    """

    __slots__ = ("_impacts", "counts", "scale", "score", "texts")

    def __init__(self, texts: npt.NDArray[np.int32], counts: Counts, score: Score, scale: float) -> None:
        self.texts, self.counts = texts, counts
        self.score, self.scale = score, scale
        self._impacts: Impacts | None = None

    @property
    def impacts(self) -> Impacts:
        """The impact on each text."""
        if self._impacts is None:
            # what does not fit into the cache of the processor takes several times as long
            parts = [slice(start, start + _AT_ONCE) for start in range(0, len(self.texts), _AT_ONCE)]
            impacts = [self.score(self.texts[part], self.counts[part], self.scale) for part in parts]
            self._impacts = np.concatenate([np.empty(0, np.int32), *impacts])
        return self._impacts

    def impacts_on(self, texts: npt.NDArray[Any]) -> Impacts:
        """The impacts on some texts; 0 where the term does not occur. No others are computed."""
        positions = self.texts.searchsorted(texts)
        found = (self.texts.take(positions, mode="clip") == texts).nonzero()[0]
        positions = positions[found]
        impacts = np.zeros(len(texts), np.int32)
        impacts[found] = self.score(self.texts[positions], self.counts[positions], self.scale)
        return impacts


class DensePostings(NamedTuple):
    """A term that occurs in so many texts that its occurrences in each are looked up, and not decoded."""

    # for each text of the largest segment
    counts: DenseCounts | LongList
    # for each text its number in that segment, -1 where it is in another; None where the numbers are the same
    numbers: npt.NDArray[np.int32] | None
    # of the other segments; None where there is none
    rest: TermPostings | None
    score: Score
    scale: float


class ShortTerms:
    """The terms of a query in few texts, of one model, whose postings are decoded together.

    Args:
        norms: of all texts of the model.
        grouped: whether the texts are numbers of groups.
    """

    def __init__(self, norms: npt.NDArray[np.float64], grouped: bool) -> None:
        self.norms, self.grouped = norms, grouped
        self.lists: list[ShortList] = []
        # of the term of each list
        self.scales: list[float] = []
        self.weights: list[int] = []
        # the most that all terms together can add to a text
        self.bound = 0

    def add(self, lists: Sequence[ShortList], scale: float, weight: int, bound: int) -> None:
        """Adds a term, whose list is divided among some segments."""
        self.lists += lists
        self.scales += [scale] * len(lists)
        self.weights += [weight] * len(lists)
        self.bound += bound


def compute_impacts(counts: Counts, scales: float | npt.NDArray[np.float64], norms: npt.NDArray[np.float64]) -> Impacts:
    """The impacts of terms on some texts that they occur in: rint(scale · tf / (tf + norm)).

    Args:
        counts: how often the terms occur in them.
        scales: SCALE · factor · idf of each term, or of all.
        norms: of these texts.
    """
    shares = counts.astype(np.float64)
    shares /= shares + norms
    shares *= scales
    return np.rint(shares, out=shares).astype(np.int32)


OVERHEAD = 64
"""So many postings take as much memory as a list takes besides its own."""


class RecentPostings:
    """The decoded postings that were needed most recently, because questions share their frequent terms.

    Args:
        most: so many postings are kept at most; each takes 6 to 10 bytes. A term counts as OVERHEAD more, because its
            arrays are objects.
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
