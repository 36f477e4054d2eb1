"""Which rows are captions of photos: they end with a credit (某某 摄) or begin with 图为."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.credits import find_credit
from bot.reader.lines.page_style import PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.stories.caption_score import CAPTION_CELLS, PageRows, find_likeliest, find_title


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as a range of rows: title rows [start, text), text and credit [text, end)."""

    start: int
    text: int
    end: int
    photographers: tuple[str, ...]


class CaptionCredit(NamedTuple):
    """A credit that ends a caption."""

    # it may begin on the row above
    first_row: int
    # no text of the caption stands on its rows
    stands_alone: bool
    photographers: tuple[str, ...]


_TEXT = (Role.BODY, Role.DISPLAY)
# The first clauses of a text take so many rows of a column.
NEWS_ROWS = 3


def find_caption_credit(roles: Sequence[RowRole], index: int) -> CaptionCredit | None:
    """The credit that ends on a row; None where there is none."""
    entry = roles[index]
    text = entry.row.text
    if entry.role is Role.BYLINE:
        assert entry.byline is not None
        # 文/图 under a headline is the story's byline; after body text it signs a photo with a longer text, unless a
        # text ends above and another stands below
        between = (
            index > 0 and index + 1 < len(roles) and roles[index - 1].row.closed and _begins_news(roles, index + 1)
        )
        writes = ("文" in text or "报道" in text) and (between or not (index and roles[index - 1].role is Role.BODY))
        return CaptionCredit(index, True, entry.byline.names) if entry.byline.photo and not writes else None
    if entry.role not in _TEXT:
        return None
    credit = find_credit(text)
    if credit:
        start, names = credit
        return None if _goes_on(roles, index, start) else CaptionCredit(index, start == 0, names)
    if not index or roles[index - 1].role not in _TEXT:
        return None
    above = roles[index - 1].row.text
    # the line end fell into the credit, or stands for a space in it
    joints = () if phrases.ends_sentence(above) else ("", " ")
    credit = next((found for joint in joints if (found := find_credit(above + joint + text))), None)
    if credit:
        return CaptionCredit(index - 1, credit[0] == 0, credit[1])
    return None


def _begins_news(roles: Sequence[RowRole], index: int) -> bool:
    """Whether body text that names the day of the news in its first clauses begins on a row."""
    rows = [entry for entry in roles[index : index + NEWS_ROWS] if entry.role is Role.BODY]
    begins = bool(rows) and rows[0] is roles[index]
    return begins and (rows[0].row.leadin or phrases.gives_news_day("".join(entry.row.plain for entry in rows)))


def _goes_on(roles: Sequence[RowRole], index: int, start: int) -> bool:
    """Whether a credit that begins at `start` of a row, or before, ends on the next one: 图片由供 | 电公司提供."""
    below = roles[index + 1] if index + 1 < len(roles) else None
    if below is None or below.role not in _TEXT or find_credit(below.row.text):
        return False
    credit = find_credit(roles[index].row.text + below.row.text)
    return credit is not None and credit.start <= start


def find_captions(roles: Sequence[RowRole], style: PageStyle) -> list[Caption]:
    """The captions of a page, in order, not overlapping."""
    captions: list[Caption] = []
    rows = PageRows(roles, style)
    index = 0
    while index < len(roles):
        taken = captions[-1].end if captions else 0
        credit = find_caption_credit(roles, index)
        caption = _with_credit(rows, credit, index, taken) if credit else _without_credit(rows, index, taken)
        if caption is not None:
            caption = replace(caption, start=_start_with_title(roles, caption, taken))
            captions.append(caption)
        index = caption.end if caption is not None else index + 1
    return captions


def _start_with_title(roles: Sequence[RowRole], caption: Caption, taken: int) -> int:
    """The row that a caption begins on: that of the marked headline above it, unless this may head other text."""
    start = caption.start
    if caption.end == len(roles) or roles[caption.end].marked:
        while start > taken and roles[start - 1].marked:
            start -= 1
    return start


def _with_credit(rows: PageRows, credit: CaptionCredit, index: int, taken: int) -> Caption | None:
    """The caption whose credit ends on a row; the rows before `taken` belong to others."""
    extent = find_likeliest(rows, credit.first_row, index + 1, taken, credit_only=credit.stands_alone)
    # a credit under nothing is a byline after all
    return Caption(*extent, credit.photographers) if extent is not None else None


def _without_credit(rows: PageRows, index: int, taken: int) -> Caption | None:
    """The caption that begins with 图为 on a row, unless a credit follows; rows before `taken` belong to others."""
    roles = rows.roles
    if roles[index].role not in _TEXT or not rows.announces[index]:
        return None
    end = _find_end(roles, index, rows.style)
    if end is None:
        return None
    return Caption(*find_title(rows, index, end, taken), ())


def _find_end(roles: Sequence[RowRole], first: int, style: PageStyle) -> int | None:
    """The row after a caption that begins with 图为 on row `first`.

    None where a credit follows, which will find the caption, and where the row is too long for a caption.
    """
    width = 0.0
    for index in range(first, len(roles)):
        entry = roles[index]
        width += entry.row.width
        if width > CAPTION_CELLS or (index > first and entry.role is not Role.BODY):
            return index if index > first else None
        below = roles[index + 1] if index + 1 < len(roles) else None
        if below is not None and find_caption_credit(roles, index + 1) is not None:
            return None
        if phrases.ends_sentence(entry.row.text):
            return index + 1
    return len(roles)
