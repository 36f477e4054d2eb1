"""Calls of the store beside the event loop, which must not wait for a disk or a database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

__all__ = ["StoreThreads"]

P = ParamSpec("P")
T = TypeVar("T")


class StoreThreads:
    """Threads of their own, so that a slow answer does not keep a message from being written.

    Args:
        is_file: whether the store is a file of SQLite. It has one writer, and so one thread. A transaction of some rows
            runs in the event loop, because it goes to the memory of the system only and takes a tenth of the time of
            two changes of threads. `Store.save_log` waits for the disk.
    """

    def __init__(self, *, is_file: bool) -> None:
        self._is_file = is_file
        self._running = 0
        self._pool = ThreadPoolExecutor(1 if is_file else 4, thread_name_prefix="store")
        self._saving = ThreadPoolExecutor(1, thread_name_prefix="store-disk")

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns."""
        self._running += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *args, **kwargs))
        finally:
            self._running -= 1

    async def call_short(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns that finds or changes some rows by their numbers."""
        if self._is_file and not self._running:
            return function(*args, **kwargs)
        return await self.call(function, *args, **kwargs)

    async def call_apart(self, function: Callable[[], T]) -> T:
        """What a method of the store returns; the other calls go on meanwhile, because this one waits for the disk."""
        return await asyncio.get_running_loop().run_in_executor(self._saving, function)

    def close(self) -> None:
        """Waits for the calls that run, also for those whose callers were cancelled."""
        self._pool.shutdown()
        self._saving.shutdown()
