"""Numbers as papers print them and people type them, read and written: 230, 二百三十, 1.5万, 一万五.

The library cn2an reads a numeral but finds none in a text, and its wheel installs top-level packages named build,
example and src.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "〇零一二三四五六七八九"
"""Chinese digits, the two forms of zero first; for use inside the brackets of a character class."""

_VALUES = {
    **{digit: max(0, position - 1) for position, digit in enumerate(DIGITS)},
    "○": 0,
    "两": 2,
    # as in amounts of money, where nobody can change them by a stroke
    **{digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
}
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8}
_ALL_DIGITS = "".join(_VALUES)
NUMERAL = (
    # 15,000 1.5万 3百 2千万; 3千米 and 5千克 are 3 and 5 of another unit
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:[百千]?[万亿]+|[百千](?![米克瓦卡]))?"
    # 十五 三百四 两点五万
    rf"|(?:[{_ALL_DIGITS}]|[十拾])[{_ALL_DIGITS}十拾百佰千仟万亿]*(?:点[{DIGITS}]+[万亿]?)?"
)
"""A number in a folded text, in digits or Chinese numerals, as a pattern without groups of its own."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
LONGEST = 16
"""Characters of a numeral. Longer ones are no numbers of a newspaper."""


def read_number(text: str) -> Decimal | None:
    """The value of a folded numeral; None if it is none, or two numbers at once (三五)."""
    text = text.replace(",", "")
    if not 0 < len(text) <= LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    return _read_fraction(whole, fraction) if point else _read_whole(text)


def _read_fraction(whole: str, fraction: str) -> Decimal | None:
    """三点五, 一点二亿: the value of what stands before and after the point."""
    unit = _LARGE_UNITS.get(fraction[-1:], 1)
    before, after = read_number(whole), read_digits(fraction.rstrip("万亿"))
    if before is None or before != int(before) or after is None:
        return None
    return Decimal(f"{int(before)}.{after}") * unit


def _read_whole(text: str) -> Decimal | None:
    # the sum up to the last 万 or 亿, the sum since then, and the digit whose unit comes next
    total, section, digit = Decimal(0), Decimal(0), None
    last_unit = 0
    for token in _TOKEN.findall(text):
        if token in _SMALL_UNITS:
            # only 十 may stand without a digit, and only at the beginning
            if digit is None and (section or _SMALL_UNITS[token] != 10):
                return None
            # 零 in 一亿零十万 only holds a place: 零十 is 10, not 0
            section += (digit or 1) * _SMALL_UNITS[token]
            digit, last_unit = None, _SMALL_UNITS[token]
        elif token in _LARGE_UNITS:
            if digit is None and not section and not total:
                return None
            section += digit or 0
            if total and total < _LARGE_UNITS[token]:
                # 二万亿: 亿 multiplies all before it
                total = (total + section) * _LARGE_UNITS[token]
            else:
                total += section * _LARGE_UNITS[token]
            section, digit, last_unit = Decimal(0), None, _LARGE_UNITS[token]
        else:
            value = _VALUES.get(token)
            if value is None and not token[0].isdigit():
                return None
            # two digits without a unit between them are two numbers, unless the first is the 零 of 一万零五
            if digit is not None and not (digit == 0 and last_unit):
                return None
            digit = Decimal(token) if value is None else Decimal(value)
            if digit == 0:
                # the digit after 零 counts ones: 一万零五 is 10005
                last_unit = 1
    if digit is not None:
        # without 零 the last digit counts tenths of the last unit: 一万五 is 15000, 三百四 is 340
        section += digit * (last_unit // 10 if last_unit >= 100 else 1)
    return total + section


def read_digits(text: str) -> str | None:
    """The digits of a text as Arabic ones, one by one (二〇二二 is 2022); None if anything else is in it."""
    digits = "".join(str(_VALUES.get(character, character)) for character in text)
    return digits if digits.isascii() and digits.isdigit() else None


def read_integer(text: str) -> int | None:
    """The whole number of a numeral, digit by digit (二〇二三) or with units (二十三); None for anything else."""
    if digits := read_digits(text):
        return int(digits)
    value = read_number(text)
    return int(value) if value is not None and value == int(value) else None


def write_arabic(value: Decimal) -> list[str]:
    """The ways to write a number in digits: 15000, 1.5万. With 万 and 亿 it has two decimals at most."""
    forms = [_format(value)]
    for name, unit in _LARGE_UNITS.items():
        count = value / unit
        if count >= 1 and count == round(count, 2):
            forms.append(_format(count) + name)
    return forms


def _format(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_han(value: Decimal) -> list[str]:
    """The ways to write a whole number in Chinese numerals: 一万五千, 一万五, 二百, 两百. None for fractions."""
    if value != int(value) or not 0 < value < 10**12:
        return []
    number = int(value)
    standard = _format_han(number)
    forms = [standard, re.sub("二(?=[百千万亿])", "两", standard)]
    # 一万五千 is 一万五 in speech: the last unit is left out where it is the next below the one before it
    if re.search(f"[百千万][{DIGITS}][十百千]$", standard):
        unit, next_unit = standard[-3], standard[-1]
        if {"百": "十", "千": "百", "万": "千"}[unit] == next_unit:
            forms += [form[:-1] for form in tuple(forms)]
    if number == 2:
        forms.append("两")
    return list(dict.fromkeys(forms))


def _format_han(number: int) -> str:
    """A whole number above 0 in standard Chinese numerals."""
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if number >= unit:
            above, below = divmod(number, unit)
            zero = "零" if below and below < unit // 10 else ""
            return _format_han(above) + name + zero + (_format_han(below) if below else "")
    text = zero = ""
    for name, unit in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            # 15 is 十五, but 115 is 一百一十五
            bare_ten = name == "十" and digit == 1 and not text
            text += zero + ("" if bare_ten else DIGITS[digit + 1]) + name
            zero = ""
        elif text:
            zero = "零"
    return text
