"""Glyphs with their places on a printed page → lines: of a column, or of characters set one under the other.

Glyphs stand on base lines, and white gutters cut these into the lines of columns. All measures but places are in ems,
the size of the type that is looked at.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = ["DISPLAY", "Glyph", "PrintedLine", "printed_lines"]

# Type so much larger than the body's is display type.
DISPLAY = 1.25


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; x grows to the right, y downwards, both in points."""

    text: str
    left: float
    right: float
    # where the character stands: the base line's y
    base: float
    # the type's size in points, above 0
    size: float
    # a space is printed before it
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Characters that are read in one go: a line of a column, or characters set one under the other."""

    text: str
    left: float
    right: float
    # the base line of its first and its last character; the same where it is not vertical
    base: float
    last: float
    size: float
    # how many glyphs it has; more than one character can be in a glyph
    count: int

    @property
    def vertical(self) -> bool:
        return self.last > self.base


# Characters on one base line differ by this much in y (other fonts' digits), and in size by this factor.
_BASE_SLACK = 0.25
_SIZE_SLACK = 1.25
# A shadow is the same character printed again so near.
_SHADOW = 0.2
# A punctuation mark that is wider has a white half.
_WIDE_MARK = 0.8
# White of this width may part two columns; justification opens less between two characters.
_GAP = 0.6
# White of this width parts columns, and what is on the same line of a page's head, without further evidence.
_WIDE_GAP = 2.0
# So much white must go on over the lines above and below to be a gutter, as far as they are no further away than this.
_GUTTER = 0.5
_NEAR = 3.6
_WITNESSES = 2
# Rows that are looked at on either side: the columns of a page have base lines of their own, some ten at a height.
_NEIGHBOURS = 40
# Lines that end or begin no further away than this are beside a gutter.
_BESIDE = 20.0
# Headlines put one em between two phrases: over a gutter of the columns below that is still one headline.
_PHRASE = (0.85, 1.15)
# Between Latin words and numbers.
_WORD_GAP = 0.18
# Characters one under the other: they stand at most so far apart, so little out of line, and are at least so many.
_PITCH = 2.7
_ASIDE = 0.3
_STACKED = 3
# Names in a stack have so much more between them than the characters of a name.
_NAME_GAP = 1.5
# Letter-spaced type: the white between its characters differs by less than this.
_EVEN = 0.15
_EVEN_GAP = 2.5

_Run = list[Glyph]


def _without_spaces(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    spaced = False
    for glyph in glyphs:
        if glyph.text.isspace():
            spaced = True
            continue
        kept.append(replace(glyph, spaced=True) if spaced else glyph)
        spaced = False
    return kept


def _rows(glyphs: Sequence[Glyph]) -> list[_Run]:
    """Glyphs by base line, from the top; within one from the left."""
    rows: list[_Run] = []
    recent: list[_Run] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        recent = [row for row in recent if glyph.base - row[0].base <= _BASE_SLACK * max(row[0].size, glyph.size)]
        for row in recent:
            if 1 / _SIZE_SLACK <= glyph.size / row[0].size <= _SIZE_SLACK:
                row.append(glyph)
                break
        else:
            rows.append([glyph])
            recent.append(rows[-1])
    for row in rows:
        row.sort(key=lambda glyph: glyph.left)
    return rows


# Of these the ink fills the left half: they may hang over a column's edge, and a gap is measured from the ink.
_LEFT_INK = frozenset("，。、；：！？”’）》」』】")
_HALF = 0.5


def _ends(glyph: Glyph) -> float:
    wide = glyph.right - glyph.left > _WIDE_MARK * glyph.size
    return glyph.right - (_HALF * glyph.size if wide and glyph.text in _LEFT_INK else 0.0)


def _runs(row: _Run) -> list[_Run]:
    """A row cut where it has a gap; a shadow is left out."""
    runs: list[_Run] = [[row[0]]]
    for glyph in row[1:]:
        before = runs[-1][-1]
        if glyph.text == before.text and abs(glyph.left - before.left) < _SHADOW * glyph.size:
            continue
        if glyph.left - _ends(before) > _GAP * glyph.size:
            runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return runs


def printed_lines(glyphs: Sequence[Glyph]) -> list[PrintedLine]:
    """The lines of a page, in no order; white space among the glyphs is none of them but parts words."""
    glyphs = _without_spaces(glyphs)
    if not glyphs:
        return []
    rows = [_runs(row) for row in _rows(glyphs)]
    stacks, rows = _stacks(rows)
    rows = [_even(runs) for runs in rows if runs]
    lines = [_stack_line(stack) for stack in stacks]
    bases = [runs[0][0].base for runs in rows]
    sizes = Counter(round(glyph.size) for glyph in glyphs)
    body = sizes.most_common(1)[0][0]
    for at, runs in enumerate(rows):
        group = [runs[0]]
        for run in runs[1:]:
            if _is_gutter(rows, bases, at, group[-1][-1], run[0], body):
                lines.append(_line(group))
                group = []
            group.append(run)
        lines.append(_line(group))
    return lines


def _is_gutter(rows: list[list[_Run]], bases: list[float], at: int, before: Glyph, after: Glyph, body: float) -> bool:
    """Whether the white between two glyphs of a row parts two columns."""
    size, start, end = after.size, _ends(before), after.left
    low, high = bisect_left(bases, after.base - _NEAR * size), bisect_left(bases, after.base + _NEAR * size)
    above = [rows[n] for n in range(max(low, at - _NEIGHBOURS), at) if _alike(rows[n], size)]
    below = [rows[n] for n in range(at + 1, min(high, at + _NEIGHBOURS)) if _alike(rows[n], size)]
    # a gutter may begin or end at this row: a byline spans the columns below it
    for near in (above + below, above, below):
        strip, witnesses = _white(near, start, end)
        if witnesses >= _WITNESSES and strip >= _GUTTER * size:
            return True
    if _white(above + below, start, end)[0] < _GUTTER * size:
        return False
    if end - start >= _WIDE_GAP * size:
        return True
    if size < DISPLAY * body or _PHRASE[0] <= (end - start) / size <= _PHRASE[1]:
        return False
    # two headlines side by side: the columns below them go on with the gutter
    high = bisect_left(bases, after.base + 3 * _NEAR * size)
    body_below = [
        rows[n] for n in range(at + 1, min(high, at + 2 * _NEIGHBOURS)) if rows[n][0][0].size < size / _SIZE_SLACK
    ]
    strip, witnesses = _white(body_below, start, end)
    return witnesses > _WITNESSES and strip >= _GUTTER * body


def _alike(runs: list[_Run], size: float) -> bool:
    return 1 / _SIZE_SLACK <= runs[0][0].size / size <= _SIZE_SLACK


def _white(rows: list[list[_Run]], start: float, end: float) -> tuple[float, int]:
    """The widest strip between two x that is white in all rows, and how many rows tell so on both of its sides.

    The lines of two columns need not stand on the same base lines: the sides are counted by themselves, and the smaller
    number is returned.
    """
    covered: list[tuple[float, float]] = []
    lefts = rights = 0
    for runs in rows:
        left = right = False
        for run in runs:
            first, last = run[0].left, _ends(run[-1])
            reach = _BESIDE * run[0].size
            left = left or (first < start and last > start - reach)
            right = right or (last > end and first < end + reach)
            if last > start and first < end:
                covered.append((first, last))
        lefts += left
        rights += right
    widest, edge = 0.0, start
    for left_edge, right_edge in sorted(covered):
        widest = max(widest, left_edge - edge)
        edge = max(edge, right_edge)
    return max(widest, end - edge), min(lefts, rights)


def _stacks(rows: list[list[_Run]]) -> tuple[list[_Run], list[list[_Run]]]:
    """Characters set one under the other, and the rows without them."""
    single = [run[0] for runs in rows for run in runs if len(run) == 1 and run[0].text >= "\u2e80"]
    # stacks still growing, by the place of their axis; those that have ended
    growing: dict[int, _Run] = {}
    stacks: list[_Run] = []
    for glyph in single:
        axis = (glyph.left + glyph.right) / 2
        place = round(axis)
        reach = max(1, round(_ASIDE * glyph.size))
        for at in range(place - reach, place + reach + 1):
            above = growing.get(at)
            if (
                above
                and _alike([above], glyph.size)
                and 0.5 * glyph.size <= glyph.base - above[-1].base <= _PITCH * glyph.size
            ):
                above.append(glyph)
                break
        else:
            growing[place] = [glyph]
            stacks.append(growing[place])
    stacks = [stack for stack in stacks if len(stack) >= _STACKED]
    taken = {id(glyph) for stack in stacks for glyph in stack}
    left = [[run for run in runs if len(run) > 1 or id(run[0]) not in taken] for runs in rows]
    return stacks, left


def _stack_line(stack: _Run) -> PrintedLine:
    steps = [below.base - above.base for above, below in itertools.pairwise(stack)]
    usual = min(steps)
    text = stack[0].text
    for glyph, step in zip(stack[1:], steps, strict=True):
        text += (" " if step > _NAME_GAP * usual else "") + glyph.text
    left, right = min(glyph.left for glyph in stack), max(glyph.right for glyph in stack)
    return PrintedLine(text, left, right, stack[0].base, stack[-1].base, stack[0].size, len(stack))


def _even(runs: list[_Run]) -> list[_Run]:
    """The runs of a row, letter-spaced ones made one."""
    joined: list[_Run] = []
    at = 0
    while at < len(runs):
        end = at + 1
        gap = runs[end][0].left - runs[at][-1].right if end < len(runs) else 0.0
        while (
            end < len(runs)
            and len(runs[end - 1]) == len(runs[end]) == 1
            and gap <= _EVEN_GAP * runs[at][0].size
            and abs(runs[end][0].left - runs[end - 1][-1].right - gap) < _EVEN * runs[at][0].size
        ):
            end += 1
        if end - at > _STACKED:
            joined.append([glyph for run in runs[at:end] for glyph in run])
            at = end
        else:
            joined.append(runs[at])
            at += 1
    return joined


def _line(runs: list[_Run]) -> PrintedLine:
    pieces: list[str] = []
    before: Glyph | None = None
    for run in runs:
        for glyph in run:
            if before is not None:
                gap = glyph.left - before.right
                latin = before.text[-1] < "\u2e80" and glyph.text[0] < "\u2e80"
                apart = _WORD_GAP if latin else _GAP if glyph is run[0] else math.inf
                if glyph.spaced or gap > apart * glyph.size:
                    pieces.append(" ")
            pieces.append(glyph.text)
            before = glyph
    first = runs[0][0]
    sizes = Counter(glyph.size for run in runs for glyph in run)
    size = sizes.most_common(1)[0][0]
    return PrintedLine("".join(pieces), first.left, runs[-1][-1].right, first.base, first.base, size, sizes.total())
