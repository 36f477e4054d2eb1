"""Opens the corpus that a command works on, and follows its pages while it is served."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.cli.corpus.choice import CorpusPlace, choose_milvus
from bot.cli.corpus.notices import print_milvus_warnings, print_notice, show_progress
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.records import Answer
    from bot.retriever import Retriever
    from bot.text.user_dictionary import UserDictionary

# What makes an index while a bot runs may take so long: a gigabyte of text takes a seventh of it.
INDEX_SECONDS = 2 * 60 * 60


class OpenCorpus(NamedTuple):
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


def open_retriever(place: CorpusPlace, settings: Settings) -> Retriever:
    """Opens a corpus, after its index was brought up to date unless it is served as it is.

    Prints a line for every page that could not be read, when the index is made and not at each question to it.
    """
    from bot.retriever import Retriever

    milvus, user_dictionary = choose_milvus(settings), load_user_dictionary(settings)
    with print_milvus_warnings():
        if place.is_remote:
            retriever = Retriever.open(None, milvus=milvus, paths=place.paths)
        elif place.is_served:
            retriever = Retriever.open(place.index, milvus=milvus, encoder=settings.encoder)
            if user_dictionary.words and retriever.user_dictionary != user_dictionary:
                # no error: the index answers as well as it did before somebody edited the file
                print_notice(
                    "BAOWEN_WORDS ({file}) has other words than the served index {folder}, whose own words are "
                    "used: run baowen index where the pages are to make it with them",
                    file=settings.words,
                    folder=place.index,
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
    said = {str(problem) for problem in retriever.stored.problems} if retriever.stored else set()
    for problem in retriever.problems:
        if str(problem) not in said:
            print_notice(problem)
    return retriever


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
    from bot.live.interpreter_pauses import shorten_pauses

    shorten_pauses()
    if place.is_served:
        yield OpenCorpus(retriever.answer, lambda: retriever)
        return
    if place.is_remote:
        from bot.live.replica import Replica

        with Replica(retriever) as replica:
            yield OpenCorpus(replica.answer, lambda: replica.retriever)
        return
    from bot.live.helper import Limits
    from bot.live.service import LiveCorpus

    with LiveCorpus(
        retriever,
        place.paths,
        place.index,
        settings.max_page_bytes,
        milvus=choose_milvus(settings),
        encoder=settings.encoder,
        limits=Limits(settings.index_memory_mb, INDEX_SECONDS),
    ) as live:
        yield OpenCorpus(live.answer, lambda: live.retriever)
