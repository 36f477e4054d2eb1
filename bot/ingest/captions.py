"""Which rows are a photo's caption: found by the credit at its end or 图为 at its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ingest import vocabulary
from bot.ingest.names import read_byline
from bot.ingest.roles import COLUMN_MAX, COLUMN_SLACK, Habits, Role, RowRole
from bot.ingest.similarity import Similarity

__all__ = ["CaptionRows", "find_captions"]

# A caption is a few sentences; what is longer is a story with a photographer's name under it.
CAPTION_CELLS = 220.0
# How far around a caption the text is read to see whether a title above is the caption's or the neighbour's.
NEIGHBOUR_ROWS = 20


@dataclass(frozen=True, slots=True)
class CaptionRows:
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
        wrote = "文" in text or "报道" in text
        return (index, True, here.byline.names) if here.byline.photo and not wrote else None
    if here.role not in (Role.BODY, Role.DISPLAY):
        return None
    if found := vocabulary.find_credit(text):
        return index, found[0] == 0, found[1]
    if index and roles[index - 1].role in (Role.BODY, Role.DISPLAY):
        above = roles[index - 1].row.text
        # the line end fell into the credit
        found = None if vocabulary.ends_closed(above) else vocabulary.find_credit(above + text)
        if found and found[0] < len(above):
            return index - 1, found[0] == 0, found[1]
    return None


def _walk_up(roles: Sequence[RowRole], credit: int, credit_only: bool, taken: int, habits: Habits) -> int:
    """The first row of the caption's text whose credit stands on row `credit`."""
    first = credit
    width = roles[credit].row.width
    need_text = credit_only
    while first > taken:
        above, here = roles[first - 1], roles[first].row
        if above.role not in (Role.BODY, Role.DISPLAY) or above.marked:
            break
        if above.role is Role.DISPLAY and not need_text:
            break
        closed = vocabulary.ends_closed(above.row.text)
        if not need_text:
            if here.gap > habits.gap or closed or vocabulary.starts_caption(here.text):
                break
            if above.row.width > COLUMN_MAX or not habits.wrapped:
                break
            # the last line may be short; the others share one width
            if first < credit and abs(above.row.width - here.width) > COLUMN_SLACK + 1:
                break
        width += above.row.width
        if width > CAPTION_CELLS:
            break
        need_text = False
        first -= 1
        if above.role is Role.DISPLAY:
            break
    return first


def _title_rows(roles: Sequence[RowRole], first: int, end: int, taken: int) -> int:
    """The first row of the title above a caption, or `first` where the display type above belongs elsewhere."""
    start = first
    while start > taken and roles[start - 1].role is Role.DISPLAY and not roles[start - 1].marked and first - start < 2:
        start -= 1
    if start == first:
        return first
    caption = "".join(entry.row.text for entry in roles[first:end])
    before = "".join(
        entry.row.text for entry in roles[max(0, start - NEIGHBOUR_ROWS) : start] if entry.role is Role.BODY
    )
    after = "".join(entry.row.text for entry in roles[end : end + NEIGHBOUR_ROWS] if entry.role is Role.BODY)
    similarity = Similarity([caption, before, after])
    title = "".join(entry.row.text for entry in roles[start:first])
    own = similarity.of(title, 0)
    return start if own > 0 and own >= max(similarity.of(title, 1), similarity.of(title, 2)) else first


def find_captions(roles: Sequence[RowRole], habits: Habits) -> list[CaptionRows]:
    """The captions of a page, in order, not overlapping."""
    captions: list[CaptionRows] = []
    taken = index = 0
    while index < len(roles):
        credit = _credit(roles, index)
        if credit is not None:
            first_credit, credit_only, names = credit
            first = _walk_up(roles, first_credit, credit_only, taken, habits)
            # a credit alone under nothing is a byline after all
            if not (credit_only and first == first_credit):
                start = _title_rows(roles, first, index + 1, taken)
                captions.append(CaptionRows(start, first, index + 1, names))
                taken = index = index + 1
                continue
        elif roles[index].role in (Role.BODY, Role.DISPLAY) and vocabulary.starts_caption(roles[index].row.text):
            end = _walk_down(roles, index, habits)
            if end is not None:
                start = _title_rows(roles, index, end, taken)
                captions.append(CaptionRows(start, index, end, _photographers(roles[index:end])))
                taken = index = end
                continue
        index += 1
    return captions


def _walk_down(roles: Sequence[RowRole], first: int, habits: Habits) -> int | None:
    """The row after a caption that begins with 图为; None where a credit further down will find it."""
    width = 0.0
    for index in range(first, len(roles)):
        entry = roles[index]
        if _credit(roles, index) is not None:
            return None
        width += entry.row.width
        if width > CAPTION_CELLS or (index > first and entry.role is not Role.BODY):
            return index
        after = roles[index + 1] if index + 1 < len(roles) else None
        if after is not None and _credit(roles, index + 1) is not None:
            return None
        if vocabulary.ends_closed(entry.row.text) or (after is not None and after.row.gap > habits.gap):
            return index + 1
    return len(roles)


def _photographers(entries: Sequence[RowRole]) -> tuple[str, ...]:
    found = read_byline(entries[-1].row.text)
    return found.names if found and found.photo else ()
