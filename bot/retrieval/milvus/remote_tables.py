"""The tables of an index that lies in Milvus: what a question looks up is read when it is needed, and some of it kept.

They take the place of the arrays of `bot.retrieval.tables` in an `Index`, and give the same.
"""

from __future__ import annotations

import json
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import DIGEST_SIZE, read_article, read_texts
from bot.records import Article
from bot.records import Kind as ArticleKind
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.bm25_model import BM25Model, are_among
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.packed import PackedPostings
from bot.retrieval.inverted_index.postings import idf
from bot.retrieval.milvus.article_counts import CountReader
from bot.retrieval.milvus.blobs import BlobKey, BlobReader, Kind, split_arrays
from bot.retrieval.milvus.term_blocks import BlockedTerms
from bot.retrieval.tables import FieldTables, Tables

KEPT_ARTICLES = 256
"""Articles for which what was looked up is kept in memory."""
POSTINGS: Mapping[Field, Kind] = {"words": Kind.WORD_POSTINGS, "pairs": Kind.PAIR_POSTINGS}
"""The postings in articles. Of singles there are none, because they are asked of few articles at a time."""

# Terms whose lists of articles are kept in memory, and the length of the longest list that is kept.
_KEPT_TERMS, _LONG = 256, 4096
_KEPT_IDFS = 4096
# Who reads neighbouring articles reads on: so many are fetched at once.
_AHEAD = 32
# Of so many passages the article is kept.
_KEPT_PASSAGES = 1 << 16
_LOW = (1 << 32) - 1


class FieldTerms(BlockedTerms):
    """The terms of one field, and the articles that they occur in.

    Args:
        field: the field.
        blobs: of the index.
        manifest: says how many terms and articles there are.
    """

    def __init__(self, field: Field, blobs: BlobReader, manifest: Mapping[str, Any]) -> None:
        kind = Kind[field.upper()]
        super().__init__(blobs, kind, manifest["terms"][field], blobs.get((Kind.FENCES, kind)))
        self.postings, self._articles = POSTINGS.get(field), manifest["articles"]
        self._characters_size = manifest["sizes"]["characters_after"]
        self._short = lru_cache(maxsize=_KEPT_TERMS)(self._read_articles)

    def df(self, level: int, term: str) -> int:
        """The number of texts of a level, 0 passages and 1 articles, that a term occurs in."""
        found = self.find(term)
        return found.values[level] if found else 0

    def articles_with(self, term: str) -> npt.NDArray[np.int32]:
        """The numbers of the articles that a term occurs in, ascending."""
        df = self.df(1, term)
        if not df:
            return np.empty(0, np.int32)
        return self._short(term) if df <= _LONG else self._read_articles(term)

    def _read_articles(self, term: str) -> npt.NDArray[np.int32]:
        found = self.find(term)
        assert found is not None and self.postings is not None, "it is in the list, and the field has postings"
        _, df, start, stop = found.values
        record = np.frombuffer(self._blobs.stretch(self.postings, start, stop), np.uint8)
        ends, own_df = np.array([0, len(record)], np.uint64), np.array([df], np.uint32)
        return PackedPostings(record, ends, own_df, self._articles).of_term(0)[0]

    def posting_keys(self, terms: Collection[str]) -> Iterator[BlobKey]:
        """The keys of the blobs that have the articles of some terms."""
        for term in terms:
            if self.postings is not None and (found := self.find(term)):
                yield from self._blobs.keys_of_stretch(self.postings, *found.values[2:])

    def characters_after(self, character: str) -> str:
        """See `TermList`."""
        return self._characters_after.get(character, "")

    @cached_property
    def _characters_after(self) -> Mapping[str, str]:
        # read whole: a slip asks for those of a hundred characters, and all take a few megabytes
        data = self._blobs.stretch(Kind.CHARACTERS_AFTER, 0, self._characters_size)
        lines = zlib.decompress(data).decode("utf-8", "surrogatepass").split("\n")
        return {line[0]: line[1:] for line in lines if line}


class RemoteModel(BM25Model):
    """The model of the passages, or of the articles, of one field.

    Args:
        field: the field.
        level: 0 for passages, 1 for articles.
        terms: of the field.
        counts: of the articles.
        manifest: says how many texts there are and how long they are on average.
        config: the parameters of ranking.
    """

    def __init__(
        self,
        field: Field,
        level: int,
        terms: FieldTerms,
        counts: CountReader,
        manifest: Mapping[str, Any],
        config: RankingConfig,
    ) -> None:
        self.terms, self._blocked, self._level = terms, terms, level
        self._size, self._mean = manifest[("passages", "articles")[level]], manifest["means"][field][level]
        self.k1, self.b = (config.article_k1, config.article_b) if level else (config.passage_k1, config.passage_b)
        self.factor = config.fields[field] * config.article_weight if level else config.fields[field]
        self._idf = lru_cache(maxsize=_KEPT_IDFS)(partial(idf, self._size))
        self._terms_in = lru_cache(maxsize=2)(lambda articles: _terms_in(field, counts, articles))

    @property
    def size(self) -> int:
        """See `BM25Model`."""
        return int(self._size)

    @property
    def mean(self) -> float:
        """See `BM25Model`."""
        return float(self._mean)

    def df(self, term: str) -> int:
        """See `BM25Model`."""
        return self._blocked.df(self._level, term)

    def texts_with(self, term: str) -> npt.NDArray[np.int32]:
        """See `BM25Model`; only for articles."""
        return self._blocked.articles_with(term)

    def are_in(self, terms: Sequence[str], texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
        """See `BM25Model`; only for articles, and of other fields than words for few of them."""
        found = np.zeros((len(terms), len(texts)), bool)
        for row, term in enumerate(terms):
            if self._blocked.postings is Kind.WORD_POSTINGS:
                found[row] = are_among(texts, self._blocked.articles_with(term))
            elif (number := self.terms.number(term)) >= 0:
                # a question asks for many terms of the same articles
                keys = self._terms_in(tuple(texts.tolist()))
                start, stop = keys.searchsorted([number << 32, (number + 1) << 32]).tolist()
                found[row, keys[start:stop] & _LOW] = True
        return found

    def short_lists(self, term: str) -> None:
        """Always None: nothing lies here."""


def _terms_in(field: Field, counts: CountReader, articles: Sequence[int]) -> npt.NDArray[np.int64]:
    """For each term of some articles a key, ascending: its number above, the place of the article among them below."""
    every = counts.get_all(articles)
    keys = [one.texts[field, "articles"].terms.astype(np.int64) << 32 | at for at, one in enumerate(every)]
    return np.sort(np.concatenate([np.empty(0, np.int64), *keys]))


class RemotePassages:
    """For each passage the number of its article, as the array `Tables.article_of` has it.

    Args:
        read: gives the article of some passages, by number.
        count: how many passages there are.
    """

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, int]], count: int) -> None:
        self._read, self._count = read, count
        self._kept: OrderedDict[int, int] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._count

    def learn(self, articles: Mapping[int, int]) -> None:
        """Keeps the article of some passages."""
        with self._lock:
            self._kept.update(articles)
            while len(self._kept) > _KEPT_PASSAGES:
                self._kept.popitem(last=False)

    def __getitem__(self, passages: Any) -> Any:
        wanted = np.atleast_1d(passages).tolist()
        with self._lock:
            found = {passage: self._kept[passage] for passage in wanted if passage in self._kept}
        if missing := [passage for passage in wanted if passage not in found]:
            read = self._read(missing)
            self.learn(read)
            found |= read
        articles = np.array([found[passage] for passage in wanted], np.int32)
        return articles if np.ndim(passages) else articles[0]


class _Sentences:
    """For each passage its first sentence, or the one after its last, as the arrays of `Tables` have them."""

    def __init__(self, name: str, passages: RemotePassages, counts: CountReader) -> None:
        self._name, self._passages, self._counts = name, passages, counts

    def __getitem__(self, passages: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int32]:
        articles = self._counts.get_all(self._passages[passages].tolist())
        own = [getattr(one, self._name)[at - one.first_passage] for at, one in zip(passages, articles, strict=True)]
        return np.array(own, np.int32)


class RemoteArticles(Sequence[Article]):
    """The articles; each is read when it is first used.

    Args:
        blobs: of the index.
        count: how many there are.
    """

    def __init__(self, blobs: BlobReader, count: int) -> None:
        self._blobs, self._count = blobs, count
        self._article = lru_cache(maxsize=KEPT_ARTICLES)(self._read)
        self._last = -1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        article: Article = self._article(range(self._count)[number])
        return article

    def _read(self, number: int) -> Article:
        if number == self._last + 1:
            self.fetch(range(number, min(number + _AHEAD, self._count)))
        self._last = number
        return read_article(self._arrays(number)[0].tobytes())

    def texts(self, number: int) -> tuple[str, Sequence[str]]:
        """The headline and the paragraphs of an article; see `StoredArticles`."""
        return read_texts(self._arrays(number)[0].tobytes())

    def count_issues(self) -> Mapping[ArticleKind, Mapping[str, Mapping[str, int]]]:
        """How many articles of each kind each newspaper has of each day, without reading them; see `CountedIssues`."""
        issues: Mapping[ArticleKind, Mapping[str, Mapping[str, int]]] = json.loads(
            zlib.decompress(self._blobs.get((Kind.ISSUES, 0)))
        )
        return issues

    def fetch(self, numbers: Collection[int]) -> None:
        """Fetches some articles, and where words begin in them, in one request."""
        self._blobs.get_all((Kind.ARTICLE, number) for number in numbers)

    def borders(self, number: int) -> npt.NDArray[np.uint8]:
        """Where words begin in an article, as `WordBorders` has it."""
        return self._arrays(number)[1]

    def _arrays(self, number: int) -> list[npt.NDArray[Any]]:
        return split_arrays(self._blobs.get((Kind.ARTICLE, number)))


class _Borders:
    """Stands for `WordBorders`."""

    def __init__(self, articles: RemoteArticles) -> None:
        self.of_article = articles.borders


class RemoteAbbreviations:
    """Stands for `AbbreviationTable`.

    Args:
        blobs: of the index.
        count: how many keys there are.
    """

    def __init__(self, blobs: BlobReader, count: int) -> None:
        self.terms = BlockedTerms(blobs, Kind.ABBREVIATIONS, count, blobs.get((Kind.FENCES, Kind.ABBREVIATIONS)))

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]:
        """See `AbbreviationTable`."""
        return self.terms.numbered_from(prefix)

    def first_article(self, key: int) -> int:
        """See `AbbreviationTable`."""
        return self.terms.values(key)[0]


class RemoteFetcher:
    """Fetches what will be looked up; see `bot.retrieval.engine.Fetcher`.

    Args:
        blobs: of the index.
        tables: over these blobs.
        articles: over these blobs.
    """

    def __init__(self, blobs: BlobReader, tables: Tables, articles: RemoteArticles) -> None:
        self._blobs, self._articles = blobs, articles
        self._terms = {name: cast(FieldTerms, tables.fields[name].terms) for name in FIELDS}
        self._abbreviations = cast(RemoteAbbreviations, tables.abbreviations).terms

    def fetch_terms(self, terms: Mapping[Field, Collection[str]], *, articles: bool = False) -> None:
        """See `Fetcher`."""
        self._blobs.get_all(key for name, own in terms.items() for key in self._terms[name].keys_of(own))
        if articles:
            self._blobs.get_all(key for name, own in terms.items() for key in self._terms[name].posting_keys(own))

    def fetch_abbreviations(self, prefixes: Collection[str]) -> None:
        """See `Fetcher`."""
        self._blobs.get_all(self._abbreviations.keys_of(prefixes))

    def fetch_articles(self, numbers: Collection[int]) -> None:
        """See `Fetcher`."""
        self._articles.fetch(numbers)


def remote_tables(
    manifest: Mapping[str, Any],
    blobs: BlobReader,
    passages: RemotePassages,
    articles: RemoteArticles,
    counts: CountReader,
    analyzer: Analyzer,
) -> Tables:
    """The tables of an index in Milvus.

    Args:
        manifest: what `push` wrote of the index.
        blobs, passages, articles, counts: of this index.
        analyzer: of this index.

    Raises:
        ServiceError: when Milvus cannot be asked.
    """
    config = RankingConfig(**manifest["config"])
    fields = {}
    for name in FIELDS:
        terms = FieldTerms(name, blobs, manifest)
        models = [RemoteModel(name, level, terms, counts, manifest, config) for level in (0, 1)]
        fields[name] = FieldTables(terms, *models)
    columns = split_arrays(blobs.stretch(Kind.PUBLICATIONS, 0, manifest["sizes"]["publications"]))
    publications = Publications(columns[0], columns[1], columns[2], tuple(manifest["newspapers"]), columns[3])
    borders, abbreviations = _Borders(articles), RemoteAbbreviations(blobs, manifest["terms"]["abbreviations"])
    return Tables(
        config,
        analyzer,
        # nothing that answers a question looks at digests
        np.empty((0, DIGEST_SIZE), np.uint8),
        publications,
        cast(Any, passages),
        cast(Any, _Sentences("first_sentence", passages, counts)),
        cast(Any, _Sentences("stop_sentence", passages, counts)),
        fields,
        cast(Any, abbreviations),
        cast(Any, borders),
    )
