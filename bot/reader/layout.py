"""What the layout of a page shows by itself: where each paragraph is indented, other lines are headlines.

The reader goes by the layout where it is sure, and by statistics where it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK
from bot.reader.lines.rows import Row, is_indented

__all__ = ["SURE", "Layout", "continues_paragraph", "measure_layout"]

SURE = 0.9
"""From this confidence on, 0 to 1, the layout decides what is a paragraph and what a headline."""

# Fewer indented rows than this show no habit.
LEAST_INDENTED = 2
# Cells: narrower rows may be subheads.
NARROW = 14.0
# In pages of broken lines the column's width is that of at least this share of the rows.
FULL_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Layout:
    """The conventions that a page keeps."""

    # how sure it is, 0 to 1, that every paragraph is indented and that nothing else is
    indents: float
    # where the lines of paragraphs end, in cells from the margin; 0.0 where each paragraph is one line
    column: float
    # blank lines stand above the headline of nearly every story
    spaced: bool


def measure_layout(rows: Sequence[Row]) -> Layout:
    """The conventions that the rows of a page show."""
    indented = sum(map(is_indented, rows))
    if indented < LEAST_INDENTED:
        return Layout(indents=0.0, column=0.0, spaced=False)
    column = _measure_column(rows)
    breaches = heads = spaced = 0
    for above, row in pairwise(rows):
        if is_indented(row):
            # a paragraph begins in the middle of a sentence
            breaches += column > 0 and not above.closed and _is_full(above, column)
        elif continues_paragraph(above, row, column):
            breaches += not column
        elif row.plain.endswith("。"):
            # prose that is not indented
            breaches += 1
        elif is_indented(above) or above.closed:
            heads += 1
            spaced += row.gap > 0
    breaches += not is_indented(rows[0]) and rows[0].plain.endswith("。")
    return Layout(indents=max(0.0, 1 - breaches / indented), column=column, spaced=spaced >= SURE * heads)


def continues_paragraph(above: Row, row: Row, column: float) -> bool:
    """Whether a row that is not indented goes on with the paragraph of the row above.

    Args:
        above: the row before, which belongs to a paragraph.
        row: the row in question.
        column: where the lines of paragraphs end, in cells; 0.0 where each paragraph is one line.
    """
    if not column:
        return row.gap == 0 and above.width > COLUMN_MAX and above.plain[-1].isalnum() and row.closed
    if not _is_full(above, column):
        return False
    if not above.closed:
        return True
    # the sentence ends where the line does: a full line goes on, and so does one that ends a sentence
    return row.gap == 0 and (row.plain.endswith("。") or _is_full(row, column))


def _is_full(row: Row, column: float) -> bool:
    """Whether a row ends where the column does."""
    return abs(row.indent + row.width - column) <= COLUMN_SLACK


def _measure_column(rows: Sequence[Row]) -> float:
    """Where most lines of broken paragraphs end, in cells from the margin; 0.0 where paragraphs are not broken."""
    broken = Counter(
        round(row.indent + row.width)
        for row in rows
        if row.indent + row.width >= NARROW and not row.plain.endswith("。")
    )
    if not broken:
        return 0.0
    width, _ = broken.most_common(1)[0]
    full = sum(count for other, count in broken.items() if abs(other - width) <= 1)
    return float(width) if full >= FULL_SHARE * len(rows) and full > 2 else 0.0
