"""How well each sentence of an article answers a question: a score that is the sum of named parts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """One part of the scores of some sentences of an article."""

    part: Literal["sentence", "kind", "ending", "before"]
    field: Field
    term: str
    # what each of these sentences gets
    points: float
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """How well each sentence of one article answers one question.

    Attributes:
        parts: what the points consist of.
        points: the sum of its parts for each sentence, mostly between 0 and 1; comparable within the article only,
            because a term counts by how rare it is there.
        coverage: for each sentence the share of the question's terms that it has, by their weight and their rarity in
            the corpus, mean of the fields: 1 for all of them. Comparable across articles.
    """

    parts: tuple[SentencePart, ...]
    points: tuple[float, ...]
    coverage: tuple[float, ...]

    def parts_of(self, sentence: int) -> Iterator[SentencePart]:
        """The parts of one sentence's points."""
        return (part for part in self.parts if sentence in part.sentences)


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
    size = len(postings.sentences)
    field_weights = {field: weight for field, weight in postings.config.fields.items() if weight}
    parts: list[SentencePart] = []
    coverage, pair_points = [0.0] * size, [0.0] * size
    for field, terms in shares.items():
        weight = field_weights.get(field, 0.0)
        for term, share in terms.items():
            sentences = postings.of_term(field, term)
            if not sentences:
                continue
            gain = share * _rarity(size, len(sentences))
            if weight:
                parts.append(SentencePart("sentence", field, term, weight * gain, sentences))
                for sentence in sentences:
                    coverage[sentence] += share
            if field == "pairs":
                for sentence in sentences:
                    pair_points[sentence] += gain
    if sentences := postings.of_kind(kind):
        parts.append(SentencePart("kind", "", kind.value, KIND_POINTS, sentences))
    if sentences := postings.unfinished:
        parts.append(SentencePart("ending", "", "", UNFINISHED_POINTS, sentences))
    for number, before in enumerate(pair_points[:-1]):
        if before:
            parts.append(SentencePart("before", "", "", BEFORE_SHARE * before, (number + 1,)))
    points = [0.0] * size
    for part in parts:
        for sentence in part.sentences:
            points[sentence] += part.points
    fields = len(field_weights) or 1
    return SentenceScores(tuple(parts), tuple(points), tuple(covered / fields for covered in coverage))


def _rarity(n: int, df: int) -> float:
    """How rare a term of `df` sentences is in an article of `n`: near 1 for one sentence, near 0 for all.

    A word in every sentence of the article, such as its topic, does not tell which sentence answers.
    """
    return math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)
