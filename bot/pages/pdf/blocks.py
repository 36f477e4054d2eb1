"""Printed lines → blocks: lines of one size that follow each other closely. All measures but places are in ems."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median_low

from bot.pages.pdf.lines import PrintedLine

__all__ = ["Block", "alike", "find_blocks"]


@dataclass(eq=False)
class Block:
    """Lines of one size that follow each other closely; at least one."""

    lines: list[PrintedLine]

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)
        self.top = min(line.base - line.size for line in self.lines)
        self.bottom = max(line.last for line in self.lines)
        self.size = self.lines[0].size

    @cached_property
    def text(self) -> str:
        """What it says, without line breaks."""
        return "".join(line.text for line in self.lines)

    @property
    def vertical(self) -> bool:
        """Whether its characters stand one under the other."""
        return self.lines[0].vertical

    def beside(self, other: Block) -> bool:
        """Whether two blocks share no x."""
        return self.right <= other.left or other.right <= self.left


# From one line of a block to the next, in ems; and in the column's own steps.
_LEADING = 2.1
_STEP_SLACK = 1.25
# A paragraph's last line may be shorter than the indent of the next: each line rules at least so much.
_SHORTEST = 4.0
# Lines of one row differ in y by this much.
_BASE_SLACK = 0.25
# Lines of one block differ in size by this factor.
_BLOCK_SIZES = 1.13


def alike(one: float, other: float) -> bool:
    """Whether two sizes of type are one to the eye."""
    return max(one, other) <= _BLOCK_SIZES * min(one, other)


def find_blocks(lines: Sequence[PrintedLine]) -> list[Block]:
    """Lines put together where one alone stands closely under another alone; in no order."""
    flat = sorted((line for line in lines if not line.vertical), key=lambda line: (line.base, line.left))
    bases = [line.base for line in flat]
    below = [_next(flat, bases, at) for at in range(len(flat))]
    above = Counter(one for found in below for one in found)
    taken: set[int] = set()
    blocks: list[Block] = []
    for start in range(len(flat)):
        if start in taken:
            continue
        chain, at = [flat[start]], start
        taken.add(start)
        while len(below[at]) == 1:
            (after,) = below[at]
            if after in taken or above[after] > 1 or not alike(flat[at].size, flat[after].size):
                break
            taken.add(after)
            chain.append(flat[after])
            at = after
        blocks.extend(_cut(chain))
    return blocks + _vertical_blocks([line for line in lines if line.vertical])


def _cut(chain: list[PrintedLine]) -> Iterator[Block]:
    """The blocks of a column: cut where there is more white between two lines than elsewhere in it."""
    steps = [after.base - before.base for before, after in pairwise(chain)]
    usual = median_low(steps) if steps else 0.0
    block = [chain[0]]
    for line, step in zip(chain[1:], steps, strict=True):
        if step > _STEP_SLACK * usual:
            yield Block(block)
            block = []
        block.append(line)
    yield Block(block)


def _next(flat: Sequence[PrintedLine], bases: list[float], at: int) -> list[int]:
    """The lines closely under a line: those of the first row below that share an x with it."""
    line = flat[at]
    found: list[int] = []
    for after in range(at + 1, bisect_left(bases, line.base + _LEADING * line.size)):
        other = flat[after]
        if found and other.base - flat[found[0]].base > _BASE_SLACK * other.size:
            break
        if (
            other.left < max(line.right, line.left + _SHORTEST * line.size)
            and line.left < max(other.right, other.left + _SHORTEST * other.size)
            and other.base - line.base > _BASE_SLACK * min(other.size, line.size)
        ):
            found.append(after)
    return found


def _vertical_blocks(stacks: Sequence[PrintedLine]) -> list[Block]:
    """Vertical lines; those side by side are one block and read from the right."""
    blocks: list[list[PrintedLine]] = []
    for line in sorted(stacks, key=lambda line: -line.left):
        for block in blocks:
            right = block[-1]
            if (
                right.left - line.right < _LEADING * line.size
                and line.base < right.last
                and right.base < line.last
                and alike(line.size, right.size)
            ):
                block.append(line)
                break
        else:
            blocks.append([line])
    return [Block(block) for block in blocks]
