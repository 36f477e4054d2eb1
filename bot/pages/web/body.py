"""Which blocks of a page are the text of its article: a vote of two readings that know nothing of each other.

readability-lxml looks at the tree of the page and at the names of its elements. The other reading looks only at the
blocks in their order: prose adds to a stretch, links and short lines take away. Where they agree the text is sure.
"""

from __future__ import annotations

import contextlib
import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from bot.errors import MissingExtraError
from bot.pages.web.blocks import Block, WebPage, parse, squeeze
from bot.pages.web.phrases import ends_article, leads_elsewhere


class Body(NamedTuple):
    """The blocks [start, end) of a page."""

    start: int
    end: int
    # two readings of the page disagree on what its article is
    doubtful: bool = False


# readability takes longer than linear time for pages larger or deeper than this; no newspaper prints such a page.
MOST_ELEMENTS, DEEPEST = 20_000, 200
# A block with a larger share of linked characters is a menu or a list of other stories …
LINKED_SHARE = 0.6
# … unless it has a full stop and at least this many characters, as a story's paragraph has.
SENTENCE_LENGTH = 60
# A block of prose has a comma or a full stop and at least so many characters.
PROSE_LENGTH = 12
_PROSE = re.compile("[，。！？；：、…]")
# What a block that is no prose takes away from a stretch, in characters of prose; links take more.
OTHER_COST, LINK_COST = 12, 40
# A page is doubtful if the two readings share less (0 to 1) of the prose that either has, and it has so much of it.
AGREEMENT, LONG = 0.5, 150
# The share of the prose of a stretch, 0 to 1, that the element of the article holds at least.
MOST = 0.8
# So many blocks above and below a link to other stories tell whether it stands within a text.
AROUND = 10
# Characters of prose below the headline that may be all of an article.
SCOPE = 60


def is_linked(block: Block) -> bool:
    """Whether a block is a menu or a link to another story."""
    size = block.size
    return block.linked > LINKED_SHARE * size and not (size >= SENTENCE_LENGTH and "。" in block.text)


def is_prose(block: Block) -> bool:
    """Whether a block reads like a paragraph."""
    return (
        not block.pictured
        and block.size >= PROSE_LENGTH
        and _PROSE.search(block.text) is not None
        and not is_linked(block)
    )


def is_paragraph(block: Block) -> bool:
    """Whether a block is prose with a full stop, as few lines of a site are."""
    return is_prose(block) and "。" in block.text


def ends_text(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block stands below an article and ends it.

    A link to other stories (相关阅读) and a button do not if a paragraph like the last one above follows.
    """
    text = blocks[at].text
    if not ends_article(text):
        return False
    above = next(filter(is_paragraph, reversed(blocks[max(0, at - AROUND) : at])), None)
    below = blocks[at + 1 : at + AROUND]
    return not (
        above and leads_elsewhere(text) and any(is_paragraph(block) and block.style == above.style for block in below)
    )


def find_body(page: WebPage, text: str) -> Body | None:
    """The article's text on a page that has one article; None where the page has no text but links.

    Args:
        page: the page.
        text: the page's HTML, which `page` was read from.
    """
    blocks = page.blocks
    if declared := _find_declared(blocks):
        return declared
    body = _vote(page, text)
    return _fill_element(blocks, body) if body else None


def _vote(page: WebPage, text: str) -> Body | None:
    """The stretch that the two readings agree on."""
    blocks = page.blocks
    dense, tree = _find_densest(blocks), _ask_readability(page, text)
    scope = _find_scope(page)
    if scope and not (tree and tree.start < scope.end < tree.end):
        dense = _find_densest(blocks, *scope[:2])
        tree = tree if tree and scope.start <= tree.start < scope.end else None
    if dense is None or tree is None:
        return dense or tree
    shared = _weigh(blocks, max(dense.start, tree.start), min(dense.end, tree.end))
    weights = _weigh(blocks, *dense[:2]), _weigh(blocks, *tree[:2])
    agreement = shared / max(1, sum(weights) - shared)
    body = tree
    if not shared:
        title = squeeze(page.read_title())
        at = next((at for at, block in enumerate(blocks) if squeeze(block.text) == title), 0)
        # the one that the headline stands above
        body = min((tree, dense), key=lambda body: body.start - at if body.start >= at else len(blocks))
    return body._replace(doubtful=agreement < AGREEMENT and max(weights) >= LONG)


def _fill_element(blocks: Sequence[Block], body: Body) -> Body:
    """A stretch made to begin and end where the element of its text does.

    Paragraphs right above its first one, in the same element, are text. What stands below the last prose there is text
    in the rows of a table and where it looks like the paragraphs above. Nothing that reads like a paragraph is taken
    off.
    """
    prose = [at for at in range(body.start, body.end) if is_prose(blocks[at])]
    if not prose:
        return body
    start, end = body.start, body.end
    while start == prose[0] and start and is_paragraph(blocks[start - 1]) and _are_siblings(blocks, start):
        start -= 1
        prose.insert(0, start)
    body = body._replace(start=start)
    last = _find_last(blocks, body, prose)
    if not any(map(is_paragraph, blocks[last + 1 : end])):
        end = min(end, last + 1)
    like = {blocks[at].style for at in prose}
    for at in range(end, last + 1):
        block, linked = blocks[at], is_linked(blocks[at])
        if ends_text(blocks, at) or (linked and len(prose) == 1):
            break
        if not linked and (is_prose(block) or block.cells > 1 or block.pictured or block.style in like):
            end = at + 1
    return body._replace(end=end)


def _are_siblings(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block and the one above stand beside each other in one element."""
    return blocks[at].style == blocks[at - 1].style and blocks[at].shared >= blocks[at].style[1]


def _find_last(blocks: Sequence[Block], body: Body, prose: Sequence[int]) -> int:
    """The last block of the element of a text: the innermost one that holds most of the prose of a stretch.

    A single block of prose (`prose`: the places of all) stands beside others.
    """
    first = last = max(prose, key=lambda at: blocks[at].size)
    weight, whole = blocks[first].size, _weigh(blocks, *body[:2])
    depths = [*(block.shared for block in blocks), 0]
    while weight < MOST * whole or (first == last and len(prose) == 1):
        # the next larger element around
        start, end, around = first, last, max(depths[first] if first else 0, depths[last + 1])
        while first and depths[first] >= around:
            first -= 1
        while last + 1 < len(blocks) and depths[last + 1] >= around:
            last += 1
        weight += _weigh(blocks, max(first, body.start), start) + _weigh(blocks, end + 1, min(last + 1, body.end))
        if (first, last) == (start, end):
            break
    return last


def _weigh(blocks: Sequence[Block], start: int, end: int) -> int:
    """The number of characters of prose in a stretch."""
    return sum(block.size for block in blocks[start:end] if is_prose(block))


def _find_declared(blocks: Sequence[Block]) -> Body | None:
    """The blocks that the page itself calls the text of its article."""
    declared = [at for at, block in enumerate(blocks) if block.declared]
    if not declared or not any(is_prose(blocks[at]) for at in declared):
        return None
    return Body(declared[0], declared[-1] + 1)


def _find_scope(page: WebPage) -> Body | None:
    """What stands below the heading that is the page's title, up to the next of its level or the end of its <article>.

    None where no such heading has prose below it. Where several have, it is the one with most.
    """
    title = squeeze(page.read_title())
    headline, start, weight = None, 0, 0
    best, most = None, SCOPE
    for at, block in enumerate([*page.blocks, None]):
        if headline and weight and (block is None or _ends_scope(block, headline)):
            if weight >= most:
                best, most = Body(start, at), weight
            headline = None
        if block is None:
            break
        if block.level and squeeze(block.text) == title:
            headline, start, weight = block, at + 1, 0
        elif is_prose(block):
            weight += block.size
    return best


def _ends_scope(block: Block, headline: Block) -> bool:
    above = 0 < block.level <= headline.level
    return above or (headline.article > 0 and block.article != headline.article)


def _find_densest(blocks: Sequence[Block], first: int = 0, end: int | None = None) -> Body | None:
    """The stretch with most prose after what the other blocks in it cost (a largest sum of neighbours)."""
    best, best_sum = None, 0
    start, total = first, 0
    for at, block in enumerate(blocks[first:end], start=first):
        size = block.size
        if block.pictured:
            continue
        if is_prose(block):
            total += size - block.linked
        else:
            total -= LINK_COST if is_linked(block) else OTHER_COST
        if total <= 0:
            start, total = at + 1, 0
        elif total > best_sum:
            best, best_sum = Body(start, at + 1), total
    return best


def _ask_readability(page: WebPage, text: str) -> Body | None:
    """The stretch that readability-lxml takes for the article; None where it finds none, or the page is too large."""
    if page.elements > MOST_ELEMENTS or page.depth > DEEPEST:
        return None
    try:
        from lxml import etree, html
        from readability import Document
        from readability.readability import Unparseable
    except ImportError:
        raise MissingExtraError("reading web pages (.html)", "html") from None
    # it logs what it tries, and the traceback of what it cannot read
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    summary = ""
    with contextlib.suppress(Unparseable, etree.LxmlError, ValueError):
        tree = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
        summary = Document(tree).summary(html_partial=True)
    places = _locate(page.blocks, parse(summary).blocks) if summary else []
    prose = [at for at in places if is_prose(page.blocks[at])]
    return Body(min(places), max(places) + 1) if prose else None


def _locate(blocks: Sequence[Block], parts: Sequence[Block]) -> list[int]:
    """The places of some blocks among those of the page; a text that stands there twice is the one nearer to the last.

    Args:
        blocks: of the page.
        parts: of a part of the page, in its order.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        places[squeeze(block.text)].append(at)
    lists = [places[key] for part in parts if (key := squeeze(part.text)) in places]
    last = min((ats[0] for ats in lists if len(ats) == 1), default=0)
    found = []
    for ats in lists:
        after = bisect_left(ats, last)
        last = min(ats[max(0, after - 1) : after + 1], key=lambda at: (abs(at - last), -at))
        found.append(last)
    return found
