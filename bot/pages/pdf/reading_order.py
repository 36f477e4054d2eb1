"""Puts the blocks of a printed page in reading order and makes text of them, with headlines marked.

A headline rules the columns below it, down to the next headline. Within its story a block is read before the blocks
below it and before the blocks to its right, unless a block that spans both columns stands between their heights
(T. Breuel, "High Performance Document Layout Analysis", 2003). Places are in points; thresholds are in ems.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.pages.pdf.decks import is_close, looks_like_deck
from bot.pages.pdf.page_layout import MAX_BLOCKS, PageLayout
from bot.pages.pdf.print.blocks import Block, find_blocks
from bot.pages.pdf.print.glyphs import Glyph, PrintedLine, is_same_size
from bot.pages.pdf.print.lines import INDENT, find_lines
from bot.pages.pdf.print.margins import leave_out_margins
from bot.pages.pdf.print.ornaments import leave_out_pull_quotes, set_initials
from bot.pages.pdf.print.rules import Area, find_boxes, split_by_box


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
    parts = [_find_printed_blocks(leave_out_margins(find_lines(outside, drawn)))]
    parts += [_find_printed_blocks(find_lines(part, drawn)) for part in inside]
    parts = [blocks for blocks in parts if blocks]
    if not parts:
        return ""
    layout = PageLayout(parts, drawn)
    return _write(layout, layout.order())


def _find_printed_blocks(lines: Sequence[PrintedLine]) -> list[Block]:
    """The blocks of lines, without pull quotes where the blocks are not too many to compare each with all others."""
    blocks = find_blocks(set_initials(lines))
    return leave_out_pull_quotes(blocks) if len(blocks) <= MAX_BLOCKS else blocks


# --- blocks → text -------------------------------------------------------------------------------------------------


def _write(layout: PageLayout, blocks: Sequence[Block]) -> str:
    """The text of blocks that are in reading order."""
    is_marked = _mark_decks(layout, blocks)
    columns = [block for block in blocks if len(block.lines) > 1] if len(blocks) <= MAX_BLOCKS else []
    parts: list[str] = []
    for at, block in enumerate(blocks):
        left = block.left if is_marked[at] or block.is_vertical else _find_column_left(block, columns)
        is_indented = [INDENT[0] <= (line.left - left) / line.size <= INDENT[1] for line in block.lines]
        if at:
            before = blocks[at - 1]
            if is_marked[at - 1] or is_marked[at]:
                is_continued = is_marked[at - 1] and is_marked[at] and is_close(before, block)
            else:
                is_continued = not is_indented[0] and _is_cut_off(before, block)
            parts.append("\n" if is_continued else "\n\n")
        prefixes = ["# " if is_marked[at] else "　　" if indented else "" for indented in is_indented]
        parts.append("\n".join(f"{prefix}{line.text}" for prefix, line in zip(prefixes, block.lines, strict=True)))
    return f"{''.join(parts)}\n"


def _mark_decks(layout: PageLayout, blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it is a headline or a deck, also one of smaller type close to a headline."""
    decks = layout.decks
    is_deck = [block in decks for block in blocks]
    is_marked = list(is_deck)
    for at, block in enumerate(blocks):
        if looks_like_deck(block, layout.body_size):
            neighbours = [other for other in (at - 1, at + 1) if 0 <= other < len(blocks)]
            is_marked[at] |= any(is_deck[other] and is_close(block, blocks[other]) for other in neighbours)
    return is_marked


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
        and not block.ends_paragraph
        and not block.is_vertical
        and not after.is_vertical
    )
