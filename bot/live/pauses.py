"""How long a thread of this process may hold up the others."""

from __future__ import annotations

import gc
import sys
from types import TracebackType

__all__ = ["ShortPauses"]

# Seconds after which a thread that computes lets another one go on. A question hands over with every look into an
# array, some fifty times: with Python's 5 ms it would wait a quarter of a second for whoever reads a page beside it.
SWITCH = 0.0001
# Python looks for garbage after so many new objects, and after so many times among older ones. By default it goes
# through all objects every few questions, which takes longer than a question.
THRESHOLDS = 10_000, 10, 100


class ShortPauses:
    """Within a `with` block, or from `begin` to `end`, questions are not held up by other threads and by the search
    for garbage; what is in memory at the beginning is not looked through any more.
    """

    def __init__(self) -> None:
        self._before: tuple[float, tuple[int, int, int]] | None = None

    def begin(self) -> None:
        """Sets the limits."""
        if self._before is None:
            self._before = sys.getswitchinterval(), gc.get_threshold()
            sys.setswitchinterval(SWITCH)
            gc.set_threshold(*THRESHOLDS)
            gc.collect()
            gc.freeze()

    def end(self) -> None:
        """Sets them as they were."""
        if self._before is not None:
            interval, thresholds = self._before
            self._before = None
            sys.setswitchinterval(interval)
            gc.set_threshold(*thresholds)
            gc.unfreeze()

    def __enter__(self) -> ShortPauses:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
