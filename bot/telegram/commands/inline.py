"""Where the bot is no member: passages are offered to who types @bot and a question (inline mode), and who mentions it
in a message gets an answer there (guest mode)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, Message, Update
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import TelegramError
from telegram.ext import InlineQueryHandler, MessageHandler, filters

from bot.chat.citation import format_issue
from bot.chat.replies import Replies
from bot.conversation import Conversation, take_turn
from bot.records import Answer, AnswerFunction
from bot.reply import Reply
from bot.telegram.messages.characters import whole_characters
from bot.telegram.messages.formatting import FormattedReply, format_reply, shorten
from bot.telegram.messages.incoming import read_message, replies_for
from bot.telegram.messages.search import Searches
from bot.telegram.messages.turn import Context

logger = logging.getLogger(__name__)


# So many passages are offered, each with so much of its text below its headline.
_MOST, _SHOWN = 10, 80
# Seconds for which Telegram keeps what was offered for a question.
_KEPT = 60


class InlineHandlers:
    """The handler.

    What is offered stands in no conversation: the words are nobody's message yet, and change with every key. It goes to
    Telegram at once and not through the store, because a moment later it is no longer wanted; so does the answer to a
    guest, whose conversation the bot does not see.

    Args:
        answer: answers questions.
        searches: runs `answer`.
    """

    def __init__(self, answer: AnswerFunction, searches: Searches) -> None:
        self._answer = answer
        self._searches = searches

    def handlers(self) -> list[Any]:
        """The handlers."""
        return [InlineQueryHandler(self.offer), MessageHandler(filters.UpdateType.GUEST_MESSAGE, self.answer_guest)]

    async def answer_guest(self, update: Update, context: Context) -> None:
        """Answers who mentions the bot in a chat where it is no member."""
        message = update.guest_message
        if message is None:
            return
        text = read_message(message)
        reply, _ = await self._searches.run(lambda: take_turn(self._answer, Conversation(), text))
        await answer_guest(message, format_reply(reply, replies_for(update)))

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


async def answer_guest(message: Message, reply: FormattedReply) -> None:
    """Sends a reply, without buttons, to a chat where the bot is no member."""
    if message.guest_query_id is None:
        return
    result = InlineQueryResultArticle("1", _line(reply.plain()), _content(reply))
    try:
        await message.get_bot().answer_guest_query(message.guest_query_id, result)
    except TelegramError as error:
        logger.debug("A guest's question was not answered: %s", type(error).__name__)


def _content(reply: FormattedReply) -> InputTextMessageContent:
    return InputTextMessageContent(
        whole_characters(reply.html()), ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )


def _line(text: str) -> str:
    return whole_characters(shorten(text, _SHOWN))


def _offer(found: Answer, replies: Replies) -> Iterator[InlineQueryResultArticle]:
    """Each passage with its headline and the beginning of its text; sent, it looks as it does in an answer."""
    for number, hit in enumerate(found.hits, start=1):
        alone = replace(found, hits=(replace(hit, rank=1),), suggestion=None)
        reply = Reply("answer", alone) if number == 1 and found.answered else Reply("passage", alone, is_answered=True)
        message = format_reply(reply, replies)
        headline = hit.article.headline or format_issue(hit, replies) or hit.passage.text
        yield InlineQueryResultArticle(
            id=str(number),
            title=_line(headline),
            description=_line(hit.passage.text),
            input_message_content=_content(message),
        )
