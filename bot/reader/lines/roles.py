"""Rows → roles: which line is body text, which is display type (a headline), a byline, a jump mark, furniture.

Fixed phrases decide first. What they leave open is decided by evidence that adds up: every observation about a row
gives or takes points, and a row with more than none is display type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.bylines import Byline, read_byline
from bot.reader.lines.headline_score import RowContext, is_display
from bot.reader.lines.labels import is_section_label
from bot.reader.lines.page_style import COLUMN_MAX, COLUMN_SLACK, HEAD_MARK, INDENT_SLACK, INDENT_WIDTH, PageStyle
from bot.reader.lines.row_features import PROSE_MARK, Clues
from bot.reader.lines.rows import Row, is_indented
from bot.text.brackets import find_last_bracket

__all__ = ["Decision", "Role", "RowRole", "assign_roles"]

Decision = Callable[[Row, RowContext], bool]
"""Decides whether a row is display type."""


class Role(Enum):
    """What a row is on its page."""

    BODY = "body"
    # display type: headline, deck, subheading, pull quote, a photo's title; which of them is decided later
    DISPLAY = "display"
    BYLINE = "byline"
    # （上接第1版） or （下转第3版） on a line of its own
    JUMP = "jump"
    FURNITURE = "furniture"


_ABOVE_BYLINE = (Role.DISPLAY, Role.FURNITURE, Role.JUMP)


class RowRole(NamedTuple):
    """A row with its role and what was learned on the way."""

    row: Row
    role: Role
    byline: Byline | None = None
    # a headline marked as such: "# …"
    marked: bool = False
    # a subheading marked as such: "## …" where headlines have "# "
    subhead: bool = False
    # a block of its own whose words stand elsewhere on the page
    pull_quote: bool = False


# So many rows above or below are looked at to learn a column's width.
REACH = 6
COLUMN_ROWS = 4  # so many of them that end no sentence are enough
TOPIC_ROWS = 20  # so many above and below are compared with what a row says

_PEN_NAME = re.compile("[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][ 　]{1,2}[\u4e00-\u9fff]")
_CLOSING = "”’」』》）)】〕。！？!?…、，,;；:："


class _Roles(Clues):
    """One pass over a page's rows, from the top; what was decided above is evidence below."""

    def __init__(self, rows: Sequence[Row], style: PageStyle, decide: Decision) -> None:
        super().__init__(rows, style)
        self.decide = decide
        self.roles: list[RowRole] = []
        self.no_body: list[bool] = []

    def run(self) -> list[RowRole]:
        for index, row in enumerate(self.rows):
            entry = self._role(index, row)
            self.roles.append(entry)
            self.no_body.append(entry.role is not Role.BODY)
        found = self.roles
        for index in reversed(range(len(found) - 1)):
            # what stops in mid-sentence above a headline, though nothing above goes on in it, may be its first row
            if found[index].role is Role.BODY and found[index + 1].role is Role.DISPLAY:
                goes_on = index > 0 and found[index - 1].role is Role.BODY and not self.closed[index - 1]
                if self.style.wrapped and not goes_on and self._leads_display(index, found[:index]):
                    found[index] = RowRole(self.rows[index], Role.DISPLAY)
        return found

    def _leads_display(self, index: int, above: list[RowRole]) -> bool:
        """Whether a row is display type, now that the row below is known to be."""
        text = self.texts[index]
        if text[-1] == "。" or self.rows[index].leadin or len(text) < 2:
            return False
        self.roles = above
        around = self._surroundings(index, False, self._column(index, -1), 0.0)
        return self.decide(self.rows[index], around._replace(display_below=True))

    # columns ---------------------------------------------------------------------------------------------------

    def _column(self, index: int, step: int) -> float:
        """The width of the column above (step -1) or below (step 1) a row; 0.0 where there is no text to tell.

        Only lines of prose count, those with punctuation in them or beside them: the decks of a headline may be of
        equal width too. Lines that end a sentence may be short and do not count either, unless there are no others.
        """
        full: list[float] = []
        ended: list[float] = []
        first, apart, tells_column = index + step, self.apart, self.tells_column
        # the other rows of a headline's block are no column
        while step > 0 and self.blocks[index] and first < len(self.rows) and self.blocks[first]:
            first += step
        last = max(-1, index - REACH - 1) if step < 0 else min(len(self.rows), index + REACH + 1)
        no_body = self.no_body if step < 0 else self.fixed
        for position in range(first, last, step):
            # beyond a space the column may have another width
            if no_body[position] or (full and apart[position + (step < 0)]):
                break
            if tells_column[position]:
                (ended if self.closed[position] else full).append(self.widths[position])
                if len(full) == COLUMN_ROWS:
                    break
        if len(full) < 2:
            return max(full + ended, default=0.0)
        # the median; the library's takes as long as all the rest
        full.sort()
        half = len(full) // 2
        return full[half] if len(full) % 2 else (full[half - 1] + full[half]) / 2

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
        return self.roles[-1].role is Role.BODY and not self.closed[len(self.roles) - 1]

    def _role(self, index: int, row: Row) -> RowRole:
        text = self.texts[index]
        byline = self.bylines[index]
        mark = HEAD_MARK.match(text) if self.style.marks else None
        if mark and mark.end() < len(text):
            joined = row.closed_up.cut(mark.end())
            head = mark[0].count("#") == self.style.marks
            return RowRole(Row(joined, row.indent, row.gap, row.width), Role.DISPLAY, marked=head, subhead=not head)
        if self._ends_jump(index) or self._ends_story(index):
            self.closed[index] = True
            return RowRole(row, Role.BODY)
        if "版" in text and (phrases.find_continued_from(text) == len(text) or phrases.find_continued_on(text) == 0):
            return RowRole(row, Role.JUMP)
        if self.pull_quote[index] and not self.fixed[index]:
            return RowRole(row, Role.DISPLAY, pull_quote=True)
        open_before = self._open_before(index)
        column_before, column_after = self._column(index, -1), self._column(index, 1)
        width = self.widths[index]
        in_column = open_before and self._fits(width, column_before, first_line=False)
        if self.fixed[index] and not any(map(str.isalnum, text)):
            # a line drawn across, wherever it stands
            return RowRole(row, Role.FURNITURE)
        if open_before and (self.in_brackets[index] or phrases.is_address(text)):
            # the second line of 本报讯（记者 某某 通讯员 某某）, or an address within a sentence
            return RowRole(row, Role.BODY)
        # 网址：www.… with a full stop closes the sentence above
        closes = open_before and byline is None and text[-1] == "。" and not self.apart[index]
        if self.fixed[index] and not closes and not (in_column and self._fits(width, column_after, first_line=False)):
            if byline and (byline.titled or byline.photo):
                return RowRole(row, Role.BYLINE, byline)
            return RowRole(row, Role.FURNITURE)
        expected = self._below_title() or bool(self.roles and self.roles[-1].role is Role.DISPLAY)
        if expected and byline is None and not row.leadin:
            byline = read_byline(text, lenient=True) or self._pen_name(index)
        bracketed = text[0] in "（(" and bool(self.roles) and self.roles[-1].role is Role.BODY
        if bracketed and byline and not byline.photo and self.closed[index - 1]:
            # the story's byline in brackets, on a line of its own
            return RowRole(row, Role.BODY)
        quoted = self.repeated[index] and not (byline and byline.titled)
        if byline and not open_before and not quoted and self._byline_here(index):
            return RowRole(row, Role.BYLINE, byline)
        if text[-1] == "。" and not self.repeated[index]:
            return RowRole(row, Role.BODY)
        around = self._surroundings(index, open_before, column_before, column_after)
        return RowRole(row, Role.DISPLAY if self.decide(row, around) else Role.BODY)

    def _ends_story(self, index: int) -> bool:
        """Whether a row ends the body above: the closing quote that did not fit, or names alone in brackets."""
        if not self.roles or self.roles[-1].role is not Role.BODY:
            return False
        text = self.texts[index]
        if not text.strip(_CLOSING):
            return True
        bracketed = text[0] in "（(" and text[-1] in ")）" and self.closed[index - 1]
        byline = read_byline(text, lenient=True) if bracketed else None
        return byline is not None and not byline.photo

    def _ends_jump(self, index: int) -> bool:
        """Whether a row is the end of a mark that began at the end of the body row above: （下转第 | 3版）."""
        if not self.roles or self.roles[-1].role is not Role.BODY or not phrases.ends_jump(self.texts[index]):
            return False
        above = self.texts[index - 1]
        return 0 <= phrases.find_continued_on(above + self.texts[index]) < len(above)

    def _surroundings(self, index: int, open_before: bool, before: float, after: float) -> RowContext:
        row, width = self.rows[index], self.widths[index]
        # the row above, of the same block, is body text: so this one is no headline's
        goes_on = open_before and not self.apart[index]
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        return RowContext(
            rows_above=self.texts[max(0, index - TOPIC_ROWS) : index],
            rows_below=self.texts[index + 1 : index + 1 + TOPIC_ROWS],
            width=width,
            closed=self.closed[index],
            open_before=open_before,
            top=len(self.roles) < 8 and all(entry.role is Role.FURNITURE for entry in self.roles),
            label_before=bool(self.roles) and is_section_label(self.roles[-1].row.text),
            display_before=bool(self.roles) and self.roles[-1].role is Role.DISPLAY,
            # a justified line fills its column by definition
            fits_before=self.justified[index]
            or self._fits(width, before, first_line=not open_before)
            or (open_before and abs(width - self.widths[index - 1]) <= COLUMN_SLACK),
            fits_after=self.justified[index] or self._fits(width, after, first_line=not open_before),
            justified=self.justified[index],
            column_before=0 < before <= COLUMN_MAX,
            column_after=0 < after <= COLUMN_MAX,
            indents=self.style.indents,
            indented=is_indented(row),
            indented_below=self.style.indents and below is not None and is_indented(below),
            starts_below=below is not None and self.begins[index + 1],
            unmarked=self.style.marks > 0,
            cuts=self.style.cuts,
            whole=self.whole_lines,
            display_below=False,
            close_set=self.close_set[index],
            apart=row.gap > self.style.gap,
            far_apart=row.gap > self.style.gap + 1,
            leads=self.leads[index] and not goes_on,
            block=self.blocks[index] and not goes_on,
            repeated=self.repeated[index],
            after_byline=self._below_authors(),
            after_story=self._closes_story(index - 1),
            after_jump=bool(self.roles) and phrases.find_continued_from(self.roles[-1].row.plain) > 0,
            tight=row.gap < self.style.gap or (below is not None and below.gap < self.style.gap),
            last=below is None or (self.fixed[index + 1] and self.bylines[index + 1] is None),
        )

    def _closes_story(self, index: int) -> bool:
        """Whether a row is the last of a story: it ends with a byline in brackets or with （下转第3版）."""
        if index < 0:
            return False
        text = self.texts[index]
        if phrases.find_continued_on(text) >= 0:
            return True
        if not self.closed[index] or text[-1] not in ")）":
            return False
        start = find_last_bracket(text)
        return start < 0 or read_byline(text[start:]) is not None

    def _pen_name(self, index: int) -> Byline | None:
        """A byline of one name that is no name, where other stories of the page are signed with names alone."""
        text = self.texts[index]
        if not _PEN_NAME.fullmatch(text) or index + 1 == len(self.rows) or not PROSE_MARK.search(self.texts[index + 1]):
            return None
        others = sum(byline is not None and not (byline.titled or byline.photo) for byline in self.bylines)
        return Byline(("".join(text.split()),), False, False) if others >= 2 else None

    def _byline_here(self, index: int) -> bool:
        """Whether names without a title stand where a byline does: under display type, with a body below."""
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        above = self.roles[-1].role if self.roles else None
        if below is None:
            return above is Role.BODY
        if self._below_authors() and not self.apart[index] and not self.fixed[index + 1]:
            # the last name of a byline that did not fit on one row
            return True
        return self._below_title() or (above in (Role.DISPLAY, Role.FURNITURE, Role.JUMP) and not self.fixed[index + 1])

    def _below_authors(self) -> bool:
        """Whether the row above names a story's authors, not a photo's."""
        above = self.roles[-1].byline if self.roles else None
        return above is not None and not above.photo

    def _below_title(self) -> bool:
        """Whether the row above is a title that wants names."""
        above = self.roles[-1].byline if self.roles else None
        return above is not None and not above.names


def assign_roles(rows: Sequence[Row], style: PageStyle, decide: Decision = is_display) -> list[RowRole]:
    """A role for every row, in order.

    Args:
        decide: whether a row is display type, where fixed phrases leave it open; benchmarks/fit.py knows the truth.
    """
    return _Roles(rows, style, decide).run()
