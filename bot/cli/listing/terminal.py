"""Prints what the reader made of a page: its articles, or each of its lines with what it was taken for."""

from __future__ import annotations

from collections import Counter
from itertools import chain, repeat

from rich.console import Console
from rich.text import Text

from bot.chat.citation import describe_issue
from bot.chat.line_breaks import MEASURE, break_lines
from bot.chat.replies import Replies
from bot.corpus.corpus_reader import CorpusPage
from bot.records import Article

# One colour for each article, so that neighbours differ; furniture is dim.
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")
_KINDS = {"article": "bold", "caption": "bold italic", "fragment": "bold underline"}
_MARKS = {"headline": "#", "byline": "@", "paragraph": "│", "furniture": "·"}
_INDENT = " " * 6


def print_articles(console: Console, page: CorpusPage, replies: Replies) -> None:
    """Prints a page's name, newspaper, date and number, and its articles with their paragraphs.

    A terminal gets lines of 40 Chinese characters at most; elsewhere a paragraph is one line.
    """
    _print_title(console, page, replies)
    for number, article in enumerate(page.articles):
        _print_summary(console, number, article, replies)
        for paragraph in article.paragraphs:
            _print_wrapped(console, Text(_INDENT), Text(paragraph))
    console.print()


def print_lines(console: Console, page: CorpusPage, replies: Replies) -> None:
    """Prints the lines of a page with their numbers, and in front of each what it was taken for, and of which article.

    Where a line is several things (a byline, and the text after it), each of them has a line of its own.
    """
    _print_title(console, page, replies)
    for number, article in enumerate(page.articles):
        _print_summary(console, number, article, replies)
    said = replies.listing
    meanings = {"headline": said.headline, "byline": said.byline, "paragraph": said.text, "furniture": said.furniture}
    console.print(Text("".join(f"  {mark} {meanings[role]}" for role, mark in _MARKS.items()), style="dim"))
    parts = list(page.parts())
    several = Counter(part.line for part in parts)
    for part in parts:
        owner = part.article
        text = page.page.text[part.span.start : part.span.end].strip()
        if owner is None and several[part.line] > 1 and not any(map(str.isalnum, text)):
            # the marks of a heading, # or **, are no line beside it
            continue
        colour = "dim" if owner is None else _COLOURS[owner % len(_COLOURS)]
        gutter = Text(f"{part.line:>5} ", style="dim")
        gutter.append(f"{'' if owner is None else owner + 1:>3} {_MARKS[part.role]} ", style=f"bold {colour}")
        style = "dim" if owner is None else "bold" if part.role == "headline" else ""
        _print_wrapped(console, gutter, Text(text, style=style))
    console.print()


def _print_title(console: Console, page: CorpusPage, replies: Replies) -> None:
    issue = describe_issue(page.metadata.newspaper, page.metadata.date, page.metadata.page, replies)
    title = Text(f"{page.page.file} ({page.page.encoding}): {len(page.articles)}", style="bold underline")
    _print_wrapped(console, Text(), title.append(f"  {issue}" if issue else ""))


def _print_summary(console: Console, number: int, article: Article, replies: Replies) -> None:
    """Prints one line about an article: its number, kind, headline, authors and lines."""
    colour = _COLOURS[number % len(_COLOURS)]
    text = Text().append(f"[{replies.listing.kinds[article.kind]}] ", style=colour)
    text.append(article.headline or "—", style=_KINDS[article.kind])
    if article.authors:
        text.append(f"  {' '.join(article.authors)}")
    if article.lines:
        first, last = article.lines
        text.append(f"  {first}–{last}", style="dim")
    _print_wrapped(console, Text(f"{number + 1:>3} ", style=f"bold {colour}"), text)


def _print_wrapped(console: Console, start: Text, text: Text) -> None:
    """Prints a text; in a terminal in lines that are easy to read.

    Args:
        console: where to print.
        start: what stands before the first line.
        text: without line breaks.
    """
    if not console.is_terminal:
        console.print(Text.assemble(start, text), soft_wrap=True)
        return
    indent = Text(" " * max(len(start), len(_INDENT)))
    lines = break_lines(text.plain, max(2, min(console.width - len(indent), MEASURE)))
    for before, line in zip(chain([start], repeat(indent)), lines, strict=False):
        console.print(Text.assemble(before, text[line.start : line.end]), soft_wrap=True)
