"""What an article has in place of a thing that a question names, of the same kind: 福彩 for 体彩.

An article about another has all the rest of the question's words, and does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answering.words.asked_words import STAND_IN, AskedWord
from bot.text.characters import CJK
from bot.text.segmenter import Segmenter

# Words with the same ending, one of these, name different things of a kind: 羽毛球 and 乒乓球, but not 比赛 and 大赛.
_KINDS = frozenset("球彩馆肉茶酒棋剧米")


def has_other_word(question: str, words: Iterable[AskedWord], article: str, segmenter: Segmenter) -> bool:
    """Whether an article has another word of the kind in place of one of a question: 杭州福彩 for 杭州体彩.

    The other word has the same ending and stands behind the same two characters.

    Args:
        question: folded, without white space.
        words: those of the question.
        article: the whole article, folded.
        segmenter: knows the words of the dictionary.
    """
    asked = [word.text for word in words if word.measure_presence(article) < STAND_IN]
    # 羽毛球赛 has 羽毛球
    names = {text[:end] for text in asked for end in range(2, len(text) + 1) if text[end - 1] in _KINDS}
    for name in names:
        before = question[: max(0, question.find(name))][-2:]
        if name in article or len(before) < 2 or not segmenter.is_word(name, usual=False):
            continue
        for other in re.findall(rf"{re.escape(before)}([{CJK}]{{{len(name) - 1}}}{name[-1]})", article):
            if segmenter.is_word(other, usual=False) and not set(other[:-1]) & set(name[:-1]):
                return True
    return False
