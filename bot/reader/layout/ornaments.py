"""Ornaments: one mark before each headline of a page, or of a column of briefs: ◎, ▲, ■."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reader.authors.bylines import read_byline
from bot.reader.furniture.furniture import is_furniture
from bot.reader.layout.layouts import DECKS, WIDE
from bot.reader.lines.phrases import find_continued_from
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import BULLETS

# So many headlines with one mark are a habit.
LEAST_HEADLINES = 2
# A row of text in an old paper has so many full stops.
STOPS = 2
# Characters: the name of a column above its first headline has no more.
LABEL = 6


def settle_ornaments(rows: Sequence[Row]) -> list[Row]:
    """The rows with headlines that have a mark before them as if they had none, and a blank line above instead.

    The same marks stand before subheads and items of lists: those stand below the headline of their story.
    """
    settled = list(rows)
    # an old paper has no subheads
    old = _is_old(rows)
    for mark in {row.plain[0] for row in rows} & set(BULLETS):
        found = [at for at, row in enumerate(rows) if row.plain[0] == mark]
        habit = len(found) >= LEAST_HEADLINES and _is_first(rows, found[0])
        if (habit or old) and all(_is_headline(rows, at, mark) for at in found) and not _are_broken(rows, found):
            for at in found:
                text = rows[at].printed
                deck = at == 0 or at - 1 in found
                settled[at] = Row.from_text(text.cut(1).strip(), 0.0, 0 if deck else max(1, rows[at].gap))
    return settled


def _is_old(rows: Sequence[Row]) -> bool:
    """Whether a page has full stops for commas, as papers of the Republic have."""
    stops = [count for row in rows if (count := row.plain.count("。"))]
    return bool(stops) and sum(stops) >= STOPS * len(stops) and not any("，" in row.plain for row in rows)


def _are_broken(rows: Sequence[Row], found: Sequence[int]) -> bool:
    """Whether rows with marks before them are paragraphs that go on below: these are set in."""
    below = {at: rows[at + 1] for at in found if at + 1 < len(rows)}
    return any(is_indented(rows[at]) and not (row.gap or is_indented(row)) for at, row in below.items())


def _is_first(rows: Sequence[Row], at: int) -> bool:
    """Whether nothing but a page's own line or the name of a column stands right above a row."""
    if at == 0:
        return True
    above = rows[at - 1]
    label = len(above.plain) <= LABEL and not above.closed and (at == 1 or above.gap > 0)
    return label or is_furniture(above.text)


def _is_headline(rows: Sequence[Row], at: int, mark: str) -> bool:
    """Whether a row with a mark before it may be a headline, or a deck of one: a text stands a few rows below."""
    row = rows[at]
    other = is_furniture(row.text) or find_continued_from(row.plain) or read_byline(row.text)
    if other or row.closed or row.width > WIDE:
        return False
    return any(below.plain[0] != mark and _is_text(below) for below in rows[at + 1 : at + 1 + DECKS])


def _is_text(row: Row) -> bool:
    return bool(row.closed or row.leadin or PROSE_MARK.search(row.plain))
