"""The corpus as tools of an assistant, by the Model Context Protocol: search, ask, article."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import ValidationError

from bot import __version__
from bot.adapters.json_records import article_record, hit_record, reply_record
from bot.chat.citation import cite, of_whole_article
from bot.chat.replies import Replies
from bot.records import Hit, Passage
from bot.retriever import Retriever

INSTRUCTIONS = (
    "These tools look things up in a local Chinese newspaper. Ask in Chinese, in the person's own words. `ask` says "
    "whether the paper answers: where `answered` is true, quote `text` word for word and give its `citation`; where it "
    "is false, say that the paper does not say, and do not answer from the hits, which are only the nearest passages. "
    "Where `unsure` is true, say that the passage may be the answer. "
    "`notices`, where there are any, say why `newspaper`, `since` or `until` left more out than they say. "
    "`search` gives passages without that judgement. `article` gives the whole article of a hit by its `article.id`."
)

_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_Found = TypeVar("_Found")
# An assistant reads what it gets word by word.
MOST_HITS = 20


class _Server(MCPServer):
    """A server that says in one sentence which arguments of a tool are missing or wrong."""

    async def call_tool(self, name: str, arguments: dict[str, Any], *others: Any, **options: Any) -> Any:
        """What a tool gives.

        Raises:
            ToolError: when it cannot give anything; the client shows its text to the assistant.
        """
        try:
            return await super().call_tool(name, arguments, *others, **options)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_describe_faults(name, error.__cause__)) from None
            raise


def _describe_faults(tool: str, error: ValidationError) -> str:
    """Which arguments of a tool are missing or wrong, each once."""
    faults: dict[str, str] = {}
    for fault in error.errors():
        argument = str(fault["loc"][0]) if fault["loc"] else "arguments"
        # what pydantic says begins with "Input should be"
        wanted = fault["msg"].removeprefix("Input ").replace("should", "it should", 1)
        is_missing = fault["type"] == "missing"
        faults.setdefault(
            argument, f"{argument} is missing" if is_missing else f"{argument} is {fault['input']!r:.60}, and {wanted}"
        )
    return f"{tool}: {'; '.join(faults.values())}"


def make_server(current: Callable[[], Retriever], replies: Replies) -> MCPServer:
    """The server; `run("stdio")` serves it on standard input and output.

    Args:
        current: gives the corpus as it is now.
        replies: the language of citations.
    """
    server = _Server("baowen", title="报问", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")

    @server.tool(title="Search the newspaper", annotations=_READ_ONLY)
    async def search(
        question: str,
        k: int = 3,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> dict[str, Any]:
        """The k best passages of the newspaper for a question or some words in Chinese, best first, with citations.

        `newspaper` is a name or a part of it; `since` and `until` are dates like 2022-08-17.
        """
        retriever = current()
        hits = await _in_thread(
            lambda: retriever.search(question, min(k, MOST_HITS), newspaper=newspaper, since=since, until=until)
        )
        record = {"hits": [_cited(hit_record(hit), hit, replies) for hit in hits]}
        return record | _unmet(retriever, newspaper, since, until)

    @server.tool(title="Ask the newspaper", annotations=_READ_ONLY)
    async def ask(
        question: str,
        history: list[str] | None = None,
        k: int = 3,
        newspaper: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> dict[str, Any]:
        """The answer of the newspaper to a question in Chinese, word for word with its citation, or that it has none.

        `history` has the person's earlier questions, oldest first, so that 那从哪天开始？ is understood. `answer` has
        the exact words that answer where they are known.
        """
        retriever = current()
        reply = await _in_thread(
            lambda: retriever.reply(
                question, history or (), min(k, MOST_HITS), newspaper=newspaper, since=since, until=until
            )
        )
        answer = reply.answer
        record = reply_record(reply)
        for hit, shown in zip(answer.hits, record["hits"], strict=True):
            _cited(shown, hit, replies)
        record["answer"] = answer.hits[0].passage.text[answer.span.start : answer.span.end] if answer.span else None
        return record | _unmet(retriever, newspaper, since, until)

    @server.tool(title="Read a whole article", annotations=_READ_ONLY)
    async def article(id: str) -> dict[str, Any]:
        """A whole article by its id (`article.id` of a hit): headline, authors, paragraphs, and where it is printed."""
        found = await _in_thread(lambda: next((one for one in current() if one.id == id), None))
        if found is None:
            raise ToolError(f"there is no article {id!r}: take the article.id of a hit")
        return article_record(found) | {
            "citation": cite(of_whole_article(Hit(1, 0.0, Passage(f"{found.id}.1", ""), found)), replies)
        }

    return server


async def _in_thread(look_up: Callable[[], _Found]) -> _Found:
    """What a look-up gives; meanwhile other requests are taken. A wrong argument is told to the assistant."""
    try:
        return await asyncio.to_thread(look_up)
    except (TypeError, ValueError) as error:
        raise ToolError(str(error)) from None


def _cited(record: dict[str, Any], hit: Hit, replies: Replies) -> dict[str, Any]:
    record["citation"] = cite(hit, replies)
    return record


def _unmet(
    retriever: Retriever, newspaper: str | None, since: str | None, until: str | None
) -> dict[str, tuple[str, ...]]:
    """Why the filters leave out more than they say: else the assistant would believe that the paper does not say."""
    sentences = retriever.describe_unmet(newspaper=newspaper, since=since, until=until)
    return {"notices": sentences} if sentences else {}
