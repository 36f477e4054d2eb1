"""Boxes: texts between two lines drawn across that were printed amid another story, and are read by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.reader.lines.rows import Row

__all__ = ["is_line", "split_boxes"]

_LINE = re.compile(r"[-—–=＝_─━═*＊~～]{4,}")
_PROSE = re.compile("[，。；,;]")
# A box is a notice or a short story.
LEAST_ROWS, MOST_ROWS = 2, 60
# So many rows above tell whether a story stands there, and not a headline.
ABOVE = 3


def is_line(row: Row) -> bool:
    """Whether a row is nothing but a line drawn across the column."""
    return bool(_LINE.fullmatch(row.plain))


def split_boxes(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of a page outside its boxes, and then those of each box; empty stretches are left out.

    Lines part stories, too: only where the text above stops in mid-sentence do they stand around a box.
    """
    lines = [at for at, row in enumerate(rows) if is_line(row)]
    outside: list[Row] = []
    boxes: list[list[Row]] = []
    position = 0
    for first, last in pairwise(lines):
        if first < position or not LEAST_ROWS < last - first <= MOST_ROWS or not _is_amid_text(rows, first, last):
            continue
        outside.extend(rows[position:first])
        boxes.append(list(rows[first + 1 : last]))
        position = last + 1
    outside.extend(rows[position:])
    return [part for part in (outside, *boxes) if part]


def _is_amid_text(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether the text above one line stops in mid-sentence, and there is more below the other."""
    above = rows[max(0, first - ABOVE) : first]
    prose = any(_PROSE.search(row.plain) for row in above)
    return prose and not above[-1].closed and last + 1 < len(rows)
