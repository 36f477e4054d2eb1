"""Milvus as the engine of an index.

Milvus finds candidates by the inner product; whether they are all, what they score and in which order they come is
decided here and by the index, in whole numbers, from the postings of the stored index. Where Milvus cannot answer in
time, the stored index does.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time

import numpy as np

from bot.errors import BaowenError, ServiceError
from bot.retrieval.engine import Arrays, Numbers, Weights
from bot.retrieval.filters import Filter, day_number
from bot.retrieval.milvus.client import EXACT, LIMIT, Collection, MilvusServer, Scores, collection_name
from bot.retrieval.milvus.vectors import query_vector
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables

__all__ = ["Milvus"]

_log = logging.getLogger(__name__)

# The rounding of a fraction of 32 bits, as a share of it.
_UNIT = 2.0**-24
# So many seconds Milvus is left alone after it failed, and it may take to be ready again when it is looked at next.
_REST = 30.0
_WAKING = 60.0


class Milvus:
    """Finds passages in Milvus, and where it does not answer, in the arrays of the stored index.

    Making one waits for Milvus to answer, but no longer than a question would; a warning is logged where it is not
    ready, and from then on it is looked for again every half minute.

    Args:
        server: where it is.
        index: the stored index whose generation was pushed there.
    """

    def __init__(self, server: MilvusServer, index: StoredIndex) -> None:
        self._server = server
        self._name = collection_name(index)
        self._tables = index.tables
        self._arrays = Arrays(index.tables)
        self._lock = threading.Lock()
        self._next_look = 0.0
        self._collection: Collection | None = None
        try:
            self._collection = self._ready(time.monotonic() + server.patience)
        except ServiceError as error:
            self._rest(error)

    def __del__(self) -> None:
        if self._collection is not None:
            self._collection.close()

    @property
    def ready(self) -> bool:
        """Whether Milvus is asked; else the arrays are."""
        return self._collection is not None

    # --- whether it is there ---------------------------------------------------------------------------------------
    def _ready_again(self, deadline: float) -> Collection:
        """As `_ready`, tried until there is one or no time is left: a server that starts refuses at first."""
        pause = 0.1
        while True:
            try:
                return self._ready(deadline)
            except ServiceError:
                if time.monotonic() + pause >= deadline:
                    raise
            time.sleep(pause)
            pause *= 2

    def _ready(self, deadline: float) -> Collection:
        """A connection to the collection, complete, loaded and warm; raises BaowenError when there is none in time."""
        collection = Collection(self._server, self._name, max(0.1, deadline - time.monotonic()))
        try:
            collection.ready(self._tables, deadline)
        except BaseException:
            collection.close()
            raise
        return collection

    def _rest(self, error: BaowenError) -> None:
        self._next_look = time.monotonic() + _REST
        _log.warning("%s; until it is there, answers come from the stored index", error)

    def _look_again(self) -> None:
        """Looks in the background whether it is there again, if it has rested."""
        # whoever holds the lock looks already
        if not self._lock.acquire(blocking=False):
            return
        try:
            if self._collection is not None or time.monotonic() < self._next_look:
                return
            self._next_look = time.monotonic() + _WAKING + _REST
        finally:
            self._lock.release()
        threading.Thread(target=self._look, name="milvus", daemon=True).start()

    def _look(self) -> None:
        try:
            collection = self._ready(time.monotonic() + _WAKING)
        except BaowenError as error:
            self._next_look = time.monotonic() + _REST
            _log.debug("%s", error)
            return
        with self._lock:
            self._collection = collection
        _log.info("Milvus at %s is there again", self._server.uri)

    def _asked(
        self, vector: dict[int, int], limit: int, narrowed: str, deadline: float
    ) -> tuple[Numbers, Scores] | None:
        """What Milvus finds; asked twice, the second time by a new connection: it may have been restarted.

        None where it has just failed another question.
        """
        used = self._collection
        if used is None:
            return None
        with contextlib.suppress(ServiceError):
            return used.found(vector, limit, narrowed, max(0.1, (deadline - time.monotonic()) / 2))
        # one question sees to the new connection, the others wait for it no longer than they would for an answer
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            return None
        try:
            if self._collection is used:
                self._collection = None
                used.close()
                self._collection = self._ready_again(deadline)
            renewed = self._collection
        finally:
            self._lock.release()
        if renewed is None:
            return None
        return renewed.found(vector, limit, narrowed, max(0.1, deadline - time.monotonic()))

    # --- searching -------------------------------------------------------------------------------------------------
    def best(self, weights: Weights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """As every engine's."""
        if self._collection is None:
            self._look_again()
            return self._arrays.best(weights, k, within)
        try:
            found = self._best(weights, k, within)
        except BaowenError as error:
            failed, self._collection = self._collection, None
            if failed is not None:
                failed.close()
            self._rest(error)
            found = None
        return found or self._arrays.best(weights, k, within)

    def _best(self, weights: Weights, k: int, within: Filter) -> tuple[Numbers, Numbers] | None:
        """The same, found in Milvus; None where that cannot be done.

        Milvus adds up n products of two whole numbers, each below 2^24 and so exact, in fractions of 32 bits. A
        product and each of at most n - 1 sums is rounded, by a share of 2^-24 at most; nothing is below 0. So in
        whatever order it adds, what it makes of a score s is between (1 - e) s and (1 + e) s, with
        e = n 2^-24 / (1 - n 2^-24) (Higham, Accuracy and Stability of Numerical Algorithms, 2002, section 4.2).
        A passage that it did not give has there a score, or a bound of its score made of such sums, no higher than the
        last that it gave, f; so its true score is no higher than f / (1 - e). Where the k-th best of the true scores
        of those given is higher than that, all of the best are among them, and all that equal the k-th.
        """
        tables = self._tables
        vector = query_vector(tables, weights)
        allowed = self._arrays.allowed(within)
        nothing = np.empty(0, np.int64)
        if not vector or (allowed is not None and not allowed.any()):
            return nothing, nothing
        if max(vector.values()) >= EXACT:
            return None
        n = len(vector) + 1
        error = n * _UNIT / (1 - n * _UNIT)
        narrowed = _narrowed(tables, within)
        deadline = time.monotonic() + self._server.patience
        limit = min(LIMIT, 2 * k + 64)
        while True:
            asked = self._asked(vector, limit, narrowed, deadline)
            if asked is None:
                return None
            places, rough = asked
            if len(places) and not 0 <= places.min() <= places.max() < len(tables.article_of):
                raise ServiceError(f"Milvus at {self._server.uri} has other rows in {self._name} than were pushed")
            totals = self._arrays.scores(weights, places)
            if np.any(np.abs(rough - totals) > error * totals):
                raise ServiceError(f"Milvus at {self._server.uri} does not add up {self._name} as it must")
            unseen = 0.0 if len(places) < limit else float(rough.min()) / (1 - error)
            places, which = np.unique(places, return_index=True)
            totals = totals[which]
            kept = totals > 0 if allowed is None else allowed[places] & (totals > 0)
            places, totals = places[kept], totals[kept]
            kth = int(np.partition(totals, len(totals) - k)[len(totals) - k]) if len(totals) >= k else 1
            if unseen == 0 or (len(totals) >= k and kth > unseen):
                return places[totals >= kth], totals[totals >= kth]
            if limit == LIMIT:
                return None
            limit = min(LIMIT, 8 * limit)


def _narrowed(tables: Tables, within: Filter) -> str:
    """A condition on rows that every passage that is let through fulfils.

    A row tells the one place where its article is printed. One with several places is looked at here.
    """
    conditions = []
    if within.newspaper:
        conditions.append(f"newspaper in {np.flatnonzero(tables.printed.named(within.newspaper)).tolist()}")
    if within.since:
        conditions.append(f"day >= {day_number(within.since)}")
    if within.until:
        conditions.append(f"day > 0 and day <= {day_number(within.until)}")
    return f"places > 1 or ({' and '.join(conditions)})" if conditions else ""
