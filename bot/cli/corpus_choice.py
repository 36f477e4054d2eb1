"""Decides which corpus and which stored index a command works on, and opens them."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.command import print_notice
from bot.errors import QuestionError
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.records import Answer
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.storage.refresh import Progress
    from bot.retriever import Retriever
    from bot.text.user_dictionary import UserDictionary

__all__ = [
    "CorpusPlace",
    "OpenCorpus",
    "choose_corpus",
    "choose_milvus",
    "choose_paths",
    "load_user_dictionary",
    "make_page_locator",
    "open_live_corpus",
    "open_retriever",
    "report_undated",
    "show_progress",
]


@dataclass(frozen=True)
class CorpusPlace:
    """A corpus and the folder of its stored index."""

    # folders and files; none where the index is served as it is
    paths: Sequence[Path]
    index: Path
    # the index answers as it is: its pages are neither read nor watched
    is_served: bool = False


@dataclass(frozen=True)
class OpenCorpus:
    """A corpus that answers questions, and is served while its pages change."""

    # as `Retriever.answer`
    answer: Callable[..., Answer]
    # gives the corpus as it is served now
    current: Callable[[], Retriever]


def make_page_locator(place: CorpusPlace) -> Callable[[str], Path | None]:
    """The function that finds the file of a page by the name that articles give it; None where it is not there."""
    from bot.pages.place import find_place

    def locate(file: str) -> Path | None:
        found = find_place(place.paths, file)
        return found.file.resolve() if found else None

    return locate


def load_user_dictionary(settings: Settings) -> UserDictionary:
    """The operator's words, which indexes are made with; prints a line for each that cannot be used.

    Raises:
        SidecarError: when their file cannot be opened.
    """
    from bot.text.user_dictionary import NO_USER_DICTIONARY, read_user_dictionary

    if settings.words is None:
        return NO_USER_DICTIONARY
    user_dictionary, problems = read_user_dictionary(settings.words)
    for problem in problems:
        print_notice(problem)
    return user_dictionary


def choose_paths(corpus: Sequence[str], settings: Settings) -> list[Path]:
    """The folders and files of a corpus: those of --corpus, else that of the settings.

    Raises:
        QuestionError: when a path is empty.
    """
    if "" in corpus:
        # an unset variable of a shell, not the folder we are in
        raise QuestionError("the path of the corpus is empty: name a folder, or leave --corpus out")
    return [Path(path) for path in corpus] or [settings.corpus]


def choose_corpus(
    corpus: Sequence[str],
    index: str | None,
    settings: Settings,
    *,
    may_be_served: bool = True,
    beside: Path | None = None,
) -> CorpusPlace:
    """Decides which corpus and index are meant. What is typed (--corpus, --index) wins over BAOWEN_INDEX_SERVED.

    Args:
        corpus: paths as typed; none for that of the settings.
        index: the folder of the index as typed; None for the one in the cache folder that belongs to the paths.
        settings: the settings.
        may_be_served: False for a command that makes the index, which BAOWEN_INDEX_SERVED does not concern.
        beside: a folder that is read beside the corpus, unless it lies in it or the index is served as it is.

    Raises:
        QuestionError: when a path is empty.
    """
    if may_be_served and settings.index_served is not None and not corpus and index is None:
        return CorpusPlace((), settings.index_served, is_served=True)
    paths = choose_paths(corpus, settings)
    if beside is not None and not any(beside.resolve().is_relative_to(path.resolve()) for path in paths):
        paths.append(beside)
    return CorpusPlace(paths, Path(index) if index is not None else settings.index_folder(paths))


def choose_milvus(settings: Settings) -> MilvusServer | None:
    """The Milvus to search in; None where the stored index is searched."""
    if settings.milvus_uri is None:
        return None
    from bot.retrieval.milvus.client import MilvusServer

    token = settings.milvus_token.get_secret_value() if settings.milvus_token else ""
    return MilvusServer(settings.milvus_uri, token, settings.milvus_patience)


def open_retriever(place: CorpusPlace, settings: Settings) -> Retriever:
    """Opens a corpus, after its index was brought up to date unless it is served as it is.

    Prints a line for every page that could not be read.
    """
    from bot.retriever import Retriever

    milvus, user_dictionary = choose_milvus(settings), load_user_dictionary(settings)
    with _print_milvus_warnings():
        if place.is_served:
            retriever = Retriever.open(place.index, milvus=milvus, encoder=settings.encoder)
            if user_dictionary.words and retriever.user_dictionary != user_dictionary:
                # no error: the index answers as well as it did before somebody edited the file
                print_notice(
                    f"BAOWEN_WORDS ({settings.words}) has other words than the served index {place.index}, whose own "
                    "words are used: run baowen index where the pages are to make it with them"
                )
        else:
            with show_progress() as progress:
                retriever = Retriever.refreshed(
                    place.paths,
                    place.index,
                    max_bytes=settings.max_page_bytes,
                    progress=progress,
                    complain=print_notice,
                    milvus=milvus,
                    user_dictionary=user_dictionary,
                    encoder=settings.encoder,
                )
    for problem in retriever.problems:
        print_notice(problem)
    return retriever


def report_undated(retriever: Retriever, since: str | None, until: str | None) -> None:
    """Prints how many articles --since and --until leave out because their pages have no date."""
    if since or until:
        undated = sum(all(source.date is None for source in one.sources) for one in retriever.articles)
        if undated:
            print_notice(
                f"{undated:,} of {len(retriever):,} articles have no date, so that --since and --until leave them out; "
                "pages.toml gives pages a date"
            )


@contextmanager
def open_live_corpus(
    place: CorpusPlace, settings: Settings, when_open: Callable[[], None] = lambda: None
) -> Iterator[OpenCorpus]:
    """Opens a corpus and follows its pages until the end of the block, unless it is served as it is.

    Args:
        place: the corpus.
        settings: the settings.
        when_open: is called when the corpus is open, before it is watched.

    Yields:
        The corpus; it answers from the pages as they are at the time of the question.
    """
    retriever = open_retriever(place, settings)
    when_open()
    # a service manager stops us with SIGTERM: leave the block below as after Ctrl-C, so that the builder ends with us
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if place.is_served:
        yield OpenCorpus(retriever.answer, lambda: retriever)
        return
    from bot.live.helper import Limits
    from bot.live.interpreter_pauses import shorten_pauses
    from bot.live.service import LiveCorpus

    shorten_pauses()
    with LiveCorpus(
        retriever,
        place.paths,
        place.index,
        settings.max_page_bytes,
        milvus=choose_milvus(settings),
        encoder=settings.encoder,
        limits=Limits(settings.index_memory_mb, 60 * settings.index_minutes),
    ) as live:
        yield OpenCorpus(live.answer, lambda: live.retriever)


@contextmanager
def _print_milvus_warnings() -> Iterator[None]:
    """Prints Milvus warnings while a corpus is opened: logging is configured only later, and only by the bot."""

    class NoticeHandler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            print_notice(record.getMessage())

    handler, logger = NoticeHandler(logging.WARNING), logging.getLogger("bot.retrieval.milvus.engine")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def show_progress() -> Iterator[Progress]:
    """Gives what draws progress bars on a terminal; elsewhere it draws nothing."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console

    from bot.chat.replies import choose_replies
    from bot.console.progress import progress_bars

    with progress_bars(Console(stderr=True), choose_replies(read_settings().terminal_language)) as show:
        yield show
