"""Runs of characters that are no words of the dictionary → words, by jieba's hidden Markov model, many runs at once."""

from __future__ import annotations

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


class UnknownWords:
    """The likeliest words of runs of Chinese characters.

    Args:
        model: the module `jieba.finalseg`.
    """

    def __init__(self, model: ModuleType) -> None:
        least: float = model.MIN_FLOAT
        self._start = np.array([model.start_P[state] for state in _STATES])
        self._emitted = np.full((_LAST - _FIRST + 1, len(_STATES)), least)
        for number, state in enumerate(_STATES):
            for character, value in model.emit_P[state].items():
                if _FIRST <= ord(character) <= _LAST:
                    self._emitted[ord(character) - _FIRST, number] = value
        # for each state the two that may come before it, and how likely it comes then
        pairs = [[(before, state) for state, both in _BEFORE.items() for before in both[at]] for at in (0, 1)]
        self._before = np.array([[_STATES.index(before) for before, _ in some] for some in pairs])
        self._moves = [np.array([model.trans_P[before].get(state, least) for before, state in some]) for some in pairs]

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
                values[:count, before] + move + emitted for before, move in zip(self._before, self._moves, strict=True)
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
                states[:count] = self._before[chosen, states[:count]]
        return np.concatenate(found)
