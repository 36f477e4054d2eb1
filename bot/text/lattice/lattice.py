"""The lattice of all words of a dictionary that stand in some texts, and the likeliest way through it.

jieba looks up the words of one text after the other, in Python, which takes a third of the time of building an index.
Here the words at all places of all texts are looked up together, length by length, and the likeliest way through each
text is found from its end, one character of all texts at a time. The sums are those of jieba, in its order, so that the
words are the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from bot.text.lattice.unknown_words import Numbers, UnknownWords

Weights = npt.NDArray[np.float64]

# The texts of so many characters are cut together.
_AT_ONCE = 60_000
# A key of a word is the number of the word without its last character, and in so many bits that character.
_BITS = 21


class Lattice:
    """A dictionary as arrays.

    Args:
        counts: of the words, and 0 for each beginning of a word that is none.
        total: the sum of all counts.
        unknown_words: finds words that the dictionary does not have.
    """

    def __init__(self, counts: Mapping[str, int], total: int, unknown_words: UnknownWords) -> None:
        self._log_total = math.log(total)
        sizes = np.fromiter(map(len, counts), np.int64, len(counts))
        codes, starts = _code_points("".join(counts)), np.cumsum(sizes) - sizes
        values, places = np.unique(np.fromiter(counts.values(), np.int64, len(counts)), return_inverse=True)
        # math.log, because the logarithms of numpy may differ in the last digit
        logs = [math.log(value) - self._log_total if value else -math.inf for value in values.tolist()]
        weights = np.array(logs)[places]
        # for each length the keys of its words, ascending, and their weights
        self._levels: list[tuple[Numbers, Weights]] = []
        for size in range(1, int(sizes.max(initial=0)) + 1):
            own = np.flatnonzero(sizes == size)
            numbers = np.zeros(len(own), np.int64)
            for place, (keys, _) in enumerate(self._levels):
                numbers = keys.searchsorted((numbers << _BITS) | codes[starts[own] + place])
            own_keys = (numbers << _BITS) | codes[starts[own] + size - 1]
            order = np.argsort(own_keys)
            self._levels.append((own_keys[order], weights[own][order]))
        self._unknown_words = unknown_words

    def words_of_all(self, texts: Sequence[str]) -> list[str]:
        """The words of some texts, with "\\n" after each text.

        Args:
            texts: each of characters that jieba cuts as one block, or of one character.
        """
        words: list[str] = []
        ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
        at = 0
        while at < len(texts):
            stop = int(np.searchsorted(ends, (ends[at - 1] if at else 0) + _AT_ONCE)) + 1
            words += self._cut("\n".join([*texts[at:stop], ""]))
            at = stop
        return words

    def _cut(self, text: str) -> list[str]:
        """The words of some texts, each with a line break behind it."""
        codes = _code_points(text)
        breaks = np.flatnonzero(codes == ord("\n"))
        # for each place how many characters of its text follow from there on
        to_end = np.repeat(breaks, np.diff(breaks, prepend=-1)) - np.arange(len(codes))
        found = self._look_up(codes, to_end > 0)
        begins = _follow(self._find_ends(found, to_end), breaks, to_end)
        self._cut_unknown(text, codes, to_end, found, begins)
        borders = [*np.flatnonzero(begins).tolist(), len(text)]
        return [text[start:stop] for start, stop in pairwise(borders)]

    def _look_up(self, codes: Numbers, is_character: npt.NDArray[np.bool_]) -> list[tuple[Numbers, Weights]]:
        """For each length the places where words of that length begin, ascending, and their weights."""
        found = []
        at = np.flatnonzero(is_character)
        numbers = np.zeros(len(at), np.int64)
        for size, (keys, weights) in enumerate(self._levels):
            # no word has a line break, so that none goes on in the next text
            wanted = (numbers << _BITS) | codes[at + size]
            numbers = np.minimum(keys.searchsorted(wanted), len(keys) - 1)
            is_there = keys[numbers] == wanted
            at, numbers = at[is_there], numbers[is_there]
            own = weights[numbers]
            is_word = own > -math.inf
            found.append((at[is_word], own[is_word]))
            if not len(at):
                break
        return found

    def _find_ends(self, found: Sequence[tuple[Numbers, Weights]], to_end: Numbers) -> Numbers:
        """For each place the length of the word that begins there on the likeliest way to the end of its text."""
        farthest = int(to_end.max(initial=0))
        scores, lengths = np.full(len(to_end), -math.inf), np.ones(len(to_end), np.int64)
        scores[to_end == 0] = 0.0
        characters = np.flatnonzero(to_end > 0)
        order, borders = _sort_by(to_end, characters, farthest)
        characters = characters[order]
        steps = []
        for at, weights in found:
            order, starts = _sort_by(to_end, at, farthest)
            steps.append((at[order], weights[order], starts))
        for distance in range(1, farthest + 1):
            for length, (at, weights, starts) in enumerate(steps[:distance], start=1):
                own = slice(starts[distance], starts[distance + 1])
                if own.start == own.stop:
                    continue
                begin, score = at[own], weights[own] + scores[at[own] + length]
                # of words that are as likely the longest is taken
                better = score >= scores[begin]
                scores[begin[better]], lengths[begin[better]] = score[better], length
            here = characters[borders[distance] : borders[distance + 1]]
            # a character that begins no word counts as if it had been seen once
            lone = here[scores[here] == -math.inf]
            scores[lone] = scores[lone + 1] - self._log_total
        return lengths

    def _cut_unknown(
        self,
        text: str,
        codes: Numbers,
        to_end: Numbers,
        found: Sequence[tuple[Numbers, Weights]],
        begins: npt.NDArray[np.bool_],
    ) -> None:
        """Makes words of neighbouring characters that are words by themselves, unless they are one of the dictionary.

        Args:
            text: some texts, each with a line break behind it.
            codes, to_end: as in `_cut`.
            found: as `_look_up` gives it.
            begins: where words begin, which is changed.
        """
        is_single = begins & np.append(begins[1:], True) & (to_end > 0)
        edges = np.diff(is_single.view(np.int8), prepend=0, append=0)
        starts = np.flatnonzero(edges == 1)
        sizes = np.flatnonzero(edges == -1) - starts
        is_unknown = sizes > 1
        for size, (at, _) in enumerate(found, start=1):
            is_unknown[sizes == size] &= ~np.isin(starts[sizes == size], at)
        starts, sizes = starts[is_unknown], sizes[is_unknown]
        ends = starts + sizes
        # how many characters that are no Chinese ones come before each place
        others = np.concatenate(([0], np.cumsum((codes < 0x4E00) | (codes > 0x9FD5))))
        is_mixed = others[ends] > others[starts]
        for start, end in zip(starts[is_mixed].tolist(), ends[is_mixed].tolist(), strict=True):
            begins[start:end] = False
            begins[list(accumulate(map(len, self._unknown_words.cut(text[start:end])[:-1]), initial=start))] = True
        starts, sizes = starts[~is_mixed], sizes[~is_mixed]
        inside = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        begins[inside] = False
        begins[self._unknown_words.find_beginnings(codes, starts, sizes)] = True


def _code_points(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)


def _sort_by(to_end: Numbers, places: Numbers, farthest: int) -> tuple[Numbers, list[int]]:
    """The order of places by how far they are from the end of their text, and where each distance begins in it."""
    distances = to_end[places]
    order = np.argsort(distances, kind="stable")
    return order, np.searchsorted(distances[order], np.arange(farthest + 2)).tolist()


def _follow(lengths: Numbers, breaks: Numbers, to_end: Numbers) -> npt.NDArray[np.bool_]:
    """Where words begin, line breaks included, if each is as long as `lengths` has it."""
    begins: npt.NDArray[np.bool_] = to_end == 0
    at = np.concatenate(([0], breaks[:-1] + 1))
    while len(at := at[to_end[at] > 0]):
        begins[at] = True
        at = at + lengths[at]
    return begins
