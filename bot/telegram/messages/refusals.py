"""Chats that refuse something that a message can have, so that it is not tried there again."""

from __future__ import annotations

# So many chats are known; then all are tried once more.
_MOST = 10_000


class Refusals:
    """A set of chats that does not grow without an end."""

    def __init__(self) -> None:
        self._chats: set[int] = set()

    def __contains__(self, chat: int) -> bool:
        return chat in self._chats

    def add(self, chat: int) -> None:
        """Notes that a chat refuses it."""
        if len(self._chats) >= _MOST:
            self._chats.clear()
        self._chats.add(chat)
