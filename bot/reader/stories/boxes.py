"""Boxes: texts between two lines drawn across, in the middle of another story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.reader.lines.row_features import PROSE_MARK
from bot.reader.lines.rows import Row

_LINE = re.compile(r"[-—–=＝_─━═*＊~～]{4,}")
# A box holds a notice or a short story: at least LEAST_ROWS rows, and fewer than MOST_ROWS.
LEAST_ROWS, MOST_ROWS = 2, 60
# So many rows above a box show whether a story stands there, or a headline.
ROWS_ABOVE = 3


def split_boxes(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of a page outside its boxes, then those of each box; none of these lists is empty.

    Lines drawn across may also stand between stories: those around a box interrupt a sentence.
    """
    lines = [at for at, row in enumerate(rows) if _LINE.fullmatch(row.plain)]
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
    above = rows[max(0, first - ROWS_ABOVE) : first]
    prose = any(PROSE_MARK.search(row.plain) for row in above)
    return prose and not above[-1].closed and last + 1 < len(rows)
