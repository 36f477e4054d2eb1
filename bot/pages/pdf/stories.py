"""Finds which blocks of a printed page belong together: a headline and its columns are a story.

A headline rules the columns below it, down to the next headline. Places are in points; thresholds are in ems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.pages.pdf.columns import order_columns
from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.glyphs import is_same_size
from bot.pages.pdf.print.lines import DISPLAY
from bot.pages.pdf.print.rules import Area

__all__ = ["PARAGRAPH_ENDS", "Story", "Zone", "is_close", "looks_like_deck"]

# A subheading: its size as a share of the headline's at most, its characters at most, its distance to the paragraphs.
_SUBHEAD_SIZE = 0.65
_SUBHEAD_LENGTH = 14
_SUBHEAD_GAP = 2.5
# The name of a section or of the newspaper has at most so many characters.
_LABEL_LENGTH = 4
# A single line below a headline is a byline if it has at most so many glyphs, and text if it has more.
_BYLINE_LENGTH = 30
# Two columns whose tops differ by less begin at the same height.
_SAME_HEIGHT = 0.5
# A rule between two stories is at least so much broader than a column.
_RULE_BREADTH = 4
# The decks of one headline are at most so far apart.
_DECK_GAP = 1.5
# Text whose headline stands beside it begins so near to the headline's top.
_SAME_TOP = 2
# The columns of one story differ in breadth by at most this.
_SAME_BREADTH = 1.6
# Next to a headline, a block larger than the body by this factor and with at most so many characters is a deck.
_DECK_SIZE = 1.1
_DECK_LENGTH = 40
# A headline that is told by its face has at most so many lines.
_BOLD_LINES = 2
# A block that ends with one of these ends a paragraph.
PARAGRAPH_ENDS = ("。", "！", "？", "!", "?", "…", "”", "』", "」", "；", ";", "）", ")")


@dataclass(eq=False)
class Story:
    """The blocks of one headline. A story without one has the blocks connected to its first block."""

    # the decks of the headline, from the top
    decks: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def first(self) -> Block:
        """The block that it begins with."""
        return (self.decks or self.blocks or self.bylines)[0]


class Zone:
    """A part of a page, whose blocks are assigned to stories from the top down.

    Attributes:
        stories: in the order in which they were found.
    """

    def __init__(self, blocks: Sequence[Block], body_size: float, rules: Sequence[Area], head_end: float) -> None:
        self._blocks = sorted(blocks, key=lambda block: (block.top, block.left))
        self._rules = [rule for rule in rules if rule.is_flat_rule]
        self._head_end = head_end
        self._body_size = body_size
        self._story_of: dict[Block, Story] = {}
        self.stories: list[Story] = []
        bylines = [block for block in self._blocks if block.is_vertical and self._is_byline(block)]
        others = [block for block in self._blocks if block not in bylines]
        self._kickers = {kicker for block in others if (kicker := self._find_kicker(block, others)) is not None}
        for block in others:
            self._assign(block, others)
        for byline in bylines:
            self._assign_vertical_byline(byline)
        self._join_columns_above_headlines()
        self._join_columns_beside_headlines()
        self._join_columns_around_headline()

    def _join_columns_above_headlines(self) -> None:
        """Join text with nothing above it to the story whose headline breaks its column: it goes on below that."""
        for headless in [story for story in self.stories if not story.decks]:
            last = (headless.blocks or headless.bylines)[-1]
            below = _find_below(last, self._blocks)
            story = self._story_of.get(below) if below else None
            if below is None or story is None or below not in story.decks or self._find_rules_between(last, below):
                continue
            # a line by itself may be the name of a section
            if len(headless.first.lines) == 1 or self._find_above(headless.first, self._blocks):
                continue
            if any(abs(block.left - headless.first.left) <= _SAME_BREADTH * block.size for block in story.blocks):
                self._join(headless, story)

    def _join_columns_beside_headlines(self) -> None:
        """Join text without a headline to the story whose headline begins beside it at the same height.

        A headline over some columns of its story stands beside or amid the others, which begin where it does.
        """
        for headless in [story for story in self.stories if not story.decks]:
            first = headless.first
            if self._find_above(first, self._blocks):
                continue
            beside = [
                story
                for story in self.stories
                if story.decks
                and all(map(first.is_beside, story.decks))
                and abs(min(block.top for block in story.decks + story.blocks) - first.top) <= _SAME_TOP * first.size
                and _is_set_alike(story, headless)
                and (len(first.lines) > 1 or _breaks_off(story, first))
            ]
            if beside:
                # the column on the left breaks off amid a sentence that goes on here
                broken_off = [story for story in beside if _breaks_off(story, first)]
                self._join(headless, min(broken_off or beside, key=lambda story: _distance(first, story)))

    def _join_columns_around_headline(self) -> None:
        """Join all columns without a headline to the only headline among them: it stands in their middle."""
        headed = [story for story in self.stories if story.decks]
        if len(headed) == 1:
            for headless in [story for story in self.stories if _is_set_alike(headed[0], story)]:
                if len(headless.first.lines) > 1:
                    self._join(headless, headed[0])

    def _join(self, headless: Story, story: Story) -> None:
        if headless is not story:
            story.bylines += headless.bylines
            story.blocks += headless.blocks
            self._story_of |= dict.fromkeys(headless.bylines + headless.blocks, story)
            self.stories.remove(headless)

    def _is_bold_headline(self, block: Block) -> bool:
        """Whether type a little larger than the text's, in a face of its own, stands closely over text alone."""
        if not block.is_bold or block.size < _DECK_SIZE * self._body_size or len(block.lines) > _BOLD_LINES:
            return False
        above, below = _find_above(block, self._blocks), _find_below(block, self._blocks)
        is_over_text = below is not None and not below.is_bold and is_close(block, below)
        return is_over_text and (above is None or above.size <= block.size or not is_close(above, block))

    def _find_above(self, block: Block, blocks: Sequence[Block]) -> Block | None:
        """The next block above a block; none where a rule parts it from the text of another story."""
        above = _find_above(block, blocks)
        return None if above is None or self._is_parted(above, block) else above

    def _is_parted(self, above: Block, block: Block) -> bool:
        """Whether a horizontal rule parts a block from what stands above it, the text of another story.

        The rule is broader than their column: one of a column's breadth adorns a sentence that is pulled out. A rule
        below a headline or a kicker sets it off from its own text.
        """
        breadth = max(above.right, block.right) - min(above.left, block.left)
        return not looks_like_deck(above, self._body_size) and any(
            rule.right - rule.left > breadth + _RULE_BREADTH * block.size
            for rule in self._find_rules_between(above, block)
        )

    def _find_rules_between(self, above: Block, block: Block) -> list[Area]:
        """The horizontal rules over the whole breadth of a block and below another."""
        return [
            rule
            for rule in self._rules
            if above.bottom <= rule.top <= block.top + block.size / 2
            and rule.left <= block.left + block.size
            and rule.right >= block.right - block.size
        ]

    def _is_byline(self, block: Block) -> bool:
        return len(block.lines) == 1 and block.lines[0].glyph_count <= _BYLINE_LENGTH and not self._is_display(block)

    def _is_display(self, block: Block) -> bool:
        """Whether a block has the size of headlines, and is no number.

        A few characters at the top of the page are a label, unless a headline follows closely.
        """
        if block.size < DISPLAY * self._body_size or block.text.isdigit():
            return self._is_bold_headline(block)
        if len(block.text) > _LABEL_LENGTH or block.top >= self._head_end:
            return True
        below = _find_below(block, self._blocks)
        return below is not None and below.size >= DISPLAY * self._body_size and is_close(block, below)

    def _begins_column(self, line: Block, headline: Block) -> bool:
        """Whether a line below a headline begins where other columns below that headline do."""
        return any(
            abs(other.top - line.top) < _SAME_HEIGHT * line.size
            and is_same_size(other.size, line.size)
            and not other.is_beside(headline)
            for other in self._blocks
            if other is not line and other.is_beside(line)
        )

    def _find_kicker(self, headline: Block, blocks: Sequence[Block]) -> Block | None:
        """The line of smaller type closely above a headline that is nearer to it than to what is above the line."""
        if not self._is_display(headline):
            return None
        kicker = self._find_above(headline, blocks)
        if (
            kicker is None
            or len(kicker.lines) > 1
            or self._is_display(kicker)
            or kicker.size >= headline.size
            or not looks_like_deck(kicker, self._body_size)
            or not is_close(kicker, headline)
        ):
            return None
        above = self._find_above(kicker, blocks)
        is_nearer = above is None or kicker.top - above.bottom > headline.top - kicker.bottom
        return kicker if is_nearer else None

    def _assign(self, block: Block, blocks: Sequence[Block]) -> None:
        """Assign a block to the story of the block above it, or begin a story with it."""
        above = self._find_above(block, blocks)
        story = self._story_of.get(above) if above else None
        if block in self._kickers:
            story = Story(decks=[block])
            self.stories.append(story)
        elif self._is_display(block):
            if story and above in story.decks and above.bottom + _DECK_GAP * max(above.size, block.size) >= block.top:
                story.decks.append(block)
            elif story and above and self._is_subhead(block, above, story, blocks):
                story.blocks.append(block)
            else:
                story = Story(decks=[block])
                self.stories.append(story)
        else:
            if story is None or above not in story.decks + story.bylines:
                story = self._find_story_beside(block, above, blocks) or story
            if story is None:
                story = Story()
                self.stories.append(story)
            if (
                above in story.decks
                and self._is_byline(block)
                and block.text[-1] not in "。！？"
                and not self._begins_column(block, above)
            ):
                story.bylines.append(block)
            else:
                story.blocks.append(block)
        self._story_of[block] = story

    def _is_subhead(self, block: Block, above: Block, story: Story, blocks: Sequence[Block]) -> bool:
        """Whether display type between two blocks of a column is a subheading, and not the headline of a new story.

        The block above a subheading ends a paragraph. A story that goes on in the next column can break off anywhere.
        """
        below = _find_below(block, blocks)
        return (
            below is not None
            and len(block.text) <= _SUBHEAD_LENGTH
            and above not in story.decks
            and above.text.endswith(PARAGRAPH_ENDS)
            and block.top - above.bottom <= _SUBHEAD_GAP * block.size
            and below.top - block.bottom <= _SUBHEAD_GAP * block.size
            and block.right - block.left <= below.right - below.left + block.size
            and bool(story.decks)
            and block.size < _SUBHEAD_SIZE * max(deck.size for deck in story.decks)
            and not below.text.startswith(("本报", "记者", "（", "("))
        )

    def _find_story_beside(self, block: Block, above: Block | None, blocks: Sequence[Block]) -> Story | None:
        """The story whose headline spans the column of a block with its white margin rather than with its letters.

        The column begins at the height of the columns below the letters, and no other block is between its place and
        the headline. A column with nothing above it may begin lower, because there may be a photo above it.
        """
        nearest: Story | None = None
        least_distance = (True, 0.0)
        for story in self.stories:
            if not story.decks or not all(deck.is_beside(block) for deck in story.decks):
                continue
            deck = story.decks[-1]
            is_lower = above is not None and deck.top < above.bottom - _SAME_HEIGHT * self._body_size
            if deck.bottom > block.top or is_lower or self._find_rules_between(deck, block):
                continue
            column_tops = [
                other.top
                for other in blocks
                if other.top >= deck.bottom and len(other.lines) > 1 and not all(map(other.is_beside, story.decks))
            ]
            is_level = bool(column_tops) and abs(min(column_tops) - block.top) < _SAME_HEIGHT * self._body_size
            if above is not None and not is_level:
                continue
            left, right = min(deck.right, block.right), max(deck.left, block.left)
            is_separated = any(
                self._story_of.get(other) is not story
                and other is not block
                and other.left < right
                and other.right > left
                and other.top < deck.bottom
                and other.bottom > deck.top
                for other in blocks
            )
            # columns at one height are those of one story
            distance = (not is_level, right - left)
            if not is_separated and (nearest is None or distance < least_distance):
                nearest, least_distance = story, distance
        return nearest

    def _assign_vertical_byline(self, byline: Block) -> None:
        """Assign a vertical byline to the story of the nearest headline that does not begin below it."""
        nearest: Story | None = None
        least_distance = 0.0
        for story in self.stories:
            for deck in story.decks:
                if deck.top <= byline.top:
                    aside = max(0.0, deck.left - byline.right, byline.left - deck.right)
                    distance = max(0.0, byline.top - deck.bottom) + aside
                    if nearest is None or distance < least_distance:
                        nearest, least_distance = story, distance
        if nearest is None:
            self.stories.append(Story(blocks=[byline]))
        else:
            nearest.bylines.append(byline)


def _is_set_alike(story: Story, other: Story) -> bool:
    """Whether the text of two stories has one size and one breadth, as the columns of one story have."""
    columns = [block for block in story.blocks if len(block.lines) > 1]
    first = other.first
    return any(
        is_same_size(block.size, first.size)
        and (
            not columns
            or abs(block.right - block.left - first.right + first.left) <= _SAME_BREADTH * first.size
            or (len(first.lines) == 1 and first.right - first.left < block.right - block.left)
        )
        for block in columns or story.blocks or story.bylines
    )


def _breaks_off(story: Story, column: Block) -> bool:
    """Whether the text of a story that stands left of a column ends amid a paragraph."""
    left = [block for block in order_columns(story.blocks) if block.right <= column.left]
    return bool(left) and not left[-1].text.endswith(PARAGRAPH_ENDS)


def _distance(block: Block, story: Story) -> float:
    """How far a block is from the headline beside it."""
    return min(max(deck.left - block.right, block.left - deck.right) for deck in story.decks)


def _find_above(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The next block above a block."""
    lowest = block.top + _SAME_HEIGHT * block.size
    above = [
        other for other in blocks if other.top < block.top and other.bottom <= lowest and not other.is_beside(block)
    ]
    return max(above, key=lambda other: other.bottom, default=None)


def _find_below(block: Block, blocks: Sequence[Block]) -> Block | None:
    """The next block below a block."""
    below = [other for other in blocks if other.top >= block.bottom and not other.is_beside(block)]
    return min(below, key=lambda other: other.top, default=None)


def looks_like_deck(block: Block, body_size: float) -> bool:
    """Whether a block is a deck if it is close to a headline: short, larger than the body, and no sentence."""
    return block.size >= _DECK_SIZE * body_size and len(block.text) <= _DECK_LENGTH and "。" not in block.text


def is_close(deck: Block, other: Block) -> bool:
    """Whether two blocks are as close to each other as the decks of one headline."""
    distance = max(deck.top - other.bottom, other.top - deck.bottom)
    return not deck.is_beside(other) and distance <= _DECK_GAP * max(deck.size, other.size)
