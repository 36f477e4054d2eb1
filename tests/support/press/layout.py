"""Setting type: paragraphs into lines and columns, as a page does before its text is torn out of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.support.press.rows import BLANK, Role, Row
from tests.support.press.styles import Style

CLOSERS = "，。、；：？！”’）》」】…,;:?!)"
_ENDS = "。！？!?”’…"
# A run that many papers keep on one line.
_TOKEN = re.compile(r"[A-Za-z0-9.%:/_@~-]+|.", re.DOTALL)
_NAMES = re.compile(r"记者|通讯员|实习生|报道|（[^）]*$")
_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(\d[\d.%]*)(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Line:
    """One line in a column."""

    text: str
    first: bool = False
    last: bool = False
    subhead: bool = False
    width: int = 0


@dataclass
class _Setter:
    """Fills lines of one column after another."""

    style: Style
    rng: Random
    columns: list[list[Line]] = field(default_factory=lambda: [[]])
    width: int = 0
    height: float = 0

    def new_column(self) -> None:
        if self.columns[-1]:
            self.columns.append([])
        if not self.width or self.rng.random() < self.style.width_change:
            self.width = self.rng.randint(*self.style.width)
        self.height = self.rng.randint(*self.style.column_height) if self.style.column_height else float("inf")

    def add(self, line: Line) -> None:
        self.columns[-1].append(line)
        if len(self.columns[-1]) >= self.height:
            self.new_column()


def display_width(text: str) -> int:
    """How many half-width cells the text takes; what Unicode calls ambiguous is wide in a Chinese paper."""
    return sum(1 if unicodedata.east_asian_width(char) in ("Na", "H", "N") else 2 for char in text)


def break_lines(text: str, width: int, *, kinsoku: bool, break_words: bool) -> list[str]:
    """The text in lines at most `width` cells wide; one closing mark may stand over."""
    lines = [""]
    room = width
    tokens = list(text) if break_words else _TOKEN.findall(text)
    for token in tokens:
        while token:
            cells = display_width(token)
            over_is_fine = kinsoku and token in CLOSERS and display_width(lines[-1]) <= width
            if cells <= room or over_is_fine:
                lines[-1] += token
                room -= cells
                break
            if cells > width and room > 0:
                # longer than any line: broken all the same
                lines[-1] += token[:room]
                token = token[room:]
                room = 0
                continue
            moved = ""
            if kinsoku and len(lines[-1]) > 1 and lines[-1][-1] in "“‘（《「(":
                moved, lines[-1] = lines[-1][-1], lines[-1][:-1]
            lines.append(moved)
            room = width - display_width(moved)
    return [line for line in lines if line.strip()] or [""]


def spread(line: str) -> str:
    """`进出很不方` as justified type falls out: `进 出 很 不 方`; numbers and Latin words stay whole."""
    return " ".join(token for token in _TOKEN.findall(line) if token.strip())


def _may_spread(line: str) -> bool:
    """Not a line with names in it: nobody could part 岳 娟 璐 唐 婷 for certain."""
    return len(line) > 3 and not _NAMES.search(line)


def set_wrapped(
    paragraphs: Sequence[tuple[str, bool]], style: Style, rng: Random, flush: bool = False
) -> list[list[Line]]:
    """Paragraphs (and whether each is a subheading) in columns of lines; `flush`: the first has begun elsewhere."""
    setter = _Setter(style, rng)
    setter.new_column()
    hanging = 4 if style.paragraph_mark in ("indent", "stripped") else 0
    for number, (text, is_subhead) in enumerate(paragraphs):
        rest, first = text.strip(" "), not (flush and number == 0)
        while rest:
            # one line at a time, because the next column may be narrower
            cells = setter.width * 2 - (hanging if first and not is_subhead else 0)
            ahead = rest[: cells * 2 + 40]  # more than a line takes
            head = break_lines(ahead, cells, kinsoku=style.kinsoku, break_words=style.break_words)[0]
            rest = rest[len(head) :].lstrip(" ")
            shown = head.rstrip(" ")
            short = rest and display_width(shown) < cells - 1
            if rest and _may_spread(shown) and rng.random() < (style.spread if short else style.spread_any):
                shown = spread(shown)
            if first and style.paragraph_mark == "indent" and not is_subhead:
                shown = style.indent + shown
            setter.add(Line(shown, first=first, last=not rest, subhead=is_subhead, width=cells))
            first = False
    return [column for column in setter.columns if column]


def set_unwrapped(
    paragraphs: Sequence[tuple[str, bool]], style: Style, rng: Random, flush: bool = False
) -> list[list[Line]]:
    """Paragraphs on one line each; the end of a column cuts some in mid-sentence."""
    columns: list[list[Line]] = [[]]
    for at, (text, is_subhead) in enumerate(paragraphs):
        pieces = [text] if is_subhead or rng.random() >= style.cut else cut(text, rng)
        for number, piece in enumerate(pieces):
            if number:
                columns.append([])
            first = number == 0 and not (flush and at == 0)
            shown = style.indent + piece if first and style.paragraph_mark == "indent" and not is_subhead else piece
            columns[-1].append(Line(shown, first=first, last=number == len(pieces) - 1, subhead=is_subhead))
    return columns


def cut(text: str, rng: Random, least: tuple[int, int] = (12, 8)) -> list[str]:
    """The text in two pieces of at least so many characters, not cut at the end of a sentence; or in one."""
    places = [
        at
        for at in range(least[0], len(text) - least[1])
        if text[at - 1] not in _ENDS and text[at] not in CLOSERS and not text[at - 1 : at + 1].isspace()
    ]
    if not places:
        return [text]
    at = rng.choice(places)
    return [text[:at].rstrip(" "), text[at:].lstrip(" ")]


def space_numbers(text: str) -> str:
    """`2022年7月` as `2022 年 7 月`."""
    return _NUMBER.sub(r" \1 ", text)


def body_rows(columns: Sequence[Sequence[Line]], style: Style, rng: Random, owner: int) -> list[Row]:
    """Columns as rows, with the blank rows that the style puts between lines, paragraphs and columns."""
    rows: list[Row] = []
    previous: Line | None = None
    for column in columns:
        for number, line in enumerate(column):
            if previous is not None:
                starts_column = number == 0
                rows += [BLANK] * _blanks(previous, line, starts_column, style, rng)
            rows.append(Row(line.text, "body", owner, ends_column=number == len(column) - 1))
            previous = line
    return rows


def _blanks(above: Line, below: Line, starts_column: bool, style: Style, rng: Random) -> int:
    """How many blank rows stand between two lines of a body."""
    if style.wrap and style.line_gap == "blank":
        return 2 if style.paragraph_mark == "blank" and below.first else 1
    if style.paragraph_mark == "short" and not style.wrap:
        # blank lines stand between stories alone
        return int(starts_column)
    between_paragraphs = above.last and (
        style.paragraph_mark == "blank" or above.subhead or below.subhead or (not style.wrap and rng.random() < 0.1)
    )
    if between_paragraphs:
        return 1
    if starts_column and rng.random() < style.column_gap:
        return 1
    # without a blank line a cut in an unwrapped paragraph would look like a paragraph's end
    if starts_column and not style.wrap:
        return 1
    return 1 if below.text.startswith("“") and rng.random() < style.quote_gap else 0


def wrap_rows(text: str, width: int, style: Style, role: Role, owner: int | None) -> list[Row]:
    """A headline, a pull quote or a photo's text in lines of their own width."""
    lines = break_lines(text, width * 2, kinsoku=style.kinsoku, break_words=style.break_words)
    return [Row(line.strip(" "), role, owner) for line in lines]
