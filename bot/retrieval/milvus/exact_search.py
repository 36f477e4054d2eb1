"""Searches in Milvus, with the scores and the order of the local index.

Milvus finds candidates by inner product in 32-bit floats. This module decides, with whole numbers, whether the
candidates contain all of the best passages, and what they score.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from bot.errors import ServiceError
from bot.retrieval.engine import Numbers, QueryWeights, Scorer
from bot.retrieval.filters import NO_FILTER, Filter, day_number
from bot.retrieval.milvus.client import EXACT_LIMIT, ROW_LIMIT, Floats
from bot.retrieval.milvus.vectors import query_vector
from bot.retrieval.tables import Tables

Search = Callable[[dict[int, int], int, str], tuple[Numbers, Floats]]
"""The numbers and rounded scores of the best rows, for a vector, a limit and a condition, as `MilvusCollection`."""

# The relative rounding error of one operation on 32-bit floats.
_ROUNDING_ERROR = 2.0**-24


class ExactSearch:
    """Finds the best passages of an index among the candidates that Milvus gives.

    Args:
        tables: of the index.
        scorer: gives true scores.
        complaint: what is wrong where Milvus gives other scores than these, as a sentence.
    """

    def __init__(self, tables: Tables, scorer: Scorer, complaint: str) -> None:
        self._tables, self._scorer, self._complaint = tables, scorer, complaint

    def find_best(
        self, search: Search, weights: QueryWeights, k: int, within: Filter, *, halving: bool = False
    ) -> tuple[Numbers, Numbers] | None:
        """As `Engine.top_passages`; None if Milvus cannot prove that its rows contain all of the best.

        Milvus adds n products of two integers, each below 2^24 and therefore exact, in 32-bit floats. Each product and
        each of at most n - 1 sums is rounded with a relative error of at most 2^-24, and nothing is negative. So, in
        whatever order it adds, Milvus returns for a score s a value between (1 - e) s and (1 + e) s, with
        e = n 2^-24 / (1 - n 2^-24) (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 4.2).

        The value of a row that Milvus did not return is at most that of the last row it returned, f; so its true score
        is at most f / (1 - e). If the k-th best true score of the returned rows is higher than that, the returned rows
        contain all of the best passages and all ties with the k-th. If not, the search is repeated with more rows.

        Args:
            search: asks Milvus.
            weights, k, within: as for `Engine.top_passages`.
            halving: whether halves of the passages are searched where one search gives too few rows; this always
                proves it, and takes the more searches the more passages score alike.

        Raises:
            ServiceError: when Milvus gives what it cannot give.
        """
        vector = query_vector(self._tables, weights)
        allowed = None if within == NO_FILTER else self._tables.publications.matching(within)
        if not vector or (allowed is not None and not allowed.any()):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        if max(vector.values()) >= EXACT_LIMIT:
            return None
        condition = _condition(self._tables, within)
        of_range = partial(self._search_range, search, weights, vector, k, allowed)
        if not halving:
            return of_range(condition)
        ranges = [(0, len(self._tables.article_of))]
        found: list[tuple[Numbers, Numbers]] = []
        while ranges:
            start, stop = ranges.pop()
            best = of_range(condition if not found and not ranges else _and_range(condition, start, stop))
            if best is None:
                middle = (start + stop) // 2
                ranges += [(middle, stop), (start, middle)]
            else:
                found.append(best)
        passages, scores = map(np.concatenate, zip(*found, strict=True))
        kth_best = _kth_best(scores, k)
        return passages[scores >= kth_best], scores[scores >= kth_best]

    def _search_range(
        self,
        search: Search,
        weights: QueryWeights,
        vector: dict[int, int],
        k: int,
        allowed: npt.NDArray[np.bool_] | None,
        condition: str,
    ) -> tuple[Numbers, Numbers] | None:
        """As `find_best`, of the passages that meet a condition.

        Args:
            search, weights, k: as for `find_best`.
            vector: of the query.
            allowed: for each article whether it may be found; None where all may.
            condition: the rows that are searched.
        """
        n = len(vector) + 1
        error = n * _ROUNDING_ERROR / (1 - n * _ROUNDING_ERROR)
        limit = min(ROW_LIMIT, 2 * k + 64)
        while True:
            passages, values = search(vector, limit, condition)
            scores = self._exact_scores(weights, passages, values, error)
            highest_missed = 0.0 if len(passages) < limit else float(values.min()) / (1 - error)
            # ascending, and each once
            passages, first = np.unique(passages, return_index=True)
            scores = scores[first]
            kept = scores > 0
            if allowed is not None and len(passages):
                kept &= allowed[self._tables.article_of[passages]]
            passages, scores = passages[kept], scores[kept]
            kth_best = _kth_best(scores, k)
            if highest_missed == 0 or (len(scores) >= k and kth_best > highest_missed):
                return passages[scores >= kth_best], scores[scores >= kth_best]
            if limit == ROW_LIMIT:
                return None
            limit = min(ROW_LIMIT, 8 * limit)

    def _exact_scores(self, weights: QueryWeights, passages: Numbers, values: Floats, error: float) -> Numbers:
        """The true scores of the rows that Milvus returned; raises ServiceError if its values cannot be right."""
        if len(passages) and not 0 <= passages.min() <= passages.max() < len(self._tables.article_of):
            raise ServiceError(self._complaint)
        scores = self._scorer.scores(weights, passages)
        if np.any(np.abs(values - scores) > error * scores):
            raise ServiceError(self._complaint)
        return scores


def _kth_best(scores: Numbers, k: int) -> int:
    return int(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 1


def _condition(tables: Tables, within: Filter) -> str:
    """An expression that the row of every passage meets that the filter lets through.

    A row contains one publication of its article. Rows of articles with several always meet the expression; the
    articles that match sort them out afterwards.
    """
    conditions = []
    if within.newspaper:
        newspapers = np.flatnonzero(tables.publications.newspapers_containing(within.newspaper)).tolist()
        conditions.append(f"newspaper in {newspapers}")
    if within.since:
        conditions.append(f"day >= {day_number(within.since)}")
    if within.until:
        conditions.append(f"day > 0 and day <= {day_number(within.until)}")
    return f"places > 1 or ({' and '.join(conditions)})" if conditions else ""


def _and_range(condition: str, start: int, stop: int) -> str:
    own = f"id >= {start} and id < {stop}"
    return f"({condition}) and {own}" if condition else own
