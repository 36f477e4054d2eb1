"""/start and /about: questions that the corpus surely answers, and which papers it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot import __version__
from bot.chat.citation import describe_issue
from bot.chat.corpus_summary import CorpusSummary, summarize_articles
from bot.chat.examples import find_examples
from bot.chat.replies import Replies
from bot.records import AnswerFunction, Article
from bot.telegram.commands.found_out import FoundOut
from bot.telegram.messages.formatting import format_sentence
from bot.telegram.messages.incoming import message_of, replies_for
from bot.telegram.messages.search import Searches
from bot.telegram.messages.turn import Context, current_turn

# So many newspapers are named.
_MOST_NAMES = 8


class AboutHandlers:
    """The handlers.

    Args:
        articles: gives those that are served now; none where nothing is known of the corpus.
        answer: answers from them.
        searches: finds out about them.
    """

    def __init__(self, articles: Callable[[], Sequence[Article]], answer: AnswerFunction, searches: Searches) -> None:
        self._searches = searches
        self._summary: FoundOut[CorpusSummary | None] = FoundOut(articles, summarize_articles, None)
        self._examples: FoundOut[tuple[str, ...]] = FoundOut(articles, lambda served: find_examples(served, answer), ())

    def handlers(self) -> list[Any]:
        """The handlers."""
        new = filters.UpdateType.MESSAGE
        return [CommandHandler("start", self.start, new), CommandHandler("about", self.about, new)]

    async def refresh(self) -> None:
        """Looks for examples where another corpus is served."""
        await self._searches.run(self._examples.get)

    def example(self, replies: Replies) -> str:
        """Lines with a question that the corpus answers, to stand below others; "" before one is known."""
        known = self._examples.known()
        return "\n" + replies.examples.format(questions=known[0]) if known else ""

    async def start(self, update: Update, context: Context) -> None:
        """Greets a new person, with questions that they can ask with a tap."""
        message = message_of(update)
        replies = replies_for(update)
        questions = await self._searches.run(self._examples.get, message)
        examples = [replies.examples.format(questions="\n".join(questions))] if questions else []
        current_turn().reply(message, format_sentence("\n".join([replies.start, *examples])), choices=questions)

    async def about(self, update: Update, context: Context) -> None:
        """Says which papers there are, of which days."""
        message = message_of(update)
        summary = await self._searches.run(self._summary.get, message)
        replies = replies_for(update)
        said = replies.service
        if summary is None:
            current_turn().reply(message, format_sentence(replies.talk["who"]))
            return
        days = [describe_issue(None, day, None, replies) for day in (summary.first, summary.last) if day]
        names = "》《".join(summary.names[:_MOST_NAMES])
        text = said.about.format(
            newspapers=said.about_newspapers.format(names=names) if names else said.about_pages,
            articles=f"{summary.articles:,}",
            days=said.about_days.format(first=days[0], last=days[-1]) if days else "",
            version=__version__,
        )
        current_turn().reply(message, format_sentence(text))
