"""`baowen chat`: the conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.command import CorpusCommand, filter_options, index_option, plain_option
from bot.cli.corpus_choice import OpenCorpus, choose_corpus, make_page_locator, open_live_corpus, report_undated
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.console.session import AskedCorpus
    from bot.records import Answer

__all__ = ["chat"]


@click.command(cls=CorpusCommand)
@filter_options
@plain_option
@index_option
def chat(
    corpus: tuple[str, ...],
    index: str | None,
    newspaper: str | None,
    since: str | None,
    until: str | None,
    plain: bool,
) -> None:
    """Ask one question after the other in the terminal."""
    from bot.chat.replies import choose_replies
    from bot.console.screen import Screen, make_console
    from bot.console.session import Session

    settings = read_settings()
    place = choose_corpus(corpus, index, settings)
    screen = Screen(make_console(plain=plain), choose_replies(settings.terminal_language), make_page_locator(place))
    with open_live_corpus(place, settings) as opened:
        report_undated(opened.current(), since, until)
        session = Session(_filter_corpus(opened, newspaper, since, until), screen, settings.passages)
        if not (sys.stdin.isatty() and screen.console.is_terminal):
            session.run(partial(input, screen.replies.console.prompt if sys.stdin.isatty() else ""))
            return
        from bot.console.line_reader import make_line_reader

        headlines = lambda: (article.headline for article in opened.current().articles)  # noqa: E731
        session.run(make_line_reader(lambda: screen.replies.console.prompt, headlines, settings.history_file))


def _filter_corpus(opened: OpenCorpus, newspaper: str | None, since: str | None, until: str | None) -> AskedCorpus:
    """A corpus as the conversation sees it: the articles that the options let through."""
    from bot.chat.corpus_summary import CorpusSummary, summarize_articles
    from bot.console.session import AskedCorpus

    def ask(question: str, history: Sequence[str], k: int, *, why: bool = False) -> Answer:
        limits = {"newspaper": newspaper, "since": since, "until": until}
        return opened.current().answer(question, history, k, **limits, why=why)

    def summarize() -> CorpusSummary:
        return summarize_articles(opened.current().articles)

    # without options the live corpus answers, which remembers what is asked
    answer = ask if newspaper or since or until else opened.answer
    return AskedCorpus(answer, partial(ask, why=True), summarize)
