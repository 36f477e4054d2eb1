"""How near the words of a question stand to words of a text that may be the answer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, zip_longest

from bot.answering.exact.fit import EACH, write_rates
from bot.answering.exact.matches import Match
from bot.intent.answer_pattern import AnswerPattern
from bot.speech.asking import ASKED, EMPTY_CHARACTERS
from bot.text.patterns import compile_late

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
_SEGMENT_END = compile_late("[,、。:;!?()]")
_CLAUSE_ENDS = frozenset(",:。!?;")
# 停了多少家, 卖几块: what is done stands before the words that ask for a number, but for a particle.
_ASKS_NUMBER = "多几第百"
_PARTICLES, _NO_VERB = "了过得到着给个掉出", "的了过得到着个要能会有是为在可"
_FILLERS = "的了是有为在约近达到过共多于叫做给着得要能,?呢"


# What stands beside any number and says nothing of what it counts.
_BESIDE_NUMBERS = frozenset("已将仅就共总达约近超余多其中另")
# A character that the question does not say counts e times less for so many characters farther from a match; so many on
# each side are looked at.
FOREIGN_FADES, MOST_FOREIGN = 4.0, 12
FOREIGN = ("foreign", "foreign_behind")
"""The features of what the question does not say before and behind a match."""
_FOREIGN_WEIGHTS = [(1 - math.exp(-1 / FOREIGN_FADES)) * math.exp(-gap / FOREIGN_FADES) for gap in range(MOST_FOREIGN)]


class Nearness:
    """The words of one question, and how near they stand to the matches of a text.

    Args:
        question: folded, without white space.
        bare: its characters without those that only ask.
        terms: pairs of characters that are looked up for it, folded, each with how much it counts.
        pattern: of the words asked for; None where the question asks for none.
    """

    def __init__(self, question: str, bare: str, terms: Mapping[str, float], pattern: AnswerPattern | None) -> None:
        self._question, self._terms = question, terms
        self._focus = pattern.focus if pattern else ""
        self._is_time = pattern is not None and pattern.period
        # looked up for the question without standing in it: 收购 for 卖
        self._meant = {term: weight for term, weight in terms.items() if term not in question}
        self._known = EMPTY_CHARACTERS.union(question, *terms, _FILLERS, _BESIDE_NUMBERS)
        self._all_terms = sum(terms.values()) or 1.0
        asks = ASKED.search(question)
        start, stop = asks.span() if asks else (len(question), len(question))
        self._before = question[:start].rstrip(_FILLERS) if asks else ""
        self._behind = question[stop:].lstrip(_FILLERS)
        self._asked = _weigh_characters(question[:start], question[stop:])
        verb = question[:start].rstrip(_PARTICLES)[-1:] if asks and asks[0][0] in _ASKS_NUMBER else ""
        self._verb = verb if verb.isalpha() and verb not in _NO_VERB else ""
        self.characters = frozenset(bare) - EMPTY_CHARACTERS
        """The question's characters that say something of its subject."""

    def weigh_terms(self, text: str) -> dict[str, float]:
        """The question's terms that a text has, each with how much it counts."""
        weights = {
            term: weight * (FOCUS_WEIGHT if term in self._focus else 1.0)
            for term, weight in self._terms.items()
            if term in text
        }
        if weights:
            # 一亩能赚多少 is answered by 每亩
            most = max(weights.values())
            for unit in EACH.findall(self._question):
                weights |= dict.fromkeys(write_rates(unit), FOCUS_WEIGHT * most)
        return weights

    def sum_terms(self, weights: Mapping[str, float]) -> float:
        """How much those of some terms count that are the question's; 1 where none is."""
        return sum(weights[term] for term in weights if term in self._terms) or 1.0

    def weigh_by_rarity(self, text: str) -> dict[str, float]:
        """The characters of the question, each with how much it counts beside a match of a text: 1 in all."""
        weights = {
            character: weight * math.log(1 + len(text) / (1 + OFTEN * text.count(character)))
            for character, weight in self._asked.items()
        }
        total = sum(weights.values()) or 1.0
        return {character: weight / total for character, weight in weights.items()}

    def measure(
        self,
        text: str,
        matches: Sequence[Match],
        older: Mapping[Match, bool],
        weights: Mapping[str, float],
    ) -> Iterator[tuple[dict[str, float], set[str], frozenset[str], set[str]]]:
        """How the question's terms stand around the matches of a text.

        Args:
            text: a sentence.
            matches: in order.
            older: those of them that became another value, and those that one became (False).
            weights: terms with how much each counts, from `weigh_terms`.

        Yields:
            For each match some of its features, the terms in its clause, and the characters and terms between the marks
            or matches on both sides of it.
        """
        places = [(start, start + len(term), term) for term in weights for start in find_all(text, term)]
        clauses = list(accumulate(map(_CLAUSE_ENDS.__contains__, text), initial=0))
        border = 0
        # where a value begins that became the next one
        became: int | None = None
        for match, following in zip_longest(matches, matches[1:]):
            cut = max((mark.end() for mark in _SEGMENT_END.finditer(text, border, match.start)), default=border)
            next_start = following.start if following else len(text)
            mark = _SEGMENT_END.search(text, match.stop, next_start)
            until = mark.start() if mark else next_start
            gaps: dict[str, int] = {}
            clause: set[str] = set()
            own: set[str] = set()
            for start, stop, term in places:
                gap_start, gap_stop = (stop, match.start) if stop <= match.start else (match.stop, start)
                commas = clauses[max(gap_stop, gap_start)] - clauses[gap_start]
                if term in self._meant:
                    gap = max(0, gap_stop - gap_start) + COMMA * commas
                    gaps[term] = min(gaps.get(term, gap), gap)
                if not commas:
                    clause.add(term)
                if (cut <= start and stop <= match.start) or (match.stop <= start and stop <= until):
                    own.add(term)
            before = text[cut : match.start if became is None else became]
            if older.get(match):
                became = match.start if became is None else became
            else:
                # what stands before 15元 is also said of 20元 in 从15元提高到20元
                border, became = match.stop, None
            meant = [self._meant[term] * math.exp(-gap / FADES) for term, gap in gaps.items()]
            around = text[cut : match.start] + text[match.stop : next_start if self._is_time else until]
            yield (
                {
                    FOREIGN[0]: self._measure_foreign(before[::-1]),
                    FOREIGN[1]: self._measure_foreign(text[match.stop : until]),
                    "meant": sum(meant) / self._all_terms,
                    "aligned": self._measure_alignment(text[: match.start], text[match.stop :]),
                    "verb": float(self._verb != "" and self._verb in around),
                },
                clause,
                self.characters.intersection(around),
                own,
            )

    def _measure_foreign(self, characters: str) -> float:
        """How much beside a match the question does not say, 0 to 1, less the farther away it stands."""
        return sum(
            [
                weight
                for weight, character in zip(_FOREIGN_WEIGHTS, characters, strict=False)
                if character not in self._known and character.isalpha()
            ]
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


def measure_beside(text: str, match: Match, weights: Mapping[str, float]) -> float:
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


def find_all(text: str, term: str) -> Iterator[int]:
    """Where a term stands in a text; without a pattern, because to compile one takes longer than the search."""
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))
