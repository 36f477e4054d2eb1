"""A question that leans on the one before: 那从哪天开始？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.retrieval.analysis import FIELDS, fold
from bot.retrieval.query import Query, make_query

__all__ = ["with_history"]

# The question begins by pointing back, or names nothing of its own.
_LEANS = re.compile(r"^(?:那|它|他|她|这|该|其|还有|然后|另外|再)")
# Fewer words than this cannot name a subject and ask about it.
FEW_WORDS = 2
# The earlier question says what is meant, the new one what is asked: it counts for less.
EARLIER_WEIGHT = 0.5


def with_history(query: Query, question: str, history: Sequence[str]) -> Query:
    """The query with the last question's terms added at half weight, where the new question leans on it."""
    leans = _LEANS.match(fold(question).text.strip()) or len(query.fields["words"]) < FEW_WORDS
    if not leans or not history:
        return query
    earlier = make_query(history[-1])
    return Query(
        {
            name: {
                **{term: EARLIER_WEIGHT * weight for term, weight in earlier.fields[name].items()},
                **query.fields[name],
            }
            for name in FIELDS
        }
    )
