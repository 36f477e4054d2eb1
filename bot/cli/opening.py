"""What all commands have in common: their options, how their errors are told, and how a corpus is opened for them."""

from __future__ import annotations

import logging
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BaowenError, QuestionError

if TYPE_CHECKING:
    from bot.live.service import LiveCorpus
    from bot.retrieval.milvus.client import MilvusServer
    from bot.retrieval.storage.refresh import Progress
    from bot.retriever import Retriever
    from bot.settings import Settings

__all__ = [
    "Failure",
    "command",
    "corpus_paths",
    "index_folder",
    "index_option",
    "live_corpus",
    "milvus_server",
    "open_retriever",
    "progress_shown",
    "settings_now",
]


class Failure(click.ClickException):
    """The work failed: one sentence on standard error, exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(f"baowen: {self.message}", err=True)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that every command has, and turns errors into one sentence."""

    @click.option(
        "--corpus",
        multiple=True,
        metavar="PATH",
        help="A folder of pages, or a page; may be repeated. Default: BAOWEN_CORPUS, else the pages that come along.",
    )
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    @wraps(function)
    def command(corpus: tuple[str, ...], debug: bool, **options: Any) -> None:
        try:
            function(corpus=corpus, **options)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # the reader of our output has seen enough: not an error
            sys.stderr.close()
            sys.exit(0)
        except Exception as error:
            if debug:
                traceback.print_exc()
            if isinstance(error, QuestionError):
                raise click.UsageError(str(error)) from None
            known = isinstance(error, BaowenError)
            name = "" if known else f"{type(error).__name__}: "
            hint = "" if known or debug else " (--debug shows where)"
            raise Failure(f"{name}{error or 'no details'}{hint}") from None

    return command


index_option = click.option(
    "--index",
    metavar="FOLDER",
    help="Where the stored index is. Default: a folder for each corpus below BAOWEN_INDEX_CACHE.",
)


def settings_now() -> Settings:
    """The settings, which are read only when a command needs them; text is cut with the words that they name."""
    from bot.settings import read_settings

    settings = read_settings()
    if settings.words is not None:
        from bot.text.segmenter import use_words
        from bot.text.user_words import read_user_words

        words = read_user_words(settings.words)
        for problem in words.problems:
            click.echo(f"baowen: {problem}", err=True)
        use_words(words)
    return settings


def corpus_paths(corpus: tuple[str, ...], settings: Settings) -> list[Path]:
    """The folders and files of the corpus that a person means."""
    if "" in corpus:
        # an unset variable of a shell, not the folder we are in
        raise QuestionError("the path of the corpus is empty: name a folder, or leave --corpus out")
    return [Path(path) for path in corpus] or [settings.corpus]


def index_folder(index: str | None, paths: Sequence[Path], settings: Settings) -> Path:
    """Where the stored index of a corpus is: where the person says, else a folder of its own among the cached ones."""
    if index is not None:
        return Path(index)
    from hashlib import blake2b

    whole = "\n".join(str(path.resolve()) for path in paths)
    own = blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return settings.index_cache / f"{paths[0].resolve().name or 'corpus'}-{own}"


def milvus_server(settings: Settings) -> MilvusServer | None:
    """Where Milvus is; None where the stored index is searched."""
    if settings.milvus_uri is None:
        return None
    from bot.retrieval.milvus.client import MilvusServer

    token = settings.milvus_token.get_secret_value() if settings.milvus_token else ""
    return MilvusServer(settings.milvus_uri, token, settings.milvus_patience)


def open_retriever(corpus: tuple[str, ...], index: str | None, settings: Settings) -> Retriever:
    """The corpus, with a line on standard error for every page that could not be read."""
    from bot.retriever import Retriever

    milvus = milvus_server(settings)
    with _warnings_told():
        if settings.index_served is not None and not corpus and index is None:
            retriever = Retriever.open(settings.index_served, milvus=milvus)
        else:
            paths = corpus_paths(corpus, settings)
            folder = index_folder(index, paths, settings)
            with progress_shown() as progress:
                retriever = Retriever.refreshed(
                    paths,
                    folder,
                    max_bytes=settings.max_page_bytes,
                    progress=progress,
                    complain=lambda error: click.echo(f"baowen: {error}", err=True),
                    milvus=milvus,
                )
    for problem in retriever.problems:
        click.echo(f"baowen: {problem}", err=True)
    return retriever


@contextmanager
def live_corpus(
    corpus: tuple[str, ...], index: str | None, settings: Settings, begin: Callable[[], None] = lambda: None
) -> Iterator[LiveCorpus]:
    """The corpus, opened as by `open_retriever`, which follows its pages until the end of the block.

    Args:
        begin: is called when the corpus is open, before it is watched.
    """
    from bot.live.service import LiveCorpus

    paths = corpus_paths(corpus, settings)
    retriever = open_retriever(corpus, index, settings)
    begin()
    folder = index_folder(index, paths, settings)
    live = LiveCorpus(retriever, paths, folder, settings.max_page_bytes, milvus=milvus_server(settings))
    # as Ctrl-C: what is being built is cleared up
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if settings.index_served is not None:
        # its pages are elsewhere
        yield live
        return
    with live:
        yield live


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Puts what is logged about Milvus on standard error; the bot's own log begins later, and others have none."""

    class Told(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            click.echo(f"baowen: {record.getMessage()}", err=True)

    handler, logger = Told(logging.WARNING), logging.getLogger("bot.retrieval.milvus.engine")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Shows how far the making of an index is: a bar on a terminal, for work that takes a while; else nothing."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console

    from bot.chat.replies import CHINESE
    from bot.cli.progress import Bars

    with Bars(Console(stderr=True), CHINESE) as bars:
        yield bars.show
