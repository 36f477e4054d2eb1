"""Characters of Chinese text: which are Chinese, which are punctuation, which brackets belong together."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

CJK = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
"""All Chinese characters, 〇 and rare ones included, for use inside the brackets of a character class."""

SPACE = r"\s\u00ad\u180e\u200b-\u200d\u2060\ufeff"
"""Every sign of white space, be it wide, narrow, no-break or without any width, for use inside a character class."""

CLOSING_MARKS = "”’」』）)》】\"'"
"""Quotes and brackets that end what they enclose; for `str.rstrip` and for the brackets of a character class."""

BULLETS = "■□▪●○◎◆◇▲△▼★☆※▌▍▎►▶◤"
"""Marks that papers print before headlines, bylines and the items of lists; as `CLOSING_MARKS` is used."""

_PUNCTUATION = re.compile(r"[\W_]+")
# Full-width digits, Latin letters, square brackets and the point; their half-width forms are 0xFEE0 code points lower.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．［］]")
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(ord("！"), ord("～") + 1) if _WIDE.match(chr(wide))}
_OPENING = frozenset("“‘（(《「『【")
_BRACKETS = re.compile("[“”‘’（）()《》「」『』【】]")


def strip_punctuation(text: str) -> str:
    """The Chinese characters, letters and digits of a text, in compatibility form (NFKC), with nothing between them."""
    bare = _PUNCTUATION.sub("", text)
    # Most text is normal once its full-width punctuation is gone, and to check that is quicker than to normalize.
    if unicodedata.is_normalized("NFKC", bare):
        return bare
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", bare))


def narrow(text: str) -> str:
    """The text with full-width digits, letters, points and ［］ in half width; every character keeps its position."""
    return text.translate(_HALF_WIDTH) if _WIDE.search(text) else text


def bracket_balance(text: str) -> int:
    """How many quotes and brackets a text opens and does not close, less those that it closes and does not open."""
    opened = closed = 0
    for character in _BRACKETS.findall(text):
        if character in _OPENING:
            opened += 1
        elif opened:
            opened -= 1
        else:
            closed += 1
    return opened - closed


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """The number of each character of a text, in an array that cannot be written to."""
    # here, because few who ask about characters need arrays
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def find_last_bracket(text: str) -> int:
    """Where the last opening round bracket of a text stands, （ or (; -1 where there is none."""
    return max(text.rfind("("), text.rfind("（"))


def find_apart(text: str, term: str, beside: re.Pattern[str], start: int = 0) -> int:
    """Where a term stands in a text with no character of a class right before or behind it; -1 where it does not.

    A pattern made of the term would take a hundred times as long to compile as the search takes.

    Args:
        text: the text.
        term: the term.
        beside: matches one character.
        start: where the search begins.
    """
    at = text.find(term, start)
    while at >= 0 and ((at and beside.match(text, at - 1)) or beside.match(text, at + len(term))):
        at = text.find(term, at + 1)
    return at
