"""Text → sentences, as half-open ranges."""

from __future__ import annotations

import re

from bot.records import Span

__all__ = ["sentences"]

# A sentence ends at 。！？… or ；with the quotes and brackets that close there. A Latin full stop ends none: it
# stands in numbers and web addresses.
_END = re.compile(r"(?:[。！？!?；;]|…+)+[”’」』）)》】\"']*")


def sentences(text: str) -> list[Span]:
    """The sentences of a text: in order, covering it all; empty for an empty text.

    What a quotation mark closes stays with it. A remainder without an end is a sentence too.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        spans.append(Span(start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans
