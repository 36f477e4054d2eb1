"""What the layout of a page shows by itself: where paragraphs begin is clear, other lines are headlines.

The reader goes by the layout where it is sure, and by statistics where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.reader.authors.bylines import names_authors
from bot.reader.furniture.furniture import is_furniture
from bot.reader.furniture.labels import is_list_line, is_note_label
from bot.reader.layout.blocks import measure_blocks, measure_headed, measure_wide_gaps
from bot.reader.layout.flush_rows import VERSE, find_flush_rows
from bot.reader.layout.layouts import DECKS, LEAST_FULL, NARROW, WIDE, Column, Layout, continues_paragraph, find_column
from bot.reader.lines.credits import find_credit
from bot.reader.lines.repeated_text import is_quotation
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented

SURE = 0.9
"""From this confidence on, 0 to 1, the layout decides what is a paragraph and what a headline."""

# How a line ends that stops in mid-sentence.
_OPEN_END = re.compile(r"[\w，、]$")
# Fewer headlines than this show no habit.
LEAST_SURE = 3
# Fewer indented rows than this show no habit.
LEAST_INDENTED = 2
# Where lines are broken, at least this share of the text fills the column; or, in a wide one, so many of the rows that
# stop inside a sentence and this share of them.
FULL_SHARE, LEAST_CLEAR, FULL_CLEAR = 0.4, 2, 0.8
# Of the paragraphs between blank lines, no larger share stops inside a sentence: the lines of broken ones would.
MOST_OPEN = 0.1
# Where paragraphs are broken, so many rows of display type between two paragraphs are several headlines, or columns.
MOST_DISPLAY = 5


def measure_layout(rows: Sequence[Row]) -> Layout:
    """The conventions that the rows of a page show: indents, or else blank lines between stories."""
    by_indents = _measure_indents(rows)
    if by_indents.confidence >= SURE:
        return by_indents
    by_blocks = measure_blocks(rows)
    if by_blocks.confidence >= SURE:
        return by_blocks
    by_gaps = [measure_headed(rows), measure_wide_gaps(rows)]
    # every paragraph ends a sentence where none is cut by a photo or a column
    whole = [layout for layout in by_gaps if _are_closed(rows, layout)]
    return max([by_indents, by_blocks, *whole], key=lambda layout: layout.confidence)


def _are_closed(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether all rows that begin paragraphs end a sentence, or are items of a list, subheads or verses.

    Where more blank lines stand between stories than between paragraphs, some may be subheads or links, no bylines.
    """
    starts = [row for row in rows if row.line in layout.starts]
    still_open = [row for row in starts if not (row.closed or is_list_line(row.plain) or _may_stand_alone(row))]
    if not still_open or layout.space < 2 or any(map(is_indented, rows)):
        return not still_open
    return len(still_open) <= MOST_OPEN * len(starts) and not any(names_authors(row.text) for row in still_open)


def _may_stand_alone(row: Row) -> bool:
    """Whether a row may be a paragraph though it ends no sentence: narrow, without punctuation, no story's byline."""
    byline = names_authors(row.text) and find_credit(row.plain) is None
    return row.width <= VERSE and not PROSE_MARK.search(row.plain) and not byline


def _measure_indents(rows: Sequence[Row]) -> Layout:
    """The layout of a page whose paragraphs are indented."""
    begins = list(map(is_indented, rows))
    indented = sum(begins)
    if indented < LEAST_INDENTED:
        return Layout(confidence=0.0)
    for at in find_flush_rows(rows):
        begins[at] = True
    column = _measure_column(rows)
    breaches = 0.0
    # the rows since the last paragraph
    display = 0
    # the first rows of display type below paragraphs
    heads: list[int] = []
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        if begins[at]:
            breaches += not display and _is_cut(above, column) and not (at > 1 and begins[at - 1] and begins[at - 2])
            display = 0
        elif not display and continues_paragraph(above, row, rows[at + 1] if at + 1 < len(rows) else None, column):
            breaches += column is None
        elif not (is_furniture(row.text) or (display and (is_note_label(row.text) or names_authors(row.text)))):
            display += 1
            # a quotation without space around is a subhead
            if display == 1 and (row.gap or not is_quotation(row.plain)):
                heads.append(at)
            breaches += column is None and not row.gap and _goes_on(above)
            # prose that is not indented, and more display type than a story has
            breaches += row.plain.endswith("。") or (column is not None and display >= MOST_DISPLAY)
    # at the end a headline may touch the text above it; other display type has no text
    without_text = display > 0 and (rows[-display].gap > 0 or display > DECKS)
    if column is not None and without_text and not is_furniture(rows[-1].text):
        return Layout(confidence=0.0)
    starts = frozenset(row.line for row, begins_here in zip(rows, begins, strict=True) if begins_here)
    return Layout(max(0.0, 1 - breaches / indented), starts, column, _measure_space(rows, heads))


def _is_cut(row: Row, column: Column | None) -> bool:
    """Whether a broken paragraph stops at a row in mid-sentence, though another paragraph begins below."""
    return column is not None and not row.closed and column.is_filled_by(row) and not is_list_line(row.text)


def _goes_on(row: Row) -> bool:
    """Whether a paragraph of one line stops in mid-sentence, so that what touches it below goes on."""
    stops = not row.closed and row.width >= NARROW and _OPEN_END.search(row.plain) is not None
    return stops and is_indented(row) and not is_list_line(row.text)


def _measure_space(rows: Sequence[Row], heads: Sequence[int]) -> int:
    """The blank lines above headlines: `space` of a Layout.

    Args:
        rows: the page's rows.
        heads: the first rows of display type below paragraphs.
    """
    sure: list[int] = []
    for at in heads:
        under = rows[at + 1 : at + 1 + DECKS]
        below = next((row for row in under if is_indented(row) or names_authors(row.text)), None)
        if below is not None and (below.leadin or not is_indented(below)):
            # headlines over a byline or a lead-in are no subheads
            sure.append(rows[at].gap)
    known = sorted(sure or [rows[at].gap for at in heads])
    if not known or sum(space > 0 for space in known) < SURE * len(known):
        return 0
    return known[int((1 - SURE) * len(known))] if len(sure) >= LEAST_SURE else 1


def _measure_column(rows: Sequence[Row]) -> Column | None:
    """Where most lines of broken paragraphs end; None where paragraphs are not broken."""
    # headlines and tables fill no column, and neither do verses and signatures: rows that end no sentence, alone
    text: list[Row] = []
    below_indent = False
    for at, row in enumerate(rows):
        below_indent = is_indented(row) or (below_indent and not row.gap)
        below = rows[at + 1] if at + 1 < len(rows) else None
        alone = is_indented(row) and not row.closed and (below is None or below.gap > 0 or is_indented(below))
        text += [row] * (below_indent and not alone)
    column, full = find_column([row for row in text if not row.plain.endswith("。")])
    goes_on = [above for above, row in pairwise(text) if not (above.closed or row.gap or is_indented(row))]
    filled = sum(map(column.is_filled_by, goes_on))
    # a document has wide lines, and few in each paragraph; on a small page all that go on end alike
    clear = len(goes_on) >= LEAST_CLEAR and filled >= (FULL_CLEAR if column.end >= WIDE else 1) * len(goes_on)
    return column if clear or full >= max(LEAST_FULL, FULL_SHARE * len(text)) else None
