"""Insets: captions in a column in the middle of a sentence, which goes on below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.reader.layout.layouts import find_column
from bot.reader.layout.splitting import ToldStory
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.page_style import COLUMN_MAX
from bot.reader.lines.rows import Row, is_indented

# A caption in a column has at most so many rows, its credit among them.
MOST_ROWS = 6


def split_insets(rows: Sequence[Row]) -> tuple[list[Row], list[ToldStory]]:
    """The rows of a page without the captions in mid-sentence, and these captions.

    Such a caption ends with its credit, and begins with an indent, as captions do, or on the row of its credit. It has
    a space above and below, or neither.
    """
    kept: list[Row] = []
    insets: list[ToldStory] = []
    column, _ = find_column([above for above, row in pairwise(rows) if not (above.closed or row.gap)])
    at = 0
    while at < len(rows):
        row = rows[at]
        # a sentence stops where the column ends, a headline anywhere
        end = _find_end(rows, at) if at and column.is_filled_by(rows[at - 1]) else at
        if end > at:
            credit_row = rows[end - 1]
            # the credit may begin at the end of the row above: 本报 | 记者 某某摄
            broken = _credit_start(rows[end - 2].text + credit_row.text) < len(rows[end - 2].text)
            alone = end - at > 1 and _credit_start(credit_row.text) == 0 and not broken
            caption = [list(rows[at : end - 1]), [credit_row]] if alone else [list(rows[at:end])]
            pictured = {row.line for row in rows[at:end]}
            insets.append(ToldStory(paragraphs=caption, pictured=pictured))
            if row.gap:
                # the sentence goes on without a space
                kept.append(rows[end]._replace(gap=0))
                end += 1
            at = end
        else:
            kept.append(row)
            at += 1
    return kept, insets


def _find_end(rows: Sequence[Row], first: int) -> int:
    """Where the caption that begins on a row ends; `first` where none begins."""
    above, row = rows[first - 1], rows[first]
    if above.closed or above.width > COLUMN_MAX or not above.plain[-1].isalnum():
        return first
    if not (is_indented(row) or begins_caption(row.plain) or _credit_start(row.text) > 0):
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


def _credit_start(text: str) -> int:
    """Where the credit of a photo begins in a text; -1 where none stands at its end."""
    credit = find_credit(text)
    return credit.start if credit else -1
