"""Question → query: the terms that are scored, without the words that only ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.records import MAX_QUESTION, Origin
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.text.normalization import fold
from bot.text.patterns import COUNTING_CHARACTERS

__all__ = ["UNIT", "Query", "build_query", "make_query", "remove_question_words"]

UNIT = 0.01
"""Weights of terms are whole numbers of this, so that scores are exact sums."""

# Origins of what a person said, as against what is added to it.
_ASKED: frozenset[Origin] = frozenset(("typed", "history"))

# Words that ask and say nothing of what is asked about. They become a space, so that no term spans the gap.
_AFTER_WHICH = f"{COUNTING_CHARACTERS}一些里儿国年时天月日号样点部款代期"
# What is asked for in no more than these words is asked for by nothing else: 什么时候 is one question word.
_VAGUE = "(?:时候|地方|样子|东西|意思)?"
_ASKING = re.compile(
    rf"请问一?下?|请告诉我|告诉我|我想(?:问问?|知道|了解|请教)一?下?|想(?:问问?|知道|了解)一?下?|麻烦问一?下?|你好|您好|谢谢"
    rf"|为什么|为啥|什么样子?|怎么样|(?:什么|甚么|啥){_VAGUE}|咋样?|怎样|怎么|如何|何[时地处人年日种]|为何|有何|是何"
    rf"|哪[{_AFTER_WHICH}]*{_VAGUE}|谁|多少|多[久长大高远重快宽厚深]|几(?=[{_AFTER_WHICH}元块岁人万千百亿分成倍])|是否|是不是|有没有|能不能|可不可以|会不会|要不要"
    rf"|[吗呢吧呀啊嘛哦啦喽咧呗哇伐](?=[？?！!。，, ]|$)|到底|究竟"
)
# Single words that stand in every text; a question of nothing else asks for nothing.
_EMPTY = frozenset("的了是在有和与及就都而也又还要会能可把被从到对向给让我你您他她它们这那个些么很太最")


@dataclass(frozen=True)
class Query:
    """The terms that are scored: for each field, each term with its weight and where it comes from."""

    fields: Mapping[Field, Mapping[str, float]]
    origins: Mapping[Field, Mapping[str, Origin]]

    @cached_property
    def asked(self) -> Mapping[Field, Mapping[str, float]]:
        """The terms of the question and of those before it: what a perfect passage has. Added terms are left out."""
        return {
            name: {term: weight for term, weight in terms.items() if self.origins[name][term] in _ASKED}
            for name, terms in self.fields.items()
        }

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look up."""
        return not any(self.asked.values())

    def plus(self, terms: Mapping[Field, Mapping[str, float]], weight: float, origin: Origin) -> Query:
        """This query with further terms at a weight; a term that it has already keeps its weight and origin."""
        fields = {
            name: {**{term: _whole(weight * count) for term, count in terms.get(name, {}).items()}, **self.fields[name]}
            for name in FIELDS
        }
        origins = {name: {**dict.fromkeys(terms.get(name, ()), origin), **self.origins[name]} for name in FIELDS}
        return Query(fields, origins)


def _whole(weight: float) -> float:
    return max(1, round(weight / UNIT)) * UNIT


def make_query(question: str, analyzer: Analyzer, config: RankingConfig = DEFAULT_CONFIG) -> Query:
    """The query of a question: its terms, each weighted with how often it was said; empty if it says nothing.

    Only the first 500 characters are read.

    Args:
        question: as typed.
        analyzer: that of the index, so that the terms are cut as there.
        config: whether the words that only ask are left out.
    """
    folded = fold(question[:MAX_QUESTION], config.traditional).text
    return build_query(remove_question_words(folded) if config.drop_asking else folded, analyzer)


def remove_question_words(folded: str) -> str:
    """A folded question with a space in place of the words that only ask, so that no term spans the gap."""
    return _ASKING.sub(" ", folded)


def build_query(folded: str, analyzer: Analyzer) -> Query:
    """The query of a folded question without the words that only ask; empty if it says nothing."""
    terms = analyzer.terms(folded)
    if all(character in _EMPTY for character in "".join(terms.singles)):
        # a question of nothing but question words and particles: 什么？
        return Query({name: {} for name in FIELDS}, {name: {} for name in FIELDS})
    fields = {name: {term: float(count) for term, count in Counter(terms.field(name)).items()} for name in FIELDS}
    return Query(fields, {name: dict.fromkeys(terms, "typed") for name, terms in fields.items()})
