"""A few articles laid over an index, so that answers include them at once, while the index is made anew.

What is laid over is scored with the index's own mean length and, for the idf, with the texts of both; the index's own
scores stay as they are. That differs from an index made anew by a few texts in many, until the new one is there.
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
from bot.retrieval.bm25 import BM25
from bot.retrieval.build import cut
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.filters import NO_FILTER, Filter, Printed
from bot.retrieval.index import Index
from bot.retrieval.inverted_index.postings import idf
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.topk import Part
from bot.retrieval.storage.stored_index import StoredIndex
from bot.retrieval.tables import Tables, TaughtTable, digest

__all__ = ["Overlaid", "overlay", "warm_up"]

# With more pages changed than this, reading them takes longer than a person should wait.
MOST_FILES = 50


class BothArticles(Sequence[Article]):
    """The articles of an index, and after them those that are laid over it."""

    def __init__(self, base: Sequence[Article], fresh: Sequence[Article]) -> None:
        self._base, self._fresh = base, fresh

    def __len__(self) -> int:
        return len(self._base) + len(self._fresh)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        number = range(len(self))[number]
        return self._base[number] if number < len(self._base) else self._fresh[number - len(self._base)]


@dataclass(frozen=True)
class BothModels:
    """Two models of one field, the second scored beside the first; its texts have the numbers after the first's."""

    base: BM25
    fresh: BM25

    @property
    def _size(self) -> int:
        return self.base.corpus_size + self.fresh.corpus_size

    def parts(self, query: Mapping[str, int], *, grouped: bool = False) -> list[Part]:
        """As `BM25.parts`; a term has a part of each model."""
        later = np.int32(self.base.corpus_size)
        added = self.fresh.parts(query, grouped=grouped)
        return self.base.parts(query, grouped=grouped) + [replace(part, texts=part.texts + later) for part in added]

    def idf_of(self, term: str) -> float:
        """As `BM25.idf_of`, over the texts of both."""
        return idf(self._size, self.base.df(term) + self.fresh.df(term))

    @property
    def highest_idf(self) -> float:
        """As `BM25.highest_idf`, over the texts of both."""
        return idf(self._size, 0)

    def impact(self, term: str, text: int) -> float:
        """As `BM25.impact`."""
        later = text - self.base.corpus_size
        return self.base.impact(term, text) if later < 0 else self.fresh.impact(term, later)

    def holders(self, term: str) -> npt.NDArray[np.int32]:
        """As `BM25.holders`."""
        later = np.int32(self.base.corpus_size)
        return np.concatenate([self.base.holders(term), self.fresh.holders(term) + later])

    def __contains__(self, term: str) -> bool:
        return term in self.base or term in self.fresh

    def highest(self, query: Mapping[str, float]) -> float:
        """As `BM25.highest`, over the texts of both."""
        return self.base.factor * sum(weight * self.idf_of(term) for term, weight in query.items())


@dataclass(frozen=True)
class BothTerms(Collection[str]):
    """The terms of both."""

    base: TermList
    fresh: TermList

    def __len__(self) -> int:
        return len(self.base) + sum(term not in self.base for term in self.fresh)

    def __contains__(self, term: object) -> bool:
        return term in self.base or term in self.fresh

    def __iter__(self) -> Iterator[str]:
        yield from self.base
        yield from (term for term in self.fresh if term not in self.base)


@dataclass(frozen=True)
class BothFields:
    """As `FieldTables`."""

    terms: BothTerms
    passages: BothModels
    articles: BothModels


@dataclass(frozen=True)
class BothTaught:
    """What the articles of both teach."""

    base: TaughtTable
    fresh: TaughtTable
    # how many articles the first has
    articles: int

    def beginning(self, before: str) -> Iterator[tuple[str, int]]:
        """As `TaughtTable.beginning`; what both teach comes twice."""
        yield from self.base.beginning(before)
        yield from ((key, number + self.articles) for key, number in self.fresh.beginning(before))


@dataclass(frozen=True)
class Overlaid:
    """The tables of an index with a few articles laid over it; as `Tables`, but for making others of it."""

    config: RankingConfig
    analyzer: Analyzer
    printed: Printed
    article_of: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    stop: npt.NDArray[np.int32]
    fields: Mapping[Field, BothFields]
    taught: BothTaught
    # for each passage whether it is still there
    there: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, base: Tables, gone: Collection[int], articles: Sequence[Article]) -> Overlaid:
        """The tables of an index without some of its articles and with others.

        Args:
            base: the tables of the index.
            gone: the numbers of the articles that are there no more.
            articles: those that are laid over it.
        """
        alone = Tables.empty(base.config, base.analyzer.segmenter).updated(
            [digest(write_article(article)) for article in articles], articles.__getitem__
        )
        later = len(base.digests)
        fields = {}
        for name in FIELDS:
            own, added = base.fields[name], alone.fields[name]
            fields[name] = BothFields(
                BothTerms(own.terms, added.terms),
                BothModels(own.passages, added.passages.beside(own.passages)),
                BothModels(own.articles, added.articles.beside(own.articles)),
            )
        article_of = np.concatenate([base.article_of, alone.article_of + np.int32(later)])
        lost = np.zeros(later + len(articles), bool)
        lost[list(gone)] = True
        return cls(
            base.config,
            base.analyzer,
            base.printed.joined(alone.printed),
            article_of,
            np.concatenate([base.first, alone.first]),
            np.concatenate([base.stop, alone.stop]),
            fields,
            BothTaught(base.taught, alone.taught, later),
            ~lost[article_of],
        )

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_]:
        """For each passage whether it is there and within."""
        return self.there if within == NO_FILTER else self.there & self.printed.within(within)[self.article_of]


def warm_up(analyzer: Analyzer) -> None:
    """Loads what `overlay` needs: it takes a while in which no other thread goes on, before anybody asks."""
    import bot.corpus.file_cache  # noqa: F401

    cut([Article(id="1", headline="", paragraphs=["报问"])], DEFAULT_CONFIG, analyzer)


def overlay(stored: StoredIndex, paths: Sequence[Path], max_bytes: int) -> Index | None:
    """A stored index with the pages laid over it that came or changed since it was made, and without those that went.

    A story that goes on on another page, or is there twice, is not put together with what was there before: that
    comes with the index made anew.

    Args:
        stored: the index.
        paths: folders and files of the corpus.
        max_bytes: larger pages are skipped.

    Returns:
        None where too many pages have changed.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
        StoredIndexError: when the index is damaged.
    """
    from bot.corpus.file_cache import read_files

    found = take_inventory(paths)
    known = {name: (stamp, places) for name, stamp, places in stored.heads()}
    unread = [file for file in found.files if not file.stamp or known.get(file.name, ("",))[0] != file.stamp]
    if len(unread) > MOST_FILES:
        return None
    lost = (known.keys() - {file.name for file in found.files}) | {file.name for file in unread}
    gone = stored.articles.of_places([known[name][1] for name in lost if name in known])
    # what was put together from several files is written after all that the files have
    together = range(max((places.stop for _, places in known.values()), default=0), stored.articles.written_size)
    gone |= {
        number
        for number in stored.articles.of_places([together])
        if any(source.file in lost for source in stored.articles[number].sources)
    }
    fresh = [read_article(article) for filed in read_files(unread, paths, max_bytes) for article in filed.articles]
    return Index.from_tables(BothArticles(stored.articles, fresh), Overlaid.of(stored.tables, gone, fresh))
