"""Which rows are a photo's caption: found by the credit at its end or 图为 at its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reader.lines import phrases
from bot.reader.lines.bylines import read_byline
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.page_style import PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.stories.caption_score import CAPTION_CELLS, PageRows, find_likeliest, find_title
from bot.text.brackets import unbalanced

__all__ = ["Caption", "find_captions"]


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as a range of rows: title rows [start, text), text and credit [text, end)."""

    start: int
    text: int
    end: int
    photographers: tuple[str, ...]


def _credit(roles: Sequence[RowRole], index: int) -> tuple[int, bool, tuple[str, ...]] | None:
    """The credit that ends on this row: its first row, whether the row holds nothing else, the photographers."""
    here = roles[index]
    text = here.row.text
    if here.role is Role.BYLINE:
        assert here.byline is not None
        # 文/图 under a headline is the story's byline; after body text it signs a photo with a longer text
        wrote = ("文" in text or "报道" in text) and not (index and roles[index - 1].role is Role.BODY)
        return (index, True, here.byline.names) if here.byline.photo and not wrote else None
    if here.role not in (Role.BODY, Role.DISPLAY):
        return None
    if (found := find_credit(text)) and unbalanced(text[found[0] :]) >= 0:
        return None if _goes_on(roles, index, found[0]) else (index, found[0] == 0, found[1])
    if index and roles[index - 1].role in (Role.BODY, Role.DISPLAY):
        above = roles[index - 1].row.text
        # the line end fell into the credit, or stands for a space in it
        joints = () if phrases.ends_sentence(above) else ("", " ")
        found = next((credit for joint in joints if (credit := find_credit(above + joint + text))), None)
        if found and found[0] < len(above):
            return index - 1, found[0] == 0, found[1]
    return None


def _goes_on(roles: Sequence[RowRole], index: int, start: int) -> bool:
    """Whether a credit ends on the next row only: 图片由供 | 电公司提供."""
    below = roles[index + 1] if index + 1 < len(roles) else None
    if below is None or below.role not in (Role.BODY, Role.DISPLAY) or find_credit(below.row.text):
        return False
    found = find_credit(roles[index].row.text + below.row.text)
    return found is not None and found[0] == start


def find_captions(roles: Sequence[RowRole], style: PageStyle) -> list[Caption]:
    """The captions of a page, in order, not overlapping."""
    captions: list[Caption] = []
    rows: PageRows | None = None
    taken = index = 0
    while index < len(roles):
        credit = _credit(roles, index)
        if credit is not None:
            first_credit, credit_only, names = credit
            rows = rows or PageRows(roles, style)
            extent = find_likeliest(rows, first_credit, index + 1, taken, credit_only=credit_only)
            # a credit alone under nothing is a byline after all
            if extent is not None:
                captions.append(Caption(extent.start, extent.text, extent.end, names))
                taken = index = index + 1
                continue
        elif roles[index].role in (Role.BODY, Role.DISPLAY) and begins_caption(roles[index].row.text):
            end = _walk_down(roles, index, style)
            if end is not None:
                rows = rows or PageRows(roles, style)
                extent = find_title(rows, index, end, taken)
                captions.append(Caption(extent.start, index, end, _photographers(roles[index:end])))
                taken = index = end
                continue
        index += 1
    return captions


def _walk_down(roles: Sequence[RowRole], first: int, style: PageStyle) -> int | None:
    """The row after a caption that begins with 图为; None where a credit further down will find it."""
    width = 0.0
    for index in range(first, len(roles)):
        entry = roles[index]
        if _credit(roles, index) is not None:
            return None
        width += entry.row.width
        if width > CAPTION_CELLS or (index > first and entry.role is not Role.BODY):
            # a single line that is too long is a story's paragraph
            return index if index > first else None
        after = roles[index + 1] if index + 1 < len(roles) else None
        if after is not None and _credit(roles, index + 1) is not None:
            return None
        if phrases.ends_sentence(entry.row.text) or (after is not None and after.row.gap > style.gap):
            return index + 1
    return len(roles)


def _photographers(entries: Sequence[RowRole]) -> tuple[str, ...]:
    found = read_byline(entries[-1].row.text)
    return found.names if found and found.photo else ()
