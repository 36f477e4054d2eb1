"""Numbers, dates, shares and times in a question, and the other ways to print each: 三成 is 30%, 八月十七号 is 8月17日.

Papers print most numbers in digits, and people type many in Chinese numerals. A form is looked up only if it stands in
the corpus, as a word of the lexicon is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.question.lexicon import Expansion
from bot.text.numbers import DIGITS, NUMERAL, read_digits, read_number, write_arabic, write_han
from bot.text.patterns import COUNTERS, CURRENCIES, TIME_UNITS, UNITS, compile_late

# 期, 段, 路 and 号 number things rather than count them.
_MEASURE = f"{TIME_UNITS}|{UNITS}|{CURRENCIES}|{COUNTERS}|[期段路号角分]"
_SMALL = rf"(?:\d{{1,2}}|[{DIGITS}两十]{{1,3}})"
_PERCENT = (
    rf"百分之(?:百|{NUMERAL})|\d+(?:\.\d+)?%"
    # 三成, 七成半, 九成八的, but not 成立, 成果, 三成四川人, 一成不变
    rf"|(?:\d|[{DIGITS[2:]}])成(?:半|[{DIGITS[2:]}](?![^\W的以了是吗呢]))?(?![为立功长果员本绩都熟就品交份型]|不变)"
)
_TIME = (
    "(?:(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜里)的?)?"
    # 一点 is an hour only where a minute or 钟 follows
    rf"(?<!\d)(?P<hour>(?!一点(?![半\d{DIGITS}十钟])){_SMALL})"
    rf"(?::(?P<colon>\d\d)|[点时](?![候间代期段装尚评])(?:(?P<part>半|一刻|三刻)|(?P<minute>{_SMALL})分?)?)(?!\d)"
)
# The pattern is compiled when the first question with a number comes: that takes as long as many an answer.
_QUANTITY = (
    f"(?P<percent>{_PERCENT})|{_TIME}"
    rf"|(?P<year>(?<!\d)(?:\d{{4}}|\d\d|[{DIGITS}○]{{4}}|[{DIGITS}○]{{2}}))年(?![级多来以间余])"
    rf"|(?<![\d个])(?P<month>{_SMALL})月(?:份|(?P<day>{_SMALL})[日号])?"
    rf"|(?<![几数上哪])(?P<number>{NUMERAL})[多余几来]?(?P<unit>{_MEASURE})?"
)
# With these an hour is one of the second half of the day: 下午三点 is 15时.
_AFTERNOON = ("下午", "午后", "傍晚", "晚上", "晚间", "夜里")
_PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
# A two-digit year below this is of the 21st century: 22年 is 2022, 98年 is 1998.
FIRST_OF_LAST_CENTURY = 50
_MAY_SAY_NUMBER = compile_late(rf"百|○|[{DIGITS}两十]|{NUMERAL}")
_SAYS_NUMBER = compile_late(f"[0-9{DIGITS}十两半]")


def find_quantities(folded: str) -> Iterator[Expansion]:
    """The quantities of a folded question, from left to right, each with its other forms; those with none left out."""
    if not _MAY_SAY_NUMBER.search(folded):
        return
    for quantity in re.finditer(_QUANTITY, folded):
        typed = quantity[0]
        forms = tuple(form for form in dict.fromkeys(_write_forms(quantity)) if form != typed)
        if forms:
            yield Expansion(typed, forms)


def says_number(term: str) -> bool:
    """Whether a term of a quantity says its number, not only its unit."""
    return _SAYS_NUMBER.search(term) is not None


def _write_forms(quantity: re.Match[str]) -> list[str]:
    """All ways to print what a match of the pattern says, that of the match among them."""
    if quantity["percent"]:
        return _percents(quantity["percent"])
    if quantity["hour"]:
        return _times(quantity)
    if quantity["year"]:
        return _years(quantity["year"])
    if quantity["month"]:
        return _dates(quantity["month"], quantity["day"])
    return _numbers(quantity["number"], quantity["unit"] or "")


def _numbers(numeral: str, unit: str) -> list[str]:
    value = read_number(numeral)
    if value is None or value in (0, 1):
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
        ten, one = read_number(tens), Decimal(5) if ones == "半" else read_number(ones or "零")
        value = None if ten is None or one is None else ten * 10 + one
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
        year = f"{20 if int(year) < FIRST_OF_LAST_CENTURY else 19}{year}"
    if not 1800 <= int(year) < 2100:
        return []
    han = "".join(DIGITS[int(digit) + 1] for digit in year)
    return [f"{year}年", f"{han.replace('零', '〇')}年", f"{han}年"]


def _dates(month_text: str, day_text: str | None) -> list[str]:
    month, day = read_number(month_text), read_number(day_text) if day_text else None
    if month is None or not 1 <= month <= 12 or (day_text and (day is None or not 1 <= day <= 31)):
        return []
    if day is None:
        return [f"{month}月", *(f"{number}月" for number in write_han(month)[:1])]
    return [f"{month}月{day}日", *(f"{write_han(month)[0]}月{write_han(day)[0]}{name}" for name in "日号")]


def _times(time: re.Match[str]) -> list[str]:
    hour, minute = read_number(time["hour"]), _read_minute(time)
    if hour is None or minute is None or hour > 24 or minute > 59:
        return []
    hours = [hour]
    if time["half"] in _AFTERNOON and hour < 12:
        hours.append(hour + 12)
    elif not time["half"] and hour > 12:
        hours.append(hour - 12)
    return [form for one in hours for form in _write_time(one, minute)]


def _read_minute(time: re.Match[str]) -> Decimal | None:
    digits = time["colon"] or time["minute"]
    if digits:
        return read_number(digits.lstrip("0") or "0")
    return Decimal(_PARTS_OF_HOUR.get(time["part"], 0))


def _write_time(hour: Decimal, minute: Decimal) -> list[str]:
    numerals = write_han(hour)[:1] + (["两"] if hour == 2 else [])
    if not minute:
        return [f"{hour}:00", *(f"{numeral}{mark}" for numeral in (str(hour), *numerals) for mark in "点时")]
    forms = [f"{hour}:{minute:02}", f"{hour}时{minute}分"]
    forms += [f"{numeral}点{write_han(minute)[0]}分" for numeral in numerals]
    if minute == 30:
        forms += [f"{numeral}点半" for numeral in (str(hour), *numerals)]
    return forms
