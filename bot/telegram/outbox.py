"""Sends what is due: each message until Telegram has taken it or never will, and no chat waits for another one.

python-telegram-bot's own AIORateLimiter stops all chats where Telegram tells one chat to wait, and gives up after some
attempts; this keeps the limits for each chat, and what waits is in the store.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import StoreError
from bot.health.metrics import Metrics
from bot.store.records import CARD_OF, INSTEAD, Outgoing, Person
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.additions import without_additions, without_marks
from bot.telegram.messages.refusals import Refusals

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")
Call = Callable[[str, Mapping[str, Any]], Awaitable[object]]
Follow = Callable[[int, int], Awaitable[None]]

# Seconds before the next attempt after a fault of the network or of Telegram: doubled each time, up to the last.
_FIRST_PAUSE, _LAST_PAUSE = 0.5, 60.0
# After so many seconds without success a message is closed: its question is forgotten by then.
_PATIENCE = 6 * 3600.0
# So many messages may wait in a group: those of two minutes.
_CROWDED = 2 * FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP
# So many requests wait for Telegram at once.
_REQUESTS = 64


class _NotOursError(Exception):
    """A message is another process's to send."""


class Outbox:
    """Sends messages, those of a chat one after the other.

    Args:
        call: calls a method of the Bot API.
        store: where they are.
        metrics: counts what is sent.
        follow: hears of a group that became a supergroup, and moves what belongs to it in the store.
        finish: hears of an update that has got a message, or never will.
    """

    def __init__(
        self,
        call: Call,
        store: StoreThreads,
        metrics: Metrics,
        follow: Follow,
        finish: Callable[[int], None],
    ) -> None:
        self._follow = follow
        self._finish = finish
        self._call_api = call
        self._store = store
        self._metrics = metrics
        self._waiting: dict[int, deque[Outgoing]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._requests = asyncio.Semaphore(_REQUESTS)
        self._all_chats = AsyncLimiter(FloodLimit.MESSAGES_PER_SECOND, 1)
        self._groups: dict[int, AsyncLimiter] = {}
        # chats that have refused what messages have beside their words
        self._simple = Refusals()

    def put(self, messages: Iterable[Outgoing]) -> None:
        """Sends messages soon."""
        for message in messages:
            chat = message.to.chat
            self._waiting.setdefault(chat, deque()).append(message)
            if chat not in self._tasks:
                self._tasks[chat] = asyncio.create_task(self._serve(chat), name=f"outbox of {chat}")

    async def reserve(self, chat: int) -> bool:
        """Takes the place of a message that goes out at once; False where it would wait, as it may in a group."""
        if chat < 0 or chat in self._tasks or self._requests.locked() or not self._all_chats.has_capacity():
            return False
        await self._all_chats.acquire()
        return True

    def count_waiting(self) -> int:
        """How many messages wait to be sent; any thread may ask."""
        return sum(map(len, list(self._waiting.values())))

    def is_crowded(self, chat: int) -> bool:
        """Whether so many messages wait in a group that another one would come minutes later."""
        return chat < 0 and len(self._waiting.get(chat, ())) >= _CROWDED

    async def stop(self, seconds: float) -> None:
        """Sends what it can in so many seconds; the rest stays in the store."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _serve(self, chat: int) -> None:
        """Sends the messages of a chat until none is left."""
        try:
            waiting = self._waiting[chat]
            while waiting:
                await self._deliver(waiting[0])
                self._finish(waiting[0].update_id)
                waiting.popleft()
        finally:
            # no await since the last look at `waiting`: nothing can have been added
            del self._waiting[chat], self._tasks[chat]

    async def _deliver(self, message: Outgoing) -> None:
        began = time.monotonic()
        pause = _FIRST_PAUSE
        while True:
            try:
                message, wait = await self._try(message)
            except StoreError as error:
                logger.error("A reply waits: %s", error)
                wait = 0.0
            except Exception as error:
                # whatever it is, it may hold what a person wrote
                logger.error("A reply waits because of an error: %s", type(error).__name__)
                logger.debug("The same error, with its message", exc_info=error)
                wait = 0.0
            if wait is None:
                return
            if not wait:
                wait, pause = pause * random.uniform(0.8, 1.2), min(2 * pause, _LAST_PAUSE)
            if time.monotonic() - began + wait > _PATIENCE:
                await self._give_up(message, "Telegram was not reached for hours")
                return
            await asyncio.sleep(wait)

    async def _try(self, message: Outgoing) -> tuple[Outgoing, float | None]:
        """Sends a message once.

        Args:
            message: to send.

        Returns:
            The message as it is to be sent next, and how many seconds to wait before: None where it is closed, 0.0
            where Telegram did not say.
        """
        is_begun, message = message.is_begun, replace(message, is_begun=False)
        try:
            message_id = await self._request(message, is_begun=is_begun)
        except _NotOursError:
            return message, None
        except RetryAfter as error:
            self._metrics.retries.labels("limit").inc()
            await self._store.call_short(Store.was_refused, message)
            # in this chat nothing else gets through before
            return replace(message, is_uncertain=False), seconds_to_wait(error)
        except ChatMigrated as error:
            self._metrics.retries.labels("moved").inc()
            await self._follow(message.to.chat, error.new_chat_id)
            parameters = dict(message.parameters) | {"chat_id": error.new_chat_id}
            await self._store.call_short(Store.was_refused, message)
            moved = replace(message, to=Person(error.new_chat_id, message.to.person), parameters=parameters)
            return moved, _FIRST_PAUSE
        except (BadRequest, Forbidden) as error:
            if _is_done_already(error):
                await self._was_sent(message)
            else:
                logger.warning("A reply was not delivered: %s", describe_error(error))
                await self._give_up(message, describe_error(error))
            return message, None
        except InvalidToken:
            await self._store.call_short(Store.was_refused, message)
            return replace(message, is_uncertain=False), _LAST_PAUSE
        except TelegramError as error:
            self._metrics.retries.labels("fault").inc()
            logger.warning("Telegram was not reached and is tried again: %s", describe_error(error))
            is_uncertain = isinstance(error, NetworkError) and not _never_arrived(error)
            return replace(message, is_uncertain=is_uncertain), 0.0
        asked_in = message.parameters.get("reply_parameters", {}).get("message_id")
        await self._was_sent(message, message_id, asked_in)
        return message, None

    async def _was_sent(self, message: Outgoing, message_id: int | None = None, asked_in: int | None = None) -> None:
        """Closes a message that Telegram has taken."""
        seconds = await self._close(Store.was_sent, message, message_id, asked_in)
        self._metrics.sends.labels("sent").inc()
        if seconds is not None:
            self._metrics.seconds.observe(seconds)

    async def _give_up(self, message: Outgoing, reason: str) -> None:
        """Closes a message that Telegram will never take."""
        self.put(await self._close(Store.give_up, message, reason))
        self._metrics.sends.labels("undeliverable").inc()

    async def _close(self, close: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns that closes a message; where the store does not work, until it does: the
        message must not be sent once more, and those behind it in its chat wait for it."""
        while True:
            try:
                return await self._store.call_short(close, *args, **kwargs)
            except StoreError as error:
                logger.error("A reply is done, and is not closed yet: %s", error)
                await asyncio.sleep(_FIRST_PAUSE)

    async def _request(self, message: Outgoing, *, is_begun: bool) -> int | None:
        """Asks Telegram to send a message; the number that it gives it.

        Args:
            message: to send.
            is_begun: whether it has its place, and the store knows.

        Raises:
            _NotOursError: when another process sends it by now.
        """
        parameters = {key: part for key, part in message.parameters.items() if key not in (INSTEAD, CARD_OF)}
        if message.to.chat < 0:
            # waited for before a request begins, because other chats need its place
            await self._group(message.to.chat).acquire()
        if message.to.chat in self._simple:
            parameters = without_additions(parameters)
        async with self._requests:
            if not is_begun:
                await self._all_chats.acquire()
                # not before, because what is noted here counts as repeated if the process ends while it waits
                if not await self._store.call_short(Store.begin_to_send, message):
                    raise _NotOursError
            self._metrics.repeats.inc(message.is_uncertain)
            try:
                return await self._call(message.method, parameters)
            except BadRequest as error:
                simple = without_additions(parameters)
                if simple == parameters or _is_done_already(error):
                    return await self._send_plain(message.method, parameters, error)
                logger.info("Telegram refused what a reply had beside its words: %s", describe_error(error))
            try:
                sent = await self._call(message.method, simple)
            except BadRequest as error:
                return await self._send_plain(message.method, simple, error)
            self._simple.add(message.to.chat)
            return sent

    async def _send_plain(self, method: str, parameters: Mapping[str, Any], error: BadRequest) -> int | None:
        """Sends the words without marks where Telegram could not read these; raises the error else."""
        words = without_marks(parameters)
        if words == parameters or "parse entities" not in error.message.lower():
            raise error
        logger.warning("Telegram could not parse the HTML of a reply; its plain text was sent")
        return await self._call(method, words)

    async def _call(self, method: str, parameters: Mapping[str, Any]) -> int | None:
        result = await self._call_api(method, parameters)
        return result.get("message_id") if isinstance(result, dict) else None

    def _group(self, chat: int) -> AsyncLimiter:
        """The limit of a group: Telegram takes so many messages a minute in one."""
        if len(self._groups) > 500:
            self._groups = {key: one for key, one in self._groups.items() if not one.has_capacity(one.max_rate)}
        if chat not in self._groups:
            self._groups[chat] = AsyncLimiter(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP, 60)
        return self._groups[chat]


def describe_error(error: TelegramError) -> str:
    """An error of Telegram or of the network, for a log line.

    Of an error that the library does not know only the kind is said: its text may repeat what a person wrote.
    """
    if error.__cause__ and error.message.startswith("Unknown error"):
        return f"{type(error).__name__}: {type(error.__cause__).__name__}"
    return " ".join(f"{type(error).__name__}: {error.message}".split())


def seconds_to_wait(error: RetryAfter) -> float:
    """How many seconds Telegram says to wait, one at least."""
    wait = error.retry_after
    return max(float(wait.total_seconds() if isinstance(wait, timedelta) else wait), 1.0)


def _is_done_already(error: TelegramError) -> bool:
    """Whether an edit was refused because the message shows the text already."""
    return "message is not modified" in error.message.lower()


def _never_arrived(error: NetworkError) -> bool:
    """Whether Telegram cannot have got a request: there was no connection, or its own server said that it failed."""
    cause = error.__cause__
    return cause is None or type(cause).__name__ in ("ConnectError", "ConnectTimeout", "PoolTimeout")
