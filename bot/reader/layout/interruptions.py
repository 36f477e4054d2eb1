"""Interruptions: another story's piece in the middle of a paragraph, which goes on below the piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from bot.reader.authors.bylines import names_authors
from bot.reader.furniture.furniture import is_furniture
from bot.reader.furniture.labels import is_list_line
from bot.reader.language.character_model import measure_continuation
from bot.reader.layout.insets import find_inset
from bot.reader.layout.layouts import LEAST_FULL, SLACK, Column, find_column, measure_token
from bot.reader.lines import phrases
from bot.reader.lines.credits import begins_caption, find_credit
from bot.reader.lines.page_style import COLUMN_SLACK
from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row, is_indented
from bot.text.characters import bracket_balance
from bot.text.similarity import Similarity, character_pairs

# Where lines are broken, no larger share of those that are full is wider and ends a sentence: adverts, photos.
MOST_WHOLE = 0.25
# A piece has at most so many rows, and a page at most so many pieces.
MOST_ROWS, MOST_PIECES = 60, 20
# Rows below a paragraph's end that are not indented go on with the interrupted one if they follow it at least so well
# (natural logarithm); where a page has no indents every paragraph begins like that, and SURELY is the least.
POSSIBLY, SURELY = -3.0, 3.0
# What goes on below a row that stands alone follows at least so well.
ALONE = 0.0
# Characters above a headline among which its words are looked for. A page has fewer; in a longer text the time would
# grow with the square of its length.
MOST_ABOVE = 50_000
# Characters: no headline has fewer.
LEAST_HEADLINE = 2
# A paragraph is compared with so many rows of either story.
TOPIC_ROWS = 30


def close_interruptions(rows: Sequence[Row], has_time: Callable[[], bool]) -> list[Row]:
    """The rows of a page, in which each paragraph that another story's piece interrupts goes on before that piece.

    The paragraph stops in mid-sentence where the column ends, and the headline of the piece or a new paragraph stands
    right below. It goes on where a row stands below the end of a paragraph, but begins none. Once there is no time left
    the rest of the page stays as it is.
    """
    rows = list(rows)
    broken = [above for above, row in pairwise(rows) if not (above.closed or row.gap)]
    column, full = find_column(broken)
    # paragraphs that are not broken are wider
    whole = sum(row.closed and column.measure_overhang(row) > COLUMN_SLACK for row in rows)
    if full < LEAST_FULL or whole > MOST_WHOLE * full:
        return rows
    page, first = _Page(_without_lone(rows, column), column), 0
    for _ in range(MOST_PIECES):
        found = page.find_piece(first, has_time)
        if found is None:
            break
        page, first = page.move(*found), found[0] + 1
    return page.rows


def _without_lone(rows: list[Row], column: Column) -> list[Row]:
    """The rows without those that stand alone in mid-sentence: slogans, quotations, lines of the page.

    Such a row has as much space below as above. A headline without a text of its own would look like it.
    """
    page = _Page(rows, column)
    lone = {at for at in range(1, len(rows) - 1) if page.is_lone(at)}
    kept = [row._replace(gap=0) if at - 1 in lone else row for at, row in enumerate(rows)]
    return [row for at, row in enumerate(kept) if at not in lone]


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

    def find_piece(self, first: int, has_time: Callable[[], bool]) -> tuple[int, int, int] | None:
        """The next paragraph that is interrupted: the row where it stops, the one where it goes on, where that ends.

        Args:
            first: the rows above are in order.
            has_time: whether this may take more time.
        """
        stops: list[int] = []
        for at in range(first, len(self.rows)):
            if not has_time():
                break
            stops = [stop for stop in stops if at - stop <= MOST_ROWS]
            found = [stop for stop in stops if at > stop + 2 and self._goes_on(stop, at)]
            if found:
                # the nearest, unless another is surely better
                least = max(self._measure(stop, at) for stop in found) - SURELY
                stop = max(stop for stop in found if self._measure(stop, at) >= least)
                end = self._find_end(stop, at)
                if end > at:
                    return stop, at, end
                stops.remove(stop)
            if self._is_stop(at):
                stops.append(at)
        return None

    def _is_stop(self, at: int) -> bool:
        """Whether a row of text stops in mid-sentence at the column's end, and what stands below cannot go on with it.

        That is a headline, or the beginning of a paragraph.
        """
        if at + 2 >= len(self.rows) or not self._is_open(at):
            return False
        row, head = self.rows[at], self._find_below(at)
        if self._begins_paragraph(head) and not is_list_line(row.plain):
            return True
        return head > at and self._may_head(head) and not phrases.crosses_word(row.plain, self.rows[head].plain)

    def _is_open(self, at: int) -> bool:
        """Whether a row of prose stops in mid-sentence at the column's end."""
        row, above = self.rows[at], self.rows[at - 1]
        if not at or row.closed or not self._column.is_filled_by(row, SLACK):
            return False
        if bracket_balance(row.plain) > 0 or find_credit(row.plain) is not None:
            return False
        return not (row.gap and not is_indented(row)) and any(map(_is_prose, (row, above)))

    def is_lone(self, at: int) -> bool:
        """Whether a row interrupts a sentence that goes on right below it."""
        above, row, below = self.rows[at - 1 : at + 2]
        if not self._is_open(at - 1) or row.closed or row.indent or phrases.is_jump_mark(row.plain):
            return False
        if self._column.is_filled_by(row) or self._belongs_elsewhere(row) or names_authors(row.text):
            return False
        if below.gap != row.gap or below.leadin or self._belongs_elsewhere(below) or not self._is_text(below):
            return False
        if not (len(row.text.split()) > 1 or row.plain.startswith("——")):
            # words with spaces between them, or a quotation
            return False
        follows = measure_continuation(above.plain, below.plain)
        if follows <= max(measure_continuation(above.plain, row.plain), measure_continuation(row.plain, below.plain)):
            return False
        # without indents the text of a headline may stand there, but no text begins with a row that is not full
        ends = below.closed and not self._column.is_filled_by(below)
        return follows >= ALONE if self._indents else ends and follows >= POSSIBLY

    def _begins_paragraph(self, at: int) -> bool:
        """Whether a row begins a paragraph of prose on a page with indents."""
        row = self.rows[at]
        return self._indents and is_indented(row) and (row.closed or self._column.is_filled_by(row))

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
        short = is_indented(above) and not _is_prose(above) and self._column.measure_overhang(above) < -COLUMN_SLACK
        # where paragraphs are set in, nothing else at the margin goes on below a space
        apart = self._indents and row.gap > 0 and not (self._column.is_filled_by(above) or _is_prose(above))
        ends = above.closed or short or is_list_line(above.plain) or apart
        if self._follows(above, row) or not self._is_text(row):
            return False
        if row.leadin or self._belongs_elsewhere(row) or is_list_line(row.plain) or names_authors(row.text):
            return False
        follows = self._measure(stop, at)
        # cells may as well be the open end of a line: 公厕9 | 月16日
        open_above = not (above.closed or is_indented(above) or apart)
        if open_above and measure_continuation(above.plain, row.plain) > follows:
            return False
        # a mark begins a line only where none above had room
        sure = follows >= SURELY and (ends or row.plain[0].isalnum())
        return sure or (self._indents and ends and follows >= POSSIBLY)

    def _measure(self, stop: int, at: int) -> float:
        """How well row `at` continues row `stop`."""
        return measure_continuation(self.rows[stop].plain, self.rows[at].plain)

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

    def _find_end(self, stop: int, start: int) -> int:
        """Where the text that goes on at row `start` ends: above a headline, or where the story around goes on.

        `start` if it is no text.
        """
        ends = [self._find_end_of_paragraph(start)]
        if not (self.rows[ends[0] - 1].closed or self._is_stop(ends[0] - 1)):
            return start
        # a story that goes on below the stop has lost one paragraph's end only
        inside = self._begins_paragraph(self._find_below(stop)) and not self.rows[self._find_below(stop)].leadin
        while not inside and ends[-1] < len(self.rows) and not self._is_stop(ends[-1] - 1):
            above, row = self.rows[ends[-1] - 1], self.rows[ends[-1]]
            if row.leadin or not (is_indented(row) if self._indents else above.closed and self._is_text(row)):
                break
            ends.append(self._find_end_of_paragraph(ends[-1]))
        end = self._choose_end(stop, start, ends)
        return end if find_credit(self.rows[end - 1].plain) is None else start

    def _choose_end(self, stop: int, start: int, ends: Sequence[int]) -> int:
        """The end of the paragraph up to which a text is nearer to the story that stops than to the piece.

        Args:
            stop: where the story stops.
            start: where it goes on.
            ends: of the paragraphs from there to the next headline.
        """
        head = next((at for at in range(stop - 1, max(0, stop - TOPIC_ROWS), -1) if self._may_head(at)), 0)
        own = self._join(max(head, stop - TOPIC_ROWS), stop + 1) + self._join(start, ends[0])
        similarity = Similarity([own, self._join(max(stop + 1, start - TOPIC_ROWS), start)], _list_pairs)
        nearer = [0.0]
        for first, end in pairwise(ends):
            to_own, to_piece = similarity.to_each(self._join(first, end))
            nearer.append(to_own - to_piece)
        sums = list(accumulate(nearer))
        return ends[max(range(len(ends)), key=lambda number: (sums[number], number))]

    def _join(self, first: int, end: int) -> str:
        """The text of some rows."""
        return self._text[self._starts[first] : self._starts[end]]

    def _find_below(self, stop: int) -> int:
        """The first row below a row and a caption there that is no line of the page; the row itself where none is."""
        below = range(find_inset(self.rows, stop + 1), len(self.rows))
        return next((at for at in below if not is_furniture(self.rows[at].text)), stop)

    def _find_end_of_paragraph(self, start: int) -> int:
        """Where the paragraph ends that has row `start`, with the captions in it."""
        end = start + 1
        while end < len(self.rows):
            if (caption := find_inset(self.rows, end)) > end:
                end = caption + 1
            if end == len(self.rows) or not self._follows(self.rows[end - 1], self.rows[end]):
                break
            if self._may_head(end) and (self.rows[end - 1].closed or self._is_stop(end - 1)):
                break
            end += 1
        return end


def _is_prose(row: Row) -> bool:
    return PROSE_MARK.search(row.plain) is not None


def _list_pairs(text: str) -> frozenset[str]:
    """The pairs of Chinese characters in a text; any two stories may have a day or a price in common."""
    return frozenset([pair for pair in character_pairs(text) if not pair.isascii()])
