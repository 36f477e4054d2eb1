"""The exact words that answer: a number, a time, a person or a place in the sentences of an article.

All words that look like an answer compete. Each is judged by what stands around it, and the best are taken if it is
likely that they are the ones asked for, which it is not where others are about as good.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from bot.question.answer_patterns import AnswerPattern, find_answer_pattern
from bot.question.question import Question

__all__ = ["ENOUGH", "FEATURES", "Candidate", "ExactAnswerFinder", "ExactWords", "Findings"]

ENOUGH = 0.6
"""Words are shown if it is at least this likely that they are the ones asked for."""

# Only so many sentences of an article, those that answer best, may have the words.
MOST_SENTENCES = 12
# A term this many characters away counts half.
HALF_AT = 8
# A comma between counts as so many characters.
COMMA = 6
# A term that says what is counted, and 每斤 where the price of a pound is asked, counts for so much more, because it
# stands beside its number.
FOCUS_WEIGHT = 3.0

# From here on folded text without white space.
_SENTENCE_END = re.compile("[。!?;]")
_SEGMENT_END = re.compile("[,、。:;!?()]")
_EACH = re.compile("[一每]个?([亩吨斤户人张件月年天度米棵只升]|小时|钟头)")

# 从70%提高至80%, 由原来的三天缩短到一天: the older and the newer value are equally near to the question's words.
_FROM = re.compile("(?:从|由)(?:[原此以][来先前]?的?|去年的?|过去的?)?$")
_BECOMES = re.compile(
    "(?:[,的]|左右|提高|提升|上升|增加|增长|扩大|拓展|下降|降低|减少|缩短|压缩|变|改|升|增|降|减|涨|扩"
    r"|最快|逐[渐步]|现在|最后|\d{4}年[底末]?|年底|今年)*[至到为成]+"
)
_ONCE, _NOW = re.compile("原[来先本]|以前|之前|此前|过去|往年"), re.compile("现在|如今|目前|[改变]为")
_ASKS_OLD = re.compile("原来|原先|原本|以前|之前|此前|往年")
_CHANGED = re.compile(
    "(?:增长|增加|上升|提高|提升|上涨|[增升涨多快贵高慢]|下降|降低|减少|下跌|降价|[降减跌少低]|缩短|压缩|节省|节约|便宜|优惠)"
    "[了约近超过达出]*$"
)
# 3月1日至6月30日
_TO = re.compile("[—\\-~–至到]+(?:第二天|次日|翌日)?")
# What stands before and behind the first and the last point of a period.
_FIRST = re.compile("[从自]于?(?:今年|明年|去年)?$"), re.compile("起|开始|开启|开幕|正式")
_LAST = (
    re.compile("(?:[至到]|截[至止]|最[晚迟]于?|不[晚迟]于|[—~-])(?:今年|明年)?$"),
    re.compile("前|止|为止|截止|结束|之前|底前|恢复"),
)

FEATURES = {
    "near": (3.0, "share of the question's terms in the sentence, each less the farther away it stands"),
    "clause": (1.8, "share of the question's terms in the same clause, by how few candidates have them there"),
    "segment": (0.6, "share of the question's terms between the words and the mark or candidate before them"),
    "sentence": (5.0, "points of the sentence as a share of the best one's"),
    "focus": (1.0, "beside what is counted"),
    "other": (-2.7, "another unit than that asked for"),
    "older": (-3.4, "a value that became another one, or the newer one where the older is asked for"),
    "changed": (4.3, "behind 增长, 下降 … where a change is asked for"),
    "bound": (2.2, "at the end of a period that is asked for"),
}
"""What each feature of a candidate adds to the natural logarithm of its odds, and what it measures."""

# The logarithm of the odds that none of them is right. This and the weights are a softmax over the candidates,
# fitted on cmrc_trial, a quarter of drcd_dev, the working half of tests/data/spans.jsonl and 180 questions about a
# month of a daily.
NONE = 3.6

# What a sentence with words of the kind asked for gains over others of its article, in sentence points
# (sentence_scores.py), besides what these words gain over others of their kind.
HOLDS = 0.45


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a sentence that may be the answer."""

    # the number of the sentence
    sentence: int
    # a range of its folded text without white space
    start: int
    stop: int
    words: str
    features: Mapping[str, float]

    @property
    def points(self) -> float:
        """The natural logarithm of its odds, but for a constant."""
        return sum(FEATURES[name][0] * value for name, value in self.features.items())


class ExactWords(NamedTuple):
    """The words of an article that are likeliest to answer."""

    sentence: int
    # a range of the sentence's folded text without white space
    start: int
    stop: int
    # that they are the ones asked for, 0 to 1
    likelihood: float


class Findings(NamedTuple):
    """What the sentences of one article have of the kind of words asked for."""

    best: ExactWords | None
    # what sentences gain by that, in sentence points, by their numbers
    gains: Mapping[int, float]


class _Match(NamedTuple):
    start: int
    stop: int
    words: str


class ExactAnswerFinder:
    """Finds the exact words that answer one question.

    Args:
        question: the question.
        terms: pairs of characters that are looked up for it, folded, each with how much it counts.
    """

    def __init__(self, question: Question, terms: Mapping[str, float]) -> None:
        self.pattern = find_answer_pattern(question.squeezed, question.intent)
        self._question = question.squeezed
        self._asks_old = bool(_ASKS_OLD.search(question.squeezed))
        self._terms = terms

    def find(self, sentences: Sequence[str], points: Sequence[float]) -> Findings:
        """The words of an article that answer.

        Args:
            sentences: of the article, folded, without white space.
            points: how well each answers, from `sentence_scores`.
        """
        candidates = self.find_candidates(sentences, points)
        if not candidates:
            return Findings(None, {})
        highest, per_share = max(points) or 1.0, FEATURES["sentence"][0]
        gains: dict[int, float] = {}
        for one in candidates:
            if not one.features["near"] or (self.pattern and self.pattern.loose):
                continue
            own = one.points / per_share - one.features["sentence"]
            gains[one.sentence] = max(gains.get(one.sentence, 0.0), HOLDS + own * highest)
        # the same words may occur several times: the best place counts
        best: dict[str, Candidate] = {}
        for one in sorted(candidates, key=lambda one: one.points):
            best[one.words] = one
        top = max(best.values(), key=lambda one: one.points)
        odds = sum(math.exp(one.points - top.points) for one in best.values()) + math.exp(NONE - top.points)
        return Findings(ExactWords(top.sentence, top.start, top.stop, 1 / odds), gains)

    def find_candidates(self, sentences: Sequence[str], points: Sequence[float]) -> list[Candidate]:
        """All words of the best sentences that look like an answer; none where the question asks for no such words."""
        pattern = self.pattern
        if pattern is None or not sentences:
            return []
        numbers = sorted(sorted(range(len(sentences)), key=lambda number: -points[number])[:MOST_SENTENCES])
        weights = self._weigh_terms("\n".join(sentences[number] for number in numbers))
        total = sum(weights[term] for term in weights if term in self._terms) or 1.0
        best = max(points) or 1.0
        # what one person gets, or one pound costs, is no sum of hundreds of millions
        each = bool(_EACH.search(self._question))
        found: list[tuple[int, _Match, dict[str, float], set[str]]] = []
        for number in numbers:
            text = sentences[number]
            matches = [match for match in _find_matches(pattern, text) if match.words not in self._question]
            for match, older, near, clause, segment in self._measure_distances(text, matches, weights):
                fit = _measure_fit(pattern, text, match, each)
                if fit["bound"] < 0:
                    continue
                features = {
                    "near": sum(near.values()) / total,
                    "segment": sum(weights[term] for term in segment) / total,
                    "sentence": points[number] / best,
                    "older": float(older),
                    **fit,
                }
                found.append((number, match, features, clause))
        counts = Counter(chain.from_iterable(clause for *_, clause in found))
        rarity = {term: weights[term] * math.log(1 + len(found) / count) for term, count in counts.items()}
        most = sum(weights[term] for term in counts) * math.log(1 + len(found)) or 1.0
        return [
            Candidate(number, *match, features | {"clause": sum(rarity[term] for term in clause) / most})
            for number, match, features, clause in found
        ]

    def _weigh_terms(self, text: str) -> dict[str, float]:
        """The question's terms that a text has, each with how much it counts."""
        focus = self.pattern.focus if self.pattern else ""
        weights = {
            term: weight * (FOCUS_WEIGHT if term in focus else 1.0)
            for term, weight in self._terms.items()
            if term in text
        }
        if weights:
            # 一亩能赚多少 is answered by 每亩
            most = max(weights.values())
            for unit in _EACH.findall(self._question):
                weights |= {f"{each}{unit}": FOCUS_WEIGHT * most for each in "每一"}
        return weights

    def _measure_distances(
        self, text: str, matches: Sequence[_Match], weights: Mapping[str, float]
    ) -> Iterator[tuple[_Match, bool, dict[str, float], set[str], set[str]]]:
        """How the question's terms stand around some matches of a text.

        Yields:
            Each match; whether it is the older of two values where the newer is asked for, or the other way round; how
            much of each term's weight its distance leaves; and the terms in the match's clause and segment.
        """
        if not matches:
            return
        places = [(start, start + len(term), term) for term in weights for start in _find_all(text, term)]
        clauses = list(accumulate((character in ",:。!?;" for character in text), initial=0))
        older = {first for first, second in pairwise(matches) if _is_older(text, first, second)}
        border = 0
        for match in matches:
            cut = max((mark.end() for mark in _SEGMENT_END.finditer(text, border, match.start)), default=border)
            near: dict[str, float] = {}
            clause: set[str] = set()
            segment: set[str] = set()
            for start, stop, term in places:
                gap_start, gap_stop = (stop, match.start) if stop <= match.start else (match.stop, start)
                commas = clauses[max(gap_stop, gap_start)] - clauses[gap_start]
                gap = max(0, gap_stop - gap_start) + COMMA * commas
                near[term] = max(near.get(term, 0.0), weights[term] / (1 + gap / HALF_AT))
                if not commas:
                    clause.add(term)
                if cut <= start and stop <= match.start:
                    segment.add(term)
            border = match.stop
            yield match, bool(older) and (match in older) != self._asks_old, near, clause, segment


def _find_all(text: str, term: str) -> Iterator[int]:
    """Where a term stands in a text; without a pattern, because to compile one takes longer than the search."""
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))


def _find_matches(pattern: AnswerPattern, text: str) -> Iterator[_Match]:
    """The words of a text that match a pattern, in order; a period is one match unless one of its ends is asked for."""
    before: _Match | None = None
    groups = [name for name in ("words", "seat", "address") if name in pattern.pattern.groupindex]
    for match in pattern.pattern.finditer(text):
        if pattern.office and not match[0].startswith(pattern.office):
            continue
        group = next((name for name in groups if match[name]), 0)
        start, stop = match.span(group)
        if stop <= start:
            continue
        if before:
            if pattern.period and not pattern.bound and _TO.fullmatch(text, before.stop, start):
                start = before.start
            else:
                yield before
        before = _Match(start, stop, text[start:stop])
    if before:
        yield before


def _is_older(text: str, first: _Match, second: _Match) -> bool:
    """Whether one value became the other."""
    between = text[first.stop : second.start]
    if _BECOMES.fullmatch(between):
        return True
    before = text[: first.start]
    if _FROM.search(before) and re.search("[至到为]", between) and not _SENTENCE_END.search(between):
        return True
    return bool(_ONCE.search(before) and _NOW.search(between))


def _measure_fit(pattern: AnswerPattern, text: str, match: _Match, each: bool) -> dict[str, float]:
    """How a match fits what is asked for, by the words themselves and those right beside them."""
    before, after = text[max(0, match.start - 12) : match.start], text[match.stop : match.stop + 12]
    bound = 0
    if pattern.bound:
        inside = match.words[-2:]
        first = bool(_FIRST[0].search(before) or _FIRST[1].match(after) or inside.endswith("起"))
        last = bool(_LAST[0].search(before) or _LAST[1].match(after) or inside.endswith(("前", "止")))
        bound = (first - last) * (1 if pattern.bound == "first" else -1)
    focus = pattern.focus
    return {
        "focus": float(bool(focus) and (before.endswith(focus[-2:]) or after.startswith(focus[:2]))),
        "other": float(
            (pattern.unit is not None and not pattern.unit.search(match.words)) or (each and "亿" in match.words)
        ),
        "changed": float(pattern.change and _CHANGED.search(before) is not None),
        "bound": float(bound),
    }
