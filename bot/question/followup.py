"""A question that leans on the ones before: 那从哪天开始？ 在哪里办？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.retrieval.analyzer import Analyzer
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.query import Query, bare_question, make_query
from bot.text.normalization import fold

__all__ = ["LEANING_WEIGHT", "REMEMBERED", "clears_history", "weight_of_history", "with_history"]

# The question begins by pointing back.
_LEANS = re.compile(r"(?:那|它|他|她|这|该|其|还有|还能|然后|另外|再|又|此外)")
# 换个问题: what was asked before is over.
_CLEARS = re.compile(r"(?:换[一个]*(?:问题|话题)|问个?别的|不说这个了?|重新问|新问题|说点别的)")
# So few characters, without the words that only ask, seldom name a subject; so few more may.
SHORT, MIDDLING = 8, 12
# The earlier question says what is meant, the new one what is asked: it counts for less. Found on the questions of
# tests/data/questions_work.jsonl; from half to full weight they come out the same.
LEANING_WEIGHT, MIDDLING_WEIGHT = 0.6, 0.3
# The question before the last counts half as much as the last.
FADING = 0.5
REMEMBERED = 2


def clears_history(question: str) -> bool:
    """Whether a person says that what follows has nothing to do with what was asked before."""
    return bool(_CLEARS.match(fold(question).text.strip()))


def weight_of_history(question: str) -> float:
    """How much the earlier question counts for this one, 0 to 1: 0 where it names a subject of its own."""
    folded = fold(question).text.strip()
    if clears_history(question):
        return 0.0
    own = sum(character.isalnum() for character in bare_question(question))
    if _LEANS.match(folded) or own <= SHORT:
        return LEANING_WEIGHT
    return MIDDLING_WEIGHT if own <= MIDDLING else 0.0


def with_history(
    query: Query,
    question: str,
    history: Sequence[str],
    analyzer: Analyzer,
    config: RankingConfig = DEFAULT_CONFIG,
) -> Query:
    """The query with the terms of the last questions added, where the new one leans on them.

    A query that says nothing stays empty: nothing was asked.
    """
    weight = weight_of_history(question)
    if not weight or query.empty:
        return query
    for at, earlier in enumerate(reversed(history[-REMEMBERED:])):
        if clears_history(earlier):
            break
        query = query.plus(make_query(earlier, analyzer, config).fields, weight * FADING**at, "history")
    return query
