"""Puts the blocks of a printed page in reading order and makes text of them, with headlines marked.

A headline rules the columns below it, down to the next headline. Within its story a block is read before the blocks
below it and before the blocks to its right, unless a block that spans both columns stands between their heights
(T. Breuel, "High Performance Document Layout Analysis", 2003). Places are in points; thresholds are in ems.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.pages.pdf.blocks import Block, find_blocks, is_same_size
from bot.pages.pdf.columns import order_columns
from bot.pages.pdf.glyphs import Glyph, PrintedLine
from bot.pages.pdf.lines import DISPLAY, INDENT, find_lines
from bot.pages.pdf.ornaments import leave_out_pull_quotes, set_initials
from bot.pages.pdf.print_margins import leave_out_print_margins
from bot.pages.pdf.rules import Area, find_boxes, split_by_box

__all__ = ["compose_text"]

# Finding stories or pull quotes among more blocks takes seconds to minutes; a newspaper page has under two hundred.
_MAX_BLOCKS = 500
# A subheading: its size as a share of the headline's at most, its characters at most, its distance to the paragraphs.
_SUBHEAD_SIZE = 0.65
_SUBHEAD_LENGTH = 14
_SUBHEAD_GAP = 2.5
# The name of a section or of the newspaper: its characters at most, and its place in the upper tenth of the page.
_LABEL_LENGTH = 4
_LABEL_HEIGHT = 0.1
# A single line below a headline is a byline if it has at most so many glyphs, and text if it has more.
_BYLINE_LENGTH = 30
# Two columns whose tops differ by less begin at the same height.
_SAME_HEIGHT = 0.5
# The decks of one headline are at most so far apart.
_DECK_GAP = 1.5
# Text whose headline stands beside it begins so near to the headline's top, and has more lines than this.
_SAME_TOP = 2
# A block that ends with one of these ends a paragraph.
_PARAGRAPH_ENDS = ("。", "！", "？", "!", "?", "…", "”", "』", "」", "；", ";", "）", ")")


def compose_text(glyphs: Sequence[Glyph], drawn: Sequence[Area] = ()) -> str:
    """The text of a page: "# " before the decks of headlines, paragraphs indented, a blank line between blocks.

    An empty string if nothing is printed. Type that is turned, at an edge or beside a photo, comes first.

    Args:
        glyphs: the characters.
        drawn: the lines and boxes, which belong to the type that is not turned.
    """
    turned: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        turned[glyph.turn].append(glyph)
    return "\n".join(
        filter(
            None,
            (
                _compose(turned[turn], () if turn else drawn)
                for turn in sorted(turned, key=lambda turn: len(turned[turn]))
            ),
        )
    )


def _compose(glyphs: Sequence[Glyph], drawn: Sequence[Area]) -> str:
    """The text of the characters that stand upright when the page is turned one way."""
    outside, *inside = split_by_box(glyphs, find_boxes(drawn, glyphs))
    parts = [_find_printed_blocks(leave_out_print_margins(find_lines(outside, drawn)))]
    parts += [_find_printed_blocks(find_lines(part, drawn)) for part in inside]
    parts = [blocks for blocks in parts if blocks]
    if not parts:
        return ""
    body_size = _find_body_size([block for blocks in parts for block in blocks])
    page, *boxes = [_Page(blocks, body_size) for blocks in parts]
    for box in boxes:
        page.add(box)
    return _write(page, page.order())


def _find_printed_blocks(lines: Sequence[PrintedLine]) -> list[Block]:
    """The blocks of lines, without pull quotes where the blocks are not too many to compare each with all others."""
    blocks = find_blocks(set_initials(lines))
    return leave_out_pull_quotes(blocks) if len(blocks) <= _MAX_BLOCKS else blocks


# --- blocks → stories ----------------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Story:
    """The blocks of one headline. A story without one has the blocks connected to its first block."""

    # the decks of the headline, from the top
    decks: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def first(self) -> Block:
        return (self.decks or self.blocks or self.bylines)[0]


class _Page:
    """Assigns the blocks of a page to stories, from the top down.

    Attributes:
        body_size: the size that most of the page is set in.
        stories: in the order in which they were found.
    """

    def __init__(self, blocks: Sequence[Block], body_size: float) -> None:
        self._blocks = sorted(blocks, key=lambda block: (block.top, block.left))
        self._top = self._blocks[0].top
        self._height = max(block.bottom for block in self._blocks) - self._top
        self._story_of: dict[Block, _Story] = {}
        self.body_size = body_size
        self.stories: list[_Story] = []
        if len(self._blocks) > _MAX_BLOCKS:
            self.stories = [_Story(blocks=[block]) for block in self._blocks]
            return
        bylines = [block for block in self._blocks if block.is_vertical and self._is_byline(block)]
        others = [block for block in self._blocks if block not in bylines]
        self._kickers = {kicker for block in others if (kicker := self._find_kicker(block, others)) is not None}
        for block in others:
            self._assign(block, others)
        for byline in bylines:
            self._assign_vertical_byline(byline)
        self._join_columns_beside_headlines()

    def add(self, box: _Page) -> None:
        """Add the stories of a box on this page."""
        self.stories += box.stories
        self._story_of |= box._story_of

    def _join_columns_beside_headlines(self) -> None:
        """Join text without a headline to the story whose headline begins beside it at the same height.

        A headline over some columns of its story stands beside or amid the others, which begin where it does.
        """
        for headless in [story for story in self.stories if not story.decks and len(story.first.lines) > _SAME_TOP]:
            first = headless.first
            if _find_above(first, self._blocks):
                continue
            beside = [
                story
                for story in self.stories
                if story.decks
                and all(map(first.is_beside, story.decks))
                and abs(min(deck.top for deck in story.decks) - first.top) <= _SAME_TOP * first.size
                and max(deck.bottom for deck in story.decks) < max(block.bottom for block in headless.blocks)
            ]
            if beside:
                nearest = min(beside, key=lambda story: _distance(first, story))
                nearest.bylines += headless.bylines
                nearest.blocks += headless.blocks
                self._story_of |= dict.fromkeys(headless.bylines + headless.blocks, nearest)
                self.stories.remove(headless)

    def is_deck(self, block: Block) -> bool:
        """Whether a block is a headline or a deck of one."""
        story = self._story_of.get(block)
        return story is not None and block in story.decks

    def order(self) -> list[Block]:
        """All blocks in reading order."""
        ordered: list[Block] = []
        for story in sorted(self.stories, key=lambda story: (story.first.top, story.first.left)):
            ordered += story.decks + story.bylines + order_columns(story.blocks)
        return ordered

    def _is_byline(self, block: Block) -> bool:
        return len(block.lines) == 1 and block.lines[0].glyph_count <= _BYLINE_LENGTH and not self._is_display(block)

    def _is_display(self, block: Block) -> bool:
        """Whether a block has the size of headlines, and is neither a label at the top of the page nor a number."""
        is_label = len(block.text) <= _LABEL_LENGTH and block.top < self._top + _LABEL_HEIGHT * self._height
        return block.size >= DISPLAY * self.body_size and not is_label and not block.text.isdigit()

    def _find_kicker(self, headline: Block, blocks: Sequence[Block]) -> Block | None:
        """The line of smaller type closely above a headline that is nearer to it than to what is above the line."""
        if not self._is_display(headline):
            return None
        kicker = _find_above(headline, blocks)
        if (
            kicker is None
            or len(kicker.lines) > 1
            or self._is_display(kicker)
            or kicker.size >= headline.size
            or not _looks_like_deck(kicker, self.body_size)
            or not _is_close(kicker, headline)
        ):
            return None
        above = _find_above(kicker, blocks)
        is_nearer = above is None or kicker.top - above.bottom > headline.top - kicker.bottom
        return kicker if is_nearer else None

    def _assign(self, block: Block, blocks: Sequence[Block]) -> None:
        """Assign a block to the story of the block above it, or begin a story with it."""
        above = _find_above(block, blocks)
        story = self._story_of.get(above) if above else None
        if block in self._kickers:
            story = _Story(decks=[block])
            self.stories.append(story)
        elif self._is_display(block):
            if story and above in story.decks and above.bottom + _DECK_GAP * max(above.size, block.size) >= block.top:
                story.decks.append(block)
            elif story and above and self._is_subhead(block, above, story, blocks):
                story.blocks.append(block)
            else:
                story = _Story(decks=[block])
                self.stories.append(story)
        else:
            if story is None or above not in story.decks + story.bylines:
                story = self._find_story_beside(block, above, blocks) or story
            if story is None:
                story = _Story()
                self.stories.append(story)
            if above in story.decks and self._is_byline(block):
                story.bylines.append(block)
            else:
                story.blocks.append(block)
        self._story_of[block] = story

    def _is_subhead(self, block: Block, above: Block, story: _Story, blocks: Sequence[Block]) -> bool:
        """Whether display type between two blocks of a column is a subheading, and not the headline of a new story.

        The block above a subheading ends a paragraph. A story that goes on in the next column can break off anywhere.
        """
        below = _find_below(block, blocks)
        return (
            below is not None
            and len(block.text) <= _SUBHEAD_LENGTH
            and above not in story.decks
            and above.text.endswith(_PARAGRAPH_ENDS)
            and block.top - above.bottom <= _SUBHEAD_GAP * block.size
            and below.top - block.bottom <= _SUBHEAD_GAP * block.size
            and block.right - block.left <= below.right - below.left + block.size
            and bool(story.decks)
            and block.size < _SUBHEAD_SIZE * max(deck.size for deck in story.decks)
            and not below.text.startswith(("本报", "记者", "（", "("))
        )

    def _find_story_beside(self, block: Block, above: Block | None, blocks: Sequence[Block]) -> _Story | None:
        """The story whose headline spans the column of a block with its white margin rather than with its letters.

        The column begins at the height of the columns below the letters, and no other block is between its place and
        the headline. A column with nothing above it may begin lower, because there may be a photo above it.
        """
        nearest: _Story | None = None
        least_distance = 0.0
        for story in self.stories:
            if not story.decks or not all(deck.is_beside(block) for deck in story.decks):
                continue
            deck = story.decks[-1]
            if deck.bottom > block.top or (above and deck.top < above.bottom - _SAME_HEIGHT * self.body_size):
                continue
            column_tops = [
                other.top
                for other in blocks
                if other.top >= deck.bottom and len(other.lines) > 1 and not all(map(other.is_beside, story.decks))
            ]
            is_level = bool(column_tops) and abs(min(column_tops) - block.top) < _SAME_HEIGHT * self.body_size
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
            distance = right - left
            if not is_separated and (nearest is None or distance < least_distance):
                nearest, least_distance = story, distance
        return nearest

    def _assign_vertical_byline(self, byline: Block) -> None:
        """Assign a vertical byline to the story of the nearest headline that does not begin below it."""
        nearest: _Story | None = None
        least_distance = 0.0
        for story in self.stories:
            for deck in story.decks:
                if deck.top <= byline.top:
                    aside = max(0.0, deck.left - byline.right, byline.left - deck.right)
                    distance = max(0.0, byline.top - deck.bottom) + aside
                    if nearest is None or distance < least_distance:
                        nearest, least_distance = story, distance
        if nearest is None:
            self.stories.append(_Story(blocks=[byline]))
        else:
            nearest.bylines.append(byline)


def _distance(block: Block, story: _Story) -> float:
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


def _find_body_size(blocks: Sequence[Block]) -> float:
    """The size that most glyphs have, to half a point."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for line in block.lines:
            sizes[round(line.size * 2) / 2] += line.glyph_count
    return sizes.most_common(1)[0][0]


# --- blocks → text -------------------------------------------------------------------------------------------------

# Next to a headline, a block larger than the body by this factor and with at most so many characters is a deck.
_DECK_SIZE = 1.1
_DECK_LENGTH = 40


def _write(page: _Page, blocks: Sequence[Block]) -> str:
    """The text of blocks that are in reading order."""
    is_marked = _mark_decks(page, blocks)
    columns = [block for block in blocks if len(block.lines) > 1] if len(blocks) <= _MAX_BLOCKS else []
    parts: list[str] = []
    for at, block in enumerate(blocks):
        left = block.left if is_marked[at] or block.is_vertical else _find_column_left(block, columns)
        is_indented = [INDENT[0] <= (line.left - left) / line.size <= INDENT[1] for line in block.lines]
        if at:
            before = blocks[at - 1]
            if is_marked[at - 1] or is_marked[at]:
                is_continued = is_marked[at - 1] and is_marked[at] and _is_close(before, block)
            else:
                is_continued = not is_indented[0] and _is_cut_off(before, block)
            parts.append("\n" if is_continued else "\n\n")
        prefixes = ["# " if is_marked[at] else "　　" if indented else "" for indented in is_indented]
        parts.append("\n".join(f"{prefix}{line.text}" for prefix, line in zip(prefixes, block.lines, strict=True)))
    return f"{''.join(parts)}\n"


def _mark_decks(page: _Page, blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it is a headline or a deck, also one of smaller type close to a headline."""
    is_deck = [page.is_deck(block) for block in blocks]
    is_marked = list(is_deck)
    for at, block in enumerate(blocks):
        if _looks_like_deck(block, page.body_size):
            neighbours = [other for other in (at - 1, at + 1) if 0 <= other < len(blocks)]
            is_marked[at] |= any(is_deck[other] and _is_close(block, blocks[other]) for other in neighbours)
    return is_marked


def _looks_like_deck(block: Block, body_size: float) -> bool:
    """Whether a block is a deck if it is close to a headline: short, larger than the body, and no sentence."""
    return block.size >= _DECK_SIZE * body_size and len(block.text) <= _DECK_LENGTH and "。" not in block.text


def _is_close(deck: Block, other: Block) -> bool:
    """Whether two blocks are as close to each other as the decks of one headline."""
    distance = max(deck.top - other.bottom, other.top - deck.bottom)
    return not deck.is_beside(other) and distance <= _DECK_GAP * max(deck.size, other.size)


def _find_column_left(block: Block, columns: Sequence[Block]) -> float:
    """The left edge of the column that a block is in; a block of one line may be an indented line of it."""
    if len(block.lines) > 1:
        return block.left
    lefts = [
        other.left
        for other in columns
        if is_same_size(other.size, block.size)
        and block.left - INDENT[1] * block.size <= other.left <= block.left
        and other.right >= block.right - block.size
    ]
    return min(lefts, default=block.left)


def _is_cut_off(block: Block, after: Block) -> bool:
    """Whether the end of a column cuts a paragraph, so that it goes on in the block after."""
    return (
        is_same_size(block.size, after.size)
        and not block.text.endswith(_PARAGRAPH_ENDS)
        and not block.is_vertical
        and not after.is_vertical
    )
