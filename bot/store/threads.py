"""The store for an event loop, which must not wait for a disk or a database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from bot.store.changes import Changes
from bot.store.store import Store

P = ParamSpec("P")
T = TypeVar("T")


class StoreThreads:
    """A store that is called in threads of its own, so that a slow answer does not keep a message from being written.

    Args:
        store: closed by who has opened it.
        is_file: whether the store is a file of SQLite. It has one writer, and so one thread. A transaction of some rows
            runs in the event loop, because it goes to the memory of the system only and takes a tenth of the time of
            two changes of threads. `Store.save_log` waits for the disk.
    """

    def __init__(self, store: Store, *, is_file: bool) -> None:
        self.store = store
        self._is_file = is_file
        self._running = 0
        self._pool = ThreadPoolExecutor(1 if is_file else 4, thread_name_prefix="store")
        self._saving = ThreadPoolExecutor(1, thread_name_prefix="store-disk")

    async def call(self, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns."""
        work = partial(method, self.store, *args, **kwargs)
        self._running += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._running -= 1

    async def call_short(self, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns that finds or changes some rows by their numbers."""
        if self._is_file and not self._running:
            return method(self.store, *args, **kwargs)
        return await self.call(method, *args, **kwargs)

    async def change(self, change: Callable[[Changes], T]) -> T:
        """What a function returns that looks at the store, or changes it, in one transaction."""
        return await self.call(Store.change, change)

    async def call_apart(self, method: Callable[[Store], T]) -> T:
        """What a method of the store returns; the other calls go on meanwhile, because this one waits for the disk."""
        return await asyncio.get_running_loop().run_in_executor(self._saving, method, self.store)

    def close(self) -> None:
        """Waits for the calls that run, also for those whose callers were cancelled."""
        self._pool.shutdown()
        self._saving.shutdown()
