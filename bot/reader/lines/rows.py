"""The rows of a page: its lines that hold something, with their measures as a reader's eye takes them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from bot.reader.authors.leadins import begins_leadin
from bot.reader.lines import phrases
from bot.reader.lines.credits import ends_with_signer, is_closing_note
from bot.records import Page
from bot.text.characters import narrow
from bot.text.positioned_text import PositionedText, close_up, concatenate

# A word that a hyphen breaks, as in Chal- | lenge; AI- | Agent keeps it.
_HYPHENATED, _LETTERS = re.compile("[a-z]-$"), re.compile("[a-z]{2}")
# So many rows of one character each are a line that is set vertically; with a space below, as few as a name has.
LEAST_VERTICAL, LEAST_NAME = 4, 2


# A named tuple, because a page makes hundreds, and a frozen dataclass takes three times as long to make.
class Row(NamedTuple):
    """One printed line; `from_text` makes it."""

    # the line without white space at its ends, with its place in the page
    printed: PositionedText
    # white space before the text, in cells
    indent: float
    # blank lines between this row and the one before
    gap: int
    # width of the text in cells
    width: float
    # the text as if it were not justified
    closed_up: PositionedText
    # the same with narrow digits and letters
    plain: str
    # ends where a sentence can end
    closed: bool
    # begins with 本报讯 or the like
    leadin: bool
    # is nothing but a note in brackets that closes the story above: （据新华社电）, （作者为江州大学教授）
    note: bool

    @classmethod
    def from_text(cls, printed: PositionedText, indent: float, gap: int) -> Row:
        """A row from its text and the white space before and above it."""
        closed_up = close_up(printed)
        plain = narrow(closed_up.text)
        note = is_closing_note(plain)
        return cls(
            printed=printed,
            indent=indent,
            gap=gap,
            width=cells(printed.text),
            closed_up=closed_up,
            plain=plain,
            closed=note or phrases.ends_sentence(plain) or ends_with_signer(printed.text),
            leadin=begins_leadin(plain),
            note=note,
        )

    @property
    def text(self) -> str:
        """The text as it is printed."""
        return self.printed.text

    @property
    def spread(self) -> str:
        """The text as it is printed, with spaces between characters that stand one below the other: 问 梅."""
        return " ".join(self.text) if len(self.printed.runs) == len(self.text) > 1 else self.text

    def before_jump_mark(self) -> Row | None:
        """The row without （上接第1版）, if it is a headline with this mark behind it; None for other rows."""
        end = phrases.find_title_before_jump(self.plain)
        return Row.from_text(self.closed_up.cut(0, end), self.indent, self.gap) if end else None

    @property
    def line(self) -> int:
        """The line's number in the page, 1-based."""
        return self.printed.line


def cells(text: str) -> float:
    """The width of a text in full-width cells: a Chinese character is 1, a Latin letter or digit a half."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def read_rows(page: Page) -> list[Row]:
    """The page's lines that hold something, in order."""
    rows: list[Row] = []
    gap = start = 0
    # with newline="" a line ends where `page.lines` ends it
    for number, text in enumerate(io.StringIO(page.text, newline=""), start=1):
        printed = PositionedText.from_line(text.rstrip("\r\n"), start, number)
        if printed.text:
            before = text[: printed.runs[0].start - start]
            indent = cells(before.expandtabs(4)) if before else 0.0
            # blank lines above the first row are no space between rows
            rows.append(Row.from_text(printed, indent, gap if rows else 0))
            gap = 0
        elif "\f" not in text:
            # a form feed is the end of a page, and no space between rows
            gap += 1
        start += len(text)
    return _open_above_numbers(list(_join_contacts(list(_join_vertical(rows)))))


def _join_contacts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with the name or number that the line's end cuts off from its label behind it: …　联系人： | 何老师."""
    taken = False
    for row, below in zip_longest(rows, rows[1:]):
        if taken:
            taken = False
        elif below and not (below.gap or is_indented(below)) and phrases.cuts_contact(row.plain, below.plain):
            taken = True
            yield Row.from_text(join_rows([row, below]), row.indent, row.gap)
        else:
            yield row


def _open_above_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows, of which none ends a sentence right above a telephone number alone: the number ends the same advert."""
    usual = min((row.gap for row in rows[1:]), default=0)
    return [
        above._replace(closed=False) if row and row.gap <= usual and phrases.is_phone_number(row.plain) else above
        for above, row in zip_longest(rows, rows[1:])
    ]


def _join_vertical(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with those of one character each, one below the other, made one: a headline or byline set vertically.

    A byline may have a stroke behind its title: 文 / 某 某. More space than most lines of the page have ends the run.
    """
    usual = median(row.gap for row in rows[1:]) if len(rows) > 1 else 0
    end = 0
    for single, group in groupby(rows, lambda row: len(row.text) == 1 and (row.text == "/" or not row.text.isascii())):
        run = list(group)
        end += len(run)
        below = rows[end] if end < len(rows) else None
        # 文 and then a name of two or three characters
        signed = single and 2 < len(run) <= 4 and run[0].text in "文图" and all(row.text.isalpha() for row in run)
        inner = [1] if signed else [at for at in range(1, len(run)) if run[at].gap > usual]
        starts = [0, *inner, len(run)] if single else []
        for first, last in pairwise(starts):
            ends = last < len(run) or below is None or below.gap > usual or is_indented(below)
            name = (
                last - first >= LEAST_NAME and (ends or signed) and all(row.text.isalpha() for row in run[first:last])
            )
            if name or last - first >= LEAST_VERTICAL:
                printed = concatenate([row.printed for row in run[first:last]])
                yield Row.from_text(printed, run[first].indent, run[first].gap)
            else:
                yield from run[first:last]
        if not single:
            yield from run


def is_indented(row: Row) -> bool:
    """Whether a row is set in by about two characters, as a paragraph's first line is."""
    return 1.5 <= row.indent <= 4.5


def join_rows(rows: Sequence[Row]) -> PositionedText:
    """The text of rows that belong together, without the line breaks and without spaces from justification.

    The hyphen of a word that a line's end breaks goes, too.
    """
    texts = [row.closed_up for row in rows]
    for at in range(len(texts) - 1):
        if _HYPHENATED.search(texts[at].text) and _LETTERS.match(texts[at + 1].text):
            texts[at] = texts[at].cut(0, len(texts[at].text) - 1)
    return concatenate(texts)
