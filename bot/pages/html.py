"""Turns a web page of a newspaper into a Page: its articles as text, without the menus and buttons around them.

The lines of this text are marked (`Page.marked`): each deck of a headline begins with "# ", the authors stand below it
(作者：甲、乙), each paragraph is one line, a caption stands in ![ ], and a blank line stands between two. Line numbers
count the lines of this text, not those of the HTML file.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.errors import PageError
from bot.pages.decoding import decode
from bot.pages.web.blocks import parse
from bot.pages.web.head import Facts, mark_founder_decks, read_head, read_page_number
from bot.pages.web.stories import read_stories
from bot.records import Page


def read_html(data: bytes, file: str) -> Page:
    """Read the articles on a web page.

    Args:
        data: the HTML file; its bytes decide the encoding, and what it declares only tips the balance.
        file: the name that the page goes by.

    Raises:
        PageError: when the bytes cannot be decoded, or the page holds no text apart from links.
        MissingExtraError: when lxml or readability-lxml is not installed.
    """
    source = decode(data, file, _find_declared(data))
    page = parse(source.text)
    mark_founder_decks(page)
    head = read_head(page)
    stories = read_stories(page, source.text)
    if len(stories) == 1:
        stories = [replace(stories[0], facts=stories[0].facts.or_else(head))]
    text = "\n\n".join(line for story in stories for line in story.lines())
    if not text:
        raise PageError(file, "no article on this web page; skipped")
    facts = _find_common([story.facts for story in stories]).or_else(head)
    return Page(
        file,
        f"{text}\n",
        source.encoding,
        marked=True,
        newspaper=facts.source,
        date=facts.date,
        number=read_page_number(page),
        doubtful=any(story.doubtful for story in stories),
    )


_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|encoding=[\"']([\w-]{3,20})", re.I)


def _find_declared(data: bytes) -> str | None:
    """The encoding that a web page declares in its first 4 kB."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


def _find_common(facts: list[Facts]) -> Facts:
    """Date and source of the page: those that its articles name, if they name no two."""
    dates = {fact.date for fact in facts if fact.date}
    sources = {fact.source for fact in facts if fact.source}
    return Facts(date=dates.pop() if len(dates) == 1 else None, source=sources.pop() if len(sources) == 1 else None)
