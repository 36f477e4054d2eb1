"""What an article has in place of a thing that a question names, of the same kind: 福彩 for 体彩.

An article about another has all the rest of the question's words, and does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answering.words.asked_words import STAND_IN, AskedWord
from bot.text.characters import CJK
from bot.text.patterns import compile_each, compile_late
from bot.text.segmenter import Segmenter

# Words with the same ending, one of these, name different things of a kind: 羽毛球 and 乒乓球, but not 比赛 and 大赛.
_KINDS = frozenset("球彩馆肉茶酒棋剧米")
# Who asks whether there is one of several of a kind: 那边有没有眼科, 开了书法班没有; 有没有问题 names none of a kind.
_ASKS_WHETHER_ONE = compile_late(
    r"(?:有没有|有无|[有设开办招]了?(?=[^,。?]*(?:[吗嘛]|(?<![什怎])么|没有?)\W*$))(?:开设?|设|办|招)?"
    rf"(?P<one>[{CJK}]{{1,4}}?)(?:[了的]?(?:[吗嘛呢]|(?<![什怎])么)|没有?)?\W*$"
)
# What is priced stands right before the words that ask: 种牙多少钱.
_PRICED = compile_late(rf"(?P<what>[{CJK}]{{2}})(?:[要得花需大概是]|一次)*(?:多少钱|多少块|几块钱|什么价)")
# What people are supplied with, and how a text speaks of it where it is cut off.
_SUPPLIES = compile_each(
    {
        "电": "[停断没有来供限拉跳]电|电[网力停]|拉闸|变压器|线路检修",
        "水": "[停断没有来供]水|水[停管]",
        "气": "[停断没有来供]气|燃气|煤气|天然气",
        "暖": "[停断没有来供]暖|供热|暖气",
    }
)
_CUT = compile_late(f"[停断没]了?(?P<supply>[{''.join(_SUPPLIES)}])")


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


def prices_others(question: str, words: Iterable[AskedWord], article: str, segmenter: Segmenter) -> bool:
    """Whether a question asks what something costs, and an article has others of the kind without it.

    Of 种牙 an article says nothing that has the price of 洗牙.

    Args:
        question: folded, without white space.
        words: those of the question.
        article: folded.
        segmenter: knows the words of the dictionary.
    """
    priced = _PRICED.search(question)
    if not priced or not any(one.text == priced["what"] and one.measure_presence(article) < STAND_IN for one in words):
        return False
    others = re.findall(rf"[{CJK}]{priced['what'][1]}", article)
    return any(segmenter.is_word(other, usual=False) for other in others)


def lists_others(question: str, article: str) -> bool:
    """Whether a question asks if there is one of a kind, and an article lists others of the kind without it.

    Of 眼科 an article says nothing that lists 内科、外科.

    Args:
        question: folded, without white space.
        article: folded.
    """
    asked = _ASKS_WHETHER_ONE.search(question)
    if asked is None or len(asked["one"]) < 2 or asked["one"] in article:
        return False
    kind = re.escape(asked["one"][-1])
    return re.search(rf"[{CJK}]{kind}(?:、[{CJK}]{{1,6}})*、[{CJK}]{{1,5}}{kind}", article) is not None


def lacks_supply(question: str, article: str) -> bool:
    """Whether a question asks of a cut of power, water, gas or heating, and the article tells of one of another kind.

    Such notices name the same streets and days, so that all other words of the question stand in the wrong one.

    Args:
        question: folded.
        article: the whole article, folded.
    """
    asked = {match["supply"] for match in _CUT.finditer(question)}
    # who asks of several, 停水停电通知, is told of either
    return (
        bool(asked)
        and _CUT.search(article) is not None
        and not any(_SUPPLIES[supply].search(article) for supply in asked)
    )
