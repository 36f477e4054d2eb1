"""What a page itself says of its newspaper, its date and its page number.

Only lines that are furniture from end to end count: a date, a number or a name inside a sentence belongs to a story.
Every such line gives points to what it says, and more where several things stand together (a date beside its weekday, a
page number beside its section). The value with most points wins; where two have as many, the page says nothing.

What a line of furniture may have is read in furniture/head_lines.py (`parse_head_line`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reader.furniture.head_lines import LONGEST, HeadLine, normalize_line, parse_head_line
from bot.records import LINE_END, Page
from bot.text.patterns import compile_pattern

# --- points ----------------------------------------------------------------------------------------------------------

TOGETHER = 2.0  # with something else that only furniture has on the same line
ALONE = 1.0  # on a line of its own at the page's edge
DOUBTFUL = 0.4  # it may be something else: a date under a notice, a number that a line end has cut off a sentence

CERTAIN = 1.0
"""From so many points on the page is believed rather than its file's name."""

# Furniture stands in the first and last lines of a page that hold something.
EDGE = 12
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
        # where the paper, the day and the page stand, the other words name the section: 公告·服务
        whole = line is not None and line.newspapers and line.dates and line.pages
        if line is None or (len(line.words) > 1 and not (line.is_labelled or whole)):
            continue
        at_edge = index < EDGE or index >= len(lines) - EDGE
        framed = any(_frames(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines))
        on_top = index < EDGE and all(map(_frames, lines[:index]))
        _add_date(masthead.date, line, on_top=on_top, likely=at_edge and (framed or index < EDGE))
        _add_page(masthead.page, line, at_edge=at_edge, framed=framed)
        if line.dates or (at_edge and not line.words):
            for newspaper in set(line.newspapers):
                masthead.newspaper.add(newspaper, TOGETHER if line.kinds > 1 else ALONE)
    return masthead


def page_key(page: str) -> tuple[str, int]:
    """A page number for comparing: its letters and its value, so that "03" and "3" are the same."""
    match = re.fullmatch(r"\D*?([A-Za-z]*)\s*(\d+)\D*", page)
    return (match[1].upper(), int(match[2])) if match else (page, 0)


# --- lines -----------------------------------------------------------------------------------------------------------

# A date that goes on in the next line: 2023年, 5月, 5月18.
_DATE_BROKEN = compile_pattern(r"\d *[年月]$|\d *月 *\d+$")
# More Chinese characters than a line of furniture has characters: because normalizing leaves these as they are, such a
# line is too long without being normalized.
_LONG = compile_pattern(rf"(?:[^一-龥]*+[一-龥]){{{LONGEST + 1}}}")
_YEAR = compile_pattern(r"[12１２][\d０-９]{3}|[〇○零]")


def _read_lines(page: Page) -> list[HeadLine | None]:
    """The page's lines that hold something; None for those that are no furniture.

    Inside the page only a line with a year on it can stand for the whole page.
    """
    texts = [text for text in LINE_END.split(page.text) if text.strip()]
    last = len(texts) - EDGE
    normal = [
        (text if _LONG.match(text) else normalize_line(text))
        if index < EDGE or index >= last or (len(text) <= LONGEST and _YEAR.search(text))
        else ""
        for index, text in enumerate(texts)
    ]
    return [parse_head_line(text) for text in _join_dates(normal)]


def _join_dates(texts: Sequence[str]) -> list[str]:
    """The lines, with a date that is set in two or three of them (2023年 / 5月18日) made one line."""
    joined: list[str] = []
    for text in texts:
        if joined and max(len(text), len(joined[-1])) <= LONGEST_DATE_PART and _DATE_BROKEN.search(joined[-1]):
            joined[-1] += text
        else:
            joined.append(text)
    return joined


# --- what a line says ------------------------------------------------------------------------------------------------


def _frames(line: HeadLine | None) -> bool:
    """Whether a line says that those beside it are furniture too: a date, a number, a name, a section."""
    return line is not None and (bool(line.kinds) or line.is_labelled)


def _add_date(tally: Tally, line: HeadLine, *, on_top: bool, likely: bool) -> None:
    """Gives points to the date on a line.

    Args:
        on_top: whether nothing but furniture stands above it.
        likely: whether it stands where dates of pages do, though the date under a notice may stand there, too.
    """
    if len(set(line.dates)) != 1:
        return
    if line.kinds > 1 or (line.numbers and not line.words):
        tally.add(line.dates[0], TOGETHER)
    elif line.is_labelled or (on_top and not line.words):
        tally.add(line.dates[0], ALONE)
    elif likely and not line.words:
        tally.add(line.dates[0], DOUBTFUL)


def _add_page(tally: Tally, line: HeadLine, *, at_edge: bool, framed: bool) -> None:
    """Gives points to the page number on a line.

    Args:
        at_edge: whether the line stands at the top or foot of the page.
        framed: whether furniture stands above or below it.
    """
    if len(set(map(page_key, line.pages))) == 1 and (at_edge or line.dates):
        # a number with other words than a section's name beside it may point to another page
        alone = line.is_labelled or not line.words
        tally.add(max(line.pages, key=len), TOGETHER if line.kinds > 1 else ALONE if alone else DOUBTFUL)
    elif at_edge and not (line.pages or line.days) and len(line.numbers) == 1 and int(line.numbers[0]):
        sure = line.is_labelled or line.dates or line.newspapers or (framed and not line.words)
        tally.add(line.numbers[0], ALONE if sure else DOUBTFUL)
