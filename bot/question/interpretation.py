"""Question → what is looked up: its terms, and those that history, numbers, lexicon, corpus and slips add to it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from operator import methodcaller
from typing import NamedTuple

from bot.explanation import Origin
from bot.question.abbreviations import Abbreviations
from bot.question.followup import add_history, complete, is_elliptic
from bot.question.lexicon import Expansion, Lexicon, find_expansions
from bot.question.own_place import OwnPlace
from bot.question.preferences import Preference, Preferences
from bot.question.quantities import find_quantities, says_number
from bot.question.question import Question
from bot.question.spelling import SpellingCorrector
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.index import Index
from bot.retrieval.query import Query

# A word that the lexicon or the corpus adds counts for this much of one that was typed. Found on
# tests/data/questions_work.jsonl: .35 finds the answer first in .905, .5 and .7 in .929.
EXPANSION_WEIGHT = 0.5
# Of more words than these each counts less, because an article that has many of them is not the likelier for it.
MOST_WORDS = 2
# The words for one character (修 is 维修, 修建) count less, because it has many meanings.
SINGLE_CHARACTER = 0.5
# The rarer an everyday word is in the corpus, the likelier the paper prints another in its place: the words for one
# that the corpus does not have, or for a phrase, weigh so many times as much as usual, those for a frequent one less.
# Of 676 questions, 486 of them by two writers who saw no code, 1 and 1.5 find the answer first in 583 and 586.
UNSEEN_WORD = 1.5
# Another way to print a number says the same, but its digits stand in other numbers too. On
# tests/data/questions_work.jsonl .25, .5 and .8 come out alike: few of its questions have such a number. Of two stories
# that differ in their numbers alone, .8 finds the right one for more ways of typing than .5 does.
QUANTITY_WEIGHT = 0.8
# A character of a number that is looked up in other forms as well counts for this much of another character: with 七,
# 百 and 件 at full weight, what has them apart would go before 770件, which has none of them.
QUANTITY_CHARACTER = 0.25
# A word that was meant counts for less than one that was typed.
REPAIR_WEIGHT = 0.6
# The fields that added words go into: their single characters say too little. A number in digits is one term of
# "singles", and has to count there, because the numerals that were typed do.
ADDED_FIELDS: tuple[Field, ...] = ("words", "pairs")

# A question and those before it.
_CACHED_QUESTIONS = 16
# The arguments of `Query.plus`.
_Addition = tuple[Mapping[Field, Mapping[str, float]], float, Origin]

TOPIC_WEIGHT = 0.18
"""What the article of the question before gets, in shares of the highest score."""


class Interpretation(NamedTuple):
    """A question ready to be looked up."""

    question: Question
    query: Query
    # what is asked: the question itself, or where it names another part alone, that part with what was asked before
    asks: Question
    # the words of the question that the lexicon has; those whose other words can stand in the corpus are expansions too
    subjects: tuple[Expansion, ...]
    # what lexicon, numbers and the corpus' own names added
    expansions: tuple[Expansion, ...]
    # what may have been meant by characters that the corpus does not have together
    repairs: tuple[Expansion, ...]
    # the newspaper, times and places that the question names
    preference: Preference
    # whether the question may name somebody who only sounds like a person in the corpus: 陈敏 for 陈民
    doubts_name: bool
    # the number of the article that answered the question before, where this one is asked after it
    topic: int | None = None
    # what that article gets, in shares of the highest score
    topic_weight: float = TOPIC_WEIGHT
    # the bare question before, without which this one is not complete: its words are asked as well; "" where it is
    unsaid: str = ""
    # the question before, as typed, where this one is asked after it
    context: str = ""

    @property
    def names_subject(self) -> bool:
        """Whether the question says what it is about: it names a newspaper or place, or has a slip that is repaired."""
        return bool(self.preference.newspaper or self.preference.places or self.repairs)

    @property
    def asks_as_before(self) -> bool:
        """Whether the question names only another part of which the one before is asked: 那混双呢."""
        return self.asks is not self.question

    @property
    def meant(self) -> str:
        """The question in whole words, for an encoder of meaning: after the one before, where it leans on that.

        Numbers stand in it as papers print them, because an encoder does not know that 四千二百个 is 4200个.
        """
        text = self.question.typed
        # 两千三百人 before 三百人, which is a part of it
        for number in sorted(find_quantities(self.question.folded), key=lambda number: -len(number.typed)):
            typed, printed = number.typed, number.added[0]
            # 千岛湖 and 长三角 name no number
            is_said = len(typed) > 2 or printed.endswith("%")
            if is_said and not _has_digit(typed) and _has_digit(printed):
                text = text.replace(typed, printed)
        return f"{self.context}{text}"

    @property
    def repaired(self) -> str:
        """The folded question with the likeliest repair of each slip in its place."""
        return self._repair(self.question.folded)

    @property
    def suggestion(self) -> str | None:
        """The question as it may have been meant; None where it has no slip."""
        repaired = self._repair(self.question.typed)
        return repaired if repaired != self.question.typed else None

    def _repair(self, text: str) -> str:
        for repair in self.repairs:
            text = text.replace(repair.typed, repair.added[0])
        return text


def _has_digit(text: str) -> bool:
    return any(map(str.isdecimal, text))


class Interpreter:
    """Makes of a question what is looked up in one corpus.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
        preferences: reads the newspaper, times and places that a question names.
    """

    def __init__(self, index: Index, lexicon: Lexicon, preferences: Preferences) -> None:
        self._index = index
        self._lexicon = lexicon
        self._preferences = preferences
        self._corrector = SpellingCorrector(index)
        self._abbreviations = Abbreviations(index)
        self._own_place = OwnPlace(index)
        # a question is asked alone and again after those before it
        self._alone = lru_cache(maxsize=_CACHED_QUESTIONS)(self._interpret_alone)

    def interpret(self, question: Question, history: Sequence[Question]) -> Interpretation:
        """What is looked up for a question, with those asked before it; without the article that answered them."""
        alone, additions = self._alone(question)
        query = add_history(alone.query, history)
        for addition in additions:
            query = query.plus(*addition) if any(addition[0].values()) else query
        context = history[-1].typed if history else ""
        unsaid = history[-1].bare if history and is_elliptic(question) else ""
        asks = complete(question, history)
        return alone._replace(query=query, asks=asks, unsaid=unsaid, context=context)

    def _interpret_alone(self, question: Question) -> tuple[Interpretation, Sequence[_Addition]]:
        """What a question says without those before it, with its own terms alone, and what is added to these."""
        config = self._index.config
        self._index.fetch_terms(question.query.fields)
        more_numbers, numbers = self._expand(find_quantities(question.folded), QUANTITY_WEIGHT, "number", says_number)
        subjects = tuple(find_expansions(question, self._lexicon)) if config.lexicon else ()
        characters = chain.from_iterable(self._index.analyzer.terms(number.typed).singles for number in numbers)
        own = question.query.less(characters, QUANTITY_CHARACTER)
        more_words, words = self._expand(subjects, EXPANSION_WEIGHT, "lexicon")
        known = {(expansion.typed, word) for expansion in words for word in expansion.added}
        names = [name for name in self._abbreviations.find(question.bare) if (name.typed, name.added[0]) not in known]
        names += self._own_place.find(question.bare)
        more_names, names = self._expand(names, EXPANSION_WEIGHT, "corpus")
        preference = self._preferences.read(question.folded)
        repairs: list[Expansion] = []
        if config.slips:
            settled = {expansion.typed for expansion in (*words, *names)}
            settled.update(form for place in preference.places for form in (place.name, place.short))
            repairs = self._corrector.find(question, settled)
        meant, _ = self._expand(repairs, REPAIR_WEIGHT, "repair")
        expansions = (*numbers, *words, *names)
        doubts_name = any(self._corrector.may_be_another_name(question, repair) for repair in repairs)
        alone = Interpretation(question, own, question, subjects, expansions, tuple(repairs), preference, doubts_name)
        return alone, (more_numbers, more_words, more_names, meant)

    def _expand(
        self,
        expansions: Iterable[Expansion],
        weight: float,
        origin: Origin,
        is_needed: Callable[[str], bool] = bool,
    ) -> tuple[_Addition, list[Expansion]]:
        """What can stand in the corpus of some expansions, as terms to add to a query, and these.

        A word can stand in the corpus if all its character pairs do.

        Args:
            expansions: what to add for which word.
            weight: of an added term.
            origin: of an added term.
            is_needed: whether a term of an added word is looked up; every one if not given.
        """
        fields = FIELDS if origin == "number" else ADDED_FIELDS
        added: dict[Field, dict[str, float]] = {name: {} for name in fields}
        used: list[Expansion] = []
        expansions = list(expansions)
        if not expansions:
            return (added, weight, origin), used
        analyzed = {word: self._index.analyzer.terms(word) for expansion in expansions for word in expansion.added}
        # the terms of a word that cannot stand in the corpus are made only where they are fetched
        of_added = {name: map(methodcaller("field", name), analyzed.values()) for name in fields}
        wanted: dict[Field, Iterable[str]] = {name: chain.from_iterable(of_added[name]) for name in fields}
        wanted["words"] = chain(wanted["words"], (expansion.typed for expansion in expansions))
        self._index.fetch_terms(wanted)
        for expansion in expansions:
            known = []
            for word in expansion.added:
                pairs = list(filter(is_needed, analyzed[word].pairs))
                if pairs and all(self._index.has_term("pairs", pair) for pair in pairs):
                    known.append(word)
            share = self._share(expansion, len(known)) if origin == "lexicon" and known else 1.0
            for word, name in product(known, fields):
                for term in filter(is_needed, analyzed[word].field(name)):
                    if self._index.has_term(name, term):
                        added[name][term] = max(share, added[name].get(term, 0.0))
            if known:
                used.append(Expansion(expansion.typed, tuple(known), expansion.article))
        return (added, weight, origin), used

    def _share(self, expansion: Expansion, count: int) -> float:
        """How much each of some words that the lexicon adds counts, in shares of the usual weight.

        Args:
            expansion: the typed word with what it leads to.
            count: how many of these words the corpus has; 1 or more.
        """
        share = min(1.0, math.sqrt(MOST_WORDS / count))
        if expansion.official:
            return share
        if len(expansion.typed) == 1:
            share *= SINGLE_CHARACTER
        return share * UNSEEN_WORD * self._index.idf("words", expansion.typed) / self._index.max_idf
