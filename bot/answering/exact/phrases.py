"""The words that answer a question after anything but a number or time: a name, a place, what somebody does, why.

All phrases of the sentences compete: stretches of words that begin and end where phrases may. Each is judged by what it
looks like and by how it stands to the words of the question, and the best one is taken with how likely it is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from operator import mul
from typing import NamedTuple

from bot.answering.exact.matches import ExactWords
from bot.answering.exact.named import TITLE, cut_at_names, find_people, find_things
from bot.answering.exact.phrase_sentence import CLOSING, MOST_CHARACTERS, OPENING, PhraseSentence, Ranges
from bot.answering.exact.phrase_weights import PHRASE_MODELS
from bot.intent.answer_pattern import AnswerPattern
from bot.intent.answer_words import BODY_ENDINGS, PLACE_ENDINGS
from bot.intent.phrase_kind import PhraseKind
from bot.intent.word_kinds import CUES
from bot.question.places import default_places
from bot.speech.asking import ASKED
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

# Only so many sentences, those that answer best, may have the phrase.
BEST_SENTENCES = 4
# A sentence with a smaller share of the best one's points has none: of 738 questions over news as many are answered
# rightly, in half the time.
LEAST_SHARE = 0.5
# A phrase of more characters is long.
LONG = 12
# A character of the question so far from a phrase counts e times less than one right beside: how far depends on whether
# any character of it will do, the two beside the words that ask, or all its terms.
NEAREST_FADES, BESIDE_FADES, FADES = 3.0, 5.0, 12.0
# Phrases of which one is a part of the other say the same if they differ by so many characters.
MOST_MORE = 6

# From here on folded text without white space.
_INNER_CUES = frozenset(("is", "at", "by", "with", "because", "verb"))
_FILLERS = "的了是有为在约近达到过共多于叫做给着得要能,?呢由被"
# What is asked for by name is one of these kinds, and no phrase with a verb.
_NAMES = frozenset(("person", "body", "place", "thing"))
_DIGIT = compile_late(r"\d")
# 一项, 这些, 许多, 首颗: what has a number or a pronoun for it is not named.
_COUNTED = compile_late(
    "[一二两三四五六七八九十几数多各每首这那某][个只条位名家座项种次部本张件些大]?|[许很]多|不少|其[他它]|第[一二三四五六七八九十]"
)
_PLACES = (*PLACE_ENDINGS, *"场 校 园 地区 附近 境内 楼 店 处 部 岸 城".split())
_BODIES = (*BODY_ENDINGS, *"组织 大学 医院 党 军".split())
# 哪些, 哪4座, 是哪五样: several things are asked for, and their list is the answer.
_ASKS_SEVERAL = compile_late(r"哪(?:些|[两二三四五六七八九十几]|\d+)|什么[和与跟]|分别")
_JOINS = ("、", "和", "与", "及")
# Who asks why is told it by what begins so: 怕羊冻着, 防止污染.
_PURPOSE = compile_late("怕|担心|防止|避免|便于|以便|方便|希望|为|让")
_BECAUSE = compile_late("为(?!此)了?|因|由于|出于|怕|担心|考虑到|鉴于|是因|主要是因|正因")
_THEREFORE = compile_late("所以|因此|因而|于是|从而|这才|使得?|导致|只好|只得|不得不")
# 游戏企业 has the ending of a kind of thing and is no name.
_NO_NAME = "企业"


class Phrase(NamedTuple):
    """Words of a sentence that may be the answer."""

    # the number of the sentence
    sentence: int
    # a range of its folded text without white space
    start: int
    stop: int
    words: str
    # those that are left out are 0
    features: Mapping[str, float]

    def says_same(self, other: Phrase) -> bool:
        """Whether one of two phrases is the other, or a part of it in the same place with a few words more."""
        if self.words == other.words:
            return True
        is_inside = self.start <= other.start and other.stop <= self.stop
        is_around = other.start <= self.start and self.stop <= other.stop
        apart = self.sentence != other.sentence or abs(len(self.words) - len(other.words)) > MOST_MORE
        return (is_inside or is_around) and not apart


class PhraseFinder:
    """Finds the phrase that answers one question.

    Args:
        kind: of the phrase.
        asked: the question, folded, without white space.
        terms: pairs of characters that are looked up for it, folded, each with how much it counts.
        pattern: of the words asked for; None where they have none.
        segmenter: knows the words of the dictionary.
    """

    def __init__(
        self,
        kind: PhraseKind,
        asked: str,
        terms: Mapping[str, float],
        pattern: AnswerPattern | None,
        segmenter: Segmenter,
    ) -> None:
        self.kind, self.model = kind, PHRASE_MODELS[kind]
        self._asked, self._terms, self._segmenter = asked, terms, segmenter
        # phrases share their words
        self._is_word = cache(segmenter.is_word)
        self._total = sum(terms.values()) or 1.0
        self._office = pattern.office if pattern else ""
        self._endings = pattern.endings if pattern else ()
        # what ends so is a phrase wherever it stands; not methods, because 万吨精准操纵法 is a part of a longer name
        self._name_endings: tuple[str, ...] = _BODIES if kind == "body" else PLACE_ENDINGS if kind == "place" else ()
        if pattern and kind == "thing" and (pattern.is_institution or not pattern.loose):
            self._name_endings = tuple(ending for ending in pattern.endings if ending != _NO_NAME)
        found = ASKED.search(asked)
        self._at = found.start() if found else len(asked)
        before = asked[: self._at].rstrip(_FILLERS if found else "?")
        behind = asked[found.end() :].lstrip(_FILLERS).rstrip("?。吗呢啊") if found else ""
        # the two characters on each side of the words that ask; behind them a verb may have one: 谁写的
        self._before = before[-2:] if len(before) > 1 else ""
        self._behind = behind[:2].removesuffix("的")
        # the word right before those that ask: 用 of 用什么
        self._left = segmenter.words(asked[: self._at])[-1] if found and self._at else ""
        self._asks_several = bool(_ASKS_SEVERAL.search(asked))
        # the end of the noun that says what is asked for: 漫画家 of 哪位漫画家
        noun = segmenter.words(behind[:6])[0] if behind and found and found[0][0] in "哪什啥何" else ""
        self._noun = noun[-2:] if len(noun) > 1 else ""

    def find(
        self, sentences: Sequence[str], points: Sequence[float], words: Callable[[int], Sequence[str]]
    ) -> ExactWords | None:
        """The likeliest phrase of some sentences; it is right if one that says the same is.

        Args:
            sentences: folded, without white space.
            points: how well each answers.
            words: gives the words of a sentence by its number.
        """
        phrases = self.find_phrases(sentences, points, words)
        if not phrases:
            return None
        weights = self.model.weights
        scores = [sum(map(mul, map(weights.__getitem__, one.features), one.features.values())) for one in phrases]
        highest = max(scores)
        odds = [math.exp(score - highest) for score in scores]
        top = phrases[odds.index(1.0)]
        same = sum(one for one, phrase in zip(odds, phrases, strict=True) if phrase.says_same(top))
        none = self.model.weights["none"]
        likelihood = same / (sum(odds) + math.exp(none - highest))
        margin = highest - none
        return ExactWords(top.sentence, top.start, top.stop, likelihood, margin, top.features, weights)

    def find_phrases(
        self, sentences: Sequence[str], points: Sequence[float], words: Callable[[int], Sequence[str]]
    ) -> list[Phrase]:
        """All phrases of the best sentences; the arguments are those of `find`."""
        best = max(points, default=0.0) or 1.0
        order = sorted(range(len(sentences)), key=lambda number: -points[number])[:BEST_SENTENCES]
        phrases: list[Phrase] = []
        for number in order:
            if points[number] < LEAST_SHARE * best:
                break
            text = sentences[number]
            people = frozenset(find_people(text, words(number), self._segmenter))
            things = frozenset(find_things(text, self._name_endings, partial(words, number)))
            sentence = PhraseSentence(text, cut_at_names(words(number), people), self._asked, self._terms)
            begins = cache(partial(self._measure_begin, sentence))
            ends = cache(partial(self._measure_end, sentence))
            share = points[number] / best
            named = people if self.kind == "person" else things or people
            has_names = any(text[start:stop] not in self._asked for start, stop in named)
            for first, last in sentence.find_phrases(people | things, names_only=self.kind in _NAMES):
                start, stop, begin, end = sentence.borders[first], sentence.borders[last + 1], begins(first), ends(last)
                near = begin.near + end.near
                features = {
                    "sentence": share,
                    **begin.features,
                    **end.features,
                    "near": near / self._total,
                    "order": (begin.agreeing + end.agreeing) / near if near else 0.5,
                    "clause": begin.clause,
                    **self._measure_words(sentence, first, last, people),
                }
                holds = {
                    "whole": begin.cue == "start" and end.cue == "end",
                    "beside_named": has_names and (start, stop) not in named,
                    "named": (start, stop) in things,
                    "begins_place": begin.place_end is not None and begin.place_end <= stop,
                }
                features |= dict.fromkeys([name for name, holds_it in holds.items() if holds_it], 1.0)
                phrases.append(Phrase(number, start, stop, sentence.text[start:stop], features))
        return phrases

    def _measure_begin(self, sentence: PhraseSentence, first: int) -> _Border:
        """What stands before the phrases of a sentence that begin with a word."""
        text, start = sentence.text, sentence.borders[first]
        begin, end = sentence.find_clause(start)
        nearest = sentence.said.rfind(1, begin, start)
        cue = sentence.read_cue_before(first)
        near = agreeing = 0.0
        in_clause: dict[str, float] = {}
        for at, term, weight, asked_at in sentence.places:
            if begin <= at < end:
                in_clause[term] = weight
            if at < start and asked_at >= 0:
                close = weight * math.exp((at - start) / FADES)
                near += close
                agreeing += close * (asked_at < self._at)
        features = {
            f"behind_{cue}": 1.0,
            "left": 0.0 if nearest < 0 else math.exp((nearest + 1 - start) / NEAREST_FADES),
            "follows": _fade(text.rfind(self._before, begin, start), 2, start, self._before),
            "crosses": _fade(text.rfind(self._behind, begin, start), len(self._behind), start, self._behind),
        }
        word = sentence.words[first - 1] if first else ""
        if self._left and word == self._left:
            features["behind_same"] = 1.0
        elif self._left and cue == CUES.get(self._left):
            features["behind_same_cue"] = 1.0
        if TITLE.search(word):
            features["behind_title"] = 1.0
        if self.kind == "reason":
            if _BECAUSE.match(text, begin):
                features["because"] = 1.0
            if _THEREFORE.match(text, end + 1):
                features["therefore"] = 1.0
            if _PURPOSE.match(text, start):
                features["purpose"] = 1.0
        if kind := sentence.kinds[first]:
            features[f"begins_{kind}"] = 1.0
        if _COUNTED.match(text, start):
            features["counted"] = 1.0
        if self._noun and text.endswith(self._noun, 0, start):
            features["behind_noun"] = 1.0
        return _Border(
            features,
            cue,
            near,
            agreeing,
            sum(in_clause.values()) / self._total,
            place_end=default_places().match(text, start),
        )

    def _measure_end(self, sentence: PhraseSentence, last: int) -> _Border:
        """What stands behind the phrases of a sentence that end with a word."""
        text, stop = sentence.text, sentence.borders[last + 1]
        _, end = sentence.find_clause(stop - 1)
        nearest = sentence.said.find(1, stop, end)
        cue = sentence.read_cue_behind(last)
        near = agreeing = 0.0
        for at, _, weight, asked_at in sentence.places:
            if at >= stop and asked_at >= 0:
                close = weight * math.exp((stop - at) / FADES)
                near += close
                agreeing += close * (asked_at >= self._at)
        features = {
            f"before_{cue}": 1.0,
            "right": 0.0 if nearest < 0 else math.exp((stop - nearest) / NEAREST_FADES),
            "precedes": _fade(stop, 0, text.find(self._behind, stop, end), self._behind),
        }
        if kind := sentence.kinds[last]:
            features[f"ends_{kind}"] = 1.0
        if self._noun and text.endswith(self._noun, 0, stop):
            features["ends_noun"] = 1.0
        return _Border(features, cue, near, agreeing)

    def _measure_words(self, sentence: PhraseSentence, first: int, last: int, people: Ranges) -> dict[str, float]:
        """What the words of a phrase look like; those features that are 0 may be left out.

        Args:
            sentence: has the phrase.
            first, last: the numbers of its first and its last word.
            people: where names of people stand.
        """
        text, start, stop = sentence.text, sentence.borders[first], sentence.borders[last + 1]
        words = text[start:stop]
        features = {"own": sentence.said.count(1, start, stop) / (stop - start), "length": len(words) / MOST_CHARACTERS}
        is_person = (start, stop) in people
        inside = sentence.kinds[first + 1 : last]
        is_bare = text[max(0, start - 1) : start] in OPENING and text[stop : stop + 1] in CLOSING
        is_quoted = is_bare or (words[0] in OPENING and words[-1] in CLOSING)
        holds = {
            "long": len(words) > LONG,
            "quoted": is_quoted,
            "cut": not is_quoted and sentence.is_inside_quotes(start, stop),
            "listed": self._asks_several and any(mark in words for mark in _JOINS),
            "of_list": self._asks_several
            and (text[max(0, start - 1) : start] in _JOINS or text[stop : stop + 1] in _JOINS),
            "list": "、" in words,
            "modified": "的" in words,
            "clause_like": not _INNER_CUES.isdisjoint(sentence.cues[first : last + 1]),
            "digit": _DIGIT.search(words) is not None,
            "person": is_person,
            "office": is_person and bool(self._office) and text.endswith(self._office, 0, start),
            "unknown": 1 < len(words) < 5 and self._is_unknown(words),
            "place": words.endswith(_PLACES),
            "body": words.endswith(_BODIES),
            "ending": bool(self._endings) and words.endswith(self._endings),
            "single": len(words) == 1,
            "common": first == last and not is_person and len(words) > 1 and self._is_word(words),
            "holds_verb": "verb" in inside,
            "holds_function": "function" in inside,
        }
        features |= dict.fromkeys([name for name, holds_it in holds.items() if holds_it], 1.0)
        return features

    def _is_unknown(self, words: str) -> bool:
        """Whether no two characters beside each other are a word of the dictionary."""
        return not any(self._is_word(words[at : at + 2]) for at in range(len(words) - 1))


class _Border(NamedTuple):
    """What stands before or behind a phrase."""

    features: Mapping[str, float]
    cue: str
    # the question's terms there, less the farther away, and those that stand on the same side of the words that ask
    near: float
    agreeing: float
    # of where a phrase begins: the share of the question's terms in its clause, and where the name of a place ends that
    # begins there
    clause: float = 0.0
    place_end: int | None = None


def _fade(one: int, size: int, other: int, pair: str) -> float:
    """How near a pair of characters stands to a phrase, 1 to 0; 0 where there is no such pair.

    Args:
        one: where the first of the two begins; -1 for nowhere.
        size: of it.
        other: where the second begins; -1 for nowhere.
        pair: may be "".
    """
    return math.exp(-(other - one - size) / BESIDE_FADES) if pair and one >= 0 and other >= 0 else 0.0
