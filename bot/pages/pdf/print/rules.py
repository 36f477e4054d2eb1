"""The lines and boxes that are drawn on a page: rules between columns, and frames and tints around stories.

Places are in points, x to the right and y downwards, as in a Glyph.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from bot.pages.pdf.print.glyphs import Glyph

# A rule is at most so many points thick and at least so many long.
_THICK, _LONG = 8.0, 20.0
# The rules of a frame meet at its corners within so many points.
_CORNER = 4.0
# A box has at least so many characters, and at most this share of the page's.
_LEAST_GLYPHS, _MOST_SHARE = 20, 0.6


class Area(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_upright_rule(self) -> bool:
        """Whether it is a vertical line."""
        return self.right - self.left <= _THICK and self.bottom - self.top >= _LONG

    @property
    def is_flat_rule(self) -> bool:
        """Whether it is a horizontal line."""
        return self.bottom - self.top <= _THICK and self.right - self.left >= _LONG

    def has(self, glyph: Glyph) -> bool:
        """Whether a glyph is in the area."""
        middle = (glyph.left + glyph.right) / 2
        return self.left <= middle <= self.right and self.top <= glyph.baseline - glyph.size / 3 <= self.bottom


def is_ruled(rules: Sequence[Area], before: Glyph, after: Glyph) -> bool:
    """Whether one of the vertical rules stands in the space between two glyphs of a row."""
    return any(
        before.left < rule.left
        and rule.right <= after.right
        and before.right - before.size / 2 <= rule.left
        and rule.right <= after.left + after.size / 2
        and rule.top <= after.baseline <= rule.bottom + after.size / 2
        for rule in rules
    )


def find_boxes(drawn: Sequence[Area], glyphs: Sequence[Glyph]) -> list[Area]:
    """The frames and tints that have a story or a notice in them, the smallest first."""
    frames = {area for area in drawn if min(area.right - area.left, area.bottom - area.top) >= _LONG}
    frames.update(_join_rules(drawn))
    counted = ((area, sum(map(area.has, glyphs))) for area in frames)
    boxes = [area for area, count in counted if _LEAST_GLYPHS <= count <= _MOST_SHARE * len(glyphs)]
    return sorted(boxes, key=lambda area: (area.right - area.left) * (area.bottom - area.top))


def _join_rules(drawn: Sequence[Area]) -> list[Area]:
    """The frames that are drawn as four rules."""
    upright = sorted(area for area in drawn if area.is_upright_rule)
    flat = [area for area in drawn if area.is_flat_rule]
    frames = []
    for at, left in enumerate(upright):
        for right in upright[at + 1 :]:
            if not (
                math.isclose(left.top, right.top, abs_tol=_CORNER)
                and math.isclose(left.bottom, right.bottom, abs_tol=_CORNER)
            ):
                continue
            ends = [
                rule
                for rule in flat
                if abs(rule.left - left.left) <= _CORNER and abs(rule.right - right.right) <= _CORNER
            ]
            if all(any(abs(rule.top - y) <= _CORNER for rule in ends) for y in (left.top, left.bottom)):
                frames.append(Area(left.left, left.top, right.right, left.bottom))
                break
    return frames


def split_by_box(glyphs: Sequence[Glyph], boxes: Sequence[Area]) -> list[list[Glyph]]:
    """The glyphs outside all boxes, and those of each box that are in no smaller one."""
    parts: list[list[Glyph]] = [[] for _ in range(len(boxes) + 1)]
    for glyph in glyphs:
        at = next((at for at, box in enumerate(boxes, 1) if box.has(glyph)), 0)
        parts[at].append(glyph)
    return parts
