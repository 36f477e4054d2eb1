"""`baowen web`: the web page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import click

from bot.cli.command import CorpusCommand, Failure, index_option
from bot.cli.corpus.choice import CorpusPlace, choose_corpus
from bot.cli.corpus.notices import print_notice
from bot.cli.corpus.opening import OpenCorpus, open_live_corpus
from bot.errors import MissingExtraError
from bot.sentence import Sentence
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    import socket

    from bot.chat.corpus_summary import CorpusSummary
    from bot.retriever import Retriever
    from bot.web.app import ServedCorpus

# The names of this machine, by which a browser on it calls the page.
LOCAL = ("localhost", "127.0.0.1", "[::1]")


@click.command(cls=CorpusCommand, short_help="Serve the web page, for a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port to listen on.")
@click.option(
    "--name", "names", multiple=True, help="A name that browsers call the page by, behind a proxy; may be repeated."
)
@index_option
def web(corpus: tuple[str, ...], index: str | None, host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve the web page: ask, and read the passage in its article beside the page.

    Only this machine can reach it unless --host says otherwise; a proxy in front of it brings TLS.
    """
    settings = read_settings()
    try:
        import uvicorn

        from bot.web.app import make_app
    except ImportError:
        raise MissingExtraError("the web page", "web") from None
    listening = _listen(host, port)
    place = choose_corpus(corpus, index, settings)
    hosts = ["*"] if host in ("0.0.0.0", "::") and not names else [*LOCAL, host, *names]
    language = None if settings.language == "auto" else settings.language
    with open_live_corpus(place, settings) as opened:
        app = make_app(_make_served(opened, place, settings), language, settings.passages, hosts)
        # no access log: the addresses have what people ask; no web sockets, whose library an older uvicorn warns about
        config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, ws="none")
        server = uvicorn.Server(config)
        address = f"http://{'localhost' if host in LOCAL else host}:{listening.getsockname()[1]}/"
        print_notice("{address} (Ctrl-C ends it)", address=address)
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket of an address, taken before the corpus is read, which takes a while."""
    import socket

    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        # Python adds what it was doing to the system's words, which have translations
        reason = (error.strerror or str(error)).partition(" (while")[0]
        raise Failure(
            "{host}:{port} cannot be listened on ({reason}): choose another --port or --host",
            host=host,
            port=port,
            reason=Sentence(reason),
        ) from None


def _make_served(opened: OpenCorpus, place: CorpusPlace, settings: Settings) -> ServedCorpus:
    """The corpus as the web page sees it."""
    from bot.chat.corpus_summary import summarize_articles
    from bot.chat.examples import find_examples
    from bot.pages.load import read_page_of
    from bot.web.app import ServedCorpus

    @lru_cache(maxsize=1)
    def summarize(retriever: Retriever) -> CorpusSummary:
        return summarize_articles(retriever.articles)

    @lru_cache(maxsize=1)
    def examples(retriever: Retriever) -> tuple[str, ...]:
        return find_examples(retriever.articles, retriever.answer)

    return ServedCorpus(
        opened.answer,
        lambda: summarize(opened.current()),
        lambda: examples(opened.current()),
        lambda file: read_page_of(place.paths, file, settings.max_page_bytes),
    )
