"""/stats: the figures, for operators."""

from __future__ import annotations

import logging
import time
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Message, Update
from telegram.error import TelegramError
from telegram.ext import CommandHandler, filters

from bot.chat.replies import Replies, say_error
from bot.errors import BaowenError
from bot.figures.figures import Figures, reckon
from bot.figures.picture import draw_figures
from bot.figures.report import format_text
from bot.settings import Settings
from bot.store.records import DAY
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import format_sentence, split_text
from bot.telegram.messages.incoming import find_thread, message_of, replies_for
from bot.telegram.messages.moves import Moves
from bot.telegram.messages.search import Searches
from bot.telegram.messages.turn import Context, current_turn

logger = logging.getLogger(__name__)


# Of so many days where /stats says no other number; and of so many at most.
_DAYS, _MOST_DAYS = 7, 3650
# UTF-16 code units of one message.
_LONGEST = 4000


class StatsHandlers:
    """The handler.

    Args:
        settings: `operators` and `desk_chat` say who may see the figures.
        moves: where the desk is by now.
        store: where they are.
        searches: reckons and draws.
    """

    def __init__(self, settings: Settings, moves: Moves, store: StoreThreads, searches: Searches) -> None:
        self._operators = settings.operator_numbers
        self._desk = settings.desk_chat
        self._moves = moves
        self._zone = settings.desk_zone
        self._store = store
        self._searches = searches

    def handlers(self) -> list[Any]:
        """The handlers."""
        return [CommandHandler("stats", self.stats, filters.UpdateType.MESSAGE)]

    async def stats(self, update: Update, context: Context) -> None:
        """Shows the figures of the last days, with a picture where one can be drawn."""
        message = message_of(update)
        turn, replies = current_turn(), replies_for(update)
        if not self._may(message):
            turn.reply(message, format_sentence(replies.service.not_operator))
            return
        typed = (message.text or "").partition(" ")[2].strip()
        days = min(max(int(typed), 1), _MOST_DAYS) if typed.isascii() and typed.isdigit() else _DAYS
        now = time.time()
        rows = await self._store.call(Store.figures, now - days * DAY)
        figures = await self._searches.run(lambda: reckon(rows, days, now, ZoneInfo(self._zone)), message)
        notice = await self._show_picture(figures, message, replies)
        for part in split_text("\n".join(filter(None, [format_text(figures, replies), notice])), _LONGEST):
            turn.reply(message, format_sentence(part))

    def _may(self, message: Message) -> bool:
        # the sender as Telegram gives it: an anonymous administrator is nobody's number
        person = message.from_user.id if message.from_user and not message.sender_chat else None
        return person in self._operators or (self._desk is not None and message.chat_id == self._moves.now(self._desk))

    async def _show_picture(self, figures: Figures, message: Message, replies: Replies) -> str:
        """Sends the picture; what is missing for it, as a sentence, or "".

        It does not wait in the store as other messages do: the figures are in the text, too.
        """
        if not figures.questions:
            return ""
        try:
            picture = await self._searches.run(lambda: draw_figures(figures, replies), message)
            await message.get_bot().send_photo(message.chat_id, picture, message_thread_id=find_thread(message))
        except BaowenError as error:
            return say_error(error, replies)
        except TelegramError as error:
            logger.warning("The picture of the figures was not sent: %s", type(error).__name__)
        return ""
