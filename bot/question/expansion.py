"""What is added to a question before it is looked up: other words for the same thing, other ways to print a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.question.abbreviations import Abbreviations
from bot.question.lexicon import Expansion, Lexicon
from bot.question.quantities import number_terms, quantities
from bot.records import MAX_QUESTION
from bot.retrieval.analyzer import Field
from bot.retrieval.index import Index
from bot.retrieval.query import Query, bare_question
from bot.text.normalization import fold
from bot.text.segmenter import Segmenter

__all__ = ["borders_of", "expand", "expand_names", "expansions_of", "with_quantities"]

# A word of the lexicon counts for this much of one that was typed. Found on tests/data/questions_work.jsonl: .35 finds
# the answer first in .905, .5 and .7 in .929.
LEXICON_WEIGHT = 0.5
# Another way to print a number says the same, but its digits stand in other numbers too. On
# tests/data/questions_work.jsonl .25, .5 and .8 come out alike: few of its questions have such a number. Of two stories
# that differ in their numbers alone, .8 finds the right one for more ways of typing than .5 does.
QUANTITY_WEIGHT = 0.8
# Single characters of other words say too little.
ADDED_FIELDS: tuple[Field, ...] = ("words", "pairs")
_HAN = "[\u4e00-\u9fff]"
# 交没交, 能不能: asked for by saying it twice.
_ASKED_TWICE = re.compile(rf"({_HAN})[没不]\1")
# What comes between a verb and its object: 办个证, 交了费, 看过病.
_SPLIT = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:一[个下次颗口台张把只条件份套辆趟回]|了|过|个|点|些|次|趟|回)(?=[\u4e00-\u9fff])"
)


@lru_cache(maxsize=64)
def borders_of(text: str, segmenter: Segmenter) -> frozenset[int]:
    """The places between the words of a text, its ends included."""
    places, position = {0}, 0
    for word in segmenter.words(text):
        position += len(word)
        places.add(position)
    return frozenset(places)


def expansions_of(question: str, lexicon: Lexicon, segmenter: Segmenter) -> Iterator[Expansion]:
    """What the lexicon adds to a question as typed, and to its words put together again: 办个证 is 办证."""
    bare = bare_question(question)
    yield from lexicon.expand(bare, lambda: borders_of(bare, segmenter))
    whole = _SPLIT.sub("", _ASKED_TWICE.sub(r"\1", bare))
    if whole != bare:
        for expansion in lexicon.expand(whole, lambda: borders_of(whole, segmenter)):
            if expansion.typed not in bare:
                yield Expansion(expansion.typed, (expansion.typed, *expansion.added))


def expand(query: Query, expansions: Iterable[Expansion], index: Index) -> tuple[Query, list[Expansion]]:
    """The query with the lexicon's words added, and what was added for which word.

    Only words that can stand in the corpus are added: all their character pairs do.
    """
    added: dict[Field, dict[str, float]] = {name: {} for name in ADDED_FIELDS}
    used: list[Expansion] = []
    for expansion in expansions:
        known = []
        for word in expansion.added:
            terms = index.analyzer.terms(word)
            if not all(index.knows("pairs", pair) for pair in terms.pairs):
                continue
            known.append(word)
            for name in ADDED_FIELDS:
                added[name].update((term, 1.0) for term in terms.field(name) if index.knows(name, term))
        if known:
            used.append(Expansion(expansion.typed, tuple(known)))
    return query.plus(added, LEXICON_WEIGHT, "lexicon"), used


def with_quantities(query: Query, question: str, index: Index) -> tuple[Query, list[Expansion]]:
    """The query with the other forms of its numbers, dates, shares and times added, and what was added for which.

    Only forms are added whose number stands in the corpus.
    """
    added: dict[Field, dict[str, float]] = {name: {} for name in ADDED_FIELDS}
    used: list[Expansion] = []
    for quantity in quantities(fold(question[:MAX_QUESTION]).text):
        known = []
        for form in quantity.added:
            terms = {name: number_terms(form, name, index.analyzer) for name in ADDED_FIELDS}
            if not terms["pairs"] or not all(index.knows("pairs", pair) for pair in terms["pairs"]):
                continue
            known.append(form)
            for name in ADDED_FIELDS:
                added[name].update((term, 1.0) for term in terms[name] if index.knows(name, term))
        if known:
            used.append(Expansion(quantity.typed, tuple(known)))
    return query.plus(added, QUANTITY_WEIGHT, "number"), used


def expand_names(
    query: Query, question: str, index: Index, abbreviations: Abbreviations, known: Iterable[Expansion]
) -> tuple[Query, list[Expansion]]:
    """The query with full names added for short forms and short forms for full names, as the corpus teaches them.

    Args:
        query: what is asked so far.
        question: as typed.
        index: the corpus.
        abbreviations: what it teaches.
        known: what was added already; it is not added again.
    """
    there = {(expansion.typed, word) for expansion in known for word in expansion.added}
    bare = bare_question(question)
    added: dict[Field, dict[str, float]] = {name: {} for name in ADDED_FIELDS}
    used: list[Expansion] = []
    for taught in abbreviations.of(bare):
        typed, other = (taught.short, taught.full) if taught.short in bare else (taught.full, taught.short)
        terms = index.analyzer.terms(other)
        if (typed, other) not in there and all(index.knows("pairs", pair) for pair in terms.pairs):
            used.append(Expansion(typed, (other,), taught.article))
            for name in ADDED_FIELDS:
                added[name].update((term, 1.0) for term in terms.field(name) if index.knows(name, term))
    return query.plus(added, LEXICON_WEIGHT, "corpus"), used
