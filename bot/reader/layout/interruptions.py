"""Interruptions: another story's piece in the middle of a paragraph, which goes on below the piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from bot.reader.authors.bylines import names_authors
from bot.reader.furniture.furniture import is_furniture
from bot.reader.furniture.labels import is_list_line
from bot.reader.language.character_model import measure_continuation
from bot.reader.layout.layouts import LEAST_FULL, SLACK, Column, find_column, measure_token
from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.page_style import COLUMN_SLACK
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import bracket_balance

# Where lines are broken, no larger share of those that are full is wider and ends a sentence: adverts, photos.
MOST_WHOLE = 0.25
# A piece has at most so many rows, and a page at most so many pieces.
MOST_ROWS, MOST_PIECES = 60, 20
# Rows below a paragraph's end that are not indented go on with the interrupted one if they follow it at least so well
# (natural logarithm); where a page has no indents every paragraph begins like that, and SURELY is the least.
POSSIBLY, SURELY = -3.0, 3.0
# Characters above a headline among which its words are looked for. A page has fewer; in a longer text the time would
# grow with the square of its length.
MOST_ABOVE = 50_000
# Characters: no headline has fewer.
LEAST_HEADLINE = 2


def close_interruptions(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page, in which each paragraph that another story's piece interrupts goes on before that piece.

    The paragraph stops in mid-sentence where the column ends, and the headline of the piece stands right below. It goes
    on where a row stands below the end of a paragraph, but begins none.
    """
    rows = list(rows)
    broken = [above for above, row in pairwise(rows) if not (above.closed or row.gap)]
    column, full = find_column(broken)
    # paragraphs that are not broken are wider
    whole = sum(row.closed and column.measure_overhang(row) > COLUMN_SLACK for row in rows)
    if full < LEAST_FULL or whole > MOST_WHOLE * full:
        return rows
    page, first = _Page(rows, column), 0
    for _ in range(MOST_PIECES):
        found = page.find_piece(first)
        if found is None:
            break
        page, first = page.move(*found), found[0] + 1
    return page.rows


class _Page:
    """The rows of a page whose paragraphs are broken into lines.

    Args:
        rows: of the page.
        column: where the lines end.
    """

    def __init__(self, rows: list[Row], column: Column) -> None:
        self.rows = rows
        self._column = column
        self._indents = sum(map(is_indented, rows)) > 1
        # where each row begins in the text of all
        self._text = "".join([row.plain for row in rows])
        self._starts = [0, *accumulate(len(row.plain) for row in rows)]

    def move(self, stop: int, start: int, end: int) -> _Page:
        """The page with the rows [start, end) right below row `stop`."""
        rows = self.rows
        rest = [rows[start]._replace(gap=0), *rows[start + 1 : end]]
        return _Page([*rows[: stop + 1], *rest, *rows[stop + 1 : start], *rows[end:]], self._column)

    def find_piece(self, first: int) -> tuple[int, int, int] | None:
        """The next paragraph that is interrupted: the row where it stops, the one where it goes on, where that ends.

        Args:
            first: the rows above are in order.
        """
        stops: list[int] = []
        for at in range(first, len(self.rows)):
            stops = [stop for stop in stops if at - stop <= MOST_ROWS]
            if stops and at > stops[-1] + 2 and self._goes_on(stops[-1], at):
                end = self._find_end(at)
                if end > at:
                    return stops[-1], at, end
            if self._is_stop(at):
                stops.append(at)
        return None

    def _is_stop(self, at: int) -> bool:
        """Whether a row of text stops in mid-sentence at the column's end, and a headline stands below."""
        row, above = self.rows[at], self.rows[at - 1]
        if at + 2 >= len(self.rows) or row.closed or not self._column.is_filled_by(row, SLACK):
            return False
        if bracket_balance(row.plain) > 0 or find_credit(row.plain) is not None:
            return False
        if not at or row.gap or not (PROSE_MARK.search(row.plain) or PROSE_MARK.search(above.plain)):
            return False
        head = next((below for below in range(at + 1, len(self.rows)) if not is_furniture(self.rows[below].text)), at)
        return head > at and self._may_head(head) and not phrases.crosses_word(row.plain, self.rows[head].plain)

    def _may_head(self, at: int) -> bool:
        """Whether a row may be a headline and cannot go on with a paragraph, which would fill the row or end in it."""
        row = self.rows[at]
        if row.closed or row.indent or row.leadin or phrases.find_continued_on(row.plain) >= 0:
            return False
        if abs(self._column.measure_overhang(row)) <= COLUMN_SLACK:
            return False
        if sum(character.isalpha() for character in row.plain) < LEAST_HEADLINE or PROSE_MARK.search(row.plain):
            return False
        # a pull quote repeats words of the text
        end = self._starts[at]
        return self._text.find(row.plain, max(0, end - MOST_ABOVE), end) < 0 and not self._belongs_elsewhere(row)

    def _belongs_elsewhere(self, row: Row) -> bool:
        """Whether a row is a line of the page, or belongs to a photo."""
        return is_furniture(row.text) or begins_caption(row.plain) or find_credit(row.plain) is not None

    def _goes_on(self, stop: int, at: int) -> bool:
        """Whether the paragraph that stops at row `stop` may go on at row `at`."""
        row = self.rows[at]
        # what a line of the page or a caption interrupts may go on below it
        above = next(
            (other for other in reversed(self.rows[stop + 1 : at]) if not self._belongs_elsewhere(other)), None
        )
        if above is None:
            return False
        short = is_indented(above) and self._column.measure_overhang(above) < -COLUMN_SLACK
        ends = above.closed or short or is_list_line(above.plain)
        if not ends or self._follows(above, row) or not self._is_text(row):
            return False
        if row.leadin or self._belongs_elsewhere(row) or is_list_line(row.plain) or names_authors(row.text):
            return False
        follows = measure_continuation(self.rows[stop].plain, row.plain)
        # cells may as well be the open end of a line: 公厕9 | 月16日
        if not (above.closed or is_indented(above)) and measure_continuation(above.plain, row.plain) > follows:
            return False
        return follows >= (POSSIBLY if self._indents else SURELY)

    def _follows(self, above: Row, row: Row) -> bool:
        """Whether a row goes on with the paragraph of the row above it, as far as widths tell."""
        if row.gap or row.indent:
            return False
        overhang = self._column.measure_overhang(above)
        # below the end of a sentence a row goes on only where its first word had no room above
        return (-measure_token(row) if above.closed else -COLUMN_SLACK) < overhang <= COLUMN_SLACK

    def _is_text(self, row: Row) -> bool:
        """Whether a row that is not indented may be a line of text: it is full, or a sentence ends there."""
        return not row.indent and (row.closed or self._column.is_filled_by(row))

    def _find_end(self, start: int) -> int:
        """Where the text that goes on at row `start` ends: above a headline; `start` if it is no text."""
        end = self._find_end_of_paragraph(start)
        while end < len(self.rows) and not self._is_stop(end - 1):
            above, row = self.rows[end - 1], self.rows[end]
            if not (is_indented(row) if self._indents else above.closed and self._is_text(row)):
                break
            end = self._find_end_of_paragraph(end)
        whole = self.rows[self._find_end_of_paragraph(start) - 1].closed or self._is_stop(end - 1)
        return end if whole and find_credit(self.rows[end - 1].plain) is None else start

    def _find_end_of_paragraph(self, start: int) -> int:
        """Where the paragraph ends that has row `start`."""
        end = start + 1
        while end < len(self.rows) and self._follows(self.rows[end - 1], self.rows[end]):
            if self._may_head(end) and (self.rows[end - 1].closed or self._is_stop(end - 1)):
                break
            end += 1
        return end
