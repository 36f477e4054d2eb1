"""Question → Answer: the best passages with the sentences that answer, or the admission that the corpus has none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.answering.asked_words import find_unknown_words
from bot.answering.confidence import ANSWERED, RELATED, AnswerFeatures, estimate_confidence, weigh_features
from bot.answering.exact_answer import find_span
from bot.answering.features import measure_features
from bot.answering.highlights import find_highlights
from bot.answering.ranking import RankedPassage, Ranking, rank_passages
from bot.answering.sentence_postings import SentencePostings
from bot.question.followup import REMEMBERED, clears_history, weight_of_history
from bot.question.interpretation import TOPIC_WEIGHT, Interpretation, Interpreter
from bot.question.lexicon import Lexicon
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.records import Answer, Band, Explanation, Hit, Span
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index
from bot.semantic.passage_vectors import PassageVectors

__all__ = ["Answerer"]

# As many passages as a hit can be one of.
MOST_HITS = 100
# Who asks for one name and gets another may be told so, but not that it answers.
DOUBTFUL = (ANSWERED + RELATED) / 2
# A correction is suggested only where it is answered with this confidence, from which on nine of ten answers are right.
CERTAIN = 0.6
# The terms of the sentences of this many articles are kept, because each question needs those of its candidates.
_CACHED_ARTICLES = 4096


class Answerer:
    """Answers questions from an index.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
        vectors: of the passages' meanings; None where there are none.

    Attributes:
        index, lexicon, vectors: as given.
    """

    def __init__(self, index: Index, lexicon: Lexicon, vectors: PassageVectors | None = None) -> None:
        self.index = index
        self.vectors = vectors
        self.lexicon = lexicon
        self._preferences = Preferences(index)
        self._interpreter = Interpreter(index, lexicon, self._preferences)
        self._postings_of = lru_cache(maxsize=_CACHED_ARTICLES)(
            lambda number: SentencePostings(index.sentences(number), index.analyzer, index.config)
        )

    def search(self, question: str, k: int, within: Filter = NO_FILTER) -> list[Hit]:
        """The best k passages for a question, or fewer, best first; none where no passage shares a term with it."""
        ranking = self._rank(self._interpret(self._read(question), ()), k, within)
        return [_build_hit(ranking, rank) for rank in range(1, len(ranking.passages) + 1)]

    def answer(
        self, question: str, history: Sequence[str], k: int, within: Filter = NO_FILTER, *, why: bool = False
    ) -> Answer:
        """The answer of the corpus to a question.

        Args:
            question: as typed.
            history: the questions that the same person asked before, oldest first.
            k: how many hits at most.
            within: only articles that it lets through.
            why: whether the answer says why each hit has its score.
        """
        read = self._read(question)
        if read.talk:
            return Answer(question, answered=False, confidence=0.0, talk=read.talk)
        interpretation = self._interpret(read, self._read_all(history))
        ranking = self._rank(interpretation, k, within)
        if not ranking.passages:
            unknown = find_unknown_words(interpretation, self.index)
            return Answer(question, answered=False, confidence=0.0, unknown=unknown)
        hits = tuple(_build_hit(ranking, rank) for rank in range(1, min(k, len(ranking.passages)) + 1))
        features = measure_features(ranking, hits[0].highlights)
        confidence = round(estimate_confidence(features), 4)
        if interpretation.doubts_name:
            confidence = min(confidence, DOUBTFUL)
        band: Band = "answer" if confidence >= ANSWERED else "related" if confidence >= RELATED else "silent"
        # exact words promise more than a passage does: none where the passage may be about something else
        exact = band == "answer" and not features.lacking and not features.elsewhere
        return Answer(
            question,
            band == "answer",
            confidence,
            hits,
            band,
            suggestion=self._suggest(interpretation, within),
            unknown=() if band == "answer" else find_unknown_words(interpretation, self.index),
            span=self._find_span(interpretation, hits[0]) if exact else None,
            explanations=tuple(_explain(ranking, one, features) for one in ranking.passages[:k]) if why else (),
        )

    def explain(self, question: str, hit: Hit, history: Sequence[str] = (), within: Filter = NO_FILTER) -> Explanation:
        """Why a hit has its score, and the question its confidence.

        Args:
            question: as typed.
            hit: one of its hits.
            history, within: as they were given to `answer`.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        interpretation = self._interpret(self._read(question), self._read_all(history))
        ranking = self._rank(interpretation, hit.rank, within)
        passage = next((one for one in ranking.passages if one.passage.id == hit.passage.id), None)
        if passage is None:
            # a search for more hits compares more candidates: the passage is one of them, with the hit's own score
            ranking = self._rank(interpretation, MOST_HITS, within)
            same = (one for one in ranking.passages if one.passage.id == hit.passage.id)
            passage = next((one for one in same if math.isclose(one.score, hit.score)), None)
        if passage is not None:
            return _explain(ranking, passage, _features_of(ranking))
        raise ValueError(f"the hit {hit.passage.id!r} is none of the question {question!r}")

    def _rank(self, interpretation: Interpretation, k: int, within: Filter) -> Ranking:
        return rank_passages(self.index, interpretation, self._preferences, self._postings_of, k, within, self.vectors)

    def _read(self, question: str) -> Question:
        return Question(question, self.index.analyzer, self.index.config)

    def _read_all(self, history: Sequence[str]) -> list[Question]:
        """The last questions of a history, of which a few are enough."""
        return [self._read(question) for question in history[-2 * REMEMBERED :]]

    def _interpret(self, question: Question, history: Sequence[Question]) -> Interpretation:
        interpretation = self._interpreter.interpret(question, history)
        if interpretation.names_subject:
            return interpretation
        return replace(interpretation, topic=self._find_topic(question, history))

    def _find_topic(self, question: Question, history: Sequence[Question]) -> tuple[int, float] | None:
        """The number of the article that answered the question before, where this one leans on it, and its weight."""
        weight = weight_of_history(question)
        questions = [earlier for earlier in history if not earlier.talk]
        if not weight or not questions or clears_history(questions[-1]):
            return None
        ranking = self._rank(self._interpret(questions[-1], questions[-1 - REMEMBERED : -1]), 1, NO_FILTER)
        if not ranking.passages or estimate_confidence(_features_of(ranking)) < ANSWERED:
            return None
        return ranking.passages[0].article_number, TOPIC_WEIGHT * weight

    def _suggest(self, interpretation: Interpretation, within: Filter) -> str | None:
        """The question with its slips repaired, if these stand nowhere and the corpus surely answers it; else None."""
        suggestion = interpretation.suggestion
        if suggestion is None or any(self.index.has_text(slip.typed) for slip in interpretation.repairs):
            return None
        ranking = self._rank(self._interpret(self._read(suggestion), ()), 1, within)
        surely = bool(ranking.passages) and estimate_confidence(_features_of(ranking)) >= CERTAIN
        return suggestion if surely else None

    def _find_span(self, interpretation: Interpretation, hit: Hit) -> Span | None:
        """The exact words that answer, in the highlights of a hit."""
        pairs = interpretation.query.fields["pairs"]
        weights = {term: weight * self.index.idf("pairs", term) for term, weight in pairs.items()}
        return find_span(interpretation.question, hit.passage.text, hit.highlights, weights)


def _build_hit(ranking: Ranking, rank: int) -> Hit:
    passage = ranking.passages[rank - 1]
    return Hit(rank, passage.score, passage.passage, passage.scored.article, _highlights(ranking, passage))


def _highlights(ranking: Ranking, passage: RankedPassage) -> tuple[Span, ...]:
    """The sentences of a passage that answer, as ranges of its text."""
    start, stop = passage.sentences.start, passage.sentences.stop
    texts = [sentence.joined.text for sentence in ranking.index.sentences(passage.article_number)[start:stop]]
    # white space at the beginning of a passage is not shown
    sizes = [len(texts[0].lstrip()), *map(len, texts[1:])]
    points = passage.sentence_points[start:stop]
    return find_highlights(passage.passage.text, sizes, points, ranking.interpretation.question.intent.kind)


def _features_of(ranking: Ranking) -> AnswerFeatures:
    return measure_features(ranking, _highlights(ranking, ranking.passages[0]))


def _explain(ranking: Ranking, passage: RankedPassage, features: AnswerFeatures) -> Explanation:
    """Why a passage has its score, and its question the confidence that follows from some features."""
    interpretation = ranking.interpretation
    expansions = interpretation.expansions
    added = [(expansion.typed, expansion.added) for expansion in expansions]
    added += [(repair.typed, repair.added) for repair in interpretation.repairs]
    return Explanation(
        passage.score,
        tuple(sorted(ranking.reasons(passage), key=lambda reason: -abs(reason.points))),
        weigh_features(features),
        estimate_confidence(features),
        tuple(added),
        tuple((expansion.typed, expansion.article) for expansion in expansions if expansion.article),
    )
