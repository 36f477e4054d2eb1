"""Finds which blocks of a zone belong together: a headline and its columns are a story.

A headline rules the columns below it, down to the next headline. Places are in points; thresholds are in ems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.pages.pdf.decks import is_close, looks_like_deck
from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.glyphs import is_same_size
from bot.pages.pdf.zones import SAME_HEIGHT, Zone, find_below

# A subheading: its size as a share of the headline's at most, its characters at most, and its distance in ems to the
# paragraphs above and below at most.
_SUBHEAD_SIZE = 0.65
_SUBHEAD_LENGTH = 14
_SUBHEAD_GAP = 2.5
# A single line below a headline is a byline if it has at most so many glyphs, and text if it has more.
_BYLINE_LENGTH = 30


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


def find_stories(zone: Zone) -> list[Story]:
    """The stories of a zone, in the order in which they begin; one without a headline may be a column of another."""
    return _Assignment(zone).stories


class _Assignment:
    """Assigns the blocks of a zone to stories, from the top down."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._story_of: dict[Block, Story] = {}
        self.stories: list[Story] = []
        bylines = [block for block in zone.blocks if block.is_vertical and self._is_byline(block)]
        others = [block for block in zone.blocks if block not in bylines]
        self._kickers = {kicker for block in others if (kicker := self._find_kicker(block, others)) is not None}
        for block in others:
            self._assign(block, others)
        for byline in bylines:
            self._assign_vertical_byline(byline)

    def _is_byline(self, block: Block) -> bool:
        return (
            len(block.lines) == 1 and block.lines[0].glyph_count <= _BYLINE_LENGTH and not self._zone.is_display(block)
        )

    def _begins_column(self, line: Block, headline: Block) -> bool:
        """Whether a line below a headline begins where other columns below that headline do."""
        return any(
            abs(other.top - line.top) < SAME_HEIGHT * line.size
            and is_same_size(other.size, line.size)
            and not other.is_beside(headline)
            for other in self._zone.blocks
            if other is not line and other.is_beside(line)
        )

    def _find_kicker(self, headline: Block, blocks: Sequence[Block]) -> Block | None:
        """The line of smaller type closely above a headline that is nearer to it than to what is above the line."""
        if not self._zone.is_display(headline):
            return None
        kicker = self._zone.find_above(headline, blocks)
        if (
            kicker is None
            or len(kicker.lines) > 1
            or self._zone.is_display(kicker)
            or kicker.size >= headline.size
            or not looks_like_deck(kicker, self._zone.body_size)
            or not is_close(kicker, headline)
        ):
            return None
        above = self._zone.find_above(kicker, blocks)
        is_nearer = above is None or kicker.top - above.bottom > headline.top - kicker.bottom
        return kicker if is_nearer else None

    def _assign(self, block: Block, blocks: Sequence[Block]) -> None:
        """Assign a block to the story of the block above it, or begin a story with it."""
        above = self._zone.find_above(block, blocks)
        story = self._story_of.get(above) if above else None
        if block in self._kickers:
            story = Story(decks=[block])
            self.stories.append(story)
        elif self._zone.is_display(block):
            if story and above in story.decks and is_close(above, block):
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
        below = find_below(block, blocks)
        return (
            below is not None
            and len(block.text) <= _SUBHEAD_LENGTH
            and above not in story.decks
            and above.ends_paragraph
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
            is_lower = above is not None and deck.top < above.bottom - SAME_HEIGHT * self._zone.body_size
            if deck.bottom > block.top or is_lower or self._zone.has_rule_between(deck, block):
                continue
            column_tops = [
                other.top
                for other in blocks
                if other.top >= deck.bottom and len(other.lines) > 1 and not all(map(other.is_beside, story.decks))
            ]
            is_level = bool(column_tops) and abs(min(column_tops) - block.top) < SAME_HEIGHT * self._zone.body_size
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
