"""Question → what is looked up: its terms, and those that history, numbers, lexicon, corpus and slips add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.question.abbreviations import Abbreviations
from bot.question.expansion import expand, expand_names, expansions_of, with_quantities
from bot.question.followup import LEANING_WEIGHT, with_history
from bot.question.intent import QuestionKind, find_kind
from bot.question.lexicon import Expansion, Lexicon
from bot.question.preferences import Preference, Preferences
from bot.question.spelling import Repair, SpellingCorrector
from bot.retrieval.index import Index
from bot.retrieval.query import Query, make_query
from bot.text.normalization import fold

__all__ = ["TOPIC_WEIGHT", "Interpretation", "Interpreter"]

# What the article of the question before gets, in shares of the highest score, from a question that leans on it fully.
TOPIC_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A question ready to be looked up."""

    question: str
    folded: str
    query: Query
    kind: QuestionKind
    # what the lexicon has for it, and what of that and of the corpus' own names was added
    subjects: tuple[Expansion, ...]
    expansions: tuple[Expansion, ...]
    repairs: tuple[Repair, ...]
    # the newspaper, times and places that it names
    preference: Preference
    # the number of the article that the question before was about, and the share of the highest score that it gets for
    # that; None where the question does not lean on one
    topic: tuple[int, float] | None = None

    @property
    def own_subject(self) -> bool:
        """Whether it names a newspaper or a place, or a word of the corpus by its sound: it speaks of that."""
        return bool(self.preference.newspaper or self.preference.places or self.repairs)

    @property
    def leans(self) -> bool:
        """Whether it says little or nothing of its own subject."""
        return self.topic is not None and self.topic[1] == TOPIC_WEIGHT * LEANING_WEIGHT

    @property
    def mended(self) -> str:
        """The folded question with the likeliest repair of each slip in place of it."""
        text = self.folded
        for repair in self.repairs:
            text = text.replace(repair.typed, repair.meant[0])
        return text

    @property
    def suggestion(self) -> str | None:
        """The question as it may have been meant; None where it has no slip."""
        text = self.question
        for repair in self.repairs:
            text = text.replace(repair.typed, repair.meant[0])
        return text if text != self.question else None


class Interpreter:
    """Makes of a question what is looked up.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
        preferences: reads the newspaper, times and places that a question names.
    """

    def __init__(self, index: Index, lexicon: Lexicon, preferences: Preferences) -> None:
        self._index = index
        self._config = index.config
        self._lexicon = lexicon
        self._preferences = preferences
        self._repairs = SpellingCorrector(index)
        self._abbreviations = Abbreviations(index)

    def of(self, question: str, history: Sequence[str]) -> Interpretation:
        """What is looked up for a question, with those asked before it; without the article that they found."""
        config, analyzer = self._config, self._index.analyzer
        query = with_history(make_query(question, analyzer, config), question, history, analyzer, config)
        query, numbers = with_quantities(query, question, self._index)
        subjects = tuple(expansions_of(question, self._lexicon, analyzer.segmenter)) if config.lexicon else ()
        query, words = expand(query, subjects, self._index)
        query, names = expand_names(query, question, self._index, self._abbreviations, words)
        folded, kind = fold(question).text, find_kind(question)
        preference = self._preferences.read(folded)
        settled = {expansion.typed for expansion in (*words, *names)}
        settled.update(form for place in preference.places for form in (place.name, place.short))
        query, repairs = self._repairs.repair(query, question, settled) if config.slips else (query, [])
        return Interpretation(
            question, folded, query, kind, subjects, (*numbers, *words, *names), tuple(repairs), preference
        )
