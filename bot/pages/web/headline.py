"""Which heading of a page is the headline of its article, and which stand with it as decks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pages.web.blocks import Block, WebPage, squeeze
from bot.pages.web.body import Body, is_linked, is_prose
from bot.pages.web.phrases import ends_article, is_furniture, is_meta_line, is_site_name, read_byline_heading

# Characters: no headline has fewer or more.
SHORTEST, LONGEST = 3, 90
# A headline stands at most so many blocks above its text.
REACH = 40
# Points of a candidate: for its heading level (index 1 to 6), for bold type, for standing in the page's title, and for
# beginning that title; each block between the candidate and the text takes points away.
LEVEL_POINTS = (0.0, 1.6, 1.0, 0.8, 0.7, 0.65, 0.6)
BOLD = 0.6
IN_TITLE, BEGINS_TITLE, DISTANCE = 1.0, 1.0, 0.03
# Characters: in the page's title a shorter text may be the name of a section.
SECTION = 5
# A heading with fewer points is no headline.
ENOUGH = 0.5


def find_headline(page: WebPage, body: Body) -> int | None:
    """The place of the headline's block, above the text or among its first blocks; None where no block is one."""
    title = squeeze(f"{page.title}\n{page.meta.get('og:title', '')}")
    first = next((at for at in range(body.start, body.end) if is_prose(page.blocks[at])), body.start)
    best, best_points = None, ENOUGH
    for at in range(max(0, body.start - REACH), min(len(page.blocks), body.end)):
        block = page.blocks[at]
        text = squeeze(block.text)
        if at > body.start and not (block.level or text in title):
            continue
        # a headline may lead to its own page
        if is_linked(block) and not (block.level and title.startswith(text)):
            continue
        if not SHORTEST < len(text) <= LONGEST or _is_no_headline(block):
            continue
        points = (LEVEL_POINTS[block.level] or BOLD * block.bold) - DISTANCE * abs(first - at)
        if text in title and len(text) > SECTION:
            points += IN_TITLE * min(1.0, len(text) / 8) + BEGINS_TITLE * title.startswith(text)
        # of two alike the nearer to the text counts
        if points > best_points or (points == best_points and at <= first):
            best, best_points = at, points
    return best


def _is_no_headline(block: Block) -> bool:
    text = block.text
    return (
        is_furniture(text)
        or ends_article(text)
        or is_site_name(text)
        or text.endswith("。")
        or (block.level > 3 and bool(read_byline_heading(text, block.level)))
        or (not block.level and is_meta_line(text))
    )


def find_decks(blocks: Sequence[Block], headline: int, levels: range = range(1, 7)) -> tuple[int, int]:
    """The blocks [start, end) of a headline with the decks above and below it: headings that touch each other."""
    start, end = headline, headline + 1
    while start > 0 and _is_deck(blocks[start - 1], blocks[headline], levels):
        start -= 1
    while end < len(blocks) and _is_deck(blocks[end], blocks[headline], levels):
        end += 1
    return start, end


def _is_deck(block: Block, headline: Block, levels: range) -> bool:
    if squeeze(block.text).startswith(("——", "--")) and len(block.text) <= LONGEST and not block.text.endswith("。"):
        return True
    return (
        block.level in levels
        and block.article == headline.article
        and squeeze(block.text) != squeeze(headline.text)
        and block.level != headline.level
        and len(block.text) <= LONGEST
        and not is_meta_line(block.text)
        and not (is_linked(block) or _is_no_headline(block))
        and not read_byline_heading(block.text, block.level)
    )
