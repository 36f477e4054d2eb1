"""Which place a clause speaks of: the one named at its head, or else the one that the clause before speaks of.

Where something lies is said by the names of places that are printed before its own: 杭州市建德钦堂乡.

In Chinese a clause without a subject of its own has that of the clause before, across commas and full stops. A new
subject of the same kind replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.question.places import Place, default_places
from bot.speech.asking import PARTICLES, asks
from bot.text.characters import CJK
from bot.text.patterns import compile_late

# A place that was named more clauses ago says nothing of a clause.
FARTHEST = 8

# All patterns are of folded text without white space.
_CLAUSE = compile_late("[^,;:。!?]+")
# What stands before the subject of a clause.
_LEADS = compile_late(
    "(?:[“‘(]|而|但|像|如(?!今)|例如|比如|同时|此外|另外|其中|目前|如今|现在|近日|日前|近年来|近期|截至目前|据悉|据了解|仅|家住"
    "|[今去前]年|(?:19|20)\\d\\d年|\\d{1,2}月份?|\\d{1,2}[日号]|[上下]半年|[上下]午|以来|记者从|记者在|据|在|从|位于|地处|走进|来到"
    "|作为|以)*"
)
# How far down each kind of place is: two names of one level are those of different places.
_LEVELS = {"省": 1, "市": 2, "州": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "街道": 4, "村": 5, "社区": 5}
_KIND = "自治[州县旗]|街道|社区|[省市县区镇乡村州旗]"
# 市场, 村民 and 县长 are no kinds of places.
_NO_KIND = "场|区|长|民|里|内|外|干部|委会|支书|两委|值|价|面|容|级"
# No name has one of these characters.
_NO_NAME = "的了由在是和与及或对把被从到向为让给使等个些各每这那哪本全整几一我你他她它们去来有要该此其两"
_NAME = compile_late(f"(?:(?![{_NO_NAME}])[{CJK}]){{2,3}}?(?:{_KIND})(?!{_NO_KIND})")
_NO_PLACE = compile_late(
    "(?:[小社园景地山库灾老新城校厂片辖矿林牧湖疫战军专时特郊护]区|[城超股楼都夜门集]市|[农乡]村|[故家他老下]乡|[乡城古小]镇)$"
    "|[听通确带依眼开第距]"
)
# 哈尔滨局集团公司 and 浙江大学 are no places; what is said of them may be said anywhere.
_IS_ORGANISATION = compile_late("局|铁路|大学|学院|银行|集团|公司|航空|日报|晚报")
# 全县 is the county that was spoken of.
_SAME = compile_late("[全我本该]([省市县区镇乡村州])")
_ENDS_WITH_KIND = compile_late(f"(?:{_KIND})$")
# Behind one of these stands where somebody goes, or who is given something, and not the place that is asked about.
_TOWARDS = tuple("去到往离给援捐比")
# 钦堂乡在哪? 福德曼是哪个县的?
_ASKS_WHERE = compile_late(
    f"(?:请问)?(?P<name>[{CJK}a-z0-9]{{2,12}}?)(?:是|就|到底)*(?:在|位于|属于|是)"
    f"(?:哪[里儿]?|[什啥]么?地方|哪个?(?:省份?|城?市|县城?|区|镇|乡|街道|村|地方))的?[{PARTICLES}?]*"
)
# The names of the places that it lies in begin at most so many characters before its own: 杭州市建德钦堂乡.
_NAMES_BEFORE = 16


class _Clause(NamedTuple):
    """A clause of a sentence, and the place that it speaks of."""

    start: int
    stop: int
    # the names of the place and of those that it lies in, in the order of the text; empty where none was named
    names: tuple[str, ...]
    # how many clauses ago they were named
    away: int


class AskedPlaces:
    """The places that a question asks about.

    Args:
        question: folded, without white space.
    """

    def __init__(self, question: str) -> None:
        found = [*_read_names(question, 0, len(question)), *(place.short for place in default_places().find(question))]
        self._names = [
            (stem, name)
            for stem, name in zip(map(_find_stem, found), found, strict=True)
            if not question[: question.find(stem)].endswith(_TOWARDS)
        ]

    def compare(self, sentences: Sequence[str]) -> SpokenPlaces | None:
        """The places that an article speaks of, beside those asked about; None where it names none of these.

        Args:
            sentences: of the article, folded, without white space.
        """
        names = [(stem, name) for stem, name in self._names if any(stem in text for text in sentences)]
        return SpokenPlaces(names, sentences) if names else None


class SpokenPlaces:
    """The places that the sentences of an article speak of, beside those that a question asks about.

    Args:
        asked: the names asked about that the article has, as pairs of a stem (`_find_stem`) and the whole name.
        sentences: of the article, folded, without white space.
    """

    def __init__(self, asked: Sequence[tuple[str, str]], sentences: Sequence[str]) -> None:
        self._asked, self._sentences = asked, sentences
        # of the sentences that were asked for, and those before them
        self._clauses: list[list[_Clause]] = []
        self._further = _find_clauses(sentences)

    def is_foreign(self, sentence: int, at: int) -> bool:
        """Whether what stands at a position of a sentence is said of another place than those asked about."""
        clauses = self._clauses_of(sentence)
        number = next((number for number in reversed(range(len(clauses))) if clauses[number].start <= at), None)
        if number is None or not clauses[number].names or clauses[number].away > FARTHEST:
            return False
        clause = clauses[number]
        # from where the place was named
        spoken = self._sentences[sentence][clauses[max(0, number - clause.away)].start : clause.stop]
        if any(stem in text for stem, _ in self._asked for text in (spoken, *clause.names)):
            return False
        return all(any(_differ(name, other) for other in clause.names) for _, name in self._asked)

    def _clauses_of(self, sentence: int) -> list[_Clause]:
        self._clauses += islice(self._further, max(0, sentence + 1 - len(self._clauses)))
        return self._clauses[sentence]


@lru_cache(maxsize=64)
def find_located_name(question: str) -> str:
    """The name of what a folded question without white space asks the place of; "" where it asks otherwise."""
    found = _ASKS_WHERE.fullmatch(question)
    return found["name"] if found and not asks(found["name"]) else ""


def find_location(name: str, sentence: str) -> tuple[int, int] | None:
    """Where a folded sentence without white space names the places that a name lies in, before it; None where not."""
    places, stop = default_places(), sentence.find(name)
    while stop >= 0:
        starts = range(max(0, stop - _NAMES_BEFORE), stop)
        # known names first, because a character before one looks like a part of it: 近日海盐县百步镇
        for start in sorted(starts, key=lambda at: places.match(sentence, at) is None):
            if start + sum(map(len, _read_names(sentence, start, stop))) == stop:
                return start, stop
        stop = sentence.find(name, stop + 1)
    return None


def _find_clauses(sentences: Sequence[str]) -> Iterator[list[_Clause]]:
    """For each sentence its clauses with the places that they speak of."""
    seen: list[tuple[str, ...]] = []
    names: tuple[str, ...] = ()
    away = 0
    for text in sentences:
        clauses = []
        for found in _CLAUSE.finditer(text):
            start, stop = found.span()
            lead = _LEADS.match(text, start, stop)
            at = lead.end() if lead else start
            own = tuple(_read_names(text, at, stop))
            away += 1
            if own:
                names, away = own, 0
                seen.append(own)
            elif same := _SAME.match(text, at, stop):
                names, away = next((one for one in reversed(seen) if one[-1].endswith(same[1])), ()), 0
            clauses.append(_Clause(start, stop, names, away))
        yield clauses


def _read_names(text: str, at: int, stop: int) -> Iterator[str]:
    """The names of places that stand at a position of a text, one after the other."""
    places = default_places()
    while at < stop:
        name = _NAME.match(text, at, stop)
        end = places.match(text, at)
        if end is None and name and not _NO_PLACE.search(name[0]):
            end = name.end()
        if end is None or end > stop or _IS_ORGANISATION.match(text, end):
            return
        yield text[at:end]
        at = end


def _find_stem(name: str) -> str:
    """What of a name is never left out: 海盐 of 海盐县."""
    place = _find_place(name)
    if place and place.name == name:
        return place.short
    stem = _ENDS_WITH_KIND.sub("", name)
    return stem if len(stem) > 1 else name


def _differ(name: str, other: str) -> bool:
    """Whether two names are those of places of which none is a part of the other, as far as that is known."""
    one, two = _find_place(name), _find_place(other)
    if one and two:
        return one.name != two.name and one.name not in two.within and two.name not in one.within
    level = _find_level(name)
    return level is not None and level == _find_level(other)


def _find_place(name: str) -> Place | None:
    return next(default_places().find(name), None)


def _find_level(name: str) -> int | None:
    """How far down a place of the name's kind is; None where the name does not say its kind."""
    kind = _ENDS_WITH_KIND.search(name)
    return _LEVELS[kind[0].removeprefix("自治")] if kind else None
