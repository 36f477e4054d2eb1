"""What can be changed in one transaction together with the closing of an update."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from bot.store.cases import Cases
from bot.store.feedback import Ratings, Wishes
from bot.store.records import Send
from bot.store.tables import albums

__all__ = ["Changes", "Work"]


class Changes:
    """The tables of the desk and of what people think of answers, within one transaction.

    Args:
        connection: with the transaction.
        insert: the `insert` of the database.
        now: the time, in seconds.
    """

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self.cases = Cases(connection, insert, now)
        self.wishes = Wishes(connection, insert, now)
        self.ratings = Ratings(connection, insert, now)
        self.now = now
        self._connection = connection
        self._insert = insert

    def claim_album(self, chat: int, album: str | None) -> bool:
        """Whether something is said about the photos of an album for the first time; a photo alone is no album."""
        if album is None:
            return True
        row = self._insert(albums).values(chat_id=chat, album=album[:64], claimed_at=self.now)
        claimed = row.on_conflict_do_nothing().returning(albums.c.album)
        return self._connection.execute(claimed).first() is not None


Work = Callable[[Changes], Sequence[Send]]
"""What is done within a transaction, and the messages that tell of it: they are due exactly if it was done."""
