"""Searches outside of the event loop, with "typing" and 👀 shown to a person who has to wait for one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.messages.incoming import is_from_bot
from bot.telegram.messages.seen import Seen

__all__ = ["Searches"]

T = TypeVar("T")

# Seconds after which "typing" is shown. It counts against Telegram's limits as a message does, and most searches take
# milliseconds.
_TYPING_AFTER = 1.0


class Searches:
    """Threads of their own, because asyncio's are a few for each core, and slow answers would take them all.

    Args:
        count: how many run at once.
        seen: marks the message of a person who waits.
    """

    def __init__(self, count: int, seen: Seen) -> None:
        self._seen = seen
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="answer")

    async def run(self, search: Callable[[], T], message: Message | None = None) -> T:
        """What a search gives.

        Args:
            search: runs in a thread.
            message: of the person who waits, if anybody does.
        """
        showing = asyncio.create_task(self._show_work(message)) if message else None
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, search)
        finally:
            if showing:
                showing.cancel()

    async def _show_work(self, message: Message) -> None:
        """Shows, after a while, that somebody is at work."""
        await asyncio.sleep(_TYPING_AFTER)
        with contextlib.suppress(TelegramError):
            await message.reply_chat_action(ChatAction.TYPING)
        if not is_from_bot(message):
            await self._seen.mark(message.get_bot(), message.chat_id, message.message_id)

    def close(self) -> None:
        """Lets the searches go that still run."""
        self._threads.shutdown(wait=False, cancel_futures=True)
