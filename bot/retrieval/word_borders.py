"""Where words begin in the sentences of articles, kept with the index so that no question cuts them again.

A bit for each character takes a hundredth of the index, and to cut an article takes as long as to answer a question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.text.segmenter import Segmenter

__all__ = ["find_word_borders"]


def find_word_borders(folded: Sequence[str], segmenter: Segmenter) -> npt.NDArray[np.bool_]:
    """Where words begin in folded sentences that have a line break between each two; the breaks count as words.

    Returns:
        An array with a value for each character, and True at the end.
    """
    sizes: list[int] = []
    for sentence in folded:
        sizes += map(len, segmenter.words(sentence))
        sizes.append(1)
    ends = np.cumsum(sizes)
    begins = np.zeros(int(ends[-1]) if sizes else 1, bool)
    begins[0] = True
    begins[ends[:-1]] = True
    begins[-1] = True
    return begins
