"""Rows that begin paragraphs on a page of indented text though they are set otherwise: signatures, lists, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reader.lines.credits import find_closing_note, find_signer
from bot.reader.lines.furniture import is_furniture
from bot.reader.lines.labels import is_list_line, is_notice_heading
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import SPACE

__all__ = ["SIGNATURE_INDENT", "find_lists", "find_notes", "find_signatures"]

SIGNATURE_INDENT = 5.0
"""Cells: what signs a notice is set in by so many or more."""

# It has at most so many rows.
SIGNATURE_ROWS = 3
# A table has at least so many rows, and so many of its first rows hold numbers.
TABLE_ROWS, NUMBERED_ROWS, FIRST_ROWS = 2, 2, 3
# Cells of a table's row, with white space between them.
_CELLS = re.compile(rf"[^，。；{SPACE}]+(?:[{SPACE}]+[^，。；{SPACE}]+)+")


def find_signatures(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows that say who signs a notice, and when: set far in, below its text, with a space below."""
    first = 1
    while first < len(rows):
        end = first
        while end < len(rows) and rows[end].indent >= SIGNATURE_INDENT and not rows[end].gap:
            end += 1
        # below the writer of a letter the answer may follow
        alone = end - first == 1 and find_signer(rows[first].text) is not None
        if 0 < end - first <= SIGNATURE_ROWS and (end == len(rows) or rows[end].gap or alone):
            yield from range(first, end)
        first = end + 1


def find_lists(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of the rows of lists right below the heading of a notice, and of tables: they need no indent."""
    listed = in_table = False
    for at in range(1, len(rows)):
        row = rows[at]
        in_table = (in_table and not row.gap and _is_cells(row)) or _begins_table(rows, at)
        below = listed or is_notice_heading(rows[at - 1].plain)
        listed = below and not row.gap and is_list_line(row.plain) and not is_furniture(row.text)
        if listed or in_table:
            yield at


def _begins_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a table begins at a row, below its heading: rows of cells, of which most hold numbers."""
    if is_furniture(rows[at].text):
        return False
    end = at
    while end < len(rows) and end - at < FIRST_ROWS and (end == at or not rows[end].gap) and _is_cells(rows[end]):
        end += 1
    table = rows[at:end]
    numbered = sum(any(map(str.isdigit, row.plain)) for row in table)
    above = rows[at - 1]
    headed = not (above.closed or is_indented(above) or is_furniture(above.text))
    return headed and len(table) >= TABLE_ROWS and numbered >= NUMBERED_ROWS


def _is_cells(row: Row) -> bool:
    """Whether a row that is not indented may be the row of a table."""
    return not (is_indented(row) or row.leadin or row.text[0] in "（(") and bool(_CELLS.fullmatch(row.text))


def find_notes(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows right below a text that are nothing but a note in brackets on its author or source."""
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        below_text = (above.closed or is_list_line(above.plain)) and not is_indented(row)
        if row.text[0] in "（(" and below_text and (note := find_closing_note(row.text)) and note.start == 0:
            yield at
