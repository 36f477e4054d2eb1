"""How a printed page is laid out: the stories of its zones and boxes, and its head and foot.

Places are in points; thresholds are in ems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.pages.pdf.columns import order_columns
from bot.pages.pdf.decks import looks_like_deck
from bot.pages.pdf.headless_columns import join_headless_columns
from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.glyphs import is_same_size
from bot.pages.pdf.print.rules import Area
from bot.pages.pdf.stories import Story, find_stories
from bot.pages.pdf.zones import Zone, divide

# Finding stories or pull quotes among more blocks takes seconds to minutes; a newspaper page has under two hundred.
MAX_BLOCKS = 500
# The names of sections and of the newspaper stand in this upper share of the page's height.
_LABEL_HEIGHT = 0.1
# The head and the foot of a page have at most this share of its height.
_MARGIN = 0.15


class PageLayout:
    """The stories of a page: those of its zones and of its boxes, and its head and foot.

    Attributes:
        body_size: the size that most of the page is set in.
        stories: in the order in which they were found.
    """

    def __init__(self, parts: Sequence[Sequence[Block]], rules: Sequence[Area] = ()) -> None:
        """Find the stories.

        Args:
            parts: the blocks outside all boxes, and those of each box; none is empty.
            rules: the lines that are drawn on the page.
        """
        blocks = [block for part in parts for block in part]
        self.body_size = _find_body_size(blocks)
        self.stories: list[Story] = []
        if len(blocks) > MAX_BLOCKS:
            self.stories = [Story(blocks=[block]) for block in blocks]
            return
        top, bottom = min(block.top for block in blocks), max(block.bottom for block in blocks)
        self._margins = (top + _MARGIN * (bottom - top), bottom - _MARGIN * (bottom - top))
        rules = [rule for rule in rules if rule.is_flat_rule]
        for at, part in enumerate(parts):
            self._add_part(part, rules, top if at else top + _LABEL_HEIGHT * (bottom - top))

    def _add_part(self, part: Sequence[Block], rules: Sequence[Area], head_end: float) -> None:
        """Add the stories of a box, or of what stands outside all boxes."""
        body_size = min(self.body_size, _find_body_size(part))
        small = [block for block in part if self._is_margin_line(block)]
        zones = divide([block for block in part if block not in small], rules, body_size)
        self.stories += [Story(blocks=[block]) for block in small]
        for at, zone in enumerate(zones):
            below = zones[at + 1] if at + 1 < len(zones) else []
            if self._is_margin(zone, below):
                self.stories.append(Story(blocks=zone))
            elif below and all(looks_like_deck(block, body_size) for block in zone):
                # a rule below a headline sets it off from its own text
                zones[at + 1] = zone + below
            else:
                in_order = sorted(zone, key=lambda block: (block.top, block.left))
                whole = Zone(in_order, body_size, rules, head_end)
                stories = find_stories(whole)
                join_headless_columns(stories, whole)
                self.stories += stories

    def _is_margin_line(self, block: Block) -> bool:
        """Whether a line in smaller type than the text's stands in the head of the page, such as the editors' names."""
        is_small = block.size < self.body_size and not is_same_size(block.size, self.body_size)
        return len(block.lines) == 1 and is_small and block.bottom <= self._margins[0]

    def _is_margin(self, zone: Sequence[Block], below: Sequence[Block]) -> bool:
        """Whether a zone is the head or the foot of the page: single lines at its edge, and no headline of a text."""
        head_end, foot = self._margins
        is_at_edge = all(block.bottom <= head_end for block in zone) or all(block.top >= foot for block in zone)
        if not is_at_edge or any(len(block.lines) > 1 for block in zone):
            return False
        has_text_below = any(len(block.lines) > 1 for block in below)
        is_headline = all(looks_like_deck(block, self.body_size) for block in zone)
        return not (is_headline and has_text_below) or any(looks_like_deck(block, self.body_size) for block in below)

    @property
    def decks(self) -> set[Block]:
        """The blocks that are headlines or decks of one."""
        return {deck for story in self.stories for deck in story.decks}

    def order(self) -> list[Block]:
        """All blocks in reading order."""
        ordered: list[Block] = []
        for story in sorted(self.stories, key=lambda story: (story.first.top, story.first.left)):
            ordered += story.decks + story.bylines + order_columns(story.blocks)
        return ordered


def _find_body_size(blocks: Sequence[Block]) -> float:
    """The size that most glyphs have, where those that differ by less than half a point count as one."""
    sizes: Counter[float] = Counter()
    least: dict[float, float] = {}
    for block in blocks:
        for line in block.lines:
            about = round(line.size * 2) / 2
            sizes[about] += line.glyph_count
            least[about] = min(least.get(about, line.size), line.size)
    return least[sizes.most_common(1)[0][0]]
