"""How much two texts of a page speak of the same thing, by the character pairs that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import add

import numpy as np

__all__ = ["Similarity", "characters", "pairs", "share", "smoothed_share"]

_WORD = re.compile(r"[A-Za-z0-9]+")
_FIRST, _LAST = 0x3400, 0x9FFF


@lru_cache(maxsize=512)
def pairs(text: str) -> frozenset[int | str]:
    """The text's pairs of neighbouring Chinese characters, each one number, and its Latin words and numbers whole."""
    found: set[int | str] = set(map(str.lower, _WORD.findall(text)))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    chinese = (codes >= _FIRST) & (codes <= _LAST)
    found.update((codes[:-1] << 16 | codes[1:])[chinese[:-1] & chinese[1:]].tolist())
    return frozenset(found)


@lru_cache(maxsize=512)
def characters(text: str) -> frozenset[int | str]:
    """The text's characters, Latin letters and digits left out."""
    return frozenset(character for character in text if character >= "\u3400")


def share(words: str, text: str) -> float:
    """0 to 1: the share of the pairs of characters in some words that stand in a text."""
    found = list(filter(str.isalnum, map(add, words, words[1:])))
    return sum(map(text.__contains__, found)) / len(found) if found else 0.0


# A few pairs tell little: a share of them is taken as if so many more had been looked for in vain.
FEW_PAIRS = 4


def smoothed_share(words: str, text: str) -> float:
    """The same for words of any length: the fewer they are, the less their share counts."""
    return share(words, text) * max(0, len(words) - 1) / (len(words) - 1 + FEW_PAIRS)


class Similarity:
    """Similarities among the texts of one page; pairs that stand in few of them count more.

    Args:
        texts: the texts to compare with, each a story or a part of one.
        parts: what of a text is compared: its `pairs`, if not given.
    """

    def __init__(self, texts: Sequence[str], parts: Callable[[str], frozenset[int | str]] | None = None) -> None:
        self._parts = parts or pairs
        self._pairs = [self._parts(text) for text in texts]
        # a pair's weight by the number of texts that have it
        count = len(self._pairs)
        self._weights = [math.log(1 + (count + 1) / (1 + frequency)) for frequency in range(count + 1)]
        self._shares: dict[str, list[float]] = {}
        # the weight of all pairs of each text that was asked for, by its index
        self._totals: dict[int, float] = {}

    @cached_property
    def _frequency(self) -> Counter[int | str]:
        """How many of the texts have a pair; for most questions that is asked of a few pairs only."""
        return Counter(chain.from_iterable(self._pairs))

    def _sum(self, found: Iterable[int | str], frequency: Counter[int | str]) -> float:
        return math.fsum(map(self._weights.__getitem__, map(frequency.get, found, repeat(0))))

    def shares(self, text: str) -> list[float]:
        """For each of the texts, 0 to 1: the share of the pairs of another text, by weight, that stand in it."""
        shares = self._shares.get(text)
        if shares is None:
            asked = self._parts(text)
            common = [asked & own for own in self._pairs]
            frequency = Counter(chain.from_iterable(common))
            total = self._sum(asked, frequency) or 1.0
            shares = self._shares[text] = [self._sum(found, frequency) / total if found else 0.0 for found in common]
        return shares

    def of(self, text: str, index: int) -> float:
        """The same for text number `index` alone."""
        return self.shares(text)[index]

    def between(self, first: int, second: int) -> float:
        """0 to 1: the share, by weight, of the shorter text's pairs that the longer has too."""
        a, b = self._pairs[first], self._pairs[second]
        shorter = first if len(a) <= len(b) else second
        total = self._totals.get(shorter)
        if total is None:
            total = self._totals[shorter] = self._sum(self._pairs[shorter], self._frequency)
        return self._sum(a & b, self._frequency) / total if total else 0.0
