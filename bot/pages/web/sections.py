"""Where the articles of a page with several of them stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from bot.pages.web.blocks import Block, WebPage, squeeze
from bot.pages.web.body import is_linked, is_paragraph, is_prose
from bot.pages.web.headline import find_decks
from bot.pages.web.phrases import ends_article, is_furniture, is_meta_line, is_site_name, read_byline_heading

ABOVE = 3
"""So many blocks above a headline may belong to its article."""

# Characters of prose that an article has at least.
BRIEF = 15
# Characters: no pre-title or sub-title is longer.
DECK = 40
# Between a headline and its text stand a sub-title and the author at most.
BETWEEN = 2
# Names alone are a byline in a heading of this level and lower ones.
BYLINE_LEVEL = 4
# Levels of the headings that begin articles.
ARTICLE_LEVELS = range(1, 5)
# Characters: the name of a section is no longer, and a headline that the page's title begins with no shorter.
LABEL, TITLE = 6, 4


def find_declared(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The texts that a page declares to be those of articles, if there are several, each with a headline above."""
    texts: list[tuple[int, int]] = []
    for declared, group in groupby(range(len(blocks)), lambda at: blocks[at].declared):
        places = list(group)
        if declared and _has_prose(blocks[places[0] : places[-1] + 1]):
            texts.append((places[0], places[-1] + 1))
    between = [blocks[end:start] for (_, end), (start, _) in pairwise(texts)]
    headed = all(any(block.level or is_deck(block) for block in part) for part in between)
    return texts if len(texts) > 1 and headed else []


def mark_titles(blocks: Sequence[Block]) -> list[Block]:
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
        over_prose = all(is_deck(blocks[at]) and not prose.isdisjoint(range(at + 1, at + 2 + BETWEEN)) for at in found)
        if len(found) > 1 and over_prose and found[0] < first:
            return [replace(block, level=2) if at in found else block for at, block in enumerate(blocks)]
    return list(blocks)


def find_sections(page: WebPage) -> list[tuple[int, int]]:
    """The blocks [start, end) of each article of a page with several of them; empty where it has one.

    The headings of the highest level that has two with prose below them begin the articles, unless the page's title
    is a headline on the page: then these are its subheadings, or lead to other pages.
    """
    blocks = page.blocks
    title = squeeze(page.meta.get("og:title", "") or page.title)
    if any(_is_titled(block, title) for block in blocks):
        return []
    for level in ARTICLE_LEVELS:
        heads = {at for at, block in enumerate(blocks) if block.level == level and may_begin(block)}
        # of adjacent headings the first begins the article
        starts = [at for at in sorted(heads) if at - 1 not in heads or blocks[at - 1].article != blocks[at].article]
        sections = [(at, end) for at, end in pairwise([*starts, len(blocks)]) if _has_prose(blocks[at + 1 : end])]
        if sections and not _are_labels(blocks, sections):
            levels = range(level, 7)
            starts = [find_decks(blocks, at, levels)[0] for at, _ in sections]
            if len(starts) < 2:
                return []
            tops = _find_tops(blocks, starts)
            return list(pairwise([*tops, _find_last_end(blocks, tops)]))
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


def is_deck(block: Block) -> bool:
    """Whether a block beside a headline may be its pre-title or sub-title though it is no heading."""
    text = block.text
    # names alone are a byline there
    signs = bool(read_byline_heading(text, BYLINE_LEVEL))
    aside = signs or is_linked(block) or is_furniture(text) or is_meta_line(text)
    return len(text) <= DECK and not (aside or block.level or text.endswith(("。", "！")) or "：" in text)


def may_begin(block: Block) -> bool:
    return not (is_site_name(block.text) or ends_article(block.text) or is_furniture(block.text))


def _has_prose(blocks: Sequence[Block]) -> bool:
    return sum(block.size for block in blocks if is_prose(block)) >= BRIEF
