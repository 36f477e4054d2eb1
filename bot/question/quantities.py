"""Numbers, dates, shares and times in a question, and the other ways to print each: 三成 is 30%, 八月十七号 is 8月17日.

What is written here is matched against what stands in the corpus, like the lexicon's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.question.lexicon import Expansion
from bot.text.numbers import DIGITS, NUMERAL, read_digits, read_number, write_arabic, write_han
from bot.text.patterns import COUNTERS, CURRENCIES, TIME_UNITS, UNITS

__all__ = ["find_quantities", "says_number"]

# 期, 段, 路 and 号 number things rather than count them.
_MEASURE = f"{TIME_UNITS}|{UNITS}|{CURRENCIES}|{COUNTERS}|[期段路号角分]"
_SMALL = rf"(?:\d{{1,2}}|[{DIGITS}两十]{{1,3}})"
# Compiled for the first question that may have one: that takes as long as many an answer.
_QUANTITY = (
    r"(?<![\d.a-z])(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    rf"|(?P<percent>百分之(?:百|{NUMERAL})|\d+(?:\.\d+)?%|(?:\d|[{DIGITS[2:]}])成(?:半|[{DIGITS[2:]}](?!\w))?(?![为立功长果员本绩都熟就品交份型]))"
    rf"|(?:(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜里)(?:的)?)?(?<!\d)"
    rf"(?P<hour>(?!一点(?![半\d{DIGITS}十钟])){_SMALL})(?::(?P<colon>\d\d)|[点时](?![候间代期段装尚评])(?:(?P<part>半|一刻|三刻)|(?P<minute>{_SMALL})分?)?)(?!\d)"
    rf"|(?P<year>(?<!\d)(?:\d{{4}}|\d\d|[{DIGITS}○]{{4}}|[{DIGITS}○]{{2}}))年(?![级多来以间余])"
    rf"|(?<![\d个])(?P<month>{_SMALL})月(?:份|(?P<day>{_SMALL})[日号])?"
    r"|(?<![上下前后])(?P<halfyear>半年)(?![度报])|(?P<halfhour>半个?小时|半个?钟头)"
    rf"|(?<![几数上哪])(?P<number>{NUMERAL})(?P<about>[多余几来])?(?P<unit>{_MEASURE})?"
)
# Noon and later: 下午三点 is 15时.
_LATER = ("下午", "午后", "傍晚", "晚上", "晚间", "夜里")
# A two-digit year is of the century that makes it nearest: 98年 is 1998, 22年 is 2022.
CENTURY_TURNS = 50
_MAY_SAY_NUMBER = re.compile(rf"半|百|○|[{DIGITS}两十]|{NUMERAL}")
_SAYS_NUMBER = re.compile(f"[0-9{DIGITS}十两半]")


def find_quantities(folded: str) -> Iterator[Expansion]:
    """The quantities of a folded question, from left to right, each with its other forms; those with none left out."""
    if not _MAY_SAY_NUMBER.search(folded):
        return
    for found in re.finditer(_QUANTITY, folded):
        typed = found[0]
        forms = tuple(form for form in dict.fromkeys(_forms(found)) if form != typed)
        if forms:
            yield Expansion(typed, forms)


def says_number(term: str) -> bool:
    """Whether a term of a quantity says its number, not only its unit."""
    return _SAYS_NUMBER.search(term) is not None


def _forms(found: re.Match[str]) -> list[str]:
    if found["iso"]:
        year, month, day = re.split("[-/.]", found["iso"])
        return [*_years(year), *_dates(month, day)]
    if found["percent"]:
        return _percents(found["percent"])
    if found["hour"]:
        return _clocks(found)
    if found["year"]:
        return _years(found["year"])
    if found["month"]:
        return _dates(found["month"], found["day"])
    if found["halfyear"]:
        # not the other way round: 半年 stands in 上半年, too
        return ["6个月", "六个月"]
    if found["halfhour"]:
        return ["30分钟", "三十分钟", "半小时", "半个小时"]
    return _numbers(found["number"], found["unit"] or "")


def _numbers(numeral: str, unit: str) -> list[str]:
    value = read_number(numeral)
    if value is None or value == 0 or value == 1:
        # 一 stands in every text (一个, 一家) and tells nothing
        return []
    if not unit and not numeral[0].isdigit() and value < 100:
        # 三农, 十一: a name, as a rule
        return []
    units = ["元", "块"] if unit in ("元", "块", "块钱") else [unit]
    digits = [number + units[0] for number in write_arabic(value)]
    return digits + [number + name for number in write_han(value) for name in units]


def _percents(text: str) -> list[str]:
    if text.startswith("百分之"):
        value = Decimal(100) if text == "百分之百" else read_number(text.removeprefix("百分之"))
    elif text.endswith("%"):
        value = Decimal(text[:-1])
    else:
        tens, _, ones = text.partition("成")
        half = Decimal(5) if ones == "半" else read_number(ones) if ones else Decimal(0)
        ten = read_number(tens)
        value = None if ten is None or half is None else ten * 10 + half
    if value is None:
        return []
    forms = [f"{write_arabic(value)[0]}%", *(f"百分之{number}" for number in write_han(value))]
    if value in range(10, 100, 10):
        forms += [f"{number}成" for number in (*write_han(value / 10), str(int(value / 10)))]
    return forms


def _years(text: str) -> list[str]:
    year = read_digits(text)
    if year is None:
        return []
    if len(year) == 2:
        year = f"{20 if int(year) < CENTURY_TURNS else 19}{year}"
    if not 1800 <= int(year) < 2100:
        return []
    han = "".join(DIGITS[int(digit) + 1] for digit in year)
    return [f"{year}年", f"{han.replace('零', '〇')}年", f"{han}年"]


def _dates(month: str, day: str | None) -> list[str]:
    m, d = read_number(month), read_number(day) if day else None
    if m is None or not 1 <= m <= 12 or (day and (d is None or not 1 <= d <= 31)):
        return []
    if d is None:
        return [f"{m}月", *(f"{number}月" for number in write_han(m)[:1])]
    return [f"{m}月{d}日", *(f"{write_han(m)[0]}月{write_han(d)[0]}{name}" for name in "日号")]


def _clocks(found: re.Match[str]) -> list[str]:
    hour = read_number(found["hour"])
    minute = {None: Decimal(0), "半": Decimal(30), "一刻": Decimal(15), "三刻": Decimal(45)}.get(found["part"])
    if text := found["colon"] or found["minute"]:
        minute = read_number(text.lstrip("0")) if text.strip("0") else Decimal(0)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return []
    hours = [hour]
    if found["half"] in _LATER and hour < 12:
        hours.append(hour + 12)
    elif not found["half"] and hour > 12:
        hours.append(hour - 12)
    forms: list[str] = []
    for h in hours:
        names = [str(h), *write_han(h)[:1]] + (["两"] if h == 2 else [])
        if minute:
            forms += [f"{h}:{minute:02}", f"{h}时{minute}分"]
            forms += [f"{name}点{write_han(minute)[0]}分" for name in names[1:]]
            forms += [f"{name}点半" for name in names if minute == 30]
        else:
            forms += [f"{h}:00", *(f"{name}{mark}" for name in names for mark in "点时")]
    return forms
