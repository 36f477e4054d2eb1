"""Where a page comes from: newspaper, date and number.

Three witnesses, the strongest first: what the operator wrote in `pages.toml`, what the page's own furniture says, and
the name of the file and its folders. Each is asked for each fact; what none of them knows stays unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.reader.masthead import CERTAIN, read_masthead
from bot.records import Article, Page
from bot.text.patterns import CJK, NEWSPAPER, iso_date

__all__ = ["UNKNOWN", "Metadata", "add_metadata", "read_file_name", "read_metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a page comes from, as far as it is known."""

    newspaper: str | None = None
    # ISO 8601 (2022-08-17)
    date: str | None = None
    # the number as printed: "3", "A03"
    page: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This, with what it does not know taken from another."""
        return Metadata(self.newspaper or other.newspaper, self.date or other.date, self.page or other.page)


UNKNOWN = Metadata()

# 2023-05-18, 2023年5月18日, 2023_5_18, and over folders 2023-05/18
_SEPARATED = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)[-_./年 ](\d{1,2})[-_./月 ](\d{1,2})(?!\d)日?")
# hzrb20230518, 20230518A03: eight digits with letters before and a page number behind, and nothing else. A checksum
# or a time stamp has more digits.
_COMPACT = re.compile(
    r"(?<![0-9A-Za-z])[A-Za-z]{0,12}((?:1[89]|20)\d\d)(\d\d)(\d\d)([A-Za-z]\d{1,2}|\d\d)?(?![0-9A-Za-z])"
)
_NAME = re.compile(rf"(?<![{CJK}]){NEWSPAPER}(?![{CJK}])")


def read_file_name(file: str) -> Metadata:
    """What the name of a file and of its folders says: 永康日报_2022-08-17_A03.txt, 2023-05/18/A03.txt.

    A number alone is a page's only behind a date; A03 and 第3版 are page numbers anywhere.
    """
    name = unicodedata.normalize("NFKC", re.sub(r"\.[^./]*$", "", file))
    paper = _NAME.search(name.replace("_", " "))
    day = glued = None
    rest = name
    for pattern in (_SEPARATED, _COMPACT):
        for match in pattern.finditer(name):
            if found := iso_date(*match.groups()[:3]):
                # of several, the one nearest to the file is the page's own
                day, rest = found, name[match.end() :]
                glued = match[4] if pattern is _COMPACT else None
        if day:
            break
    return Metadata(paper[0] if paper else None, day, glued or _page_in(rest, dated=day is not None))


def _page_in(name: str, *, dated: bool) -> str | None:
    """The page number in what is left of a name; `dated`: a date stood before."""
    if match := re.search(r"(?<![0-9A-Za-z])第?([A-Z]{0,2}\d{1,3})版", name):
        return str(match[1])
    tokens = re.findall(r"(?<![0-9A-Za-z])[0-9A-Za-z]+(?![0-9A-Za-z])", name)
    for token in tokens:
        if re.fullmatch(r"[A-Z]\d\d", token) or (dated and re.fullmatch(r"[A-Za-z]?\d{1,2}", token)):
            return str(token).upper()
    return None


def read_metadata(page: Page, sidecar: Metadata = UNKNOWN) -> Metadata:
    """Where a page comes from.

    Args:
        page: the page; its furniture and its file name are read.
        sidecar: what `pages.toml` says of it.

    Returns:
        Each fact from the strongest witness that knows it. Furniture in doubt (a number alone at the page's edge, a
        date under a notice) is asked after the file's name.
    """
    masthead = read_masthead(page)
    certain: dict[str, str | None] = {}
    doubtful: dict[str, str | None] = {}
    for fact in ("newspaper", "date", "page"):
        value, points = getattr(masthead, fact).best
        (certain if points >= CERTAIN else doubtful)[fact] = value
    named = read_file_name(page.file)
    return sidecar.or_else(Metadata(**certain)).or_else(named).or_else(Metadata(**doubtful))


def add_metadata(articles: Iterable[Article], origin: Metadata) -> list[Article]:
    """The articles of a page with its newspaper, date and number."""
    return [replace(article, newspaper=origin.newspaper, date=origin.date, page=origin.page) for article in articles]
