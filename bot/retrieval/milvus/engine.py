"""Milvus as the search engine of a stored index, which answers where Milvus does not in time."""

from __future__ import annotations

import logging
import threading
import time

from bot.errors import BaowenError, ServiceError
from bot.retrieval.engine import ArrayEngine, Numbers, QueryWeights
from bot.retrieval.filters import Filter
from bot.retrieval.milvus.client import Floats, MilvusCollection, MilvusServer, collection_name
from bot.retrieval.milvus.exact_search import ExactSearch
from bot.retrieval.storage.stored_index import StoredIndex
from bot.sentence import Sentence

logger = logging.getLogger(__name__)

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
        self._arrays = ArrayEngine(index.tables)
        where = f"Milvus at {server.uri}"
        self._exact_search = ExactSearch(index.tables, self._arrays, f"{where} does not add up {self._name} as it must")
        self._lock = threading.Lock()
        self._next_attempt = 0.0
        # None while Milvus is unavailable
        self._collection: MilvusCollection | None = None
        try:
            self._collection = MilvusCollection(server, self._name, time.monotonic() + server.patience)
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
    def _pause(self, error: BaowenError) -> None:
        self._next_attempt = time.monotonic() + _PAUSE
        logger.warning(Sentence("{problem}; until it is there, answers come from the stored index", problem=error))

    def _reconnect_in_background(self) -> None:
        """Starts a thread that connects again, unless one is running or the pause is not over."""
        with self._lock:
            if self._collection is not None or time.monotonic() < self._next_attempt:
                return
            self._next_attempt = time.monotonic() + _RELOAD_TIMEOUT + _PAUSE
        threading.Thread(target=self._reconnect, name="milvus", daemon=True).start()

    def _reconnect(self) -> None:
        try:
            collection = MilvusCollection(self._server, self._name, time.monotonic() + _RELOAD_TIMEOUT)
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
        """As `top_passages`, searched in Milvus; None if Milvus cannot prove that its rows contain all of the best."""
        deadline = time.monotonic() + self._server.patience

        def search(vector: dict[int, int], limit: int, condition: str) -> tuple[Numbers, Floats]:
            passages, values, _ = collection.search(vector, limit, condition, max(0.1, deadline - time.monotonic()))
            return passages, values

        return self._exact_search.find_best(search, weights, k, within)
