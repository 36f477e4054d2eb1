"""What an article has in place of something that a question names, of its kind: 8路 for 5路, 福彩 for 体彩.

An article about another has all the rest of the question's words, and does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.answering.words.asked_words import STAND_IN, AskedWord
from bot.question.lexicon import Expansion
from bot.text.characters import CJK
from bot.text.numbers import DIGITS, read_integer
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter

_NUMBER = rf"(?:\d{{1,4}}|[{DIGITS}十两]{{1,3}})"
_CODE = compile_late(r"(?<![a-z0-9.\-])(?P<letters>[a-z]{1,3})-?(?P<number>\d{1,4})(?![a-z0-9.%])")
# What has a number for its name: 一中 is a school, but 一中午 is none, and 一路 is no bus as 1路 is.
_NUMBERED = compile_late(
    rf"(?:第(?P<ordinal>{_NUMBER})|首)(?P<of>届|期|批|次|轮|季|集|名|代|版|号|[场站棒局]|分?[厂店院校]|(?:人民)?医院|中学|小学|幼儿园)"
    rf"|(?<![a-z0-9.])(?P<digits>\d{{1,3}})(?P<line>路)(?!口)"
    rf"|(?<![{DIGITS}十百千两第其])(?P<number>{_NUMBER})(?P<unit>号[线楼门厅馆院桥井库区]|[幢栋期]|单元"
    r"|中(?![央间国心午旬年医东西部标文华秋考签毒暑奖断等层队])|小(?=[的校新在门]|食堂|老师|学生|$|[,。、?!]))"
)
_SAME_UNIT = {"中": "中学", "小": "小学", "栋": "幢", "人民医院": "医院"}
# 1至9幢, 1、3幢
_BEFORE_NUMBERED = rf"(?P<first>{_NUMBER})(?P<mark>[至到—\-~–、和])第?$"
_MONTH, _DAY = r"(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])", rf"(?P<day>3[01]|[12]?\d|[{DIGITS}十]{{1,3}})"
_DATE = compile_late(rf"(?<![\d.{DIGITS}十]){_MONTH}月份?{_DAY}[日号]")
# 6月12日至30日, 8月22日、23日, 12月30日8:00至1月2日
_NEXT_DATE = compile_late(
    r"(?P<to>[^月日,。;]{0,6}[至到—\-~–]+|[、和及])(?:(?P<month>1[0-2]|[1-9])月)?(?P<day>3[01]|[12]?\d)[日号]"
)
_PART_OF_MONTH = compile_late(rf"(?<![\d.{DIGITS}十]){_MONTH}月份?(?P<part>[底末初]|[上中下]旬)")
# What an article calls by the day that it is printed.
_DAYS_AWAY = {"前天": -2, "前日": -2, "昨": -1, "明": 1, "后天": 2}
# Days are compared without their year, in one that has all of them.
_LEAP_YEAR = 2024
# Words with the same ending, one of these, name different things of a kind: 羽毛球 and 乒乓球, but not 比赛 and 大赛.
_KINDS = frozenset("球彩馆肉茶酒棋剧米")

_SCHOOL = rf"[{DIGITS}十][中小]|[中小大]学|幼儿园"
_NAMED_SCHOOL = compile_late(rf"(?P<before>[{CJK}]{{2}})(?P<school>{_SCHOOL})")


def lacks_number(
    question: str, article: str, quantities: Iterable[Expansion] = (), published: str | None = None
) -> bool:
    """Whether a question names a number that its article lacks, or a day or numbered thing for which it has others.

    A number that names nothing is looked for from two digits on.

    Args:
        question: folded.
        article: the whole article, folded.
        quantities: other ways to print what the question names (230户: 二百三十户); the article may have any of them.
        published: the article's day, ISO 8601, which it calls 今天; None where it is not known.
    """
    days, told = _find_days(question), _find_days(article, published)
    if told and not days <= told:
        return True
    # a day may be one of a period, of which the article has the first and the last
    left = _DATE.sub(" ", question) if told else question
    printed = "".join(one.typed for one in quantities if any(form in article for form in one.added))
    if any(number not in article and number not in printed for number in re.findall(r"\d{2,}", left)):
        return True
    for find in (_find_codes, _find_numbered, _find_parts_of_months):
        asked = list(find(question))
        named = list(find(article)) if asked else []
        for kind, numbers in asked:
            others = set().union(*(other for same, other in named if same == kind))
            if others and not numbers <= others:
                return True
    return False


def has_other_word(question: str, words: Iterable[AskedWord], article: str, segmenter: Segmenter) -> bool:
    """Whether an article has another word of the kind in place of one of a question: 杭州福彩 for 杭州体彩.

    The other word has the same ending and stands behind the same two characters.

    Args:
        question: folded, without white space.
        words: those of the question.
        article: the whole article, folded.
        segmenter: knows the words of the dictionary.
    """
    asked = [word.text for word in words if word.measure_presence(article) < STAND_IN]
    # 羽毛球赛 has 羽毛球
    names = {text[:end] for text in asked for end in range(2, len(text) + 1) if text[end - 1] in _KINDS}
    for name in names:
        before = question[: max(0, question.find(name))][-2:]
        if name in article or len(before) < 2 or not segmenter.is_word(name, usual=False):
            continue
        for other in re.findall(rf"{re.escape(before)}([{CJK}]{{{len(name) - 1}}}{name[-1]})", article):
            if segmenter.is_word(other, usual=False) and not set(other[:-1]) & set(name[:-1]):
                return True
    # 云溪小学 for 云溪二中
    return any(
        (schools := {_level(one) for one in re.findall(rf"{school['before']}({_SCHOOL})", article)})
        and _level(school["school"]) not in schools
        for school in _NAMED_SCHOOL.finditer(question)
    )


def _level(school: str) -> str:
    """The character that says whose school one is: 中 of 二中 and 中学."""
    return school[0] if school[-1] in "学园" else school[-1]


def _find_codes(text: str) -> Iterator[tuple[str, set[int]]]:
    for match in _CODE.finditer(text):
        yield match["letters"], {int(match["number"])}


def _find_numbered(text: str) -> Iterator[tuple[str, set[int]]]:
    for match in _NUMBERED.finditer(text):
        unit = match["of"] or match["line"] or match["unit"]
        # 首届 is the first one
        number = read_integer(match["ordinal"] or match["digits"] or match["number"] or "一")
        if number is None:
            continue
        before = re.search(_BEFORE_NUMBERED, text[max(0, match.start() - 6) : match.start()])
        first = (read_integer(before["first"]) if before else None) or number
        is_list = before is not None and before["mark"] in "、和"
        numbers = {first, number} if is_list else {number, *range(first, number)}
        yield _SAME_UNIT.get(unit, unit), numbers


def _find_parts_of_months(text: str) -> Iterator[tuple[str, set[int]]]:
    """For 截至9月底 the 9 of 底."""
    for match in _PART_OF_MONTH.finditer(text):
        yield match["part"].replace("末", "底"), {read_integer(match["month"]) or 0}


def _find_days(text: str, published: str | None = None) -> set[date]:
    """The days of a year that a text names, and those between two of them with 至.

    A text that names none has none by its day alone, because 今天 and 昨天 stand in most.
    """
    days: set[date] = set()
    end = 0
    for match in _DATE.finditer(text):
        if match.start() < end:
            # read with the day before it
            continue
        last, end, month = _read_day(match["month"], match["day"]), match.end(), match["month"]
        while last:
            days.add(last)
            found = _NEXT_DATE.match(text, end)
            if not found:
                break
            month, end = found["month"] or month, found.end()
            following = _read_day(month, found["day"])
            if following and found["to"][-1] not in "、和及":
                days.update(_in_year(last + timedelta(far)) for far in range((following - last).days % 366))
            last = following
    if days and published:
        today = date.fromisoformat(published)
        # a question may name the day of the page
        days.add(_in_year(today))
        days.update(_in_year(today + timedelta(far)) for word, far in _DAYS_AWAY.items() if word in text)
    return days


def _in_year(day: date) -> date:
    return day.replace(year=_LEAP_YEAR)


def _read_day(month: str, day: str) -> date | None:
    try:
        return date(_LEAP_YEAR, read_integer(month) or 0, read_integer(day) or 0)
    except ValueError:
        return None
