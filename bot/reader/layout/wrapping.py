"""Paragraphs without an indent that are broken into lines: each becomes one row where the page shows where they end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reader.layout.layouts import Column, find_column
from bot.reader.lines.bylines import names_authors
from bot.reader.lines.labels import is_list_line
from bot.reader.lines.rows import Row, is_indented, join_rows

__all__ = ["join_wrapped"]

# Cells or characters: narrower lines are those of verses or tables. Lines that are full differ by SLACK at most,
# because closing marks never begin a line.
NARROWEST, SLACK = 12.0, 1.0
# Cells or characters that a line lacks which has room for no character more.
EXACT = 0.5
# So many lines are full and stop inside a sentence.
LEAST_FULL = 3


def join_wrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with each broken paragraph made one, where nothing but the width of its lines shows what goes on.

    Indents show it better, and where the lines have other widths it is for statistics to say.
    """
    if any(map(is_indented, rows)):
        return list(rows)
    # lines that stop inside a sentence and have a line below
    broken = [above for above, row in pairwise(rows) if not (above.closed or row.gap)]
    column, full = find_column(broken, NARROWEST)
    if full < LEAST_FULL:
        return list(rows)
    joined: list[list[Row]] = []
    in_text = False
    for above, row in pairwise([rows[0], *rows]):
        if row.gap and in_text and not above.closed:
            # a column ends there, or a photo stands beside the text
            return list(rows)
        in_text = in_text and not row.gap
        if in_text and _goes_on(above, row, column):
            joined[-1].append(row)
        else:
            joined.append([row])
        in_text = in_text or row.closed or (column.is_filled_by(row, SLACK) and not names_authors(row.text))
        if in_text and not (column.is_filled_by(row, SLACK) or (row.closed and column.measure_overhang(row) <= SLACK)):
            return list(rows)
    return [
        part[0] if len(part) == 1 else Row.from_text(join_rows(part), part[0].indent, part[0].gap) for part in joined
    ]


def _goes_on(above: Row, row: Row, column: Column) -> bool:
    """Whether a row goes on with the paragraph of the row above, which belongs to a text."""
    if not column.is_filled_by(above, SLACK) or row.leadin or names_authors(row.text):
        return False
    if not above.closed:
        return True
    # the first character of the row had no room on the line above, unless it is part of a number or word
    filled = column.measure_overhang(above) >= -EXACT
    return (filled or (row.plain[0].isascii() and row.plain[0].isalnum())) and not is_list_line(row.plain)
