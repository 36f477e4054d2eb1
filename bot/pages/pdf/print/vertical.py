"""Finds characters that are set one under the other: vertical headlines and bylines."""

from __future__ import annotations

import itertools

from bot.pages.pdf.print.glyphs import PrintedLine, Row, Run, is_similar

# The characters of a vertical line: their distance and the difference of their middles in x, both in ems at most, and
# their number at least.
_PITCH = 2.7
_ASIDE = 0.3
_VERTICAL_COUNT = 3
# Between two names in a vertical line the distance is so many times that between the characters of a name.
_NAME_GAP = 1.5


def take_vertical(rows: list[Row]) -> tuple[list[Run], list[Row]]:
    """The characters of each vertical line from the top, and the rows without them."""
    single = [run[0] for row in rows for run in row if len(run) == 1 and run[0].text >= "\u2e80"]
    # the vertical lines that may go on, by the x of their middles, rounded
    growing: dict[int, Run] = {}
    vertical: list[Run] = []
    for glyph in single:
        middle = round((glyph.left + glyph.right) / 2)
        reach = max(1, round(_ASIDE * glyph.size))
        for x in range(middle - reach, middle + reach + 1):
            above = growing.get(x)
            if (
                above
                and is_similar(above[0].size, glyph.size)
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


def make_vertical_line(run: Run) -> PrintedLine:
    """A vertical line; its text has a space where the distance between two characters is that between two names."""
    steps = [below.baseline - above.baseline for above, below in itertools.pairwise(run)]
    usual = min(steps)
    text = run[0].text
    for glyph, step in zip(run[1:], steps, strict=True):
        text += (" " if step > _NAME_GAP * usual else "") + glyph.text
    left, right = min(glyph.left for glyph in run), max(glyph.right for glyph in run)
    return PrintedLine(text, left, right, run[0].baseline, run[-1].baseline, run[0].size, len(run))
