"""Prints what the reader made of a page, so that a person sees a mistake at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from bot.records import Article, Page

__all__ = ["LineParts", "print_page"]

# One colour for each article, so that neighbours differ; furniture is dim.
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")
_KINDS = {"article": "bold", "caption": "bold italic", "fragment": "bold underline"}
_MARKS = {"headline": "#", "byline": "@", "paragraph": "│", "furniture": "·"}

LineParts = Mapping[int, Sequence[tuple[str, int | None, str]]]
"""For each line of a page its parts in order: role, number of its article from 0 or None, text."""


def _summary(number: int, article: Article) -> Text:
    """One line about an article: its number, kind, headline, authors and lines."""
    colour = _COLOURS[number % len(_COLOURS)]
    text = Text(f"{number + 1:>3} ", style=f"bold {colour}")
    text.append(f"[{article.kind}] ", style=colour)
    text.append(article.headline or "—", style=_KINDS[article.kind])
    if article.authors:
        text.append(f"  {' '.join(article.authors)}")
    if article.lines:
        first, last = article.lines
        text.append(f"  {first}–{last}", style="dim")
    return text


def print_page(console: Console, page: Page, articles: Sequence[Article], parts: LineParts | None = None) -> None:
    """Prints the articles of a page, and in a terminal, below them, each line with its role.

    Args:
        console: where to print. If it is no terminal, the articles' paragraphs are printed instead of the page.
        page: the page.
        articles: its articles.
        parts: what the reader took each line for; without it only the articles are printed.
    """
    console.print(Text(f"{page.file} ({page.encoding}): {len(articles)}", style="bold underline"), soft_wrap=True)
    for number, article in enumerate(articles):
        console.print(_summary(number, article), soft_wrap=True)
        if not console.is_terminal:
            for paragraph in article.paragraphs:
                console.print(Text(f"      {paragraph}"), soft_wrap=True)
    if console.is_terminal and parts is not None:
        console.print(Text("  # headline  @ byline  │ text  · of no article", style="dim"))
        for line in sorted(parts):
            for role, owner, text in parts[line]:
                colour = "dim" if owner is None else _COLOURS[owner % len(_COLOURS)]
                gutter = Text(f"{line:>5} ", style="dim")
                gutter.append(f"{'' if owner is None else owner + 1:>3} {_MARKS[role]} ", style=f"bold {colour}")
                style = "dim" if owner is None else "bold" if role == "headline" else ""
                console.print(gutter.append(text.strip(), style=style), overflow="fold")
    console.print()
