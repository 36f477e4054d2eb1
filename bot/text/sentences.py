"""Text → sentences, as half-open ranges of characters."""

from __future__ import annotations

import re

from bot.records import Span
from bot.text.characters import CLOSING_MARKS

__all__ = ["find_sentences"]

# A sentence ends at 。！？… or ；with the quotes and brackets that close there. A Latin full stop ends none, because it
# stands in numbers and web addresses too.
_END = re.compile(rf"(?:[。！？!?；;]|…+)+[{CLOSING_MARKS}]*")


def find_sentences(text: str) -> list[Span]:
    """The sentences of a text, in order; together they are the whole text, and an empty text has none.

    What follows the last end of a sentence is one too.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans
