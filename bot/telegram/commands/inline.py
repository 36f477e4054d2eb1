"""Inline mode: who types @bot and a question in any chat is offered passages, and sends one with a tap."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Update
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import TelegramError
from telegram.ext import CallbackContext, InlineQueryHandler

from bot.chat.citation import format_issue
from bot.chat.replies import Replies
from bot.conversation import Reply
from bot.records import Answer, AnswerFunction
from bot.telegram.messages.formatting import format_reply, shorten
from bot.telegram.messages.incoming import replies_for
from bot.telegram.messages.search import Searches

__all__ = ["InlineHandlers"]

logger = logging.getLogger(__name__)

Context = CallbackContext[Any, Any, Any, Any]

# So many passages are offered, each with so much of its text below its headline.
_MOST, _SHOWN = 10, 80
# Seconds for which Telegram keeps what was offered for a question.
_KEPT = 60


class InlineHandlers:
    """The handler.

    What is offered stands in no conversation: the words are nobody's message yet, and change with every key. It goes to
    Telegram at once and not through the store, because a moment later it is no longer wanted.

    Args:
        answer: answers questions.
        searches: runs `answer`.
    """

    def __init__(self, answer: AnswerFunction, searches: Searches) -> None:
        self._answer = answer
        self._searches = searches

    def handlers(self) -> list[Any]:
        """The handlers."""
        return [InlineQueryHandler(self.offer)]

    async def offer(self, update: Update, context: Context) -> None:
        """Offers the passages for what is typed so far; none where the paper does not answer it."""
        query = update.inline_query
        if query is None:
            return
        found = None
        if text := query.query.strip()[: InlineQueryLimit.MAX_QUERY_LENGTH]:
            found = await self._searches.run(lambda: self._answer(text, (), _MOST))
        replies = replies_for(update)
        offered = list(_offer(found, replies)) if found and not found.talk and found.band != "silent" else []
        try:
            await query.answer(offered, cache_time=_KEPT)
        except TelegramError as error:
            # Telegram takes an answer for some seconds only
            logger.debug("An inline question was not answered: %s", type(error).__name__)


def _offer(found: Answer, replies: Replies) -> Iterator[InlineQueryResultArticle]:
    """Each passage with its headline and the beginning of its text; sent, it looks as it does in an answer."""
    for number, hit in enumerate(found.hits, start=1):
        alone = replace(found, hits=(replace(hit, rank=1),), suggestion=None)
        reply = Reply("answer", alone) if number == 1 and found.answered else Reply("passage", alone, is_answered=True)
        message = format_reply(reply, replies)
        headline = hit.article.headline or format_issue(hit, replies) or hit.passage.text
        yield InlineQueryResultArticle(
            id=str(number),
            title=shorten(headline, _SHOWN),
            description=shorten(hit.passage.text, _SHOWN),
            input_message_content=InputTextMessageContent(
                message.html(), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
            ),
        )
