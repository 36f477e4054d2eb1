"""Puts a stored index into Milvus: passages with their vectors, and all else that answers need as rows of bytes."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import read_article
from bot.errors import ServiceError
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.inverted_index.packed import PackedPostings
from bot.retrieval.inverted_index.postings import Postings
from bot.retrieval.milvus.article_counts import article_counts
from bot.retrieval.milvus.blobs import COMPLETE, BlobKey, Kind, blob_rows, joined_arrays, stream_blobs
from bot.retrieval.milvus.client import (
    EXACT_LIMIT,
    PREFIX,
    MilvusServer,
    collection_name,
    connect,
    create_collection,
    is_complete,
    milvus_errors,
    search_rows,
)
from bot.retrieval.milvus.counted_range import CountedRange, counted_ranges
from bot.retrieval.milvus.remote_tables import POSTINGS
from bot.retrieval.milvus.term_blocks import first_terms, term_blocks
from bot.retrieval.milvus.vectors import passage_vectors, unused_dimension
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables
from bot.text.characters import CJK

if TYPE_CHECKING:
    from bot.retrieval.milvus.client import MilvusClient

ROWS_FORMAT = 3
"""The version of what the rows hold; raise it with every change of them."""
# The timeout in seconds of each step of a push; Milvus's indexing and loading are such steps.
_TIMEOUT = 600.0
# Rows are sent in batches of about this many bytes, because Milvus limits the size of a request.
_BATCH_SIZE = 4_000_000
# A collection is removed when a newer one has existed for this long: every process has switched to that one by then.
_KEEP_REPLACED = timedelta(hours=1)

Row = dict[str, Any]


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
    name = collection_name(index)
    with milvus_errors(server):
        client = connect(server, server.patience)
        try:
            exists = name in client.list_collections(timeout=server.patience)
            if exists:
                client.load_collection(name, timeout=_TIMEOUT)
            new = not exists or not is_complete(client, name, _TIMEOUT)
            if exists and new:
                # the remains of a push that was killed
                client.drop_collection(name, timeout=_TIMEOUT)
            if new:
                _fill(client, name, index, progress)
            _remove_replaced(client, name)
        finally:
            client.close()
    return name, new


def _fill(client: MilvusClient, name: str, index: StoredIndex, progress: Callable[[str, int, int], None]) -> None:
    create_collection(client, name, _TIMEOUT)
    count, done, passages = 0, 0, len(index.tables.article_of)
    for rows in _batches(_rows(index)):
        client.insert(name, rows, timeout=_TIMEOUT)
        count += len(rows)
        done = max((row["id"] + 1 for row in rows if row["id"] < passages), default=done)
        progress("push", done, passages)
    client.flush(name, timeout=_TIMEOUT)
    client.load_collection(name, timeout=_TIMEOUT)
    (counted,) = client.query(name, output_fields=["count(*)"], consistency_level="Strong", timeout=_TIMEOUT)
    if counted["count(*)"] != count:
        # gRPC may repeat an insert after a connection error, which gives rows twice
        client.drop_collection(name, timeout=_TIMEOUT)
        raise ServiceError(
            "Milvus has {count} rows of {sent} that were sent: run baowen index again",
            count=counted["count(*)"],
            sent=count,
        )
    search_rows(client, name, {0: 1}, 1, "", _TIMEOUT)
    client.insert(name, [_row_of_bytes(COMPLETE, "", unused_dimension(index.tables))], timeout=_TIMEOUT)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += 64 + 8 * len(row["terms"]) + len(row["data"])
        if size >= _BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _rows(index: StoredIndex) -> Iterator[Row]:
    """All rows but the last one."""
    unused = unused_dimension(index.tables)

    def rows_of(blobs: Iterator[tuple[BlobKey, bytes]]) -> Iterator[Row]:
        for key, data in blobs:
            for number, text in blob_rows(key, data):
                yield _row_of_bytes(number, text, unused)

    issues: dict[str, dict[str, dict[str, int]]] = {}
    yield from rows_of(_blobs_of_all(index))
    for counted in counted_ranges(index.tables):
        yield from rows_of(_blobs_of_articles(index, counted, issues))
        yield from _passage_rows(index.tables, counted)
    yield from rows_of(iter([((Kind.ISSUES, 0), zlib.compress(json.dumps(issues).encode("ascii")))]))


def _row_of_bytes(number: int, text: str, unused: int) -> Row:
    """A row that stands for no passage: its vector has a dimension that no query has."""
    return {"id": number, "article": -1, "day": 0, "newspaper": -1, "places": 0, "terms": {unused: 1.0}, "data": text}


def _passage_rows(tables: Tables, counted: CountedRange) -> Iterator[Row]:
    publications = tables.publications
    # for each article of the range where its publications begin
    first = np.searchsorted(publications.articles, np.arange(counted.first_article, counted.stop_article + 1))
    for passage, dimensions, values in passage_vectors(tables, counted):
        if values.max() >= EXACT_LIMIT:
            raise ServiceError("Milvus cannot hold these impacts exactly: the weights of the ranking are too large")
        article = int(tables.article_of[passage])
        at = article - counted.first_article
        yield {
            "id": passage,
            "article": article,
            "day": int(publications.days[first[at]]),
            "newspaper": int(publications.newspapers[first[at]]),
            "places": int(first[at + 1] - first[at]),
            "terms": dict(zip(dimensions.tolist(), values.astype(np.float64).tolist(), strict=True)),
            "data": "",
        }


def _blobs_of_articles(
    index: StoredIndex, counted: CountedRange, issues: dict[str, dict[str, dict[str, int]]]
) -> Iterator[tuple[BlobKey, bytes]]:
    """The blobs of the articles of a range; counts in `issues` how many of each kind each newspaper has of each day."""
    serialized, order, borders = index.articles.serialized, index.order, index.tables.word_borders
    for number, counts in article_counts(index.tables, counted):
        written = serialized[int(order[number])]
        article = read_article(written)
        days = issues.setdefault(article.kind, {}).setdefault(article.newspaper or "", {})
        days[article.date or ""] = days.get(article.date or "", 0) + 1
        data = joined_arrays([np.frombuffer(written, np.uint8), borders.of_article(number)])
        yield (Kind.ARTICLE, number), data
        yield (Kind.COUNTS, number), counts


def _blobs_of_all(index: StoredIndex) -> Iterator[tuple[BlobKey, bytes]]:
    tables = index.tables
    publications = tables.publications
    columns = [publications.articles, publications.days, publications.newspapers, publications.article_days]
    streams = {
        Kind.PUBLICATIONS: joined_arrays([column.astype("<i4") for column in columns]),
        Kind.CHARACTERS_AFTER: zlib.compress(_characters_after(tables).encode("utf-8", "surrogatepass")),
    }
    manifest = _manifest(index) | {"sizes": {kind.name.lower(): len(data) for kind, data in streams.items()}}
    yield (Kind.MANIFEST, 0), zlib.compress(json.dumps(manifest).encode("ascii"))
    for kind, data in streams.items():
        yield from stream_blobs(kind, data)
    for name in FIELDS:
        models, kind = tables.fields[name], Kind[name.upper()]
        known: list[npt.NDArray[Any]] = [models.passages.postings.df, models.articles.postings.df]
        with tempfile.TemporaryDirectory() as folder:
            if name in POSTINGS:
                packed = _in_one(models.articles.postings, models.articles.size, Path(folder) / "postings")
                known.append(packed.starts.astype("<u8"))
                yield from stream_blobs(POSTINGS[name], packed.data)
                # mapped files can be deleted everywhere only when they are closed
                del packed
        yield from term_blocks(kind, models.terms, known)
        yield (Kind.FENCES, kind), first_terms(models.terms)
    abbreviations = tables.abbreviations
    first = [abbreviations.first_article(number) for number in range(len(abbreviations.terms))]
    yield from term_blocks(Kind.ABBREVIATIONS, abbreviations.terms, [np.array(first, np.uint32)])
    yield (Kind.FENCES, Kind.ABBREVIATIONS), first_terms(abbreviations.terms)


def _manifest(index: StoredIndex) -> dict[str, Any]:
    """What a machine reads first."""
    tables = index.tables
    fields = tables.fields
    return {
        "rows": ROWS_FORMAT,
        "corpus": index.manifest["corpus"],
        "built_at": index.manifest["built_at"],
        "articles": len(index.order),
        "passages": len(tables.article_of),
        "config": asdict(tables.config),
        "user_dictionary": tables.analyzer.segmenter.user_dictionary.words,
        "newspapers": tables.publications.newspaper_names,
        "terms": {"abbreviations": len(tables.abbreviations.terms)}
        | {name: len(fields[name].terms) for name in FIELDS},
        "means": {name: [fields[name].passages.mean, fields[name].articles.mean] for name in FIELDS},
    }


def _characters_after(tables: Tables) -> str:
    """For each Chinese character that begins a pair a line: it, and all that stand after it."""
    terms = tables.fields["pairs"].terms
    chinese = (term[0] for term in terms if term[0] >= CJK[0])
    return "\n".join(f"{first}{terms.characters_after(first)}" for first, _ in groupby(chinese))


def _in_one(postings: Postings, size: int, path: Path) -> PackedPostings:
    """The postings as those of one segment, whose terms and texts have the numbers of all."""
    if len(postings.segments) == 1 and postings.segments[0].terms is None and postings.segments[0].texts is None:
        return postings.segments[0].packed
    (merged,) = postings.merged(0, "pushed", size, path).segments
    if merged.terms is None:
        return merged.packed
    # the record of a term that it has not is empty
    before = np.concatenate(([0], np.cumsum(merged.terms >= 0)))
    return PackedPostings(merged.packed.data, merged.packed.starts[before], postings.df, size)


def _remove_replaced(client: MilvusClient, name: str) -> None:
    """Removes the collections of the same corpus that a newer one replaced long ago."""
    corpus_prefix = name[: len(PREFIX) + 11]
    names = sorted(other for other in client.list_collections(timeout=_TIMEOUT) if other.startswith(corpus_prefix))
    for old, newer in pairwise(names):
        replaced = datetime.strptime(newer.split("_")[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if old < name and replaced < datetime.now(UTC) - _KEEP_REPLACED:
            client.drop_collection(old, timeout=_TIMEOUT)
