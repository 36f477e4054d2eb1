"""What the reader made of a page, on the screen."""

import io

from rich.console import Console

from bot.cli.listing import print_page
from bot.reader.page import read_page
from bot.records import Page

TEXT = "A03 要闻\n\n城东停水\n\n记者 李华\n\n5月3日城东小区停水，6日恢复供水。\n"


def shown(*, terminal):
    reading = read_page(Page("p.txt", TEXT))
    parts: dict[int, list[tuple[str, int | None, str]]] = {}
    for part in reading.parts:
        text = TEXT[part.span.start : part.span.end]
        parts.setdefault(part.line, []).append((part.role, part.article, text))
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=80, color_system=None)
    print_page(console, reading.page, reading.articles, parts)
    return out.getvalue()


def test_a_terminal_shows_every_line_beside_what_it_was_taken_for():
    """Headline, byline, text and furniture have marks of their own, and the number of their article."""
    lines = [line.split() for line in shown(terminal=True).splitlines()]
    assert ["1", "·", "A03", "要闻"] in lines
    assert ["3", "1", "#", "城东停水"] in lines
    assert ["5", "1", "@", "记者", "李华"] in lines
    assert ["7", "1", "│", "5月3日城东小区停水，6日恢复供水。"] in lines


def test_elsewhere_the_articles_are_shown_whole():
    """A pipe gets the headline with kind, authors and lines, and the paragraphs."""
    out = shown(terminal=False)
    assert "[article] 城东停水  李华  3–7" in out
    assert "5月3日城东小区停水，6日恢复供水。" in out
    assert "A03" not in out
