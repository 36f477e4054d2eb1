"""Takes updates: writes them to the store before Telegram hears that they have arrived, and has them answered in turn.

Each person's messages are answered one after the other, and those of different people side by side, so that somebody
who sends hundreds keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Literal

from bot.errors import StoreError
from bot.store.records import Incoming, Person
from bot.store.store import Store
from bot.store.threads import StoreThreads

__all__ = ["Inbox", "Verdict"]

logger = logging.getLogger(__name__)

Verdict = Literal["answer", "say so", "drop"]
"""What becomes of an update: it is answered; its sender is over the limit and hears so; they have heard it."""

Answer = Callable[[Incoming, Verdict], Awaitable[None]]

# The seconds over which a person's messages are counted.
_MINUTE = 60.0
# Seconds before an update is tried again that could not be answered because the store does not work.
_PAUSE = 2.0


class Inbox:
    """Updates that wait for an answer.

    Args:
        store: where they are written.
        threads: calls the store.
        answer: answers an update and closes it in the store.
        concurrency: how many are answered at once.
        per_minute: how many messages of one person are answered in a minute.
    """

    def __init__(self, store: Store, threads: StoreThreads, answer: Answer, concurrency: int, per_minute: int) -> None:
        self._store = store
        self._threads = threads
        self._answer = answer
        self._at_once = asyncio.Semaphore(concurrency)
        self._per_minute = per_minute
        self._waiting: dict[Person, deque[Incoming]] = {}
        self._tasks: dict[Person, asyncio.Task[None]] = {}
        self._is_stopping = False
        # when each person's last messages were answered, and when they heard last of the limit
        self._answered: dict[Person, deque[float]] = {}
        self._warned: dict[Person, float] = {}

    async def receive(self, contents: Sequence[object]) -> None:
        """Writes updates to the store; after that they are answered whatever happens.

        Args:
            contents: updates as Telegram sent them. What is none, or was received before, is passed over.

        Raises:
            StoreError: when they could not be written: Telegram must send them again.
        """
        received = [one for content in contents if (one := _read(content))]
        if len(received) < len(contents):
            logger.warning("%d things from Telegram were no updates", len(contents) - len(received))
        self.put(await self._threads.call(self._store.receive, received))

    def put(self, received: Iterable[Incoming]) -> None:
        """Has updates answered that are in the store."""
        for one in received:
            self._waiting.setdefault(one.sender, deque()).append(one)
            if one.sender not in self._tasks and not self._is_stopping:
                self._tasks[one.sender] = asyncio.create_task(self._serve(one.sender), name="inbox")

    async def stop(self, seconds: float) -> None:
        """Answers what is in work, for so many seconds at most; the rest stays in the store."""
        self._is_stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)
        for task in list(self._tasks.values()):
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _serve(self, sender: Person) -> None:
        """Answers the updates of a person until none is left."""
        try:
            waiting = self._waiting[sender]
            while waiting:
                async with self._at_once:
                    # an update that waited for its turn while we stop is answered after the next start
                    if self._is_stopping:
                        return
                    try:
                        await self._answer(waiting[0], self._judge(sender))
                    except Exception as error:
                        # a store that does not work; or whatever it is, which may hold what a person wrote
                        reason = error if isinstance(error, StoreError) else type(error).__name__
                        logger.error("An update waits because of an error: %s", reason)
                        logger.debug("The same error, with its message", exc_info=error)
                    else:
                        waiting.popleft()
                        continue
                await asyncio.sleep(_PAUSE)
        finally:
            del self._waiting[sender], self._tasks[sender]

    def _judge(self, sender: Person) -> Verdict:
        """Whether a person may be answered once more."""
        now = time.monotonic()
        times = self._answered.setdefault(sender, deque())
        while times and times[0] < now - _MINUTE:
            times.popleft()
        if len(times) < self._per_minute:
            times.append(now)
            self._forget_the_silent(now)
            return "answer"
        if self._warned.get(sender, -_MINUTE) > now - _MINUTE:
            return "drop"
        self._warned[sender] = now
        return "say so"

    def _forget_the_silent(self, now: float) -> None:
        """Keeps the counts from growing with everybody who ever wrote."""
        if len(self._answered) > 10_000:
            self._answered = {key: times for key, times in self._answered.items() if times[-1] > now - _MINUTE}
            self._warned = {key: at for key, at in self._warned.items() if at > now - _MINUTE}


def _read(content: object) -> Incoming | None:
    """An update with its sender; None for what is no update."""
    if not isinstance(content, dict) or type(content.get("update_id")) is not int:
        return None
    inside = next((part for key, part in content.items() if key != "update_id" and isinstance(part, dict)), {})
    # a button's message is inside it; a channel or an anonymous administrator has a chat in a person's place
    within = inside.get("message")
    message = within if isinstance(within, dict) else inside
    sender = _number(inside.get("sender_chat")) or _number(inside.get("from"))
    chat = _number(message.get("chat")) or sender
    return Incoming(content["update_id"], Person(chat, sender or chat), content)


def _number(part: object) -> int:
    number = part.get("id") if isinstance(part, Mapping) else None
    return number if type(number) is int and abs(number) < 2**62 else 0
