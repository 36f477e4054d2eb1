"""The words that answer a question after anything but a number or time: a name, a place, what somebody does, why.

All phrases of the sentences compete: stretches of words that begin and end where phrases may. Each is judged by what it
looks like and by how it stands to the words of the question, and the best one is taken with how likely it is right.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from operator import mul

from bot.answering.exact.matches import ExactWords
from bot.answering.exact.named import TITLE, cut_at_names, find_people, find_things
from bot.answering.exact.nearness import find_all
from bot.answering.exact.phrase_weights import PHRASE_MODELS
from bot.intent.answer_pattern import AnswerPattern
from bot.intent.answer_words import BODY_ENDINGS, PLACE_ENDINGS
from bot.intent.phrase_kind import PhraseKind
from bot.question.places import default_places
from bot.speech.asking import ASKED, EMPTY_CHARACTERS
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

# Only so many sentences, those that answer best, may have the phrase, which has at most so many words and characters.
BEST_SENTENCES, MOST_WORDS, MOST_CHARACTERS = 4, 9, 24
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
_BREAKS = frozenset(",。;:!?…()—")
_CLAUSE_ENDS = frozenset(",。;:!?")
_OPENING, _CLOSING = frozenset("“《‘"), frozenset("”》’")
# What stands before or behind a phrase, by what it says of it.
_CUES = {
    word: cue
    for cue, words in {
        "is": "是 为 即 系 分别是 分别为 就是 成为 作为 当 任 担任 出任 指",
        "called": "叫 名为 叫做 叫作 称为 称作 被称为 名叫 题为 命名为 取名 称",
        "at": "在 于 位于 到 至 从 自 地处 坐落 前往 抵达 来到 赴 来自 往 向 设在 落户",
        "by": "由 被 受 让 给 据 遭",
        "with": "用 以 通过 利用 使用 采用 靠 拿 凭 经 按",
        "because": "因 因为 由于 为了 旨在 导致 造成 引发 引起 源于 出于",
        "lists": "包括 有 含 包含 设有 分为 分别 如",
        "and": "和 与 及 或 以及 同 跟",
        "of": "的",
        "happens": "举行 举办 召开 开幕 闭幕 进行 登陆 启动 揭牌 开张 开业 成立 挂牌 发布 出版 上演 展出 发生 开展",
        "verb": "将 把 对 说 表示 指出 认为 了 着 过 等 等等",
    }.items()
    for word in words.split()
}
_INNER_CUES = frozenset(("is", "at", "by", "with", "because", "verb"))
# No phrase begins or ends with one of these.
_NO_ENDS = frozenset(_CUES) | frozenset(
    "并 并且 而 但 也 都 就 还 又 则 使 上 下 中 里 内 外 时 后 前 之 所 其 该 此 这 那 他 她 它 他们 她们 我们 已 "
    "已经 正在 曾 曾经 可 可以 能 会 要 需 不 没有 未 介绍 告诉 其中 目前 日前 近日".split()
)
_FILLERS = "的了是有为在约近达到过共多于叫做给着得要能,?呢由被"
_DIGIT = compile_late(r"\d")
_PLACES = (*PLACE_ENDINGS, *"场 校 园 地区 附近 境内 楼 店 处 部 岸 城".split())
_BODIES = (*BODY_ENDINGS, *"组织 大学 医院 党 军".split())
# Where names begin and end in a sentence.
_Ranges = frozenset[tuple[int, int]]
# 游戏企业 has the ending of a kind of thing and is no name.
_NO_NAME = "企业"


@dataclass(frozen=True, slots=True)
class Phrase:
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
        # the two characters on each side of the words that ask
        self._before = before[-2:] if len(before) > 1 else ""
        self._behind = behind[:2] if len(behind) > 1 else ""

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
            sentence = _Sentence(text, cut_at_names(words(number), people), self._asked, self._terms)
            begins = cache(partial(self._measure_begin, sentence))
            ends = cache(partial(self._measure_end, sentence))
            share = points[number] / best
            for first, last in sentence.find_phrases(people | things):
                start, stop, begin, end = sentence.borders[first], sentence.borders[last + 1], begins(first), ends(last)
                features = {"sentence": share, **begin.features, **end.features}
                near = begin.near + end.near
                features["near"] = near / self._total
                features["order"] = (begin.agreeing + end.agreeing) / near if near else 0.5
                features["clause"] = begin.clause
                if begin.cue == "start" and end.cue == "end":
                    features["whole"] = 1.0
                features |= self._measure_words(sentence, first, last, people)
                if (start, stop) in things:
                    features["named"] = 1.0
                if (place := begin.place_end) is not None and place <= stop:
                    features["begins_place"] = 1.0
                phrases.append(Phrase(number, start, stop, sentence.text[start:stop], features))
        return phrases

    def _measure_begin(self, sentence: _Sentence, first: int) -> _Border:
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
        return _Border(
            {
                f"behind_{cue}": 1.0,
                "left": 0.0 if nearest < 0 else math.exp((nearest + 1 - start) / NEAREST_FADES),
                "follows": _fade(text.rfind(self._before, begin, start), 2, start, self._before),
            },
            cue,
            near,
            agreeing,
            sum(in_clause.values()) / self._total,
            place_end=default_places().match(text, start),
        )

    def _measure_end(self, sentence: _Sentence, last: int) -> _Border:
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
        return _Border(
            {
                f"before_{cue}": 1.0,
                "right": 0.0 if nearest < 0 else math.exp((stop - nearest) / NEAREST_FADES),
                "precedes": _fade(stop, 0, text.find(self._behind, stop, end), self._behind),
            },
            cue,
            near,
            agreeing,
        )

    def _measure_words(self, sentence: _Sentence, first: int, last: int, people: _Ranges) -> dict[str, float]:
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
        holds = {
            "long": len(words) > LONG,
            "quoted": words[0] in _OPENING or text[start - 1 : start] in _OPENING,
            "list": "、" in words,
            "modified": "的" in words,
            "clause_like": not _INNER_CUES.isdisjoint(map(_CUES.get, sentence.words[first : last + 1])),
            "digit": _DIGIT.search(words) is not None,
            "person": is_person,
            "office": is_person and bool(self._office) and text.endswith(self._office, 0, start),
            "unknown": 1 < len(words) < 5 and self._is_unknown(words),
            "place": words.endswith(_PLACES),
            "body": words.endswith(_BODIES),
            "ending": bool(self._endings) and words.endswith(self._endings),
        }
        features |= {name: 1.0 for name, holds_it in holds.items() if holds_it}
        return features

    def _is_unknown(self, words: str) -> bool:
        """Whether no two characters beside each other are a word of the dictionary."""
        return not any(self._segmenter.is_word(words[at : at + 2]) for at in range(len(words) - 1))


@dataclass(frozen=True, slots=True)
class _Border:
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


class _Sentence:
    """A sentence with the words of the question that it has.

    Args:
        text: folded, without white space.
        words: together they are the text.
        asked: the question.
        terms: of the question, with how much each counts.
    """

    def __init__(self, text: str, words: Sequence[str], asked: str, terms: Mapping[str, float]) -> None:
        self.text, self.words = text, words
        self.borders = list(accumulate(map(len, words), initial=0))
        # where a term of the question stands, how much it counts, and where it stands in the question, -1 for nowhere
        places = ((at, term, weight) for term, weight in terms.items() for at in find_all(text, term))
        self.places = [(*place, asked.find(place[1])) for place in places]
        self.said = bytearray(len(text))
        """For each character whether a term of the question has it."""
        for at, term, *_ in self.places:
            self.said[at : at + len(term)] = b"\1" * len(term)
        self._is_said = [
            all(self.said[self.borders[number] : self.borders[number + 1]])
            or (len(word) == 1 and word in asked and word not in EMPTY_CHARACTERS)
            for number, word in enumerate(words)
        ]
        self._clauses = [0, *(at + 1 for at, character in enumerate(text) if character in _CLAUSE_ENDS), len(text)]

    def find_clause(self, at: int) -> tuple[int, int]:
        """The clause of a place in the text: where it begins, and where it ends, without the mark behind it."""
        number = bisect_right(self._clauses, at) - 1
        stop = self._clauses[min(number + 1, len(self._clauses) - 1)]
        return self._clauses[number], stop - (self.text[stop - 1] in _CLAUSE_ENDS)

    def find_phrases(self, names: _Ranges) -> Iterator[tuple[int, int]]:
        """The numbers of the first and the last word of each phrase; a name is one wherever it stands."""
        words, borders = self.words, self.borders
        named = {start for start, _ in names}
        for first in range(len(words)):
            begins = self._may_begin(first)
            if self._ends_nothing(words[first], _CLOSING) or not (begins or borders[first] in named):
                continue
            depth = 0
            for last in range(first, min(len(words), first + MOST_WORDS)):
                word = words[last]
                # “城市忆空间——档案文化体验馆” is one name
                is_break = word[0] in _BREAKS and not (depth and word[0] == "—")
                if is_break or borders[last + 1] - borders[first] > MOST_CHARACTERS:
                    break
                depth += (word in _OPENING) - (word in _CLOSING)
                if depth < 0:
                    break
                if depth or self._ends_nothing(word, _OPENING):
                    continue
                span = borders[first], borders[last + 1]
                if span in names or (begins and self._may_end(last)):
                    yield first, last

    def read_cue_before(self, first: int) -> str:
        """What the word right before a phrase that begins with a word says of it."""
        return self._read_cue(first - 2 if first > 1 and self.words[first - 1] in _OPENING else first - 1, "start")

    def read_cue_behind(self, last: int) -> str:
        """What the word right behind a phrase that ends with a word says of it."""
        is_closed = last + 2 < len(self.words) and self.words[last + 1] in _CLOSING
        return self._read_cue(last + 2 if is_closed else last + 1, "end")

    def _read_cue(self, number: int, border: str) -> str:
        if not 0 <= number < len(self.words) or self.words[number][0] in _BREAKS:
            return border
        word = self.words[number]
        return "item" if word == "、" else _CUES.get(word) or ("asked" if self._is_said[number] else "other")

    @staticmethod
    def _ends_nothing(word: str, marks: frozenset[str]) -> bool:
        return word[0] in _BREAKS or word in _NO_ENDS or word in marks or word == "、"

    def _may_begin(self, first: int) -> bool:
        word, before = self.words[first], self.words[first - 1] if first else ""
        if not before or before[0] in _BREAKS or before in _NO_ENDS or self._is_said[first - 1]:
            return True
        return before == "、" or before in _OPENING | _CLOSING or word in _OPENING or TITLE.search(before) is not None

    def _may_end(self, last: int) -> bool:
        word, behind = self.words[last], self.words[last + 1] if last + 1 < len(self.words) else ""
        if not behind or behind[0] in _BREAKS or behind in _NO_ENDS or self._is_said[last + 1]:
            return True
        return behind == "、" or behind in _OPENING | _CLOSING or word in _CLOSING
