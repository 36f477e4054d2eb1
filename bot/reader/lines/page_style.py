"""PageStyle: how a page is set as a whole, learned from all its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.reader.lines import phrases
from bot.reader.lines.rows import Row, is_indented

__all__ = [
    "COLUMN_MAX",
    "COLUMN_SLACK",
    "EXACT_INDENT",
    "HEAD_MARK",
    "INDENT_SLACK",
    "INDENT_WIDTH",
    "PageStyle",
    "measure_page_style",
]

HEAD_MARK = re.compile(r"#{1,6}[ 　]*")
"""What marks a headline as such."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is set, as a whole."""

    # usual number of blank lines between rows: 0 or 1
    gap: int
    # paragraphs begin with white space of about two characters
    indents: bool
    # most of the text is broken into column lines
    wrapped: bool
    # how many "#" mark a headline; 0 where nothing does. More of them mark a subheading
    marks: int
    # paragraphs are cut in mid-sentence, though not by columns
    cuts: bool


# A column of a newspaper is 8 to 34 characters wide; longer lines were not broken by columns.
COLUMN_MAX = 36.0
# No headline is as wide: it is body text, and where it does not end a sentence it was cut.
CUT_ROW = 46.0
# Closing punctuation may hang over a column, and a number is not broken: lines of one column differ by this much.
COLUMN_SLACK = 2.1
# The first line of a paragraph lacks two characters where the dump lost the indent.
INDENT_WIDTH = 2.0
INDENT_SLACK = 1.1
# Where nothing else tells, a first line must lack the indent's width this exactly.
EXACT_INDENT = 0.6


def measure_page_style(rows: Sequence[Row]) -> PageStyle:
    """How a page is set, from all its rows."""
    gaps = [row.gap for row in rows[1:]]
    indented = [row for row in rows if is_indented(row)]
    mass = sum(row.width for row in rows) or 1.0
    broken = sum(row.width for row in rows if row.width <= COLUMN_MAX)
    return PageStyle(
        gap=round(median(gaps)) if gaps else 0,
        indents=len(indented) >= max(2, len(rows) // 40),
        wrapped=broken / mass > 0.5,
        marks=min((mark[0].count("#") for row in rows if (mark := HEAD_MARK.match(row.text))), default=0),
        cuts=sum(row.width > CUT_ROW and not phrases.ends_sentence(row.text) for row in rows) > len(rows) // 20 + 1,
    )
