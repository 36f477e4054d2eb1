"""Divides a printed page along the horizontal rules that are drawn on it, and along white strips between stories."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.lines import DISPLAY
from bot.pages.pdf.print.rules import Area

__all__ = ["divide"]

# A rule reaches over blocks that stand out by at most so many ems, and blocks reach over it by so many points.
_OUT = 2.0
_OVER = 2.0
# A rule between two stories is at least so many ems broader than a column.
_BREADTH = 4.0
# White between two stories is at least so many ems high.
_WHITE = 1.0


def divide(blocks: Sequence[Block], rules: Sequence[Area], body_size: float) -> list[list[Block]]:
    """The blocks of each zone of a page, from the top, as rules and white strips cut it; none is empty.

    A white strip cuts it between the columns of one headline and another headline below them.
    """
    if not blocks:
        return []
    blocks = sorted(blocks, key=lambda block: (block.top, block.left))
    for rule in sorted((rule for rule in rules if rule.is_flat_rule), key=lambda rule: rule.top):
        above = [block for block in blocks if (block.top + block.bottom) / 2 < rule.top]
        below = [block for block in blocks if (block.top + block.bottom) / 2 >= rule.top]
        if above and below and _parts(rule, above, below):
            return divide(above, rules, body_size) + divide(below, rules, body_size)
    bottom = blocks[0].bottom
    for at, block in enumerate(blocks):
        if block.top - bottom >= _WHITE * body_size and _heads_columns(blocks[:at], blocks[at:], body_size):
            return divide(blocks[:at], rules, body_size) + divide(blocks[at:], rules, body_size)
        bottom = max(bottom, block.bottom)
    return [blocks]


def _heads_columns(above: Sequence[Block], below: Sequence[Block], body_size: float) -> bool:
    """Whether columns with a headline end above a white strip, and a headline stands below it."""
    columns = [block for block in above if len(block.lines) > 1 and block.size < DISPLAY * body_size]
    has_columns = any(one.is_beside(other) for one, other in pairwise(columns))
    has_headline = any(block.size >= DISPLAY * body_size for block in above)
    return (
        has_columns
        and has_headline
        and any(block.size >= DISPLAY * body_size and block.top <= below[0].top + body_size for block in below)
    )


def _parts(rule: Area, above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a rule stands between some blocks and others, over all on one side, and is broader than a column.

    One of a column's breadth adorns a sentence that is pulled out, or ends a brief.
    """
    if (
        max(block.bottom for block in above) > rule.bottom + _OVER
        or min(block.top for block in below) < rule.top - _OVER
    ):
        return False
    return any(
        all(
            rule.left <= block.left + _OUT * block.size and rule.right >= block.right - _OUT * block.size
            for block in side
        )
        and all(
            rule.right - rule.left > block.right - block.left + _BREADTH * block.size
            for block in side
            if len(block.lines) > 1
        )
        for side in (above, below)
    )
