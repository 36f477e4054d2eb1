"""What is marked in a passage that is shown: the words that answer and their sentences, alike wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from bot.records import Answer, Hit, Span

LEFT_OUT = "……"
"""Stands where words of the paper are left out."""

# Sentences that answer stand before a passage of more characters than this, of which they are no more than a share.
_LONG, _MUCH = 100, 0.5

_WHOLE = re.compile(r"[。！？!?…][”’」』）)》]*\s*$")


@dataclass(frozen=True, slots=True)
class Marks:
    """Ranges of a passage's text."""

    # what answers: the exact words where they are known, else the sentences; none where it is not sure that they do
    answering: tuple[Span, ...] = ()
    # the sentences that answer, or may answer
    sentences: tuple[Span, ...] = ()


NO_MARKS = Marks()


def find_marks(answer: Answer, hit: Hit) -> Marks:
    """The marks of a hit of an answer: only the first of a question that is answered has any.

    Bold words say "here is your answer": where that is not sure, the sentences are marked in a weaker way.
    """
    if not answer.answered or hit.rank != 1:
        return NO_MARKS
    return Marks(() if answer.is_unsure else answer.answering_spans(hit), hit.highlights)


class LeadPart(NamedTuple):
    """A range of a passage's text, and what stands where the paper's words before or after it are left out."""

    span: Span
    before: str
    after: str


def find_lead(hit: Hit, marks: Marks) -> list[LeadPart]:
    """What of a passage is shown before it: the sentences that answer, each within a paragraph.

    None where there are no such sentences, the passage is short, or they are much of it.
    """
    text, paragraphs = hit.passage.text, hit.passage.paragraphs
    if len(text) <= _LONG or sum(map(len, marks.sentences)) >= _MUCH * len(text):
        return []
    shared = (
        (max(span.start, paragraph.start), min(span.end, paragraph.end))
        for span in marks.sentences
        for paragraph in paragraphs
    )
    spans = [Span(start, end) for start, end in shared if start < end]
    parts: list[LeadPart] = []
    for span, following in zip_longest(spans, spans[1:]):
        paragraph = next(one for one in paragraphs if one.start <= span.start < one.end)
        before = "" if parts or _is_border(text[paragraph.start : span.start]) else LEFT_OUT
        rest = text[span.end : following.start if following else paragraph.end].strip()
        is_whole = not rest if following else not rest or _is_border(text[span.start : span.end])
        parts.append(LeadPart(span, before, "" if is_whole else LEFT_OUT))
    return parts


def find_rest(hit: Hit, lead: Sequence[LeadPart]) -> list[str]:
    """The paragraphs of a passage without what of it is shown before it, which nobody has to read twice.

    Dots stand in its place, but for a whole paragraph at the beginning or the end.
    """
    text = hit.passage.text
    rest: list[str] = []
    for paragraph in hit.passage.paragraphs:
        pieces, start = [], paragraph.start
        for part in lead:
            if paragraph.start <= part.span.start < paragraph.end:
                pieces.append(text[start : part.span.start])
                start = part.span.end
        rest.append(LEFT_OUT.join([*pieces, text[start : paragraph.end]]))
    kept = [number for number, one in enumerate(rest) if one != LEFT_OUT]
    return rest[kept[0] : kept[-1] + 1]


def _is_border(before: str) -> bool:
    """Whether a sentence ends with what stands before in its paragraph, or begins there."""
    return not before.strip() or bool(_WHOLE.search(before))
