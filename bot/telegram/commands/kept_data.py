"""/privacy and /forget: what is kept about people, and that it is deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.settings import Settings
from bot.store.changes import Changes, Work
from bot.store.records import Send
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import format_sentence
from bot.telegram.messages.incoming import message_of, replies_for
from bot.telegram.messages.turn import Context, current_turn


class KeptDataHandlers:
    """The handlers.

    Args:
        settings: `keep_days` and `desk_name` are named to people.
        forget_cases: deletes what a person has passed on to the desk; None where there is none.
        store: where all of it is.
    """

    def __init__(
        self,
        settings: Settings,
        forget_cases: Callable[[int], Work] | None,
        store: StoreThreads,
    ) -> None:
        self._keep_days = settings.keep_days
        self._desk_name = settings.desk_name if forget_cases else None
        self._forget_cases = forget_cases or (lambda person: partial(_forget_cases, person))
        self._store = store

    def handlers(self) -> list[Any]:
        """The handlers."""
        new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
        return [CommandHandler("privacy", self.privacy, new), CommandHandler("forget", self.forget, new)]

    async def privacy(self, update: Update, context: Context) -> None:
        """Says what is kept about people."""
        message = message_of(update)
        replies = replies_for(update)
        said = [replies.privacy.format(days=f"{self._keep_days:g}")]
        if self._desk_name:
            said.append(replies.privacy_desk.format(desk=self._desk_name))
        current_turn().reply(message, format_sentence("\n".join(said)))

    async def forget(self, update: Update, context: Context) -> None:
        """Deletes what is kept about a person."""
        message = message_of(update)
        turn = current_turn()
        person = turn.incoming.sender.person
        await self._store.call(Store.forget, person)
        turn.work = self._forget_cases(person)
        turn.reply(message, format_sentence(replies_for(update).forgotten))


def _forget_cases(person: int, changes: Changes) -> Sequence[Send]:
    """Deletes what a person has passed on to a desk that is no longer there."""
    changes.cases.forget(person)
    return []
