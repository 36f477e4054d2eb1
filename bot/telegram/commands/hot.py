"""/hot: what several people have asked lately, and the paper answers."""

from __future__ import annotations

import time
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.figures.figures import find_hot
from bot.store.records import DAY
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import format_sentence
from bot.telegram.messages.incoming import message_of, replies_for
from bot.telegram.messages.search import Searches
from bot.telegram.messages.turn import Context, current_turn

# So many questions of so many days are shown.
_MOST, _DAYS = 6, 7.0
# Seconds after which they are looked up again.
_KEPT = 60.0


class HotHandlers:
    """The handler.

    Args:
        store: where questions are.
        searches: groups the questions.
    """

    def __init__(self, store: StoreThreads, searches: Searches) -> None:
        self._store = store
        self._searches = searches
        self._found: list[str] = []
        self._until = 0.0

    def handlers(self) -> list[Any]:
        """The handlers."""
        return [CommandHandler("hot", self.hot, filters.UpdateType.MESSAGE)]

    async def hot(self, update: Update, context: Context) -> None:
        """Shows the questions, each to be asked with a tap."""
        message = message_of(update)
        if time.monotonic() > self._until:
            rows = await self._store.call(Store.figures, time.time() - _DAYS * DAY)
            self._found = await self._searches.run(lambda: find_hot(rows.asked, _MOST), message)
            self._until = time.monotonic() + _KEPT
        said = replies_for(update).service
        if not self._found:
            current_turn().reply(message, format_sentence(said.hot_none))
            return
        lines = [f"{number}. {question}" for number, question in enumerate(self._found, start=1)]
        current_turn().reply(message, format_sentence("\n".join([said.hot, *lines])), choices=self._found)
