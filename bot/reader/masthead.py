"""What a page's own furniture says of where it comes from: its date line, its number, the newspaper's name.

Only lines that are furniture from end to end are listened to: a date, a number or a name inside a sentence belongs to
a story. Every such line gives points to what it says, more where several things stand together (a date beside its
weekday, a page number beside its section); what has most points is believed, and where two have as many, neither is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reader.lines import furniture
from bot.reader.lines.labels import is_section_label
from bot.records import Page
from bot.text.characters import CJK
from bot.text.numbers import read_integer
from bot.text.patterns import FULL_DATE, HAN_DIGITS, LUNAR_DATE, NEWSPAPER, WEB_ADDRESS, WEEKDAY, read_date

__all__ = ["CERTAIN", "Masthead", "Scores", "page_key", "read_masthead"]

# Furniture stands at the top and at the foot of a page: in this many lines that hold something.
EDGE = 12
# A line of furniture is no longer than this.
LONGEST = 80
# A section's name, with the spaces that spread it taken out, is no longer than this.
LONGEST_SECTION = 6

# --- points ------------------------------------------------------------------------------------------------------
TOGETHER = 2.0  # with something else that only furniture has on the same line
ALONE = 1.0  # on a line of its own at the page's edge
DOUBTFUL = 0.4  # it may be something else: a date under a notice, a number torn off a sentence
# From this many points on the page itself is believed before the file's name.
CERTAIN = 1.0

_MARKS = (
    # what no story has: editors and contacts up to the line's end, issue number, publication code, address, weekday
    re.compile(rf"(?:{furniture.EDITORS}|{furniture.CONTACTS}|电话) *[:/| ].*", re.IGNORECASE),
    re.compile(rf"{furniture.ISSUE}|(?:{furniture.PUBLICATION_CODE})[: ]*[\d-]*"),
    re.compile(WEB_ADDRESS, re.IGNORECASE),
    re.compile(WEEKDAY),
    re.compile(LUNAR_DATE),
)
_NUMBER = r"[A-Z]{0,2} *\d{1,3}"
_PAGE = re.compile(
    rf"(?<![\dA-Za-z])(?:第 *(?P<a>{_NUMBER}) *版|第 *(?P<han>[一二三四五六七八九十]{{1,3}}) *版|(?P<b>{_NUMBER}) *版|"
    r"(?P<c>[A-Z]{1,2}\d{1,2})(?![\dA-Za-z]))"
)
# a number that is nothing else
_BARE = re.compile(r"(?<![\dA-Za-z.])\d{1,2}(?![\dA-Za-z.])")
_SEPARATORS = re.compile(r"[\s|·•:/／,，\-—–_=~■□●○◆◇▲▼◤◥▍┃│【】\[\]<>《》]+")
_PUBLISHER = re.compile(rf"({NEWSPAPER})社?(?:出版|主办|编辑出版|电子版|数字报)?")
_SPREAD = re.compile(r"(?:\S ){2,}\S")
# a date that goes on in the next line, and a year anywhere
_DATE_BROKEN = re.compile(r"\d *[年月]$|\d *月 *\d+$")
_YEAR = re.compile(r"[12１２][\d０-９]{3}|[〇○零]")
# Without any of these a line is a section's name or no furniture at all.
_SIGN = re.compile(rf"[\d{HAN_DIGITS}A-Za-z报報编版审校:@]")
# A text that holds one of these is a sentence.
_SENTENCE = re.compile(r"[。！？；!?;“”]")


def page_key(page: str) -> tuple[str, int]:
    """A page number for comparing: its letters and its value, so that "03" and "3" are the same."""
    match = re.fullmatch(r"\D*?([A-Za-z]*)\s*(\d+)\D*", page)
    return (match[1].upper(), int(match[2])) if match else (page, 0)


class Scores:
    """Points for each of the things that something may be."""

    def __init__(self) -> None:
        self._sum: dict[str, float] = defaultdict(float)
        self._most: dict[str, float] = defaultdict(float)

    def add(self, value: str, points: float) -> None:
        """Gives points to a value."""
        self._sum[value] += points
        self._most[value] = max(self._most[value], points)

    @property
    def best(self) -> tuple[str | None, float]:
        """The value with most points in all, and the most it got at once: doubts do not add up to certainty.

        None where there is no value, or two have as many points.
        """
        ranked = sorted(self._sum.items(), key=lambda entry: -entry[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None, 0.0
        return ranked[0][0], self._most[ranked[0][0]]


@dataclass
class Masthead:
    """What the furniture of a page says, with its points."""

    newspaper: Scores = field(default_factory=Scores)
    date: Scores = field(default_factory=Scores)
    page: Scores = field(default_factory=Scores)


@dataclass
class _Line:
    """A line that is furniture from end to end, taken apart."""

    dates: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    # weekday, issue number, address, makers: what no story has
    marks: int = 0
    sections: list[str] = field(default_factory=list)
    # a number that is nothing else
    bare: list[str] = field(default_factory=list)

    @property
    def labelled(self) -> bool:
        """Whether a section is named here, and nothing but sections beside what else is known."""
        return bool(self.sections) and all(map(is_section_label, self.sections))

    @property
    def kinds(self) -> int:
        """How many different things of the furniture stand here."""
        return sum(map(bool, (self.dates, self.pages, self.papers, self.marks)))


def _plain(text: str) -> str:
    """A line with full-width forms made narrow, nothing invisible, and single spaces."""
    text = unicodedata.normalize("NFKC", text.replace("\t", " "))
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return " ".join(text.split())


def _take_date(text: str, line: _Line) -> str:
    line.dates.extend(day for match in FULL_DATE.finditer(text) if (day := read_date(match)))
    return FULL_DATE.sub("|", text)


def _take_pages(text: str, line: _Line) -> str:
    for match in _PAGE.finditer(text):
        number = match["a"] or match["b"] or match["c"] or str(read_integer(match["han"]) or "")
        number = number.replace(" ", "")
        if number and page_key(number)[1]:
            line.pages.append(number)
    return _PAGE.sub("|", text)


def _take_apart(text: str) -> _Line | None:
    """The parts of a line of furniture; None where anything on it is something else."""
    if not text or len(text) > LONGEST or _SENTENCE.search(text) or ("," in text and not FULL_DATE.search(text)):
        return None
    if len(text) > 2 * LONGEST_SECTION and not _SIGN.search(text):
        return None
    line = _Line()
    rest = _take_date(text, line)
    for pattern in _MARKS:
        rest, count = pattern.subn("|", rest)
        line.marks += count
    rest = _take_pages(rest, line)
    line.bare = _BARE.findall(rest)
    rest = _BARE.sub("|", rest)
    rest = _SPREAD.sub(lambda match: match[0].replace(" ", ""), rest)
    for chunk in _SEPARATORS.split(rest):
        if not chunk or chunk in ("版", "版次", "第"):
            continue
        if match := _PUBLISHER.fullmatch(chunk):
            line.papers.append(match[1])
        elif is_section_label(chunk) or (len(chunk) <= LONGEST_SECTION and re.fullmatch(rf"[{CJK}]+", chunk)):
            line.sections.append(chunk)
        else:
            return None
    return line


def _merged(texts: Sequence[str]) -> list[str]:
    """The lines, with a date that is set in two or three of them (2023年 / 5月18日) made one line."""
    merged: list[str] = []
    for text in texts:
        if merged and len(text) <= 10 and len(merged[-1]) <= 10 and _DATE_BROKEN.search(merged[-1]):
            merged[-1] += text
        else:
            merged.append(text)
    return merged


def _lines(page: Page) -> list[_Line | None]:
    """The page's lines that hold something, taken apart; None for those that are no furniture.

    Inside the page only a line with a year on it is looked at: nothing else can stand there for the whole page.
    """
    texts = [text for span in page.lines if (text := page.text[span.start : span.end]).strip()]
    last = len(texts) - EDGE
    plain = [
        _plain(text) if index < EDGE or index >= last or (len(text) <= LONGEST and _YEAR.search(text)) else ""
        for index, text in enumerate(texts)
    ]
    return [_take_apart(text) for text in _merged(plain)]


def read_masthead(page: Page) -> Masthead:
    """What the furniture of a page says of its newspaper, date and number, with points for each."""
    lines = _lines(page)
    masthead = Masthead()
    for index, line in enumerate(lines):
        if line is None or (len(line.sections) > 1 and not line.labelled):
            continue
        at_edge = index < EDGE or index >= len(lines) - EDGE
        framed = any(_is_frame(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines))
        on_top = index < EDGE and all(map(_is_frame, lines[:index]))
        _date_points(masthead.date, line, on_top, at_edge and (framed or index < EDGE))
        _page_points(masthead.page, line, at_edge, framed)
        for paper in set(line.papers):
            if line.dates or (at_edge and not line.sections):
                masthead.newspaper.add(paper, TOGETHER if line.kinds > 1 else ALONE)
    return masthead


def _is_frame(line: _Line | None) -> bool:
    """Whether a line says that those beside it are furniture too: a date, a number, a name, a section."""
    return line is not None and (bool(line.kinds) or line.labelled)


def _date_points(scores: Scores, line: _Line, on_top: bool, likely: bool) -> None:
    """Points for the date on a line; `on_top`: nothing but furniture stands above it."""
    if len(set(line.dates)) != 1:
        return
    if line.kinds > 1 or (line.bare and not line.sections):
        scores.add(line.dates[0], TOGETHER)
    elif line.labelled or (on_top and not line.sections):
        scores.add(line.dates[0], ALONE)
    elif likely and not line.sections:
        # the date under a notice stands so too
        scores.add(line.dates[0], DOUBTFUL)


def _page_points(scores: Scores, line: _Line, at_edge: bool, framed: bool) -> None:
    """Points for the page number on a line; `framed`: furniture stands above or below it."""
    if len(set(map(page_key, line.pages))) == 1 and (at_edge or line.dates):
        # a number with more beside it than a section's name may be a pointer to another page
        plain = line.labelled or not line.sections
        scores.add(max(line.pages, key=len), TOGETHER if line.kinds > 1 else ALONE if plain else DOUBTFUL)
    elif at_edge and not line.pages and len(line.bare) == 1 and int(line.bare[0]):
        sure = line.labelled or line.dates or line.papers or (framed and not line.sections)
        scores.add(line.bare[0], ALONE if sure else DOUBTFUL)
