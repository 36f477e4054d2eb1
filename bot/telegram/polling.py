"""Asks Telegram for updates, and tells it that they have arrived only when they are in the store.

python-telegram-bot's own polling puts them into memory first, and an update that it cannot parse keeps all others away.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.errors import StoreError
from bot.telegram.messages.characters import whole_characters
from bot.telegram.outbox import describe_error, seconds_to_wait

logger = logging.getLogger(__name__)

# Seconds that one getUpdates request waits for an update. Fewer requests are cheaper, but routers drop connections that
# are silent for a minute.
_POLL = 30

# Seconds between attempts to reach Telegram: doubled each time, up to the last.
FIRST_PAUSE, LAST_PAUSE = 1.0, 30.0


class PollingBot(ExtBot[Any]):
    """A bot that gives updates and answers as Telegram sends them, before anything of them is parsed."""

    async def call(self, method: str, parameters: Mapping[str, Any]) -> object:
        """What Telegram answers to a method, as it sends it.

        Raises:
            TelegramError: as for every method.
        """
        return await self._post(method, whole_characters(dict(parameters)))

    async def fetch_updates(self, offset: int | None, kinds: tuple[str, ...]) -> object:
        """What Telegram answers to getUpdates: a list of updates, if all is well.

        Args:
            offset: the number after the last update that has arrived; Telegram forgets those before.
            kinds: of updates that are wanted.

        Raises:
            TelegramError: as for every method.
        """
        patience = (self.request.read_timeout or 0) + _POLL
        parameters = {"offset": offset, "timeout": _POLL, "allowed_updates": kinds}
        return await self._post("getUpdates", parameters, read_timeout=patience)


async def poll(bot: PollingBot, receive: Callable[[list[object]], Awaitable[None]], kinds: tuple[str, ...]) -> None:
    """Receives updates until the task is cancelled.

    Args:
        bot: asks for them.
        receive: writes them down.
        kinds: of updates that are wanted.

    Raises:
        InvalidToken: when Telegram does not accept the token.
    """
    offset: int | None = None
    pause, last_problem = FIRST_PAUSE, ""
    while True:
        problem, level = "", logging.WARNING
        try:
            updates = await bot.fetch_updates(offset, kinds)
            if isinstance(updates, list):
                await receive(updates)
            numbers = [number for one in updates if (number := _number(one))] if isinstance(updates, list) else []
            if numbers:
                offset = max(numbers) + 1
            elif updates or not isinstance(updates, list):
                problem = "Telegram sends what is no list of updates"
        except InvalidToken:
            raise
        except Conflict:
            problem = "Another process polls with the same token, and each gets a part of the questions: stop one"
            level = logging.ERROR
        except RetryAfter as error:
            problem = f"Telegram says to wait: {describe_error(error)}"
            pause = max(pause, seconds_to_wait(error))
        except TelegramError as error:
            problem = f"Telegram cannot be reached and is tried again: {describe_error(error)}"
        except StoreError as error:
            # Telegram is not told that they have arrived, and sends them again
            problem = f"Updates wait at Telegram: {error}"
            level = logging.ERROR
        if not problem:
            if last_problem:
                logger.info("Telegram is reached again")
            pause, last_problem = FIRST_PAUSE, ""
            continue
        # a fault that lasts is said once and not at every attempt
        if problem != last_problem:
            logger.log(level, problem)
        last_problem = problem
        await asyncio.sleep(pause)
        pause = min(2 * pause, LAST_PAUSE)


def _number(content: object) -> int:
    number = content.get("update_id") if isinstance(content, dict) else None
    return number if type(number) is int else 0


async def retry_until_reached(action: Callable[[], Awaitable[object]], address: str) -> None:
    """Repeats an action while Telegram cannot be reached: a bot that starts before its network comes up by itself.

    Args:
        action: asks Telegram for something.
        address: of the Bot API, for the log.

    Raises:
        TelegramError: when Telegram was reached and refuses the action.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await action()
            return
        except BadRequest:
            # Telegram was reached; for the library this is a NetworkError all the same
            raise
        except (NetworkError, RetryAfter) as error:
            logger.warning("Telegram cannot be reached at %s (%s); trying again in %.0f s", address, error, pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LAST_PAUSE)
