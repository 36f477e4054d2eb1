"""Where the desk is and when it is open, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.replies import Replies, choose_replies
from bot.settings import Settings
from bot.settings.opening_hours import OpeningHours
from bot.telegram.messages.moves import Moves


@dataclass(frozen=True)
class Office:
    """A desk."""

    # the operators' chat as the settings have it, and where it is by now
    configured: int
    moves: Moves
    # what the desk is called
    name: str
    # the sentences in the operators' chat
    replies: Replies
    # None where it is always open
    hours: OpeningHours | None
    zone: str
    # after so many minutes the operators are reminded of what nobody has taken; 0 for never
    reminder: int
    # what cases can be about; none where they are not sorted
    subjects: tuple[str, ...]
    # where replies are published; None where they are not
    pages: Path | None

    @property
    def chat(self) -> int:
        """The operators' chat: only what comes from there is an operator's."""
        return self.moves.now(self.configured)

    @classmethod
    def of(cls, settings: Settings, moves: Moves) -> Office | None:
        """The desk of the settings; None where there is none."""
        if settings.desk_chat is None:
            return None
        return cls(
            settings.desk_chat,
            moves,
            settings.desk_name,
            choose_replies(settings.desk_language),
            settings.desk_hours,
            settings.desk_zone,
            settings.desk_reminder,
            settings.desk_subject_names,
            settings.desk_pages,
        )

    def moment(self, now: float) -> datetime:
        """A time, in seconds, as a clock in the office shows it."""
        return datetime.fromtimestamp(now, ZoneInfo(self.zone))

    def is_open(self, now: float) -> bool:
        """Whether somebody is at the desk."""
        return self.hours is None or self.hours.is_open(self.moment(now))

    def describe_opening(self, now: float, replies: Replies) -> str:
        """When the desk opens, if it is closed now; "" if it is open."""
        if self.hours is None or self.is_open(now):
            return ""
        opening = self.hours.next_opening(self.moment(now))
        return replies.desk.opening.format(
            month=opening.month,
            day=opening.day,
            weekday=replies.desk.weekdays[opening.weekday()],
            time=f"{opening.hour}:{opening.minute:02d}",
        )
