"""Where a caption begins: each row above the credit may be its first, with or without a title; the likeliest is taken.

Captions stand between stories or in the middle of one, even within a sentence; in rows as wide as the column's, in rows
of their own width, or in one long row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from statistics import median
from typing import NamedTuple

from bot.reader.language.character_model import measure_continuation, measure_continuations
from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_caption, names_picture
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, INDENT_WIDTH, PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import cells, is_indented
from bot.reader.stories.caption_weights import CAPTION_MODEL
from bot.text.characters import bracket_balance
from bot.text.similarity import measure_seam, pair_overlap

# Widths in cells. A caption is a few sentences; a longer text is a story with a photographer's name under it.
CAPTION_CELLS = 220.0
# Most captions are no longer than USUAL_CELLS, and few shorter than FEW_CELLS.
USUAL_CELLS, FEW_CELLS = 80.0, 14.0
# A photo's title is one or two rows, each at most so wide, and usually no longer in all than TITLE_USUAL_CELLS.
TITLE_ROWS, TITLE_CELLS, TITLE_USUAL_CELLS = 2, 22.0, 16.0
# The width of the column that a caption stands in is taken from so many rows above it.
WIDTH_ROWS = 4
# A title is compared with so many rows above and below the caption, because it may be the headline of a neighbour.
NEIGHBOUR_ROWS = 40
# A title of at most so many characters may stand in the text around by chance.
SHORT_QUOTE = 3
# A row of display type belongs to the text above where it shares so much more (0 to 1) with it than with that below.
MARGIN = 0.15


class Extent(NamedTuple):
    """A caption's rows: its title [start, text), its text and credit [text, end)."""

    start: int
    text: int
    end: int

    @property
    def has_title(self) -> bool:
        """Whether there are title rows."""
        return self.start < self.text


class PageRows:
    """What the features need of each row of a page: lists with an entry for each row.

    Args:
        roles: the rows with their roles.
        style: how the page is set.
    """

    def __init__(self, roles: Sequence[RowRole], style: PageStyle) -> None:
        self.roles = roles
        self.style = style
        # texts and widths (in cells) without the spaces of justification
        self.texts = [entry.row.plain for entry in roles]
        self.widths = [cells(text) for text in self.texts]
        # ends a sentence
        self.closed = [entry.row.closed for entry in roles]
        # begins with 图为 or the like; with 本报讯 or the like
        self.announces = [begins_caption(text) for text in self.texts]
        self.leadins = [entry.row.leadin for entry in roles]
        # has more blank lines above than usual
        self.apart = [entry.row.gap > style.gap for entry in roles]
        self.display = [entry.role is Role.DISPLAY for entry in roles]
        # the texts of body rows; "" for other rows
        self.bodies = [text if entry.role is Role.BODY else "" for text, entry in zip(self.texts, roles, strict=True)]
        # all of it, and where each row begins in it
        self._whole = "".join(self.bodies)
        self._starts = list(accumulate(map(len, self.bodies), initial=0))
        # the texts of all rows, and how surely each goes on the one above
        self.continues = measure_continuations(self.texts)
        self.page = "\n".join(self.texts)

    @cached_property
    def trailing(self) -> float:
        """The share, 0 to 1, of the page's display type that stands below its text; .5 where no row shows it."""
        below = above = 0
        for index, display in enumerate(self.display):
            if not display:
                continue
            before = pair_overlap(self.texts[index], self.body(index - NEIGHBOUR_ROWS, index))
            after = pair_overlap(self.texts[index], self.body(index, index + NEIGHBOUR_ROWS))
            below += before > after + MARGIN
            above += after > before + MARGIN
        return (below + 1) / (below + above + 2)

    def is_text(self, index: int) -> bool:
        """Whether there is such a row, and it is body text or display type."""
        return 0 <= index < len(self.roles) and (self.display[index] or bool(self.bodies[index]))

    def is_body(self, index: int) -> bool:
        """Whether there is such a row, and it is body text."""
        return 0 <= index < len(self.roles) and bool(self.bodies[index])

    def is_open(self, index: int) -> bool:
        """Whether a row is body text that stops in mid-sentence."""
        return self.is_body(index) and not self.closed[index]

    def body(self, start: int, end: int) -> str:
        """The body text of rows [start, end); `start` and `end` may lie outside the page."""
        return self._whole[self._starts[max(0, start)] : self._starts[min(end, len(self.roles))]]


def find_extents(roles: Sequence[RowRole], credit: int, end: int, taken: int, *, credit_only: bool) -> Iterator[Extent]:
    """Every way to take the rows above a credit as a caption's text and title.

    Args:
        credit: the row that the credit begins on.
        end: the row after the credit.
        taken: the rows before this one belong to another caption.
        credit_only: the last row holds nothing but the credit, so that the text stands above it.
    """
    width = 0.0
    for text in range(credit, taken - 1, -1):
        entry = roles[text]
        if text < credit and (entry.role not in (Role.BODY, Role.DISPLAY) or entry.marked or _ends_story(entry)):
            break
        width += entry.row.width
        if width > CAPTION_CELLS and text < credit - credit_only:
            break
        if text == credit and credit_only:
            continue
        yield from _with_titles(roles, text, end, taken)


def _with_titles(roles: Sequence[RowRole], text: int, end: int, taken: int) -> Iterator[Extent]:
    """A caption with each number of title rows, none first."""
    if text > taken and names_picture(roles[text - 1].row.plain):
        yield Extent(text - 1, text, end)
        return
    yield Extent(text, text, end)
    for start in range(text - 1, max(taken, text - TITLE_ROWS) - 1, -1):
        above = roles[start]
        if above.role not in (Role.BODY, Role.DISPLAY) or above.marked or above.row.width > TITLE_CELLS:
            break
        if start < text - 1 and roles[start + 1].row.gap > roles[text].row.gap:
            # the rows of a title stand no farther apart than title and text
            break
        if bracket_balance(above.row.plain) < 0 or _ends_story(above) or above.row.plain.startswith(("——", "--")):
            # the end of a byline in brackets, （下转第3版）, or the last deck of a headline
            break
        yield Extent(start, text, end)


def _ends_story(entry: RowRole) -> bool:
    """Whether a row ends with （下转第3版）."""
    return "版" in entry.row.plain and phrases.find_continued_on(entry.row.plain) >= 0


_CLAUSE = re.compile("[，。；：,;]")


def compute_features(rows: PageRows, extent: Extent, *, credit_only: bool) -> dict[str, float]:
    """The value of every feature of the caption model for one possible extent of a caption.

    Args:
        credit_only: the last row holds nothing but the credit.
    """
    last = extent.end - 2 if credit_only else extent.end - 1
    return {
        **_text_features(rows, extent.text, last),
        **_border_features(rows, extent.start, extent.end),
        **_contrast_features(rows, extent, credit_only),
        **(_title_features(rows, extent, last) | _topic_features(rows, extent) if extent.has_title else _NO_TITLE),
    }


def _text_features(rows: PageRows, first: int, last: int) -> dict[str, float]:
    """Features of a caption's text: the rows from `first` to `last`, without title and credit."""
    apart = rows.apart[first + 1 : last + 1]
    widths = rows.widths[first : last + 1]
    length = sum(widths)
    wrapped = rows.style.wrapped
    return {
        "splits_word": rows.is_text(first - 1) and phrases.crosses_word(rows.texts[first - 1], rows.texts[first]),
        "begins_inside": phrases.begins_inside_sentence(rows.texts[first]),
        "begins_sentence": phrases.begins_like_report(rows.texts[first]),
        "announces": rows.announces[first],
        "announced_inside": any(rows.announces[first + 1 : last + 1]),
        "leadin": any(rows.leadins[first : last + 1]),
        "space_inside": 0 if all(apart) else sum(apart),
        "uneven": _count_uneven(widths),
        "display_inside": sum(rows.display[first + 1 : last + 1]),
        "long": max(0.0, length - USUAL_CELLS) / 40,
        "few_cells": length < FEW_CELLS,
        "sentences": sum(rows.closed[first:last]),
        "disjoint": min(
            [rows.continues[at] for at in range(first + 1, last + 1) if not rows.closed[at - 1]], default=0
        ),
        "set_in": rows.style.indents and is_indented(rows.roles[first].row),
        "unbroken": wrapped and widths[0] > COLUMN_MAX,
        "unbroken_inside": wrapped and max(widths[1:], default=0.0) > COLUMN_MAX,
    }


def _count_uneven(widths: Sequence[float]) -> int:
    """How many rows are not as wide as the others; the first may lack the indent, and the last may be short."""
    usual = _usual_width(widths)
    uneven = sum([abs(width - usual) > COLUMN_SLACK for width in widths[1:-1]])
    if len(widths) > 1:
        uneven += not -COLUMN_SLACK <= usual - widths[0] <= INDENT_WIDTH + COLUMN_SLACK
        uneven += widths[-1] > usual + COLUMN_SLACK
    return uneven


def _usual_width(widths: Sequence[float]) -> float:
    """The median width of a caption's rows without the first and the last; 0.0 where there are no rows."""
    full = widths[1:-1] or widths[:1]
    return median(full) if full else 0.0


def _border_features(rows: PageRows, start: int, end: int) -> dict[str, float]:
    """Features of what stands above and below a caption."""
    # a headline printed below its story may stand between
    text_above = start - 1
    while text_above >= 0 and rows.roles[text_above].role is Role.DISPLAY and start - text_above <= TITLE_ROWS:
        text_above -= 1
    ended = rows.is_text(text_above) and rows.closed[text_above]
    goes_on_below = rows.is_body(end) and not (rows.style.indents and is_indented(rows.roles[end].row))
    left_open = rows.is_body(start - 1) and not ended and goes_on_below
    return {
        "after_end": ended,
        "after_other": not rows.is_text(start - 1),
        "space_above": rows.apart[start],
        "no_space_above": not rows.apart[start] and rows.is_text(start - 1),
        "bridged": left_open and phrases.crosses_word(rows.texts[start - 1], rows.texts[end]),
        "bridged_seam": measure_seam(rows.texts[start - 1], rows.texts[end], rows.page) if left_open else 0,
        "left_open": left_open,
        "goes_past": measure_continuation(rows.texts[start - 1], rows.texts[end]) if left_open else 0,
        "goes_in": measure_continuation(rows.texts[start - 1], rows.texts[start]) if rows.is_open(start - 1) else 0,
        "closed_amid": ended and goes_on_below and rows.style.indents,
    }


def _contrast_features(rows: PageRows, extent: Extent, credit_only: bool) -> dict[str, float]:
    """Features of how a caption's text differs from the rows above the caption."""
    start, text, end = extent
    above = _widths_above(rows, start)
    widths = rows.widths[text : end - 1 if credit_only else end]
    usual = _usual_width(widths)
    return {
        "first_narrow": len(widths) > 1 and widths[0] < max(widths[1:]) - COLUMN_SLACK,
        "own_topic": _own_topic(rows, text, end),
        "other_width": len(above) > 1 and _differ(usual, median(above), alone=len(widths) == 1),
        "flush": rows.style.indents and not is_indented(rows.roles[text].row) and not rows.is_open(start - 1),
    }


def _widths_above(rows: PageRows, start: int) -> list[float]:
    """The widths of the rows of text right above a row."""
    return [rows.widths[at] for at in range(max(0, start - WIDTH_ROWS), start) if rows.bodies[at]]


def _differ(width: float, column: float, *, alone: bool) -> bool:
    """Whether rows have not the width of a column; one row alone may be short, as the last of a paragraph."""
    return abs(width - column) > COLUMN_SLACK and not (alone and width < column)


def _own_topic(rows: PageRows, text: int, end: int) -> float:
    """How much more the first row of a caption's text has in common with the text around than with its other rows."""
    first, rest = rows.texts[text], "".join(rows.texts[text + 1 : end])
    around = rows.body(text - NEIGHBOUR_ROWS, text) + rows.body(end, end + NEIGHBOUR_ROWS)
    return pair_overlap(first, around) - pair_overlap(first, rest)


_NO_TITLE: dict[str, float] = dict.fromkeys(
    [feature.name for feature in CAPTION_MODEL.features if feature.name.startswith("title")], 0.0
)


def _title_features(rows: PageRows, extent: Extent, last: int) -> dict[str, float]:
    """Features of a title, but for what it says."""
    start, text, _ = extent
    parts = rows.texts[start:text]
    title = "".join(parts)
    # a text of one row does not show how wide its column is, but that above may
    columns = [rows.widths[text : max(text + 1, last)]]
    columns += [_widths_above(rows, start)] if last <= text else []
    return {
        "title": 1,
        "title_row": text - start - 1,
        "title_display": sum([not body for body in rows.bodies[start:text]]),
        "title_deck": rows.is_text(start - 1) and not rows.is_body(start - 1),
        "title_goes_on": phrases.crosses_word(parts[-1], rows.texts[text]),
        "title_continues": max(0.0, measure_continuation(parts[-1], rows.texts[text])),
        "title_clauses": bool(_CLAUSE.search(title)),
        "title_sentence": "。" in title,
        "title_long": cells(title) > TITLE_USUAL_CELLS,
        "title_fills": any(abs(rows.widths[text - 1] - median(column)) <= COLUMN_SLACK for column in columns if column),
        "title_space_below": rows.apart[text],
    }


def _topic_features(rows: PageRows, extent: Extent) -> dict[str, float]:
    """Features of whether a title speaks of what the caption says, or of what the texts around say."""
    start, text, end = extent
    title = "".join(rows.texts[start:text])
    caption = "".join(rows.texts[text:end])
    above, below = rows.body(start - NEIGHBOUR_ROWS, start), rows.body(end, end + NEIGHBOUR_ROWS)
    return {
        # the first row may be the headline of a neighbour, the second alone the title
        "title_topic": min(
            pair_overlap(row, caption) - max(pair_overlap(row, above), pair_overlap(row, below))
            for row in rows.texts[start:text]
        ),
        "title_trails": max(0.0, 2 * rows.trailing - 1),
        "title_quoted": len(title) > SHORT_QUOTE and title in above + below,
    }


def find_likeliest(rows: PageRows, credit: int, end: int, taken: int, *, credit_only: bool) -> Extent | None:
    """The likeliest rows of the caption with its credit on the rows from `credit` to `end`; None if there are none."""
    extents = list(find_extents(rows.roles, credit, end, taken, credit_only=credit_only))
    return _likeliest(rows, extents, credit_only) if extents else None


def find_title(rows: PageRows, text: int, end: int, taken: int) -> Extent:
    """The rows of a caption whose text is known, with the title above it, if there is one."""
    return _likeliest(rows, list(_with_titles(rows.roles, text, end, taken)), credit_only=False)


def _likeliest(rows: PageRows, extents: Sequence[Extent], credit_only: bool) -> Extent:
    """The extent with the highest score; the first of equal ones."""
    return max(extents, key=lambda extent: CAPTION_MODEL.score(compute_features(rows, extent, credit_only=credit_only)))
