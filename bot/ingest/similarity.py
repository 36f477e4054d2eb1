"""How much two texts of a page speak of the same thing, by the character pairs that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat

__all__ = ["Similarity", "characters", "pairs", "share", "smoothed_share"]

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+")


@lru_cache(maxsize=512)
def pairs(text: str) -> frozenset[str]:
    """The text's pairs of neighbouring Chinese characters, and its Latin words and numbers whole."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0] < "\u3400":
            found.add(run.lower())
        else:
            found.update(map(str.__add__, run, run[1:]))
    return frozenset(found)


@lru_cache(maxsize=512)
def characters(text: str) -> frozenset[str]:
    """The text's characters, Latin letters and digits left out."""
    return frozenset(character for character in text if character >= "\u3400")


def share(words: str, text: str) -> float:
    """0 to 1: the share of the pairs of characters in some words that stand in a text."""
    found = [pair for pair in map(str.__add__, words, words[1:]) if pair.isalnum()]
    return sum(pair in text for pair in found) / len(found) if found else 0.0


# A few pairs tell little: a share of them is taken as if so many more had been looked for in vain.
FEW_PAIRS = 4


def smoothed_share(words: str, text: str) -> float:
    """The same for words of any length: the fewer they are, the less their share counts."""
    return share(words, text) * max(0, len(words) - 1) / (len(words) - 1 + FEW_PAIRS)


class Similarity:
    """Similarities among the texts of one page; pairs that stand in few of them count more.

    Args:
        texts: the texts to compare with, each a story or a part of one.
        parts: what of a text is compared.
    """

    def __init__(self, texts: Sequence[str], parts: Callable[[str], frozenset[str]] = pairs) -> None:
        self._parts = parts
        self._pairs = [parts(text) for text in texts]
        self._frequency = Counter(chain.from_iterable(self._pairs))
        # a pair's weight by the number of texts that have it
        count = len(self._pairs)
        self._weights = [math.log(1 + (count + 1) / (1 + frequency)) for frequency in range(count + 1)]
        self._found: dict[tuple[str, int], float] = {}
        # the weight of all pairs of each text that was asked for
        self._totals: dict[frozenset[str], float] = {}

    def _sum(self, found: Iterable[str]) -> float:
        return sum(map(self._weights.__getitem__, map(self._frequency.get, found, repeat(0))))

    def _total(self, found: frozenset[str]) -> float:
        total = self._totals.get(found)
        if total is None:
            total = self._totals[found] = self._sum(found)
        return total

    def of(self, text: str, index: int) -> float:
        """0 to 1: the share of the text's pairs, by weight, that stand in text number `index`."""
        found = self._found.get((text, index))
        if found is None:
            asked = self._parts(text)
            total = self._total(asked)
            found = self._sum(asked & self._pairs[index]) / total if total else 0.0
            self._found[text, index] = found
        return found

    def between(self, first: int, second: int) -> float:
        """0 to 1: the share, by weight, of the shorter text's pairs that the longer has too."""
        a, b = self._pairs[first], self._pairs[second]
        shorter = min(a, b, key=len)
        total = self._total(shorter)
        return self._sum(a & b) / total if total else 0.0
