"""What stands at the head of a page or of a section and belongs to no story: the paper, its issue, a column's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reader.authors.bylines import names_authors, read_byline
from bot.reader.furniture.furniture import is_furniture, tells_where_to_answer
from bot.reader.furniture.head_lines import names_issue, names_page
from bot.reader.furniture.labels import DECORATION, is_known_section, is_notice_heading, is_notice_title
from bot.reader.layout.layouts import DECKS
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.similarity import pair_overlap

# Characters: the name of a column has no more, that of a bulletin over the number of its issue has no more than NAME.
LABEL, NAME = 6, 14
# Where the page says so much (0 to 1) of a line's pairs of characters below it, the line is a headline.
SAID = 0.5
_NOTICE_CONTACT = re.compile("(?:联系|联络|咨询)?(?:电话|手机|热线|人|地址|邮箱|微信)[：:]")


def leave_out_head(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page without those at its head, and at the heads of its sections, that belong to no story.

    Furniture below the head is kept, because later steps leave it out.
    """
    kept: list[Row] = []
    on_top = True
    # without indents, blank lines stand above headlines and labels only: nothing alone between two is a paragraph
    parted = not any(is_indented(row) or (row.gap and (row.closed or row.leadin)) for row in rows[1:])
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below is not None and _is_head(rows, at, below, on_top=on_top, parted=parted) and _may_be_headline(below):
            continue
        on_top = on_top and is_furniture(row.text)
        kept.append(row if kept else row._replace(gap=0))
    return kept


def _is_head(rows: Sequence[Row], at: int, below: Row, *, on_top: bool, parted: bool) -> bool:
    """Whether a row is the head of the page if nothing but furniture stands above, or else that of a section.

    Args:
        rows: the page's rows.
        at: the row in question.
        below: the row after it.
        on_top: whether nothing but furniture stands above.
        parted: whether blank lines stand between stories only.
    """
    row = rows[at]
    if on_top:
        page_line = row.plain.isdigit() or (is_furniture(row.text) and not is_notice_heading(row.plain))
        return page_line or names_page(row.text) or _is_bulletin(row, below) or _is_column(rows, at)
    if parted and row.gap > 0 and rows[at - 1].closed and _is_column(rows, at):
        # 小言 over the headline of the day's comment
        return True
    if not (row.gap > 0 and below.gap > 0 and names_issue(row.text)):
        return False
    # the contacts of a notice look like the names of editors
    return not (is_notice_title(row.text) or _NOTICE_CONTACT.match(row.text) or tells_where_to_answer(row.text))


def _may_be_headline(row: Row) -> bool:
    """Whether a row may be a headline, or another line of the page's head."""
    if is_furniture(row.text):
        return True
    ends = row.closed or row.plain.endswith(("：", ":"))
    return not (ends or is_indented(row) or row.leadin or PROSE_MARK.search(row.plain) or names_authors(row.text))


def _is_bulletin(row: Row, below: Row) -> bool:
    """Whether a row is the name of a paper or bulletin right above the number of its issue."""
    return not below.gap and row.width <= NAME and row.plain.isalpha() and names_issue(below.text)


def _is_column(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is the name of a column with a space between it and the headline of its first story."""
    row, headline = rows[at], rows[at + 1 : at + 1 + DECKS]
    label = "".join(row.plain.strip(DECORATION).replace("·", "").split())
    if not headline[0].gap or not 1 < len(label) <= LABEL or not label.isalpha() or is_furniture(headline[0].text):
        return False
    byline = read_byline(row.text)
    if is_known_section(row.text) or is_notice_title(row.text) or (byline and byline.titled):
        # sections are told from headlines later; 一周菜价 says what its list is
        return False
    end = next((number for number, other in enumerate(headline, start=1) if not _may_be_headline(other)), 0)
    if end < 2:
        return False
    text = "".join(other.plain for other in rows[at + 1 :])
    return pair_overlap(label, text) < SAID
