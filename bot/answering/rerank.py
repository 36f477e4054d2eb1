"""Passages found → passages in a better order: what the sentences and numbers of their articles add to the BM25 score.

BM25 adds up over a whole article and over a whole passage; it does not see whether the words of a question stand
together. Two things are kept apart. Which article: how much of the question one sentence of it has, and whether it has
the question's numbers; that can be compared across articles. Which passage of it: how far the passage's best sentence
stays behind the article's best; its points weigh a word by how rare it is in its own article, and say nothing about
another article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.answering.sentence_scores import (
    ArticleSentences,
    SentenceReason,
    sentence_points,
    sentence_reasons,
    term_shares,
)
from bot.question.intent import QuestionKind
from bot.retrieval.index import Index, ScoredPassage
from bot.retrieval.query import Query

__all__ = ["Rerank"]

# No passage loses more of its score than this, however far behind its best sentence is: a score stays above 0.
MOST_LOST = 0.9
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What is known about one article for one question."""

    # of each sentence
    points: list[float]
    # the largest of its points
    most: float
    # the sentence that has most of the question, and what that and the question's numbers add
    covering: int
    whole: float


class Rerank:
    """What is added to the scores of the passages found for one question.

    With S the highest score there is, a passage of an article gets

        S · (sentence_weight · (its best sentence's points - the article's best sentence's points)
             + coverage_weight · the largest share of the question that one sentence of the article has
             + number_weight · the share of the question's numbers that the article has)

    the weights as in `bot.retrieval.config`, where it is said how they were found.

    Args:
        index: the corpus.
        query: what is scored.
        folded: the question.
        kind: what it asks for.
        article: gives an article's sentences by its number.
    """

    def __init__(
        self, index: Index, query: Query, folded: str, kind: QuestionKind, article: Callable[[int], ArticleSentences]
    ) -> None:
        self._index, self._config = index, index.config
        self._kind = kind
        self._article = article
        self._terms = term_shares(index, query)
        self._fields = [name for name, weight in index.config.fields.items() if weight]
        self._numbers = sorted(set(_NUMBER.findall(folded)))
        self._weighed: dict[int, _Weighed] = {}

    def _of(self, number: int) -> _Weighed:
        if number not in self._weighed:
            points, covered = sentence_points(self._terms, self._kind, self._article(number))
            most = max(covered)
            whole = self._config.coverage_weight * most + sum(reason.points for reason in self._found(number))
            self._weighed[number] = _Weighed(points, max(points), covered.index(most), whole)
        return self._weighed[number]

    def points(self, number: int) -> list[float]:
        """How well each sentence of an article answers; comparable within the article."""
        return self._of(number).points

    def best(self, scored: ScoredPassage) -> int:
        """The number of a passage's best sentence in its article."""
        points = self.points(scored.article_number)
        return max(scored.sentences, key=lambda sentence: (points[sentence], -sentence))

    def part(self, scored: ScoredPassage) -> float:
        """What is added to a passage's score; may be below 0."""
        return max(self._raw(scored), -MOST_LOST * scored.score)

    def reasons(self, scored: ScoredPassage) -> Iterator[SentenceReason]:
        """The parts of `part`, which add up to it."""
        raw = self._raw(scored)
        scale = scored.highest * (self.part(scored) / raw if raw else 1.0)
        for reason in (
            *self._behind(scored),
            *self._covered(scored.article_number),
            *self._found(scored.article_number),
        ):
            if reason.points:
                yield replace(reason, points=scale * reason.points)

    def _raw(self, scored: ScoredPassage) -> float:
        weighed = self._of(scored.article_number)
        behind = self._config.sentence_weight * (weighed.points[self.best(scored)] - weighed.most)
        return scored.highest * (behind + weighed.whole)

    def _covered(self, number: int) -> Iterator[SentenceReason]:
        """The parts of an article's coverage."""
        article, best = self._article(number), self._of(number).covering
        weight = self._config.coverage_weight / (len(self._fields) or 1)
        for name in self._fields:
            for term, share in self._terms[name].items():
                if best in article.holding(name, term):
                    yield SentenceReason("coverage", name, term, weight * share)

    def _found(self, number: int) -> Iterator[SentenceReason]:
        """The numbers of the question that an article has."""
        whole = self._index.folded(number) if self._numbers else ""
        for text in self._numbers:
            # 2 is not in 2022
            if text in whole and re.search(rf"(?<!\d){text}(?!\d)", whole):
                yield SentenceReason("number", "", text, self._config.number_weight / len(self._numbers))

    def _behind(self, scored: ScoredPassage) -> Iterator[SentenceReason]:
        """What a passage's best sentence has more and less than the best one of the article."""
        article, points, own = (
            self._article(scored.article_number),
            self.points(scored.article_number),
            self.best(scored),
        )
        top = max(range(len(points)), key=lambda sentence: (points[sentence], sentence == own))
        if top == own:
            return
        found: dict[tuple[str, str, str], SentenceReason] = {}
        for sentence, sign in ((own, 1), (top, -1)):
            for reason in sentence_reasons(self._terms, self._kind, article, sentence):
                key = (reason.part, reason.field, reason.term)
                before = found[key].points if key in found else 0.0
                found[key] = replace(reason, points=before + sign * self._config.sentence_weight * reason.points)
        yield from found.values()
