"""A question that leans on the ones before: 那从哪天开始？ 在哪里办？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.question.question import Question
from bot.retrieval.query import Query

__all__ = ["LEANING_WEIGHT", "REMEMBERED", "add_history", "clears_history", "weight_of_history"]

# The question begins by pointing back.
_LEANS = re.compile(r"(?:那|它|他|她|这|该|其|还有|还能|然后|另外|再|又|此外)")
# 换个问题: what was asked before is over.
_CLEARS = re.compile(r"(?:换[一个]*(?:问题|话题)|问个?别的|不说这个了?|重新问|新问题|说点别的)")
# A question with so few letters, the words that only ask not counted, seldom names a subject of its own.
SHORT, MIDDLING = 8, 12
# The earlier question says what is meant, the new one what is asked: it counts for less. Found on the questions of
# tests/data/questions_work.jsonl; from half to full weight they come out the same.
LEANING_WEIGHT, MIDDLING_WEIGHT = 0.6, 0.3
# The question before the last counts half as much as the last.
FADING = 0.5
REMEMBERED = 2
"""So many earlier questions count."""


def clears_history(question: Question) -> bool:
    """Whether a person says that what follows has nothing to do with what was asked before."""
    return bool(_CLEARS.match(question.folded.strip()))


def weight_of_history(question: Question) -> float:
    """How much the earlier question counts for this one, 0 to 1: 0 where it names a subject of its own."""
    if clears_history(question):
        return 0.0
    size = sum(character.isalnum() for character in question.bare)
    if _LEANS.match(question.folded.strip()) or size <= SHORT:
        return LEANING_WEIGHT
    return MIDDLING_WEIGHT if size <= MIDDLING else 0.0


def add_history(query: Query, question: Question, history: Sequence[Question]) -> Query:
    """The query with the terms of the last questions added, where the new one leans on them.

    A query that says nothing stays empty: nothing was asked.
    """
    weight = weight_of_history(question)
    if not weight or query.empty:
        return query
    for age, earlier in enumerate(reversed(history[-REMEMBERED:])):
        if clears_history(earlier):
            break
        query = query.plus(earlier.query.fields, weight * FADING**age, "history")
    return query
