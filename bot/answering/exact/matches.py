"""Words of a text that look like an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from bot.answering.exact.named import find_people, find_things
from bot.intent.answer_pattern import AnswerPattern
from bot.intent.answer_words import NUMBER
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

# All patterns are of folded text without white space.
SENTENCE_END = compile_late("[。!?;]")
"""What ends a sentence or its larger parts."""

# 从70%提高至80%, 由原来的三天缩短到一天: the older and the newer value are equally near to the question's words.
_FROM = compile_late("(?:从|由)[^,。;:]{0,10}$")
_BECOMES = compile_late(
    "(?:[,的]|左右|提高|提升|上升|增加|增长|扩大|拓展|下降|降低|减少|缩短|压缩|变|改|升|增|降|减|涨|扩"
    r"|最快|逐[渐步]|现在|最后|\d{4}年[底末]?|年底|今年)*[至到为成]+"
)
_TO_NOW = compile_late("[到至为成][^,。;:]{0,12}$")
PAST = "原[来先本]|以前|之前|此前|过去|往年|曾经?"
"""What says that a value was one of earlier times, for use inside other patterns."""

ONCE = compile_late(PAST)
"""The pattern of this alone."""

NOW = "现在|如今|目前"
"""What says that a value is the one of today, for use inside other patterns."""

_HAS_BECOME = compile_late(f"{NOW}|[改变]为")
# 3月1日至6月30日
_TO = compile_late("(?:一直)?(?:持续|延续)?[—\\-~–至到]+(?:(?:第二天|次日|翌日|[来次翌]年)的?)?")


class Match(NamedTuple):
    """Words of a text."""

    # a range of the text
    start: int
    stop: int
    words: str
    # whether what stands around is a sign of the kind asked for: 在…举行, “…”
    signed: bool = True


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
    # the features of the words, and their weights; none where the article says what a name means
    features: Mapping[str, float] = MappingProxyType({})
    weights: Mapping[str, float] = MappingProxyType({})

    @property
    def evidence(self) -> tuple[tuple[str, float, float], ...]:
        """What speaks for the words: name, value and points (natural logarithms of odds)."""
        return tuple((name, value, self.weights[name] * value) for name, value in self.features.items() if value)


def find_matches(
    pattern: AnswerPattern, text: str, words: Callable[[], Sequence[str]], segmenter: Segmenter
) -> list[Match]:
    """The words of a text that match a pattern, in order; a period is one match unless one of its ends is asked for.

    Args:
        pattern: of the words asked for.
        text: a sentence.
        words: gives its words; called only where names are looked for.
        segmenter: knows the words of the dictionary.
    """
    found = list(_find_by_pattern(pattern, text))
    others = list(_find_with_noun(pattern.noun, text)) if pattern.noun else []
    named = list(find_people(text, words(), segmenter)) if pattern.is_person else []
    if pattern.endings:
        named += find_things(text, pattern.endings, words)
    others += [Match(start, stop, text[start:stop], signed=False) for start, stop in named]
    if others:
        taken = {place for match in found for place in range(match.start, match.stop)}
        found += [match for match in others if match.start not in taken and match.stop - 1 not in taken]
        found.sort()
    return found


def _find_with_noun(noun: str, text: str) -> Iterator[Match]:
    """The numbers of a text right before a noun or its first character."""
    if noun[0] not in text:
        return
    for number in NUMBER.finditer(text):
        size = next((size for size in (2, 1) if len(noun) >= size and text.startswith(noun[:size], number.end())), 0)
        if size:
            yield Match(number.start(), number.end() + size, text[number.start() : number.end() + size])


def _find_by_pattern(pattern: AnswerPattern, text: str) -> Iterator[Match]:
    before: Match | None = None
    groups = [name for name in ("words", "seat", "address") if name in pattern.pattern.groupindex]
    for match in pattern.pattern.finditer(text):
        group = next((name for name in groups if match[name]), 0)
        start, stop = match.span(group)
        if stop <= start:
            continue
        if before:
            if pattern.period and not pattern.bound and _TO.fullmatch(text, before.stop, start):
                start = before.start
            else:
                yield before
        before = Match(start, stop, text[start:stop])
    if before:
        yield before


def find_older(text: str, matches: Sequence[Match]) -> dict[Match, bool]:
    """Those of a text's matches that became another value (True), and those that one became (False)."""
    older: dict[Match, bool] = {}
    for first, second in reversed(list(pairwise(matches))):
        between = text[first.stop : second.start]
        if _became(text[: first.start], between):
            older.setdefault(second, False)
            older[first] = True
        elif between == "、" and older.get(second):
            older[first] = True
    return older


def _became(before: str, between: str) -> bool:
    """Whether one value became another, by what stands before the first and between the two."""
    if _BECOMES.fullmatch(between):
        return True
    if _FROM.search(before) and _TO_NOW.search(between) and not SENTENCE_END.search(between):
        return True
    return bool(ONCE.search(before) and _HAS_BECOME.search(between))
