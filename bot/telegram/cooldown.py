"""The time after a notice in which the same chat or person does not get it again."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable


class Cooldown:
    """Knows who got a notice lately.

    Args:
        seconds: that must pass before somebody gets it again.
        now: seconds that only go up.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        # when each chat or person got it last
        self._begun: dict[Hashable, float] = {}

    def begin(self, key: Hashable) -> bool:
        """Whether somebody may get the notice now; if so, their time begins."""
        now = self._now()
        if now - self._begun.get(key, now - self._seconds) < self._seconds:
            return False
        self._begun = {other: at for other, at in self._begun.items() if now - at < self._seconds} | {key: now}
        return True
