"""Which sentences of a passage answer: the ranges that are marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.question.intent import QuestionKind
from bot.records import Span, merge_spans

__all__ = ["find_highlights"]

# The second best sentence is marked only where it says this much of what the best one says.
SECOND_SHARE = 0.5
# A question for a list takes so many sentences after the best one.
LIST_LENGTH = 2


def find_highlights(text: str, sizes: Sequence[int], points: Sequence[float], kind: QuestionKind) -> tuple[Span, ...]:
    """The one to three sentences of a passage that answer best, as ranges of its text; none where no points are.

    Args:
        text: the passage.
        sizes: how many characters each of its sentences has, in order.
        points: how well each sentence answers.
        kind: what the question asks for; a list takes the sentences after the best one too.
    """
    if not points or max(points) <= 0:
        return ()
    spans = _spans(text, sizes)
    order = sorted(range(len(spans)), key=lambda number: (-points[number], number))
    best = order[0]
    chosen = [best]
    if kind is QuestionKind.LIST or text[spans[best].start : spans[best].end].rstrip().endswith(("：", ":")):
        chosen.extend(number for number in range(best + 1, best + 1 + LIST_LENGTH) if number < len(spans))
    else:
        # the second best only where it has something of its own to say about the question
        chosen.extend(number for number in order[1:2] if points[number] >= SECOND_SHARE * points[best])
    chosen.sort()
    ranges = [_trim(text, spans[number]) for number in chosen]
    # neighbours are one range, white space between them included
    joined = [
        Span(left.start, right.start) if after == before + 1 else left
        for (before, left), (after, right) in pairwise(zip(chosen, ranges, strict=True))
    ]
    return merge_spans([*joined, ranges[-1]])


def _spans(text: str, sizes: Sequence[int]) -> list[Span]:
    """The sentences as ranges of the text."""
    spans: list[Span] = []
    position = 0
    for size in sizes:
        start = min(len(text), position)
        position += size
        spans.append(Span(start, min(len(text), position)))
    return spans


def _trim(text: str, span: Span) -> Span:
    sentence = text[span.start : span.end]
    start = span.start + len(sentence) - len(sentence.lstrip())
    return Span(start, max(start, span.start + len(sentence.rstrip())))
