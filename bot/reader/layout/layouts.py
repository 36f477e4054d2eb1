"""The conventions that a page keeps: where paragraphs begin, where their lines end, the space above headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reader.authors.bylines import names_authors, read_byline
from bot.reader.furniture.labels import is_list_line
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, cells, is_indented
from bot.text.characters import bracket_balance

DECKS = 3
"""A headline has at most so many decks."""

CAPTION = 150
"""Characters: the text of a photo has at most so many; a longer paragraph tells a story."""

NARROW = 14.0
"""Cells: narrower rows may be subheads."""

LEAST_FULL = 3
"""So many lines that are full and stop inside a sentence show where a column ends."""

WIDE = 28.0
"""Cells: a row that is wider, and twice as wide as the headline above it, is no deck. Few columns are as wide."""

SLACK = 1.0
"""Cells or characters: lines that are full differ by so many at most, because closing marks never begin a line."""

EXACT = 0.5
"""Cells or characters that a line lacks which has room for no character more."""

# What no line's end breaks: a number, a word, a character, with the bracket or quotation mark that opens before it.
_TOKEN = re.compile(r"[“‘（《「『]*(?:[0-9A-Za-z.:%+-]+|.)")
# Cells or characters: no column is narrower.
NARROWEST = 10.0


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of broken paragraphs end."""

    # from the margin, in cells or in characters
    end: float
    # the lines have as many characters, be these narrow or wide
    in_characters: bool

    def measure_overhang(self, row: Row) -> float:
        """How far beyond the column's end a row ends; less than 0 where it ends before."""
        return measure_end(row, in_characters=self.in_characters) - self.end

    def is_filled_by(self, row: Row, slack: float = COLUMN_SLACK) -> bool:
        """Whether a row ends where the column does."""
        return abs(self.measure_overhang(row)) <= slack


@dataclass(frozen=True, slots=True)
class Layout:
    """The conventions that a page keeps."""

    # how sure it is, 0 to 1, which lines begin paragraphs and that the others are headlines
    confidence: float
    # the lines that begin paragraphs
    starts: frozenset[int] = frozenset()
    # None where each paragraph is one line
    column: Column | None = None
    # so many blank lines, or more, stand above nearly every headline; 0 where headlines have no space above
    space: int = 0
    # the lines below headlines that name their authors and nothing else
    bylines: frozenset[int] = frozenset()


def measure_token(row: Row) -> float:
    """The width of what the line above would have taken up first, in cells."""
    token = _TOKEN.match(row.plain)
    return cells(token[0]) if token else 0.0


def continues_paragraph(above: Row, row: Row, below: Row | None, column: Column | None) -> bool:
    """Whether a row that is not indented goes on with the paragraph of the row above.

    Args:
        above: the row before, which belongs to a paragraph.
        row: the row in question.
        below: the row after it; None at the end of the page.
        column: where the lines of paragraphs end; None where each paragraph is one line.
    """
    if column is None:
        # a subhead ends no sentence either, but has no comma
        prose = above.width > COLUMN_MAX or "，" in above.plain or bracket_balance(above.plain) > 0
        return prose and not above.closed and row.closed
    # a verse or a signature has one row, and a space below
    if not column.is_filled_by(above) or (row.gap and is_indented(above)) or _signs(above):
        return False
    if not (above.closed or above.plain.endswith((")", "）"))):
        return not _heads_signed_text(row, below, column)
    if row.gap:
        return False
    # the sentence ends where the line does: one that ends a sentence goes on, and so does a full one over another
    more = below is not None and not below.gap and not is_indented(below)
    return not above.closed or row.closed or (more and column.is_filled_by(row))


def _heads_signed_text(row: Row, below: Row | None, column: Column) -> bool:
    """Whether a row is a headline with its byline or lead-in below: another story's, where the column ends above."""
    if below is None or row.closed or column.is_filled_by(row) or PROSE_MARK.search(row.plain):
        return False
    byline = read_byline(below.text)
    return below.leadin or (byline is not None and byline.titled and not byline.photo)


def may_head_caption(row: Row) -> bool:
    """Whether a row may be the title of a photo: short, and no sentence, item or byline."""
    prose = row.closed or row.plain.endswith(("：", ":")) or PROSE_MARK.search(row.plain)
    return row.width <= WIDE and not (prose or is_list_line(row.plain) or names_authors(row.text))


def _signs(row: Row) -> bool:
    """Whether a row is nothing but who wrote a text, so that no paragraph goes on below it."""
    return is_indented(row) and not (row.leadin or row.plain.endswith(("：", ":"))) and names_authors(row.text)


def find_column(rows: Sequence[Row]) -> tuple[Column, int]:
    """The column that most of some rows fill, and how many of them do.

    Args:
        rows: lines that a column's end may have broken.
    """
    columns = []
    for in_characters in (False, True):
        ends = Counter(round(measure_end(row, in_characters=in_characters)) for row in rows)
        end = max((end for end in ends if end >= NARROWEST), key=lambda end: (ends[end], end), default=0)
        full = sum(count for other, count in ends.items() if end and abs(other - end) <= 1)
        columns.append((Column(float(end), in_characters), full))
    return max(columns, key=lambda entry: entry[1])


def measure_end(row: Row, *, in_characters: bool) -> float:
    """Where a row ends, from the margin."""
    return row.indent + (len(row.text) if in_characters else row.width)
