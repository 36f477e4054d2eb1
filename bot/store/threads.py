"""Calls of the store outside of the event loop, which must not wait for a disk or a database."""

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
        count: how many calls may run at once; SQLite has one writer.
    """

    def __init__(self, count: int = 1) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="store")

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the store returns."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *args, **kwargs))

    def close(self) -> None:
        """Waits for the calls that run."""
        self._pool.shutdown()
