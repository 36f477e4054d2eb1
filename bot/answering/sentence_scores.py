"""How well each sentence of an article answers a question: a score that is the sum of named parts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.answering.sentence_postings import SentencePostings
from bot.question.intent import QuestionKind
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.index import Index
from bot.retrieval.query import Query

__all__ = ["SentencePart", "SentenceScores", "score_sentences", "term_shares"]

# Points of a sentence besides the share of the question's terms that it has; measured before the project began.
KIND_POINTS = 0.2  # it holds a number, a date … of the kind asked for
UNFINISHED_POINTS = -0.2  # it is a heading or a remainder
BEFORE_SHARE = 0.5  # of the points that the sentence before it has for its pairs of characters


class SentencePart(NamedTuple):
    """One part of the score of a sentence."""

    part: Literal["sentence", "kind", "ending", "before"]
    field: Field
    term: str
    # what the sentence gets for it in comparison with other sentences of its article
    points: float
    # the share of the question that it is, by weight and rarity in the corpus, mean of the fields
    coverage: float


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """How well each sentence of one article answers one question.

    Attributes:
        points: for each sentence the sum of its parts' points, mostly between 0 and 1. They are comparable within the
            article only, because a term counts by how rare it is there.
        coverage: for each sentence the sum of its parts' coverage: 1 if it has all of the question's terms. It is
            comparable across articles.
        gains: each part that some sentences have, with the numbers of these.
        before: what sentences get for those before them, by number.
    """

    points: Sequence[float]
    coverage: Sequence[float]
    gains: Sequence[tuple[SentencePart, Sequence[int]]]
    before: Mapping[int, float]

    def parts(self, sentence: int) -> list[SentencePart]:
        """What a sentence's points and its coverage consist of."""
        parts = [part for part, sentences in self.gains if sentence in sentences]
        if sentence in self.before:
            parts.append(SentencePart("before", "", "", self.before[sentence], 0.0))
        return parts


def term_shares(index: Index, query: Query) -> dict[Field, dict[str, float]]:
    """For each field the share of a query that each of its terms is, by weight and rarity in the corpus.

    The terms of the question itself have 1 in all; what was added comes on top.
    """
    shares: dict[Field, dict[str, float]] = {}
    for field in FIELDS:
        total = sum(weight * index.idf(field, term) for term, weight in query.asked[field].items()) or 1.0
        shares[field] = {term: weight * index.idf(field, term) / total for term, weight in query.fields[field].items()}
    return shares


def score_sentences(
    shares: Mapping[Field, Mapping[str, float]], kind: QuestionKind, postings: SentencePostings
) -> SentenceScores:
    """The scores of an article's sentences.

    Args:
        shares: the question's terms, from `term_shares`.
        kind: what the question asks for.
        postings: the article's sentences.
    """
    size = len(postings.texts)
    field_weights = {field: weight for field, weight in postings.config.fields.items() if weight}
    gains: list[tuple[SentencePart, Sequence[int]]] = []
    points, coverage, pair_points = [0.0] * size, [0.0] * size, [0.0] * size
    for field, terms in shares.items():
        weight = field_weights.get(field, 0.0)
        for term in terms:
            sentences = postings.of_term(field, term)
            if not sentences:
                continue
            share = terms[term]
            gain = share * _rarity(size, len(sentences))
            covered = share / len(field_weights) if weight else 0.0
            gains.append((SentencePart("sentence", field, term, weight * gain, covered), sentences))
            for sentence in sentences:
                points[sentence] += weight * gain
                coverage[sentence] += covered
            if field == "pairs":
                for sentence in sentences:
                    pair_points[sentence] += gain
    for part, of_part in (
        (SentencePart("kind", "", kind.value, KIND_POINTS, 0.0), postings.of_kind(kind)),
        (SentencePart("ending", "", "", UNFINISHED_POINTS, 0.0), postings.unfinished),
    ):
        gains.append((part, of_part))
        for sentence in of_part:
            points[sentence] += part.points
    before = {number: BEFORE_SHARE * gain for number, gain in enumerate(pair_points[:-1], start=1) if gain}
    for sentence, gain in before.items():
        points[sentence] += gain
    return SentenceScores(points, coverage, gains, before)


@lru_cache(maxsize=4096)
def _rarity(n: int, df: int) -> float:
    """How rare a term of `df` sentences is in an article of `n`: near 1 for one sentence, near 0 for all.

    A word in every sentence of the article, such as its topic, does not tell which sentence answers.
    """
    return math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)
