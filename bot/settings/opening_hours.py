"""When an office is open: the days of the week and the hours, as an operator writes them: Mon-Fri 9:00-17:30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERIOD = re.compile(r"([A-Za-z]{3})(?:-([A-Za-z]{3}))?\s+(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)")
_DAY_MINUTES = 24 * 60


class OpeningHours(NamedTuple):
    """Periods of a week."""

    # for each: its days, Monday is 0; the minute of the day at which it begins, and the minute at which it has ended
    periods: tuple[tuple[tuple[int, ...], int, int], ...]
    # as it was written
    text: str

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: str) -> OpeningHours:
        """The periods in a text, with commas between them: Mon-Fri 9:00-17:30, Sat 9:00-12:00.

        Raises:
            ValueError: when it is written in another way, or a period ends before it begins.
        """
        periods = []
        for part in text.split(","):
            match = _PERIOD.fullmatch(part.strip())
            if match is None:
                raise ValueError(f"no period of a week: {part!r}")
            first = _DAYS.index(match[1].lower())
            last = _DAYS.index((match[2] or match[1]).lower())
            days = tuple(day % 7 for day in range(first, last + 1 + (7 if last < first else 0)))
            start, end = (60 * int(match[at]) + int(match[at + 1]) for at in (3, 5))
            if not start < end <= _DAY_MINUTES or int(match[4]) > 59 or int(match[6]) > 59:
                raise ValueError(f"no period of a day: {part!r}")
            periods.append((days, start, end))
        return cls(tuple(periods), text.strip())

    def is_open(self, moment: datetime) -> bool:
        """Whether a moment, in the office's time zone, is within a period."""
        minute = 60 * moment.hour + moment.minute
        return any(moment.weekday() in days and start <= minute < end for days, start, end in self.periods)

    def next_opening(self, moment: datetime) -> datetime:
        """The first beginning of a period after a moment, in the same time zone."""
        return min(opening for opening in self._openings(moment) if opening > moment)

    def _openings(self, moment: datetime) -> Iterator[datetime]:
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        for later in range(8):
            day = midnight + timedelta(days=later)
            for days, start, _ in self.periods:
                if day.weekday() in days:
                    yield day.replace(hour=start // 60, minute=start % 60)
