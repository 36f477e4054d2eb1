"""Glyphs with their places on a printed page → text in reading order, headlines marked.

A headline rules the columns below it down to the next headline. Its story is read as a person reads it: what is above
first within a column, columns from left to right, but never past something that spans them (T. Breuel, "High
Performance Document Layout Analysis", 2003). All measures but places are in ems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.pages.pdf.blocks import Block, alike, find_blocks
from bot.pages.pdf.lines import DISPLAY, Glyph, printed_lines

__all__ = ["page_text"]


def page_text(glyphs: Sequence[Glyph]) -> str:
    """The page's text: headlines marked "# ", paragraphs indented, blocks parted; "" where nothing is printed."""
    blocks = find_blocks(printed_lines(glyphs))
    if not blocks:
        return ""
    page = _Page(blocks)
    return _written(page, page.ordered())


# Comparing every two blocks with all others takes seconds for so many; a newspaper page has fewer than two hundred.
_MOST_BLOCKS = 500
# A subheading is short, small beside its headline, and close to the paragraphs around it.
_SUBHEAD = 0.65
_SUBHEAD_LENGTH = 14
_SUBHEAD_GAP = 2.5
# A section's or the paper's own name: at the top of the page, and as short.
_LABEL_LENGTH = 4
_LABEL_HEIGHT = 0.1
# A line by itself under a headline is a byline; one that is longer than some names is text.
_BYLINE_LENGTH = 30
# Two columns begin on one line when they differ by less.
_LEVEL = 0.5
# Decks of one headline stand so close.
_DECK_GAP = 1.5
_CLOSED = ("。", "！", "？", "!", "?", "…", "”", "』", "」", "；", ";", "）", ")")


@dataclass(eq=False)
class _Story:
    """What one headline rules; without a headline, what hangs together below its first block."""

    # the headline's decks, from the top
    heads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def first(self) -> Block:
        return (self.heads or self.blocks or self.bylines)[0]


class _Page:
    """A page's blocks, dealt out to stories from the top down."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = sorted(blocks, key=lambda block: (block.top, block.left))
        self.body = body_size(self.blocks)
        self.top = self.blocks[0].top
        self.bottom = max(block.bottom for block in self.blocks)
        self.stories: list[_Story] = []
        self._owner: dict[Block, _Story] = {}
        if len(self.blocks) > _MOST_BLOCKS:
            self.stories = [_Story(blocks=[block]) for block in self.blocks]
            return
        bylines = [block for block in self.blocks if block.vertical and self._is_byline(block)]
        flat = [block for block in self.blocks if block not in bylines]
        for block in flat:
            self._place(block, flat)
        for byline in bylines:
            self._sign(byline)

    def is_head(self, block: Block) -> bool:
        """Whether a block is a headline or a deck of one."""
        story = self._owner.get(block)
        return story is not None and block in story.heads

    def ordered(self) -> list[Block]:
        """All blocks as they are read."""
        ordered: list[Block] = []
        for story in sorted(self.stories, key=lambda story: (story.first.top, story.first.left)):
            ordered += story.heads + story.bylines + _in_columns(story.blocks)
        return ordered

    # --- which story a block belongs to ----------------------------------------------------------------------------

    def _is_byline(self, block: Block) -> bool:
        return len(block.lines) == 1 and block.lines[0].count <= _BYLINE_LENGTH and not self._is_display(block)

    def _is_display(self, block: Block) -> bool:
        label = len(block.text) <= _LABEL_LENGTH and block.top < self.top + _LABEL_HEIGHT * (self.bottom - self.top)
        return block.size >= DISPLAY * self.body and not label and not block.text.isdigit()

    def _place(self, block: Block, blocks: Sequence[Block]) -> None:
        """Gives a block to the story of what stands above it, or lets it begin one."""
        above = _above(block, blocks)
        owner = self._owner.get(above) if above else None
        if self._is_display(block):
            if owner and above in owner.heads and above.bottom + _DECK_GAP * max(above.size, block.size) >= block.top:
                owner.heads.append(block)
            elif owner and above and self._is_subhead(block, above, owner, blocks):
                owner.blocks.append(block)
            else:
                owner = _Story(heads=[block])
                self.stories.append(owner)
        else:
            if owner is None or above not in owner.heads + owner.bylines:
                owner = self._ruler(block, above, blocks) or owner
            if owner is None:
                owner = _Story()
                self.stories.append(owner)
            if above in owner.heads and self._is_byline(block):
                owner.bylines.append(block)
            else:
                owner.blocks.append(block)
        self._owner[block] = owner

    def _is_subhead(self, block: Block, above: Block, owner: _Story, blocks: Sequence[Block]) -> bool:
        """Whether display type between two paragraphs of a column parts them only; a headline parts stories.

        A story that goes on in the next column breaks off in mid-sentence; before a subheading a paragraph has ended.
        """
        below = _below(block, blocks)
        return (
            below is not None
            and len(block.text) <= _SUBHEAD_LENGTH
            and above not in owner.heads
            and above.text.endswith(_CLOSED)
            and block.top - above.bottom <= _SUBHEAD_GAP * block.size
            and below.top - block.bottom <= _SUBHEAD_GAP * block.size
            and block.right - block.left <= below.right - below.left + block.size
            and bool(owner.heads)
            and block.size < _SUBHEAD * max(head.size for head in owner.heads)
            and not below.text.startswith(("本报", "记者", "（", "("))
        )

    def _ruler(self, block: Block, above: Block | None, blocks: Sequence[Block]) -> _Story | None:
        """The story of a headline beside the white above a column: its letters need not reach over all its columns.

        The column begins level with those below the letters, and nothing stands between it and the headline. Where
        nothing at all is above the column it need not be level: a photo may be.
        """
        best: tuple[float, _Story] | None = None
        for story in self.stories:
            if not story.heads or not all(head.beside(block) for head in story.heads):
                continue
            head = story.heads[-1]
            if head.bottom > block.top or (above is not None and head.top < above.bottom - _LEVEL * self.body):
                continue
            under = [
                other.top
                for other in blocks
                if other.top >= head.bottom and len(other.lines) > 1 and not all(map(other.beside, story.heads))
            ]
            level = bool(under) and abs(min(under) - block.top) < _LEVEL * self.body
            if not level and above is not None:
                continue
            left, right = min(head.right, block.right), max(head.left, block.left)
            between = [
                other
                for other in blocks
                if self._owner.get(other) is not story
                and other is not block
                and other.left < right
                and other.right > left
                and other.top < head.bottom
                and other.bottom > head.top
            ]
            distance = right - left
            if not between and (best is None or distance < best[0]):
                best = (distance, story)
        return best[1] if best else None

    def _sign(self, byline: Block) -> None:
        """Puts a vertical byline under the nearest headline above it, or before the text that it stands beside."""
        best: tuple[float, _Story] | None = None
        for story in self.stories:
            for head in story.heads:
                if head.top <= byline.top:
                    aside = max(0.0, head.left - byline.right, byline.left - head.right)
                    distance = max(0.0, byline.top - head.bottom) + aside
                    if best is None or distance < best[0]:
                        best = (distance, story)
        if best is None:
            self.stories.append(_Story(blocks=[byline]))
        else:
            best[1].bylines.append(byline)


def _above(block: Block, blocks: Sequence[Block]) -> Block | None:
    """What stands next above a block."""
    reach = block.top + _LEVEL * block.size
    found = [other for other in blocks if other.top < block.top and other.bottom <= reach and not other.beside(block)]
    return max(found, key=lambda other: other.bottom, default=None)


def _below(block: Block, blocks: Sequence[Block]) -> Block | None:
    """What stands next below a block."""
    found = [other for other in blocks if other.top >= block.bottom and not other.beside(block)]
    return min(found, key=lambda other: other.top, default=None)


def _in_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one story in reading order."""
    blocks = sorted(blocks, key=lambda block: (block.left, block.top))
    # which must be read before each
    before: list[list[int]] = [[] for _ in blocks]
    for one, first in enumerate(blocks):
        for two, second in enumerate(blocks):
            if not first.beside(second):
                if first.top < second.top:
                    before[two].append(one)
            elif first.right <= second.left and not _parted(blocks, first, second):
                before[two].append(one)
    ordered: list[int] = []
    seen: set[int] = set()
    for start in sorted(range(len(blocks)), key=lambda at: (blocks[at].top, blocks[at].left)):
        stack = [(start, False)]
        while stack:
            at, done = stack.pop()
            if done:
                ordered.append(at)
            elif at not in seen:
                seen.add(at)
                stack.append((at, True))
                stack.extend((other, False) for other in reversed(before[at]) if other not in seen)
    return [blocks[at] for at in ordered]


def _parted(blocks: Sequence[Block], left: Block, right: Block) -> bool:
    """Whether something that spans both stands between the heights of two blocks."""
    top, bottom = min(left.bottom, right.bottom), max(left.top, right.top)
    return any(
        top <= (block.top + block.bottom) / 2 <= bottom and not block.beside(left) and not block.beside(right)
        for block in blocks
        if block is not left and block is not right
    )


def body_size(blocks: Sequence[Block]) -> float:
    """The size that most of the page is set in."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for line in block.lines:
            sizes[round(line.size * 2) / 2] += line.count
    return sizes.most_common(1)[0][0]


# --- blocks → text -------------------------------------------------------------------------------------------------

# Beside display type, type so much larger than the body's is a deck.
_DECK = 1.1
_DECK_LENGTH = 40
# How far a first line is set in, at least and at most.
_INDENT = (1.5, 3.2)


def _written(page: _Page, blocks: Sequence[Block]) -> str:
    marked = _marked(page, blocks)
    columns = [block for block in blocks if len(block.lines) > 1] if len(blocks) <= _MOST_BLOCKS else []
    parts: list[str] = []
    for at, block in enumerate(blocks):
        left = block.left if marked[at] or block.vertical else _column_left(block, columns)
        indents = [_INDENT[0] <= (line.left - left) / line.size <= _INDENT[1] for line in block.lines]
        if at:
            goes_on = _goes_on(blocks[at - 1], block, indents[0], marked[at - 1], marked[at])
            parts.append("\n" if goes_on else "\n\n")
        prefixes = ["# " if marked[at] else "　　" if indent else "" for indent in indents]
        parts.append("\n".join(f"{prefix}{line.text}" for prefix, line in zip(prefixes, block.lines, strict=True)))
    return f"{''.join(parts)}\n"


def _marked(page: _Page, blocks: Sequence[Block]) -> list[bool]:
    """Which blocks are headlines or decks of them."""
    heads = [page.is_head(block) for block in blocks]
    marked = list(heads)
    for at, block in enumerate(blocks):
        if block.size >= _DECK * page.body and len(block.text) <= _DECK_LENGTH and "。" not in block.text:
            marked[at] |= any(
                0 <= other < len(blocks) and heads[other] and _near(block, blocks[other]) for other in (at - 1, at + 1)
            )
    return marked


def _near(one: Block, other: Block) -> bool:
    distance = max(one.top - other.bottom, other.top - one.bottom)
    return not one.beside(other) and distance <= _DECK_GAP * max(one.size, other.size)


def _column_left(block: Block, columns: Sequence[Block]) -> float:
    """Where the column of a block begins: a single line may be an indented one."""
    if len(block.lines) > 1:
        return block.left
    lefts = [
        other.left
        for other in columns
        if alike(other.size, block.size)
        and block.left - _INDENT[1] * block.size <= other.left <= block.left
        and other.right >= block.right - block.size
    ]
    return min(lefts, default=block.left)


def _goes_on(above: Block, block: Block, indented: bool, above_marked: bool, marked: bool) -> bool:
    """Whether a block follows the one before without a blank line: decks of a headline, text cut by a column's end."""
    if marked or above_marked:
        return marked and above_marked and _near(above, block)
    cut = not above.text.endswith(_CLOSED) and not indented
    return alike(above.size, block.size) and cut and not above.vertical and not block.vertical
