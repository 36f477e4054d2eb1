"""Connects to Milvus, searches a collection, and pushes a stored index there. The only file that imports pymilvus.

Each generation of a stored index becomes one collection, which never changes afterwards. A row is a passage: its
number, its impacts as a sparse vector, its article, and the columns that a search can be filtered by.
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
from bot.retrieval.milvus.vectors import passage_vectors
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables

if TYPE_CHECKING:
    from pymilvus import MilvusClient

__all__ = ["EXACT_LIMIT", "ROW_LIMIT", "MilvusCollection", "MilvusServer", "collection_name", "push"]

Floats = npt.NDArray[np.float64]

ROW_LIMIT = 16_384
"""Milvus returns at most this many rows for one search."""
EXACT_LIMIT = 1 << 24
"""Integers below this are exact in Milvus's 32-bit floats."""
# Keepalive pings are practically off, because milvus-lite 3 drops clients that send them; every call has a timeout
# instead. The local subchannel pool keeps a new connection from inheriting the broken state of an old one.
_GRPC = {"grpc.keepalive_time_ms": 600_000, "grpc.use_local_subchannel_pool": 1}
# The timeout in seconds of each step of a push; Milvus's indexing and loading are such steps.
_PUSH_TIMEOUT = 600.0
# Rows are sent in batches of about this many bytes, because Milvus limits the size of a request.
_BATCH_SIZE = 4_000_000
# A collection is removed when a newer one has existed for this long: every process has switched to that one by then.
_KEEP_REPLACED = timedelta(hours=1)


@dataclass(frozen=True)
class MilvusServer:
    """The address of a Milvus server.

    Attributes:
        uri: http://host:19530, with a database http://host:19530/database; a file name.db means embedded milvus-lite.
        token: "user:password" or an API key; "" for none.
        patience: how long a question waits for Milvus, in seconds.
    """

    uri: str
    token: str = field(default="", repr=False)
    patience: float = 5.0


def collection_name(index: StoredIndex) -> str:
    """The name of the collection of a stored index, from a hash of its corpus, its build time and its generation."""
    corpus = blake2b("\n".join(index.manifest["corpus"]).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    built_at = datetime.fromisoformat(index.manifest["built_at"]).astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"baowen_{corpus}_{built_at}_{index.manifest['generation'].rpartition('-')[2]}"


@contextmanager
def _milvus_errors(server: MilvusServer) -> Iterator[None]:
    """Turns every exception into one of ours; pymilvus, gRPC and milvus-lite each raise classes of their own."""
    try:
        yield
    except BaowenError:
        raise
    except Exception as error:
        message = " ".join(str(getattr(error, "message", error)).split()) or type(error).__name__
        if server.token:
            message = message.replace(server.token, "[secret]")
        if "milvus-lite is required" in message:
            raise MissingExtraError(f"an embedded Milvus ({server.uri})", "milvus-lite") from None
        raise ServiceError(f"Milvus at {server.uri} cannot be used ({message[:200]})") from None


def _connect(server: MilvusServer, timeout: float) -> MilvusClient:
    try:
        from pymilvus import MilvusClient
    except ImportError:
        raise MissingExtraError("searching in Milvus", "milvus") from None
    # pymilvus logs a traceback for every exception that it raises
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    # dedicated, because shared connections stay broken after a restart of the server
    return MilvusClient(uri=server.uri, token=server.token, timeout=timeout, dedicated=True, grpc_options=_GRPC)


class MilvusCollection:
    """A connection to one collection. Every method raises ServiceError if Milvus fails or the time is up.

    Args:
        server: the server.
        name: the name of the collection, which need not exist.
        timeout: how long connecting may take, in seconds.

    Raises:
        ServiceError: when Milvus cannot be reached.
        MissingExtraError: when pymilvus is not installed, or milvus-lite where it is needed.
    """

    def __init__(self, server: MilvusServer, name: str, timeout: float) -> None:
        self.server, self.name = server, name
        with _milvus_errors(server):
            self._client = _connect(server, timeout)

    def close(self) -> None:
        """Closes the connection, even a broken one."""
        with contextlib.suppress(Exception):
            self._client.close()

    def load(self, tables: Tables, deadline: float) -> None:
        """Loads the collection into Milvus's memory and checks that it is complete.

        Args:
            tables: the tables that were pushed.
            deadline: a time of the monotonic clock.

        Raises:
            ServiceError: when it is not complete and loaded by the deadline.
        """

        def time_left() -> float:
            return max(0.1, deadline - time.monotonic())

        with _milvus_errors(self.server):
            # every Milvus can list its collections; not every one reports its version
            if self.name not in self._client.list_collections(timeout=time_left()):
                raise ServiceError(f"Milvus at {self.server.uri} has no collection {self.name}: run baowen index")
            self._client.load_collection(self.name, timeout=time_left())
            if not _is_complete(self._client, self.name, tables, time_left()):
                raise ServiceError(f"Milvus at {self.server.uri} has not got all of {self.name}: run baowen index")
        # some versions build their index in memory during the first search
        self.search({0: 1}, 1, "", time_left())

    def search(self, vector: dict[int, int], limit: int, condition: str, timeout: float) -> tuple[Numbers, Floats]:
        """The passage numbers and the rounded scores of the best rows.

        Args:
            vector: the weights of a query by dimension.
            limit: how many rows at most, ROW_LIMIT or fewer.
            condition: an expression that the rows must meet; "" for none.
            timeout: in seconds.
        """
        with _milvus_errors(self.server):
            return _search(self._client, self.name, vector, limit, condition, timeout)


def _search(
    client: MilvusClient, name: str, vector: dict[int, int], limit: int, condition: str, timeout: float
) -> tuple[Numbers, Floats]:
    (rows,) = client.search(
        name,
        data=[{dimension: float(weight) for dimension, weight in vector.items()}],
        anns_field="terms",
        limit=limit,
        filter=condition,
        # if no field is named, milvus-lite 3 returns all of them, vectors included
        output_fields=["id"],
        search_params={"metric_type": "IP"},
        consistency_level="Strong",
        timeout=timeout,
    )
    numbers = np.fromiter((row["id"] for row in rows), np.int64, len(rows))
    return numbers, np.fromiter((row["distance"] for row in rows), np.float64, len(rows))


def _is_complete(client: MilvusClient, name: str, tables: Tables, timeout: float) -> bool:
    """Whether a collection has its last row, which stands for no passage and is written after all others."""
    last = len(tables.article_of)
    return bool(client.get(name, ids=[last], output_fields=["id"], consistency_level="Strong", timeout=timeout))


# --- pushing -------------------------------------------------------------------------------------------------------
def push(
    server: MilvusServer, index: StoredIndex, progress: Callable[[str, int, int], None] = lambda *_: None
) -> tuple[str, bool]:
    """Puts a generation of a stored index into Milvus as a new collection, and removes those replaced long ago.

    Nobody searches the collection before it is complete: its last row is written after all others are written, counted
    and loaded, and after a first search.

    Args:
        server: the server.
        index: the stored index; no other process may push it at the same time.
        progress: called with "push", the number of passages that are written, and of how many.

    Returns:
        The name of the collection, and whether it was written now; False if it existed.

    Raises:
        ServiceError: when Milvus cannot be reached or refuses the data.
        MissingExtraError: when pymilvus is not installed.
    """
    name, tables = collection_name(index), index.tables
    with _milvus_errors(server):
        client = _connect(server, server.patience)
        try:
            exists = name in client.list_collections(timeout=server.patience)
            if exists:
                client.load_collection(name, timeout=_PUSH_TIMEOUT)
            new = not exists or not _is_complete(client, name, tables, _PUSH_TIMEOUT)
            if exists and new:
                # the remains of a push that was killed
                client.drop_collection(name, timeout=_PUSH_TIMEOUT)
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
    index_params = client.prepare_index_params()
    # TAAT_NAIVE scores every row; the faster algorithms skip rows
    algorithm = {"inverted_index_algo": "TAAT_NAIVE"}
    index_params.add_index("terms", "SPARSE_INVERTED_INDEX", metric_type="IP", params=algorithm)
    client.create_collection(
        name, schema=schema, index_params=index_params, consistency_level="Strong", timeout=_PUSH_TIMEOUT
    )
    count = 0
    for rows in _batches(tables):
        client.insert(name, rows, timeout=_PUSH_TIMEOUT)
        count += len(rows)
        progress("push", rows[-1]["id"] + 1, len(tables.article_of))
    client.flush(name, timeout=_PUSH_TIMEOUT)
    client.load_collection(name, timeout=_PUSH_TIMEOUT)
    (counted,) = client.query(name, output_fields=["count(*)"], consistency_level="Strong", timeout=_PUSH_TIMEOUT)
    if counted["count(*)"] != count:
        # gRPC may repeat an insert after a connection error, which gives rows twice
        client.drop_collection(name, timeout=_PUSH_TIMEOUT)
        raise ServiceError(f"Milvus has {counted['count(*)']} rows of {count} that were sent: run baowen index again")
    _search(client, name, {0: 1}, 1, "", _PUSH_TIMEOUT)
    unused_dimension = sum(len(field.terms) for field in tables.fields.values())
    last = {
        "id": len(tables.article_of),
        "article": -1,
        "day": 0,
        "newspaper": -1,
        "places": 0,
        "terms": {unused_dimension: 1.0},
    }
    client.insert(name, [last], timeout=_PUSH_TIMEOUT)


def _batches(tables: Tables) -> Iterator[list[dict[str, Any]]]:
    """The rows of all passages, in batches."""
    publications = tables.publications
    # for each article the number of its publications, and the row of the first one
    counts = np.bincount(publications.articles, minlength=len(tables.digests))
    first = np.cumsum(counts) - counts
    rows: list[dict[str, Any]] = []
    size = 0
    for passage, dimensions, values in passage_vectors(tables):
        if values.max() >= EXACT_LIMIT:
            raise ServiceError("Milvus cannot hold these impacts exactly: the weights of the ranking are too large")
        article = int(tables.article_of[passage])
        rows.append(
            {
                "id": passage,
                "article": article,
                "day": int(publications.days[first[article]]),
                "newspaper": int(publications.newspapers[first[article]]),
                "places": int(counts[article]),
                "terms": dict(zip(dimensions.tolist(), values.astype(np.float64).tolist(), strict=True)),
            }
        )
        size += 64 + 8 * len(values)
        if size >= _BATCH_SIZE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _remove_replaced(client: MilvusClient, name: str) -> None:
    """Removes the collections of the same corpus that a newer one replaced long ago."""
    corpus_prefix = name[: len("baowen_") + 11]
    names = sorted(other for other in client.list_collections(timeout=_PUSH_TIMEOUT) if other.startswith(corpus_prefix))
    for old, newer in pairwise(names):
        replaced = datetime.strptime(newer.split("_")[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if old < name and replaced < datetime.now(UTC) - _KEEP_REPLACED:
            client.drop_collection(old, timeout=_PUSH_TIMEOUT)
