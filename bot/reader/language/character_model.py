"""How surely one row's text goes on in the next, and whether a row is worded as headlines are.

Both are sums over runs of two and three characters, whose values benchmarks/character_model.py counts in newspapers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.text.characters import code_points

Numbers = npt.NDArray[np.int64]

# Characters have numbers below this; 0 is a character that the model does not know.
CHARACTERS = 4096
# A text's begin and end are characters, too.
BEGIN, END = 1, 2
# Values are whole numbers of this unit of the natural logarithm.
UNIT = 0.1
# What goes on is judged by so many characters on either side, and more or less than MOST proves nothing more.
REACH, MOST = 2, 8.0
_TABLES = "characters.npz"


class CharacterModel:
    """The values of runs of two and three characters.

    Args:
        tables: by name the arrays that benchmarks/character_model.py makes: `numbers` of the characters by code point;
            `pairs` and `triples`, each run as the difference from the one before; `pair_values`, `triple_values`, and
            `unseen` for each character and `unseen_after` for each pair, how much likelier the last character is after
            those before it than after fewer; `wording` and `pair_wording`, how much likelier a headline has the
            character or pair than a row of body text; `bias`, the same of a row as such.
    """

    def __init__(self, tables: Mapping[str, npt.NDArray[np.generic]]) -> None:
        self.numbers = tables["numbers"].astype(np.int64)
        self._pairs = tables["pairs"].astype(np.int64).cumsum()
        self._triples = tables["triples"].astype(np.int64).cumsum()
        self._pair_values, self._triple_values, self._unseen, self._unseen_after, self._wording, self._pair_wording = (
            tables[name].astype(np.float64) * UNIT
            for name in ("pair_values", "triple_values", "unseen", "unseen_after", "wording", "pair_wording")
        )
        self._bias = float(tables["bias"][0]) * UNIT

    @classmethod
    @cache
    def load(cls) -> CharacterModel:
        """The model that comes with the program."""
        with np.load(Path(__file__).with_name(_TABLES)) as tables:
            return cls(dict(tables))

    def weigh_pairs(self, first: Numbers, second: Numbers) -> npt.NDArray[np.float64]:
        """How much likelier each second character is after the first one than anywhere, as natural logarithms."""
        at, found = _look_up(self._pairs, join_runs(first, second))
        return np.where((first > 0) & (second > 0), np.where(found, self._pair_values[at], self._unseen[first]), 0.0)

    def weigh_triples(self, first: Numbers, second: Numbers, third: Numbers) -> npt.NDArray[np.float64]:
        """How much likelier each third character is after the other two than after the second alone."""
        at, found = _look_up(self._triples, join_runs(first, second, third))
        before, known = _look_up(self._pairs, join_runs(first, second))
        values = np.where(found, self._triple_values[at], np.where(known, self._unseen_after[before], 0.0))
        return np.where((first > 0) & (second > 0) & (third > 0), values, 0.0)

    def weigh_wording(self, texts: Sequence[str]) -> list[float]:
        """For each text how likely a headline is worded so: above 0 if it is likelier than body text is."""
        numbers, row = number_rows(self.numbers, texts)
        at, found = _look_up(self._pairs, join_runs(numbers[:-1], numbers[1:]))
        values = self._wording[numbers]
        values[:-1] += np.where(found & (row[:-1] == row[1:]), self._pair_wording[at], 0.0)
        sums: list[float] = (np.bincount(row, values, len(texts)) + self._bias).tolist()
        return sums


def join_runs(*numbers: Numbers) -> Numbers:
    """Runs of characters as one number each."""
    runs = numbers[0]
    for following in numbers[1:]:
        runs = runs * CHARACTERS + following
    return runs


def number_rows(numbers: Numbers, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The numbers of the characters of all texts, each between BEGIN and END, and the text that each belongs to."""
    lengths = np.fromiter((len(text) + 2 for text in texts), np.int64, len(texts))
    whole = "".join([f" {text} " for text in texts])
    codes = code_points(whole)
    found = numbers[np.where(codes < len(numbers), codes, 0)]
    ends = lengths.cumsum()
    found[ends - 1] = END
    found[ends - lengths] = BEGIN
    return found, np.repeat(np.arange(len(texts)), lengths)


def measure_wordings(texts: Sequence[str]) -> list[float]:
    """For each text how likely a headline is worded so (natural logarithm of the odds against a row of body text)."""
    return CharacterModel.load().weigh_wording(texts) if texts else []


def measure_continuation(left: str, right: str) -> float:
    """As `measure_continuations`, for one text and another one below it; 0 where either is empty."""
    return _measure(((left, right),))[0] if left and right else 0.0


def measure_continuations(texts: Sequence[str]) -> list[float]:
    """For each text how much likelier it continues the one above than begins anew, -8 to 8; 0 for the first.

    The natural logarithm of how likely its first two characters follow the last two above, less that of how likely
    they begin a paragraph. No text is empty.
    """
    return [0.0, *_measure(list(pairwise(texts)))] if texts else []


def _measure(borders: Sequence[tuple[str, str]]) -> list[float]:
    if not borders:
        return []
    model = CharacterModel.load()
    # four characters for each border, two on either side
    around = "".join([left[-REACH:].rjust(REACH) + right[:REACH].ljust(REACH) for left, right in borders])
    codes = code_points(around)
    numbers = model.numbers[np.where(codes < len(model.numbers), codes, 0)].reshape(-1, 2 * REACH)
    above, last, first, second = numbers.T
    begin = np.full(len(borders), BEGIN)
    goes_on = model.weigh_pairs(last, first) + model.weigh_triples(above, last, first)
    goes_on += model.weigh_triples(last, first, second)
    begins = model.weigh_pairs(begin, first) + model.weigh_triples(begin, first, second)
    known = (last > 0) & (first > 0)
    values: list[float] = np.where(known, (goes_on - begins).clip(-MOST, MOST), 0.0).round(3).tolist()
    return values


def _look_up(runs: Numbers, wanted: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """The places of some runs in a table in order, and which of them it has."""
    at = np.minimum(runs.searchsorted(wanted), len(runs) - 1)
    return at, runs[at] == wanted
