"""What is said at most once in a while, because it would else be said again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

__all__ = ["Seldom"]


class Seldom:
    """Knows to whom something was said lately.

    Args:
        seconds: that must pass before it is said again.
        now: seconds that only go up.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        # when it was said last
        self._said: dict[Hashable, float] = {}

    def may(self, key: Hashable) -> bool:
        """Whether it may be said to somebody now, which then counts as said."""
        now = self._now()
        if now - self._said.get(key, now - self._seconds) < self._seconds:
            return False
        self._said = {other: at for other, at in self._said.items() if now - at < self._seconds} | {key: now}
        return True
