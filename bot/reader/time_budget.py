"""The time that reading a page may take."""

from __future__ import annotations

import time

PAGE_SECONDS = 10.0
"""Seconds of the processor for one reading of a page's rows. Fifty times what the slowest real pages take, and little
enough for a bot that reads a new page while people ask: what takes longer is no page of a newspaper."""


class OverBudgetError(Exception):
    """Reading takes longer than it may; `read_page` catches it."""


class TimeBudget:
    """Some seconds of the processor that begin to run now.

    Args:
        seconds: of this thread, so that a busy machine does not change what is read.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._start = time.thread_time()

    def has_time(self) -> bool:
        """Whether there is time left."""
        return time.thread_time() - self._start < self._seconds

    def check(self) -> None:
        """Does nothing while there is time left.

        Raises:
            OverBudgetError: when the seconds are over.
        """
        if not self.has_time():
            raise OverBudgetError
