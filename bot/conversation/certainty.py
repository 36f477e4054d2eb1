"""Whether an answer is certain enough to be offered to somebody who asked in other words."""

from __future__ import annotations

from bot.records import Answer

# From this confidence on nine of ten answers are right.
SURE = 0.6


def is_sure(found: Answer) -> bool:
    """Whether an answer may be shown for a question that was not typed so."""
    return found.answered and found.confidence >= SURE
