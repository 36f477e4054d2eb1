"""Rows with roles → segments of body text, and the boundaries between them.

Nothing stands within a segment that could begin another story; what stands between two segments is their boundary.
Lead-ins, closing bylines and jump marks are taken off the text of a segment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.reader.authors.leadins import find_leadin
from bot.reader.furniture.labels import begins_notice
from bot.reader.lines import phrases
from bot.reader.lines.credits import LONG_NOTE, Credit, find_closing_note, find_signer_behind
from bot.reader.lines.page_style import COLUMN_MAX, PageStyle
from bot.reader.lines.roles import Role, RowRole
from bot.reader.lines.rows import Row, join_rows
from bot.reader.stories.captions import Caption
from bot.reader.stories.paragraphs import begins_paragraph, ends_advert
from bot.text.characters import find_last_bracket
from bot.text.names import is_name
from bot.text.positioned_text import EMPTY, PositionedText

# So many body rows above a row show the width of its column.
COLUMN_ROWS = 3
# A byline in brackets takes no more rows of a narrow column.
BYLINE_ROWS = 4
# Characters: a longer name may be two that the end of a line parts.
USUAL_NAME = 3
# A page has few text frames: more lines than this with a space before them are just ragged.
FRAMES_MAX = 8


@dataclass
class Boundary:
    """What stands between two segments; complete once the page is split."""

    # display type, in the order printed
    display: list[RowRole] = field(default_factory=list)
    bylines: list[RowRole] = field(default_factory=list)
    # （上接第1版）
    continued_from: bool = False
    # the most blank lines above one of its rows, less the usual number
    space: int = 0
    # the blank lines below the display type, less the usual number
    space_below: int = 0
    # the page's own lines or the name of a section stand here
    furniture: bool = False


@dataclass
class Segment:
    """Paragraphs with nothing between them that could begin another story; complete once the page is split."""

    paragraphs: list[PositionedText]
    # the lead-in taken off the first paragraph, and the people it names
    leadin: PositionedText = EMPTY
    leadin_names: tuple[str, ...] = ()
    # the byline or source in brackets taken off the last paragraph, and the people it names
    closing_byline: PositionedText = EMPTY
    closing_names: tuple[str, ...] = ()
    # （上接第1版） before its first words, （下转第3版） after its last
    continued_from: bool = False
    continued_on: bool = False
    # begins as a classified notice does
    notice: bool = False
    # begins a text frame of its own: a space before it, where other paragraphs have none
    frame: bool = False

    @property
    def text(self) -> str:
        """The text of all paragraphs."""
        return "".join(paragraph.text for paragraph in self.paragraphs)


def split_into_segments(
    roles: Sequence[RowRole], captions: Sequence[Caption], style: PageStyle
) -> tuple[list[Segment], list[Boundary]]:
    """The segments of a page, and the boundaries before, between and after them: one more than segments."""
    in_caption = {index for caption in captions for index in range(caption.start, caption.end)}
    body = [entry.row for index, entry in enumerate(roles) if entry.role is Role.BODY and index not in in_caption]
    splitter, at = _Splitter(body, _frame_lines(roles, style), style), 0
    for index, entry in enumerate(roles):
        if index and roles[index - 1].role is Role.DISPLAY and entry.role is not Role.DISPLAY:
            splitter.boundaries[-1].space_below = entry.row.gap - style.gap
        if index in in_caption or entry.role in (Role.FURNITURE, Role.QUOTE):
            splitter.pass_over(entry)
        elif entry.role is Role.BODY:
            splitter.add_body(at)
            at += 1
        else:
            splitter.add_to_boundary(entry, _gap_above(roles, index))
    splitter.end_segment()
    return splitter.segments, splitter.boundaries


class _Splitter:
    """Splits the body rows of a page, given from the top together with what stands between them."""

    def __init__(self, body: Sequence[Row], frame_lines: set[int], style: PageStyle) -> None:
        self.segments: list[Segment] = []
        self.boundaries = [Boundary()]
        self._body = body
        self._frame_lines = frame_lines
        self._style = style
        # furniture stands below the last body row
        self._furniture = False
        # the rows of the open segment: of its finished paragraphs, and of the open one
        self._finished: list[list[Row]] = []
        self._open: list[Row] = []

    def add_body(self, at: int) -> None:
        """Adds body row number `at`; it may end the open paragraph, and the open segment."""
        row = self._body[at]
        if not self._open and self._furniture:
            self.boundaries[-1].furniture = True
        self._furniture = False
        if self._open and not self._begins_paragraph(at):
            self._open.append(row)
            return
        if self._open:
            self._finished.append(self._open)
            if self._begins_segment(at):
                self._open = []
                self.end_segment()
        self._open = [row]

    def add_to_boundary(self, entry: RowRole, gap: int) -> None:
        """Ends the open segment with a row of display type, a byline or a jump mark, `gap` blank lines above it."""
        self.end_segment()
        boundary = self.boundaries[-1]
        boundary.space = max(boundary.space, gap - self._style.gap)
        if entry.role is Role.DISPLAY:
            boundary.display.append(entry)
            boundary.continued_from |= entry.continued_from
        elif entry.role is Role.BYLINE:
            boundary.bylines.append(entry)
        elif phrases.find_continued_on(entry.row.text) == 0 and self.segments and not boundary.display:
            self.segments[-1].continued_on = True
        else:
            boundary.continued_from = True

    def pass_over(self, entry: RowRole) -> None:
        """Leaves out a row of a caption, a quote or furniture."""
        if entry.role is Role.FURNITURE:
            self._furniture = True

    def end_segment(self) -> None:
        """Ends the open segment, if there is one."""
        rows = [*self._finished, self._open] if self._open else self._finished
        if rows:
            self.segments.append(build_segment(rows, frame=rows[0][0].line in self._frame_lines))
            self.boundaries.append(Boundary())
        self._finished, self._open = [], []

    def _begins_paragraph(self, at: int) -> bool:
        below = self._body[at + 1] if at + 1 < len(self._body) else None
        row, column = self._body[at], _column_width(self._body, at - 1)
        return (
            _ends_signed(self._open)
            or ends_advert(self._open, row, column, self._style)
            or begins_paragraph(self._open[-1], row, below, column, self._style, above_first=len(self._open) == 1)
        )

    def _begins_segment(self, at: int) -> bool:
        """Whether a body row that begins a paragraph begins a segment, too."""
        row = self._body[at]
        if row.line in self._frame_lines:
            return True
        # a note in brackets alone closes the story above; otherwise a lead-in may be broken over two rows
        bracketed = row.text[0] in "（(" and find_closing_note(row.text) is not None
        below = self._body[at + 1].text if at + 1 < len(self._body) else ""
        above = "".join([finished.closed_up.text for finished in self._finished[-1]])
        return _are_parted(above, "" if bracketed else row.text + below)


def build_segment(paragraphs: Sequence[list[Row]], *, frame: bool) -> Segment:
    """The segment of some paragraphs, with jump marks, lead-in and closing byline taken off."""
    segment = Segment([join_rows(rows) for rows in paragraphs], frame=frame)
    segment.notice = begins_notice(segment.paragraphs[0].text)
    _take_continued_from(segment)
    _take_continued_on(segment)
    _take_leadin(segment)
    _take_closing_byline(segment)
    return segment


def _take_continued_from(segment: Segment) -> None:
    """Takes （上接第1版） off the first paragraph, unless nothing would be left."""
    first = segment.paragraphs[0]
    end = phrases.find_continued_from(first.text)
    if 0 < end < len(first.text):
        segment.continued_from = True
        segment.paragraphs[0] = first.cut(end).strip()


def _take_continued_on(segment: Segment) -> None:
    """Takes （下转第3版） off the last paragraph, unless nothing would be left."""
    last = segment.paragraphs[-1]
    start = phrases.find_continued_on(last.text)
    if start > 0:
        segment.continued_on = True
        segment.paragraphs[-1] = last.cut(0, start).strip()


def _take_leadin(segment: Segment) -> None:
    """Takes 本报讯（记者 某某） or the like off the first paragraph, unless nothing would be left of the text."""
    first = segment.paragraphs[0]
    leadin = find_leadin(first.text)
    if leadin and (leadin.end < len(first.text) or len(segment.paragraphs) > 1):
        segment.leadin, segment.leadin_names = first.cut(0, leadin.end), leadin.names
        rest = first.cut(leadin.end).strip()
        segment.paragraphs[:1] = [rest] if rest.text else []


def _take_closing_byline(segment: Segment) -> None:
    """Takes the note in brackets that says who wrote the story off the last paragraph, unless nothing would be left.

    A long note stays.
    """
    last = segment.paragraphs[-1]
    lines = [last.text[run.at : run.at + run.end - run.start] for run in last.runs]
    note, length = _find_broken_note(lines), len(last.text)
    if note is None and (signer := find_signer_behind(last.text)):
        segment.closing_names = (signer,)
    if note and length - note.start > LONG_NOTE:
        segment.closing_names = note.names
    elif note and (note.start or len(segment.paragraphs) > 1):
        _take_from(segment, note.start, note.names)


def _find_broken_note(lines: Sequence[str]) -> Credit | None:
    """As `find_closing_note` for a text of several lines, the end of which may stand for the space between two names.

    Its position is that in the text without the line ends.
    """
    text = "".join(lines)
    if not text.endswith((")", "）")):
        return None
    note, start, before = find_closing_note(text), find_last_bracket(text), 0
    if note and all(len(name) <= USUAL_NAME for name in note.names):
        return note
    spaced = text[:start]
    for line in lines:
        inside = line[max(0, start - before) :]
        spaced += f" {inside}" if inside and len(spaced) > start else inside
        before += len(line)
    parted = find_closing_note(spaced) if start >= 0 else None
    return parted if parted and all(map(is_name, parted.names)) else note


def _take_from(segment: Segment, start: int, names: tuple[str, ...]) -> None:
    """Takes the text from a position on off the last paragraph, as a closing byline with these names."""
    last = segment.paragraphs[-1]
    segment.closing_byline, segment.closing_names = last.cut(start), names
    if start:
        segment.paragraphs[-1] = last.cut(0, start).strip()
    else:
        # the brackets stand on a line of their own
        segment.paragraphs.pop()


def _column_width(rows: Sequence[Row], index: int) -> float:
    """The width of the column around a body row: the widest of its near neighbours above and itself."""
    width = rows[index].width
    above = [row.width for row in rows[max(0, index - COLUMN_ROWS) : index]]
    # a row wider than any column was not broken by one, and shows the width of none
    return max([width, *(other for other in above if other <= COLUMN_MAX or width > COLUMN_MAX)])


def _gap_above(roles: Sequence[RowRole], index: int) -> int:
    """The blank lines above a row, or above the name of a section that stands over it."""
    label = index > 0 and roles[index - 1].role is Role.FURNITURE and roles[index].role is Role.DISPLAY
    return max(roles[index].row.gap, roles[index - 1].row.gap if label else 0)


def _ends_signed(rows: Sequence[Row]) -> bool:
    """Whether rows end with their authors in brackets after the end of a sentence."""
    if not rows[-1].text.endswith((")", "）")):
        return False
    lines = [row.closed_up.text for row in rows[-BYLINE_ROWS:]]
    text, note = "".join(lines), _find_broken_note(lines)
    return note is not None and note.start > 0 and phrases.ends_sentence(text[: note.start].rstrip())


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


def _are_parted(above: str, below: str) -> bool:
    """Whether two paragraphs with nothing between them belong to different segments.

    Args:
        above: the text of the first.
        below: the beginning of the second.
    """
    if find_leadin(below) or phrases.find_continued_from(below) or find_closing_note(above) is not None:
        return True
    return phrases.find_continued_on(above) > 0
