"""Blocks of a page → its articles, each with decks, text, authors, date and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from bot.pages.web.blocks import Block, WebPage, squeeze
from bot.pages.web.body import Body, ends_text, find_body, is_linked, is_prose
from bot.pages.web.head import Facts
from bot.pages.web.headline import find_decks, find_headline
from bot.pages.web.phrases import (
    LONGEST_LINE,
    ends_article,
    find_bare_names,
    find_date,
    find_source,
    is_date_line,
    is_epaper_line,
    is_furniture,
    is_meta_line,
    is_photo_credit,
    leads_elsewhere,
    read_author_line,
    read_byline_heading,
    strip_editors,
)
from bot.pages.web.sections import ABOVE, find_declared, find_sections, is_deck, mark_titles, may_begin
from bot.records import INDENT

# So many blocks below the text may name date, source and authors.
BELOW = 6


@dataclass(frozen=True)
class Story:
    """One article of the page."""

    # the headline with all its decks, in order; one may have several lines
    decks: Sequence[str]
    # headings among them are subheadings
    text: Sequence[Block]
    facts: Facts
    doubtful: bool = False

    def lines(self) -> Iterator[str]:
        """The parts of its text in marked lines (`Page.marked`); a blank line stands between two parts."""
        if self.decks:
            yield "\n".join(f"# {line}" for deck in self.decks for line in deck.split("\n"))
        if self.facts.authors:
            yield f"作者：{'、'.join(self.facts.authors)}"
        for block in self.text:
            if block.level:
                yield "## " + " ".join(block.text.split("\n"))
            elif block.pictured:
                yield f"![{block.text}]"
            else:
                # an indented line has no mark
                text = strip_editors(block.text)
                yield f"{INDENT}{text}" if text.startswith(("#", "![")) else text


def read_stories(page: WebPage, text: str) -> list[Story]:
    """The articles of a page, in order; empty where it holds nothing but links and buttons.

    Args:
        page: the page.
        text: its HTML.
    """
    page = replace(page, blocks=mark_titles(page.blocks))
    if texts := find_declared(page.blocks):
        ends = [0, *(end for _, end in texts)]
        return [_read_declared(page.blocks, above, *text) for above, text in zip(ends, texts, strict=False)]
    if sections := find_sections(page):
        stories = [_read_section(page.blocks, start, end) for start, end in sections]
        return [story for story in stories if story.text]
    # without prose a page may still hold a notice or a table
    body = find_body(page, text) or Body(0, len(page.blocks))
    story = _read_article(page, body)
    return [story] if story.text else []


# --- several articles on one page --------------------------------------------------------------------------------


def _read_declared(blocks: Sequence[Block], above: int, start: int, end: int) -> Story:
    """The article whose text a page declares to be blocks [start, end); nothing of it stands before block `above`."""
    last = next((at for at in range(start, above, -1) if _may_be_headline(blocks[at - 1])), above)
    first = next((at for at in range(last, above, -1) if not _may_be_headline(blocks[at - 1])), above)
    decks = [block.text for block in blocks[first:last]]
    captions = [block for block in blocks[last:start] if block.pictured]
    return _build_story(decks, blocks[max(above, first - ABOVE) : start], [*captions, *blocks[start:end]], [])


def _may_be_headline(block: Block) -> bool:
    return (is_deck(block) and not block.pictured) or (block.level > 0 and may_begin(block) and not is_linked(block))


def _read_section(blocks: Sequence[Block], start: int, end: int) -> Story:
    """The article whose decks begin at block `start` and whose text ends before block `end`."""
    # of the headings that touch each other there; a deck that begins with —— is no heading
    first_heading = next(at for at in range(start, end) if blocks[at].level)
    below = next((at for at in range(first_heading, end) if not blocks[at].level), end)
    headline = min(range(first_heading, below), key=lambda at: blocks[at].level)
    first, after = find_decks(blocks, headline, range(blocks[headline].level, 7))
    above = [block for block in blocks[start:first] if is_deck(block)]
    head = [block for block in blocks[start:first] if block not in above]
    if after + 1 < end and is_deck(blocks[after]) and not is_prose(blocks[after]):
        # a sub-title stands beside the headline, the text may stand in an element of its own
        after += blocks[after + 1].shared <= blocks[after].shared
    decks = [*above, *blocks[first:after]]
    return _build_story([block.text for block in decks], head, blocks[after:end], [])


# --- one article on the page -------------------------------------------------------------------------------------


def _read_article(page: WebPage, body: Body) -> Story:
    """The article of a page that has one."""
    blocks, start = page.blocks, body.start
    below = blocks[body.end : body.end + BELOW]
    headline = find_headline(page, body)
    if headline is None:
        title = page.read_title()
        return _build_story([title] if title else [], [], blocks[start : body.end], below, body.doubtful)
    first, after = find_decks(blocks, headline)
    title = squeeze(page.title)
    while after < body.end and squeeze("".join(block.text for block in blocks[headline : after + 1])) in title:
        # a headline in several blocks
        after += 1
    if any(is_epaper_line(block.text) for block in blocks):
        # pre-title and sub-title of an e-paper need not be headings: each stands at least as near to the headline, in
        # the same elements, as what stands below
        if first > 0 and after < body.end and is_deck(blocks[first - 1]):
            first -= blocks[first].shared >= blocks[after].shared
        if after + 1 < body.end and is_deck(blocks[after]):
            after += blocks[after].shared >= blocks[after + 1].shared
    start = max(start, after)
    captions = [block for block in blocks[after:start] if block.pictured]
    head = [*blocks[max(0, first - ABOVE) : first], *blocks[after:start]]
    decks = [block.text for block in blocks[first:after]]
    return _build_story(decks, head, [*captions, *blocks[start : body.end]], below, body.doubtful)


# --- text, authors, date, source ---------------------------------------------------------------------------------


def _build_story(
    decks: Sequence[str], head: Sequence[Block], text: Sequence[Block], below: Sequence[Block], doubtful: bool = False
) -> Story:
    """The story of some blocks, with the lines about authors, date and source taken off its text.

    Args:
        decks: its headline.
        head: the blocks above the headline, and between it and the text.
        text: the blocks of its text; the first and the last of them may be such lines, too.
        below: the blocks below its text.
        doubtful: whether it is in doubt what its text is.
    """
    text = [*_leave_out_links(decks, text, below), *takewhile(_is_pictured, below)]
    captions, text = _take_captions_above(text)
    end = _leave_out_boxes(text, _find_end(text))
    start = next((at for at in range(end) if not _opens(text[at])), end)
    # photos may stand below who wrote the text
    photos = list(takewhile(_is_pictured, reversed(text[start + 1 : end])))[::-1]
    end -= len(photos)
    last = _find_signature(text, start, end)
    # a photo or a dateline may stand above the byline
    signed = [block for block in text[start : min(end, start + ABOVE)] if _is_signed(block)]
    body = [*captions, *(block for block in text[start:last] if block not in signed), *photos]
    facts = _read_facts([*head, *text[:start], *signed], [*text[last : end + BELOW], *below])
    return Story(decks, _leave_out_furniture(body), facts, doubtful)


def _is_pictured(block: Block) -> bool:
    return block.pictured


def _leave_out_links(decks: Sequence[str], text: Sequence[Block], below: Sequence[Block]) -> list[Block]:
    """The blocks of a text without links, the headings of lists of links, and the headline once more."""
    known = {squeeze(deck) for deck in decks}
    return [
        block
        for block, under in zip_longest(text, [*text, *below][1 : len(text) + 1])
        if not (is_linked(block) or squeeze(block.text) in known or (under and _heads_links(block, under)))
    ]


def _take_captions_above(text: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The captions above the first prose of a text, and the other blocks."""
    first_prose = next((at for at, block in enumerate(text) if is_prose(block)), 0)
    captions = [block for block in text[:first_prose] if block.pictured]
    return captions, [block for block in text if block not in captions]


def _find_signature(text: Sequence[Block], start: int, end: int) -> int:
    """Where the lines about authors, date and source begin at the end of a text, of which blocks [start, end) are left.

    Who signs a notice, and when, belongs to the text.
    """
    last = next((at for at in range(end, start, -1) if not _signs(text[at - 1])), start)
    return last + (start < last < end and is_date_line(text[last].text))


def _heads_links(block: Block, below: Block) -> bool:
    """Whether a block is the heading of a list of links: 即时新闻."""
    heading = (block.bold or block.level > 0) and not (block.pictured or is_prose(block) or ends_article(block.text))
    return heading and is_linked(below)


def _leave_out_boxes(blocks: Sequence[Block], end: int) -> int:
    """Where a text ends without the boxes below it that lead elsewhere: set otherwise than its prose, with a link."""
    styles = Counter((block.style, block.class_name) for block in blocks[:end] if is_prose(block))
    usual = max(styles, key=lambda style: styles[style], default=None)
    while end > 1 and blocks[end - 1].linked and (blocks[end - 1].style, blocks[end - 1].class_name) != usual:
        end -= 1
    return end


def _leave_out_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a text without buttons, links to other stories, and subheads above no text."""
    aside = (leads_elsewhere(block.text) and (block.linked > 0 or not is_prose(block)) for block in blocks)
    kept = [block for block, left in zip(blocks, aside, strict=True) if not (left or is_furniture(block.text))]
    while kept and kept[-1].level:
        kept.pop()
    # a photo with nothing but its text is an article
    alone = all(block.pictured for block in kept)
    return [replace(block, pictured=False) for block in kept] if alone else kept


def _read_facts(head: Sequence[Block], tail: Sequence[Block]) -> Facts:
    """What the lines above and below a text say; the upper ones first."""
    head = [block for block in head if len(block.text) <= LONGEST_LINE]
    last = [block.text for block in tail if len(block.text) <= LONGEST_LINE]
    # a date may stand in several boxes: 2019, 10/23
    above = Facts(
        next(filter(None, (read_byline_heading(block.text, block.level) for block in head)), ()),
        find_date(" ".join(block.text for block in head)),
        next(filter(None, (find_source(block.text) for block in head if is_meta_line(block.text))), None),
    )
    below = Facts(next(filter(None, map(read_author_line, last)), ()), next(filter(None, map(find_date, last)), None))
    bare = next(filter(None, (find_bare_names(block.text) for block in head)), ())
    return above.or_else(below).or_else(Facts(bare))


def _find_end(blocks: Sequence[Block]) -> int:
    """How many blocks the text has before a line that stands below articles; most of the prose is above it."""
    sizes = [block.size if is_prose(block) else 0 for block in blocks]
    above, whole = 0, sum(sizes)
    for at in range(len(blocks)):
        if at and above * 2 >= whole and ends_text(blocks, at):
            return at
        above += sizes[at]
    return len(blocks)


def _opens(block: Block) -> bool:
    """Whether a line between headline and text is nothing but date, source, authors, editors or buttons."""
    if _is_signed(block) or is_meta_line(block.text):
        return True
    # 2021, 03/02 and 08:10 may stand in boxes of their own
    aside = ends_article(block.text) or not any(map(str.isalpha, block.text))
    return is_furniture(block.text) or (aside and not is_prose(block))


def _is_signed(block: Block) -> bool:
    """Whether a line is nothing but authors."""
    short = len(block.text) <= LONGEST_LINE and not (block.pictured or is_prose(block))
    return short and not is_photo_credit(block.text) and bool(read_byline_heading(block.text, block.level))


def _signs(block: Block) -> bool:
    """Whether a line at the end of a text is nothing but its authors, date, source or buttons."""
    signed = not is_prose(block) and bool(read_author_line(block.text)) and not is_photo_credit(block.text)
    return signed or is_furniture(block.text) or is_meta_line(block.text)
