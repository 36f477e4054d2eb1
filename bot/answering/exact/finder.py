"""The exact words that answer: a number, a time, a person or a place in the sentences of an article.

All words that look like an answer compete. Each is judged by what stands around it, and the best are taken if it is
likely that they are the ones asked for, which it is not where others are about as good.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, zip_longest
from typing import NamedTuple

from bot.answering.exact.matches import (
    EACH,
    Match,
    find_matches,
    find_older,
    is_other_rate,
    measure_fit,
    read_change,
    write_rates,
)
from bot.answering.exact.name_weights import NAME_MODEL
from bot.answering.exact.quantity_weights import QUANTITY_MODEL
from bot.question.answer_patterns import find_answer_pattern
from bot.question.intent import read_intent
from bot.question.question import Question
from bot.speech.asking import ASKED, EMPTY_CHARACTERS
from bot.speech.keywords import spell_out

__all__ = ["ENOUGH", "Candidate", "ExactAnswerFinder", "ExactWords", "Findings"]

ENOUGH = 0.5
"""The sentence that has words is shown if it is at least this likely that they are the ones asked for."""

# Only so many sentences of an article, those that answer best, may have the words.
MOST_SENTENCES = 12
# A term this many characters away counts half.
HALF_AT = 8
# A comma between counts as so many characters.
COMMA = 6
# A character so far from the words that ask, or from a candidate, counts e times less than one right beside.
ASKED_FADES, FADES = 4.0, 12.0
# From so far on characters around a candidate are not looked at.
FARTHEST = 36
_FADED = [math.exp(-gap / FADES) for gap in range(FARTHEST)]
# A character of the question counts less the more often it stands in the sentences looked at, each time as so many.
OFTEN = 8
# A term that says what is counted, and 每斤 where the price of a pound is asked, counts for so much more, because it
# stands beside its number.
FOCUS_WEIGHT = 3.0

# From here on folded text without white space.
_SEGMENT_END = re.compile("[,、。:;!?()]")
_CLAUSE_ENDS = frozenset(",:。!?;")
# 停了多少家, 卖几块: what is done stands before the words that ask for a number, but for a particle.
_ASKS_NUMBER = "多几第百"
_PARTICLES, _NO_VERB = "了过得到着给个掉出", "的了过得到着个要能会有是为在可"
_FILLERS = "的了是有为在约近达到过共多于叫做给着得要能,?呢"
_ASKS_OLD = re.compile("原来|原先|原本|以前|之前|此前|往年")

# What a sentence with words of the kind asked for gains over others of its article, in sentence points
# (sentence_scores.py), besides what these words gain over others of their kind.
HOLDS = 0.45


Words = Callable[[int], Sequence[str]]
"""Gives the words of a sentence by its number."""


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
    # whether the sentence has terms of the question
    has_terms: bool


class ExactWords(NamedTuple):
    """The words of an article that are likeliest to answer."""

    sentence: int
    # a range of the sentence's folded text without white space
    start: int
    stop: int
    # that they are the ones asked for, 0 to 1
    likelihood: float
    # how much likelier they are the ones asked for than that none are, whatever other words look like them: as the
    # natural logarithm of odds
    margin: float


class Findings(NamedTuple):
    """What the sentences of one article have of the kind of words asked for."""

    best: ExactWords | None
    # what sentences gain by that, in sentence points, by their numbers
    gains: Mapping[int, float]


class ExactAnswerFinder:
    """Finds the exact words that answer one question.

    Args:
        question: the question.
        terms: pairs of characters that are looked up for it, folded, each with how much it counts.
    """

    def __init__(self, question: Question, terms: Mapping[str, float]) -> None:
        asked = spell_out(question.folded)
        self.pattern = find_answer_pattern(asked, read_intent(asked))
        is_name = self.pattern is not None and self.pattern.is_name
        self.model = NAME_MODEL if is_name else QUANTITY_MODEL
        self._segmenter = question.analyzer.segmenter
        self._question = asked
        self._asks_old = bool(_ASKS_OLD.search(asked))
        self._terms = terms
        self._rises = read_change(asked)
        asks = ASKED.search(asked)
        start, stop = asks.span() if asks else (len(asked), len(asked))
        self._before = asked[:start].rstrip(_FILLERS) if asks else ""
        self._behind = asked[stop:].lstrip(_FILLERS)
        self._asked = _weigh_characters(asked[:start], asked[stop:])
        verb = asked[:start].rstrip(_PARTICLES)[-1:] if asks and asks[0][0] in _ASKS_NUMBER else ""
        self._verb = verb if verb.isalpha() and verb not in _NO_VERB else ""
        self._characters = frozenset(question.bare) - EMPTY_CHARACTERS

    def find(self, sentences: Sequence[str], points: Sequence[float], words: Words | None = None) -> Findings:
        """The words of an article that answer.

        Args:
            sentences: of the article, folded, without white space.
            points: how well each answers, from `sentence_scores`.
            words: gives the words of a sentence by its number; None cuts it.
        """
        candidates = self.find_candidates(sentences, points, words)
        if not candidates:
            return Findings(None, {})
        highest, per_share = max(points) or 1.0, self.model.weights["sentence"]
        gains: dict[int, float] = {}
        scores = [self.model.score(one.features) for one in candidates]
        for one, score in zip(candidates, scores, strict=True):
            # so much is named in an article that a sentence answers no likelier for that
            if not one.has_terms or (self.model is NAME_MODEL and not self._tells(one)):
                continue
            own = score / per_share - one.features["sentence"]
            gains[one.sentence] = max(gains.get(one.sentence, 0.0), HOLDS + own * highest)
        # the same words may occur several times: the best place counts
        best: dict[str, tuple[float, Candidate]] = {}
        for one, score in zip(candidates, scores, strict=True):
            if one.words not in best or score >= best[one.words][0]:
                best[one.words] = score, one
        points_of_top, top = max(best.values(), key=lambda pair: pair[0])
        none = self.model.weights["none"]
        odds = sum(math.exp(score - points_of_top) for score, _ in best.values()) + math.exp(none - points_of_top)
        return Findings(ExactWords(top.sentence, top.start, top.stop, 1 / odds, points_of_top - none), gains)

    def _tells(self, candidate: Candidate) -> bool:
        """Whether a name is so likely one of the kind asked for that its sentence is likelier to answer."""
        assert self.pattern is not None, "there are candidates"
        return self.pattern.is_person or (not self.pattern.loose and candidate.features["signed"] > 0)

    def find_candidates(
        self, sentences: Sequence[str], points: Sequence[float], words: Words | None = None
    ) -> list[Candidate]:
        """All words of the best sentences that look like an answer; none where the question asks for no such words.

        The arguments are those of `find`.
        """
        pattern = self.pattern
        if pattern is None or not sentences:
            return []
        numbers = sorted(sorted(range(len(sentences)), key=lambda number: -points[number])[:MOST_SENTENCES])
        weights = self._weigh_terms("\n".join(sentences[number] for number in numbers))
        total = sum(weights[term] for term in weights if term in self._terms) or 1.0
        best = max(points) or 1.0
        asked = self._weigh_by_rarity([sentences[number] for number in numbers])
        found: list[tuple[int, Match, dict[str, float], set[str], frozenset[str]]] = []
        for number in numbers:
            text = sentences[number]
            words_of_text = partial(words, number) if words else partial(self._segmenter.words, text)
            matches = find_matches(pattern, text, words_of_text, self._segmenter)
            is_said = pattern.is_site and any(match.signed and match.words in self._question for match in matches)
            # 现场会在义乌召开 tells no other place to who asks about the one in 义乌
            matches = [match for match in matches if match.words not in self._question and not is_said]
            if not matches:
                continue
            older = {} if pattern.period else find_older(text, matches)
            before = sentences[number - 1] if number else ""
            context = sum(weights[term] for term in weights if term in before and term not in text) / total
            surroundings = self._measure_surroundings(text, matches, older, weights, total)
            for match, (features, clause, characters) in zip(matches, surroundings, strict=True):
                features["beside"] = _measure_beside(text, match, asked)
                fit = measure_fit(pattern, text, match, self._question, rises=self._rises)
                if fit["bound"] < 0 or is_other_rate(self._question, text, match):
                    continue
                features |= {
                    "context": context,
                    "sentence": points[number] / best,
                    "best": float(points[number] >= best),
                    "older": float(older.get(match) is not self._asks_old and match in older),
                    "newer": float(older.get(match) is self._asks_old),
                    "none": 0.0,
                    **fit,
                }
                found.append((number, match, features, clause, characters))
        counts = Counter(chain.from_iterable(clause for *_, clause, _characters in found))
        rarity = {term: weights[term] * math.log(1 + len(found) / count) for term, count in counts.items()}
        most = sum(weights[term] for term in counts) * math.log(1 + len(found)) or 1.0
        spread = Counter(chain.from_iterable(characters for *_, characters in found))
        rare = {one: math.log(1 + len(found) / count) for one, count in spread.items()}
        all_rare = sum(rare.values()) + math.log(1 + len(found)) * (len(self._characters) - len(rare)) or 1.0
        candidates = []
        for number, match, features, clause, characters in found:
            features["clause"] = sum(rarity[term] for term in clause) / most
            features["characters"] = sum(rare[one] for one in characters) / all_rare
            used = {name: features[name] for name in self.model.weights}
            candidates.append(Candidate(number, *match[:3], used, features["near"] > 0))
        return candidates

    def _weigh_by_rarity(self, sentences: Sequence[str]) -> dict[str, float]:
        """The characters of the question, each with how much it counts beside a candidate: 1 in all."""
        text = "".join(sentences)
        weights = {
            character: weight * math.log(1 + len(text) / (1 + OFTEN * text.count(character)))
            for character, weight in self._asked.items()
        }
        total = sum(weights.values()) or 1.0
        return {character: weight / total for character, weight in weights.items()}

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
            for unit in EACH.findall(self._question):
                weights |= dict.fromkeys(write_rates(unit), FOCUS_WEIGHT * most)
        return weights

    def _measure_surroundings(
        self,
        text: str,
        matches: Sequence[Match],
        older: Mapping[Match, bool],
        weights: Mapping[str, float],
        total: float,
    ) -> Iterator[tuple[dict[str, float], set[str], frozenset[str]]]:
        """How the question's terms stand around the matches of a text.

        Yields:
            For each match some of its features, and the terms and characters in its clause.
        """
        places = [(start, start + len(term), term) for term in weights for start in _find_all(text, term)]
        clauses = list(accumulate((character in _CLAUSE_ENDS for character in text), initial=0))
        is_time = self.pattern is not None and self.pattern.period
        border = 0
        for match, following in zip_longest(matches, matches[1:]):
            cut = max((mark.end() for mark in _SEGMENT_END.finditer(text, border, match.start)), default=border)
            end = following.start if following else len(text)
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
            if not older.get(match):
                # what stands before 15元 is also said of 20元 in 从15元提高到20元
                border = match.stop
            if not is_time:
                mark = _SEGMENT_END.search(text, match.stop, end)
                end = mark.start() if mark else end
            around = text[cut : match.start] + text[match.stop : end]

            yield (
                {
                    "near": sum(near.values()) / total,
                    "segment": sum([weights[term] for term in segment]) / total,
                    "aligned": self._measure_alignment(text[: match.start], text[match.stop :]),
                    "verb": float(self._verb != "" and self._verb in around),
                },
                clause,
                self._characters.intersection(around),
            )

    def _measure_alignment(self, before: str, behind: str) -> float:
        """How far the words beside a match are those beside the words that ask, 0 to 1."""
        ends, begins = before[-12:].rstrip(_FILLERS), behind[:12].lstrip(_FILLERS)
        same = 0
        while same < min(len(ends), len(self._before), 4) and ends[-1 - same] == self._before[-1 - same]:
            same += 1
        first = 0
        while first < min(len(begins), len(self._behind), 4) and begins[first] == self._behind[first]:
            first += 1
        return min(1.0, (same + first) / 4)


def _weigh_characters(before: str, behind: str) -> dict[str, float]:
    """The characters before and behind the words that ask, each with a weight that is less the farther it stands."""
    weights: dict[str, float] = {}
    for characters in (reversed(before), behind):
        for gap, character in enumerate(characters):
            if character not in EMPTY_CHARACTERS:
                weights[character] = max(math.exp(-gap / ASKED_FADES), weights.get(character, 0.0))
    return weights


def _measure_beside(text: str, match: Match, weights: Mapping[str, float]) -> float:
    """How much of some characters stands around a match, 0 to 1: each counts less the farther its nearest place is."""
    gaps = dict.fromkeys(weights.keys() & set(match.words), 0)
    behind = text[match.stop : match.stop + FARTHEST]
    for characters in (text[max(0, match.start - FARTHEST) : match.start][::-1], behind):
        gap = 0
        for character in characters:
            if character in weights and gap < gaps.get(character, FARTHEST):
                gaps[character] = gap
            gap += 1 + COMMA * (character in _CLAUSE_ENDS)
    return sum([weights[character] * _FADED[gap] for character, gap in gaps.items()])


def _find_all(text: str, term: str) -> Iterator[int]:
    """Where a term stands in a text; without a pattern, because to compile one takes longer than the search."""
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))
