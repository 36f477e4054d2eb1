"""A question in all the forms that are looked at, each made once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from bot.intent.intent import Intent, read_intent
from bot.records import MAX_QUESTION
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.query import Query, build_query, remove_question_words
from bot.speech.asking import find_last_question
from bot.speech.dialect import spell_standard
from bot.text.normalization import fold

# What is left of 多少钱 and 多少块钱 in a bare question: the 钱 asks too, because papers print 元, and what has 钱 is
# something else.
_MONEY = re.compile(" [块元]?钱")


# compared and hashed as an object, so that what is read in it can be cached
@dataclass(frozen=True, eq=False)
class Question:
    """What a person typed; of more than 500 characters what is asked in them is read (`find_last_question`).

    Attributes:
        typed: the whole message.
        analyzer: that of the index, so that the question's terms are those of the passages.
        config: whether the words that only ask are left out of the query.
    """

    typed: str
    analyzer: Analyzer = field(default_factory=Analyzer)
    config: RankingConfig = DEFAULT_CONFIG

    @cached_property
    def folded(self) -> str:
        """The question in the form that is matched, with the asking words of dialects in the standard language."""
        return spell_standard(fold(find_last_question(self.typed, MAX_QUESTION), self.config.traditional))

    @cached_property
    def squeezed(self) -> str:
        """The folded question without white space."""
        return "".join(self.folded.split())

    @cached_property
    def bare(self) -> str:
        """The folded question with a space in place of the words that only ask, and of stop words."""
        bare = remove_question_words(self.folded) if self.config.drop_asking else self.folded
        if stop_words := self.analyzer.stop_words:
            return "".join(" " if word in stop_words else word for word in self.analyzer.segmenter.words(bare))
        return bare

    @cached_property
    def said(self) -> str:
        """The bare question without the 钱 of 多少钱."""
        return _MONEY.sub(" ", self.bare) if self.config.drop_asking else self.bare

    @cached_property
    def words(self) -> list[str]:
        """The words of the bare question, in order; together they are all of its characters."""
        return self.analyzer.segmenter.words(self.bare)

    @cached_property
    def query(self) -> Query:
        """The terms of the question itself; none where it says nothing."""
        return build_query(self.said, self.analyzer)

    @cached_property
    def intent(self) -> Intent:
        """What the question asks for."""
        return read_intent(self.squeezed)


def word_borders(words: Iterable[str]) -> frozenset[int]:
    """The positions between the words of a text, its ends included."""
    return frozenset(accumulate(map(len, words), initial=0))
