"""Paragraphs without an indent that are broken into lines: each becomes one row where the page shows where they end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reader.authors.bylines import names_authors
from bot.reader.furniture.labels import is_list_line
from bot.reader.layout.layouts import EXACT, LEAST_FULL, SLACK, Column, find_column
from bot.reader.lines.rows import Row, is_indented, join_rows


def close_gaps(rows: Sequence[Row]) -> list[Row]:
    """The rows without the blank line that a page has below every line, where paragraphs are broken into lines."""
    least = min((row.gap for row in rows[1:]), default=0)
    broken = [above for above, row in pairwise(rows) if not (above.closed or is_indented(row))]
    column, full = find_column(broken)
    # headlines are alike, too, but paragraphs that are not broken are wider
    widest = max((column.measure_overhang(row) for row in rows if row.closed), default=0.0)
    if not least or full < LEAST_FULL or widest > SLACK:
        return list(rows)
    return [row._replace(gap=max(0, row.gap - least)) for row in rows]


def join_wrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with each broken paragraph made one, where nothing but the width of its lines shows what goes on.

    Indents show it better, and where the lines have other widths it is for statistics to say.
    """
    if any(map(is_indented, rows)):
        return list(rows)
    # lines that stop inside a sentence and have a line below
    broken = [above for above, row in pairwise(rows) if not (above.closed or row.gap)]
    column, count = find_column(broken)
    if count < LEAST_FULL:
        return list(rows)
    joined: list[list[Row]] = []
    in_text = False
    ended = _find_ended(rows)
    for at, (above, row) in enumerate(pairwise([rows[0], *rows])):
        full = column.is_filled_by(row, SLACK)
        if row.gap and in_text and not above.closed and column.is_filled_by(above, SLACK):
            # a column ends there, or a photo stands beside the text
            return list(rows)
        in_text = in_text and not row.gap
        goes_on = in_text and _goes_on(above, row, column)
        if goes_on:
            joined[-1].append(row)
        else:
            joined.append([row])
        in_text = in_text or row.closed or (full and ended[at] and not names_authors(row.text))
        # a short row alone may be a subhead or a signature, which may be set in
        fits = full or row.indent > 0 or ((row.closed or not goes_on) and column.measure_overhang(row) <= SLACK)
        if in_text and not fits:
            return list(rows)
    return [
        part[0] if len(part) == 1 else Row.from_text(join_rows(part), part[0].indent, part[0].gap) for part in joined
    ]


def _find_ended(rows: Sequence[Row]) -> list[bool]:
    """For each row whether a sentence ends below it and above the next space: verses have none."""
    ended = [False] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        below = rows[at + 1]
        ended[at] = not below.gap and (below.closed or ended[at + 1])
    return ended


def _goes_on(above: Row, row: Row, column: Column) -> bool:
    """Whether a row goes on with the paragraph of the row above, which belongs to a text."""
    if not column.is_filled_by(above, SLACK) or row.indent or row.leadin or names_authors(row.text):
        return False
    if not above.closed:
        return True
    # the first character of the row had no room on the line above, unless it is part of a number or word
    filled = column.measure_overhang(above) >= -EXACT
    return (filled or (row.plain[0].isascii() and row.plain[0].isalnum())) and not is_list_line(row.plain)
