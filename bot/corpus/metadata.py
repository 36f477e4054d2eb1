"""Newspaper, date and page number of a page.

There are four sources, the most reliable first: the operator's `pages.toml`, what the file says outside the page's text
(a web page's head), the page's own masthead, and the names of the file and its folders. Each fact is taken from the
first source that has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from bot.reader.masthead import CERTAIN, read_masthead
from bot.records import Article, Page
from bot.text.characters import CJK
from bot.text.patterns import NEWSPAPER, compile_pattern, iso_date


@dataclass(frozen=True, slots=True)
class Metadata:
    """Newspaper, date and number of a page, as far as they are known."""

    newspaper: str | None = None
    # ISO 8601 (2022-08-17)
    date: str | None = None
    # the number as printed: "3", "A03"
    page: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """These facts, and the other's where one is missing."""
        return Metadata(self.newspaper or other.newspaper, self.date or other.date, self.page or other.page)


NO_METADATA = Metadata()

# 2023-05-18, 2023年5月18日, 2023_5_18, and over folders 2023-05/18
_SEPARATED = compile_pattern(r"(?<!\d)((?:1[89]|20)\d\d)[-_./年 ](\d{1,2})[-_./月 ](\d{1,2})(?!\d)日?")
# hzrb20230518, 20230518A03: eight digits, with letters before or a page number after them. A checksum or a time stamp
# has more digits.
_COMPACT = compile_pattern(
    r"(?<![0-9A-Za-z])[A-Za-z]{0,12}((?:1[89]|20)\d\d)(\d\d)(\d\d)([A-Za-z]\d{1,2}|\d\d)?(?![0-9A-Za-z])"
)
_NAME = compile_pattern(rf"(?<![{CJK}]){NEWSPAPER}(?![{CJK}])")


def read_file_name(file: str) -> Metadata:
    """The metadata in the names of a file and its folders: 永康日报_2022-08-17_A03.txt, 2023-05/18/A03.txt.

    A03 and 第3版 are page numbers anywhere, a number alone only after a date.
    """
    name = unicodedata.normalize("NFKC", re.sub(r"\.[^./]*$", "", file))
    newspaper = _NAME.search(name.replace("_", " "))
    day = page = None
    rest = name
    for pattern in (_SEPARATED, _COMPACT):
        for match in pattern.finditer(name):
            if valid := iso_date(*match.groups()[:3]):
                # the last of several dates is the page's own, because it is nearest to the file
                day, rest = valid, name[match.end() :]
                page = match[4] if pattern is _COMPACT else None
        if day:
            break
    return Metadata(newspaper[0] if newspaper else None, day, page or _find_page(rest, dated=day is not None))


def _find_page(name: str, *, dated: bool) -> str | None:
    """The page number in the rest of a name; `dated`: a date stood before it."""
    if match := re.search(r"(?<![0-9A-Za-z])第?([A-Z]{0,2}\d{1,3})版", name):
        return str(match[1])
    tokens = re.findall(r"(?<![0-9A-Za-z])[0-9A-Za-z]+(?![0-9A-Za-z])", name)
    for token in tokens:
        if re.fullmatch(r"[A-Z]\d\d", token) or (dated and re.fullmatch(r"[A-Za-z]?\d{1,2}", token)):
            return str(token).upper()
    return None


def read_metadata(page: Page, written: Metadata = NO_METADATA) -> Metadata:
    """The metadata of a page from all sources.

    Args:
        page: the page; its masthead, its file name and what its file says of it are read.
        written: what `pages.toml` says about it.

    Returns:
        Each fact from the most reliable source that has it. A doubtful masthead (a number alone at the page's edge, a
        date under a notice) counts less than the file's name.
    """
    masthead = read_masthead(page)
    certain: dict[str, str | None] = {}
    doubtful: dict[str, str | None] = {}
    for fact in ("newspaper", "date", "page"):
        value, points = getattr(masthead, fact).best
        (certain if points >= CERTAIN else doubtful)[fact] = value
    from_file = Metadata(page.newspaper, page.date, page.number)
    from_name = read_file_name(page.file)
    sources = (from_file, Metadata(**certain), from_name, Metadata(**doubtful))
    return reduce(Metadata.or_else, sources, written)


def add_metadata(articles: Iterable[Article], metadata: Metadata) -> list[Article]:
    """The articles of a page with its newspaper, date and number."""
    return [
        replace(article, newspaper=metadata.newspaper, date=metadata.date, page=metadata.page) for article in articles
    ]
