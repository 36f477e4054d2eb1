"""Insets: captions of several lines in a column, in the middle of a sentence, or at the margin of an indented page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reader.furniture.furniture import is_furniture
from bot.reader.layout.layouts import EXACT, Column, find_column
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.page_style import COLUMN_MAX
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented

# A caption in a column has at most so many rows, its credit among them.
MOST_ROWS = 6


def split_insets(rows: Sequence[Row]) -> tuple[list[Row], list[ToldStory]]:
    """The rows of a page without the captions in mid-sentence and those at the margin, and these captions.

    Such a caption ends with its credit. In mid-sentence it begins with an indent, as captions do, or on the row of its
    credit, and has a space above and below, or neither.
    """
    kept: list[Row] = []
    insets: list[ToldStory] = []
    column, _ = find_column([above for above, row in pairwise(rows) if not (above.closed or row.gap)])
    indents = sum(map(is_indented, rows)) > 1
    at = 0
    while at < len(rows):
        row = rows[at]
        if caption := _find_at_margin(rows, at, column) if indents else []:
            lines = [other for other in caption if not is_furniture(other.text)]
            alone = _credit_start(lines[-1].text) == 0
            paragraphs = [lines[:-1], lines[-1:]] if alone else [lines]
            insets.append(ToldStory(paragraphs=paragraphs, pictured={one.line for one in lines}))
            at += len(caption)
            continue
        # a sentence stops where the column ends, a headline anywhere
        end = find_inset(rows, at) if at and column.is_filled_by(rows[at - 1]) else at
        if end > at:
            credit_row = rows[end - 1]
            # the credit may begin at the end of the row above: 本报 | 记者 某某摄
            broken = _credit_start(rows[end - 2].text + credit_row.text) < len(rows[end - 2].text)
            alone = end - at > 1 and _credit_start(credit_row.text) == 0 and not broken
            paragraphs = [list(rows[at : end - 1]), [credit_row]] if alone else [list(rows[at:end])]
            pictured = {row.line for row in rows[at:end]}
            insets.append(ToldStory(paragraphs=paragraphs, pictured=pictured))
            if row.gap:
                # the sentence goes on without a space
                kept.append(rows[end]._replace(gap=0))
                end += 1
            at = end
        else:
            kept.append(row)
            at += 1
    return kept, insets


def find_inset(rows: Sequence[Row], first: int) -> int:
    """Where the caption that begins on a row ends; `first` where none begins."""
    above, row = rows[first - 1], rows[first]
    if (
        above.closed
        or above.width > COLUMN_MAX
        or not (above.plain[-1].isalnum() or above.plain.endswith(("，", "、")))
    ):
        return first
    if row.leadin or not (is_indented(row) or begins_caption(row.plain) or _credit_start(row.text) > 0):
        return first
    for at in range(first, min(len(rows) - 1, first + MOST_ROWS)):
        credit = _credit_start(rows[at].text)
        if at > first and (rows[at].gap or (is_indented(rows[at]) and credit != 0)):
            break
        if credit >= 0:
            below = rows[at + 1]
            goes_on = (below.gap > 0) == (row.gap > 0) and not (is_indented(below) or below.leadin)
            return at + 1 if goes_on else first
    return first


def _find_at_margin(rows: Sequence[Row], first: int, column: Column) -> list[Row]:
    """The rows of the caption that begins on a row at the margin below the end of a text; none where none begins.

    Lines of the page may stand among them.
    """
    above, row = rows[first - 1], rows[first]
    if not first or row.indent or row.leadin or not _ends(above, column):
        return []
    if row.closed or not PROSE_MARK.search(row.plain) or is_furniture(row.text) or _credit_start(row.text) >= 0:
        return []
    for at in range(first + 1, min(len(rows), first + MOST_ROWS)):
        if rows[at].indent or rows[at].gap or rows[at].leadin:
            return []
        credit = _credit_start(rows[at].text)
        if credit > 0 or (credit == 0 and rows[at - 1].closed):
            return list(rows[first : at + 1])
    return []


def _ends(above: Row, column: Column) -> bool:
    """Whether a paragraph ends above a row at the margin, or a line of the page stands there."""
    return is_furniture(above.text) or (above.closed and column.measure_overhang(above) < -EXACT)


def _credit_start(text: str) -> int:
    """Where the credit of a photo begins in a text; -1 where none stands at its end."""
    credit = find_credit(text)
    return credit.start if credit else -1
