"""Where the text of a photo begins, above its credit: every row above may be the first; the likeliest is taken.

Captions stand between stories and in the middle of them, within a sentence, with and without a title, in lines of their
own width or in one long line. What speaks for a row as the first is added up (WEIGHTS), and so it is for its title.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_caption
from bot.reader.lines.headline_score import crosses_word
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, INDENT_WIDTH, PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import cells, is_indented
from bot.text.similarity import share

__all__ = ["CAPTION_CELLS", "WEIGHTS", "Extent", "PageRows", "likeliest", "observe", "possible_extents", "with_title"]

# A caption is a few sentences; what is longer is a story with a photographer's name under it.
CAPTION_CELLS = 220.0
# Most captions are not longer than this.
USUAL_CELLS = 80.0
# A photo's title is one or two short rows.
TITLE_CELLS, TITLE_ROWS = 22.0, 2
# How far around a caption the text is read to see whether a title above is the caption's or the neighbour's.
NEIGHBOUR_ROWS = 40
# What a row shares with the text above it must be so much more than with the text below to tell where it belongs.
MARGIN = 0.15

# What each observation about a possible beginning is worth, in natural logarithms of odds against other beginnings.
# Fitted by conditional logistic regression on 500 captions of pages of the press (tests/support/press), held near
# values set by hand, and rounded; 2 % of those captions begin elsewhere.
WEIGHTS = {
    # the text
    "splits_word": -3.7,  # a word goes on from the row above the text to its first
    "begins_inside": -4.0,  # its first row begins with a comma, or with one character and a comma
    "begins_sentence": 1.3,  # 近日, 在…，, a date
    "announces": 4.8,  # 图为
    "leadin": -6.0,  # 本报讯 in it
    "announced_inside": -5.0,  # 图为 on a later row
    "after_end": 0.8,  # the row above ends a sentence
    "after_other": 1.2,  # a byline, a caption, furniture or nothing stands above
    "space_above": 2.6,  # more space above than usual
    "no_space_above": -1.3,  # none, though the page has space around other things
    "space_inside": -2.5,  # each space within the text that parts other things than words
    "uneven": -3.0,  # rows of the text that are not as wide as the others
    "display_inside": -1.2,  # each row of display type within the text
    "long": -1.8,  # for each 40 cells over the usual length
    "few_cells": -1.6,  # hardly a sentence
    "sentences": -1.5,  # each sentence end within the text, at the end of a row
    "bridged": 3.8,  # a word goes on from the row above to the row below the caption
    "left_open": 1.8,  # the story above stops in mid-sentence
    "closed_amid": -0.6,  # the row above ends a sentence, but no paragraph begins below
    "other_width": 0.4,  # its rows are not as wide as those above
    "flush": 1.2,  # not set in, under a finished paragraph, where paragraphs are
    "set_in": -1.2,  # set in as paragraphs are
    "unbroken": 1.0,  # one line, wider than any column, on a page of columns
    "unbroken_inside": -3.0,  # such a line below narrower ones
    # the title
    "title": 1.0,  # there is one
    "title_row": -1.6,  # each row of it after the first
    "title_display": 1.2,  # each row set as display type
    "title_deck": -1.5,  # display type stands right above it: a deck of a headline
    "title_goes_on": -4.0,  # a word goes on from the title to the text
    "title_clauses": -3.2,  # commas and the like in it
    "title_sentence": -4.0,  # it ends a sentence
    "title_long": -2.2,  # longer than a photo's title
    "title_fills": -1.6,  # as wide as the text's rows
    "title_space_below": -0.3,  # more space below it than usual
    "title_topic": 5.2,  # for each point that it is nearer to the caption than to the texts around
    "title_trails": -4.0,  # for the share over a half of display type that speaks of the text above it (by hand)
    "title_quoted": -4.0,  # the story around says the same words: a pull quote
}


@dataclass(frozen=True, slots=True)
class Extent:
    """A caption's rows: its title [start, text), its text and credit [text, end)."""

    start: int
    text: int
    end: int


class PageRows:
    """The rows of a page as they read without justification, each seen once for all extents that it may belong to."""

    def __init__(self, roles: Sequence[RowRole], style: PageStyle) -> None:
        self.roles = roles
        self.style = style
        self.texts = [entry.row.plain for entry in roles]
        self.widths = [cells(text) for text in self.texts]
        self.closed = [entry.row.closed for entry in roles]
        self.announces = [begins_caption(text) for text in self.texts]
        self.leadins = [entry.row.leadin for entry in roles]
        # more space than usual stands above
        self.apart = [entry.row.gap > style.gap for entry in roles]
        self.display = [entry.role is Role.DISPLAY for entry in roles]
        # the body text as printed; "" for other rows
        self.bodies = [entry.row.text if entry.role is Role.BODY else "" for entry in roles]

    @cached_property
    def trailing(self) -> float:
        """The share, 0 to 1, of the page's display type that stands below what it speaks of; .5 if none tells."""
        below = above = 0
        for index, display in enumerate(self.display):
            if not display:
                continue
            before = share(self.texts[index], self.body(index - NEIGHBOUR_ROWS, index))
            after = share(self.texts[index], self.body(index, index + NEIGHBOUR_ROWS))
            below += before > after + MARGIN
            above += after > before + MARGIN
        return (below + 1) / (below + above + 2)

    def is_text(self, index: int) -> bool:
        return 0 <= index < len(self.roles) and (self.display[index] or bool(self.bodies[index]))

    def is_body(self, index: int) -> bool:
        return 0 <= index < len(self.roles) and bool(self.bodies[index])

    def is_open(self, index: int) -> bool:
        """Whether a row is body text that stops in mid-sentence."""
        return self.is_body(index) and not self.closed[index]

    def body(self, start: int, end: int) -> str:
        return "".join(self.bodies[max(0, start) : end])


def possible_extents(
    roles: Sequence[RowRole], credit: int, end: int, taken: int, *, credit_only: bool
) -> Iterator[Extent]:
    """Every way to take the rows above a credit as a caption's text and title.

    Args:
        credit: the row that the credit begins on.
        end: the row after the credit.
        taken: the rows before this one belong to another caption.
        credit_only: the credit's row holds nothing else, so that the text is above it.
    """
    width = 0.0
    for text in range(credit, taken - 1, -1):
        entry = roles[text]
        if text < credit and (entry.role not in (Role.BODY, Role.DISPLAY) or entry.marked):
            break
        width += entry.row.width
        if width > CAPTION_CELLS and text < credit - credit_only:
            break
        if text == credit and credit_only:
            continue
        yield from _with_titles(roles, text, end, taken)


def _with_titles(roles: Sequence[RowRole], text: int, end: int, taken: int) -> Iterator[Extent]:
    """A caption with each number of title rows, none first."""
    yield Extent(text, text, end)
    for start in range(text - 1, max(taken, text - TITLE_ROWS) - 1, -1):
        above = roles[start]
        if above.role not in (Role.BODY, Role.DISPLAY) or above.marked or above.row.width > TITLE_CELLS:
            break
        yield Extent(start, text, end)


_CLAUSE = re.compile("[，。；：,;]")


def observe(rows: PageRows, extent: Extent, *, credit_only: bool) -> dict[str, float]:
    """The observations about one way to take a caption: those of WEIGHTS that hold, with how much (1 for most)."""
    start, text, end = extent.start, extent.text, extent.end
    found = _observe_text(rows, text, end, credit_only) | _observe_border(rows, start, end)
    found |= _observe_both(rows, extent, credit_only)
    if start < text:
        found |= _observe_title(rows, extent, credit_only) | _observe_topic(rows, extent)
    return found


def _those_that_hold(found: dict[str, float]) -> dict[str, float]:
    return {name: float(value) for name, value in found.items() if value}


def _observe_text(rows: PageRows, text: int, end: int, credit_only: bool) -> dict[str, float]:
    """What is seen of a caption's text without its title, and without what stands around both."""
    found: dict[str, float] = {}
    last = end - 2 if credit_only else end - 1
    first = rows.texts[text]
    found["splits_word"] = rows.is_text(text - 1) and crosses_word(rows.texts[text - 1], first)
    found["begins_inside"] = phrases.begins_inside_sentence(first)
    found["begins_sentence"] = phrases.begins_paragraph(first)
    found["announces"] = rows.announces[text]
    found["announced_inside"] = any(rows.announces[text + 1 : last + 1])
    found["leadin"] = any(rows.leadins[text : last + 1])
    inside = rows.apart[text + 1 : last + 1]
    if not all(inside):
        found["space_inside"] = sum(inside)
    widths = rows.widths[text : last + 1]
    usual = _usual(widths)
    found["uneven"] = sum([abs(width - usual) > COLUMN_SLACK for width in widths[1:-1]])
    if len(widths) > 1:
        found["uneven"] += not -COLUMN_SLACK <= usual - widths[0] <= INDENT_WIDTH + COLUMN_SLACK
        found["uneven"] += widths[-1] > usual + COLUMN_SLACK
    found["display_inside"] = sum(rows.display[text + 1 : last + 1])
    length = sum(widths)
    found["long"] = max(0.0, length - USUAL_CELLS) / 40
    found["few_cells"] = length < 14
    found["sentences"] = sum(rows.closed[text:last])
    found["set_in"] = rows.style.indents and is_indented(rows.roles[text].row)
    if rows.style.wrapped:
        found["unbroken"] = widths[0] > COLUMN_MAX
        found["unbroken_inside"] = max(widths[1:], default=0.0) > COLUMN_MAX
    return _those_that_hold(found)


def _usual(widths: Sequence[float]) -> float:
    """The width of a caption's rows, but for the first and the last; a credit may stand under nothing at all."""
    full = widths[1:-1] or widths[:1]
    return median(full) if full else 0.0


def _observe_border(rows: PageRows, start: int, end: int) -> dict[str, float]:
    """What is seen above and below a caption."""
    found: dict[str, float] = {}
    # a headline printed below its story may stand between
    above_heads = start - 1
    while above_heads >= 0 and rows.roles[above_heads].role is Role.DISPLAY and start - above_heads <= TITLE_ROWS:
        above_heads -= 1
    ended = rows.is_text(above_heads) and rows.closed[above_heads]
    found["after_end"] = ended
    found["after_other"] = not rows.is_text(start - 1)
    found["space_above"] = rows.apart[start]
    found["no_space_above"] = not rows.apart[start] and rows.is_text(start - 1)
    below_goes_on = rows.is_body(end) and not (rows.style.indents and is_indented(rows.roles[end].row))
    open_above = rows.is_body(start - 1) and not ended
    found["bridged"] = open_above and below_goes_on and crosses_word(rows.texts[start - 1], rows.texts[end])
    found["left_open"] = open_above and below_goes_on
    found["closed_amid"] = ended and below_goes_on and rows.style.indents
    return _those_that_hold(found)


def _observe_both(rows: PageRows, extent: Extent, credit_only: bool) -> dict[str, float]:
    """How a caption's text differs from the rows above the caption."""
    start, text, end = extent.start, extent.text, extent.end
    found: dict[str, float] = {}
    above = [rows.widths[at] for at in range(max(0, start - 4), start) if rows.bodies[at]]
    usual = _usual(rows.widths[text : end - 1 if credit_only else end])
    found["other_width"] = len(above) > 1 and abs(median(above) - usual) > COLUMN_SLACK
    found["flush"] = rows.style.indents and not is_indented(rows.roles[text].row) and not rows.is_open(start - 1)
    return _those_that_hold(found)


def _observe_title(rows: PageRows, extent: Extent, credit_only: bool) -> dict[str, float]:
    """What is seen of a title, but for what it says."""
    start, text, end = extent.start, extent.text, extent.end
    found: dict[str, float] = {}
    parts = rows.texts[start:text]
    title = "".join(parts)
    found["title"] = 1
    found["title_row"] = text - start - 1
    found["title_display"] = sum([not body for body in rows.bodies[start:text]])
    found["title_deck"] = rows.is_text(start - 1) and not rows.is_body(start - 1)
    found["title_goes_on"] = crosses_word(parts[-1], rows.texts[text])
    found["title_clauses"] = bool(_CLAUSE.search(title))
    found["title_sentence"] = "。" in title
    found["title_long"] = cells(title) > 16
    last = end - 2 if credit_only else end - 1
    full = rows.widths[text : max(text + 1, last)]
    found["title_fills"] = abs(rows.widths[text - 1] - median(full)) <= COLUMN_SLACK
    found["title_space_below"] = rows.apart[text]
    return _those_that_hold(found)


def _observe_topic(rows: PageRows, extent: Extent) -> dict[str, float]:
    """Whether a title speaks of what the caption says, or of what the texts around say."""
    start, text, end = extent.start, extent.text, extent.end
    found: dict[str, float] = {}
    title = "".join(rows.texts[start:text])
    caption = "".join(rows.texts[text:end])
    before, after = rows.body(start - NEIGHBOUR_ROWS, start), rows.body(end, end + NEIGHBOUR_ROWS)
    found["title_topic"] = share(title, caption) - max(share(title, before), share(title, after))
    found["title_trails"] = max(0.0, 2 * rows.trailing - 1)
    found["title_quoted"] = len(title) > 3 and title in before + after
    return _those_that_hold(found)


# The most that can be added for how a caption differs from what is above, and for its title.
_DIFFERENT = WEIGHTS["other_width"] + WEIGHTS["flush"]
_TITLE = WEIGHTS["title"] + TITLE_ROWS * WEIGHTS["title_display"] + WEIGHTS["title_topic"]


def _points(found: dict[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in found.items()])


def likeliest(rows: PageRows, credit: int, end: int, taken: int, *, credit_only: bool) -> Extent | None:
    """The likeliest rows of the caption with its credit on the rows from `credit` to `end`; None if there are none."""
    extents = list(possible_extents(rows.roles, credit, end, taken, credit_only=credit_only))
    return _best(rows, extents, credit_only) if extents else None


def with_title(rows: PageRows, text: int, end: int, taken: int) -> Extent:
    """The rows of a caption whose text is known, with the title above it, if there is one."""
    return _best(rows, list(_with_titles(rows.roles, text, end, taken)), credit_only=False)


def _best(rows: PageRows, extents: Sequence[Extent], credit_only: bool) -> Extent:
    """The extent whose observations are worth most, the first of those; each row is looked at once for all of them."""
    texts: dict[int, float] = {}
    borders: dict[int, float] = {}
    best, most = extents[0], -math.inf
    for extent in extents:
        start, text, end = extent.start, extent.text, extent.end
        if text not in texts:
            texts[text] = _points(_observe_text(rows, text, end, credit_only))
        if start not in borders:
            borders[start] = _points(_observe_border(rows, start, end))
        points = texts[text] + borders[start]
        # what takes longer to find out is left for the extents that it can put first
        if points + _DIFFERENT + (_TITLE if start < text else 0.0) <= most:
            continue
        points += _points(_observe_both(rows, extent, credit_only))
        if start < text:
            points += _points(_observe_title(rows, extent, credit_only))
            if points + WEIGHTS["title_topic"] <= most:
                continue
            points += _points(_observe_topic(rows, extent))
        if points > most:
            best, most = extent, points
    return best
