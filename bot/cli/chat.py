"""`baowen chat`: the conversation in the terminal."""

from __future__ import annotations

import contextlib
import sys

import click

from bot.cli.command import CorpusCommand, index_option
from bot.cli.corpus_choice import choose_corpus, open_live_corpus
from bot.settings import read_settings

__all__ = ["chat"]


@click.command(cls=CorpusCommand)
@index_option
def chat(corpus: tuple[str, ...], index: str | None) -> None:
    """Ask one question after the other in the terminal."""
    from bot.chat.console import converse, make_console
    from bot.chat.replies import CHINESE

    settings = read_settings()
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        # importing it gives `input` line editing, and earlier lines with the arrow keys; Windows has none
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401

    def read_line() -> str:
        return input(CHINESE.prompt if is_terminal else "")

    with open_live_corpus(choose_corpus(corpus, index, settings), settings) as opened:
        converse(opened.answer, read_line, make_console(), CHINESE, settings.passages)
