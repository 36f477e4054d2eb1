"""How a page is set: its columns, indents, gaps and marks, measured over all its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.reader.lines import phrases
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import SPACE

HEAD_MARK = re.compile(rf"#{{1,6}}[{SPACE}]*")
"""What marks a line as a headline in pages that come from HTML, PDF or Markdown."""

COLUMN_MAX = 36.0
"""Cells: columns of newspapers are 8 to 34 characters wide; longer lines were not broken by columns."""

COLUMN_SLACK = 2.1
"""Cells by which lines of one column differ: closing punctuation may hang over, and a number is not broken."""

INDENT_WIDTH, INDENT_SLACK, EXACT_INDENT = 2.0, 1.1, 0.6
"""Cells that the first line of a paragraph lacks where its indent was lost, how much more or less there may be, and how
much where nothing else shows that it is a first line."""

# Cells: no headline is as wide. Such a row is body text, and where it does not end a sentence it was cut.
CUT_ROW = 46.0
# Prose has one of these; so many rows of it show a habit.
_PROSE, WHOLE_ROWS = re.compile("[，。]"), 3
# Where each line is a paragraph, at most this share of the text stands in lines as narrow as a column's, and of the
# wide lines at least WHOLE_SURE end as paragraphs do.
WHOLE_SHARE, WHOLE_SURE = 0.4, 0.95


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is set as a whole."""

    # usual number of blank lines between rows: 0 or 1
    gap: int
    # paragraphs begin with white space of about two characters
    indents: bool
    # most of the text is broken into column lines
    wrapped: bool
    # how many "#" mark a headline, more of them a subheading; 0 where nothing is marked
    marks: int
    # paragraphs are cut in mid-sentence, though not by columns
    cuts: bool
    # every line is a whole paragraph, a headline or a subhead
    whole_lines: bool = False


def measure_page_style(rows: Sequence[Row]) -> PageStyle:
    """How a page is set, from all its rows."""
    gaps = [row.gap for row in rows[1:]]
    indented = sum(map(is_indented, rows))
    width = sum(row.width for row in rows) or 1.0
    broken = sum(row.width for row in rows if row.width <= COLUMN_MAX)
    cut = sum(row.width > CUT_ROW and not phrases.ends_sentence(row.text) for row in rows)
    return PageStyle(
        gap=round(median(gaps)) if gaps else 0,
        indents=indented >= max(2, len(rows) // 40),
        wrapped=broken / width > 0.5,
        marks=min((mark[0].count("#") for row in rows if (mark := HEAD_MARK.match(row.text))), default=0),
        cuts=cut > len(rows) // 20 + 1,
        whole_lines=_end_sentences(rows) or (broken / width <= WHOLE_SHARE and _are_whole(rows)),
    )


def _are_whole(rows: Sequence[Row]) -> bool:
    """Whether nearly all rows that are wider than a column end as paragraphs do."""
    wide = [row for row in rows if row.width > COLUMN_MAX]
    ended = sum(row.closed or not row.plain[-1].isalnum() for row in wide)
    return ended >= WHOLE_SURE * len(wide)


def _end_sentences(rows: Sequence[Row]) -> bool:
    """Whether nearly all rows of prose end sentences: none was broken, however narrow it is."""
    prose = [row.closed or phrases.ends_with_phone_number(row.plain) for row in rows if _PROSE.search(row.plain)]
    return len(prose) >= WHOLE_ROWS and sum(prose) >= WHOLE_SURE * len(prose)


def fits_column(width: float, column: float, *, first_line: bool) -> bool:
    """Whether a width in cells fills a column, or is that of a first line that lacks its indent.

    Args:
        width: of a row.
        column: the column's width; 0.0 where it is not known, and nothing fits.
        first_line: whether the row may be the first line of a paragraph.
    """
    if not column:
        return False
    if column > COLUMN_MAX:
        return width > COLUMN_MAX
    return abs(column - width) <= COLUMN_SLACK or (first_line and abs(column - width - INDENT_WIDTH) <= INDENT_SLACK)
