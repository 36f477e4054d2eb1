"""What can be changed in one transaction together with the closing of an update."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from bot.store.albums import Albums
from bot.store.cases import Cases
from bot.store.feedback import Ratings, Wishes
from bot.store.records import Send


class Changes:
    """The tables of the desk, of albums, and of what people think of answers, within one transaction.

    Args:
        connection: with the transaction.
        insert: the `insert` of the database.
        now: the time, in seconds.
    """

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self.cases = Cases(connection, insert, now)
        self.wishes = Wishes(connection, insert, now)
        self.ratings = Ratings(connection, insert, now)
        self.albums = Albums(connection, insert, now)
        self.now = now


Work = Callable[[Changes], Sequence[Send]]
"""What is done within a transaction, and the messages that tell of it: they are due exactly if it was done."""
