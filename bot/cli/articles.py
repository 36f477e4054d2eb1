"""`baowen articles`: what the reader makes of pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.command import CorpusCommand, Failure, print_json
from bot.cli.corpus.choice import choose_paths
from bot.cli.corpus.notices import print_notice, say
from bot.errors import PageError, SidecarError
from bot.sentence import Sentence
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.corpus.corpus_reader import CorpusPage
    from bot.corpus.merging.continuations import Jump
    from bot.records import Article


@click.command(cls=CorpusCommand, short_help="Show the articles that the reader finds on pages.")
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each article.")
@click.option("--lines", "as_lines", is_flag=True, help="Each line of the page: its number, what it was taken for.")
@click.option("--html", metavar="FILE", help="Draw each page beside its articles, in one file for a browser.")
def articles(corpus: tuple[str, ...], paths: tuple[str, ...], as_json: bool, as_lines: bool, html: str | None) -> None:
    """Show what the reader makes of pages: their articles, captions and fragments.

    PATH is a page or a folder of pages. With --json a story on several pages, or printed twice, is one article with
    several sources, and everything comes after the last page is read; else each page is shown as it is read. Exit
    status 1 when a page could not be read, or a file beside it (pages.toml, a correction) not be used.
    """
    if as_json + as_lines + (html is not None) > 1:
        raise click.UsageError(say("--json, --lines and --html are three ways to show the same: take one of them"))
    if html is not None and (not html or (os.path.exists(html) and not os.path.isfile(html))):
        raise click.UsageError(say("--html takes the name of a file, not {value!r}", value=html))
    from bot.corpus.corpus_reader import CorpusPage, read_corpus

    settings = read_settings()
    pages = unreadable = unusable = 0

    def readable_pages() -> Iterator[CorpusPage]:
        nonlocal pages, unreadable, unusable
        for entry in read_corpus(choose_paths(paths or corpus, settings), settings.max_page_bytes):
            if isinstance(entry, CorpusPage):
                pages += 1
                yield entry
            else:
                print_notice(entry)
                unreadable += isinstance(entry, PageError) and entry.failed
                unusable += isinstance(entry, SidecarError)

    if as_json:
        _print_as_json(readable_pages())
    elif html is not None:
        _write_html(Path(html), readable_pages(), settings.terminal_language)
    else:
        _print_for_people(readable_pages(), as_lines, settings.terminal_language)
    complaints = []
    if unreadable:
        complaints.append(
            Sentence("{unreadable} of {pages} pages could not be read", unreadable=unreadable, pages=unreadable + pages)
        )
    if unusable:
        complaints.append(
            Sentence("entries of pages.toml or corrections that could not be used: {count}", count=unusable)
        )
    if complaints:
        raise Failure("{problems}", problems=tuple(complaints))


def _print_as_json(pages: Iterable[CorpusPage]) -> None:
    from bot.adapters.json_records import article_record
    from bot.corpus.merging.merge import merge_articles

    collected: list[Article] = []
    jumps: dict[str, Jump] = {}
    for page in pages:
        # the layout is not printed, and takes most of an article's memory
        collected.extend(replace(article, layout=()) for article in page.articles)
        jumps.update(page.jumps)
    for article in merge_articles(collected, jumps):
        print_json(article_record(article))


def _print_for_people(pages: Iterable[CorpusPage], as_lines: bool, language: str) -> None:
    from bot.chat.replies import choose_replies
    from bot.cli.listing.terminal import print_articles, print_lines
    from bot.console.screen import make_console

    console = make_console()
    for page in pages:
        (print_lines if as_lines else print_articles)(console, page, choose_replies(language))
        sys.stdout.flush()


def _write_html(path: Path, pages: Iterable[CorpusPage], language: str) -> None:
    from bot.chat.replies import choose_replies
    from bot.cli.listing.browser import write_pages

    try:
        write_pages(path, pages, choose_replies(language))
    except OSError as error:
        raise Failure("{path} cannot be written ({reason}): name another file", path=path, reason=error) from None
