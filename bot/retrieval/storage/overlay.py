"""Lays a few changed pages over a stored index, so that answers include them while the index is being rebuilt.

The passages of the changed pages are scored with the mean length of the stored index and with the idf over the texts of
both; the scores of the stored passages stay as they are. Compared with the rebuilt index, scores differ slightly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import read_article, write_article
from bot.pages.inventory import take_inventory
from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.bm25 import BM25Model
from bot.retrieval.build import analyze_batch
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.filters import NO_FILTER, Filter, Publications
from bot.retrieval.index import Index
from bot.retrieval.inverted_index.postings import idf
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.topk import WeightedPostings
from bot.retrieval.storage.freshness import find_changed_files
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import AbbreviationTable, FieldTables, Tables, digest
from bot.retrieval.update import update_tables

__all__ = ["OverlaidTables", "overlay", "warm_up"]

# With more changed pages than this, reading them would keep people waiting; answers then come from the old index.
MOST_FILES = 50


def warm_up(analyzer: Analyzer) -> None:
    """Loads the code and the dictionary that `overlay` needs, so that the first overlay does not hold up questions."""
    import bot.corpus.file_cache  # noqa: F401

    analyze_batch([Article(id="1", headline="", paragraphs=["报问"])], DEFAULT_CONFIG, analyzer)


def overlay(stored: StoredIndex, paths: Sequence[Path], max_bytes: int) -> Index | None:
    """A stored index with the pages that were added or changed since, and without those that were removed.

    An article of a changed page that continues on another page, or that is printed twice, stays separate until the
    index is rebuilt.

    Args:
        stored: the index.
        paths: the folders and files of the corpus.
        max_bytes: larger pages are skipped.

    Returns:
        None if more than 50 pages have changed.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
        StoredIndexError: when the index is damaged.
    """
    # imported here because it imports the page reader; `warm_up` has done so where it matters
    from bot.corpus.file_cache import read_files

    files = take_inventory(paths).files
    indexed = {file.name: file for file in stored.files()}
    unread = find_changed_files(files, {file.name: file.stamp for file in indexed.values()})
    if len(unread) > MOST_FILES:
        return None
    outdated = (indexed.keys() - {file.name for file in files}) | {file.name for file in unread}
    removed = stored.articles.numbers_at([indexed[name].articles for name in outdated if name in indexed])
    # articles merged from several files come after those of all files
    merged = range(max((file.articles.stop for file in indexed.values()), default=0), stored.articles.serialized_count)
    removed |= {
        number
        for number in stored.articles.numbers_at([merged])
        if any(source.file in outdated for source in stored.articles[number].sources)
    }
    added = [read_article(article) for file in read_files(unread, paths, max_bytes) for article in file.articles]
    tables = OverlaidTables.build(stored.tables, removed, added)
    return Index.from_tables(OverlaidArticles(stored.articles, added), tables)


class OverlaidArticles(Sequence[Article]):
    """The articles of an index, followed by the added ones."""

    def __init__(self, base: Sequence[Article], added: Sequence[Article]) -> None:
        self._base, self._added = base, added

    def __len__(self) -> int:
        return len(self._base) + len(self._added)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        number = range(len(self))[number]
        return self._base[number] if number < len(self._base) else self._added[number - len(self._base)]


@dataclass(frozen=True)
class OverlaidTables:
    """Tables of an index with some articles removed and others added; implements `IndexTables`."""

    config: RankingConfig
    analyzer: Analyzer
    publications: Publications
    article_of: npt.NDArray[np.int32]
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    fields: Mapping[Field, OverlaidField]
    abbreviations: OverlaidAbbreviations
    # for each passage whether its article was not removed
    present: npt.NDArray[np.bool_]

    @classmethod
    def build(cls, base: Tables, removed: Collection[int], articles: Sequence[Article]) -> OverlaidTables:
        """Combines the tables of an index with those of added articles.

        Args:
            base: the tables of the index.
            removed: the numbers of the articles that are removed.
            articles: the articles that are added; their numbers come after those of the index.
        """
        digests = [digest(write_article(article)) for article in articles]
        empty = Tables.empty(base.config, base.analyzer.segmenter)
        added = update_tables(empty, digests, articles.__getitem__)
        base_size = len(base.digests)
        article_of = np.concatenate([base.article_of, added.article_of + np.int32(base_size)])
        is_removed = np.zeros(base_size + len(articles), bool)
        is_removed[list(removed)] = True
        return cls(
            base.config,
            base.analyzer,
            base.publications.followed_by(added.publications),
            article_of,
            np.concatenate([base.first_sentence, added.first_sentence]),
            np.concatenate([base.stop_sentence, added.stop_sentence]),
            {name: OverlaidField.build(base.fields[name], added.fields[name]) for name in FIELDS},
            OverlaidAbbreviations(base.abbreviations, added.abbreviations, base_size),
            ~is_removed[article_of],
        )

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_]:
        """For each passage whether it is present and a filter lets it through."""
        if within == NO_FILTER:
            return self.present
        return self.present & self.publications.matching(within)[self.article_of]


@dataclass(frozen=True)
class OverlaidField:
    """One field of terms: its terms, and its models of the passages and of the whole articles."""

    terms: OverlaidTerms
    passages: OverlaidModel
    articles: OverlaidModel

    @classmethod
    def build(cls, base: FieldTables, added: FieldTables) -> OverlaidField:
        """Combines the tables of a field."""
        return cls(
            OverlaidTerms(base.terms, added.terms),
            OverlaidModel(base.passages, added.passages.scored_beside(base.passages)),
            OverlaidModel(base.articles, added.articles.scored_beside(base.articles)),
        )


@dataclass(frozen=True)
class OverlaidTerms(Collection[str]):
    """The terms that occur in either of two lists."""

    base: TermList
    added: TermList

    def __len__(self) -> int:
        return len(self.base) + sum(term not in self.base for term in self.added)

    def __contains__(self, term: object) -> bool:
        return term in self.base or term in self.added

    def __iter__(self) -> Iterator[str]:
        yield from self.base
        yield from (term for term in self.added if term not in self.base)


@dataclass(frozen=True)
class OverlaidModel:
    """Two models of the same field; the texts of the second have the numbers after those of the first.

    `BM25Model` documents the methods.
    """

    base: BM25Model
    added: BM25Model

    def weighted_postings(self, term: str, weight: int, *, grouped: bool = False) -> list[WeightedPostings]:
        """Up to two entries: one of each model."""
        base_size = np.int32(self.base.size)
        added = self.added.weighted_postings(term, weight, grouped=grouped)
        return [
            *self.base.weighted_postings(term, weight, grouped=grouped),
            *(replace(one, texts=one.texts + base_size) for one in added),
        ]

    def idf(self, term: str) -> float:
        """Over the texts of both."""
        return idf(self.base.size + self.added.size, self.base.df(term) + self.added.df(term))

    @property
    def max_idf(self) -> float:
        """Over the texts of both."""
        return idf(self.base.size + self.added.size, 0)

    def max_score(self, query: Mapping[str, float]) -> float:
        """With the idf over the texts of both."""
        return self.base.factor * sum(weight * self.idf(term) for term, weight in query.items())

    def texts_with(self, term: str) -> npt.NDArray[np.int32]:
        """The texts of both, ascending."""
        return np.concatenate([self.base.texts_with(term), self.added.texts_with(term) + np.int32(self.base.size)])

    def __contains__(self, term: str) -> bool:
        return term in self.base or term in self.added


@dataclass(frozen=True)
class OverlaidAbbreviations:
    """The abbreviation keys of two tables."""

    base: AbbreviationTable
    added: AbbreviationTable
    # the number of articles of the first
    base_size: int

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]:
        """As `AbbreviationTable.starting_with`, first those of one table, then those of the other."""
        yield from self.base.starting_with(prefix)
        yield from ((key, number + self.base_size) for key, number in self.added.starting_with(prefix))
