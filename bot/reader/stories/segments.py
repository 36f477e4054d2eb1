"""Rows with roles → units and the borders between them.

A unit is a stretch of body text with nothing between that could begin another story; what stands between two units is
their border. Lead-ins, bylines in brackets at the end and jump marks are taken off the text here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reader.lines import phrases
from bot.reader.lines.bylines import read_byline
from bot.reader.lines.credits import begins_notice, find_signature, find_source
from bot.reader.lines.page_style import COLUMN_MAX, PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row
from bot.reader.stories.boxes import is_line
from bot.reader.stories.captions import CaptionRows
from bot.reader.stories.paragraphs import join_rows, starts_paragraph
from bot.text.positions import EMPTY, Joined

__all__ = ["Border", "Unit", "cut_units"]


@dataclass
class Border:
    """What stands between two units: display type, bylines, jump marks."""

    heads: list[RowRole] = field(default_factory=list)
    bylines: list[RowRole] = field(default_factory=list)
    # （上接第1版）
    continued_from: bool = False
    jumps: list[Row] = field(default_factory=list)
    # the most blank lines above one of its rows, less the usual number
    space: int = 0
    # the same of the row below the display type, be it a byline or body text
    space_below: int = 0
    # a line is drawn across
    ruled: bool = False

    @property
    def empty(self) -> bool:
        return not (self.heads or self.bylines or self.continued_from)


@dataclass
class Unit:
    """Paragraphs with nothing between them that could begin another story."""

    paragraphs: list[Joined]
    first_row: Row
    # the lead-in that was taken off the first paragraph, and the people it names
    leadin: Joined = EMPTY
    leadin_names: tuple[str, ...] = ()
    # the byline in brackets that was taken off the last paragraph
    endline: Joined = EMPTY
    endline_names: tuple[str, ...] = ()
    # （上接第1版） before its first words, （下转第3版） after its last
    continued_from: bool = False
    continued_on: bool = False
    # begins as a classified notice does
    notice: bool = False
    # begins like a text frame of its own: a space before it where other paragraphs have none
    frame: bool = False

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


def _column(rows: Sequence[Row], index: int) -> float:
    """The width of the column around a body row: the widest of its near neighbours above and itself."""
    own = rows[index].width
    # lines that were not broken by a column are no measure for one
    widths = [row.width for row in rows[max(0, index - 3) : index] if row.width <= COLUMN_MAX or own > COLUMN_MAX]
    return max([own, *widths])


def _strip_continued_from(unit: Unit) -> Joined:
    first = unit.paragraphs[0]
    end = phrases.find_continued_from(first.text)
    if not 0 < end < len(first.text):
        return EMPTY
    unit.continued_from = True
    unit.paragraphs[0] = first.cut(end).strip()
    return first.cut(0, end)


def _strip_leadin(unit: Unit) -> None:
    first = unit.paragraphs[0]
    leadin = phrases.find_leadin(first.text)
    if leadin and leadin.end < len(first.text):
        unit.leadin, unit.leadin_names = first.cut(0, leadin.end), leadin.names
        unit.paragraphs[0] = first.cut(leadin.end).strip()


def _strip_endline(unit: Unit) -> None:
    last = unit.paragraphs[-1]
    text = last.text
    if not text.endswith((")", "）")):
        return
    start = max(text.rfind("("), text.rfind("（"))
    if start < 0 or (start == 0 and len(unit.paragraphs) == 1):
        return
    ended = phrases.ends_sentence(text[:start].rstrip())
    if (ended or start == 0) and (source := find_source(text)) >= 0:
        _take_endline(unit, source, ())
        return
    byline = read_byline(text[start:], lenient=start == 0 or ended)
    if byline and (byline.titled or ended or start == 0):
        _take_endline(unit, start, byline.names)
    elif ended and (signature := find_signature(text)):
        _take_endline(unit, start, signature[1])


def _take_endline(unit: Unit, start: int, names: tuple[str, ...]) -> None:
    """Takes what stands at the end of a unit off its last paragraph, from a position on."""
    last = unit.paragraphs[-1]
    unit.endline, unit.endline_names = last.cut(start), names
    if start:
        unit.paragraphs[-1] = last.cut(0, start).strip()
    else:
        # the brackets stand on a line of their own
        unit.paragraphs.pop()


def _strip_continued_on(unit: Unit) -> Joined:
    last = unit.paragraphs[-1]
    start = phrases.find_continued_on(last.text)
    if start <= 0:
        return EMPTY
    unit.continued_on = True
    unit.paragraphs[-1] = last.cut(0, start).strip()
    return last.cut(start)


def cut_units(
    roles: Sequence[RowRole], captions: Sequence[CaptionRows], style: PageStyle
) -> tuple[list[Unit], list[Border], list[Joined]]:
    """The units of a page, the borders before, between and after them (one more than units), and loose jump marks."""
    in_caption = {index for caption in captions for index in range(caption.start, caption.end)}
    units: list[Unit] = []
    borders = [Border()]
    marks: list[Joined] = []
    paragraph: list[Row] = []
    paragraphs: list[list[Row]] = []
    bodies = [entry.row for index, entry in enumerate(roles) if entry.role is Role.BODY and index not in in_caption]
    position = -1
    frames = _frame_lines(roles, style)

    def close_unit() -> None:
        nonlocal paragraph, paragraphs
        if paragraph:
            paragraphs.append(paragraph)
        if paragraphs:
            unit = Unit([join_rows(rows) for rows in paragraphs], paragraphs[0][0])
            unit.notice = begins_notice(unit.paragraphs[0].text)
            unit.frame = unit.first_row.line in frames
            loose = [_strip_continued_from(unit), _strip_continued_on(unit)]
            marks.extend(mark for mark in loose if mark.text)
            _strip_leadin(unit)
            _strip_endline(unit)
            units.append(unit)
            borders.append(Border())
        paragraph, paragraphs = [], []

    for index, entry in enumerate(roles):
        row = entry.row
        if index and roles[index - 1].role is Role.DISPLAY and entry.role is not Role.DISPLAY:
            borders[-1].space_below = row.gap - style.gap
        if index in in_caption or entry.role is Role.FURNITURE:
            if is_line(row) and (paragraph[-1].closed if paragraph else not paragraphs):
                close_unit()
                borders[-1].ruled = True
            continue
        if entry.role is not Role.BODY:
            close_unit()
            border = borders[-1]
            border.space = max(border.space, _gap_above(roles, index) - style.gap)
            if entry.role is Role.DISPLAY:
                border.heads.append(entry)
            elif entry.role is Role.BYLINE:
                border.bylines.append(entry)
            else:
                border.jumps.append(row)
                if phrases.find_continued_on(row.text) == 0 and units and not border.heads:
                    units[-1].continued_on = True
                else:
                    border.continued_from = True
            continue
        position += 1
        if not paragraph:
            paragraph = [row]
            continue
        above = paragraph[-1]
        below = bodies[position + 1] if position + 1 < len(bodies) else None
        column = _column(bodies, position - 1)
        first_line = len(paragraph) == 1
        if _ends_signed(paragraph) or starts_paragraph(above, row, below, column, style, above_first=first_line):
            paragraphs.append(paragraph)
            paragraph = [row]
            # brackets alone close the story above: a lead-in has its first words behind it
            bracketed = row.text[0] in "（(" and read_byline(row.text) is not None
            begun = "" if bracketed else row.text + (below.text if below else "")
            if row.line in frames or _opens_unit("".join([row.closed_up.text for row in paragraphs[-1]]), begun):
                paragraph = []
                close_unit()
                paragraph = [row]
        else:
            paragraph.append(row)
    close_unit()
    return units, borders, marks


def _gap_above(roles: Sequence[RowRole], index: int) -> int:
    """The blank lines above a row, or above the name of a section that stands over it."""
    label = index > 0 and roles[index - 1].role is Role.FURNITURE and roles[index].role is Role.DISPLAY
    return max(roles[index].row.gap, roles[index - 1].row.gap if label else 0)


# A byline in brackets takes no more rows of a narrow column.
BYLINE_ROWS = 4


def _ends_signed(rows: Sequence[Row]) -> bool:
    """Whether rows end with their authors in brackets after the end of a sentence."""
    if not rows[-1].text.endswith((")", "）")):
        return False
    text = "".join(row.closed_up.text for row in rows[-BYLINE_ROWS:])
    start = max(text.rfind("("), text.rfind("（"))
    if start <= 0 or not phrases.ends_sentence(text[:start].rstrip()):
        return False
    byline = read_byline(text[start:], lenient=True)
    return byline is not None and not byline.photo


# A page has few text frames: more lines than this with a space before them are just ragged.
FRAMES_MAX = 8


def _frame_lines(roles: Sequence[RowRole], style: PageStyle) -> set[int]:
    """The lines that begin a text frame: a space before them, where other lines of the page have none.

    Where such a space stands before lines in mid-sentence too, it means nothing.
    """
    found = [index for index, entry in enumerate(roles) if 0 < entry.row.indent <= 1]
    if style.indents or len(found) > min(FRAMES_MAX, len(roles) // 10):
        return set()
    body = [index for index in found if index and roles[index - 1].role is roles[index].role is Role.BODY]
    if any(not phrases.ends_sentence(roles[index - 1].row.text) for index in body):
        return set()
    return {roles[index].row.line for index in found}


def _opens_unit(ended: str, begun: str) -> bool:
    """Whether a paragraph after another one, with nothing between, begins a unit of its own.

    Args:
        ended: the text of the paragraph before.
        begun: the first two rows of the new one; a lead-in may be broken over them.
    """
    if phrases.find_leadin(begun) or phrases.find_continued_from(begun) or begins_notice(begun):
        return True
    if (source := find_source(ended)) >= 0:
        return source == 0 or phrases.ends_sentence(ended[:source].rstrip())
    start = max(ended.rfind("("), ended.rfind("（"))
    if start >= 0 and ended.endswith((")", "）")):
        byline = read_byline(ended[start:])
        return bool(byline) and (start == 0 or phrases.ends_sentence(ended[:start].rstrip()))
    return phrases.find_continued_on(ended) > 0
