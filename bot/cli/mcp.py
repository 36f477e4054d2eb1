"""`baowen mcp`: the corpus as tools of an assistant."""

from __future__ import annotations

import click

from bot.cli.command import CorpusCommand, index_option
from bot.cli.corpus.choice import choose_corpus
from bot.cli.corpus.opening import open_live_corpus
from bot.errors import MissingExtraError
from bot.settings import read_settings


@click.command(cls=CorpusCommand, short_help="Serve search, ask and article to an assistant (MCP).")
@index_option
def mcp(corpus: tuple[str, ...], index: str | None) -> None:
    """Serve the tools search, ask and article to an assistant, by the Model Context Protocol.

    The assistant starts this command and speaks with it on standard input and output.
    """
    settings = read_settings()
    try:
        from bot.adapters.mcp_server import make_server
    except ImportError:
        raise MissingExtraError("the MCP server", "mcp") from None
    from bot.chat.replies import choose_replies

    with open_live_corpus(choose_corpus(corpus, index, settings), settings) as opened:
        make_server(opened.current, choose_replies(settings.terminal_language)).run("stdio")
