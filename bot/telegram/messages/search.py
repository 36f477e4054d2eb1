"""Searches outside of the event loop, with "typing" shown to a person who has to wait for one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from telegram import Message
from telegram.constants import ChatAction
from telegram.error import TelegramError

T = TypeVar("T")

# Seconds after which "typing" is shown. It counts against Telegram's limits as a message does, and most searches take
# milliseconds.
_TYPING_AFTER = 1.0


class Searches:
    """Threads of their own, because asyncio's are a few for each core, and slow answers would take them all.

    Args:
        count: how many run at once.
    """

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="answer")

    async def run(self, search: Callable[[], T], message: Message | None = None) -> T:
        """What a search gives.

        Args:
            search: runs in a thread.
            message: in the chat of the person who waits, if anybody does.
        """
        loop = asyncio.get_running_loop()
        shown: list[asyncio.Task[None]] = []
        # most searches end before, and a timer that never rings costs less than a task
        timer = loop.call_later(_TYPING_AFTER, lambda: shown.extend(_begin_to_show(message)))
        try:
            return await loop.run_in_executor(self._threads, search)
        finally:
            timer.cancel()
            for task in shown:
                task.cancel()

    def close(self) -> None:
        """Lets the searches go that still run."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _begin_to_show(message: Message | None) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(_show_work(message))] if message else []


async def _show_work(message: Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)
