"""Page → rows: the lines that hold something, each with the measures that a reader's eye takes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from bot.reader.lines import phrases
from bot.records import Page
from bot.text.characters import narrow
from bot.text.positioned_text import PositionedText, close_up

__all__ = ["Row", "cells", "is_indented", "read_rows"]


# not frozen: a page makes hundreds, and freezing them takes three times as long
@dataclass(slots=True)
class Row:
    """One printed line; it does not change."""

    # the line's text without white space at its ends, with its place in the page
    joined: PositionedText
    # white space before the text, in full-width cells
    indent: float
    # blank lines between this row and the one before
    gap: int
    # width of the text in full-width cells: a Chinese character is 1, a Latin letter or digit a half
    width: float
    # the text as it is printed
    text: str = field(init=False)
    # the text as if it were not justified
    closed_up: PositionedText = field(init=False)
    # the same as it is judged, with narrow digits and letters
    plain: str = field(init=False)
    # ends where a sentence can end
    closed: bool = field(init=False)
    # begins with 本报讯 or the like
    leadin: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.joined.text
        self.closed_up = close_up(self.joined)
        self.plain = narrow(self.closed_up.text)
        self.closed = phrases.ends_sentence(self.plain)
        self.leadin = phrases.begins_leadin(self.plain)

    @property
    def line(self) -> int:
        """The line's number in the page, 1-based."""
        return self.joined.line


def cells(text: str) -> float:
    """The width of a text in full-width cells, as a newspaper's column counts."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def read_rows(page: Page) -> list[Row]:
    """The page's lines that hold something, in order."""
    rows: list[Row] = []
    gap = start = 0
    # with newline="" a line ends where `page.lines` ends it
    for number, text in enumerate(io.StringIO(page.text, newline=""), start=1):
        joined = PositionedText.from_line(text.rstrip("\r\n"), start, number)
        if joined.text:
            before = text[: joined.runs[0].start - start]
            indent = cells(before.expandtabs(4)) if before else 0.0
            # what is blank above the first row is no space between rows
            rows.append(Row(joined, indent, gap if rows else 0, cells(joined.text)))
            gap = 0
        else:
            gap += 1
        start += len(text)
    return rows


def is_indented(row: Row) -> bool:
    """Whether a row is set in by about two characters, as a paragraph's first line is."""
    return 1.5 <= row.indent <= 4.5
