"""Milvus as the search engine of an index.

Milvus finds candidates by inner product in 32-bit floats. This module decides, with the integers of the stored index,
whether the candidates contain all of the best passages, and what they score. If Milvus does not answer in time, the
stored index answers.
"""

from __future__ import annotations

import logging
import threading
import time

import numpy as np

from bot.errors import BaowenError, ServiceError
from bot.retrieval.engine import ArrayEngine, Numbers, QueryWeights
from bot.retrieval.filters import Filter, day_number
from bot.retrieval.milvus.client import (
    EXACT_LIMIT,
    ROW_LIMIT,
    Floats,
    MilvusCollection,
    MilvusServer,
    collection_name,
)
from bot.retrieval.milvus.vectors import query_vector
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables

__all__ = ["MilvusEngine"]

logger = logging.getLogger(__name__)

# The relative rounding error of one operation on 32-bit floats.
_ROUNDING_ERROR = 2.0**-24
# After a failure Milvus is not asked for `_PAUSE` seconds. Then a background thread tries to load the collection again,
# for at most `_RELOAD_TIMEOUT` seconds.
_PAUSE = 30.0
_RELOAD_TIMEOUT = 60.0


class MilvusEngine:
    """Searches in Milvus, or in the arrays of the stored index while Milvus is unavailable.

    The constructor waits for Milvus no longer than a question would. If Milvus is not ready, it logs a warning, and a
    background thread tries again every half minute while questions come.

    Args:
        server: the server.
        index: the stored index, whose generation was pushed to the server.
    """

    def __init__(self, server: MilvusServer, index: StoredIndex) -> None:
        self._server = server
        self._name = collection_name(index)
        self._tables = index.tables
        self._arrays = ArrayEngine(index.tables)
        self._lock = threading.Lock()
        self._next_attempt = 0.0
        # None while Milvus is unavailable
        self._collection: MilvusCollection | None = None
        try:
            self._collection = self._connect(time.monotonic() + server.patience)
        except ServiceError as error:
            self._pause(error)

    def __del__(self) -> None:
        if self._collection is not None:
            self._collection.close()

    @property
    def ready(self) -> bool:
        """Whether Milvus is searched; otherwise the arrays are."""
        return self._collection is not None

    # --- connecting --------------------------------------------------------------------------------------------------
    def _connect(self, deadline: float) -> MilvusCollection:
        """A connection to the complete, loaded collection; raises BaowenError if there is none by the deadline."""
        collection = MilvusCollection(self._server, self._name, max(0.1, deadline - time.monotonic()))
        try:
            collection.load(self._tables, deadline)
        except BaseException:
            collection.close()
            raise
        return collection

    def _pause(self, error: BaowenError) -> None:
        self._next_attempt = time.monotonic() + _PAUSE
        logger.warning("%s; until it is there, answers come from the stored index", error)

    def _reconnect_in_background(self) -> None:
        """Starts a thread that connects again, unless one is running or the pause is not over."""
        with self._lock:
            if self._collection is not None or time.monotonic() < self._next_attempt:
                return
            self._next_attempt = time.monotonic() + _RELOAD_TIMEOUT + _PAUSE
        threading.Thread(target=self._reconnect, name="milvus", daemon=True).start()

    def _reconnect(self) -> None:
        try:
            collection = self._connect(time.monotonic() + _RELOAD_TIMEOUT)
        except BaowenError as error:
            self._next_attempt = time.monotonic() + _PAUSE
            logger.debug("%s", error)
            return
        with self._lock:
            self._collection = collection
        logger.info("Milvus at %s is there again", self._server.uri)

    # --- searching ---------------------------------------------------------------------------------------------------
    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """See `bot.retrieval.engine.Engine`."""
        collection, result = self._collection, None
        if collection is None:
            self._reconnect_in_background()
        else:
            try:
                result = self._search(collection, weights, k, within)
            except BaowenError as error:
                self._drop(collection, error)
        return result or self._arrays.top_passages(weights, k, within)

    def _drop(self, collection: MilvusCollection, error: BaowenError) -> None:
        """Stops searching in a collection that failed; of several that fail together the first says so."""
        with self._lock:
            if self._collection is not collection:
                return
            self._collection = None
        collection.close()
        self._pause(error)

    def _search(
        self, collection: MilvusCollection, weights: QueryWeights, k: int, within: Filter
    ) -> tuple[Numbers, Numbers] | None:
        """As `top_passages`, searched in Milvus; None if Milvus cannot prove that its rows contain all of the best.

        Milvus adds n products of two integers, each below 2^24 and therefore exact, in 32-bit floats. Each product and
        each of at most n - 1 sums is rounded with a relative error of at most 2^-24, and nothing is negative. So, in
        whatever order it adds, Milvus returns for a score s a value between (1 - e) s and (1 + e) s, with
        e = n 2^-24 / (1 - n 2^-24) (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 4.2).

        The value of a row that Milvus did not return is at most that of the last row it returned, f; so its true score
        is at most f / (1 - e). If the k-th best true score of the returned rows is higher than that, the returned rows
        contain all of the best passages and all ties with the k-th. If not, the search is repeated with more rows.
        """
        vector = query_vector(self._tables, weights)
        allowed = self._tables.allowed(within)
        if not vector or (allowed is not None and not allowed.any()):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        if max(vector.values()) >= EXACT_LIMIT:
            return None
        n = len(vector) + 1
        error = n * _ROUNDING_ERROR / (1 - n * _ROUNDING_ERROR)
        deadline = time.monotonic() + self._server.patience
        limit = min(ROW_LIMIT, 2 * k + 64)
        while True:
            time_left = max(0.1, deadline - time.monotonic())
            passages, values = collection.search(vector, limit, _condition(self._tables, within), time_left)
            scores = self._exact_scores(weights, passages, values, error)
            highest_missed = 0.0 if len(passages) < limit else float(values.min()) / (1 - error)
            # ascending, and each once
            passages, first = np.unique(passages, return_index=True)
            scores = scores[first]
            kept = scores > 0 if allowed is None else allowed[passages] & (scores > 0)
            passages, scores = passages[kept], scores[kept]
            kth_best = int(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 1
            if highest_missed == 0 or (len(scores) >= k and kth_best > highest_missed):
                return passages[scores >= kth_best], scores[scores >= kth_best]
            if limit == ROW_LIMIT:
                return None
            limit = min(ROW_LIMIT, 8 * limit)

    def _exact_scores(self, weights: QueryWeights, passages: Numbers, values: Floats, error: float) -> Numbers:
        """The true scores of the rows that Milvus returned; raises ServiceError if its values cannot be right."""
        if len(passages) and not 0 <= passages.min() <= passages.max() < len(self._tables.article_of):
            raise ServiceError(f"Milvus at {self._server.uri} has other rows in {self._name} than were pushed")
        scores = self._arrays.scores(weights, passages)
        if np.any(np.abs(values - scores) > error * scores):
            raise ServiceError(f"Milvus at {self._server.uri} does not add up {self._name} as it must")
        return scores


def _condition(tables: Tables, within: Filter) -> str:
    """An expression that the row of every passage meets that the filter lets through.

    A row contains one publication of its article. Rows of articles with several always meet the expression; `allowed`
    sorts them out afterwards.
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
