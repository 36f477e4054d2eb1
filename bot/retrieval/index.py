"""Articles and passages → index → scored passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.ingest import cut_passages
from bot.records import Article, Passage
from bot.retrieval.analysis import FIELDS, Field, analyze
from bot.retrieval.bm25 import BM25
from bot.retrieval.query import Query

__all__ = ["Index", "Scored"]

# The parameters and the context were measured before the project began, on questions about government notices.
# Passages are short and of one length, so a term counts nearly once and length hardly at all.
PASSAGE_K1, PASSAGE_B = 0.2, 0.4
ARTICLE_K1, ARTICLE_B = 0.5, 0.4
# The article's score is added to its passages' with this weight.
ARTICLE_WEIGHT = 1.0
# Headline and lead are part of every passage's own terms: a passage seldom repeats what its story is about.
LEAD_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Scored:
    """One passage with its score for one query."""

    passage: Passage
    article: Article
    # above 0
    score: float
    # the score as a share of the highest that any text could have, 0 to 1
    share: float


class Index:
    """All passages of a corpus, ready to be scored.

    Args:
        articles: the corpus; every id once.

    Raises:
        ValueError: when two articles have the same id.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = tuple(articles)
        self.passages: list[Passage] = []
        # the number of the article that each passage belongs to
        self._article: list[int] = []
        seen: set[str] = set()
        for number, article in enumerate(self.articles):
            if article.id in seen:
                raise ValueError(f"two articles have the id {article.id!r}: give every article its own")
            seen.add(article.id)
            for passage in cut_passages(article):
                self.passages.append(passage)
                self._article.append(number)
        whole = [analyze(f"{article.headline} {' '.join(article.paragraphs)}") for article in self.articles]
        context = [
            analyze(self._context(passage, number))
            for passage, number in zip(self.passages, self._article, strict=True)
        ]
        self._article_models: dict[Field, BM25] = {
            name: BM25([terms.field(name) for terms in whole], ARTICLE_K1, ARTICLE_B) for name in FIELDS
        }
        self._passage_models: dict[Field, BM25] = {
            name: BM25([terms.field(name) for terms in context], PASSAGE_K1, PASSAGE_B) for name in FIELDS
        }

    def _context(self, passage: Passage, number: int) -> str:
        article = self.articles[number]
        lead = "".join(article.paragraphs)[:LEAD_CHARACTERS]
        return f"{article.headline} {lead} {passage.text}"

    def search(self, query: Query, k: int) -> list[Scored]:
        """The best k passages, or fewer: each shares a term with the query, by score and then by passage id."""
        if not self.passages or k < 1:
            return []
        scores = np.zeros(len(self.passages))
        highest = 0.0
        article_of = np.array(self._article)
        for name, weight in FIELDS.items():
            terms = query.fields[name]
            scores += weight * self._passage_models[name].scores(terms)
            scores += weight * ARTICLE_WEIGHT * self._article_models[name].scores(terms)[article_of]
            highest += weight * self._passage_models[name].highest(terms)
            highest += weight * ARTICLE_WEIGHT * self._article_models[name].highest(terms)
        # a sum of the same numbers in another order may differ in its last digits: such passages are equal
        scores = np.round(scores, 9)
        found = sorted(np.flatnonzero(scores > 0), key=lambda n: (-scores[n], self.passages[n].id))[:k]
        return [
            Scored(self.passages[n], self.articles[self._article[n]], float(scores[n]), float(scores[n] / highest))
            for n in found
        ]
