"""Connects to Milvus, and searches and reads a collection. The only file that imports pymilvus.

Each generation of a stored index becomes one collection, which never changes afterwards. A row is a passage: its
number, its impacts as a sparse vector, its article, and the columns that a search can be filtered by. Other rows hold
what else the index has (`bot.retrieval.milvus.blobs`); no search finds them.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.errors import BaowenError, MissingExtraError, ServiceError
from bot.retrieval.engine import Numbers
from bot.retrieval.milvus.blobs import COMPLETE
from bot.retrieval.storage.stored_index import StoredIndex

if TYPE_CHECKING:
    from pymilvus import MilvusClient as MilvusClient

Floats = npt.NDArray[np.float64]

ROW_LIMIT = 16_384
"""Milvus returns at most this many rows for one search."""
EXACT_LIMIT = 1 << 24
"""Integers below this are exact in Milvus's 32-bit floats."""
# Keepalive pings are practically off, because milvus-lite 3 drops clients that send them; every call has a timeout
# instead. The local subchannel pool keeps a new connection from inheriting the broken state of an old one.
_GRPC = {"grpc.keepalive_time_ms": 600_000, "grpc.use_local_subchannel_pool": 1}
PREFIX = "baowen_"
"""The names of our collections begin so."""
# The longest text that a column takes, in bytes.
_LONGEST_TEXT = 65_535


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


def corpus_name(paths: Sequence[str]) -> str:
    """What stands for a corpus in the names of its collections: ten hex digits, a hash of its paths."""
    return blake2b("\n".join(paths).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def collection_name(index: StoredIndex) -> str:
    """The name of the collection of a stored index, from a hash of its corpus, its build time and its generation."""
    corpus = corpus_name(index.manifest["corpus"])
    built_at = datetime.fromisoformat(index.manifest["built_at"]).astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{PREFIX}{corpus}_{built_at}_{index.manifest['generation'].rpartition('-')[2]}"


@contextmanager
def milvus_errors(server: MilvusServer) -> Iterator[None]:
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
            raise MissingExtraError("an embedded Milvus ({uri})", "milvus-lite", uri=server.uri) from None
        raise ServiceError("Milvus at {uri} cannot be used ({reason})", uri=server.uri, reason=message[:200]) from None


def connect(server: MilvusServer, timeout: float) -> MilvusClient:
    """A client, connected. Raises what pymilvus raises, and MissingExtraError."""
    try:
        from pymilvus import MilvusClient
    except ImportError:
        raise MissingExtraError("searching in Milvus", "milvus") from None
    # pymilvus logs a traceback for every exception that it raises
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    # dedicated, because shared connections stay broken after a restart of the server
    return MilvusClient(uri=server.uri, token=server.token, timeout=timeout, dedicated=True, grpc_options=_GRPC)


class MilvusCollection:
    """A connection to one complete collection, loaded into Milvus's memory.

    Every method raises ServiceError if Milvus fails or the time is up.

    Args:
        server: the server.
        name: the name of the collection.
        deadline: until when it may be connected and loaded, a time of the monotonic clock.

    Raises:
        ServiceError: when Milvus cannot be reached, or the collection is not complete and loaded by the deadline.
        MissingExtraError: when pymilvus is not installed, or milvus-lite where it is needed.
    """

    def __init__(self, server: MilvusServer, name: str, deadline: float) -> None:
        self.server, self.name = server, name
        with milvus_errors(server):
            self._client = connect(server, max(0.1, deadline - time.monotonic()))
        try:
            self._load(deadline)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes the connection, even a broken one."""
        with contextlib.suppress(Exception):
            self._client.close()

    def _load(self, deadline: float) -> None:
        def time_left() -> float:
            return max(0.1, deadline - time.monotonic())

        with milvus_errors(self.server):
            # every Milvus can list its collections; not every one reports its version
            if self.name not in self._client.list_collections(timeout=time_left()):
                raise ServiceError(
                    "Milvus at {uri} has no collection {name}: run baowen index", uri=self.server.uri, name=self.name
                )
            self._client.load_collection(self.name, timeout=time_left())
            if not is_complete(self._client, self.name, time_left()):
                raise ServiceError(
                    "Milvus at {uri} has not got all of {name}: run baowen index", uri=self.server.uri, name=self.name
                )
        # some versions build their index in memory during the first search
        self.search({0: 1}, 1, "", time_left())

    def search(
        self, vector: dict[int, int], limit: int, condition: str, timeout: float
    ) -> tuple[Numbers, Floats, Numbers]:
        """The passage numbers, the rounded scores and the articles of the best rows.

        Args:
            vector: the weights of a query by dimension.
            limit: how many rows at most, ROW_LIMIT or fewer.
            condition: an expression that the rows must meet; "" for none.
            timeout: in seconds.
        """
        with milvus_errors(self.server):
            return search_rows(self._client, self.name, vector, limit, condition, timeout)

    def texts(self, numbers: Sequence[int], timeout: float) -> dict[int, str]:
        """The texts of some rows, by number; those that are not there are missing."""
        return {number: str(row["data"]) for number, row in self._get(numbers, "data", timeout).items()}

    def articles(self, passages: Sequence[int], timeout: float) -> dict[int, int]:
        """The articles of some passages, all by number."""
        return {number: int(row["article"]) for number, row in self._get(passages, "article", timeout).items()}

    def _get(self, numbers: Sequence[int], column: str, timeout: float) -> dict[int, Mapping[str, Any]]:
        with milvus_errors(self.server):
            rows = self._client.get(
                self.name,
                ids=list(numbers),
                output_fields=["id", column],
                consistency_level="Strong",
                timeout=timeout,
            )
            return {int(row["id"]): row for row in rows}


def search_rows(
    client: MilvusClient, name: str, vector: dict[int, int], limit: int, condition: str, timeout: float
) -> tuple[Numbers, Floats, Numbers]:
    """The best rows of a collection by its name; the rest is as in `MilvusCollection.search`."""
    (rows,) = client.search(
        name,
        data=[{dimension: float(weight) for dimension, weight in vector.items()}],
        anns_field="terms",
        limit=limit,
        filter=condition,
        # if no field is named, milvus-lite 3 returns all of them, vectors included
        output_fields=["id", "article"],
        search_params={"metric_type": "IP"},
        consistency_level="Strong",
        timeout=timeout,
    )
    numbers = np.fromiter((row["id"] for row in rows), np.int64, len(rows))
    values = np.fromiter((row["distance"] for row in rows), np.float64, len(rows))
    return numbers, values, np.fromiter((row["entity"]["article"] for row in rows), np.int64, len(rows))


def is_complete(client: MilvusClient, name: str, timeout: float) -> bool:
    """Whether a collection has the row that is written after all others."""
    return bool(client.get(name, ids=[COMPLETE], output_fields=["id"], consistency_level="Strong", timeout=timeout))


def list_collections(server: MilvusServer, timeout: float) -> list[str]:
    """The names of our collections on a server, the newest of each corpus last.

    Raises:
        ServiceError: when Milvus cannot be reached.
        MissingExtraError: when pymilvus is not installed.
    """
    with milvus_errors(server):
        client = connect(server, timeout)
        try:
            return sorted(name for name in client.list_collections(timeout=timeout) if name.startswith(PREFIX))
        finally:
            client.close()


def create_collection(client: MilvusClient, name: str, timeout: float) -> None:
    """Makes the collection of a generation, without rows."""
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for column in ("article", "day", "newspaper", "places"):
        schema.add_field(column, DataType.INT64)
    schema.add_field("terms", DataType.SPARSE_FLOAT_VECTOR)
    # mapped from the disk, because it holds the texts, of which a question needs few
    schema.add_field("data", DataType.VARCHAR, max_length=_LONGEST_TEXT, mmap_enabled=True)
    index_params = client.prepare_index_params()
    # TAAT_NAIVE scores every row; the faster algorithms skip rows
    algorithm = {"inverted_index_algo": "TAAT_NAIVE"}
    index_params.add_index("terms", "SPARSE_INVERTED_INDEX", metric_type="IP", params=algorithm)
    client.create_collection(
        name, schema=schema, index_params=index_params, consistency_level="Strong", timeout=timeout
    )
