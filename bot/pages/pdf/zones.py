"""The zones of a printed page: rules and white strips divide it, and stories end where a zone ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.pages.pdf.decks import DECK_SIZE, is_close, looks_like_deck
from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.lines import DISPLAY
from bot.pages.pdf.print.rules import Area

# Places at one height differ by less than so many ems.
SAME_HEIGHT = 0.5
# The name of a section or of the newspaper at the top of a page has at most so many characters.
_LABEL_LENGTH = 4
# A headline that is told by its face has at most so many lines.
_FACE_HEADLINE_LINES = 2
# A rule that parts stories is more than so many ems broader than a column: one of a column's breadth adorns a sentence
# that is pulled out, or ends a brief.
_BROADER = 4.0
# A rule is over a block that stands out from it by at most so many ems.
_OUT_OF_RULE = 2.0
# Blocks that a rule divides reach over it by at most so many points.
_ACROSS_RULE = 2.0
# White between two stories is at least so many ems of the body's size high.
_WHITE = 1.0


@dataclass(frozen=True, eq=False)
class Zone:
    """A part of a page that no story leaves: its blocks, and the horizontal rules of the page."""

    # from the top, those at one height from the left
    blocks: Sequence[Block]
    # the size that most of the zone is set in, in points
    body_size: float
    rules: Sequence[Area]
    # the y above which a few characters are a label
    head_end: float

    def find_above(self, block: Block, blocks: Sequence[Block]) -> Block | None:
        """The next block above a block; none where a rule parts it from the text of another story."""
        above = _find_above(block, blocks)
        return None if above is None or self._is_parted(above, block) else above

    def _is_parted(self, above: Block, block: Block) -> bool:
        """Whether a horizontal rule parts a block from what stands above it, the text of another story.

        A rule below a headline or a kicker sets it off from its own text.
        """
        left, right = min(above.left, block.left), max(above.right, block.right)
        return not looks_like_deck(above, self.body_size) and any(
            _is_broader(rule, left, right, block.size) for rule in self._find_rules_between(above, block)
        )

    def has_rule_between(self, above: Block, block: Block) -> bool:
        """Whether a horizontal rule stands over the whole breadth of a block and below another."""
        return bool(self._find_rules_between(above, block))

    def _find_rules_between(self, above: Block, block: Block) -> list[Area]:
        return [
            rule
            for rule in self.rules
            if above.bottom <= rule.top <= block.top + block.size / 2 and _is_over(rule, block)
        ]

    def is_display(self, block: Block) -> bool:
        """Whether a block has the size or the face of headlines, and is no number.

        A few characters at the top of the page are a label, unless a headline follows closely.
        """
        if block.size < DISPLAY * self.body_size or block.text.isdigit():
            return self._is_headline_by_face(block)
        if len(block.text) > _LABEL_LENGTH or block.top >= self.head_end:
            return True
        below = find_below(block, self.blocks)
        return below is not None and below.size >= DISPLAY * self.body_size and is_close(block, below)

    def _is_headline_by_face(self, block: Block) -> bool:
        """Whether type a little larger than the text's, in another face, stands closely over text alone."""
        if (
            not block.is_in_other_face
            or block.size < DECK_SIZE * self.body_size
            or len(block.lines) > _FACE_HEADLINE_LINES
        ):
            return False
        above, below = _find_above(block, self.blocks), find_below(block, self.blocks)
        is_over_text = below is not None and not below.is_in_other_face and is_close(block, below)
        return is_over_text and (above is None or above.size <= block.size or not is_close(above, block))


def _find_above(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The next block above a block."""
    lowest = block.top + SAME_HEIGHT * block.size
    above = [
        other for other in blocks if other.top < block.top and other.bottom <= lowest and not other.is_beside(block)
    ]
    return max(above, key=lambda other: other.bottom, default=None)


def find_below(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The next block below a block."""
    below = [other for other in blocks if other.top >= block.bottom and not other.is_beside(block)]
    return min(below, key=lambda other: other.top, default=None)


def divide(blocks: Sequence[Block], rules: Sequence[Area], body_size: float) -> list[list[Block]]:
    """The blocks of each zone of a page, from the top, as horizontal rules and white strips cut it; none is empty.

    A white strip cuts it between the columns of one headline and another headline below them.
    """
    if not blocks:
        return []
    blocks = sorted(blocks, key=lambda block: (block.top, block.left))
    for rule in sorted(rules, key=lambda rule: rule.top):
        above = [block for block in blocks if (block.top + block.bottom) / 2 < rule.top]
        below = [block for block in blocks if (block.top + block.bottom) / 2 >= rule.top]
        if above and below and _divides(rule, above, below):
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


def _divides(rule: Area, above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether a rule stands between some blocks and others, over all on one side, and is broader than its columns."""
    if (
        max(block.bottom for block in above) > rule.bottom + _ACROSS_RULE
        or min(block.top for block in below) < rule.top - _ACROSS_RULE
    ):
        return False
    return any(
        all(_is_over(rule, block) for block in side)
        and all(_is_broader(rule, block.left, block.right, block.size) for block in side if len(block.lines) > 1)
        for side in (above, below)
    )


def _is_over(rule: Area, block: Block) -> bool:
    """Whether a rule has the whole breadth of a block, but for a little."""
    return rule.left <= block.left + _OUT_OF_RULE * block.size and rule.right >= block.right - _OUT_OF_RULE * block.size


def _is_broader(rule: Area, left: float, right: float, size: float) -> bool:
    """Whether a rule is so much broader than a column, in type of a size, that it parts stories."""
    return rule.right - rule.left > right - left + _BROADER * size
