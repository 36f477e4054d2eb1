"""Whether a running bot is well: when its event loop, its store and Telegram were last seen to work."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot.health.metrics import Metrics

# Seconds for which a success counts. The store is written every five; Telegram answers a poll after thirty at the
# latest, and is asked every thirty by a bot that is called.
_BEAT, _TELEGRAM = 30.0, 90.0


class Health:
    """What was last seen of a bot, and what it counts. Threads may share it.

    Args:
        now: seconds that only go up.

    Attributes:
        metrics: the counts.
        is_open: whether the corpus is open.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.metrics = Metrics()
        self._beat: float | None = None
        self._store: float | None = None
        self._telegram: float | None = None
        self.is_open = False

    def beat(self) -> None:
        """Notes that the event loop works."""
        self._beat = self._now()

    def store_was_written(self) -> None:
        """Notes that the store takes what is written."""
        self._store = self._now()

    def telegram_was_reached(self) -> None:
        """Notes that Telegram has answered, whatever it said."""
        self._telegram = self._now()

    def is_alive(self) -> bool:
        """Whether the process works; also while it opens its corpus, before its event loop begins."""
        return self._beat is None or self._is_recent(self._beat, _BEAT)

    def checks(self) -> dict[str, bool]:
        """What has to be well for a bot to answer, and whether it is."""
        return {
            "corpus": self.is_open,
            "telegram": self._is_recent(self._telegram, _TELEGRAM),
            "store": self._is_recent(self._store, _BEAT),
        }

    def is_telegram_silent(self) -> bool:
        """Whether Telegram should be asked whether it is there, because it was not heard of for a while."""
        return not self._is_recent(self._telegram, _TELEGRAM / 3)

    def _is_recent(self, then: float | None, seconds: float) -> bool:
        return then is not None and self._now() - then <= seconds
