"""Photos that were sent together, within a transaction of the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from bot.store.tables import albums


class Albums:
    """The albums as a transaction changes them; arguments as for `Cases`."""

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self._connection = connection
        self._insert = insert
        self._now = now

    def claim(self, chat: int, album: str | None) -> bool:
        """Whether something is said about the photos of an album for the first time; a photo alone is no album."""
        if album is None:
            return True
        row = self._insert(albums).values(chat_id=chat, album=album[:64], claimed_at=self._now)
        claimed = row.on_conflict_do_nothing().returning(albums.c.album)
        return self._connection.execute(claimed).first() is not None
