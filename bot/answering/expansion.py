"""What is added to a question before it is looked up: other words for the same thing, other ways to print a number."""

from __future__ import annotations

from bot.answering.lexicon import Expansion, Lexicon
from bot.answering.quantities import number_terms, quantities
from bot.ingest.dictionary import words
from bot.records import MAX_QUESTION
from bot.retrieval.analysis import Field, Terms, fold
from bot.retrieval.index import Index
from bot.retrieval.query import Query, bare_question

__all__ = ["expand", "with_quantities"]

# A word of the lexicon counts for this much of one that was typed. Found on tests/data/questions_work.jsonl: .2 and .5
# come out alike.
LEXICON_WEIGHT = 0.35
# Another way to print a number says the same, but its digits stand in other numbers too. On
# tests/data/questions_work.jsonl .25, .5 and .8 come out alike: few of its questions have such a number. Of two stories
# that differ in their numbers alone, .8 finds the right one for more ways of typing than .5 does.
QUANTITY_WEIGHT = 0.8
# Single characters of other words say too little.
ADDED_FIELDS: tuple[Field, ...] = ("words", "pairs")


def _borders(text: str) -> set[int]:
    """The places between the words of a text."""
    places, position = {0}, 0
    for word in words(text):
        position += len(word)
        places.add(position)
    return places


def expand(query: Query, question: str, index: Index, lexicon: Lexicon) -> tuple[Query, list[Expansion]]:
    """The query with the lexicon's words added, and what was added for which word.

    Only words that can stand in the corpus are added: all their character pairs do.
    """
    bare = bare_question(question)
    added: dict[Field, dict[str, float]] = {name: {} for name in ADDED_FIELDS}
    used: list[Expansion] = []
    for expansion in lexicon.expand(bare, lambda: _borders(bare)):
        known = []
        for word in expansion.added:
            terms = Terms(word)
            if not all(index.knows("pairs", pair) for pair in terms.pairs):
                continue
            known.append(word)
            for name in ADDED_FIELDS:
                added[name].update((term, 1.0) for term in terms.field(name) if index.knows(name, term))
        if known:
            used.append(Expansion(expansion.typed, tuple(known)))
    return query.plus(added, LEXICON_WEIGHT), used


def with_quantities(query: Query, question: str, index: Index) -> tuple[Query, list[Expansion]]:
    """The query with the other forms of its numbers, dates, shares and times added, and what was added for which.

    Only forms are added whose number stands in the corpus.
    """
    added: dict[Field, dict[str, float]] = {name: {} for name in ADDED_FIELDS}
    used: list[Expansion] = []
    for quantity in quantities(fold(question[:MAX_QUESTION]).text):
        known = []
        for form in quantity.added:
            terms = {name: number_terms(form, name) for name in ADDED_FIELDS}
            if not terms["pairs"] or not all(index.knows("pairs", pair) for pair in terms["pairs"]):
                continue
            known.append(form)
            for name in ADDED_FIELDS:
                added[name].update((term, 1.0) for term in terms[name] if index.knows(name, term))
        if known:
            used.append(Expansion(quantity.typed, tuple(known)))
    return query.plus(added, QUANTITY_WEIGHT), used
