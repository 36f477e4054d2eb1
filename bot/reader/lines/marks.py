"""Marks of a row that other rows give it: it stands in a bracket opened above, or its words stand twice on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.reader.lines import furniture, phrases
from bot.reader.lines.bylines import Byline, is_title, may_be_byline, read_byline
from bot.reader.lines.labels import is_known_section, is_section_label
from bot.reader.lines.rows import Row

__all__ = ["byline_of", "find_furniture", "in_brackets"]

_PROSE = re.compile("[，。；、]")
_NAME = re.compile("[\u3400-\u9fff]{2,6}")


def in_brackets(rows: Sequence[Row]) -> list[bool]:
    """For each row whether a bracket that holds a byline was opened above it and is not closed yet."""
    inside, found = 0, []
    for row in rows:
        found.append(inside > 0)
        # a byline takes two or three lines of a narrow column
        inside = inside - 1 if inside and not re.search("[)）]", row.text) else 0
        if phrases.opens_byline_bracket(row.text):
            inside = 3
    return found


def byline_of(text: str) -> Byline | None:
    """The byline that a row is: names, or a title whose names stand on the next row; None where it is neither."""
    if not may_be_byline(text):
        return None
    if is_title(text):
        return Byline((), titled=True, photo=False)
    return None if phrases.begins_leadin(text) else read_byline(text)


# So many rows from its top and from its foot a page's own lines stand.
EDGE = 12


def find_furniture(rows: Sequence[Row], texts: Sequence[str], closed: Sequence[bool], gap: int) -> list[bool]:
    """For each row whether it belongs to the page and not to an article.

    What a line of prose may look like, too, is taken for furniture only where no sentence goes on above or below, and
    only near the page's edge or with space around.
    """
    found: list[bool] = []
    for at, row in enumerate(rows):
        text = texts[at]
        if furniture.is_furniture(row.text) or is_known_section(row.text):
            found.append(True)
            continue
        if furniture.is_slogan(row.text):
            found.append(not _is_headline(rows, at))
            continue
        if not furniture.may_be_furniture(row.text):
            found.append(False)
            continue
        below = texts[at + 1] if at + 1 < len(rows) else ""
        ended = at == 0 or closed[at - 1] or found[at - 1]
        goes_on = (
            phrases.begins_inside_sentence(below)
            or phrases.crosses_word(text, below)
            or phrases.splits_quantity(text, below)
        )
        edge = min(at, len(rows) - 1 - at) < EDGE
        alone = row.gap > gap and (not below or rows[at + 1].gap > gap)
        # a section's name stands above a headline; what stands above a story's text is a headline itself
        named = is_section_label(row.text)
        found.append(ended and not goes_on and (not _PROSE.search(below) if named else edge or alone))
    for at, row in enumerate(rows):
        # the paper's name, which no list has, between other lines of the page
        if min(at, len(rows) - 1 - at) < EDGE and not found[at] and _NAME.fullmatch(row.text):
            over = at + 1 < len(rows) and furniture.is_furniture(rows[at + 1].text)
            found[at] = over and (at == 0 or found[at - 1])
    return found


def _is_headline(rows: Sequence[Row], at: int) -> bool:
    """Whether a row stands right above a byline or a lead-in."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    return below is not None and (below.leadin or byline_of(below.text) is not None)
