"""How much two texts of a page speak of the same thing, by the pairs of neighbouring characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import add

import numpy as np

__all__ = ["Similarity", "character_pairs", "distinct_characters", "measure_seam", "neighbour_overlaps", "pair_overlap"]

_WORD = re.compile(r"[A-Za-z0-9]+")
# The Chinese characters that two bytes hold: pairs of rare ones prove nothing more.
_FIRST_CJK, _LAST_CJK = 0x3400, 0x9FFF
# Few pairs prove little: `neighbour_overlaps` adds this many to those that were looked for and not found.
FEW_PAIRS = 4


@lru_cache(maxsize=512)
def character_pairs(text: str) -> frozenset[int | str]:
    """The pairs of neighbouring Chinese characters in a text, each as one number, and its Latin words and numbers."""
    pairs: set[int | str] = set(map(str.lower, _WORD.findall(text)))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    chinese = (codes >= _FIRST_CJK) & (codes <= _LAST_CJK)
    pairs.update((codes[:-1] << 16 | codes[1:])[chinese[:-1] & chinese[1:]].tolist())
    return frozenset(pairs)


@lru_cache(maxsize=512)
def distinct_characters(text: str) -> frozenset[int | str]:
    """The characters of a text that are neither Latin letters nor digits."""
    return frozenset([character for character in set(text) if ord(character) >= _FIRST_CJK])


def pair_overlap(words: str, text: str) -> float:
    """0 to 1: the share of the pairs of characters in some words that a text has too."""
    pairs = list(filter(str.isalnum, map(add, words, words[1:])))
    return sum(map(text.__contains__, pairs)) / len(pairs) if pairs else 0.0


def measure_seam(left: str, right: str, text: str) -> int:
    """How surely one line goes on in the next: how many characters around the line's end a text has together, less 1.

    Args:
        left: the line above.
        right: the line below.
        text: where the characters are looked for, each line of it by itself.

    Returns:
        3 where it has the two characters on both sides together, 2 for three characters, 1 for two, 0 for none.
    """
    if not (left[-1:].isalnum() and right[:1].isalnum()):
        return 0
    two, three, four = left[-1] + right[0], (left[-2:] + right[0], left[-1] + right[:2]), left[-2:] + right[:2]
    if two not in text:
        return 0
    if len(four) > 3 and four in text:
        return 3
    return 2 if any(len(run) > 2 and run in text for run in three) else 1


def neighbour_overlaps(rows: Sequence[str], reach: int) -> tuple[list[float], list[float], list[float]]:
    """For each row of a page its overlap, 0 to 1, with the rows above it, with those below, and with the whole page.

    The row itself and those right above and below are no part of the whole page.

    As `pair_overlap`, but lower for fewer words. All rows are compared at once, because a search for each pair of
    characters in the text around takes five times as long.

    Args:
        rows: their texts; none is empty.
        reach: how many rows above and below are compared.
    """
    count, text = len(rows), "".join(rows)
    if len(text) < 2:
        return [0.0] * count, [0.0] * count, [0.0] * count
    lengths = np.fromiter(map(len, rows), np.int64, count)
    row_of = np.repeat(np.arange(count), lengths)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    alphanumeric = np.fromiter(map(str.isalnum, text), bool, len(text))
    # every pair of the page as one number, with room for the row that it begins or ends on
    pairs = (codes[:-1] << 21 | codes[1:]) * count
    first, last = row_of[:-1], row_of[1:]
    begins, ends = np.sort(pairs + first), np.sort(pairs + last)
    asked = np.flatnonzero((first == last) & alphanumeric[:-1] & alphanumeric[1:])
    pairs, row = pairs[asked], first[asked]
    # those that end above the row, less those that begin out of reach; the same below
    is_above = ends.searchsorted(pairs + row) > begins.searchsorted(pairs + np.maximum(0, row - reach))
    farthest = np.minimum(count - 1, row + reach)
    beyond = begins.searchsorted(pairs + row, "right")
    is_below = ends.searchsorted(pairs + farthest, "right") > beyond
    # of each pair of the page the first and the last row that it begins on
    of_pair = begins // count
    starts = np.flatnonzero(np.diff(of_pair, prepend=-1))
    number = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(begins)))[beyond - 1]
    earliest, latest = begins[starts] % count, begins[np.append(starts[1:], len(begins)) - 1] % count
    is_elsewhere = (earliest[number] < row - 1) | (latest[number] > row + 1)
    whole = np.maximum(1, np.bincount(row, minlength=count))
    above, below, elsewhere = (
        np.bincount(row, found, count) / whole * (lengths - 1) / (lengths - 1 + FEW_PAIRS)
        for found in (is_above, is_below, is_elsewhere)
    )
    return above.tolist(), below.tolist(), elsewhere.tolist()


class Similarity:
    """Compares texts with those of one page; a pair of characters counts more, the fewer of these have it.

    Args:
        texts: the texts to compare with, each a story or a part of one.
        parts: gives what is compared of a text; `character_pairs` if not given.
    """

    def __init__(self, texts: Sequence[str], parts: Callable[[str], frozenset[int | str]] | None = None) -> None:
        self._parts_of = parts or character_pairs
        self._parts = [self._parts_of(text) for text in texts]
        # the weight of a part by the number of texts that have it
        count = len(self._parts)
        self._weights = [math.log(1 + (count + 1) / (1 + frequency)) for frequency in range(count + 1)]
        self._to_each: dict[str, list[float]] = {}
        # the weight of all parts of a text, by its number
        self._totals: dict[int, float] = {}

    @cached_property
    def _frequencies(self) -> Counter[int | str]:
        """For each part the number of texts that have it. Only `between` needs it, because `to_each` counts few."""
        return Counter(chain.from_iterable(self._parts))

    def _weigh(self, parts: Iterable[int | str], frequencies: Counter[int | str]) -> float:
        """The sum of the weights of some parts."""
        return math.fsum(map(self._weights.__getitem__, map(frequencies.get, parts, repeat(0))))

    def to_each(self, text: str) -> list[float]:
        """For each of the texts, 0 to 1: the share of another text's parts, by weight, that it has."""
        shares = self._to_each.get(text)
        if shares is None:
            parts = self._parts_of(text)
            common = [parts & others for others in self._parts]
            frequencies = Counter(chain.from_iterable(common))
            total = self._weigh(parts, frequencies) or 1.0
            shares = [self._weigh(shared, frequencies) / total if shared else 0.0 for shared in common]
            self._to_each[text] = shares
        return shares

    def to(self, text: str, number: int) -> float:
        """As `to_each`, for one of the texts."""
        return self.to_each(text)[number]

    def between(self, first: int, second: int) -> float:
        """0 to 1: the share, by weight, of the parts of the one of two texts with fewer parts that the other has."""
        a, b = self._parts[first], self._parts[second]
        shorter = first if len(a) <= len(b) else second
        total = self._totals.get(shorter)
        if total is None:
            total = self._totals[shorter] = self._weigh(self._parts[shorter], self._frequencies)
        return self._weigh(a & b, self._frequencies) / total if total else 0.0
