"""What a page itself says of its newspaper, its date and its page number.

Only lines that are furniture from end to end count: a date, a number or a name inside a sentence belongs to a story.
Every such line gives points to what it says, and more where several things stand together (a date beside its weekday, a
page number beside its section). The value with most points wins; where two have as many, the page says nothing.

To read a new kind of masthead line, add its pattern to `_MARKS` (what says nothing of its own: editors, issue number)
or read it in `_parse_line`.
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

__all__ = ["CERTAIN", "Masthead", "Tally", "page_key", "read_masthead"]

# --- points ----------------------------------------------------------------------------------------------------------

TOGETHER = 2.0  # with something else that only furniture has on the same line
ALONE = 1.0  # on a line of its own at the page's edge
DOUBTFUL = 0.4  # it may be something else: a date under a notice, a number that a line end has cut off a sentence

CERTAIN = 1.0
"""From so many points on the page is believed rather than its file's name."""

# Furniture stands in the first and last lines of a page that hold something.
EDGE = 12
# Characters: a line of furniture is no longer, and neither is a section's name without the spaces that spread it.
LONGEST, LONGEST_SECTION = 80, 6
# A part of a date that is set in two or three lines is no longer.
LONGEST_DATE_PART = 10


class Tally:
    """Points for each value that a fact may have."""

    def __init__(self) -> None:
        self._sum: dict[str, float] = defaultdict(float)
        self._most: dict[str, float] = defaultdict(float)

    def add(self, value: str, points: float) -> None:
        """Gives points to a value."""
        self._sum[value] += points
        self._most[value] = max(self._most[value], points)

    @property
    def best(self) -> tuple[str | None, float]:
        """The value with most points in all, and the most that one line gave it: doubts do not add up to certainty.

        None and 0 where there is no value, or where two have as many points.
        """
        ranked = sorted(self._sum.items(), key=lambda entry: -entry[1])
        if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None, 0.0
        return ranked[0][0], self._most[ranked[0][0]]


@dataclass(frozen=True)
class Masthead:
    """What the furniture of a page says, with points for each value."""

    newspaper: Tally = field(default_factory=Tally)
    # ISO 8601
    date: Tally = field(default_factory=Tally)
    # the page number as printed: 3, A03
    page: Tally = field(default_factory=Tally)


def read_masthead(page: Page) -> Masthead:
    """What the furniture of a page says of its newspaper, its date and its number."""
    lines = _read_lines(page)
    masthead = Masthead()
    for index, line in enumerate(lines):
        if line is None or (len(line.sections) > 1 and not line.is_labelled):
            continue
        at_edge = index < EDGE or index >= len(lines) - EDGE
        framed = any(_frames(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines))
        on_top = index < EDGE and all(map(_frames, lines[:index]))
        _add_date(masthead.date, line, on_top=on_top, likely=at_edge and (framed or index < EDGE))
        _add_page(masthead.page, line, at_edge=at_edge, framed=framed)
        if line.dates or (at_edge and not line.sections):
            for newspaper in set(line.newspapers):
                masthead.newspaper.add(newspaper, TOGETHER if line.kinds > 1 else ALONE)
    return masthead


def page_key(page: str) -> tuple[str, int]:
    """A page number for comparing: its letters and its value, so that "03" and "3" are the same."""
    match = re.fullmatch(r"\D*?([A-Za-z]*)\s*(\d+)\D*", page)
    return (match[1].upper(), int(match[2])) if match else (page, 0)


# --- lines -----------------------------------------------------------------------------------------------------------


@dataclass
class _Line:
    """The parts of a line that is furniture from end to end."""

    dates: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    newspapers: list[str] = field(default_factory=list)
    # how many things stand here that no story has: weekday, issue number, address, editors
    marks: int = 0
    # names of sections, and other short words
    sections: list[str] = field(default_factory=list)
    # numbers with nothing beside them
    bare_numbers: list[str] = field(default_factory=list)

    @property
    def is_labelled(self) -> bool:
        """Whether a section is named here, and no other words stand beside what else is known."""
        return bool(self.sections) and all(map(is_section_label, self.sections))

    @property
    def kinds(self) -> int:
        """How many different things of a masthead stand here."""
        return sum(map(bool, (self.dates, self.pages, self.newspapers, self.marks)))


# What no story has and what says nothing of the page either. Editors and contacts take the rest of the line.
_MARKS = (
    re.compile(rf"(?:{furniture.EDITORS}|{furniture.CONTACTS}|电话) *[:/| ].*", re.IGNORECASE),
    re.compile(rf"{furniture.ISSUE}|(?:{furniture.PUBLICATION_CODE})[: ]*[\d-]*"),
    re.compile(WEB_ADDRESS, re.IGNORECASE),
    re.compile(WEEKDAY),
    re.compile(LUNAR_DATE),
)
_NUMBER = r"[A-Z]{0,2} *\d{1,3}"
# 第3版, 第三版, A03版, A03
_PAGE = re.compile(
    rf"(?<![\dA-Za-z])(?:第 *(?P<a>{_NUMBER}) *版|第 *(?P<han>[一二三四五六七八九十]{{1,3}}) *版|(?P<b>{_NUMBER}) *版|"
    r"(?P<c>[A-Z]{1,2}\d{1,2})(?![\dA-Za-z]))"
)
_BARE_NUMBER = re.compile(r"(?<![\dA-Za-z.])\d{1,2}(?![\dA-Za-z.])")
_SEPARATORS = re.compile(r"[\s|·•:/／,，\-—–_=~■□●○◆◇▲▼◤◥▍┃│【】\[\]<>《》]+")
_PUBLISHER = re.compile(rf"({NEWSPAPER})社?(?:出版|主办|编辑出版|电子版|数字报)?")
_SECTION = re.compile(rf"[{CJK}]{{1,{LONGEST_SECTION}}}")
# 海 州 日 报
_SPREAD = re.compile(r"(?:\S ){2,}\S")
# A date that goes on in the next line: 2023年, 5月, 5月18.
_DATE_BROKEN = re.compile(r"\d *[年月]$|\d *月 *\d+$")
_YEAR = re.compile(r"[12１２][\d０-９]{3}|[〇○零]")
# Without any of these a line is a section's name or no furniture at all.
_SIGN = re.compile(rf"[\d{HAN_DIGITS}A-Za-z报報编版审校:@]")
# A text that holds one of these is a sentence.
_SENTENCE = re.compile(r"[。！？；!?;“”]")


def _read_lines(page: Page) -> list[_Line | None]:
    """The page's lines that hold something; None for those that are no furniture.

    Inside the page only a line with a year on it can stand for the whole page.
    """
    texts = [text for span in page.lines if (text := page.text[span.start : span.end]).strip()]
    last = len(texts) - EDGE
    normal = [
        _normalize(text) if index < EDGE or index >= last or (len(text) <= LONGEST and _YEAR.search(text)) else ""
        for index, text in enumerate(texts)
    ]
    return [_parse_line(text) for text in _join_dates(normal)]


def _normalize(text: str) -> str:
    """A line with full-width forms made narrow, nothing invisible, and single spaces."""
    text = unicodedata.normalize("NFKC", text.replace("\t", " "))
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text))
    return " ".join(text.split())


def _join_dates(texts: Sequence[str]) -> list[str]:
    """The lines, with a date that is set in two or three of them (2023年 / 5月18日) made one line."""
    joined: list[str] = []
    for text in texts:
        if joined and max(len(text), len(joined[-1])) <= LONGEST_DATE_PART and _DATE_BROKEN.search(joined[-1]):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


def _parse_line(text: str) -> _Line | None:
    """The parts of a line of furniture; None where anything on it is something else."""
    if not text or len(text) > LONGEST or _SENTENCE.search(text) or ("," in text and not FULL_DATE.search(text)):
        return None
    if len(text) > 2 * LONGEST_SECTION and not _SIGN.search(text):
        return None
    # what has been read is replaced by a separator
    line = _Line(dates=[day for match in FULL_DATE.finditer(text) if (day := read_date(match))])
    rest = FULL_DATE.sub("|", text)
    for pattern in _MARKS:
        rest, count = pattern.subn("|", rest)
        line.marks += count
    line.pages = [number for match in _PAGE.finditer(rest) if page_key(number := _page_number(match))[1]]
    rest = _PAGE.sub("|", rest)
    line.bare_numbers = _BARE_NUMBER.findall(rest)
    rest = _BARE_NUMBER.sub("|", rest)
    rest = _SPREAD.sub(lambda match: match[0].replace(" ", ""), rest)
    for word in _SEPARATORS.split(rest):
        if not word or word in ("版", "版次", "第"):
            continue
        if match := _PUBLISHER.fullmatch(word):
            line.newspapers.append(match[1])
        elif is_section_label(word) or _SECTION.fullmatch(word):
            line.sections.append(word)
        else:
            return None
    return line


def _page_number(match: re.Match[str]) -> str:
    number = match["a"] or match["b"] or match["c"] or str(read_integer(match["han"]) or "")
    return number.replace(" ", "")


# --- what a line says ------------------------------------------------------------------------------------------------


def _frames(line: _Line | None) -> bool:
    """Whether a line says that those beside it are furniture too: a date, a number, a name, a section."""
    return line is not None and (bool(line.kinds) or line.is_labelled)


def _add_date(tally: Tally, line: _Line, *, on_top: bool, likely: bool) -> None:
    """Gives points to the date on a line.

    Args:
        on_top: whether nothing but furniture stands above it.
        likely: whether it stands where dates of pages do, though the date under a notice may stand there, too.
    """
    if len(set(line.dates)) != 1:
        return
    if line.kinds > 1 or (line.bare_numbers and not line.sections):
        tally.add(line.dates[0], TOGETHER)
    elif line.is_labelled or (on_top and not line.sections):
        tally.add(line.dates[0], ALONE)
    elif likely and not line.sections:
        tally.add(line.dates[0], DOUBTFUL)


def _add_page(tally: Tally, line: _Line, *, at_edge: bool, framed: bool) -> None:
    """Gives points to the page number on a line.

    Args:
        at_edge: whether the line stands at the top or foot of the page.
        framed: whether furniture stands above or below it.
    """
    if len(set(map(page_key, line.pages))) == 1 and (at_edge or line.dates):
        # a number with other words than a section's name beside it may point to another page
        alone = line.is_labelled or not line.sections
        tally.add(max(line.pages, key=len), TOGETHER if line.kinds > 1 else ALONE if alone else DOUBTFUL)
    elif at_edge and not line.pages and len(line.bare_numbers) == 1 and int(line.bare_numbers[0]):
        sure = line.is_labelled or line.dates or line.newspapers or (framed and not line.sections)
        tally.add(line.bare_numbers[0], ALONE if sure else DOUBTFUL)
