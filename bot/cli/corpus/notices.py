"""What a command says beside its output, on standard error: notices, warnings of Milvus, progress bars."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.errors import BaowenError
from bot.sentence import Sentence
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.retrieval.storage.refresh import Progress
    from bot.retriever import Retriever


def choose_language() -> str:
    """The language of the terminal, also where a setting is wrong, which is said in it."""
    try:
        return read_settings().terminal_language
    except BaowenError:
        return Settings().terminal_language


def say(said: object, /, **fields: object) -> str:
    """An error, a sentence or a text in the language of the terminal."""
    sentence = Sentence.of(said, **fields)
    if choose_language() == "en":
        return str(sentence)
    # most commands have nothing to say
    from bot.chat.replies.errors import say_in_chinese

    return say_in_chinese(sentence)


def print_notice(said: object, /, **fields: object) -> None:
    """Prints a sentence for the person at the keyboard on standard error, so that standard output holds data only."""
    click.echo(f"baowen: {say(said, **fields)}", err=True)


def print_unmet(retriever: Retriever, newspaper: str | None, since: str | None, until: str | None) -> None:
    """Prints why --newspaper, --since and --until leave out more than their words say, if they do."""
    if not (newspaper or since or until):
        # looked at here, because what says it loads all sentences of conversations
        return
    language = choose_language()
    for sentence in retriever.describe_unmet(newspaper=newspaper, since=since, until=until, language=language):
        print_notice(sentence)


@contextmanager
def print_milvus_warnings() -> Iterator[None]:
    """Prints Milvus warnings while a corpus is opened: logging is configured only later, and only by the bot."""

    class NoticeHandler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            print_notice(record.msg)

    handler, logger = NoticeHandler(logging.WARNING), logging.getLogger("bot.retrieval.milvus.engine")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Gives a function that draws progress bars on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console

    from bot.chat.replies import choose_replies
    from bot.console.progress import progress_bars

    with progress_bars(Console(stderr=True), choose_replies(choose_language())) as show:
        yield show
