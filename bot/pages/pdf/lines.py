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
from dataclasses import dataclass, replace
from typing import NamedTuple

__all__ = ["DISPLAY", "Glyph", "PrintedLine", "find_lines"]

# Type larger than the body's by this factor is display type.
DISPLAY = 1.25


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; x grows to the right, y downwards, both in points."""

    text: str
    left: float
    right: float
    # the y of the line on which the character stands
    baseline: float
    # the size of the type in points, above 0
    size: float
    # whether a space is printed before it
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a column, or characters set one under the other. Places are in points."""

    text: str
    left: float
    right: float
    # the baselines of its first and its last character; the same unless it is vertical
    baseline: float
    last_baseline: float
    size: float
    # the number of its glyphs; a glyph can be more than one character
    glyph_count: int

    @property
    def is_vertical(self) -> bool:
        """Whether its characters stand one under the other."""
        return self.last_baseline > self.baseline


# Glyphs without a gap between them, from the left.
_Run = list[Glyph]
# The runs on one baseline, from the left.
_Row = list[_Run]

# The baselines of digits and characters from another font differ by at most this, and their sizes by this factor.
_BASELINE_SLACK = 0.25
_SIZE_FACTOR = 1.25
# The same character printed again at most this far away is a shadow.
_SHADOW = 0.2
# A punctuation mark wider than this has an empty half.
_WIDE_MARK = 0.8
# A wider space may be between columns; justification puts less between two characters.
_GAP = 0.6
# A wider space is between columns even if no other row shows a gutter, for example in the head of a page.
_WIDE_GAP = 2.0
# A gutter is at least this wide in the rows above and below, as far away as _NEAR.
_GUTTER = 0.5
_NEAR = 3.6
# So many rows must have text on either side of a gutter.
_WITNESSES = 2
# So many rows show that there is a gutter all down the page.
_KNOWN_ROWS = 3
# Rows to look at above and below: columns have baselines of their own, so that some ten rows are at one height.
_NEIGHBOURS = 40
# Text that begins or ends at most this far from a gutter is beside it.
_BESIDE = 20.0
# Two phrases of one headline are an em apart; that is no gutter, even above a gutter of the columns below.
_PHRASE_GAP = (0.85, 1.15)
# A wider space is between two Latin words.
_WORD_GAP = 0.18
# The characters of a vertical line: their distance and the difference of their middles in x, both at most, and their
# number at least.
_PITCH = 2.7
_ASIDE = 0.3
_VERTICAL_COUNT = 3
# Between two names in a vertical line the distance is so many times that between the characters of a name.
_NAME_GAP = 1.5
# Letter-spaced type: at least four characters, with spaces of at most 2.5 em that differ by less than 0.15 em.
_EVEN_COUNT = 4
_EVEN_GAP = 2.5
_EVEN = 0.15


def find_lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """Find the lines of a page, in no particular order. White space among the glyphs becomes spaces in their text."""
    glyphs = _drop_spaces(glyphs)
    if not glyphs:
        return []
    vertical, rows = _take_vertical([_split_at_gaps(row) for row in _group_by_baseline(glyphs)])
    rows = [_join_letter_spaced(row) for row in rows if row]
    lines = [_make_vertical_line(run) for run in vertical]
    baselines = [row[0][0].baseline for row in rows]
    body_size = Counter(round(glyph.size) for glyph in glyphs).most_common(1)[0][0]
    # the spaces of each row, and whether each is a gutter
    spaces = [[_Space(before[-1], after[0]) for before, after in itertools.pairwise(row)] for row in rows]
    gutters = [
        [_is_gutter(rows, baselines, at, space.before, space.after, body_size) for space in row]
        for at, row in enumerate(spaces)
    ]
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
            if _is_similar(glyph.size, row[0].size):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
            recent.append(rows[-1])
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return rows


def _is_similar(size: float, other: float) -> bool:
    """Whether characters of two sizes can stand in one line."""
    return 1 / _SIZE_FACTOR <= size / other <= _SIZE_FACTOR


# The ink of these marks is in their left half, and the empty half may hang over the edge of a column.
_LEFT_MARKS = frozenset("，。、；：！？”’）》」』】")
_HALF = 0.5


def _ink_end(glyph: Glyph) -> float:
    """The x at which the ink of a glyph ends, from where a gap is measured."""
    is_wide = glyph.right - glyph.left > _WIDE_MARK * glyph.size
    return glyph.right - (_HALF * glyph.size if is_wide and glyph.text in _LEFT_MARKS else 0.0)


def _split_at_gaps(glyphs: list[Glyph]) -> _Row:
    """The runs of a baseline; shadows are left out."""
    runs: _Row = [[glyphs[0]]]
    for glyph in glyphs[1:]:
        before = runs[-1][-1]
        if glyph.text == before.text and abs(glyph.left - before.left) < _SHADOW * glyph.size:
            continue
        if glyph.left - _ink_end(before) > _GAP * glyph.size:
            runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return runs


def _join_letter_spaced(row: _Row) -> _Row:
    """The runs of a row, in which the characters of letter-spaced type become one run."""
    joined: _Row = []
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
            _is_similar(space.after.size, self.size)
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


def _is_gutter(
    rows: list[_Row], baselines: list[float], at: int, before: Glyph, after: Glyph, body_size: float
) -> bool:
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
    low = max(bisect_left(baselines, after.baseline - _NEAR * size), at - _NEIGHBOURS)
    high = min(bisect_left(baselines, after.baseline + _NEAR * size), at + _NEIGHBOURS)
    above = [row for row in rows[low:at] if _is_similar(row[0][0].size, size)]
    below = [row for row in rows[at + 1 : high] if _is_similar(row[0][0].size, size)]
    # a gutter may begin or end at this row, because a byline can span the columns below it
    for near in (above + below, above, below):
        strip = _find_white_strip(near, start, end)
        if strip.witnesses >= _WITNESSES and strip.width >= _GUTTER * size:
            return True
    if _find_white_strip(above + below, start, end).width < _GUTTER * size:
        return False
    if end - start >= _WIDE_GAP * size:
        return True
    if size < DISPLAY * body_size or _PHRASE_GAP[0] <= (end - start) / size <= _PHRASE_GAP[1]:
        return False
    # two headlines side by side: the space between them goes on as a gutter in the columns below
    high = min(bisect_left(baselines, after.baseline + 3 * _NEAR * size), at + 2 * _NEIGHBOURS)
    columns_below = [row for row in rows[at + 1 : high] if row[0][0].size < size / _SIZE_FACTOR]
    strip = _find_white_strip(columns_below, start, end)
    return strip.witnesses > _WITNESSES and strip.width >= _GUTTER * body_size


def _find_white_strip(rows: list[_Row], start: float, end: float) -> _Strip:
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


def _make_line(runs: list[_Run]) -> PrintedLine:
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
    return PrintedLine("".join(pieces), first.left, last.right, first.baseline, first.baseline, size, sizes.total())


# --- vertical lines ------------------------------------------------------------------------------------------------


def _take_vertical(rows: list[_Row]) -> tuple[list[_Run], list[_Row]]:
    """The characters of each vertical line from the top, and the rows without them."""
    single = [run[0] for row in rows for run in row if len(run) == 1 and run[0].text >= "\u2e80"]
    # the vertical lines that may go on, by the x of their middles, rounded
    growing: dict[int, _Run] = {}
    vertical: list[_Run] = []
    for glyph in single:
        middle = round((glyph.left + glyph.right) / 2)
        reach = max(1, round(_ASIDE * glyph.size))
        for x in range(middle - reach, middle + reach + 1):
            above = growing.get(x)
            if (
                above
                and _is_similar(above[0].size, glyph.size)
                and 0.5 * glyph.size <= glyph.baseline - above[-1].baseline <= _PITCH * glyph.size
            ):
                above.append(glyph)
                break
        else:
            growing[middle] = [glyph]
            vertical.append(growing[middle])
    vertical = [run for run in vertical if len(run) >= _VERTICAL_COUNT]
    taken = {id(glyph) for run in vertical for glyph in run}
    return vertical, [[run for run in row if len(run) > 1 or id(run[0]) not in taken] for row in rows]


def _make_vertical_line(run: _Run) -> PrintedLine:
    """A vertical line; its text has a space where the distance between two characters is that between two names."""
    steps = [below.baseline - above.baseline for above, below in itertools.pairwise(run)]
    usual = min(steps)
    text = run[0].text
    for glyph, step in zip(run[1:], steps, strict=True):
        text += (" " if step > _NAME_GAP * usual else "") + glyph.text
    left, right = min(glyph.left for glyph in run), max(glyph.right for glyph in run)
    return PrintedLine(text, left, right, run[0].baseline, run[-1].baseline, run[0].size, len(run))
