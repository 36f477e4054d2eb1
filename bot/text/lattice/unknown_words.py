"""Runs of characters that are no words of the dictionary → words, by jieba's hidden Markov model, many runs at once."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from operator import add
from types import ModuleType

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

# A character begins a word, ends one, is in the middle of one, or is one. Of paths that are as likely jieba takes the
# one whose state has the later letter: the states stand in this order, and so do those that may come before each.
_STATES, _BEFORE = "BEMS", {"B": "ES", "E": "BM", "M": "BM", "S": "ES"}
_END, _SINGLE = 1, 3
_BEGINS_WORD = np.array([True, False, False, True])
_FIRST, _LAST = 0x4E00, 0x9FD5
# For each state the one and the other that may come before it.
_PAIRS = [[(both[at], state) for state, both in _BEFORE.items()] for at in (0, 1)]
_EARLIER = np.array([[_STATES.index(before) for before, _ in some] for some in _PAIRS])


def make_model(jieba_model: ModuleType) -> bytes:
    """The model as the bytes of logarithms, a row of four states after the other.

    Args:
        jieba_model: the module `jieba.finalseg`.

    Returns:
        How likely a run begins with each state, how likely the state is after the one that may come before it, and
        after the other, and how likely it is each Chinese character, in their order.
    """
    least: float = jieba_model.MIN_FLOAT
    model = np.full((_LAST - _FIRST + 4, len(_STATES)), least)
    model[0] = [jieba_model.start_P[state] for state in _STATES]
    model[1:3] = [[jieba_model.trans_P[before].get(state, least) for before, state in some] for some in _PAIRS]
    for number, state in enumerate(_STATES):
        for character, value in jieba_model.emit_P[state].items():
            if _FIRST <= ord(character) <= _LAST:
                model[ord(character) - _FIRST + 3, number] = value
    return model.tobytes()


class UnknownWords:
    """The likeliest words of runs of characters.

    Args:
        model: what `make_model` made.
    """

    def __init__(self, model: bytes) -> None:
        rows = np.frombuffer(model).reshape(-1, len(_STATES))
        self._start, self._moves, self._emitted = rows[0], rows[1:3], rows[3:]
        columns = ((earlier.tolist(), moves.tolist()) for earlier, moves in zip(_EARLIER, self._moves, strict=True))
        # for each state the one that may come before it, how likely it comes then, and the other likewise
        self._ways = list(zip(*chain.from_iterable(columns), strict=True))
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def _cut(self, run: str) -> tuple[str, ...]:
        """The words of a run, in which others than Chinese characters may stand, too."""
        words: list[str] = []
        for part in filter(None, re.split("([\u4e00-\u9fd5]+)", run)):
            if _FIRST <= ord(part[0]) <= _LAST:
                borders = self._find_borders(part)
                words += (part[start:stop] for start, stop in pairwise(borders))
            else:
                words += filter(None, re.split(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)", part))
        return tuple(words)

    def _find_borders(self, run: str) -> list[int]:
        """As `find_beginnings` for one run of Chinese characters, with its end, in a quarter of the time."""
        first, *others = self._emitted[[ord(character) - _FIRST for character in run]].tolist()
        values = list(map(add, self._start.tolist(), first))
        came_from: list[list[int]] = []
        for emitted in others:
            # of ways that are as likely the later state
            best = [
                max((values[one] + to_one + own, one), (values[other] + to_other + own, other))
                for (one, to_one, other, to_other), own in zip(self._ways, emitted, strict=True)
            ]
            values = [value for value, _ in best]
            came_from.append([state for _, state in best])
        state = max((_SINGLE, _END), key=values.__getitem__)
        borders = [len(run)]
        for place in range(len(run) - 1, -1, -1):
            if _BEGINS_WORD[state]:
                borders.append(place)
            if place:
                state = came_from[place - 1][state]
        return borders[::-1]

    def find_beginnings(self, codes: Numbers, starts: Numbers, sizes: Numbers) -> Numbers:
        """Where words begin in some runs.

        Args:
            codes: the code points of a text.
            starts: where each run begins in it.
            sizes: how many characters each has; all of them are Chinese ones that jieba knows.
        """
        order = np.argsort(-sizes, kind="stable")
        starts, sizes = starts[order], sizes[order]
        longest = int(sizes.max(initial=0))
        # the runs that have a character at each place: they are the first of all
        counts = np.searchsorted(-sizes, -np.arange(longest), side="left").tolist()
        values = np.empty((len(sizes), len(_STATES)))
        came_from: list[npt.NDArray[np.bool_]] = []
        for place, count in enumerate(counts):
            emitted = self._emitted[codes[starts[:count] + place] - _FIRST]
            if not place:
                values[:count] = self._start + emitted
                continue
            # in the order in which jieba adds them, because sums of other orders differ in the last digit
            first, second = (
                values[:count, before] + move + emitted for before, move in zip(_EARLIER, self._moves, strict=True)
            )
            came_from.append(second >= first)
            values[:count] = np.where(came_from[-1], second, first)
        states = np.where(values[:, _SINGLE] >= values[:, _END], _SINGLE, _END)
        found = [np.empty(0, np.int64)]
        for place in range(longest - 1, -1, -1):
            count = counts[place]
            found.append((starts[:count] + place)[_BEGINS_WORD[states[:count]]])
            if place:
                chosen = came_from[place - 1][np.arange(count), states[:count]].astype(np.int64)
                states[:count] = _EARLIER[chosen, states[:count]]
        return np.concatenate(found)
