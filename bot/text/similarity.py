"""How much two texts of a page speak of the same thing, by the pairs of neighbouring characters that they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, repeat
from operator import add

from bot.runtime.pattern_compiler import compile_pattern

_WORD = compile_pattern(r"[A-Za-z0-9]+")
# The Chinese characters that two bytes hold: pairs of rare ones prove nothing more.
_FIRST_CJK = "\u3400"
_CHINESE = compile_pattern(f"[{_FIRST_CJK}-\u9fff]+")

# A text of usual length that has a pair REPEATED times has half of what is possible, SCALE; one with each pair once has
# .73, where `Similarity` says 1. A text twice as long as usual has to repeat it (1 + LENGTH) times as often.
REPEATED, LENGTH, SCALE = 2.0, 0.7, 2.2


@lru_cache(maxsize=512)
def character_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters in a text, and its Latin words and numbers."""
    return frozenset(_list_pairs(text))


def _list_pairs(text: str) -> Iterator[str]:
    """The same, each as often as the text has it."""
    pairs = (map(add, run, run[1:]) for run in _CHINESE.findall(text))
    return chain(map(str.lower, _WORD.findall(text)), *pairs)


@lru_cache(maxsize=512)
def distinct_characters(text: str) -> frozenset[str]:
    """The characters of a text that are neither Latin letters nor digits."""
    return frozenset([character for character in set(text) if character >= _FIRST_CJK])


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


class Similarity:
    """Compares texts with those of one page; a pair of characters counts more, the fewer of these have it.

    Args:
        texts: the texts to compare with, each a story or a part of one.
        parts: gives what is compared of a text; `character_pairs` if not given.
    """

    def __init__(self, texts: Sequence[str], parts: Callable[[str], frozenset[str]] | None = None) -> None:
        self._parts_of = parts or character_pairs
        self._parts = [self._parts_of(text) for text in texts]
        # the weight of a part by the number of texts that have it
        count = len(self._parts)
        self._weights = [math.log(1 + (count + 1) / (1 + frequency)) for frequency in range(count + 1)]
        self._to_each: dict[str, list[float]] = {}
        # the weight of all parts of a text, by its number
        self._totals: dict[int, float] = {}

    @cached_property
    def _frequencies(self) -> Counter[str]:
        """For each part the number of texts that have it. Only `between` needs it, because `to_each` counts few."""
        return Counter(chain.from_iterable(self._parts))

    def _weigh(self, parts: Iterable[str], frequencies: Counter[str]) -> float:
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


class RepeatedSimilarity(Similarity):
    """The same by pairs of characters, where what a text repeats counts more than what it says once.

    A story may mention the subject of another one: it is about what it says again and again. How often a text has a
    pair counts as in BM25 (Robertson and Zaragoza 2009): less and less, and less in a long text.

    Args:
        texts: the texts to compare with.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(texts)
        self._counts = [Counter(_list_pairs(text)) for text in texts]
        lengths = [counts.total() for counts in self._counts]
        usual = sum(lengths) / (len(lengths) or 1) or 1.0
        # by text, how often it has to have a pair to get half of what is possible
        self._halves = [REPEATED * (1 - LENGTH + LENGTH * length / usual) for length in lengths]

    def to_each(self, text: str) -> list[float]:
        """For each of the texts, from 0: the share of another text's pairs, by weight, that it has or repeats."""
        shares = self._to_each.get(text)
        if shares is None:
            parts = self._parts_of(text)
            weights = {part: self._weights[sum(part in counts for counts in self._counts)] for part in parts}
            total = math.fsum(weights.values()) or 1.0
            shares = [
                SCALE * math.fsum(weights[part] * counts[part] / (counts[part] + half) for part in parts) / total
                for counts, half in zip(self._counts, self._halves, strict=True)
            ]
            self._to_each[text] = shares
        return shares
