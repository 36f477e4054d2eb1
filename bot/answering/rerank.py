"""What the sentences and numbers of an article add to the BM25 scores of its passages.

BM25 adds up over a whole article and over a whole passage; it does not see whether the words of a question stand
together. Two things are added. Which article: how much of the question one of its sentences has, and whether it has
the question's numbers; this is comparable across articles. Which passage of the article: how far the passage's best
sentence stays behind the article's best; this is comparable within an article only, because sentence points weigh a
word by how rare it is in its own article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.answering.sentence_postings import SentencePostings
from bot.answering.sentence_scores import SentenceScores, TermShares, score_sentences
from bot.corpus.passages import Sentence, pack_sentences
from bot.explanation import Reason, ScorePart
from bot.question.followup import has_subject, points_back
from bot.question.interpretation import Interpretation
from bot.retrieval.index import Index, ScoredPassage
from bot.text.characters import find_apart

# No passage loses more of its BM25 score than this, so that a score stays above 0.
MOST_LOST = 0.9
# Where sentences of one article are compared, a term of an earlier question counts this share of a term of the question
# itself, because the earlier question chose the article; it counts in full where the question leans on the earlier one.
# Of 300 follow-ups made of two public sets 276 show the answer so and 254 highlight it, against 271 and 247 at 1; less
# than .5 changes nothing.
EARLIER = 0.5
# Without vectors of meaning, in which sentence exact words are looked for also follows this share of the points of its
# passage's terms, because what is asked is often spread over neighbouring sentences.
BESIDE = 0.2
# Which sentence is shown follows these shares of the points of its passage's and its paragraph's terms besides. They
# and PER_NUMBER, PER_NAME and HOLDS (exact/finder.py) were fitted together, as weights of a softmax over the sentences
# of an article (excerpt.py), to half of the questions of nine writers, without vectors and with them, and of two public
# sets: benchmarks/window.py. PASSAGE was then set by hand, because questions without vectors and with them share it: a
# fit to seven writers over a month of a daily and one public set gives .22, with as much loss on the half kept apart
# (.806 and .807).
PASSAGE, PARAGRAPH = 0.45, 0.82
_NUMBER, _DIGIT = re.compile(r"\d+"), re.compile(r"\d")


Parts = Mapping[tuple[ScorePart, str, str], float]
"""The points of each part, field and term, as shares of the highest score."""


class _ArticleScores(NamedTuple):
    """What is known about one article for one question."""

    sentences: SentenceScores
    # the sentence that covers most of the question, and the question's numbers that the article has
    covering: int
    numbers: Sequence[str]
    # what all of the article's passages get for these, and the points of its best sentence
    total: float
    most_points: float


class Reranker:
    """What is added to the BM25 scores of the passages found for one question.

    With S the highest score that a passage can have, a passage of an article gets

        S · (sentence_weight · (its best sentence's points - the article's best sentence's points)
             + coverage_weight · the largest share of the question that one sentence of the article has
             + number_weight · the share of the question's numbers that the article has)

    with the weights of `bot.retrieval.config`, which says how they were found.

    Args:
        index: the corpus.
        interpretation: the question.
        postings: gives an article's sentences by the article's number.
    """

    def __init__(
        self, index: Index, interpretation: Interpretation, postings: Callable[[int], SentencePostings]
    ) -> None:
        self._index, self._query, self._config = index, interpretation.query, index.config
        self._kind = interpretation.asks.intent.kind
        self._postings = postings
        question = interpretation.question
        leans = points_back(question) or not has_subject(question)
        self._shares = TermShares(index, interpretation.query, 1.0 if leans else EARLIER)
        self._numbers = sorted(set(_NUMBER.findall(interpretation.question.folded)))
        self._articles: dict[int, _ArticleScores] = {}
        # by article, for each sentence the points of its passage's terms
        self._of_passages: dict[int, npt.NDArray[np.float64]] = {}

    def _article(self, number: int) -> _ArticleScores:
        if number not in self._articles:
            self.read([number])
        return self._articles[number]

    def has_read(self, article: int) -> bool:
        """Whether an article was read."""
        return article in self._articles

    def read(self, articles: Sequence[int]) -> None:
        """Reads some articles, by their numbers; to read several at once takes less time than one after the other."""
        scores = score_sentences(self._shares, self._kind, list(map(self._postings, articles)))
        for number, sentences in zip(articles, scores, strict=True):
            covering = sentences.coverage.index(max(sentences.coverage))
            weight = self._config.coverage_weight
            numbers = tuple(self._find_numbers(number))
            each = [weight * covered for covered in sentences.covered_by(covering) if covered]
            each += [self._config.number_weight / len(self._numbers) for _ in numbers]
            self._articles[number] = _ArticleScores(sentences, covering, numbers, sum(each), max(sentences.points))

    def bounds(self, passages: Sequence[ScoredPassage]) -> list[float]:
        """For each of some passages the most that `adjustment` can be, as a share of the highest score.

        No sentence of an article covers more of the question than the whole article does, of which the index tells.
        """
        # np.unique would load numpy.ma, which takes a twentieth of the time of a single question
        articles = np.array(sorted({passage.article_number for passage in passages}))
        terms = [(term, share) for term, share in zip(self._shares.terms, self._shares.covered, strict=True) if share]
        covered = np.array([share for _, share in terms]) @ self._index.tables.are_in_articles(
            [term for term, _ in terms], articles
        )
        most = self._config.coverage_weight * covered + (self._config.number_weight if self._numbers else 0.0)
        bounds: list[float] = most[articles.searchsorted([passage.article_number for passage in passages])].tolist()
        return bounds

    def _find_numbers(self, number: int) -> Iterator[str]:
        """The numbers of the question that an article has as whole numbers: 2 is not in 2022."""
        text = self._index.folded(number) if self._numbers else ""
        return (digits for digits in self._numbers if find_apart(text, digits, _DIGIT) >= 0)

    def sentence_texts(self, article: int) -> Sequence[str]:
        """The sentences of an article, folded."""
        return self._postings(article).folded

    def squeezed_sentences(self, article: int) -> Sequence[str]:
        """The sentences of an article, folded, without white space."""
        return self._postings(article).squeezed

    def words(self, article: int, sentence: int) -> Sequence[str]:
        """The words of a sentence of an article; together they are the sentence without white space."""
        return self._postings(article).words(sentence)

    def sentence_points(self, article: int) -> Sequence[float]:
        """How well each sentence of an article answers; comparable within the article."""
        return self._article(article).sentences.points

    def points_beside(self, article: int) -> Sequence[float]:
        """The same with what each sentence's passage has of the question; the highest are as high as without."""
        points = np.array(self.sentence_points(article))
        beside = points + BESIDE * self._points_of_passages(article)
        lifted: list[float] = (beside + (points.max() - beside.max())).tolist()
        return lifted

    def points_around(self, article: int) -> Sequence[float]:
        """What each sentence of an article gets for what its passage and its paragraph have of the question."""
        of_paragraphs = self.points_of_runs(article, find_paragraphs(self._index.sentences(article)))
        around: list[float] = (PASSAGE * self._points_of_passages(article) + PARAGRAPH * of_paragraphs).tolist()
        return around

    def _points_of_passages(self, article: int) -> npt.NDArray[np.float64]:
        if article not in self._of_passages:
            starts = [passage.start for passage in pack_sentences(self._index.sentences(article))]
            self._of_passages[article] = self.points_of_runs(article, starts)
        return self._of_passages[article]

    def points_of_runs(self, article: int, starts: Sequence[int]) -> npt.NDArray[np.float64]:
        """`SentenceScores.points_of_runs` of an article, by its number."""
        return self._article(article).sentences.points_of_runs(starts)

    def coverage(self, article: int) -> Sequence[float]:
        """For each sentence of an article how much of the question it has; comparable across articles."""
        return self._article(article).sentences.coverage

    def best_sentence(self, passage: ScoredPassage) -> int:
        """The number of a passage's best sentence in its article."""
        points, own = self.sentence_points(passage.article_number), passage.sentences
        return points.index(max(points[own.start : own.stop]), own.start)

    def _top_sentence(self, passage: ScoredPassage) -> int:
        """The number of the article's best sentence; that of the passage where it is equally good."""
        points, best = self.sentence_points(passage.article_number), self.best_sentence(passage)
        return max(range(len(points)), key=lambda sentence: (points[sentence], sentence == best))

    def adjustment(self, passage: ScoredPassage) -> float:
        """What is added to a passage's BM25 score; may be below 0."""
        return max(self._unbounded(passage), -MOST_LOST * passage.score)

    def _unbounded(self, passage: ScoredPassage) -> float:
        """The sum of a passage's parts, in points of the score."""
        article = self._article(passage.article_number)
        points = article.sentences.points
        behind = points[self.best_sentence(passage)] - article.most_points
        return passage.highest * (self._config.sentence_weight * behind + article.total)

    def reasons(self, passage: ScoredPassage) -> Iterator[Reason]:
        """The parts of `adjustment`; their points add up to it."""
        unbounded = self._unbounded(passage)
        scale = passage.highest * (self.adjustment(passage) / unbounded if unbounded else 1.0)
        parts = self._parts(passage)
        for (part, field, term), points in parts.items():
            if not points:
                continue
            if field:
                weight, idf = self._query.fields[field][term], self._index.idf(field, term)
                yield Reason(part, field, term, self._query.origins[field][term], weight, idf, scale * points)
            else:
                yield Reason(part, "", term, "", 1.0, 0.0, scale * points)

    def _parts(self, passage: ScoredPassage) -> Parts:
        """What a passage gets for its article, and what its best sentence has more and less than the article's best."""
        article = self._article(passage.article_number)
        parts: defaultdict[tuple[ScorePart, str, str], float] = defaultdict(float)
        for part in article.sentences.parts(article.covering):
            if part.coverage:
                parts["coverage", part.field, part.term] = self._config.coverage_weight * part.coverage
        for digits in article.numbers:
            parts["number", "", digits] = self._config.number_weight / len(self._numbers)
        best, top = self.best_sentence(passage), self._top_sentence(passage)
        if best != top:
            for sentence, weight in ((best, self._config.sentence_weight), (top, -self._config.sentence_weight)):
                for part in article.sentences.parts(sentence):
                    parts[part.part, part.field, part.term] += weight * part.points
        return parts


def find_paragraphs(sentences: Sequence[Sentence]) -> list[int]:
    """The numbers of the sentences that begin the paragraphs of an article."""
    return [0, *(at for at, (one, two) in enumerate(pairwise(sentences), 1) if one.paragraph != two.paragraph)]
