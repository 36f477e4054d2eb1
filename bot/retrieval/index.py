"""Articles and passages → index → scored passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.ingest.passages import Sentence, article_sentences, packed
from bot.records import Article, Passage, Source
from bot.retrieval.analysis import FIELDS, Field, Terms, fold
from bot.retrieval.bm25 import BM25
from bot.retrieval.query import Query
from bot.retrieval.recipe import DEFAULT, Recipe

__all__ = ["EVERYWHERE", "Index", "Narrowing", "Scored"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which articles a search is narrowed to; None does not narrow."""

    # a newspaper's name, or a part of it
    newspaper: str | None = None
    # the first and the last date, ISO 8601; an article without a date is before and after all of them
    since: str | None = None
    until: str | None = None

    def lets(self, article: Article) -> bool:
        """Whether an article, in one of the places where it is printed, is within."""
        places: Sequence[Article | Source] = article.sources or (article,)
        return any(self._lets(place) for place in places)

    def _lets(self, place: Article | Source) -> bool:
        if self.newspaper and fold(self.newspaper).text not in fold(place.newspaper or "").text:
            return False
        if self.since and (place.date or "") < self.since:
            return False
        return not (self.until and (place.date or "9999") > self.until)


EVERYWHERE = Narrowing()


@dataclass(frozen=True, slots=True)
class Scored:
    """One passage with its score for one query."""

    passage: Passage
    article: Article
    # the passage's number in the index, its article's, and which of its sentences the passage consists of
    place: int
    number: int
    part: range
    # above 0
    score: float
    # the score that no passage can exceed, but for what was added to the question
    highest: float

    @property
    def share(self) -> float:
        """The score as a share of the highest, 0 to 1."""
        return min(1.0, self.score / self.highest) if self.highest else 0.0


class Index:
    """All passages of a corpus, ready to be scored.

    Args:
        articles: the corpus; every id once.
        recipe: what a score is made of.

    Raises:
        ValueError: when two articles have the same id.
    """

    def __init__(self, articles: Sequence[Article], recipe: Recipe = DEFAULT) -> None:
        self.articles = tuple(articles)
        self.recipe = recipe
        self.passages: list[Passage] = []
        self._parts: list[range] = []
        # the number of the article that each passage belongs to
        self._article: list[int] = []
        self._sentences: list[list[Sentence]] = []
        seen: set[str] = set()
        whole: list[dict[Field, list[str]]] = []
        context: list[dict[Field, list[str]]] = []
        for number, article in enumerate(self.articles):
            if article.id in seen:
                raise ValueError(f"two articles have the id {article.id!r}: give every article its own")
            seen.add(article.id)
            sentences = article_sentences(article)
            self._sentences.append(sentences)
            headline = article.headline if recipe.headline else ""
            head = _terms(f"{headline} {''.join(article.paragraphs)[: recipe.lead]}", recipe)
            own = packed(article, sentences)
            bodies = [_terms(passage.text, recipe) for _, passage in own]
            # each text is cut into words once: the article's terms are those of its headline and its passages
            title = _terms(article.headline, recipe)
            whole.append({name: sum((body[name] for body in bodies), list(title[name])) for name in FIELDS})
            for (part, passage), body in zip(own, bodies, strict=True):
                self.passages.append(passage)
                self._parts.append(part)
                self._article.append(number)
                context.append({name: [*head[name], *body[name]] for name in FIELDS})
        self._article_models: dict[Field, BM25] = {
            name: BM25([terms[name] for terms in whole], recipe.article_k1, recipe.article_b) for name in FIELDS
        }
        self._passage_models: dict[Field, BM25] = {
            name: BM25([terms[name] for terms in context], recipe.passage_k1, recipe.passage_b) for name in FIELDS
        }
        self._folded_texts: dict[int, str] = {}
        self._article_of = np.array(self._article, dtype=np.int64)

    def sentences(self, number: int) -> list[Sentence]:
        """The sentences of an article, in order."""
        return self._sentences[number]

    def knows(self, name: Field, term: str) -> bool:
        """Whether a term stands anywhere in the corpus."""
        return term in self._passage_models[name]

    def terms(self, name: Field) -> Iterable[str]:
        """The terms of the corpus, in no order."""
        return self._passage_models[name].idf

    def idf(self, name: Field, term: str) -> float:
        """How rare a term is among the passages, above 0; the highest there is for one that stands in none."""
        model = self._passage_models[name]
        return float(model.idf.get(term, model.unknown_idf))

    @property
    def highest_idf(self) -> float:
        """The idf of a word that stands in no passage."""
        return self._passage_models["words"].unknown_idf

    def knows_on_page(self, article: Article, text: str) -> bool:
        """Whether a folded text stands in any article of the page that an article is from, or in that article."""
        return any(
            text in self.folded(number)
            for number, other in enumerate(self.articles)
            if other is article or (article.file is not None and other.file == article.file)
        )

    def folded(self, number: int) -> str:
        """An article's headline and text in the form that is matched."""
        if number not in self._folded_texts:
            article = self.articles[number]
            self._folded_texts[number] = fold(f"{article.headline} {''.join(article.paragraphs)}").text
        return self._folded_texts[number]

    def search(self, query: Query, k: int, within: Narrowing = EVERYWHERE) -> list[Scored]:
        """The best k passages, or fewer: each shares a term with the query.

        By score; among equals the newer first, and then by passage id.

        Args:
            query: what is asked.
            k: how many at most.
            within: only the articles that it lets through.
        """
        if not self.passages or k < 1:
            return []
        scores = self._scores(query.fields)
        highest = 0.0
        for name, weight in self.recipe.fields.items():
            asked = query.asked[name]
            highest += weight * self._passage_models[name].highest(asked)
            highest += weight * self.recipe.article_weight * self._article_models[name].highest(asked)
        # a sum of the same numbers in another order may differ in its last digits: such passages are equal
        scores = np.round(scores, 9)
        if within != EVERYWHERE:
            open_to = np.array([within.lets(article) for article in self.articles], dtype=bool)
            scores = np.where(open_to[self._article_of], scores, 0.0)
        candidates = np.flatnonzero(scores > 0)
        if len(candidates) > 4 * k:
            cut = np.partition(scores[candidates], -k)[-k]
            candidates = candidates[scores[candidates] >= cut]
        # two stable sorts: by date falling, which has no negative, within score falling and id
        found = sorted(candidates, key=lambda n: self.passages[n].id)
        found.sort(key=lambda n: self.articles[self._article[n]].date or "", reverse=True)
        found.sort(key=lambda n: -scores[n])
        found = found[:k]
        return [
            Scored(
                self.passages[n],
                self.articles[self._article[n]],
                int(n),
                self._article[n],
                self._parts[n],
                float(scores[n]),
                highest,
            )
            for n in found
        ]

    def impacts(self, name: Field, term: str, scored: Scored) -> tuple[float, float]:
        """What a term of weight 1 brings to a passage's own score, and to its article's part of it."""
        own = self._passage_models[name].impact(term, scored.place)
        whole = self._article_models[name].impact(term, scored.number)
        weight = self.recipe.fields[name]
        return weight * own, weight * self.recipe.article_weight * whole

    def _scores(self, fields: Mapping[Field, Mapping[str, float]]) -> npt.NDArray[np.float64]:
        scores = np.zeros(len(self.passages))
        for name, weight in self.recipe.fields.items():
            terms = fields[name]
            if terms and weight:
                scores += weight * self._passage_models[name].scores(terms)
                whole = weight * self.recipe.article_weight
                scores += whole * self._article_models[name].scores(terms)[self._article_of]
        return scores


def _terms(text: str, recipe: Recipe) -> dict[Field, list[str]]:
    terms = Terms(fold(text, recipe.traditional).text)
    return {name: terms.field(name) for name in FIELDS}
