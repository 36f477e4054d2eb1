"""Rows that begin paragraphs though they have another indent, or none: signatures, lists, notes, verses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.reader.authors.bylines import names_authors
from bot.reader.furniture.furniture import is_furniture, tells_where_to_answer
from bot.reader.furniture.labels import is_list_line, is_note_label, is_notice_heading
from bot.reader.lines.credits import find_closing_note, find_signer, is_about_author
from bot.reader.lines.phrases import find_continued_from
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.patterns import DATE, FULL_DATE

SIGNATURE_INDENT = 5.0
"""Cells: the signature of a notice is set in by so many or more."""

VERSE = 22.0
"""Cells: the row of a poem has at most so many."""

LEAST_VERSES = 3
"""A poem has at least so many rows."""

# A signature has at most so many rows.
SIGNATURE_ROWS = 3
# A day alone, with its year or without: 二〇二一年三月二日, 3月2日.
_DAY = re.compile(rf"(?:{FULL_DATE.pattern}|{DATE})")
# A table has at least so many rows, and so many of its first rows hold numbers.
TABLE_ROWS, NUMBERED_ROWS, FIRST_ROWS = 2, 2, 3
# So many words with spaces between them are cells, whatever each of them is.
SURE_CELLS = 3


def find_flush_rows(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows that begin a paragraph though they have no indent, or not that of a paragraph."""
    for find in (
        _find_signatures,
        _find_dated_signatures,
        _find_signers,
        _find_contacts,
        _find_lists,
        _find_notes,
        _find_continuations,
        _find_verses,
    ):
        yield from find(rows)


def _find_signatures(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows that say who signs a notice, and when: set far in, below its text, with a space below."""
    first = 1
    while first < len(rows):
        end = first
        # a space may stand above it
        while end < len(rows) and rows[end].indent >= SIGNATURE_INDENT and (end == first or not rows[end].gap):
            end += 1
        # below the writer of a letter the answer may follow
        alone = end - first == 1 and (rows[first].note or find_signer(rows[first].text) is not None)
        if 0 < end - first <= SIGNATURE_ROWS and (end == len(rows) or rows[end].gap or alone):
            yield from range(first, end)
        first = end + 1


def _find_dated_signatures(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows at the margin that say who signs a letter and on which day, below its text."""
    for last in range(2, len(rows)):
        ends = last + 1 == len(rows) or rows[last + 1].gap > 0
        if rows[last].gap or not ends or is_indented(rows[last]) or not _DAY.fullmatch(rows[last].text):
            continue
        first = last - 1
        while not rows[first - 1].closed and first > max(1, last + 1 - SIGNATURE_ROWS):
            first -= 1
        if not any(map(is_indented, rows[first:last])):
            yield from range(first, last + 1)


def _find_signers(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows at the margin, right below a text, that name the writer of a letter: 城东读者　李华."""
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        if row.gap or is_indented(row) or not above.closed:
            continue
        ends = at + 1 == len(rows) or rows[at + 1].gap > 0 or is_note_label(rows[at + 1].text)
        if ends and find_signer(row.text):
            yield at


def _find_contacts(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows right below a text that say whom to call: 咨询电话：63215000."""
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        ended = above.closed or above.plain[-1] in "）)"
        if ended and not (row.gap or is_indented(row)) and tells_where_to_answer(row.text):
            yield at


def _find_lists(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of the rows of lists right below the heading of a notice, and of tables, because they need no indent.

    Those of the remarks in brackets above a table and below it, too.
    """
    listed = in_table = False
    for at in range(1, len(rows)):
        row = rows[at]
        remark = row.text[0] in "（(" and row.text[-1] in "）)" and not row.gap
        over_table = remark and at + 1 < len(rows) and _begins_table(rows, at + 1)
        goes_on = in_table and not row.gap and (remark or (is_cells(row) and not is_indented(row)))
        in_table = goes_on or over_table or _begins_table(rows, at)
        item = not row.gap and is_list_line(row.plain) and (listed or is_notice_heading(rows[at - 1].plain))
        listed = item and not is_furniture(row.text)
        if listed or in_table:
            yield at


def _begins_table(rows: Sequence[Row], at: int) -> bool:
    """Whether a table begins at a row, below its heading: rows of cells, of which most hold numbers."""
    above, end = rows[at - 1], at
    while end < len(rows) and end - at < FIRST_ROWS and (end == at or not rows[end].gap) and is_cells(rows[end]):
        end += 1
    # what few rows are comes first, because each row is asked
    if end - at < TABLE_ROWS or above.closed or any(map(is_indented, rows[at - 1 : end])):
        return False
    numbered = sum(any(map(str.isdigit, row.plain)) for row in rows[at:end])
    return numbered >= NUMBERED_ROWS and not any(is_furniture(row.text) for row in (rows[at], above))


def is_cells(row: Row) -> bool:
    """Whether a row may be one of a table, or name its columns."""
    words = len(row.text.split())
    if words < 2 or row.leadin or row.text[0] in "（(":
        return False
    return is_list_line(row.plain) or (words >= SURE_CELLS and not PROSE_MARK.search(row.plain))


def _find_notes(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows right below a text that are nothing but a note in brackets on its author or source."""
    for at in range(1, len(rows)):
        row, above = rows[at], rows[at - 1]
        below_text = (above.closed or is_list_line(above.text)) and not is_indented(row)
        if row.text[0] not in "（(" or not below_text:
            continue
        note = find_closing_note(row.text)
        # （以官方公告为准） below a list
        remark = row.text[-1] in "）)" and is_list_line(above.text) and not row.gap
        if remark or is_about_author(row.text) or (note is not None and note.start == 0):
            yield at


def _find_continuations(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of rows right below （上接第1版）: a text may go on there in mid-sentence."""
    for at in range(1, len(rows)):
        mark = rows[at - 1].plain
        if rows[at].gap or find_continued_from(mark) != len(mark):
            continue
        # unless the headline stands below the mark
        below = rows[at + 1] if at + 1 < len(rows) else None
        headline = below is not None and is_indented(below) and (at == 1 or rows[at - 1].gap > 0)
        headline = headline and not (is_indented(rows[at]) or rows[at].closed or PROSE_MARK.search(rows[at].plain))
        if not headline:
            yield at


def _find_verses(rows: Sequence[Row]) -> Iterator[int]:
    """The indices of the rows of poems: not indented, below a headline with its author."""
    first = 1
    while first < len(rows):
        signed = not is_indented(rows[first - 1]) and names_authors(rows[first - 1].text)
        end = _find_end_of_verses(rows, first) if signed else first
        if end - first >= LEAST_VERSES:
            yield from range(first, end)
        first = max(end, first) + 1


def _find_end_of_verses(rows: Sequence[Row], first: int) -> int:
    """Where the blocks of verses from row `first` on end: above the headline of the next story, or above a text."""
    end = first
    while end < len(rows):
        last = next((at for at in range(end + 1, len(rows)) if rows[at].gap), len(rows))
        below = next((at for at in range(last + 1, len(rows)) if rows[at].gap), len(rows))
        over_text = last < len(rows) and is_indented(rows[last]) and not _is_stanza(rows[last:below])
        if over_text or not _is_stanza(rows[end:last]):
            break
        end = last
    return end


def _is_stanza(block: Sequence[Row]) -> bool:
    """Whether rows are verses; the first one may be set in where no sentence ends in the block and commas are few."""
    if not all(row.width <= VERSE for row in block) or any(map(is_indented, block[1:])):
        return False
    prose = sum(PROSE_MARK.search(row.plain) is not None for row in block)
    return not is_indented(block[0]) or (2 * prose < len(block) > 1 and not any(row.closed for row in block))
