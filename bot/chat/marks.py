"""What is marked in a passage that is shown: the words that answer and their sentences, alike wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.records import Answer, Hit, Span

__all__ = ["NO_MARKS", "Marks", "find_lead", "find_marks"]

# Sentences that answer stand before a passage of more characters than this, of which they are no more than a share.
_LONG, _MUCH = 100, 0.5


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


def find_lead(hit: Hit, marks: Marks) -> list[Span]:
    """The ranges of a passage's text that are shown before it: the sentences that answer, each within a paragraph.

    None where there are no such sentences, the passage is short, or they are much of it.
    """
    size = len(hit.passage.text)
    if size <= _LONG or sum(map(len, marks.sentences)) >= _MUCH * size:
        return []
    shared = (
        (max(span.start, paragraph.start), min(span.end, paragraph.end))
        for span in marks.sentences
        for paragraph in hit.passage.paragraphs
    )
    return [Span(start, end) for start, end in shared if start < end]
