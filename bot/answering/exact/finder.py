"""The number, time, person or place of an article that answers, and what its sentences gain by having such words.

All words that look like an answer compete. Each is judged by what stands around it, and the best are taken if it is
likely that they are the ones asked for, which it is not where others are about as good. They say which sentence of an
article answers, and how surely. A number or time is also shown in bold; in place of a name the best phrase of the first
passage's article is (phrases.py), because no list of surnames and endings has all people and places.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from bot.answering.exact.fit import (
    find_years,
    is_ruled_out,
    measure_fit,
    measure_year,
    read_change,
)
from bot.answering.exact.matches import ExactWords, Match, find_matches, find_older
from bot.answering.exact.name_weights import NAME_MODEL
from bot.answering.exact.nearness import FOREIGN, Nearness, measure_beside
from bot.answering.exact.phrases import PhraseFinder
from bot.answering.exact.quantity_weights import QUANTITY_MODEL
from bot.answering.exact.subjects import AskedPlaces, find_located_name, find_location
from bot.intent.answer_pattern import AnswerPattern, find_answer_pattern
from bot.intent.answer_words import IN_UNIT_OF_MONEY, NUMBER
from bot.intent.definition import defines, find_defined_name, find_meaning
from bot.intent.intent import AnswerType, read_intent
from bot.intent.phrase_kind import find_phrase_kind
from bot.question.quantities import find_quantities
from bot.question.question import Question
from bot.speech.asking import asks
from bot.speech.keywords import spell_out
from bot.text.normalization import fold
from bot.text.patterns import compile_late

ENOUGH = 0.6
"""The sentence that has words is shown if it is at least this likely that they are the ones asked for."""

# Only so many sentences of an article, those that answer best, may have the words.
MOST_SENTENCES = 12
# A sentence so far from the best one, and so many candidates in one sentence, count as all that are farther or more.
FARTHEST, MOST_BESIDE = 5, 6

_YEAR = compile_late(r"^(\d{4})年$")
_ASKS_OLD = compile_late("原来|原先|原本|以前|之前|此前|往年")

# What a sentence gains over others of its article, in sentence points (sentence_scores.py): one that says what a name
# means, or where it is; and one with words of the kind asked for, as their likelihood is above LEAST, by its logarithm.
HOLDS, PER_NUMBER, PER_NAME, LEAST = 0.95, 0.13, 0.06, 0.001
# How likely what is said to be the meaning or place of a name is the one asked for, and by how much that is clear.
MEANS, CLEAR = 0.9, 2.0


Words = Callable[[int], Sequence[str]]
"""Gives the words of a sentence by its number."""


class Candidate(NamedTuple):
    """Words of a sentence that may be the answer."""

    # the number of the sentence
    sentence: int
    # a range of its folded text without white space
    start: int
    stop: int
    words: str
    features: Mapping[str, float]


class _Measured(NamedTuple):
    """A match of a sentence, before it is compared with the others of its article."""

    # the number of the sentence
    sentence: int
    match: Match
    features: dict[str, float]
    # the question's terms in its clause, and those characters of the question that stand beside it
    clause: set[str]
    beside: frozenset[str]
    # the terms between the marks or candidates on both sides of it
    own: set[str]


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
        asked = spell_out(question.folded, question.analyzer.segmenter.is_word)
        intent = question.intent if asked == question.squeezed else read_intent(asked)
        self.pattern = find_answer_pattern(asked, intent)
        is_name = self.pattern is not None and self.pattern.is_name
        self.model = NAME_MODEL if is_name else QUANTITY_MODEL
        self._foreign = () if is_name else FOREIGN
        self._segmenter = question.analyzer.segmenter
        self._defined = find_defined_name(question.squeezed)
        self._located = find_located_name(question.squeezed)
        self._question = asked
        # 潮汐窗口 alone asks for nothing but what that is
        is_typed = asked == question.squeezed and "?" not in asked
        self._is_name_alone = is_typed and self.pattern is None and not asks(asked)
        # 本省的省花是什么 asks for a name, and not for what a thing with this name is
        is_defined = bool(self._defined) and "的" not in self._defined
        kind = None if is_defined else find_phrase_kind(asked, intent, self.pattern)
        self.phrases = PhraseFinder(kind, asked, terms, self.pattern, self._segmenter) if kind else None
        self._places = AskedPlaces(asked)
        # 四万 and 4万: what the question says itself answers nothing
        self._said = _find_numbers("\n".join((asked, *(form for one in find_quantities(asked) for form in one.added))))
        self._asks_old = bool(_ASKS_OLD.search(asked))
        self._rises = read_change(asked)
        self._wants_money = not {AnswerType.MONEY, AnswerType.PAY}.isdisjoint(intent.types)
        self._nearness = Nearness(asked, question.bare, terms, self.pattern)

    @property
    def wants_quantity(self) -> bool:
        """Whether the question asks for a number or time, and not for a name."""
        return self.pattern is not None and self.model is QUANTITY_MODEL

    def find(
        self,
        sentences: Sequence[str],
        points: Sequence[float],
        words: Words | None = None,
        date: str | None = None,
        headline: str = "",
    ) -> Findings:
        """The words of an article that answer.

        Args:
            sentences: of the article, folded, without white space.
            points: how well each answers, from `sentence_scores`.
            words: gives the words of a sentence by its number; None cuts it.
            date: of the page, ISO 8601; None where it is not known.
            headline: of the article, as found; that of a table of prices may have their unit.
        """
        if self._defined:
            defining = (number for number, text in enumerate(sentences) if defines(self._defined, text))
            return Findings(self._find_meaning(sentences), dict.fromkeys(defining, HOLDS))
        if self._located:
            found = ((number, find_location(self._located, text)) for number, text in enumerate(sentences))
            if located := [(number, span) for number, span in found if span]:
                number, span = located[0]
                return Findings(ExactWords(number, *span, MEANS, CLEAR), {number: HOLDS for number, _ in located})
        if self._is_name_alone:
            # papers say whose or where something is where they name it first outside speech
            having = (number for number, text in enumerate(sentences) if self._question in text and text[0] != "“")
            return Findings(None, dict.fromkeys(islice(having, 1), HOLDS))
        candidates = self.find_candidates(sentences, points, words, date, headline)
        if not candidates:
            return Findings(None, {})
        scores = [self.model.score(one.features) for one in candidates]
        # the same words may occur several times: the best place counts
        best: dict[str, tuple[float, Candidate]] = {}
        for one, score in zip(candidates, scores, strict=True):
            if one.words not in best or score >= best[one.words][0]:
                best[one.words] = score, one
        points_of_top, top = max(best.values(), key=lambda pair: pair[0])
        weights = self.model.weights
        none = weights["none"]
        odds = sum(math.exp(score - points_of_top) for score, _ in best.values()) + math.exp(none - points_of_top)
        # what the question does not say speaks for other words, not for none
        margin = points_of_top - none - sum([weights[name] * top.features[name] for name in self._foreign])
        exact = ExactWords(top.sentence, top.start, top.stop, 1 / odds, margin, top.features, weights)
        per_likelihood = PER_NUMBER if self.wants_quantity else PER_NAME
        gains: dict[int, float] = {}
        for one, score in zip(candidates, scores, strict=True):
            gain = per_likelihood * math.log1p(math.exp(score - points_of_top) / odds / LEAST)
            gains[one.sentence] = max(gains.get(one.sentence, 0.0), gain)
        return Findings(exact, gains)

    def _find_meaning(self, sentences: Sequence[str]) -> ExactWords | None:
        """The words that say what the name means that the question asks about; None where no sentence says it."""
        for number, text in enumerate(sentences):
            if span := find_meaning(self._defined, self._question, text):
                return ExactWords(number, *span, MEANS, CLEAR)
        return None

    def find_candidates(
        self,
        sentences: Sequence[str],
        points: Sequence[float],
        words: Words | None = None,
        date: str | None = None,
        headline: str = "",
    ) -> list[Candidate]:
        """All words of the best sentences that look like an answer; none where the question asks for no such words.

        The arguments are those of `find`.
        """
        pattern = self.pattern
        if pattern is None or not sentences:
            return []
        numbers = sorted(sorted(range(len(sentences)), key=lambda number: -points[number])[:MOST_SENTENCES])
        weights = self._nearness.weigh_terms("\n".join(sentences[number] for number in numbers))
        total = self._nearness.sum_terms(weights)
        characters = self._nearness.weigh_by_rarity("".join(sentences[number] for number in numbers))
        best = max(points) or 1.0
        best_at = points.index(max(points))
        spoken = self._places.compare(sentences)
        year = int(date[:4]) if date else None
        asked = find_years(self._question, year)
        is_table = self._wants_money and any(IN_UNIT_OF_MONEY.search(text) for text in (fold(headline), *sentences))
        measured: list[_Measured] = []
        for number in numbers:
            text, before = sentences[number], sentences[number - 1] if number else ""
            matches = self._find_matches(
                pattern, text, partial(words, number) if words else partial(self._segmenter.words, text)
            )
            if is_table and not matches and not IN_UNIT_OF_MONEY.search(text):
                matches = [Match(*found.span(), found[0]) for found in NUMBER.finditer(text)]
            if spoken:
                matches = [match for match in matches if not spoken.is_foreign(number, match.start)]
            if not matches:
                continue
            of_sentence = {
                "context": sum(weights[term] for term in weights if term in before and term not in text) / total,
                "sentence": points[number] / best,
                "away": min(abs(number - best_at), FARTHEST) / FARTHEST,
                "none": 0.0,
            }
            older = {} if pattern.period else find_older(text, matches)
            surroundings = self._nearness.measure(text, matches, older, weights)
            for match, (near, clause, beside, own) in zip(matches, surroundings, strict=True):
                fit = self._measure_fit(pattern, text, match, older)
                if fit is not None:
                    features = of_sentence | near | fit | measure_year(asked, sentences, number, match, year)
                    features["beside"] = measure_beside(text, match, characters)
                    measured.append(_Measured(number, match, features, clause, beside, own))
        return self._compare(measured, weights, total)

    def _find_matches(self, pattern: AnswerPattern, text: str, words: Callable[[], Sequence[str]]) -> list[Match]:
        """The words of a sentence that look like an answer and that the question does not have already."""
        matches = find_matches(pattern, text, words, self._segmenter)
        # 现场会在义乌召开 tells no other place to who asks about the one in 义乌
        if pattern.is_site and any(match.signed and match.words in self._question for match in matches):
            return []
        matches = [match for match in matches if not self._says(pattern, match.words)]
        if pattern.period or pattern.is_name:
            return matches
        numbers = [_find_numbers(match.words) for match in matches]
        return [match for match, own in zip(matches, numbers, strict=True) if not own or own - self._said]

    def _says(self, pattern: AnswerPattern, words: str) -> bool:
        """Whether the question itself has some words, or a name but for its ending: 长江下游 for 长江下游地区."""
        # 2017决赛时间 has the year already, with or without its 年
        if _YEAR.sub(r"\1", words) in self._question:
            return True
        ending = next((one for one in pattern.endings if words.endswith(one)), "")
        stem = words.removesuffix(ending).removesuffix("地")
        return bool(ending) and len(stem) > 1 and stem in self._question

    def _measure_fit(
        self, pattern: AnswerPattern, text: str, match: Match, older: Mapping[Match, bool]
    ) -> dict[str, float] | None:
        """How a match fits what is asked for; None where it cannot be that."""
        fit = measure_fit(pattern, text, match, self._question, rises=self._rises)
        if fit["bound"] < 0 or is_ruled_out(self._question, text, match):
            return None
        return {**fit, "older": float(match in older and older[match] is not self._asks_old)}

    def _compare(self, measured: Sequence[_Measured], weights: Mapping[str, float], total: float) -> list[Candidate]:
        """Candidates with the features that need the others: what stands beside few of them counts most.

        Args:
            measured: all of the article.
            weights: the question's terms with how much each counts.
            total: all of them, from `Nearness.sum_terms`.
        """
        most = math.log(1 + len(measured))
        counts = Counter(chain.from_iterable(one.clause for one in measured))
        rarity = {term: weights[term] * math.log(1 + len(measured) / count) for term, count in counts.items()}
        most_of_terms = math.fsum(weights[term] for term in counts) * most or 1.0
        spread = Counter(chain.from_iterable(one.beside for one in measured))
        rare = {character: math.log(1 + len(measured) / count) for character, count in spread.items()}
        most_of_characters = math.fsum(rare.values()) + most * (len(self._nearness.characters) - len(rare)) or 1.0
        in_sentence: dict[int, list[_Measured]] = {}
        for one in measured:
            in_sentence.setdefault(one.sentence, []).append(one)
        least = {name: min([one.features[name] for one in measured], default=0.0) for name in FOREIGN}
        candidates = []
        for number, match, features, clause, beside, own in measured:
            features |= {name: features[name] - foreign for name, foreign in least.items()}
            # fsum, because a set has another order in each process
            features["clause"] = math.fsum(rarity[term] for term in clause) / most_of_terms
            features["characters"] = math.fsum(rare[character] for character in beside) / most_of_characters
            features["crowded"] = min(len(in_sentence[number]), MOST_BESIDE) / MOST_BESIDE
            others = [one for one in in_sentence[number] if one.match.words != match.words]
            lost = [math.fsum(weights[term] for term in one.own - own) for one in others]
            features["beside_other"] = max(lost, default=0.0) / total
            used = {name: features[name] for name in self.model.weights}
            candidates.append(Candidate(number, *match[:3], used))
        return candidates


def _find_numbers(text: str) -> set[str]:
    """The numbers of a folded text, without what leaves them open (多, 余)."""
    return {number.rstrip("多余来几") for number in NUMBER.findall(text)}
