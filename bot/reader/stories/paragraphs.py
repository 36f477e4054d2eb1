"""Rows → paragraphs: lines of body text put together again as the newspaper had them."""

from __future__ import annotations

from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_notice
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, EXACT_INDENT, INDENT_WIDTH, PageStyle
from bot.reader.lines.rows import Row, is_indented
from bot.text.positioned_text import PositionedText, concatenate

__all__ = ["begins_paragraph", "join_rows"]


def join_rows(rows: list[Row]) -> PositionedText:
    """The text of rows that belong together, without the line breaks and without spaces from justification."""
    return concatenate([row.closed_up for row in rows])


def begins_paragraph(
    above: Row, row: Row, below: Row | None, column: float, style: PageStyle, *, above_first: bool
) -> bool:
    """Whether a row of body text begins a new paragraph after the body row above it.

    Args:
        above: the body row before; a caption or furniture may stand between.
        above_first: whether that row is the first of its paragraph, and so may lack the width of an indent.
        row: the row in question.
        below: the body row after it, if any.
        column: the width of the column that `above` stands in, in cells.
        style: how the page is set.
    """
    text = above.text
    if phrases.find_leadin(row.text):
        # 新华社北京5月3日电 on one line, its byline in brackets on the next
        return not (above_first and phrases.is_leadin(text) and row.text[0] in "（(")
    if begins_notice(row.text) and phrases.ends_sentence(text):
        return True
    if phrases.ends_jump(text) or phrases.find_continued_on(text) > 0:
        return True
    if not phrases.ends_sentence(text):
        # A list is announced with a colon at a short line's end; everything else without an end was cut.
        announced = text.endswith(("：", ":"))
        short = above.width < column - COLUMN_SLACK
        if style.indents and is_indented(row) and (announced or (above_first and short and is_indented(above))):
            # a subheading may be set in as paragraphs are
            return True
        return announced and short and phrases.is_list_heading(row.text)
    if style.indents and is_indented(row):
        return True
    if above.width > COLUMN_MAX or row.width > COLUMN_MAX or not style.wrapped:
        return True
    if above.width < column - COLUMN_SLACK - (INDENT_WIDTH if above_first else 0):
        return True
    if style.indents:
        return row.gap > style.gap + 1
    if row.gap > style.gap:
        return True
    # first line without its indent: two characters narrower than the lines around it
    lacking = column - row.width
    return below is not None and abs(lacking - INDENT_WIDTH) <= EXACT_INDENT and below.width - row.width >= 1.0
