"""Where paragraphs of body text begin, as the newspaper had them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reader.authors.leadins import find_leadin, is_leadin
from bot.reader.furniture.furniture import tells_where_to_answer
from bot.reader.furniture.labels import begins_note, begins_turn
from bot.reader.lines import phrases
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, EXACT_INDENT, INDENT_WIDTH, PageStyle
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import BULLETS, CJK, bracket_balance
from bot.text.patterns import compile_pattern

# Cells: the row below the first row of a paragraph is wider by at least so much, where the indent was lost.
WIDER = 1.0

# An advert begins with a mark or a word. A text that goes on behind a telephone number may have any sign there.
_WORD = compile_pattern(rf"[{CJK}“]")
# A telephone number that the line's end cuts stands on so many rows.
_PHONE_ROWS = 2


def ends_advert(rows: Sequence[Row], row: Row, column: float, style: PageStyle) -> bool:
    """Whether the rows of a paragraph end with a telephone number, and the row below begins another advert.

    A mark, an indent, a space above, or an end short of the column's width must show that nothing goes on, because a
    number may stand at the end of a full line of running text, too.

    Args:
        rows: of the paragraph so far.
        row: the body row below them.
        column: the width of their column, in cells.
        style: how the page is set.
    """
    last = rows[-1]
    if not phrases.ends_with_phone_number("".join([one.closed_up.text for one in rows[-_PHONE_ROWS:]])):
        return False
    if row.plain[0] in BULLETS:
        return True
    if not _WORD.match(row.plain):
        return False
    short = last.width < column - COLUMN_SLACK - (INDENT_WIDTH if len(rows) == 1 else 0)
    return short or (style.indents and is_indented(row)) or row.gap > style.gap


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
    if row.plain[0] in "）)" and bracket_balance(above.plain) > 0:
        # the bracket that the row above leaves open, be there a jump mark in it
        return False
    if begins_note(row.text) and (phrases.ends_sentence(above.text) or above.width < column - COLUMN_SLACK):
        return True
    if find_leadin(row.text):
        # 新华社北京5月3日电 on one line, its byline in brackets on the next
        return not (above_first and is_leadin(above.text) and row.text[0] in "（(")
    if phrases.find_continued_from(row.text) or (style.whole_lines and not _is_cut(above, row)):
        return True
    if phrases.find_continued_on(above.text) > 0:
        return True
    if style.indents and is_indented(row) and is_leadin(above.text):
        return True
    if not phrases.ends_sentence(above.text):
        return _is_list_item_or_subheading(above, row, column, style, above_first)
    if (style.indents and is_indented(row)) or tells_where_to_answer(row.text):
        return True
    if begins_turn(row.plain) or above.width > COLUMN_MAX or row.width > COLUMN_MAX or not style.wrapped:
        # every row is a whole paragraph, or somebody else speaks
        return True
    if above.width < column - COLUMN_SLACK - (INDENT_WIDTH if above_first else 0):
        return True
    if style.indents:
        return row.gap > style.gap + 1
    return row.gap > style.gap or _lacks_indent(row, below, column)


def _is_cut(above: Row, row: Row) -> bool:
    """Whether a sentence goes on in a row where each line is a paragraph: a box, a photo or a page's end cut it."""
    if above.closed or not above.plain[-1].isalnum():
        return False
    return above.width > COLUMN_MAX or bracket_balance(above.plain) > 0 or phrases.crosses_word(above.plain, row.plain)


def _is_list_item_or_subheading(above: Row, row: Row, column: float, style: PageStyle, above_first: bool) -> bool:
    """Whether a row begins a paragraph below one that ends no sentence; most others were cut by the column's end."""
    announced = above.text.endswith(("：", ":"))
    short = above.width < column - COLUMN_SLACK
    if style.indents and is_indented(row):
        # subheadings may be indented as paragraphs are
        return announced or (above_first and short and is_indented(above))
    return announced and short and phrases.is_list_heading(row.text)


def _lacks_indent(row: Row, below: Row | None, column: float) -> bool:
    """Whether a row is a paragraph's first whose indent was lost: two characters narrower than the rows around it."""
    lacking = column - row.width
    return below is not None and abs(lacking - INDENT_WIDTH) <= EXACT_INDENT and below.width - row.width >= WIDER
