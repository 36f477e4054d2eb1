"""What the reader made of a page, as a person wants to see it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bot.records import Article, Page

__all__ = ["print_page"]

_STYLES = {"article": "bold green", "caption": "bold magenta", "fragment": "bold yellow"}


def print_page(console: Console, page: Page, articles: Sequence[Article]) -> None:
    """Prints the articles of a page, each with its kind, lines, headline, authors and paragraphs."""
    console.print(Text(f"{page.file} ({page.encoding}): {len(articles)}", style="bold underline"))
    for article in articles:
        assert article.lines is not None
        first, last = article.lines
        title = Text(f"[{article.kind}] ", style=_STYLES[article.kind])
        title.append(article.headline or "—", style="bold")
        title.append(f"  {' '.join(article.authors)}  {first}–{last}", style="dim")
        console.print(title, soft_wrap=True)
        for paragraph in article.paragraphs:
            console.print(Text(f"    {paragraph}"), soft_wrap=not console.is_terminal)
    console.print()
