"""The exact words that answer: a number, a time, a person or a place in the highlighted sentences.

Of all words that look like an answer, those nearest to the question's words are taken, or none where two are about as
near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.question.answer_patterns import AnswerPattern, find_answer_pattern
from bot.question.question import Question
from bot.records import Span
from bot.text.normalization import fold_with_origin

__all__ = ["find_span"]

# These were fitted on the working half of tests/data/spans.jsonl (python -m tests.support.spans).
# The second best words must have less than this share of the best ones' points.
RIVAL_SHARE = 0.75
# The best words must have at least this share of the weight of all terms of the question in the highlights.
ENOUGH = 0.15
# A term this many characters away counts half.
HALF_AT = 8
# A comma between counts as so many characters.
COMMA = 6
# A term that says what is counted counts for so much more, because it stands beside its number.
FOCUS_WEIGHT = 3.0

# 从70%提高至80%, 由原来的三天缩短到一天: the older and the newer value are equally near to the question's words.
_FROM = re.compile(r"(?:从|由)(?:[原此以][来先前]?的?|去年的?|过去的?)?$")
_BECOMES = re.compile(
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

    def find_origin(self, start: int, stop: int) -> Span:
        """The printed characters that a range of the text came from."""
        return Span(self.origin[start], self.origin[stop - 1] + 1)


def _squeeze(text: str) -> _Squeezed:
    folded = fold_with_origin(text)
    kept = [at for at, character in enumerate(folded.text) if not character.isspace()]
    return _Squeezed("".join(folded.text[at] for at in kept), [folded.origin[at] for at in kept])


def find_span(question: Question, text: str, highlights: Sequence[Span], terms: Mapping[str, float]) -> Span | None:
    """The words of a text that answer a question, as a range of it; None rather than a guess.

    Args:
        question: the question.
        text: the passage.
        highlights: its sentences that answer; the words are looked for in them only.
        terms: pairs of characters of the question, folded, each with how much it counts.
    """
    pattern = find_answer_pattern(question.squeezed, question.intent)
    if pattern is None:
        return None
    sentences = [(span, _squeeze(text[span.start : span.end])) for span in highlights]
    weights = {
        term: weight * (FOCUS_WEIGHT if term in pattern.focus else 1.0)
        for term, weight in terms.items()
        if any(term in sentence.text for _, sentence in sentences)
    }
    total = sum(weights.values())
    if weights:
        # 一亩能赚多少 is answered by 每亩
        most = max(weights.values())
        weights |= {f"每{unit}": FOCUS_WEIGHT * most for unit in _EACH.findall(question.squeezed)}
    asks_old = bool(_ASKS_OLD.search(question.squeezed))
    # the same words may occur several times: the best place counts
    best: dict[str, tuple[float, Span]] = {}
    for span, sentence in sentences:
        for candidate in _choose_newer(_score_candidates(pattern, sentence.text, weights), sentence.text, asks_old):
            words = sentence.text[candidate.start : candidate.stop]
            if words not in question.squeezed and candidate.points > best.get(words, (0.0, span))[0]:
                origin = sentence.find_origin(candidate.start, candidate.stop)
                best[words] = candidate.points, Span(span.start + origin.start, span.start + origin.end)
    ranked = sorted(best.values(), key=lambda entry: -entry[0])
    if not ranked or ranked[0][0] < ENOUGH * total:
        return None
    if len(ranked) > 1 and ranked[1][0] > RIVAL_SHARE * ranked[0][0]:
        return None
    return ranked[0][1]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words of a sentence that may be the answer: a range of its text, and how near the question's terms are."""

    start: int
    stop: int
    points: float


def _score_candidates(pattern: AnswerPattern, text: str, weights: Mapping[str, float]) -> Iterator[_Candidate]:
    """The words of a text that match a pattern, in order."""
    for match in pattern.pattern.finditer(text):
        if pattern.office and not match[0].startswith(pattern.office):
            continue
        group = next((name for name in ("words", "seat", "address") if match.groupdict().get(name)), 0)
        start, stop = match.span(group)
        if stop > start:
            yield _Candidate(start, stop, _nearness(text, start, stop, weights))


def _choose_newer(candidates: Iterable[_Candidate], text: str, asks_old: bool) -> Iterator[_Candidate]:
    """The candidates; of two values of which one became the other only the newer, or the older if that is asked for.

    It gets the larger of the two's points.
    """
    older: _Candidate | None = None
    for candidate in candidates:
        if older and _BECOMES.fullmatch(text[older.stop : candidate.start]):
            yield replace(older if asks_old else candidate, points=max(candidate.points, older.points))
            older = None
            continue
        if older:
            yield older
            older = None
        if _FROM.search(text[: candidate.start]):
            older = candidate
        else:
            yield candidate
    if older:
        yield older


def _nearness(text: str, start: int, stop: int, weights: Mapping[str, float]) -> float:
    """The weight of the question's terms in the sentence of some words, each less the farther away it stands."""
    sentence_start = max((mark.end() for mark in _SENTENCE_END.finditer(text, 0, start)), default=0)
    end_mark = _SENTENCE_END.search(text, stop)
    sentence_stop = end_mark.start() if end_mark else len(text)
    points = 0.0
    for term, weight in weights.items():
        gaps = []
        at = text.find(term, sentence_start, sentence_stop)
        while at >= 0:
            between = text[at + len(term) : start] if at < start else text[stop:at]
            gaps.append(len(between) + COMMA * len(_CLAUSE_END.findall(between)))
            at = text.find(term, at + 1, sentence_stop)
        if gaps:
            points += weight / (1 + min(gaps) / HALF_AT)
    return points
