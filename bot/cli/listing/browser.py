"""Draws pages beside their articles for a browser: one file, with its style and script inside.

What comes from a page is escaped, and the file's own policy lets the browser load nothing from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from bot.chat.citation import describe_issue, format_authors
from bot.chat.replies import Replies
from bot.corpus.corpus_reader import CorpusPage
from bot.pages.load import LISTING_GENERATOR
from bot.reader.page import Part
from bot.records import Article
from bot.runtime.file_replacement import replace_file

_HERE = Path(__file__).parent
# The step between the hues of two neighbours, in degrees: the golden angle, so that no two of many are alike.
_HUE_STEP = 137.5

_HEAD = """<!doctype html>
<html lang="{said.language}">
<meta charset="utf-8">
<meta name="generator" content="{generator}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{said.title}</title>
<style>
{style}</style>
<header><h1>{said.title}</h1>
<p>{said.about}
<span class="headline">{said.headline}</span> <span class="byline">{said.byline}</span> {said.text}
<span class="furniture">{said.furniture}</span></p></header>
"""
_TAIL = """<script>
{script}</script>
</html>
"""


def write_pages(path: Path, pages: Iterable[CorpusPage], replies: Replies) -> None:
    """Writes the drawing of some pages to a file; whatever goes wrong, an earlier file is complete and as it was.

    Raises:
        OSError: when the file cannot be written.
    """
    # where the path is a link, the file that it leads to is replaced
    path = path.resolve()
    with replace_file(path) as file:
        file.writelines(part.encode(errors="replace") for part in draw_pages(pages, replies))


def draw_pages(pages: Iterable[CorpusPage], replies: Replies) -> Iterator[str]:
    """The parts of the HTML file, one after the other."""
    style = _HERE.joinpath("browser.css").read_text(encoding="utf-8")
    yield _HEAD.format(generator=LISTING_GENERATOR, style=style, said=replies.listing)
    for number, page in enumerate(pages, start=1):
        yield from _draw_page(page, f"p{number}", replies)
    yield _TAIL.format(script=_HERE.joinpath("browser.js").read_text(encoding="utf-8"))


def _draw_page(page: CorpusPage, name: str, replies: Replies) -> Iterator[str]:
    """A page: its title, its lines on the left, its articles on the right.

    Args:
        page: the page.
        name: what the ids of its elements begin with.
        replies: the language.
    """
    metadata = page.metadata
    issue = describe_issue(metadata.newspaper, metadata.date, metadata.page, replies)
    yield f'<section>\n<h2>{escape(issue)} <span class="file">{escape(page.page.file)}</span></h2>\n'
    yield '<div class="lines">\n'
    parts = {line: list(of_line) for line, of_line in groupby(page.parts(), lambda part: part.line)}
    for number in range(1, len(page.page.lines) + 1):
        yield _draw_line(page, number, parts.get(number, []), name)
    yield '</div>\n<div class="articles">\n'
    for number, article in enumerate(page.articles):
        yield _draw_article(article, number, name, replies)
    if not page.articles:
        yield f"<p>{replies.listing.no_article}</p>\n"
    yield "</div>\n</section>\n"


def _draw_line(page: CorpusPage, number: int, parts: Iterable[Part], name: str) -> str:
    span, text = page.page.lines[number - 1], page.page.text
    drawn, end = [], span.start
    for part in parts:
        mark = "" if part.article is None else f" {_mark(part.article)}"
        drawn.append(escape(text[end : part.span.start]))
        drawn.append(f'<span class="{part.role}"{mark}>{escape(text[part.span.start : part.span.end])}</span>')
        end = part.span.end
    drawn.append(escape(text[end : span.end]))
    blank = "" if text[span.start : span.end].strip() else ' class="blank"'
    return f'<div id="{name}-{number}"{blank}><b>{number}</b><span>{"".join(drawn)}</span></div>\n'


def _draw_article(article: Article, number: int, name: str, replies: Replies) -> str:
    place = ""
    if article.lines:
        first, last = article.lines
        shown = (replies.line if first == last else replies.lines).format(first=first, last=last)
        place = f'<a href="#{name}-{first}">{escape(shown)}</a>'
    headline = f"<h3>{escape(article.headline)}</h3>" if article.headline else ""
    kind = replies.listing.kinds[article.kind]
    facts = " · ".join(
        fact for fact in (kind, escape(format_authors(article, replies, all_of_them=True)), place) if fact
    )
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return (
        f'<article tabindex="0" {_mark(number)}>{headline}\n'
        f'<div class="facts"><b>{number + 1}</b> {facts}</div>\n{paragraphs}\n</article>\n'
    )


def _mark(article: int) -> str:
    """The attributes of what belongs to an article: its number, and its colour."""
    return f'data-article="{article}" style="--hue:{article * _HUE_STEP % 360:g}"'
