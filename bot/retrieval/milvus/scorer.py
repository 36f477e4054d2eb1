"""Scores passages of an index in Milvus by the counts of their articles, in the integers of the local index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.bm25_model import compute_norms
from bot.retrieval.engine import Addend, Numbers, QueryWeights
from bot.retrieval.inverted_index.postings import SCALE, idf
from bot.retrieval.inverted_index.term_postings import compute_impacts
from bot.retrieval.milvus.article_counts import ArticleCounts, CountReader
from bot.retrieval.milvus.remote_tables import RemoteModel
from bot.retrieval.tables import Tables


@dataclass(frozen=True)
class _Hits:
    """Where terms of a query occur in some texts."""

    # for each hit the place of the term in the query and that of the text, and what the term adds to it, unweighted
    terms: Numbers
    texts: Numbers
    impacts: npt.NDArray[np.int32]


class RemoteScorer:
    """See `bot.retrieval.engine.Scorer`.

    Args:
        tables: of the index.
        counts: of its articles.
    """

    def __init__(self, tables: Tables, counts: CountReader) -> None:
        self._tables, self._counts = tables, counts

    def scores(self, weights: QueryWeights, passages: Numbers) -> Numbers:
        """See `Scorer`."""
        scores = np.zeros(len(passages), np.int64)
        if not len(passages):
            return scores
        numbers, owner = np.unique(self._tables.article_of[passages], return_inverse=True)
        articles = self._counts.get_all(numbers.tolist())
        # of all passages of these articles the places where each article's begin
        sizes = [len(article.first_sentence) for article in articles]
        starts = np.cumsum([0, *sizes])[:-1]
        first = np.array([article.first_passage for article in articles])
        places = starts[owner] + passages - first[owner]
        of_passages, of_articles = np.zeros(sum(sizes), np.int64), np.zeros(len(articles), np.int64)
        for field in FIELDS:
            terms = self._known(field, weights)
            own_weights = np.array([weights[field][term] for term, _ in terms], np.int64)
            for level, sums in ((0, of_passages), (1, of_articles)):
                hits = self._find(field, level, terms, articles)
                np.add.at(sums, hits.texts, hits.impacts * own_weights[hits.terms])
        scores += of_passages[places] + of_articles[owner]
        return scores

    def addends(self, weights: QueryWeights, passage: int) -> Iterator[Addend]:
        """See `Scorer`."""
        (article,) = self._counts.get_all([int(self._tables.article_of[passage])])
        for field in FIELDS:
            terms = self._known(field, weights)
            found = {}
            for level, text in ((0, passage - article.first_passage), (1, 0)):
                hits = self._find(field, level, terms, [article])
                own = hits.texts == text
                for at, impact in zip(hits.terms[own].tolist(), hits.impacts[own].tolist(), strict=True):
                    found[terms[at][0], level] = impact
            for term, weight in weights[field].items():
                for level in (0, 1):
                    if points := found.get((term, level), 0) * weight:
                        yield Addend(level == 1, field, term, weight, points)

    def _known(self, field: Field, weights: QueryWeights) -> list[tuple[str, int]]:
        """The terms of a query that the corpus has, each with its number, by number."""
        terms = self._tables.fields[field].terms
        numbered = [(term, terms.number(term)) for term in weights[field]]
        return sorted((one for one in numbered if one[1] >= 0), key=lambda one: one[1])

    def _find(
        self, field: Field, level: int, terms: Sequence[tuple[str, int]], articles: Sequence[ArticleCounts]
    ) -> _Hits:
        """Where some terms of a field occur in the passages of some articles (level 0), or in these (level 1).

        Texts are counted from 0 over all articles.
        """
        models = self._tables.fields[field]
        model = cast(RemoteModel, models.articles if level else models.passages)
        own = [article.texts[field, "articles" if level else "passages"] for article in articles]
        numbers = np.concatenate([one.terms for one in own])
        wanted = np.array([number for _, number in terms], np.int64)
        at = wanted.searchsorted(numbers)
        found = np.flatnonzero(wanted.take(at, mode="clip") == numbers) if len(wanted) else np.empty(0, np.int64)
        sizes = np.concatenate([one.sizes for one in own])
        texts = np.repeat(np.arange(len(sizes)), sizes)[found]
        lengths = np.concatenate([one.lengths for one in own])
        norms = compute_norms(lengths, model.mean, model.k1, model.b)
        scales = np.array([SCALE * model.factor * idf(model.size, model.df(term)) for term, _ in terms])
        counts = np.concatenate([one.counts for one in own])[found]
        impacts = compute_impacts(counts, scales[at[found]], norms.take(texts))
        return _Hits(at[found], texts, impacts)
