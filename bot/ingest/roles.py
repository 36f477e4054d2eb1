"""Rows → roles: which line is body text, which is display type (a headline), a byline, a jump mark, furniture.

Fixed phrases decide first. What they leave open is decided by evidence that adds up: every observation about a row
gives or takes points, and a row with more than none is display type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from bot.ingest import vocabulary
from bot.ingest.dictionary import log_probability
from bot.ingest.joined import close_up
from bot.ingest.names import Byline, read_byline
from bot.ingest.rows import Row, cells

__all__ = ["Habits", "Role", "RowRole", "assign_roles", "crosses_word", "page_habits"]


class Role(Enum):
    """What a row is on its page."""

    BODY = "body"
    # display type: headline, deck, subheading, pull quote, a photo's title; which of them is decided later
    DISPLAY = "display"
    BYLINE = "byline"
    # （上接第1版） or （下转第3版） on a line of its own
    JUMP = "jump"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class RowRole:
    """A row with its role and what was learned on the way."""

    row: Row
    role: Role
    byline: Byline | None = None
    # a headline marked as such: "# …"
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page is set, as a whole."""

    # usual number of blank lines between rows: 0 or 1
    gap: int
    # paragraphs begin with white space of about two characters
    indents: bool
    # most of the text is broken into column lines
    wrapped: bool
    # headlines carry a mark ("# ")
    marks: bool


# A column of a newspaper is 8 to 34 characters wide; longer lines were not broken by columns.
COLUMN_MAX = 36.0
# Closing punctuation may hang over a column, and a number is not broken: lines of one column differ by this much.
COLUMN_SLACK = 2.1
# The first line of a paragraph lacks two characters where the dump lost the indent.
INDENT_WIDTH = 2.0
INDENT_SLACK = 1.1

_PROSE_MARK = re.compile(r"[，。；、,;]")
_COMMA = re.compile(r"[，,；;]")
_MARK = re.compile(r"#{1,6}[ 　]*")


def page_habits(rows: Sequence[Row]) -> Habits:
    """How a page is set, from all its rows."""
    gaps = [row.gap for row in rows[1:]]
    indented = [row for row in rows if 1.5 <= row.indent <= 4.5]
    mass = sum(row.width for row in rows) or 1.0
    broken = sum(row.width for row in rows if row.width <= COLUMN_MAX)
    return Habits(
        gap=round(median(gaps)) if gaps else 0,
        indents=len(indented) >= max(2, len(rows) // 40),
        wrapped=broken / mass > 0.5,
        marks=any(_MARK.match(row.text) for row in rows),
    )


# A word across a line end must make the text this much likelier (natural logarithm) than a break there does.
WORD_GAIN = 3.0
# As many characters on either side as the longest frequent words have, and a word more for their neighbours.
_CONTEXT = 5


def crosses_word(left: str, right: str) -> bool:
    """Whether a word goes on from the end of one line to the beginning of the next (供给方 | 面).

    The text around the line end is cut twice by jieba's word frequencies, with and without a border there.
    """
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return False
    if left[-1].isascii() or right[0].isascii():
        return left[-1].isascii() and right[0].isascii()
    left, right = left[-_CONTEXT:], right[:_CONTEXT]
    return log_probability(left + right) - log_probability(left) - log_probability(right) > WORD_GAIN


# --- points for display type -------------------------------------------------------------------------------------
# Found by looking at what separates the headlines from the body lines of many pages (tests/support/press); the ends
# of sentences count most, because a headline has none and a paragraph always has one.
ENDS_SENTENCE = -4.0  # 。 at the end
ENDS_CLAUSE = -3.0  # ， 、 ： at the end
ENDS_EXCLAIMING = -1.0  # ？ or ！: in headlines too
HOLDS_SENTENCE = -4.0  # 。 in the middle
COMMAS = -1.0  # for each comma after the first
LEFT_OPEN = -2.5  # a quote or bracket begins or ends here and not both
CONTINUES = -3.5  # the row before is body text without an end, and this one fits its column
BEGINS_INSIDE = -3.0  # begins with a comma, or with one character and a comma
NEXT_BEGINS_INSIDE = -3.0  # the next row does: so this one has no end
FLOWS_ON = -2.0  # as wide as the next row, which begins nothing new
SPANS_WORD = -2.0  # a word goes on in the next row
BEGINS_SENTENCE = -2.0  # 近日, 据了解, 在…，
INDENTED = -1.5  # set as a paragraph where paragraphs are indented
UNMARKED = -3.0  # no "# " where headlines have one
LONG = -2.0  # longer than most headlines
TOO_LONG = -5.0  # longer than any
STANDS_OUT = 3.0  # neither fills its column nor ends a sentence: body text never does that
BEFORE_BYLINE = 2.0  # a byline or a lead-in follows
PHRASES = 1.5  # two or more phrases with a space between
DASH = 3.0  # ——记…
APART = 0.5  # more space above than usual
SHORT = 0.5  # no longer than headlines are
BEFORE_PARAGRAPH = 1.0  # a paragraph's first line follows
ALONE = -0.5  # nothing said either way: body text is more frequent


class _Roles:
    """One pass over a page's rows, from the top; what was decided above is evidence below."""

    def __init__(self, rows: Sequence[Row], habits: Habits) -> None:
        self.rows = rows
        self.habits = habits
        self.roles: list[RowRole] = []
        self.bylines = [read_byline(row.text) for row in rows]
        # rows that cannot be body text, whatever stands around them
        self.fixed = [
            vocabulary.is_furniture(row.text) or bool(byline and (byline.titled or byline.photo))
            for row, byline in zip(rows, self.bylines, strict=True)
        ]
        self.closed = [vocabulary.ends_closed(row.text) for row in rows]
        self.widths = [cells(close_up(row.joined).text) for row in rows]
        marked = [bool(_PROSE_MARK.search(row.text)) for row in rows]
        self.prose = [mark or self._beside_prose(at, marked) for at, mark in enumerate(marked)]

    def _beside_prose(self, index: int, marked: Sequence[bool]) -> bool:
        """Whether a row without punctuation stands next to one with it that is as wide."""
        return any(
            0 <= at < len(marked) and marked[at] and abs(self.widths[at] - self.widths[index]) <= COLUMN_SLACK
            for at in (index - 1, index + 1)
        )

    def run(self) -> list[RowRole]:
        for index, row in enumerate(self.rows):
            self.roles.append(self._role(index, row))
        return self.roles

    # columns ---------------------------------------------------------------------------------------------------

    def _column(self, index: int, step: int) -> float:
        """The width of the column above (step -1) or below (step 1) a row; 0.0 where there is no text to tell.

        Only lines of prose count, those with punctuation in them or beside them: the decks of a headline may be of
        equal width too. Lines that end a sentence may be short and do not count either, unless there are no others.
        """
        full: list[float] = []
        ended: list[float] = []
        position = index + step
        while 0 <= position < len(self.rows) and abs(position - index) <= 6 and len(full) < 4:
            body = self.roles[position].role is Role.BODY if step < 0 else not self.fixed[position]
            if not body:
                break
            if self.prose[position]:
                (ended if self.closed[position] else full).append(self.widths[position])
            position += step
        return median(full) if len(full) > 1 else max(full + ended, default=0.0)

    def _fits(self, width: float, column: float, *, first_line: bool) -> bool:
        """Whether a width fills a column, or is a first line that lacks the indent."""
        if not column:
            return False
        if column > COLUMN_MAX:
            return width > COLUMN_MAX
        return abs(column - width) <= COLUMN_SLACK or (
            first_line and abs(column - width - INDENT_WIDTH) <= INDENT_SLACK
        )

    # decisions -------------------------------------------------------------------------------------------------

    def _open_before(self, index: int) -> bool:
        """Whether the row above is body text that stops in mid-sentence."""
        if not self.roles:
            return False
        above = self.roles[-1]
        return above.role is Role.BODY and not vocabulary.ends_closed(above.row.text)

    def _role(self, index: int, row: Row) -> RowRole:
        text = row.text
        mark = _MARK.match(text)
        if mark and mark.end() < len(text):
            joined = row.joined.cut(mark.end())
            return RowRole(Row(joined, row.indent, row.gap, row.width), Role.DISPLAY, marked=True)
        jump = vocabulary.is_continued_from(text)
        if jump == len(text) or vocabulary.is_continued_on(text) == 0:
            return RowRole(row, Role.JUMP)
        open_before = self._open_before(index)
        column_before, column_after = self._column(index, -1), self._column(index, 1)
        width = self.widths[index]
        in_column = open_before and self._fits(width, column_before, first_line=False)
        if self.fixed[index] and not (in_column and self._fits(width, column_after, first_line=False)):
            byline = self.bylines[index]
            return RowRole(row, Role.BYLINE, byline) if byline else RowRole(row, Role.FURNITURE)
        byline = self.bylines[index]
        if byline and not open_before and self._byline_here(index):
            return RowRole(row, Role.BYLINE, byline)
        points = self._display_points(index, row, open_before, column_before, column_after)
        return RowRole(row, Role.DISPLAY if points > 0 else Role.BODY)

    def _byline_here(self, index: int) -> bool:
        """Whether names without a title stand where a byline does: under display type, with a body below."""
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        above = self.roles[-1].role if self.roles else None
        if below is None:
            return above is Role.BODY
        return above in (Role.DISPLAY, Role.FURNITURE, Role.JUMP) and not self.fixed[index + 1]

    def _display_points(
        self, index: int, row: Row, open_before: bool, column_before: float, column_after: float
    ) -> float:
        text, width = row.text, self.widths[index]
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        points = ALONE
        last = text.rstrip("”’」』）)》】\"' ")[-1:]
        closed = vocabulary.ends_closed(text)
        if last in "。；;…" and closed:
            points += ENDS_SENTENCE
        elif last in "，、：,:" and last:
            points += ENDS_CLAUSE
        elif closed:
            points += ENDS_EXCLAIMING
        if "。" in text[:-1]:
            points += HOLDS_SENTENCE
        points += COMMAS * max(0, len(_COMMA.findall(text)) - 1)
        if vocabulary.unbalanced(text):
            points += LEFT_OPEN
        fits_before = self._fits(width, column_before, first_line=not open_before)
        fits_after = self._fits(width, column_after, first_line=not open_before)
        if open_before and (fits_before or not column_before or column_before > COLUMN_MAX):
            points += CONTINUES
        if vocabulary.opens_inside(text):
            points += BEGINS_INSIDE
        starts_below = False
        if below is not None:
            byline_below = self.bylines[index + 1]
            leadin_below = vocabulary.find_leadin(below.text) is not None or below.text.startswith("本报讯")
            starts_below = leadin_below or byline_below is not None
            if starts_below:
                points += BEFORE_BYLINE
            elif vocabulary.opens_inside(below.text):
                points += NEXT_BEGINS_INSIDE
            indented_below = self.habits.indents and 1.5 <= below.indent <= 4.5
            if indented_below and row.indent < 1.5 and not open_before:
                points += BEFORE_PARAGRAPH
            elif fits_after and not starts_below and column_after <= COLUMN_MAX:
                points += FLOWS_ON
            if not closed and not starts_below and not indented_below and crosses_word(text, below.text):
                points += SPANS_WORD
        if not closed and last not in "，、：,:" and not (fits_before or fits_after):
            points += STANDS_OUT
        if vocabulary.starts_sentence(text):
            points += BEGINS_SENTENCE
        if self.habits.indents and 1.5 <= row.indent <= 4.5:
            points += INDENTED
        if self.habits.marks:
            points += UNMARKED
        if width > 46:
            points += TOO_LONG
        elif width > 30:
            points += LONG
        elif width <= 26:
            points += SHORT
        if text.startswith(("——", "--", "—")):
            points += DASH
        elif re.search(r"[\u4e00-\u9fff”》）][ 　]+[\u4e00-\u9fff“《]", text) and not re.search(r"[，。]", text):
            points += PHRASES
        if row.gap > self.habits.gap:
            points += APART
        return points


def assign_roles(rows: Sequence[Row], habits: Habits) -> list[RowRole]:
    """A role for every row, in order."""
    return _Roles(rows, habits).run()
