"""Question → query: the terms that are scored, without the words that only ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.records import MAX_QUESTION
from bot.retrieval.analyzer import FIELDS, Field, Terms
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.text.normalization import fold

__all__ = ["UNIT", "Query", "bare_question", "make_query"]

UNIT = 0.01
"""Weights of terms are whole numbers of this, so that scores are exact sums."""

# Words that ask and say nothing of what is asked about. They become a space, so that no term spans the gap.
_MEASURE = "一些个位里儿国家年种项时天月日次号名所处条间类样点部门款张只场件座本份支艘首届期代"
# What is asked for in no more than these words is asked for by nothing else: 什么时候 is one question word.
_VAGUE = "(?:时候|地方|样子|东西|意思)?"
_ASKING = re.compile(
    rf"请问一?下?|请告诉我|告诉我|我想(?:问问?|知道|了解|请教)一?下?|想(?:问问?|知道|了解)一?下?|麻烦问一?下?|你好|您好|谢谢"
    rf"|为什么|为啥|什么样子?|怎么样|(?:什么|甚么|啥){_VAGUE}|咋样?|怎样|怎么|如何|何[时地处人年日种]|为何|有何|是何"
    rf"|哪[{_MEASURE}]*{_VAGUE}|谁|多少|多[久长大高远重快宽厚深]|几(?=[{_MEASURE}元块岁人万千百亿分成倍])|是否|是不是|有没有|能不能|可不可以|会不会|要不要"
    rf"|[吗呢吧呀啊嘛哦啦喽咧呗哇伐](?=[？?！!。，, ]|$)|到底|究竟"
)
# Single words that stand in every text; a question of nothing else asks for nothing.
_EMPTY = frozenset("的了是在有和与及就都而也又还要会能可把被从到对向给让我你您他她它们这那个些么很太最")


@dataclass(frozen=True, slots=True)
class Query:
    """What is scored: for each field its terms with their weights."""

    fields: Mapping[Field, Mapping[str, float]]
    # the terms of the question itself, without what was added: what a perfect passage would have
    asked: Mapping[Field, Mapping[str, float]]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look up."""
        return not any(self.asked.values())

    def plus(self, other: Mapping[Field, Mapping[str, float]], weight: float) -> Query:
        """This query with further terms at a weight, which a perfect passage need not have."""
        return Query(_with(self.fields, other, weight), self.asked)

    def joined(self, other: Query, weight: float) -> Query:
        """This query with those of another at a weight, as if they had been asked together."""
        return Query(_with(self.fields, other.fields, weight), _with(self.asked, other.asked, weight))


def _with(
    own: Mapping[Field, Mapping[str, float]], other: Mapping[Field, Mapping[str, float]], weight: float
) -> dict[Field, dict[str, float]]:
    """The terms of both; one that both have keeps its own weight."""
    return {
        name: {**{term: _whole(weight * count) for term, count in other.get(name, {}).items()}, **own[name]}
        for name in FIELDS
    }


def _whole(weight: float) -> float:
    return max(1, round(weight / UNIT)) * UNIT


def make_query(question: str, config: RankingConfig = DEFAULT_CONFIG) -> Query:
    """The query of a question: its terms, each weighted with how often it was said; empty if it says nothing.

    Only the first 500 characters are read.
    """
    bare = bare_question(question, config)
    terms = Terms(bare)
    if all(character in _EMPTY for character in "".join(terms.singles)):
        # a question of nothing but question words and particles: 什么？
        nothing: dict[Field, dict[str, float]] = {name: {} for name in FIELDS}
        return Query(nothing, nothing)
    fields = {name: {term: float(count) for term, count in Counter(terms.field(name)).items()} for name in FIELDS}
    return Query(fields, fields)


@lru_cache(maxsize=64)
def bare_question(question: str, config: RankingConfig = DEFAULT_CONFIG) -> str:
    """The question folded, with a space in place of the words that only ask."""
    folded = fold(question[:MAX_QUESTION], config.traditional).text
    return _ASKING.sub(" ", folded) if config.drop_asking else folded
