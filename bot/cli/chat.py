"""`baowen chat`: the conversation in the terminal."""

from __future__ import annotations

import sys
from functools import partial

import click

from bot.cli.command import CorpusCommand, check_days, filter_options, index_option, plain_option
from bot.cli.corpus.choice import choose_corpus
from bot.cli.corpus.notices import print_unmet
from bot.cli.corpus.opening import make_page_locator, open_live_corpus
from bot.settings import read_settings


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
    from bot.chat.corpus_summary import summarize_articles
    from bot.chat.replies import choose_replies
    from bot.console.screen import Screen, make_console
    from bot.console.session import AskedCorpus, Session

    check_days(since, until)
    settings = read_settings()
    place = choose_corpus(corpus, index, settings)
    screen = Screen(make_console(plain=plain), choose_replies(settings.terminal_language), make_page_locator(place))
    with open_live_corpus(place, settings) as opened:
        print_unmet(opened.current(), newspaper, since, until)
        answer = partial(opened.answer, newspaper=newspaper, since=since, until=until)
        asked = AskedCorpus(answer, partial(answer, why=True), lambda: summarize_articles(opened.current().articles))
        session = Session(asked, screen, settings.passages)
        if not (sys.stdin.isatty() and screen.console.is_terminal):
            session.run(partial(input, screen.replies.console.prompt if sys.stdin.isatty() else ""))
            return
        from bot.console.line_reader import make_line_reader

        session.run(
            make_line_reader(
                lambda: screen.replies.console.prompt,
                # in Milvus they would all have to be read
                lambda: () if place.is_remote else (article.headline for article in opened.current().articles),
                settings.history_file,
            )
        )
