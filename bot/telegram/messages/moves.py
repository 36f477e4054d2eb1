"""Groups that became supergroups: Telegram gives them another number, which the settings do not know."""

from __future__ import annotations

from collections.abc import Mapping


class Moves:
    """Which chat is which.

    Args:
        known: the number of a chat by the one before.
    """

    def __init__(self, known: Mapping[int, int]) -> None:
        self._next = dict(known)

    def note(self, old: int, new: int) -> None:
        """Notes that a chat has another number."""
        # one that moves back is known by its first number
        self._next.pop(new, None)
        self._next[old] = new

    def now(self, chat: int) -> int:
        """The number that a chat has now."""
        while chat in self._next:
            chat = self._next[chat]
        return chat

    def before(self, chat: int) -> frozenset[int]:
        """The numbers that a chat had before."""
        return frozenset(old for old in self._next if self.now(old) == chat)
