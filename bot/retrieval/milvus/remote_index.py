"""Opens an index that lies in Milvus alone: a machine needs nothing but the address.

What answers need is read from Milvus when it is needed. A bounded part of it is kept, so that the memory that an index
takes does not grow with its texts, but for 16 bytes an article: its days and newspapers.
"""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from bot.errors import ServiceError
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.engine import Numbers, QueryWeights
from bot.retrieval.filters import Filter
from bot.retrieval.index import Index
from bot.retrieval.milvus.article_counts import CountReader
from bot.retrieval.milvus.blobs import BlobReader, Kind
from bot.retrieval.milvus.client import (
    PREFIX,
    Floats,
    MilvusCollection,
    MilvusServer,
    corpus_name,
    list_collections,
)
from bot.retrieval.milvus.exact_search import ExactSearch
from bot.retrieval.milvus.push import ROWS_FORMAT
from bot.retrieval.milvus.remote_tables import (
    KEPT_ARTICLES,
    RemoteArticles,
    RemoteFetcher,
    RemotePassages,
    remote_tables,
)
from bot.retrieval.milvus.scorer import RemoteScorer
from bot.retrieval.tables import Tables
from bot.sentence import Sentence
from bot.text.segmenter import shared_segmenter
from bot.text.user_dictionary import UserDictionary

# So many bytes of what was read are kept.
_KEPT_BYTES = 16_000_000
# Opening waits so many seconds at least: Milvus loads a collection that nobody has searched yet.
_OPENING = 60.0
# Seconds between two attempts.
_BETWEEN = 0.2
T = TypeVar("T")


class Connection:
    """A connection to a complete collection. Where it breaks, it is made again once, and the question goes on.

    Args:
        server: the server.
        name: of the collection.

    Attributes:
        requests: how many requests were sent.

    Raises:
        ServiceError: by every method, when Milvus does not answer in time.
    """

    def __init__(self, server: MilvusServer, name: str) -> None:
        self.server, self.name, self.requests = server, name, 0
        self._lock = threading.Lock()
        self._collection: MilvusCollection | None = None
        self._opened(time.monotonic() + max(server.patience, _OPENING))

    def __del__(self) -> None:
        if collection := getattr(self, "_collection", None):
            collection.close()

    def _opened(self, deadline: float) -> MilvusCollection:
        with self._lock:
            if self._collection is None:
                self._collection = MilvusCollection(self.server, self.name, deadline)
            return self._collection

    def _drop(self, collection: MilvusCollection | None) -> None:
        with self._lock:
            if collection is not None and self._collection is collection:
                self._collection = None
                collection.close()

    def _ask(self, ask: Callable[[MilvusCollection, float], T]) -> T:
        """What a request gives; the second attempt connects anew."""
        deadline = time.monotonic() + self.server.patience
        self.requests += 1
        while True:
            collection = None
            try:
                collection = self._opened(deadline)
                return ask(collection, max(0.1, deadline - time.monotonic()))
            except ServiceError:
                self._drop(collection)
                # Milvus may be starting again
                if time.monotonic() + _BETWEEN > deadline:
                    raise
            time.sleep(_BETWEEN)

    def texts(self, numbers: Sequence[int]) -> dict[int, str]:
        """See `MilvusCollection`."""
        return self._ask(lambda collection, timeout: collection.texts(numbers, timeout))

    def articles(self, passages: Sequence[int]) -> dict[int, int]:
        """See `MilvusCollection`."""
        return self._ask(lambda collection, timeout: collection.articles(passages, timeout))

    def search(self, vector: dict[int, int], limit: int, condition: str) -> tuple[Numbers, Floats, Numbers]:
        """See `MilvusCollection`."""
        return self._ask(lambda collection, timeout: collection.search(vector, limit, condition, timeout))


class RemoteEngine:
    """Searches in Milvus; see `bot.retrieval.engine.Engine`.

    Args:
        connection: to the collection of the index.
        tables: of the index.
        scorer: of the index.
        passages: of the index; they learn the articles of those that are found.
    """

    def __init__(self, connection: Connection, tables: Tables, scorer: RemoteScorer, passages: RemotePassages) -> None:
        self._connection, self._passages = connection, passages
        self._complaint = Sentence(
            "Milvus at {uri} does not add up {name} as it must", uri=connection.server.uri, name=connection.name
        )
        self._exact_search = ExactSearch(tables, scorer, self._complaint)

    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """See `Engine`."""
        best = self._exact_search.find_best(self._search, weights, k, within, halving=True)
        if best is None:
            raise ServiceError(self._complaint)
        return best

    def _search(self, vector: dict[int, int], limit: int, condition: str) -> tuple[Numbers, Floats]:
        passages, values, articles = self._connection.search(vector, limit, condition)
        self._passages.learn(dict(zip(passages.tolist(), articles.tolist(), strict=True)))
        return passages, values


@dataclass(frozen=True)
class RemoteIndex:
    """An opened index."""

    index: Index
    # what `push` wrote of it
    manifest: Mapping[str, Any]
    connection: Connection
    # that were named for its corpus
    paths: Sequence[Path] | None = None


def list_generations(server: MilvusServer, paths: Sequence[Path] | None = None, like: str = "") -> list[str]:
    """The names of the collections of a corpus, the newest first; the first may not be complete yet.

    Args:
        server: the server.
        paths: of a corpus, which is meant where the server has several.
        like: the name of a collection, whose corpus is meant; "" for none.

    Raises:
        ServiceError: when Milvus cannot be reached, has no corpus, or several others.
        MissingExtraError: when pymilvus is not installed.
    """
    corpora: dict[str, list[str]] = {}
    for name in list_collections(server, server.patience):
        corpora.setdefault(_corpus_of(name), []).insert(0, name)
    if not corpora:
        raise ServiceError("Milvus at {uri} has no corpus: run baowen index where the pages are", uri=server.uri)
    corpus = _corpus_of(like) or corpus_name([str(path.resolve()) for path in paths or ()])
    own = corpora.get(corpus) or (next(iter(corpora.values())) if len(corpora) == 1 else None)
    if own is None:
        raise ServiceError(
            "Milvus at {uri} has {count} corpora: give each a database of its own "
            "(BAOWEN_MILVUS_URI=http://host:19530/database)",
            uri=server.uri,
            count=len(corpora),
        )
    return own


def _corpus_of(name: str) -> str:
    return name.removeprefix(PREFIX).partition("_")[0]


def open_remote_index(server: MilvusServer, paths: Sequence[Path] | None = None, but: str = "") -> RemoteIndex | None:
    """The newest index in Milvus that is complete.

    Args:
        server, paths: as for `list_generations`.
        but: the name of a collection of the corpus; None comes back where no newer one is complete.

    Raises:
        ServiceError, MissingExtraError: as `list_generations`, and when none is complete.
    """
    trouble: ServiceError | None = None
    for name in list_generations(server, paths, but):
        if name == but:
            return None
        try:
            return replace(_open(Connection(server, name)), paths=paths)
        except ServiceError as error:
            # of the newest one the last rows may still be written
            trouble = error
    if trouble is None or but:
        return None
    raise trouble


@lru_cache(maxsize=1)
def _make_cache_folder() -> TemporaryDirectory[str] | None:
    """A folder for jieba's dictionary, which else takes 60 MB of memory; None where none can be made."""
    try:
        return TemporaryDirectory(prefix="baowen-", ignore_cleanup_errors=True)
    except OSError:
        return None


def _open(connection: Connection) -> RemoteIndex:
    where = f"Milvus at {connection.server.uri}"
    blobs = BlobReader(connection.texts, where, _KEPT_BYTES)
    manifest = json.loads(zlib.decompress(blobs.get((Kind.MANIFEST, 0))))
    if manifest["rows"] != ROWS_FORMAT:
        raise ServiceError(
            "{where} has rows of format {format}, this program reads {reads}: run baowen index of the same "
            "version where the pages are",
            where=where,
            format=manifest["rows"],
            reads=ROWS_FORMAT,
        )
    user_dictionary = UserDictionary(tuple((word, count) for word, count in manifest["user_dictionary"]))
    segmenter = shared_segmenter(user_dictionary)
    if folder := _make_cache_folder():
        segmenter.cache_in(Path(folder.name))
        segmenter.stay_small()
    analyzer = Analyzer(segmenter, manifest["config"]["traditional"])
    counts = CountReader(blobs)
    passages = RemotePassages(connection.articles, manifest["passages"])
    articles = RemoteArticles(blobs, manifest["articles"])
    tables = remote_tables(manifest, blobs, passages, articles, counts, analyzer)
    scorer = RemoteScorer(tables, counts)
    engine = RemoteEngine(connection, tables, scorer, passages)
    fetcher = RemoteFetcher(blobs, tables, articles)
    index = Index.from_tables(articles, tables, engine, scorer, fetcher, KEPT_ARTICLES)
    return RemoteIndex(index, manifest, connection)
