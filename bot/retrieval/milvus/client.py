"""What lies in Milvus, how it gets there and is asked for; the only file that imports pymilvus.

Every generation of a stored index is a collection of its own, which never changes. A row is a passage: its number, its
impacts as a sparse vector, its article, and what a search may be narrowed to.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.errors import BaowenError, MissingExtraError, ServiceError
from bot.retrieval.engine import Numbers
from bot.retrieval.milvus.vectors import vectors
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables

if TYPE_CHECKING:
    from pymilvus import MilvusClient

__all__ = ["EXACT", "LIMIT", "Collection", "MilvusServer", "Scores", "collection_name", "push"]

Scores = npt.NDArray[np.float64]

LIMIT = 16_384
"""Milvus gives no more rows than this of one search."""
EXACT = 1 << 24
"""Whole numbers up to this one are exact in Milvus's fractions of 32 bits."""
# Every call has its own limit of time, so that nobody needs to ask every ten seconds whether the server lives;
# milvus-lite 3 hangs up on those who do. And what one connection has come to is no matter of the next.
_GRPC = {"grpc.keepalive_time_ms": 600_000, "grpc.use_local_subchannel_pool": 1}
# So many seconds one step of a push may take; building the index and loading it are such steps.
_STEP = 600.0
# Rows are sent in batches of so many bytes: the size of a request is bounded.
_BATCH = 4_000_000
# A collection is removed when a newer one has been there for so long: those who use it have moved on by then.
_KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class MilvusServer:
    """Where Milvus is.

    Attributes:
        uri: http://host:19530, with a database http://host:19530/database; a file name.db is an embedded milvus-lite.
        token: "user:password" or an API key; "" for none.
        patience: how many seconds a question waits for it, second try included.
    """

    uri: str
    token: str = field(default="", repr=False)
    patience: float = 5.0


def collection_name(index: StoredIndex) -> str:
    """The name of the collection of a stored index: of its corpus, when it was made, and its generation."""
    corpus = blake2b("\n".join(index.manifest["corpus"]).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    made = datetime.fromisoformat(index.manifest["made"]).astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"baowen_{corpus}_{made}_{index.manifest['generation'].rpartition('-')[2]}"


@contextmanager
def _told(server: MilvusServer) -> Iterator[None]:
    """Turns whatever goes wrong into one sentence; pymilvus, gRPC and the embedded engine raise kinds of their own."""
    try:
        yield
    except BaowenError:
        raise
    except Exception as error:
        said = " ".join(str(getattr(error, "message", error)).split()) or type(error).__name__
        if server.token:
            said = said.replace(server.token, "[secret]")
        if "milvus-lite is required" in said:
            raise MissingExtraError(f"an embedded Milvus ({server.uri})", "milvus-lite") from None
        raise ServiceError(f"Milvus at {server.uri} cannot be used ({said[:200]})") from None


def _connect(server: MilvusServer, seconds: float) -> MilvusClient:
    try:
        from pymilvus import MilvusClient
    except ImportError:
        raise MissingExtraError("searching in Milvus", "milvus") from None
    # it writes a traceback for everything that it also raises
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    # a connection of its own: the shared ones outlive a restart of the server, and fail then
    return MilvusClient(uri=server.uri, token=server.token, timeout=seconds, dedicated=True, grpc_options=_GRPC)


class Collection:
    """A connection to one collection. Every method raises ServiceError when Milvus cannot do it in so many seconds.

    Args:
        server: where Milvus is.
        name: of the collection, which need not be there.
        seconds: how long connecting may take.

    Raises:
        ServiceError: when Milvus cannot be reached.
        MissingExtraError: when pymilvus is not installed, or milvus-lite where it is needed.
    """

    def __init__(self, server: MilvusServer, name: str, seconds: float) -> None:
        self.server, self.name = server, name
        with _told(server):
            self._client = _connect(server, seconds)

    def close(self) -> None:
        """Closes the connection, whatever state it is in."""
        with contextlib.suppress(Exception):
            self._client.close()

    def ready(self, tables: Tables, deadline: float) -> None:
        """Sees to it that the collection is complete, loaded and warm.

        Raises:
            ServiceError: when it is not by the deadline, a time of the monotonic clock.
        """

        def left() -> float:
            return max(0.1, deadline - time.monotonic())

        with _told(self.server):
            # not every Milvus says its version, but all list their collections
            if self.name not in self._client.list_collections(timeout=left()):
                raise ServiceError(f"Milvus at {self.server.uri} has no collection {self.name}: run baowen index")
            self._client.load_collection(self.name, timeout=left())
            if not _complete(self._client, self.name, tables, left()):
                raise ServiceError(f"Milvus at {self.server.uri} has not got all of {self.name}: run baowen index")
        # the first search of some makes the index in memory
        self.found({0: 1}, 1, "", left())

    def found(self, vector: dict[int, int], limit: int, narrowed: str, seconds: float) -> tuple[Numbers, Scores]:
        """The numbers and scores of the best rows, as Milvus has them.

        Args:
            vector: the weights of a query by dimension.
            limit: how many rows at most, no more than LIMIT.
            narrowed: a condition on rows; "" for none.
            seconds: how long it may take.
        """
        with _told(self.server):
            return _found(self._client, self.name, vector, limit, narrowed, seconds)


def _found(
    client: MilvusClient, name: str, vector: dict[int, int], limit: int, narrowed: str, seconds: float
) -> tuple[Numbers, Scores]:
    (rows,) = client.search(
        name,
        data=[{dimension: float(weight) for dimension, weight in vector.items()}],
        anns_field="terms",
        limit=limit,
        filter=narrowed,
        # without a field named, milvus-lite 3 sends all of them, vectors included
        output_fields=["id"],
        search_params={"metric_type": "IP"},
        consistency_level="Strong",
        timeout=seconds,
    )
    numbers = np.fromiter((row["id"] for row in rows), np.int64, len(rows))
    return numbers, np.fromiter((row["distance"] for row in rows), np.float64, len(rows))


def _complete(client: MilvusClient, name: str, tables: Tables, seconds: float) -> bool:
    """Whether all of a collection is there: its last row, which is none of a passage, is written when it is."""
    last = len(tables.article_of)
    return bool(client.get(name, ids=[last], output_fields=["id"], consistency_level="Strong", timeout=seconds))


# --- pushing -------------------------------------------------------------------------------------------------------
def push(
    server: MilvusServer, index: StoredIndex, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[str, bool]:
    """Puts a generation of a stored index into Milvus, beside the older ones; those long replaced are removed.

    Nobody searches it before it is complete: its last row is written when all others are there, counted, loaded and
    have been searched once.

    Args:
        server: where Milvus is.
        index: the stored index; nobody else may be pushing it at the same time.
        progress: is told "push", how many passages are there, and of how many.

    Returns:
        The name of the collection, and whether it was pushed now; False where it was there.

    Raises:
        ServiceError: when Milvus cannot be reached, or does not take it; one sentence.
        MissingExtraError: when pymilvus is not installed.
    """
    name, tables = collection_name(index), index.tables
    with _told(server):
        client = _connect(server, server.patience)
        try:
            there = name in client.list_collections(timeout=server.patience)
            if there:
                client.load_collection(name, timeout=_STEP)
            new = not there or not _complete(client, name, tables, _STEP)
            if there and new:
                # what a push that was killed has left
                client.drop_collection(name, timeout=_STEP)
            if new:
                _fill(client, name, tables, progress)
            _remove_replaced(client, name)
        finally:
            client.close()
    return name, new


def _fill(client: MilvusClient, name: str, tables: Tables, progress: Callable[[str, int, int], None]) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for column in ("article", "day", "newspaper", "places"):
        schema.add_field(column, DataType.INT64)
    schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    kind = client.prepare_index_params()
    # the plainest way to add up: no passage is left out on the way
    kind.add_index("terms", "SPARSE_INVERTED_INDEX", metric_type="IP", params={"inverted_index_algo": "TAAT_NAIVE"})
    client.create_collection(name, schema=schema, index_params=kind, consistency_level="Strong", timeout=_STEP)
    count = 0
    for rows in _batches(tables):
        client.insert(name, rows, timeout=_STEP)
        count += len(rows)
        progress("push", rows[-1]["id"] + 1, len(tables.article_of))
    client.flush(name, timeout=_STEP)
    client.load_collection(name, timeout=_STEP)
    (counted,) = client.query(name, output_fields=["count(*)"], consistency_level="Strong", timeout=_STEP)
    if counted["count(*)"] != count:
        # an insert that was repeated on a bad line is there twice
        client.drop_collection(name, timeout=_STEP)
        raise ServiceError(f"Milvus has {counted['count(*)']} rows of {count} that were sent: run baowen index again")
    _found(client, name, {0: 1}, 1, "", _STEP)
    beyond = sum(len(entry.terms) for entry in tables.fields.values())
    last = {"id": len(tables.article_of), "article": -1, "day": 0, "newspaper": -1, "places": 0, "terms": {beyond: 1.0}}
    client.insert(name, [last], timeout=_STEP)


def _batches(tables: Tables) -> Iterator[list[dict[str, Any]]]:
    """The rows of all passages, in batches."""
    printed = tables.printed
    # of each article its first place, and how many it has
    places = np.bincount(printed.articles, minlength=len(tables.digests))
    first = np.cumsum(places) - places
    rows: list[dict[str, Any]] = []
    size = 0
    for passage, dimensions, values in vectors(tables):
        if values.max() >= EXACT:
            raise ServiceError("Milvus cannot hold these impacts exactly: the config's weights are too large for it")
        article = int(tables.article_of[passage])
        rows.append(
            {
                "id": passage,
                "article": article,
                "day": int(printed.days[first[article]]),
                "newspaper": int(printed.newspapers[first[article]]),
                "places": int(places[article]),
                "terms": dict(zip(dimensions.tolist(), values.astype(np.float64).tolist(), strict=True)),
            }
        )
        size += 64 + 8 * len(values)
        if size >= _BATCH:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _remove_replaced(client: MilvusClient, name: str) -> None:
    """Removes older collections of the corpus for which there has been a newer one for long enough."""
    corpus = name[: len("baowen_") + 11]
    own = sorted(other for other in client.list_collections(timeout=_STEP) if other.startswith(corpus))
    for old, newer in pairwise(own):
        replaced = datetime.strptime(newer.split("_")[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if old < name and replaced < datetime.now(UTC) - _KEPT:
            client.drop_collection(old, timeout=_STEP)
