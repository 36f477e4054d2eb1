"""Takes updates: writes them to the store before Telegram hears that they have arrived, and has them answered in turn.

Each person's messages are answered one after the other, and those of different people side by side, so that somebody
who sends hundreds keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Literal

from aiolimiter import AsyncLimiter

from bot.errors import StoreError
from bot.health.metrics import Metrics
from bot.store.records import Incoming, Person
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.cooldown import Cooldown

logger = logging.getLogger(__name__)

Verdict = Literal["answer", "say so", "drop", "crowded"]
"""What becomes of an update: it is answered; its sender is over the limit and hears so; they have heard it; its group
is over the limit."""

Answer = Callable[[Incoming, Verdict], Awaitable[None]]

# The seconds over which a person's messages are counted.
_MINUTE = 60.0
# Seconds before an update is tried again that could not be answered because the store does not work.
_PAUSE = 2.0
# What is typed for inline mode belongs to no chat, and waits in a line of its own. Each key is an update, so that many
# more are answered in a minute than messages.
_NO_CHAT, _KEYS = 0, 10


class Inbox:
    """Updates that wait for an answer.

    Args:
        store: where they are written.
        answer: answers an update and closes it in the store.
        concurrency: how many are answered at once.
        per_minute: how many messages of one person are answered in a minute; of more, as many wait, and the rest is
            not answered.
        metrics: counts what is received.
        notice: hears of an update that begins to wait.
    """

    def __init__(
        self,
        store: StoreThreads,
        answer: Answer,
        concurrency: int,
        per_minute: int,
        metrics: Metrics,
        notice: Callable[[Incoming], None],
    ) -> None:
        self._notice = notice
        self._store = store
        self._answer = answer
        self._at_once = asyncio.Semaphore(concurrency)
        self._per_minute = per_minute
        self._metrics = metrics
        self._waiting: dict[Person, deque[Incoming]] = {}
        self._tasks: dict[Person, asyncio.Task[None]] = {}
        self._refusing: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._paces: dict[Person, AsyncLimiter] = {}
        # the people who have heard that they send too much
        self._warned = Cooldown(_MINUTE)

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
        new = await self._store.call_short(Store.receive, received)
        self._metrics.received.inc(len(new))
        self.put(new)

    def put(self, received: Iterable[Incoming]) -> None:
        """Has updates answered that are in the store."""
        for one in received:
            waiting = self._waiting.setdefault(one.sender, deque())
            # what a process before this one left was not too much when it came
            if len(waiting) < 2 * self._per_minute or one.is_taken_over:
                waiting.append(one)
                self._notice(one)
                if one.sender not in self._tasks and not self._stopping.is_set():
                    self._tasks[one.sender] = asyncio.create_task(self._serve(one.sender), name="inbox")
            else:
                task = asyncio.create_task(self._refuse(one), name="refusal")
                self._refusing.add(task)
                task.add_done_callback(self._refusing.discard)

    async def rest(self, seconds: float) -> None:
        """Waits until nothing is left to be answered, so many seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=seconds)

    def count_waiting(self) -> int:
        """How many updates wait for an answer; any thread may ask."""
        return sum(map(len, list(self._waiting.values())))

    async def stop(self, seconds: float) -> None:
        """Answers what is in work, for so many seconds at most; the rest stays in the store."""
        self._stopping.set()
        tasks = [*self._tasks.values(), *self._refusing]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, sender: Person) -> None:
        """Answers the updates of a person until none is left."""
        try:
            waiting = self._waiting[sender]
            # an update that waited for its turn while we stop is answered after the next start
            while waiting and await self._may_go_on(waiting[0]):
                async with self._at_once:
                    if self._stopping.is_set():
                        return
                    is_answered = await self._try(waiting[0], "answer")
                if is_answered:
                    waiting.popleft()
                else:
                    await asyncio.sleep(_PAUSE)
        finally:
            del self._waiting[sender], self._tasks[sender]

    async def _may_go_on(self, one: Incoming) -> bool:
        """Waits until who has sent an update may be answered once more; False where the bot stops."""
        pace = self._pace(one.sender)
        if not pace.has_capacity():
            turn = asyncio.ensure_future(pace.acquire())
            stop = asyncio.ensure_future(self._stopping.wait())
            await asyncio.wait({turn, stop}, return_when=asyncio.FIRST_COMPLETED)
            for future in (turn, stop):
                future.cancel()
        else:
            await pace.acquire()
        return not self._stopping.is_set()

    def _pace(self, sender: Person) -> AsyncLimiter:
        """How fast a person is answered: so many at once, and then as many as fit into a minute."""
        if len(self._paces) > 10_000:
            self._paces = {key: pace for key, pace in self._paces.items() if not pace.has_capacity(pace.max_rate)}
        if sender not in self._paces:
            rate = self._per_minute * (_KEYS if sender.chat == _NO_CHAT else 1)
            self._paces[sender] = AsyncLimiter(rate, _MINUTE)
        return self._paces[sender]

    async def _refuse(self, one: Incoming) -> None:
        """Closes an update of a person who sends too much; once in a minute they are told."""
        verdict: Verdict = "say so" if self._warned.begin(one.sender) else "drop"
        while not await self._try(one, verdict):
            await asyncio.sleep(_PAUSE)

    async def _try(self, one: Incoming, verdict: Verdict) -> bool:
        """Answers an update; False where it has to be tried again."""
        try:
            await self._answer(one, verdict)
        except Exception as error:
            # a store that does not work; or whatever it is, which may hold what a person wrote
            reason = error if isinstance(error, StoreError) else type(error).__name__
            logger.error("An update waits because of an error: %s", reason)
            logger.debug("The same error, with its message", exc_info=error)
            return False
        return True


def _read(content: object) -> Incoming | None:
    """An update with its sender; None for what is no update."""
    if not isinstance(content, dict) or type(content.get("update_id")) is not int:
        return None
    inside = next((part for key, part in content.items() if key != "update_id" and isinstance(part, dict)), {})
    # a button's message is inside it; a channel or an anonymous administrator has a chat in a person's place
    within = inside.get("message")
    message = within if isinstance(within, dict) else inside
    # who reacts to a message is not called "from"
    people = ("sender_chat", "from", "user", "actor_chat")
    sender = next((number for key in people if (number := _number(inside.get(key)))), 0)
    chat = _NO_CHAT if "inline_query" in content else _number(message.get("chat")) or sender
    return Incoming(content["update_id"], Person(chat, sender or chat), content)


def _number(part: object) -> int:
    number = part.get("id") if isinstance(part, Mapping) else None
    return number if type(number) is int and abs(number) < 2**62 else 0
