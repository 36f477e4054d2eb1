"""The exact words that answer: a number, a time, a person or a place in the sentences that are marked.

Of what is of the kind asked for, the words nearest to those of the question; none where two are about as near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.question.answer_patterns import AnswerPattern, find_answer_pattern
from bot.question.question import Question
from bot.records import Span
from bot.text.normalization import fold

__all__ = ["find_span"]

# Found on the working half of tests/data/spans.jsonl (python -m tests.support.spans).
# The second nearest must have less than this share of the nearest one's points.
RIVAL = 0.75
# The question's terms that stand near must weigh at least this share of those in the sentences that are marked.
ENOUGH = 0.15
# A term so many characters away counts half; a comma between counts as so many characters.
HALF_AT = 8
COMMA = 6
# What is counted stands beside its number.
FOCUS_WEIGHT = 3.0

# From what to what: 从70%提高至80%, 由原来的三天缩短到一天. What was and what is now are equally near.
_FROM = re.compile(r"(?:从|由)(?:[原此以][来先前]?的?|去年的?|过去的?)?$")
_TURNS = re.compile(
    r"(?:[,的]|提高|提升|上升|增加|增长|扩大|拓展|下降|降低|减少|缩短|压缩|变|改|升|增|降|减|涨|扩)*[至到为成]+"
)
_EACH = re.compile("[一每]([亩吨斤户人张件个年月天度米吨棵只升])")
_ASKS_OLD = re.compile("原来|原先|原本|以前|之前|此前|往年")
_SENTENCE_END = re.compile("[。!?;]")
_CLAUSE_END = re.compile("[,:]")


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """A text folded and without white space, with the way back."""

    text: str
    # for every character the index of the printed one that it came from
    origin: Sequence[int]

    def printed(self, start: int, stop: int) -> Span:
        """The printed characters that a range of the text came from."""
        return Span(self.origin[start], self.origin[stop - 1] + 1)


def _squeeze(text: str) -> _Squeezed:
    folded = fold(text)
    kept = [at for at, character in enumerate(folded.text) if not character.isspace()]
    return _Squeezed("".join(folded.text[at] for at in kept), [folded.origin[at] for at in kept])


def find_span(question: Question, text: str, marked: Sequence[Span], terms: Mapping[str, float]) -> Span | None:
    """The words of a text that answer a question, as a range of it; None rather than a guess.

    Args:
        question: the question.
        text: the passage.
        marked: its sentences that answer; the words are looked for in them only.
        terms: pairs of characters of the question, folded, each with how much it counts.
    """
    asked = question.squeezed
    want = find_answer_pattern(asked, question.intent)
    if want is None:
        return None
    shown = [(span, _squeeze(text[span.start : span.end])) for span in marked]
    weights = {
        term: weight * (FOCUS_WEIGHT if term in want.focus else 1.0)
        for term, weight in terms.items()
        if any(term in sentence.text for _, sentence in shown)
    }
    total = sum(weights.values())
    if weights:
        # 一亩能赚多少 is answered by 每亩
        weights |= {f"每{unit}": FOCUS_WEIGHT * max(weights.values()) for unit in _EACH.findall(asked)}
    best: dict[str, tuple[float, Span]] = {}
    for span, sentence in shown:
        for start, stop, points in _weighed(want, sentence.text, weights, bool(_ASKS_OLD.search(asked))):
            words = sentence.text[start:stop]
            if words not in asked and points > best.get(words, (0.0, span))[0]:
                found = sentence.printed(start, stop)
                best[words] = points, Span(span.start + found.start, span.start + found.end)
    ranked = sorted(best.values(), key=lambda entry: -entry[0])
    if not ranked or ranked[0][0] < ENOUGH * total:
        return None
    if len(ranked) > 1 and ranked[1][0] > RIVAL * ranked[0][0]:
        return None
    return ranked[0][1]


def _weighed(
    want: AnswerPattern, text: str, weights: Mapping[str, float], old: bool
) -> Iterator[tuple[int, int, float]]:
    """Where words of the kind that is wanted stand in a text, with their points.

    Of two of which one turned into the other only the newer is given, or the older if `old`; it has the points of both.
    """
    waiting: tuple[int, int, float] | None = None
    for start, stop in _candidates(want, text):
        points = _nearness(text, start, stop, weights)
        if waiting and _TURNS.fullmatch(text[waiting[1] : start]):
            kept = waiting[:2] if old else (start, stop)
            yield *kept, max(points, waiting[2])
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = None
        if _FROM.search(text[:start]):
            waiting = start, stop, points
        else:
            yield start, stop, points
    if waiting:
        yield waiting


def _candidates(want: AnswerPattern, text: str) -> Iterator[tuple[int, int]]:
    """Where words of the kind that is wanted stand in a text."""
    for found in want.pattern.finditer(text):
        if want.office and not found[0].startswith(want.office):
            continue
        group = next((name for name in ("words", "seat", "address") if found.groupdict().get(name)), 0)
        if found.end(group) > found.start(group):
            yield found.span(group)


def _nearness(text: str, start: int, stop: int, weights: Mapping[str, float]) -> float:
    """The weight of the question's terms in the sentence of some words, each less the farther away it stands."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, stop)
    low, high = before[-1] if before else 0, after.start() if after else len(text)
    points = 0.0
    for term, weight in weights.items():
        nearest = None
        at = text.find(term, low, high)
        while at >= 0:
            between = text[at + len(term) : start] if at < start else text[stop:at]
            gap = len(between) + COMMA * len(_CLAUSE_END.findall(between))
            nearest = gap if nearest is None else min(nearest, gap)
            at = text.find(term, at + 1, high)
        if nearest is not None:
            points += weight / (1 + nearest / HALF_AT)
    return points
