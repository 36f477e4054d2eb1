"""Articles and passages → index → scored passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.corpus.passages import Sentence, split_sentences
from bot.corpus.serialization import write_article
from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.article_cache import remembered
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.engine import Arrays, Engine
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.inverted_index.postings import SCALE
from bot.retrieval.query import UNIT, Query
from bot.retrieval.tables import Tables, digest
from bot.text.normalization import fold
from bot.text.segmenter import Segmenter, default_segmenter

if TYPE_CHECKING:
    from bot.retrieval.storage.overlay import Overlaid

__all__ = ["Index", "ScoredPassage"]


def _sentences_of(article: Article, _: object) -> list[Sentence]:
    return split_sentences(article)


def _folded_text(article: Article, traditional: bool) -> str:
    return fold(f"{article.headline} {''.join(article.paragraphs)}", traditional).text


_sentences = remembered(_sentences_of)
_folded = remembered(_folded_text)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """One passage with its score for one query."""

    # the passage's: its article's id, a full stop, and the number of its first sentence there, from 1
    id: str
    article: Article
    # the passage's number in the index, its article's, and which of the article's sentences the passage consists of
    passage_number: int
    article_number: int
    sentences: range
    # above 0
    score: float
    # the score that no passage can exceed, but for what was added to the question
    highest: float

    @property
    def share(self) -> float:
        """The score as a share of the highest, 0 to 1."""
        return min(1.0, self.score / self.highest) if self.highest else 0.0


class Index:
    """All passages of a corpus, ready to be scored. It does not change: any number of threads may search it.

    Args:
        articles: the corpus; every id once.
        config: what a score is made of.
        segmenter: cuts articles and questions into words; the one without user words if not given.

    Raises:
        ValueError: when two articles have the same id.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        config: RankingConfig = DEFAULT_CONFIG,
        segmenter: Segmenter | None = None,
    ) -> None:
        corpus = tuple(articles)
        seen: set[str] = set()
        for article in corpus:
            if article.id in seen:
                raise ValueError(f"two articles have the id {article.id!r}: give every article its own")
            seen.add(article.id)
        digests = [digest(write_article(article)) for article in corpus]
        tables = Tables.empty(config, segmenter or default_segmenter())
        self._set(corpus, tables.updated(digests, corpus.__getitem__))

    @classmethod
    def from_tables(cls, articles: Sequence[Article], tables: Tables | Overlaid, engine: Engine | None = None) -> Index:
        """An index that was made before.

        Args:
            articles: the corpus.
            tables: what was made of it.
            engine: finds the passages, by the same impacts; None takes the tables.
        """
        index = cls.__new__(cls)
        index._set(articles, tables, engine)
        return index

    def _set(self, articles: Sequence[Article], tables: Tables | Overlaid, engine: Engine | None = None) -> None:
        self.articles = articles
        self.tables = tables
        self.config = tables.config
        self.analyzer = tables.analyzer
        self._engine = engine or Arrays(tables)

    def sentences(self, number: int) -> list[Sentence]:
        """The sentences of an article, in order."""
        return _sentences(self.articles[number], None)

    def folded(self, number: int) -> str:
        """An article's headline and text in the form that is matched."""
        return _folded(self.articles[number], self.config.traditional)

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self.tables.article_of)

    def knows(self, name: Field, term: str) -> bool:
        """Whether a term stands anywhere in the corpus."""
        return term in self.tables.fields[name].passages

    def holders(self, name: Field, term: str) -> frozenset[int]:
        """The numbers of the articles that a term stands in."""
        return frozenset(self.tables.fields[name].articles.holders(term).tolist())

    def taught(self, before: str) -> Iterator[tuple[str, str]]:
        """The keys that begin like this, in order, each with the id of the first article that teaches it.

        See `bot.retrieval.abbreviations` for what keys there are.
        """
        return ((key, self.articles[number].id) for key, number in self.tables.taught.beginning(before))

    def terms(self, name: Field) -> Collection[str]:
        """The terms of the corpus, in order; whether one is among them is known at once."""
        return self.tables.fields[name].terms

    def idf(self, name: Field, term: str) -> float:
        """How rare a term is among the passages, above 0; the highest there is for one that stands in none."""
        return self.tables.fields[name].passages.idf_of(term)

    @property
    def highest_idf(self) -> float:
        """The idf of a word that stands in no passage."""
        return self.tables.fields["words"].passages.highest_idf

    def knows_on_page(self, number: int, text: str) -> bool:
        """Whether a folded text stands in an article, or in any other of its page."""
        return any(text in self.folded(other) for other in self.page(number))

    def page(self, number: int) -> Iterator[int]:
        """The number of an article, and those of the others of its page, which are beside it in the corpus."""
        file = self.articles[number].file
        yield number
        for step in (-1, 1):
            other = number + step
            while file is not None and 0 <= other < len(self.articles) and self.articles[other].file == file:
                yield other
                other += step

    def search(self, query: Query, k: int, within: Filter = NO_FILTER) -> list[ScoredPassage]:
        """The best k passages, or fewer: each shares a term with the query.

        By score; among equals the newer first, and then by passage id.

        Args:
            query: what is asked.
            k: how many at most.
            within: only the articles that it lets through.
        """
        if not len(self) or k < 1:
            return []
        tables = self.tables
        weights = {
            name: {term: max(1, round(weight / UNIT)) for term, weight in query.fields[name].items()} for name in FIELDS
        }
        found, totals = self._engine.best(weights, k, within)
        # by date falling, and by id, within score falling; ids are fetched for those only that may be shown
        days = tables.printed.own_days[tables.article_of[found]]
        order = np.lexsort((-days, -totals))
        if len(order) > k:
            last = order[k - 1]
            tied = (totals == totals[last]) & (days == days[last])
            order = order[: k + int(np.count_nonzero(tied[order[k:]]))]
        keyed = sorted((-int(totals[at]), -int(days[at]), self._id(int(found[at])), int(found[at])) for at in order)
        highest = self._highest(query.asked)
        return [self._scored(place, -negative, highest) for negative, _, _, place in keyed[:k]]

    def _highest(self, asked: Mapping[Field, Mapping[str, float]]) -> float:
        return sum(
            self.tables.fields[name].passages.highest(asked[name])
            + self.tables.fields[name].articles.highest(asked[name])
            for name in FIELDS
        )

    def _id(self, place: int) -> str:
        return f"{self.articles[int(self.tables.article_of[place])].id}.{int(self.tables.first[place]) + 1}"

    def _scored(self, place: int, total: int, highest: float) -> ScoredPassage:
        number = int(self.tables.article_of[place])
        part = range(int(self.tables.first[place]), int(self.tables.stop[place]))
        article = self.articles[number]
        return ScoredPassage(self._id(place), article, place, number, part, total * UNIT / SCALE, highest)

    def impacts(self, name: Field, term: str, scored: ScoredPassage) -> tuple[float, float]:
        """What a term of weight 1 brings to a passage's own score, and to its article's part of it."""
        own = self.tables.fields[name]
        return own.passages.impact(term, scored.passage_number), own.articles.impact(term, scored.article_number)
