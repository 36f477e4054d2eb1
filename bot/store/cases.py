"""The cases of the desk, within a transaction of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from bot.store.records import Case, CaseState, Person, write_json
from bot.store.tables import cases

UNFINISHED = ("open", "taken")


class Cases:
    """The cases as a transaction sees and changes them.

    A change of a state is one statement that names the state before it, so that of two operators who do the same at
    the same time one succeeds.

    Args:
        connection: with the transaction.
        insert: the `insert` of the database.
        now: the time, in seconds.
    """

    def __init__(self, connection: Connection, insert: Callable[..., Any], now: float) -> None:
        self._connection = connection
        self._insert = insert
        self._now = now

    # -- people -------------------------------------------------------------------------------------------------------
    def open(self, case: Case) -> Case | None:
        """Opens a case and returns it with its number; None where its message has one already."""
        row = {
            "chat_id": case.sender.chat,
            "person_id": case.sender.person,
            "message_id": case.message_id,
            "language": case.language,
            "category": case.category,
            "state": "open",
            "content": write_json(case.content),
            "album": case.album,
            "opened_at": self._now,
            "reminded_at": self._now,
            "changed_at": self._now,
        }
        insert = self._insert(cases).values(row).on_conflict_do_nothing().returning(cases.c.id)
        number = self._connection.execute(insert).scalar()
        return replace(case, number=number, opened_at=self._now) if number is not None else None

    def rewrite(self, number: int, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Case | None:
        """A case with what `change` makes of its content; None where it is gone or forgotten."""
        case = self.find(number)
        if case is None or not case.content:
            return None
        content = {**case.content, **change(case.content)}
        self._update(cases.c.id == number, content=write_json(content))
        return replace(case, content=content)

    def reopen(self, number: int) -> Case | None:
        """A case that its person goes on with: what was answered waits again; None where it was closed."""
        return self._change(number, ("answered",), state="open", reminded_at=self._now) or self._change(
            number, UNFINISHED
        )

    def of_message(self, chat: int, message_id: int) -> Case | None:
        """The case that a person's message has led to."""
        return self._first(cases.c.chat_id == chat, cases.c.message_id == message_id)

    def of_album(self, sender: Person, album: str) -> Case | None:
        """The case that the first photo of an album has led to."""
        return self._first(cases.c.chat_id == sender.chat, cases.c.person_id == sender.person, cases.c.album == album)

    def of_person(self, person: int, most: int) -> list[Case]:
        """The last cases of a person, the newest first."""
        # those that are forgotten have no chat
        theirs = (cases.c.person_id == person) & (cases.c.chat_id != 0)
        return self._all(select(cases).where(theirs).order_by(cases.c.id.desc()).limit(most))

    def count_unfinished(self, person: int) -> int:
        """How many cases of a person are neither answered nor closed."""
        query = select(func.count()).where(cases.c.person_id == person, cases.c.state.in_(UNFINISHED))
        return int(self._connection.execute(query).scalar_one())

    def forget(self, person: int) -> list[Case]:
        """Closes the cases of a person and deletes who and what they are about; returns them as they are then."""
        ids = [case.number for case in self.of_person(person, 10_000)]
        self._update(cases.c.id.in_(ids) & cases.c.state.in_(UNFINISHED), state="closed", closed_at=self._now)
        self._update(cases.c.id.in_(ids), content=None, reply=None, album=None, message_id=None, chat_id=0, person_id=0)
        return self._all(select(cases).where(cases.c.id.in_(ids)).order_by(cases.c.id))

    # -- operators ----------------------------------------------------------------------------------------------------
    def find(self, number: int) -> Case | None:
        """The case with a number."""
        return self._first(cases.c.id == number)

    def unfinished(self, most: int) -> list[Case]:
        """The cases that are neither answered nor closed, the oldest first."""
        return self._all(select(cases).where(cases.c.state.in_(UNFINISHED)).order_by(cases.c.id).limit(most))

    def take(self, number: int, taker: str) -> Case | None:
        """A case that an operator takes; None where it is not open."""
        return self._change(number, ("open",), state="taken", taker=taker, taken_at=self._now, reminded_at=self._now)

    def answer(self, number: int, reply: str, taker: str) -> Case | None:
        """A case that an operator answers, also once more; None where it is closed."""
        return self._change(
            number,
            (*UNFINISHED, "answered"),
            state="answered",
            reply=func.coalesce(cases.c.reply + "\n", "") + reply,
            answered_at=self._now,
            taker=func.coalesce(cases.c.taker, taker),
            taken_at=func.coalesce(cases.c.taken_at, self._now),
        )

    def close(self, number: int) -> Case | None:
        """A case that is closed without an answer; None where it was answered or closed already."""
        return self._change(number, UNFINISHED, state="closed", closed_at=self._now)

    def sort(self, number: int, subject: str) -> Case:
        """A case that is put to a subject."""
        self._update(cases.c.id == number, subject=subject)
        return self._all(select(cases).where(cases.c.id == number))[0]

    def publish(self, number: int, *, is_published: bool) -> Case | None:
        """An answered case whose reply was published, or withdrawn; None where there is no such reply."""
        return self._change(number, ("answered",), published_at=self._now if is_published else None)

    def remind(self, state: CaseState, seconds: float) -> list[Case]:
        """All cases in a state that the operators heard of last before so many seconds; they hear of them now."""
        late = (cases.c.state == state) & (cases.c.reminded_at <= self._now - seconds)
        changed = update(cases).where(late).values(reminded_at=self._now).returning(*cases.c)
        return sorted(map(_case, self._connection.execute(changed).mappings()), key=lambda case: case.number)

    def _change(self, number: int, states: tuple[str, ...], **values: Any) -> Case | None:
        changed = self._update((cases.c.id == number) & cases.c.state.in_(states), **values)
        return self.find(number) if changed else None

    def _update(self, condition: Any, **values: Any) -> int:
        return self._connection.execute(update(cases).where(condition).values(changed_at=self._now, **values)).rowcount

    def _first(self, *conditions: Any) -> Case | None:
        found = self._all(select(cases).where(*conditions).order_by(cases.c.id.desc()).limit(1))
        return found[0] if found else None

    def _all(self, query: Any) -> list[Case]:
        return [_case(row) for row in self._connection.execute(query).mappings()]


def _case(row: RowMapping) -> Case:
    return Case(
        sender=Person(row["chat_id"], row["person_id"]),
        message_id=row["message_id"],
        language=row["language"],
        category=row["category"],
        subject=row["subject"],
        content=json.loads(row["content"] or "{}"),
        album=row["album"],
        number=row["id"],
        state=row["state"],
        reply=row["reply"],
        taker=row["taker"],
        card_id=row["card_id"],
        opened_at=row["opened_at"],
        answered_at=row["answered_at"],
        is_published=row["published_at"] is not None,
    )
