"""One text → words, the same as jieba's, without importing jieba."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

# jieba cuts each block of these characters as if it were alone, and each other character is a word.
BLOCK = "\u4e00-\u9fd5a-zA-Z0-9+#&._%-"


class Tokenizer:
    """Cuts texts by a dictionary.

    Args:
        total: the sum of the counts of all words.
        cut_unknown: gives the words of a run of characters that the dictionary does not have together.

    Attributes:
        counts: of the words known so far, and 0 for each beginning of a word that is none.
    """

    def __init__(self, total: int, cut_unknown: Callable[[str], Iterable[str]]) -> None:
        self.counts: dict[str, int] = {}
        self.total = total
        self._cut_unknown = cut_unknown

    def cut(self, text: str) -> list[str]:
        """The words of a text in order; put together they are the text."""
        words: list[str] = []
        for part in re.findall(rf"[{BLOCK}]+|\r\n|.", text, re.DOTALL):
            if len(part) == 1 or part == "\r\n":
                words.append(part)
                continue
            _, ends = self.weigh(part)
            start = alone = 0
            while start < len(part):
                stop = ends[start]
                if stop - start > 1:
                    words += self._cut_run(part[alone:start])
                    words.append(part[start:stop])
                    alone = stop
                start = stop
            words += self._cut_run(part[alone:])
        return words

    def _cut_run(self, run: str) -> Iterable[str]:
        """The words of neighbouring characters that are words by themselves."""
        return run if len(run) < 2 or self.counts.get(run) else self._cut_unknown(run)

    def cut_for_search(self, text: str) -> list[str]:
        """As `cut`; each word of three characters and more comes after the shorter words inside it."""
        words = []
        for word in self.cut(text):
            for size in (2, 3)[: max(0, len(word) - 2)]:
                parts = (word[start : start + size] for start in range(len(word) - size + 1))
                words += [part for part in parts if self.counts.get(part)]
            words.append(word)
        return words

    def weigh(self, text: str) -> tuple[list[float], list[int]]:
        """How likely the likeliest words of each suffix of a text are, as logarithms, and where the first of them ends.

        The empty suffix comes last.
        """
        count_of, log, log_total, size = self.counts.get, math.log, math.log(self.total), len(text)
        scores, ends = [0.0] * (size + 1), [size] * (size + 1)
        for start in range(size - 1, -1, -1):
            stop, last, best = start + 1, start + 1, -math.inf
            count = count_of(text[start])
            while count is not None:
                # of words that are as likely the longest is taken
                if count and (score := log(count) - log_total + scores[stop]) >= best:
                    best, last = score, stop
                if stop == size:
                    break
                stop += 1
                count = count_of(text[start:stop])
            # a character that begins no word counts as if it had been seen once
            scores[start] = best if best > -math.inf else scores[start + 1] - log_total
            ends[start] = last
        return scores, ends
