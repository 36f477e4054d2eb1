"""Where words begin in the sentences of articles, kept with the index so that no question cuts them again.

A bit for each character takes a hundredth of the index; to cut the articles that are looked at closely takes as long as
all else that a question needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class WordBorders:
    """For each article a bit for each character, and one more: whether a word begins there."""

    # the bits of the first article, those of the second, and so on; each begins with a new byte
    bits: npt.NDArray[np.uint8]
    # how many bytes each has
    sizes: npt.NDArray[np.uint32]

    @classmethod
    def of_all(cls, articles: Sequence[Sequence[str]], begins: npt.NDArray[np.bool_]) -> WordBorders:
        """The borders in the folded sentences of some articles.

        Args:
            articles: of each its sentences.
            begins: what `Analyzer.word_borders` gives for all of them.
        """
        parts: list[npt.NDArray[np.uint8]] = [np.empty(0, np.uint8)]
        at = 0
        for sentences in articles:
            length = sum(map(len, sentences)) + len(sentences)
            # the last one is the line break behind the article
            own = begins[at : at + length] if sentences else np.ones(1, bool)
            parts.append(np.packbits(own))
            at += length
        return cls(np.concatenate(parts), np.array([len(part) for part in parts[1:]], np.uint32))

    @classmethod
    def concatenate(cls, parts: Sequence[WordBorders]) -> WordBorders:
        """The borders of the articles of all parts, one part after the other."""
        return cls(
            np.concatenate([np.empty(0, np.uint8), *(part.bits for part in parts)]),
            np.concatenate([np.empty(0, np.uint32), *(part.sizes for part in parts)]),
        )

    def starts(self) -> Numbers:
        """Where the bits of each article begin, and where those of one after the last would."""
        return np.concatenate(([0], np.cumsum(self.sizes, dtype=np.int64)))

    @cached_property
    def _starts(self) -> Numbers:
        return self.starts()

    def of_article(self, number: int) -> npt.NDArray[np.uint8]:
        """The bits of an article."""
        start, stop = self._starts[number : number + 2].tolist()
        return self.bits[start:stop]

    def chosen(self, articles: Numbers) -> WordBorders:
        """The borders of some articles, by number, in the order given."""
        starts, parts = self.starts(), [np.empty(0, np.uint8)]
        # neighbours are copied together: a position for each byte would take eight times their memory
        for run in np.split(articles, np.flatnonzero(np.diff(articles) != 1) + 1):
            if len(run):
                parts.append(self.bits[starts[run[0]] : starts[run[-1] + 1]])
        return WordBorders(np.concatenate(parts), self.sizes[articles])

    def updated(self, new_numbers: Numbers, added: WordBorders, added_numbers: Numbers) -> WordBorders:
        """The borders of a corpus that some of these articles stay in and others are added to.

        Args:
            new_numbers: for each of these articles its number in the corpus, -1 if it is not in it any more.
            added: the borders of the added articles.
            added_numbers: for each of the added articles its number in the corpus.
        """
        numbers = np.concatenate([new_numbers, added_numbers])
        order = np.argsort(numbers, kind="stable")
        return WordBorders.concatenate([self, added]).chosen(order[int((numbers < 0).sum()) :])
