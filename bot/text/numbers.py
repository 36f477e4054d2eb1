"""Numbers as papers print them and people type them, read and written: 230, 二百三十, 1.5万, 一万五.

cn2an was looked at: it is kept, but reads one numeral and finds none in a text, and its wheel lays folders named build,
example and src beside the packages.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["DIGITS", "NUMERAL", "read_digits", "read_integer", "read_number", "write_arabic", "write_han"]

DIGITS = "〇零一二三四五六七八九"
_VALUES = {
    **{character: max(0, value - 1) for value, character in enumerate(DIGITS)},
    "○": 0,
    "两": 2,
    **{character: value for value, character in enumerate("壹贰叁肆伍陆柒捌玖", start=1)},
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_HAN = "".join(_VALUES)
# A number in a folded text: digits with the units after them, or Chinese numerals that begin with a digit or a ten.
NUMERAL = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:[百千]?[万亿]+|[百千](?![米克瓦卡]))?"
    rf"|(?:[{_HAN}]|[十拾])[{_HAN}十拾百佰千仟万亿]*(?:点[{DIGITS}]+[万亿]?)?"
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
# Longer numerals are no numbers of a newspaper.
LONGEST = 16


def read_number(text: str) -> Decimal | None:
    """The value of a folded numeral; None for what is none, or says two numbers at once (三五)."""
    text = text.replace(",", "")
    if not text or len(text) > LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    # what is counted in 亿 and 万, what below that, the digit before its unit, and the unit that came last
    total, section, number = Decimal(0), Decimal(0), None
    last = 0
    for token in _TOKEN.findall(text):
        if token in _TENS:
            if number is None and (section or _TENS[token] != 10):
                return None
            # 一亿零十万: the 零 only holds a place
            section += (number or 1) * _TENS[token]
            number, last = None, _TENS[token]
        elif token in _MYRIADS:
            if number is None and not section and not total:
                return None
            section += number or 0
            if total and total < _MYRIADS[token]:
                total = (total + section) * _MYRIADS[token]
            else:
                total += section * _MYRIADS[token]
            section, number, last = Decimal(0), None, _MYRIADS[token]
        else:
            value = _VALUES.get(token)
            if value is None and not token[0].isdigit():
                return None
            if number is not None and not (number == 0 and last):
                return None
            number = Decimal(token) if value is None else Decimal(value)
            if number == 0:
                last = 1  # 一万零五 is 10005
    if number is not None:
        # 一万五 is 15000, 三百四 is 340
        section += number * (last // 10 if last >= 100 else 1)
    return total + section


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    """三点五, 一点二亿."""
    unit = _MYRIADS.get(fraction[-1:], 1)
    before, after = read_number(whole), read_digits(fraction.rstrip("万亿"))
    return None if before is None or after is None else Decimal(f"{before}.{after}") * unit


def read_digits(text: str) -> str | None:
    """The digits that Chinese or Arabic ones stand for, one by one (二〇二二); None if it has any other."""
    found = "".join(str(_VALUES.get(character, character)) for character in text)
    return found if found.isascii() and found.isdigit() else None


def read_integer(text: str) -> int | None:
    """The whole number that numerals say, one by one (二〇二三) or with tens (二十三); None for anything else."""
    if digits := read_digits(text):
        return int(digits)
    value = read_number(text)
    return int(value) if value is not None and value == int(value) else None


def write_arabic(value: Decimal) -> list[str]:
    """A number in digits: 15000, 1.5万; in 万 and 亿 with two decimals at most."""
    forms = [_plain(value)]
    for name, unit in _MYRIADS.items():
        part = value / unit
        if part >= 1 and part == round(part, 2):
            forms.append(_plain(part) + name)
    return forms


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_han(value: Decimal) -> list[str]:
    """A number in Chinese numerals, with 二 and with 两, and short: 一万五千, 一万五. Empty for fractions."""
    if value != int(value) or not 0 < value < 10**12:
        return []
    number = int(value)
    text = _han(number)
    forms = [text, re.sub("二(?=[百千万亿])", "两", text)]
    if re.search(f"[百千万亿][{DIGITS}][十百千]$", text) and re.fullmatch("[1-9][0-9]*0", str(number)):
        unit, below = text[-3], text[-1]
        if {"百": "十", "千": "百", "万": "千", "亿": "千"}[unit] == below and unit != "亿":
            forms += [form[:-1] for form in tuple(forms)]
    if number == 2:
        forms.append("两")
    return list(dict.fromkeys(forms))


def _han(number: int) -> str:
    """A whole number above 0 in standard Chinese numerals."""
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if number >= unit:
            above, below = divmod(number, unit)
            zero = "零" if below and below < unit // 10 else ""
            return _han(above) + name + zero + (_han(below) if below else "")
    text = gap = ""
    for name, unit in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            one = name == "十" and digit == 1 and not text
            text += gap + ("" if one else DIGITS[digit + 1]) + name
            gap = ""
        elif text:
            gap = "零"
    return text
