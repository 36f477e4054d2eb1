"""Blocks of a page → its articles, each with decks, text, authors, date and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile, zip_longest

from bot.pages.web.blocks import Block, WebPage, squeeze
from bot.pages.web.body import Body, ends_text, find_body, is_linked, is_paragraph, is_prose
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
    is_site_name,
    leads_elsewhere,
    read_authors,
    read_byline_heading,
    strip_editors,
)

__all__ = ["Story", "read_stories"]

# So many blocks above the headline and below the text may name date, source and authors.
ABOVE, BELOW = 3, 6
# Characters of prose that an article has at least, where a page has several.
BRIEF = 15
# Characters: no pre-title or sub-title is longer.
DECK = 40
# Names alone are a byline in a heading of this level and lower ones.
BYLINE_LEVEL = 4
# Levels of the headings that begin articles, where a page has several.
ARTICLE_LEVELS = range(1, 5)
# Characters: the name of a section is no longer, and a headline that the page's title begins with no shorter.
LABEL, TITLE = 6, 4


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
                yield f"　　{text}" if text.startswith(("#", "![")) else text


def read_stories(page: WebPage, text: str) -> list[Story]:
    """The articles of a page, in order; empty where it holds nothing but links and buttons.

    Args:
        page: the page.
        text: its HTML.
    """
    page = replace(page, blocks=_mark_titles(page.blocks))
    if texts := _find_declared(page.blocks):
        ends = [0, *(end for _, end in texts)]
        return [_read_declared(page.blocks, above, *text) for above, text in zip(ends, texts, strict=False)]
    if starts := _find_several(page):
        ends = [*starts[1:], _find_last_end(page.blocks, starts)]
        stories = [_read_section(page.blocks, start, end) for start, end in zip(starts, ends, strict=True)]
        return [story for story in stories if story.text]
    # without prose a page may still hold a notice or a table
    body = find_body(page, text) or Body(0, len(page.blocks))
    story = _read_article(page, body)
    return [story] if story.text else []


# --- several articles on one page --------------------------------------------------------------------------------


def _find_declared(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The texts that a page declares to be those of articles, if there are several, each with a headline above."""
    texts: list[tuple[int, int]] = []
    for declared, group in groupby(range(len(blocks)), lambda at: blocks[at].declared):
        places = list(group)
        if declared and _has_prose(blocks[places[0] : places[-1] + 1]):
            texts.append((places[0], places[-1] + 1))
    between = [blocks[end:start] for (_, end), (start, _) in pairwise(texts)]
    headed = all(any(block.level or _is_deck(block) for block in part) for part in between)
    return texts if len(texts) > 1 and headed else []


def _read_declared(blocks: Sequence[Block], above: int, start: int, end: int) -> Story:
    """The article whose text a page declares to be blocks [start, end); nothing of it stands before block `above`."""
    last = next((at for at in range(start, above, -1) if _may_be_headline(blocks[at - 1])), above)
    first = next((at for at in range(last, above, -1) if not _may_be_headline(blocks[at - 1])), above)
    decks = [block.text for block in blocks[first:last]]
    captions = [block for block in blocks[last:start] if block.pictured]
    return _build_story(decks, blocks[max(above, first - ABOVE) : start], [*captions, *blocks[start:end]], [])


def _may_be_headline(block: Block) -> bool:
    return (_is_deck(block) and not block.pictured) or (block.level > 0 and _may_begin(block) and not is_linked(block))


def _mark_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page; where it has no headings, those whose class the page gives to titles alone are headings.

    Each of them is short and stands right above prose, and no paragraph stands above the first.
    """
    if any(block.level or block.declared for block in blocks):
        return list(blocks)
    places: defaultdict[tuple[tuple[str, int], str], list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        if block.class_name:
            places[block.style, block.class_name].append(at)
    prose = {at for at, block in enumerate(blocks) if is_prose(block)}
    first = next((at for at, block in enumerate(blocks) if is_paragraph(block)), 0)
    for found in places.values():
        over_prose = all(_is_deck(blocks[at]) and not prose.isdisjoint((at + 1, at + 2)) for at in found)
        if len(found) > 1 and over_prose and found[0] < first:
            return [replace(block, level=2) if at in found else block for at, block in enumerate(blocks)]
    return list(blocks)


def _find_several(page: WebPage) -> list[int]:
    """Where the articles of a page with several of them begin; empty where it has one.

    The headings of the highest level that has two with prose below them begin the articles, unless the page's title
    is a headline on the page: then these are its subheadings, or lead to other pages.
    """
    blocks = page.blocks
    title = squeeze(page.meta.get("og:title", "") or page.title)
    if any(_is_titled(block, title) for block in blocks):
        return []
    for level in ARTICLE_LEVELS:
        heads = {at for at, block in enumerate(blocks) if block.level == level and _may_begin(block)}
        # of adjacent headings the first begins the article
        starts = [at for at in sorted(heads) if at - 1 not in heads or blocks[at - 1].article != blocks[at].article]
        sections = [(at, end) for at, end in pairwise([*starts, len(blocks)]) if _has_prose(blocks[at + 1 : end])]
        if sections and not _are_labels(blocks, sections):
            levels = range(level, 7)
            starts = [find_decks(blocks, at, levels)[0] for at, _ in sections]
            return _find_tops(blocks, starts) if len(starts) > 1 else []
    return []


def _find_tops(blocks: Sequence[Block], starts: Sequence[int]) -> list[int]:
    """Where articles begin, given their headings: with what stands above these in the same element of the page."""
    between = min(block.shared for block in blocks[starts[0] + 1 : starts[-1] + 1])
    tops = []
    for start in starts:
        top = start
        while blocks[top].shared > between and start - top < ABOVE:
            top -= 1
        tops.append(top if blocks[top].shared <= between else start)
    return tops


def _find_last_end(blocks: Sequence[Block], starts: Sequence[int]) -> int:
    """Where the last of several articles ends: with its element, if each of those above has one of its own."""
    between = min(block.shared for block in blocks[starts[0] + 1 : starts[-1] + 1])
    inside = (block for start, end in pairwise(starts) for block in blocks[start + 1 : end])
    if blocks[starts[-1]].shared > between or any(block.shared <= between for block in inside):
        return len(blocks)
    last = starts[-1] + 1
    ends = (at for at in range(last, len(blocks)) if blocks[at].shared <= between and _has_prose(blocks[last:at]))
    return next(ends, len(blocks))


def _is_deck(block: Block) -> bool:
    """Whether a block beside a headline may be its pre-title or sub-title though it is no heading."""
    text = block.text
    # names alone are a byline there
    signs = bool(read_byline_heading(text, BYLINE_LEVEL))
    aside = signs or is_linked(block) or is_furniture(text) or is_meta_line(text)
    return len(text) <= DECK and not (aside or block.level or text.endswith(("。", "！")) or "：" in text)


def _is_titled(block: Block, title: str) -> bool:
    """Whether the page's title is a block's text, with the name of the site after it or not."""
    text = squeeze(block.text)
    return (
        len(text) >= TITLE
        and title.startswith(text)
        and not (is_linked(block) and not block.level)
        and not is_site_name(block.text)
    )


def _are_labels(blocks: Sequence[Block], sections: Sequence[tuple[int, int]]) -> bool:
    """Whether headings name sections (要闻, 社会): a lower heading follows each, and one has two of them or more."""
    below = [blocks[at + 1].level > blocks[at].level for at, _ in sections]
    counts = [sum(block.level > 0 for block in blocks[at + 1 : end]) for at, end in sections]
    short = all(len(blocks[at].text) <= LABEL for at, _ in sections)
    return short and all(below) and max(counts) > 1


def _may_begin(block: Block) -> bool:
    return not (is_site_name(block.text) or ends_article(block.text) or is_furniture(block.text))


def _has_prose(blocks: Sequence[Block]) -> bool:
    return sum(block.size for block in blocks if is_prose(block)) >= BRIEF


def _read_section(blocks: Sequence[Block], start: int, end: int) -> Story:
    """The article whose decks begin at block `start` and whose text ends before block `end`."""
    # of the headings that touch each other there; a deck that begins with —— is no heading
    first_heading = next(at for at in range(start, end) if blocks[at].level)
    below = next((at for at in range(first_heading, end) if not blocks[at].level), end)
    headline = min(range(first_heading, below), key=lambda at: blocks[at].level)
    first, after = find_decks(blocks, headline, range(blocks[headline].level, 7))
    above = [block for block in blocks[start:first] if _is_deck(block)]
    head = [block for block in blocks[start:first] if block not in above]
    if after + 1 < end and _is_deck(blocks[after]) and not is_prose(blocks[after]):
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
        if first > 0 and after < body.end and _is_deck(blocks[first - 1]):
            first -= blocks[first].shared >= blocks[after].shared
        if after + 1 < body.end and _is_deck(blocks[after]):
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
    known = {squeeze(deck) for deck in decks}
    heads_links = [_heads_links(*pair) for pair in pairwise([*text, *below])]
    text = [
        block
        for block, heads in zip_longest(text, heads_links[: len(text)])
        if not (heads or is_linked(block) or squeeze(block.text) in known)
    ]
    # captions below the text
    text += takewhile(lambda block: block.pictured, below)
    first_prose = next((at for at, block in enumerate(text) if is_prose(block)), 0)
    captions = [block for block in text[:first_prose] if block.pictured]
    text = [block for block in text if block not in captions]
    end = _leave_out_boxes(text, _find_end(text))
    start = next((at for at in range(end) if not _opens(text[at])), end)
    # a photo or a dateline may stand above the byline
    signed = [block for block in text[start : min(end, start + ABOVE)] if _is_signed(block)]
    photos: list[Block] = []
    while end > start + 1 and text[end - 1].pictured:
        # photos may stand below who wrote the text
        end -= 1
        photos.insert(0, text[end])
    last = next((at for at in range(end, start, -1) if not _signs(text[at - 1])), start)
    # who signs a notice, and when
    last += start < last < end and is_date_line(text[last].text)
    body = _leave_out_furniture([*captions, *(block for block in text[start:last] if block not in signed), *photos])
    head = [block for block in (*head, *text[:start], *signed) if len(block.text) <= LONGEST_LINE]
    tail = [block.text for block in (*text[last : end + BELOW], *below) if len(block.text) <= LONGEST_LINE]
    return Story(decks, body, _read_facts(head, tail), doubtful)


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


def _read_facts(head: Sequence[Block], tail: Sequence[str]) -> Facts:
    """What the lines above and below a text say; the upper ones first."""
    # a date may stand in several boxes: 2019, 10/23
    above = Facts(
        next(filter(None, (read_byline_heading(block.text, block.level) for block in head)), ()),
        find_date(" ".join(block.text for block in head)),
        next(filter(None, (find_source(block.text) for block in head if is_meta_line(block.text))), None),
    )
    below = Facts(next(filter(None, map(read_authors, tail)), ()), next(filter(None, map(find_date, tail)), None))
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
    if len(block.text) > LONGEST_LINE:
        return False
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
    if len(block.text) > LONGEST_LINE:
        return False
    signed = not is_prose(block) and bool(read_authors(block.text)) and not is_photo_credit(block.text)
    return signed or is_furniture(block.text) or is_meta_line(block.text)
