"""The days of the year and the parts of months that a text names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.text.numbers import DIGITS, read_integer
from bot.text.patterns import compile_late

_MONTH, _DAY = r"(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])", rf"(?P<day>3[01]|[12]?\d|[{DIGITS}十]{{1,3}})"
DAY_OF_YEAR = compile_late(rf"(?<![\d.{DIGITS}十]){_MONTH}月份?{_DAY}[日号]")
"""6月12日, in digits or numerals."""

# 6月12日至30日, 8月22日、23日, 12月30日8:00至1月2日
_NEXT_DATE = compile_late(
    r"(?P<to>[^月日,。;]{0,6}[至到—\-~–]+|[、和及])(?:(?P<month>1[0-2]|[1-9])月)?(?P<day>3[01]|[12]?\d)[日号]"
)
_PART_OF_MONTH = compile_late(rf"(?<![\d.{DIGITS}十]){_MONTH}月份?(?P<part>[底末初]|[上中下]旬)")
# What an article calls by the day that it is printed.
_DAYS_AWAY = {"前天": -2, "前日": -2, "昨": -1, "明": 1, "后天": 2}
# Days are compared without their year, in one that has all of them.
_LEAP_YEAR = 2024


def find_days(text: str, published: str | None = None) -> set[date]:
    """The days of a year that a text names, and those between two of them with 至.

    A text that names none has none by its day alone, because 今天 and 昨天 stand in most.
    """
    days: set[date] = set()
    end = 0
    for match in DAY_OF_YEAR.finditer(text):
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


def find_parts_of_months(text: str) -> Iterator[tuple[str, set[int]]]:
    """For 截至9月底 the 9 of 底."""
    for match in _PART_OF_MONTH.finditer(text):
        yield match["part"].replace("末", "底"), {read_integer(match["month"]) or 0}


def _in_year(day: date) -> date:
    return day.replace(year=_LEAP_YEAR)


def _read_day(month: str, day: str) -> date | None:
    try:
        return date(_LEAP_YEAR, read_integer(month) or 0, read_integer(day) or 0)
    except ValueError:
        return None
