"""Puts the blocks of one story in reading order, column by column."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pages.pdf.print.blocks import Block


def order_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one story in reading order: a topological sort of Breuel's "is read before"."""
    blocks = sorted(blocks, key=lambda block: (block.left, block.top))
    # by index: the blocks that are read before a block
    before: list[list[int]] = [[] for _ in blocks]
    for first_at, first in enumerate(blocks):
        for second_at, second in enumerate(blocks):
            if not first.is_beside(second):
                if first.top < second.top:
                    before[second_at].append(first_at)
            elif first.right <= second.left and not _is_separated(blocks, first, second):
                before[second_at].append(first_at)
    ordered: list[int] = []
    seen: set[int] = set()
    for start in sorted(range(len(blocks)), key=lambda at: (blocks[at].top, blocks[at].left)):
        # depth first, with a stack in place of recursion: a block comes after all that are read before it
        stack = [(start, False)]
        while stack:
            at, all_before_done = stack.pop()
            if all_before_done:
                ordered.append(at)
            elif at not in seen:
                seen.add(at)
                stack.append((at, True))
                stack.extend((other, False) for other in reversed(before[at]) if other not in seen)
    return [blocks[at] for at in ordered]


def _is_separated(blocks: Sequence[Block], left: Block, right: Block) -> bool:
    """Whether a block that spans the columns of both stands between the heights of two blocks."""
    top, bottom = min(left.bottom, right.bottom), max(left.top, right.top)
    return any(
        top <= (block.top + block.bottom) / 2 <= bottom and not block.is_beside(left) and not block.is_beside(right)
        for block in blocks
        if block is not left and block is not right
    )
