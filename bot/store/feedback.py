"""Ratings of answers, and wishes to hear of an answer later, within a transaction of the store."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, func, select

from bot.store.records import Person, Wish, write_json
from bot.store.tables import ratings, wishes


class Ratings:
    """The ratings as a transaction changes them; arguments as for `Cases`."""

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self._connection = connection
        self._insert = insert
        self._now = now

    def rate(self, chat: int, message_id: int, person: int, helpful: bool | None) -> None:
        """Notes whether a message of the bot helped a person, in place of what they said before; None takes it back."""
        table = ratings.c
        if helpful is None:
            mine = (table.chat_id == chat, table.message_id == message_id, table.person_id == person)
            self._connection.execute(delete(ratings).where(*mine))
            return
        values = {"helpful": helpful, "rated_at": self._now}
        row = self._insert(ratings).values(chat_id=chat, message_id=message_id, person_id=person, **values)
        keys = ["chat_id", "message_id", "person_id"]
        self._connection.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


class Wishes:
    """The wishes as a transaction sees and changes them; arguments as for `Cases`."""

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self._connection = connection
        self._insert = insert
        self._now = now

    def add(self, wish: Wish, most: int) -> bool:
        """Keeps a wish, unless the person has so many others; False then. A second for a message changes nothing."""
        count = select(func.count()).where(
            wishes.c.person_id == wish.sender.person, wishes.c.message_id != wish.message_id
        )
        if self._connection.execute(count).scalar_one() >= most:
            return False
        row = {
            "chat_id": wish.sender.chat,
            "person_id": wish.sender.person,
            "message_id": wish.message_id,
            "language": wish.language,
            "state": write_json(wish.state),
            "nearest": wish.nearest,
            "made_at": self._now,
        }
        self._connection.execute(self._insert(wishes).values(row).on_conflict_do_nothing())
        return True

    def after(self, number: int, most: int) -> list[Wish]:
        """The first wishes with a higher number."""
        query = select(wishes).where(wishes.c.id > number).order_by(wishes.c.id).limit(most)
        return [
            Wish(
                Person(row["chat_id"], row["person_id"]),
                row["message_id"],
                row["language"],
                json.loads(row["state"]),
                row["nearest"],
                row["id"],
            )
            for row in self._connection.execute(query).mappings()
        ]

    def fulfil(self, wish: Wish) -> bool:
        """Deletes a wish; False where it is gone already: the person was told by another process, or is forgotten."""
        return bool(self._connection.execute(delete(wishes).where(wishes.c.id == wish.number)).rowcount)
