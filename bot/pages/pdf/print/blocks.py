"""Groups printed lines into blocks: lines of one size, closely one under the other.

Places are in points; thresholds are in ems, multiples of the size of the type.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from bot.pages.pdf.print.glyphs import PrintedLine, is_same_size
from bot.pages.pdf.print.lines import DISPLAY

_PARAGRAPH_ENDS = ("。", "！", "？", "!", "?", "…", "”", "』", "」", "；", ";", "）", ")")


@dataclass(frozen=True, eq=False)
class Block:
    """Lines of one size, closely one under the other, from the top; at least one. Vertical lines stand side by side."""

    lines: tuple[PrintedLine, ...]

    @cached_property
    def left(self) -> float:
        """The least x of its lines."""
        return min(line.left for line in self.lines)

    @cached_property
    def right(self) -> float:
        """The greatest x of its lines."""
        return max(line.right for line in self.lines)

    @cached_property
    def top(self) -> float:
        """The y of its upper edge, an em above the first baseline."""
        return min(line.baseline - line.size for line in self.lines)

    @cached_property
    def bottom(self) -> float:
        """The y of its last baseline."""
        return max(line.last_baseline for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its type in points."""
        return self.lines[0].size

    @cached_property
    def text(self) -> str:
        """Its text without line breaks."""
        return "".join(line.text for line in self.lines)

    @property
    def ends_paragraph(self) -> bool:
        """Whether its last characters are those that a paragraph ends with."""
        return self.text.endswith(_PARAGRAPH_ENDS)

    @property
    def is_in_other_face(self) -> bool:
        """Whether all of it is set in another face than the text of the page."""
        return all(line.in_other_face for line in self.lines)

    @property
    def is_vertical(self) -> bool:
        """Whether its characters stand one under the other."""
        return self.lines[0].is_vertical

    def is_beside(self, other: Block) -> bool:
        """Whether two blocks share no x."""
        return self.right <= other.left or other.right <= self.left


# From one baseline of a block to the next at most so many ems, and so many times the distance usual in the column.
_MAX_LEADING = 2.1
_MAX_LEADING_FACTOR = 1.25
# A line counts as at least so many ems wide, because the last line of a paragraph may be shorter than the indent of the
# next one.
_LEAST_WIDTH = 4.0
# Lines begin at the same place if they are at most so many ems apart, and the first line of a paragraph is set in by at
# least so many.
_ALIGNED, _LEAST_INDENT = 0.3, 1.5
# The middle of a line below a headline is at most so many ems from the headline's.
_OFF_MIDDLE = 0.5
# Baselines that differ by at most so many ems are at the same height.
_BASELINE_SLACK = 0.25


def find_blocks(lines: Sequence[PrintedLine]) -> list[Block]:
    """Group lines into blocks, in no particular order.

    A line belongs to the block of the line above if no other line is closely below that one, and none closely above it.
    """
    horizontal = sorted((line for line in lines if not line.is_vertical), key=lambda line: (line.baseline, line.left))
    baselines = [line.baseline for line in horizontal]
    # by index: the lines closely below a line, and the number of those closely above it
    below = [_find_closely_below(horizontal, baselines, at) for at in range(len(horizontal))]
    above_count = Counter(after for indexes in below for after in indexes)
    centred = _find_centred(horizontal, below)
    taken: set[int] = set()
    blocks: list[Block] = []
    for start in range(len(horizontal)):
        if start in taken:
            continue
        column, at = [horizontal[start]], start
        taken.add(start)
        while len(below[at]) == 1:
            (after,) = below[at]
            same_size = is_same_size(horizontal[at].size, horizontal[after].size)
            if after in taken or above_count[after] > 1 or not same_size or at in centred:
                break
            taken.add(after)
            column.append(horizontal[after])
            at = after
        blocks.extend(_split_at_white(column))
    return blocks + _join_vertical([line for line in lines if line.is_vertical])


def _find_centred(lines: Sequence[PrintedLine], below: Sequence[Sequence[int]]) -> set[int]:
    """The indexes of the lines in the middle below a headline, as bylines are; the text may begin closely below.

    Such a line begins and ends elsewhere than the column below it. One that is set in as a paragraph is, and ends
    where the column does, is its first line.
    """
    centred = set()
    for at, indexes in enumerate(below):
        for other in indexes:
            headline, line = lines[at], lines[other]
            if len(below[other]) != 1 or headline.size < DISPLAY * line.size:
                continue
            column = lines[below[other][0]]
            off_middle = abs(headline.left + headline.right - line.left - line.right) / 2
            begins_aside = abs(line.left - column.left) > _ALIGNED * line.size
            is_set_in = line.left > column.left and abs(line.right - column.right) <= line.size
            is_first = is_set_in and line.left - column.left >= _LEAST_INDENT * line.size
            if off_middle <= _OFF_MIDDLE * line.size and begins_aside and not is_first:
                centred.add(other)
    return centred


def _split_at_white(column: list[PrintedLine]) -> Iterator[Block]:
    """The blocks of a column: a new one begins where the space between two lines is wider than usual."""
    steps = [after.baseline - before.baseline for before, after in pairwise(column)]
    usual = median_low(steps) if steps else 0.0
    block = [column[0]]
    for line, step in zip(column[1:], steps, strict=True):
        if step > _MAX_LEADING_FACTOR * usual:
            yield Block(tuple(block))
            block = []
        block.append(line)
    yield Block(tuple(block))


def _find_closely_below(lines: Sequence[PrintedLine], baselines: list[float], at: int) -> list[int]:
    """The indexes of the lines closely below a line: those at the height of the first one that shares an x with it."""
    line = lines[at]
    found: list[int] = []
    for after in range(at + 1, bisect_left(baselines, line.baseline + _MAX_LEADING * line.size)):
        other = lines[after]
        if found and other.baseline - lines[found[0]].baseline > _BASELINE_SLACK * other.size:
            break
        if (
            other.left < max(line.right, line.left + _LEAST_WIDTH * line.size)
            and line.left < max(other.right, other.left + _LEAST_WIDTH * other.size)
            and other.baseline - line.baseline > _BASELINE_SLACK * min(other.size, line.size)
        ):
            found.append(after)
    return found


def _join_vertical(lines: Sequence[PrintedLine]) -> list[Block]:
    """The blocks of vertical lines: lines side by side are one block, and the first one is on the right."""
    blocks: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.left):
        for block in blocks:
            right = block[-1]
            if (
                right.left - line.right < _MAX_LEADING * line.size
                and line.baseline < right.last_baseline
                and right.baseline < line.last_baseline
                and is_same_size(line.size, right.size)
            ):
                block.append(line)
                break
        else:
            blocks.append([line])
    return [Block(tuple(block)) for block in blocks]
