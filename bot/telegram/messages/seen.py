"""Marks a message as seen, with 👀, where its answer is not there at once."""

from __future__ import annotations

import asyncio

from aiolimiter import AsyncLimiter
from telegram import Bot
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.messages.refusals import Refusals

# Seconds for which nobody looks for a sign that their message has arrived.
_AT_ONCE = 0.3
# So many marks a second: they take from what Telegram lets a bot send, and where very many people wait their answers
# should not come later for it. So many marks wait for that at most, and further messages get none.
_MARKS, _MOST = 2, 20


class Seen:
    """Marks messages that wait, whatever for: the search, the messages before them, a Telegram that takes no replies.

    An answer that is there at once needs no mark, which takes a request of its own and would come after it.
    """

    def __init__(self) -> None:
        # by the number of the update
        self._waiting: dict[int, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._pace = AsyncLimiter(_MARKS, 1)
        # chats that allow no reactions, or not this one
        self._refusing = Refusals()

    def begin(self, bot: Bot, update_id: int, chat: int, message_id: int) -> None:
        """Marks the message of an update with 👀, unless `end` is called soon."""
        if update_id not in self._waiting and chat not in self._refusing:
            loop = asyncio.get_running_loop()
            self._waiting[update_id] = loop.call_later(_AT_ONCE, self._spawn, bot, update_id, chat, message_id)

    def end(self, update_id: int) -> None:
        """Notes that an update is answered."""
        if timer := self._waiting.pop(update_id, None):
            timer.cancel()

    async def close(self) -> None:
        """Marks nothing any more."""
        for update_id in list(self._waiting):
            self.end(update_id)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, bot: Bot, update_id: int, chat: int, message_id: int) -> None:
        if len(self._tasks) < _MOST:
            task = asyncio.create_task(self._mark(bot, update_id, chat, message_id), name="mark")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _mark(self, bot: Bot, update_id: int, chat: int, message_id: int) -> None:
        await self._pace.acquire()
        # it may have been answered meanwhile, or another message of the chat refused
        if update_id not in self._waiting or chat in self._refusing:
            return
        try:
            await bot.set_message_reaction(chat, message_id, ReactionEmoji.EYES)
        except (BadRequest, Forbidden):
            self._refusing.add(chat)
        except TelegramError:
            # nobody waits for it
            return
