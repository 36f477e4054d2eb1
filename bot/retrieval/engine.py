"""Interfaces of the index's arrays and of search engines, and the engine that searches the arrays themselves.

Every engine adds the same integers, the impacts, so all engines return the same passages with the same scores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Filter, Publications
from bot.retrieval.inverted_index.topk import Groups, WeightedPostings, top_k

__all__ = ["ArrayEngine", "Engine", "FieldModel", "IndexTables", "Numbers", "QueryWeights"]

Numbers = npt.NDArray[np.int64]
QueryWeights = Mapping[Field, Mapping[str, int]]
"""For each field the terms of a query with their weights, integers of 1 or more."""


class FieldModel(Protocol):
    """The BM25 scores of one field for passages or for whole articles; `BM25Model` documents the methods."""

    def weighted_postings(self, term: str, weight: int, *, grouped: bool = False) -> list[WeightedPostings]: ...

    def idf(self, term: str) -> float: ...

    @property
    def max_idf(self) -> float: ...

    def max_score(self, query: Mapping[str, float]) -> float: ...

    def texts_with(self, term: str) -> npt.NDArray[np.int32]: ...

    def __contains__(self, term: str) -> bool: ...


class _FieldTables(Protocol):
    """One field of terms: its terms, and its models of the passages and of the whole articles."""

    @property
    def terms(self) -> Collection[str]: ...

    @property
    def passages(self) -> FieldModel: ...

    @property
    def articles(self) -> FieldModel: ...


class _Abbreviations(Protocol):
    """The abbreviations that the articles define; `AbbreviationTable` documents the method."""

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]: ...


class IndexTables(Protocol):
    """What a search looks up.

    `Tables` holds it in arrays. `OverlaidTables` puts the tables of a few changed pages over those of a stored index.
    """

    @property
    def config(self) -> RankingConfig: ...

    @property
    def analyzer(self) -> Analyzer:
        """Made the terms of the articles, and makes those of questions."""

    @property
    def publications(self) -> Publications: ...

    @property
    def article_of(self) -> npt.NDArray[np.int32]:
        """For each passage the number of its article."""

    @property
    def first_sentence(self) -> npt.NDArray[np.int32]:
        """For each passage its first sentence in its article."""

    @property
    def stop_sentence(self) -> npt.NDArray[np.int32]:
        """For each passage the sentence after its last one."""

    @property
    def fields(self) -> Mapping[Field, _FieldTables]: ...

    @property
    def abbreviations(self) -> _Abbreviations: ...

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_] | None:
        """For each passage whether a search may return it; None if it may return all."""


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


class ArrayEngine:
    """The engine that is always available: it searches the arrays of the index.

    Args:
        tables: the arrays.
    """

    def __init__(self, tables: IndexTables) -> None:
        self._tables = tables
        self._groups = Groups(tables.article_of, len(tables.publications.article_days))

    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """See `Engine`."""
        postings = [one for _, _, one in self.contributions(weights)]
        return top_k(postings, len(self._tables.article_of), k, self._groups, self._tables.allowed(within))

    def contributions(self, weights: QueryWeights) -> Iterator[tuple[Field, str, WeightedPostings]]:
        """The addends of a score: each field and term of a query, with its postings.

        A term has postings for passages and, marked as grouped, postings for articles, which count for every passage
        of the article.
        """
        for field in FIELDS:
            models = self._tables.fields[field]
            for term, weight in weights[field].items():
                for postings in models.passages.weighted_postings(term, weight):
                    yield field, term, postings
                for postings in models.articles.weighted_postings(term, weight, grouped=True):
                    yield field, term, postings

    def impacts(self, postings: WeightedPostings, passages: Numbers) -> Numbers:
        """What one addend adds to the scores of some passages."""
        texts = self._tables.article_of[passages] if postings.grouped else passages.astype(np.int32)
        return postings.impacts_on(texts).astype(np.int64) * postings.weight

    def scores(self, weights: QueryWeights, passages: Numbers) -> Numbers:
        """The scores of some passages, as in `Engine`; nothing else is scored."""
        scores = np.zeros(len(passages), np.int64)
        for _, _, postings in self.contributions(weights):
            scores += self.impacts(postings, passages)
        return scores
