"""Passage found → passage shown: cut anew around the sentence that answers best."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering.kind import Kind, holds
from bot.ingest.passages import MAX_CHARACTERS, Sentence
from bot.retrieval.analysis import FIELDS, Field, Terms, fold
from bot.retrieval.index import Index
from bot.retrieval.query import Query

__all__ = ["ArticleSentences", "sentence_points", "window"]

# Points of a sentence besides the share of the question's terms that it has; measured before the project began.
KIND_POINTS = 0.2  # it holds a number, a date … of the kind asked for
NO_END_POINTS = -0.2  # it is a heading or a remainder
BEFORE_SHARE = 0.5  # of the points that the sentence before it has by its pairs of characters
# One sentence before the best one is shown if the two leave room for what follows.
LEAD_SHARE = 0.6


@dataclass(frozen=True)
class ArticleSentences:
    """The sentences of one article with their terms."""

    sentences: Sequence[Sentence]

    @cached_property
    def folded(self) -> list[str]:
        """Each sentence in the form that is matched."""
        return [fold(sentence.joined.text).text for sentence in self.sentences]

    @cached_property
    def terms(self) -> dict[Field, list[frozenset[str]]]:
        """For each field the terms of each sentence."""
        found = [Terms(folded) for folded in self.folded]
        return {name: [frozenset(terms.field(name)) for terms in found] for name in FIELDS}

    @cached_property
    def frequencies(self) -> dict[Field, Counter[str]]:
        """For each field in how many sentences of the article each term stands."""
        return {name: Counter(term for own in found for term in own) for name, found in self.terms.items()}


def _shares(index: Index, name: Field, query: Query, article: ArticleSentences) -> list[float]:
    """For each sentence the share of the query's terms that it has, by how rare they are in corpus and article.

    A word in every sentence of the article, such as its topic, tells nothing about which sentence answers.
    """
    n = len(article.sentences)
    asked: Mapping[str, float] = query.asked[name]
    total = sum(weight * index.idf(name, term) for term, weight in asked.items()) or 1.0
    shares = [0.0] * n
    for term, weight in query.fields[name].items():
        df = article.frequencies[name].get(term, 0)
        if not df:
            continue
        rarity = math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)
        gain = weight * index.idf(name, term) * rarity / total
        for number, own in enumerate(article.terms[name]):
            if term in own:
                shares[number] += gain
    return shares


def sentence_points(index: Index, query: Query, kind: Kind, article: ArticleSentences) -> list[float]:
    """How well each sentence of an article answers a question; mostly between 0 and 1, comparable across articles."""
    shares = {name: _shares(index, name, query, article) for name in FIELDS}
    points = []
    for number, folded in enumerate(article.folded):
        own = sum(weight * shares[name][number] for name, weight in FIELDS.items())
        own += KIND_POINTS * holds(kind, folded)
        own += NO_END_POINTS * (not any(end in folded for end in "。!?;…"))
        own += BEFORE_SHARE * (shares["pairs"][number - 1] if number else 0.0)
        points.append(own)
    return points


def window(sentences: Sequence[Sentence], best: int) -> range:
    """The sentences to show around the best one: one before it, then those that follow, 350 characters at most.

    Never over the end of a page. What room is left at the article's end is filled from before.
    """
    source = sentences[best].source
    start, stop = best, best + 1
    length = len(sentences[best].joined.text)

    def fits(number: int, limit: float) -> bool:
        inside = 0 <= number < len(sentences) and sentences[number].source == source
        return inside and length + len(sentences[number].joined.text) <= limit

    if fits(best - 1, LEAD_SHARE * MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    while fits(stop, MAX_CHARACTERS):
        length += len(sentences[stop].joined.text)
        stop += 1
    while fits(start - 1, MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    return range(start, stop)
