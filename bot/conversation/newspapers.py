"""Which newspapers there are, and of which days."""

from __future__ import annotations

from bot.records import Answer, AnswerFunction

# What answers questions takes nothing but words.
_ASKED_AS = "有哪些报纸"


def find_newspapers(answer: AnswerFunction) -> Answer:
    """The answer that has the newspapers, without hits."""
    return answer(_ASKED_AS, (), 1)
