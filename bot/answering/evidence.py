"""Which sentences of a passage answer: the ranges that are marked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from bot.answering.kind import Kind, holds
from bot.ingest.sentences import sentences
from bot.records import Span, merge_spans
from bot.retrieval.analysis import FIELDS, Terms, fold
from bot.retrieval.query import Query

__all__ = ["mark"]

# Points besides the share of the question's terms; measured before the project began on government notices.
KIND_POINTS = 0.2  # the sentence holds a number, a date … of the kind asked for
NO_END_POINTS = -0.2  # a heading or a remainder: it has no sentence end
NEIGHBOUR_SHARE = 0.5  # of the points that the sentence before has by its pairs of characters


def _share(query: Mapping[str, float], own: list[set[str]], index: int) -> float:
    """The share of a query's terms that a sentence has, by how rare each is among this passage's sentences.

    A word in every sentence of the passage, such as its topic, tells nothing about which sentence answers.
    """
    n = len(own)
    total = found = 0.0
    for term, weight in query.items():
        df = sum(term in terms for terms in own)
        total += weight
        if term in own[index]:
            found += weight * math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)
    return found / total if total else 0.0


def mark(query: Query, kind: Kind, text: str) -> tuple[Span, ...]:
    """The one to three sentences of a passage that answer best, as ranges of its text; empty if none shares a term.

    Args:
        query: the question's terms.
        kind: what it asks for; a list takes the sentences after the best one too.
        text: the passage.
    """
    spans = sentences(text)
    folded = [fold(text[span.start : span.end]).text for span in spans]
    terms = [Terms(sentence) for sentence in folded]
    own = {name: [set(entry.field(name)) for entry in terms] for name in FIELDS}
    shares = {name: [_share(query.fields[name], own[name], index) for index in range(len(spans))] for name in FIELDS}
    points = [sum(weight * shares[name][index] for name, weight in FIELDS.items()) for index in range(len(spans))]
    if not any(points):
        return ()
    scored = []
    for index, sentence in enumerate(folded):
        score = points[index]
        score += KIND_POINTS * holds(kind, sentence)
        score += NO_END_POINTS * (not any(end in sentence for end in "。!?;…"))
        score += NEIGHBOUR_SHARE * (shares["pairs"][index - 1] if index else 0.0)
        scored.append(score)
    order = sorted(range(len(spans)), key=lambda index: (-scored[index], index))
    best = order[0]
    chosen = [best]
    if kind is Kind.LIST or text[spans[best].start : spans[best].end].rstrip().endswith(("：", ":")):
        chosen.extend(index for index in (best + 1, best + 2) if index < len(spans))
    else:
        # the second best only where it has something of its own to say about the question
        chosen.extend(index for index in order[1:2] if points[index] >= 0.5 * points[best])
    chosen.sort()
    ranges = [_trim(text, spans[index]) for index in chosen]
    joined = [
        Span(left.start, right.start) if after == before + 1 else left
        for (before, left), (after, right) in pairwise(zip(chosen, ranges, strict=True))
    ]
    return merge_spans([*joined, ranges[-1]])


def _trim(text: str, span: Span) -> Span:
    sentence = text[span.start : span.end]
    start = span.start + len(sentence) - len(sentence.lstrip())
    return Span(start, max(start, span.start + len(sentence.rstrip())))
