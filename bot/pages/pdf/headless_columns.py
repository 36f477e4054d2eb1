"""Joins columns without a headline to the stories that they are part of."""

from __future__ import annotations

from bot.pages.pdf.columns import order_columns
from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.glyphs import is_same_size
from bot.pages.pdf.stories import Story
from bot.pages.pdf.zones import Zone, find_below

# Text whose headline stands beside it begins at most so many ems above or below the headline's top.
_SAME_TOP = 2.0
# The columns of one story differ by at most so many ems: in breadth, and in where they go on below a headline.
_SAME_BREADTH = 1.6


def join_headless_columns(stories: list[Story], zone: Zone) -> None:
    """Join stories without a headline to others of their zone, in place."""
    _join_above_headlines(stories, zone)
    _join_beside_headlines(stories, zone)
    _join_around_headline(stories)


def _join_above_headlines(stories: list[Story], zone: Zone) -> None:
    """Join text with nothing above it to the story whose headline breaks its column: it goes on below that."""
    story_of = {deck: story for story in stories for deck in story.decks}
    for headless in [story for story in stories if not story.decks]:
        last = (headless.blocks or headless.bylines)[-1]
        below = find_below(last, zone.blocks)
        if below is None or below not in story_of or zone.has_rule_between(last, below):
            continue
        # a line by itself may be the name of a section
        if len(headless.first.lines) == 1 or zone.find_above(headless.first, zone.blocks):
            continue
        story = story_of[below]
        if any(abs(block.left - headless.first.left) <= _SAME_BREADTH * block.size for block in story.blocks):
            _join(stories, headless, story)


def _join_beside_headlines(stories: list[Story], zone: Zone) -> None:
    """Join text without a headline to the story whose headline begins beside it at the same height.

    A headline over some columns of its story stands beside or amid the others, which begin where it does.
    """
    for headless in [story for story in stories if not story.decks]:
        first = headless.first
        if zone.find_above(first, zone.blocks):
            continue
        beside = [
            story
            for story in stories
            if story.decks
            and all(map(first.is_beside, story.decks))
            and abs(min(block.top for block in story.decks + story.blocks) - first.top) <= _SAME_TOP * first.size
            and _is_set_alike(story, headless)
            and (len(first.lines) > 1 or _breaks_off(story, first))
        ]
        if beside:
            # the column on the left breaks off amid a sentence that goes on here
            broken_off = [story for story in beside if _breaks_off(story, first)]
            _join(stories, headless, min(broken_off or beside, key=lambda story: _distance(first, story)))


def _join_around_headline(stories: list[Story]) -> None:
    """Join all columns without a headline to the only headline among them: it stands in their middle."""
    headed = [story for story in stories if story.decks]
    if len(headed) == 1:
        for headless in [story for story in stories if not story.decks and _is_set_alike(headed[0], story)]:
            if len(headless.first.lines) > 1:
                _join(stories, headless, headed[0])


def _join(stories: list[Story], headless: Story, story: Story) -> None:
    story.bylines += headless.bylines
    story.blocks += headless.blocks
    stories.remove(headless)


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
    return bool(left) and not left[-1].ends_paragraph


def _distance(block: Block, story: Story) -> float:
    """How far a block is from the headline beside it."""
    return min(max(deck.left - block.right, block.left - deck.right) for deck in story.decks)
