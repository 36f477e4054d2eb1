"""Who may use the bot: lists of people and chats that are let in, and of those that are not."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from bot.settings import Settings
from bot.store.records import Incoming
from bot.telegram.cooldown import Cooldown
from bot.telegram.messages.moves import Moves

Answerable = Literal["yes", "say no", "no"]
"""Whether an update is answered: yes; no, and its sender hears so; no, and nothing is said."""

# Seconds after which a person who is not let in hears so again.
_AGAIN = 3600.0


class Admission:
    """Keeps the lists.

    Args:
        settings: `allowed_chats`, `blocked_chats`, and `operators` and `desk_chat`, who are always let in.
        moves: knows chats by the numbers that they had before.
    """

    def __init__(self, settings: Settings, moves: Moves) -> None:
        self._moves = moves
        self._allowed = _names(settings.allowed_chats)
        self._blocked = _names(settings.blocked_chats)
        self._always = _names(f"{settings.operators},{settings.desk_chat or ''}")
        # the chats that have heard that they are not let in
        self._told = Cooldown(_AGAIN, time.monotonic)

    def judge(self, incoming: Incoming) -> Answerable:
        """Whether an update is answered.

        A person, or the chat that they write in, is let in by number or by @name. In a group nothing is said to who is
        not: it would be said again and again, before everybody.
        """
        if self.lets_in(incoming):
            return "yes"
        if self._names_of(incoming) & self._blocked:
            return "no"
        chat = incoming.sender.chat
        is_said = chat >= 0 and "message" in incoming.content and self._told.begin(chat)
        return "say no" if is_said else "no"

    def lets_in(self, incoming: Incoming) -> bool:
        """Whether who has sent an update is let in."""
        if not (self._allowed or self._blocked):
            return True
        names = self._names_of(incoming)
        if names & self._always:
            return True
        return not names & self._blocked and (not self._allowed or bool(names & self._allowed))

    def _names_of(self, incoming: Incoming) -> set[str]:
        chat, person = incoming.sender.chat, incoming.sender.person
        numbers = (chat, person, *self._moves.before(chat))
        return {*map(str, numbers), *_public_names(incoming.content)}


def _names(listed: str) -> frozenset[str]:
    """The numbers and the names, in small letters, of a list as the settings have it."""
    return frozenset(listed.lower().replace(",", " ").split())


def _public_names(content: Mapping[str, Any]) -> Iterator[str]:
    """The @names of the person and of the chat that an update comes from."""
    for part in content.values():
        if not isinstance(part, Mapping):
            continue
        for key in ("from", "user", "chat", "sender_chat"):
            if isinstance(owner := part.get(key), Mapping) and isinstance(name := owner.get("username"), str):
                yield f"@{name.lower()}"
        if isinstance(inner := part.get("message"), Mapping):
            # that of a button is the bot's own, but its chat counts
            yield from _public_names({"message": {"chat": inner.get("chat")}})
