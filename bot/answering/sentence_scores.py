"""How well each sentence of an article answers a question: a score that is the sum of named parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.answering.sentence_postings import Characters, SentencePostings
from bot.answering.term_matcher import TermMatcher
from bot.intent.intent import QuestionKind
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.index import Index
from bot.retrieval.query import Query

# Points of a sentence besides the share of the question's terms that it has; measured before the project began.
KIND_POINTS = 0.2  # it holds a number, a date … of the kind asked for
UNFINISHED_POINTS = -0.2  # it is a heading or a remainder
# How much of the question a sentence has is counted by its pairs of characters once and its characters twice, because
# what is asked and what is printed share these rather than words.
COVERED_BY: dict[Field, float] = {"pairs": 1.0, "singles": 2.0}
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


class SentenceScores(NamedTuple):
    """How well each sentence of one article answers one question.

    Attributes:
        points: for each sentence the sum of its parts' points, mostly between 0 and 1. They are comparable within the
            article only, because a term counts by how rare it is there.
        coverage: for each sentence the sum of its parts' coverage: 1 if it has all of the question's terms. It is
            comparable across articles.
        terms: those that some sentences may have, each with its field, in the order of the question.
        found: for each of them, and each sentence, whether the term stands in it; shape (terms, sentences).
        gains: what each of them adds to the points of its sentences.
        is_own: for each of them whether it is of no earlier question.
        covered: what each of them adds to their coverage.
        others: the parts that are no terms, each with what says of every sentence whether it has it.
        before: what each sentence gets for the one before it.
    """

    points: Sequence[float]
    coverage: Sequence[float]
    terms: Sequence[tuple[Field, str]]
    found: npt.NDArray[np.bool_]
    gains: npt.NDArray[np.float64]
    is_own: npt.NDArray[np.bool_]
    covered: npt.NDArray[np.float64]
    others: Sequence[tuple[SentencePart, npt.NDArray[np.bool_]]]
    before: npt.NDArray[np.float64]

    def covered_by(self, sentence: int) -> list[float]:
        """The coverage of each term that a sentence has; their sum is that of the sentence."""
        covered: list[float] = self.covered[self.found[:, sentence]].tolist()
        return covered

    def points_of_runs(self, starts: Sequence[int]) -> npt.NDArray[np.float64]:
        """For each sentence the points of the terms that its passage, paragraph or other run of sentences has.

        Those of an earlier question do not count, because they chose the article, not what is asked now.

        Args:
            starts: the numbers of the first sentences of the runs, from 0; together they are all sentences.
        """
        held = np.logical_or.reduceat(self.found, starts, axis=1)
        sizes = [stop - start for start, stop in pairwise([*starts, self.found.shape[1]])]
        points: npt.NDArray[np.float64] = ((self.gains * self.is_own) @ held).repeat(sizes)
        return points

    def parts(self, sentence: int) -> list[SentencePart]:
        """What a sentence's points and its coverage consist of."""
        parts = [
            SentencePart("sentence", *self.terms[number], float(self.gains[number]), float(self.covered[number]))
            for number in self.found[:, sentence].nonzero()[0].tolist()
        ]
        parts += [part for part, has in self.others if has[sentence]]
        if self.before[sentence]:
            parts.append(SentencePart("before", "", "", float(self.before[sentence]), 0.0))
        return parts


class TermShares:
    """The terms of one question, each with the share of the question that it is.

    Args:
        index: the corpus.
        query: the question.
        earlier: the share of its rarity that a term of an earlier question counts in the points of a sentence, 0 to 1.
    """

    def __init__(self, index: Index, query: Query, earlier: float = 1.0) -> None:
        of_field = term_shares(index, query)
        self.terms = [(field, term) for field, terms in of_field.items() for term in terms]
        self.shares = np.array([share for terms in of_field.values() for share in terms.values()])
        self.is_own = np.array([query.origins[field][term] != "history" for field, term in self.terms], bool)
        self.own = np.where(self.is_own, self.shares, earlier * self.shares)
        weights = {field: weight for field, weight in index.config.sentence_fields.items() if weight}
        self.weights = np.array([weights.get(field, 0.0) for field, _ in self.terms])
        parts = {field: part for field, part in COVERED_BY.items() if field in weights}
        total = sum(parts.values()) or 1.0
        self.covered = self.shares * np.array([parts.get(field, 0.0) / total for field, _ in self.terms])
        self.is_pair = np.array([field == "pairs" for field, _ in self.terms], bool)
        self.matcher = TermMatcher(self.terms, index.analyzer.segmenter)


def term_shares(index: Index, query: Query) -> dict[Field, dict[str, float]]:
    """For each field the share of a query that each of its terms is, by weight and rarity in the corpus.

    The terms of the question itself have 1 in all; what was added comes on top.
    """
    shares: dict[Field, dict[str, float]] = {}
    for field in FIELDS:
        weights = {term: weight * index.idf(field, term) for term, weight in query.fields[field].items()}
        total = sum(weights[term] for term in query.asked[field]) or 1.0
        shares[field] = {term: weight / total for term, weight in weights.items()}
    return shares


def score_sentences(
    shares: TermShares, kind: QuestionKind, articles: Sequence[SentencePostings]
) -> list[SentenceScores]:
    """The scores of the sentences of some articles; those of several at once take little longer than those of one.

    Args:
        shares: the question's terms.
        kind: what the question asks for.
        articles: of each its sentences, one or more.
    """
    characters = Characters(articles)
    starts = characters.starts
    sizes = [len(one.folded) for one in articles]
    found = shares.matcher.match(articles, characters)
    present = np.flatnonzero(found.any(axis=1))
    found, covered = found[present], shares.covered[present]
    counts = np.add.reduceat(found, starts[:-1], axis=1, dtype=np.int64)
    rarities = np.empty(counts.shape)
    for at, size in enumerate(sizes):
        rarities[:, at] = _rarities(size)[counts[:, at]]
    own = shares.own[present, np.newaxis] * rarities
    gains = shares.weights[present, np.newaxis] * own
    article_of = np.arange(len(articles)).repeat(sizes)
    points, coverage = _sum(gains.take(article_of, axis=1), found), _sum(covered[:, np.newaxis], found)
    is_pair = shares.is_pair[present]
    before = np.zeros(starts[-1])
    before[1:] = BEFORE_SHARE * _sum(own[is_pair].take(article_of, axis=1), found[is_pair])[:-1]
    before[starts[:-1]] = 0.0
    is_of_kind = np.zeros(starts[-1], bool)
    is_of_kind[[start + at for one, start in zip(articles, starts, strict=False) for at in one.of_kind(kind)]] = True
    others = (
        (SentencePart("kind", "", kind.value, KIND_POINTS, 0.0), is_of_kind),
        (SentencePart("ending", "", "", UNFINISHED_POINTS, 0.0), characters.are_unfinished()),
    )
    for part, has in others:
        points[has] += part.points
    points += before
    terms = [shares.terms[number] for number in present.tolist()]
    return [
        SentenceScores(
            points[start:stop].tolist(),
            coverage[start:stop].tolist(),
            terms,
            found[:, start:stop],
            gains[:, at],
            shares.is_own[present],
            covered,
            [(part, has[start:stop]) for part, has in others],
            before[start:stop],
        )
        for at, (start, stop) in enumerate(pairwise(starts))
    ]


def _sum(values: npt.NDArray[np.float64], found: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """For each sentence the sum of the values of its terms, added up in their order."""
    if not len(values):
        return np.zeros(found.shape[1])
    gained = values * found
    # a plain sum adds up in another order where there is one sentence, and takes less time where there are more
    sums: npt.NDArray[np.float64] = np.add.accumulate(gained)[-1] if gained.shape[1] == 1 else np.add.reduce(gained)
    return sums


@lru_cache(maxsize=1024)
def _rarities(n: int) -> npt.NDArray[np.float64]:
    """How rare a term of so many sentences, from none to all, is in an article of `n`; 0 for none."""
    return np.array([0.0, *(_rarity(n, df) for df in range(1, n + 1))])


def _rarity(n: int, df: int) -> float:
    """How rare a term of `df` sentences is in an article of `n`: near 1 for one sentence, near 0 for all.

    A word in every sentence of the article, such as its topic, does not tell which sentence answers.
    """
    return math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)
