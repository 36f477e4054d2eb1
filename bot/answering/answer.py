"""Question → Answer: the best passages with what is marked in them, or the paper's silence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.answering.evidence import mark
from bot.answering.followup import with_history
from bot.answering.kind import kind_of
from bot.records import Answer, Hit
from bot.retrieval.index import Index, Scored
from bot.retrieval.query import Query, make_query

__all__ = ["answer", "search"]

# The confidence is a logistic function of the best passage's share of the highest score that the question can have.
# Measured before the project began, on questions whose answer was taken out of the corpus, this share alone tells
# answered from unanswered with an area under the curve of .90.
CONFIDENCE_SLOPE = 12.0
CONFIDENCE_MIDDLE = 0.24
# Below this, the paper is said to be silent.
ANSWERED = 0.5


def _hits(query: Query, question: str, scored: Sequence[Scored]) -> tuple[Hit, ...]:
    kind = kind_of(question)
    return tuple(
        Hit(rank, found.score, found.passage, found.article, mark(query, kind, found.passage.text))
        for rank, found in enumerate(scored, start=1)
    )


def search(index: Index, question: str, k: int) -> list[Hit]:
    """The best k passages for a question, or fewer, best first; none where no passage shares a term with it."""
    query = make_query(question)
    return list(_hits(query, question, index.search(query, k)))


def answer(index: Index, question: str, history: Sequence[str], k: int) -> Answer:
    """The answer of a corpus to a question.

    Args:
        index: the corpus.
        question: as typed.
        history: the questions that the same person asked before, oldest first.
        k: how many hits at most.
    """
    query = with_history(make_query(question), question, history)
    scored = index.search(query, k)
    if not scored:
        return Answer(question, answered=False, confidence=0.0)
    confidence = 1 / (1 + math.exp(-CONFIDENCE_SLOPE * (scored[0].share - CONFIDENCE_MIDDLE)))
    return Answer(question, confidence >= ANSWERED, round(confidence, 4), _hits(query, question, scored))
