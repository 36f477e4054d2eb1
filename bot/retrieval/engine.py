"""The interface of search engines, and the engine that searches the arrays of the index themselves.

Every engine adds the same integers, the impacts, so all engines return the same passages with the same scores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.filters import Filter
from bot.retrieval.inverted_index.term_postings import ShortTerms
from bot.retrieval.inverted_index.topk import Groups, WeightedPostings, top_k
from bot.retrieval.tables import Tables

Numbers = npt.NDArray[np.int64]
QueryWeights = Mapping[Field, Mapping[str, int]]
"""For each field the terms of a query with their weights, integers of 1 or more."""


class Engine(Protocol):
    """Finds the best passages for a query."""

    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """The passages that score at least as much as the k-th best: their numbers, ascending, and their scores.

        Scores are integers above 0, in units of UNIT / SCALE. More than k passages come back if several tie with the
        k-th best. Several threads may call it at once.

        Args:
            weights: the terms of the query.
            k: how many passages are wanted, 1 or more.
            within: the articles that may be returned.
        """
        ...


class Addend(NamedTuple):
    """What one term of a query adds to the score of a passage."""

    # whether it adds it for the passage's article
    grouped: bool
    field: Field
    term: str
    weight: int
    # above 0; the weight included
    points: int


class Scorer(Protocol):
    """Scores passages that are known, with the integers that every `Engine` adds."""

    def scores(self, weights: QueryWeights, passages: Numbers) -> Numbers:
        """The scores of some passages, as in `Engine`; nothing else is scored."""
        ...

    def addends(self, weights: QueryWeights, passage: int) -> Iterator[Addend]:
        """What the score of a passage consists of."""
        ...


class Fetcher(Protocol):
    """Brings what will be looked up into memory, many things in one request, where an index lies on another machine."""

    def fetch_terms(self, terms: Mapping[Field, Collection[str]], *, articles: bool = False) -> None:
        """Fetches what is known of some terms of each field, and if asked the articles that they occur in."""
        ...

    def fetch_abbreviations(self, prefixes: Collection[str]) -> None:
        """Fetches the abbreviation keys with some prefixes."""
        ...

    def fetch_articles(self, numbers: Collection[int]) -> None:
        """Fetches some articles."""
        ...


class ArrayEngine:
    """The engine that is always available: it searches the arrays of the index.

    Args:
        tables: the arrays.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._groups = Groups(tables.article_of, len(tables.publications.article_days))

    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """See `Engine`."""
        short: list[ShortTerms] = []
        others: list[WeightedPostings] = []
        for field in FIELDS:
            models = self._tables.fields[field]
            # the terms of both models are the same
            numbers, own = list(map(models.terms.number, weights[field])), list(weights[field].values())
            for model, grouped in ((models.passages, False), (models.articles, True)):
                of_few, of_many = model.search_lists(numbers, own, grouped=grouped)
                short.append(of_few)
                others += of_many
        size, allowed = len(self._tables.article_of), self._tables.allowed(within)
        return top_k(others, size, k, self._groups, allowed, short)

    def contributions(self, weights: QueryWeights) -> Iterator[tuple[Field, str, WeightedPostings]]:
        """The addends of a score: each field and term of a query, with its postings.

        A term has postings for passages and, marked as grouped, postings for articles, which count for every passage
        of the article.
        """
        for field in FIELDS:
            models = self._tables.fields[field]
            of_passages = models.passages.weighted_postings(weights[field])
            of_articles = models.articles.weighted_postings(weights[field], grouped=True)
            for term in weights[field]:
                for postings in (of_passages.get(term), of_articles.get(term)):
                    if postings:
                        yield field, term, postings

    def impacts(self, postings: WeightedPostings, passages: Numbers) -> Numbers:
        """What one addend adds to the scores of some passages."""
        texts = self._tables.article_of[passages] if postings.grouped else passages.astype(np.int32)
        return postings.postings.impacts_on(texts).astype(np.int64) * postings.weight

    def addends(self, weights: QueryWeights, passage: int) -> Iterator[Addend]:
        """See `Scorer`."""
        for field, term, postings in self.contributions(weights):
            if points := int(self.impacts(postings, np.array([passage]))[0]):
                yield Addend(postings.grouped, field, term, postings.weight, points)

    def scores(self, weights: QueryWeights, passages: Numbers) -> Numbers:
        """See `Scorer`."""
        scores = np.zeros(len(passages), np.int64)
        for _, _, postings in self.contributions(weights):
            scores += self.impacts(postings, passages)
        return scores
