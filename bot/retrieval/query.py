"""Question → query: the terms that are scored, without question words such as 什么 and 多少."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.explanation import Origin
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.speech.asking import ASKING, PARTICLES
from bot.text.characters import CJK
from bot.text.patterns import compile_late

UNIT = 0.01
"""Weights of terms are multiples of this, so that scores are sums of integers."""

# The origins of the terms that a person typed, now or before; all other terms are added by the program.
_ASKED: frozenset[Origin] = frozenset(("typed", "history"))

# What people say before and after a question.
_AROUND = (
    # where the person has it from
    r"(?:我?[在从]|我|(?<!登|上))报纸[上里]?面?都?(?:[说讲写登]|看到)[了过的]?"
    r"|(?:^|(?<=[,，。;；、 ]))我?"
    r"(?:[在从]?(?:报|新闻|网)[上里]面?都?(?:[说讲写登]|看到)[了过的]?|听(?:人家?|别人|邻居)?[说讲]过?)"
    # whose it is says no paper: 我家锦绣花园停电到几点
    rf"|(?:^|(?<=[,，。;；、 ]))(?:[我咱俺]们?)家(?:里|住在?|在)?(?=[{CJK}]{{4}})"
    r"|请问一?下?|请告诉我|告诉我|我想(?:问问?|知道|了解|请教)一?下?|想(?:问问?|知道|了解)一?下?|麻烦问一?下?|你好|您好|谢谢"
)
_POLITE = compile_late(_AROUND)
# That, and question words.
_ASKING = compile_late(rf"{_AROUND}|{ASKING}|[{PARTICLES}](?=[？?！!。，, ]|$)|到底|究竟")
# Characters that occur in every text; a question that consists of nothing else asks for nothing.
_EMPTY = frozenset("的了是在有和与及就都而也又还要会能可把被从到对向给让我你您他她它们这那个些么很太最")


@dataclass(frozen=True)
class Query:
    """The terms that are scored: for each field, the weight and the origin of each term."""

    fields: Mapping[Field, Mapping[str, float]]
    origins: Mapping[Field, Mapping[str, Origin]]

    @cached_property
    def asked(self) -> Mapping[Field, Mapping[str, float]]:
        """The terms that were typed, in this question or an earlier one: a perfect passage would have them all."""
        return {
            name: {term: weight for term, weight in terms.items() if self.origins[name][term] in _ASKED}
            for name, terms in self.fields.items()
        }

    @property
    def empty(self) -> bool:
        """Whether the question has no term."""
        return not any(self.asked.values())

    def plus(self, terms: Mapping[Field, Mapping[str, float]], weight: float, origin: Origin) -> Query:
        """This query with more terms.

        Args:
            terms: for each field the added terms with their counts; a term that the query has keeps its weight.
            weight: each count is multiplied by it.
            origin: where the terms come from.
        """
        fields = {
            name: {**{term: _whole(weight * count) for term, count in terms.get(name, {}).items()}, **self.fields[name]}
            for name in FIELDS
        }
        origins = {name: {**dict.fromkeys(terms.get(name, ()), origin), **self.origins[name]} for name in FIELDS}
        return Query(fields, origins)

    def less(self, terms: Iterable[str], share: float) -> Query:
        """This query with typed single characters that count for less.

        Args:
            terms: the characters, each as often as it is to count for less.
            share: of what one counts for that stays.
        """
        singles = dict(self.fields["singles"])
        for term in terms:
            if term in singles:
                singles[term] = _whole(singles[term] - 1 + share)
        return Query({**self.fields, "singles": singles}, self.origins)


def _whole(weight: float) -> float:
    return max(1, round(weight / UNIT)) * UNIT


def remove_polite_words(folded: str) -> str:
    """A folded question with a space in place of what is only said around it (请问, 报上说)."""
    return _POLITE.sub(" ", folded)


def remove_question_words(folded: str) -> str:
    """A folded question with a space in place of question words, so that no term spans the gap."""
    return _ASKING.sub(" ", folded)


def build_query(folded: str, analyzer: Analyzer) -> Query:
    """The query of a folded question without question words; empty if the question consists of particles only.

    Args:
        folded: the question. The weight of a term is the number of its occurrences.
        analyzer: the analyzer of the index.
    """
    terms = analyzer.terms(folded)
    if all(character in _EMPTY for character in "".join(terms.singles)):
        return Query({name: {} for name in FIELDS}, {name: {} for name in FIELDS})
    fields = {name: {term: float(count) for term, count in Counter(terms.field(name)).items()} for name in FIELDS}
    return Query(fields, {name: dict.fromkeys(terms, "typed") for name, terms in fields.items()})
