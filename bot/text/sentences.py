"""Text → sentences."""

from __future__ import annotations

from bot.text.characters import CLOSING_MARKS
from bot.text.patterns import compile_late

# A sentence ends at 。！？… or ；with the quotes and brackets that close there. A Latin full stop ends none, because it
# stands in numbers and web addresses too.
_MARKS = "。！？!?；;…"
_SENTENCE = compile_late(rf"[^{_MARKS}]*+[{_MARKS}]+[{CLOSING_MARKS}]*|[^{_MARKS}]+")


def cut_sentences(text: str) -> list[str]:
    """The sentences of a text, in order; together they are the whole text, and an empty text has none.

    What follows the last end of a sentence is one too.
    """
    return _SENTENCE.findall(text)
