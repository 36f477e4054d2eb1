"""Groups the glyphs of a printed page into lines: the lines of columns, and characters set one under the other.

Glyphs on one baseline are a row. Gutters, the white strips between columns, divide a row into the lines of columns.
Places are in points; thresholds are in ems, multiples of the size of the type in question.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.pages.pdf.print.glyphs import SIZE_FACTOR, Glyph, PrintedLine, Row, Run, is_same_size, is_similar
from bot.pages.pdf.print.rules import Area, is_ruled
from bot.pages.pdf.print.vertical import make_vertical_line, take_vertical

# Type larger than the body's by this factor is display type.
DISPLAY = 1.25
# The first line of a paragraph is set in by so many ems, least and most.
INDENT = (1.5, 3.2)

# The baselines of digits and characters from another font differ by at most so many ems.
_BASELINE_SLACK = 0.25
# The same character printed again at most so many ems away is a shadow.
_SHADOW = 0.2
# A punctuation mark wider than so many ems has an empty half.
_WIDE_MARK = 0.8
# A space wider than so many ems may be between columns; justification puts less between two characters.
_GAP = 0.6
# A dash that is drawn as one and stands for two characters is wider than so many ems.
_LONG = 1.5
# A space wider than so many ems is between columns even if no other row shows a gutter, as in the head of a page.
_WIDE_GAP = 2.0
# A gutter is at least so many ems wide in the rows above and below that are at most _NEAR ems away.
_GUTTER, _NEAR = 0.5, 3.6
# So many rows must have text on either side of a gutter.
_WITNESSES = 2
# So many rows show that there is a gutter all down the page.
_KNOWN_ROWS = 3
# Rows to look at above and below: columns have baselines of their own, so that some ten rows are at one height.
_NEIGHBOURS = 40
# A cell of a table is at most so many ems wide, and a line of a column is wider.
_CELL = 3.5
# From one row of a table to the next, in ems at most.
_CELL_PITCH = 2.5
# Text that begins or ends at most so many ems from a gutter is beside it.
_BESIDE = 20.0
# Two phrases of one headline are so many ems apart, least and most: no gutter, even above one of the columns below.
_PHRASE_GAP = (0.85, 1.15)
# A space wider than so many ems is between two Latin words.
_WORD_GAP = 0.18
# Letter-spaced type: at least four characters, with spaces of at most 2.5 em that differ by less than 0.15 em.
_EVEN_COUNT = 4
_EVEN_GAP = 2.5
_EVEN = 0.15
# At least this share of the characters of a line in another face is in it, because a few may be from the text's.
_OTHER_FACE_SHARE = 0.8


def find_lines(glyphs: Sequence[Glyph], drawn: Sequence[Area] = ()) -> list[PrintedLine]:
    """Find the lines of a page, in no particular order. White space among the glyphs becomes spaces in their text.

    Args:
        glyphs: the characters.
        drawn: the lines and boxes on the page; a vertical line stands in a gutter.
    """
    glyphs = _drop_spaces(glyphs)
    if not glyphs:
        return []
    vertical, rows = take_vertical([_split_at_gaps(row) for row in _group_by_baseline(glyphs)])
    rows = [_join_letter_spaced(row) for row in rows if row]
    lines = [make_vertical_line(run) for run in vertical]
    baselines = [row[0][0].baseline for row in rows]
    body_size = Counter(round(glyph.size) for glyph in glyphs).most_common(1)[0][0]
    upright = [area for area in drawn if area.is_upright_rule]
    # the spaces of each row, and whether each is a gutter
    spaces = [[_Space(before[-1], after[0]) for before, after in itertools.pairwise(row)] for row in rows]
    gutters = [
        [
            is_ruled(upright, space.before, space.after)
            or _is_gutter(rows, baselines, at, space.before, space.after, body_size)
            for space in row
        ]
        for at, row in enumerate(spaces)
    ]
    for gaps, found in zip(spaces, gutters, strict=True):
        # the columns of one story are equally far apart
        widths = [space.width for space in itertools.compress(gaps, found)]
        for number, space in enumerate(gaps):
            slack = _EVEN * space.after.size
            is_wide = space.width > _PHRASE_GAP[1] * space.after.size
            found[number] |= is_wide and any(abs(space.width - width) <= slack for width in widths)
    known = _find_known_gutters(
        [space for at, row in enumerate(spaces) for space in itertools.compress(row, gutters[at])]
    )
    for at, row in enumerate(rows):
        # the runs of the current line
        line = [row[0]]
        for run, space, is_gutter in zip(row[1:], spaces[at], gutters[at], strict=True):
            if is_gutter or any(gutter.is_within(space) for gutter in known):
                lines.append(_make_line(line))
                line = []
            line.append(run)
        lines.append(_make_line(line))
    return lines


# --- glyphs → rows of runs -----------------------------------------------------------------------------------------


def _drop_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs that are no white space; those after white space are marked `spaced`."""
    kept: list[Glyph] = []
    spaced = False
    for glyph in glyphs:
        if glyph.text.isspace():
            spaced = True
            continue
        kept.append(replace(glyph, spaced=True) if spaced else glyph)
        spaced = False
    return kept


def _group_by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each baseline, from the top; those on one baseline from the left."""
    rows: list[list[Glyph]] = []
    # the rows that the next glyph can belong to
    recent: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.left)):
        recent = [
            row for row in recent if glyph.baseline - row[0].baseline <= _BASELINE_SLACK * max(row[0].size, glyph.size)
        ]
        for row in recent:
            if is_similar(glyph.size, row[0].size):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
            recent.append(rows[-1])
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return rows


# The ink of these marks is in their left half, and the empty half may hang over the edge of a column.
_LEFT_MARKS = frozenset("，。、；：！？”’）》」』】")
_HALF = 0.5
# After the full width of a mark there is less space within a column.
_MARK_GAP = 0.3


def _ink_end(glyph: Glyph) -> float:
    """The x at which the ink of a glyph ends, from where a gap is measured."""
    is_wide = glyph.right - glyph.left > _WIDE_MARK * glyph.size
    return glyph.right - (_HALF * glyph.size if is_wide and glyph.text in _LEFT_MARKS else 0.0)


def _is_long(glyph: Glyph) -> bool:
    """Whether a glyph is a dash of two characters, which both have its place."""
    return glyph.text in "—…" and glyph.right - glyph.left > _LONG * glyph.size


def _split_at_gaps(glyphs: list[Glyph]) -> Row:
    """The runs of a baseline; shadows are left out."""
    runs: Row = [[glyphs[0]]]
    for glyph in glyphs[1:]:
        before = runs[-1][-1]
        if glyph.text == before.text and abs(glyph.left - before.left) < _SHADOW * glyph.size and not _is_long(glyph):
            continue
        if glyph.left - _ink_end(before) > _GAP * glyph.size:
            runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return runs


def _join_letter_spaced(row: Row) -> Row:
    """The runs of a row, in which the characters of letter-spaced type become one run."""
    joined: Row = []
    at = 0
    while at < len(row):
        end = at + 1
        gap = row[end][0].left - row[at][-1].right if end < len(row) else 0.0
        while (
            end < len(row)
            and len(row[end - 1]) == len(row[end]) == 1
            and gap <= _EVEN_GAP * row[at][0].size
            and abs(row[end][0].left - row[end - 1][-1].right - gap) < _EVEN * row[at][0].size
        ):
            end += 1
        if end - at >= _EVEN_COUNT:
            joined.append([glyph for run in row[at:end] for glyph in run])
            at = end
        else:
            joined.append(row[at])
            at += 1
    return joined


# --- rows → lines of columns ---------------------------------------------------------------------------------------


class _Space(NamedTuple):
    """A space between two glyphs of a row."""

    before: Glyph
    after: Glyph

    @property
    def width(self) -> float:
        """From ink to ink."""
        return self.after.left - _ink_end(self.before)

    @property
    def left(self) -> float:
        """Where it begins at the latest: a mark may hang over the edge of its column."""
        return self.before.left if self.before.text in _LEFT_MARKS else self.before.right


class _KnownGutter(NamedTuple):
    """A strip between two columns, where several rows of one size have a gutter. Places in points."""

    left: float
    right: float
    size: float

    def is_within(self, space: _Space) -> bool:
        """Whether a space in a row of that size reaches over the whole strip."""
        slack = _EVEN * self.size
        return (
            is_same_size(space.after.size, self.size)
            and space.left <= self.left + slack
            and space.after.left >= self.right - slack
        )


def _find_known_gutters(gutters: Sequence[_Space]) -> list[_KnownGutter]:
    """The strips that several rows show to be gutters: a story of two lines, which shows none, has its own there."""
    columns: dict[tuple[int, int], list[_Space]] = defaultdict(list)
    for gutter in gutters:
        columns[round(gutter.after.left), round(gutter.after.size)].append(gutter)
    strips = []
    for rows in columns.values():
        size, right = rows[0].after.size, min(row.after.left for row in rows)
        # a line may end before its column does, and a mark may hang over the column's edge
        left = min(max(row.before.right for row in rows), right - _GUTTER * size)
        if len(rows) >= _KNOWN_ROWS:
            strips.append(_KnownGutter(left, right, size))
    return strips


class _Strip(NamedTuple):
    """The widest strip that is white in some rows."""

    # in points
    width: float
    # how many rows have text on its left, and how many on its right: the smaller of the two numbers
    witnesses: int


def _is_gutter(rows: list[Row], baselines: list[float], at: int, before: Glyph, after: Glyph, body_size: float) -> bool:
    """Whether the space between two glyphs is a gutter between two columns.

    Args:
        rows: all rows of the page.
        baselines: the baseline of each row, ascending.
        at: the index of the row with the two glyphs.
        before: the glyph left of the space.
        after: the glyph right of it.
        body_size: the most frequent size of type on the page.
    """
    size, start, end = after.size, _ink_end(before), after.left
    if _is_between_cells(rows, baselines, at, before, after):
        return False
    low = max(bisect_left(baselines, after.baseline - _NEAR * size), at - _NEIGHBOURS)
    high = min(bisect_left(baselines, after.baseline + _NEAR * size), at + _NEIGHBOURS)
    above = [row for row in rows[low:at] if is_same_size(row[0][0].size, size)]
    below = [row for row in rows[at + 1 : high] if is_same_size(row[0][0].size, size)]
    begun = any(abs(run[0].left - after.left) <= _EVEN * size for row in above + below for run in row)
    if before.text in _LEFT_MARKS and after.left - before.right < _MARK_GAP * size and not begun:
        # the white half of a mark is a gutter only where other lines begin, too
        return False
    # a gutter may begin or end at this row, because a byline can span the columns below it
    for near in (above + below, above, below):
        strip = _find_white_strip(near, start, end)
        if strip.witnesses >= _WITNESSES and strip.width >= _GUTTER * size:
            return True
    if _find_white_strip(above + below, start, end).width < _GUTTER * size:
        return False
    if end - start > _PHRASE_GAP[1] * size and _is_flush(above + below, before, after):
        return True
    if end - start >= _WIDE_GAP * size or any(_has_gutter(row, before, after) for row in above[-1:] + below[:1]):
        return True
    if size < DISPLAY * body_size or _PHRASE_GAP[0] <= (end - start) / size <= _PHRASE_GAP[1]:
        return False
    # two headlines side by side: the space between them goes on as a gutter in the columns below
    high = min(bisect_left(baselines, after.baseline + 3 * _NEAR * size), at + 2 * _NEIGHBOURS)
    columns_below = [row for row in rows[at + 1 : high] if row[0][0].size < size / SIZE_FACTOR]
    strip = _find_white_strip(columns_below, start, end)
    return strip.witnesses > _WITNESSES and strip.width >= _GUTTER * body_size


def _is_flush(rows: list[Row], before: Glyph, after: Glyph) -> bool:
    """Whether several rows end where the glyph left of a space does, or begin where the glyph right of it does."""
    slack = _EVEN * after.size
    ends = sum(any(abs(run[-1].right - before.right) <= slack for run in row) for row in rows)
    starts = sum(any(abs(run[0].left - after.left) <= slack for run in row) for row in rows)
    return max(ends, starts) >= _WITNESSES


def _has_gutter(row: Row, before: Glyph, after: Glyph) -> bool:
    """Whether a row has a space at the place of that between two glyphs: both lines end and begin as columns do."""
    slack = _EVEN * after.size
    return any(
        left[-1].right - left[0].left > _CELL * after.size
        and abs(_ink_end(left[-1]) - _ink_end(before)) <= _HALF * after.size + slack
        and (
            abs(right[0].left - after.left) <= slack
            or INDENT[0] <= abs(right[0].left - after.left) / after.size <= INDENT[1]
        )
        for left, right in itertools.pairwise(row)
    )


def _is_between_cells(rows: list[Row], baselines: list[float], at: int, before: Glyph, after: Glyph) -> bool:
    """Whether the space between two glyphs is one between the cells of a table.

    On its left the rows above and below, like this one, have a few characters that begin at one x, and all have
    something on its right.
    """
    size = after.size
    left = next(run for run in rows[at] if run[-1] is before)[0].left
    cells = 0
    low, high = (bisect_left(baselines, after.baseline + way * _CELL_PITCH * size) for way in (-1, 1))
    for row in rows[low:high]:
        if not is_similar(row[0][0].size, size):
            continue
        for run, right in itertools.pairwise([*row, None]):
            if run is None or run[-1].right < left or run[0].left > before.right or run[0].left >= after.left:
                continue
            if right is None or abs(run[0].left - left) > _EVEN * size or run[-1].right - run[0].left > _CELL * size:
                return False
            cells += 1
    return cells > 1


def _find_white_strip(rows: list[Row], start: float, end: float) -> _Strip:
    """The widest strip between two x that is white in all rows.

    Rows with text on the left and on the right are counted separately, because the lines of two columns need not stand
    on the same baselines.
    """
    covered: list[tuple[float, float]] = []
    lefts = rights = 0
    for row in rows:
        has_left = has_right = False
        for run in row:
            run_start, run_end = run[0].left, _ink_end(run[-1])
            reach = _BESIDE * run[0].size
            has_left = has_left or (run_start < start and run_end > start - reach)
            has_right = has_right or (run_end > end and run_start < end + reach)
            if run_end > start and run_start < end:
                covered.append((run_start, run_end))
        lefts += has_left
        rights += has_right
    widest, edge = 0.0, start
    for run_start, run_end in sorted(covered):
        widest = max(widest, run_start - edge)
        edge = max(edge, run_end)
    return _Strip(max(widest, end - edge), min(lefts, rights))


def _make_line(runs: list[Run]) -> PrintedLine:
    """The line of a column: its text has spaces between Latin words, and between runs if the space is wide enough."""
    pieces: list[str] = []
    before: Glyph | None = None
    for run in runs:
        for glyph in run:
            if before is not None:
                gap = glyph.left - before.right
                is_latin = before.text[-1] < "\u2e80" and glyph.text[0] < "\u2e80"
                least_gap = _WORD_GAP if is_latin else _GAP if glyph is run[0] else math.inf
                if glyph.spaced or gap > least_gap * glyph.size:
                    pieces.append(" ")
            pieces.append(glyph.text)
            before = glyph
    first, last = runs[0][0], runs[-1][-1]
    sizes = Counter(glyph.size for run in runs for glyph in run)
    size = sizes.most_common(1)[0][0]
    in_other_face = sum(glyph.in_other_face for run in runs for glyph in run) >= _OTHER_FACE_SHARE * sizes.total()
    return PrintedLine(
        "".join(pieces), first.left, last.right, first.baseline, first.baseline, size, sizes.total(), in_other_face
    )
