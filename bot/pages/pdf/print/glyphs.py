"""Printed characters and lines, and their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# The sizes of digits and characters from another font differ by at most this factor.
SIZE_FACTOR = 1.25
# Two sizes that look the same differ by at most this factor.
_SAME_SIZE = 1.13


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
    # the x at which its square begins, whatever the ink in it; where a font does not say, its left
    start: float | None = None
    # by how many degrees it is turned, counter-clockwise; the places are those of the page turned back
    turn: int = 0
    # whether its face is another than that of the page's text
    in_other_face: bool = False


# Glyphs without a gap between them, from the left.
Run: TypeAlias = list[Glyph]
# The runs on one baseline, from the left.
Row: TypeAlias = list[Run]


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
    # whether all of it is set in another face than the page's text
    in_other_face: bool = False

    @property
    def is_vertical(self) -> bool:
        """Whether its characters stand one under the other."""
        return self.last_baseline > self.baseline


def is_similar(size: float, other: float) -> bool:
    """Whether characters of two sizes can stand in one line."""
    return 1 / SIZE_FACTOR <= size / other <= SIZE_FACTOR


def is_same_size(size: float, other: float) -> bool:
    """Whether two sizes of type look the same."""
    return max(size, other) <= _SAME_SIZE * min(size, other)
