"""The store: SQLite in a file, or PostgreSQL. What it says was written survives a process that is killed.

Every method is one transaction. Several processes may share a PostgreSQL: each update and each message is the work of
one of them, and passes to another one if that process says no longer that it is alive.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.answer_log import AnswerLog, read_figures
from bot.store.cases import UNFINISHED
from bot.store.changes import Changes, Work
from bot.store.database import Transactions, database_errors, flush_log, open_database
from bot.store.records import (
    CARD_OF,
    DAY,
    INSTEAD,
    AnsweredQuestion,
    FigureRows,
    Incoming,
    KeptConversation,
    Outgoing,
    Person,
    Send,
    UpdateState,
    write_json,
)
from bot.store.statements import Statement, Statements
from bot.store.tables import (
    albums,
    answers,
    cases,
    conversations,
    facts,
    outgoing,
    processes,
    ratings,
    updates,
    wishes,
)

T = TypeVar("T")

ALIVE = 15.0
"""For so many seconds a process is taken to be alive after it has said so."""

BEAT = ALIVE / 3
"""A process says so every so many seconds: twice may fail before others take its work."""

REMEMBERED = 2.0
"""For so many days an update is known that comes a second time: Telegram keeps them for one, and after a week without
any it begins to count at another number."""

# The names of facts about groups that became supergroups begin with this.
_MOVED = "moved:"


class Store:
    """An open store. Threads may share it.

    Args:
        url: as SQLAlchemy writes it: sqlite:///file.db, or postgresql+psycopg://user:password@host/name.
        now: the time, in seconds.

    Raises:
        StoreError: when it cannot be opened, or was made by a newer version.
        MissingExtraError: when the driver of the database is not installed.
    """

    def __init__(self, url: str, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self.process = uuid4().hex
        self._engine = open_database(url)
        self._transactions = Transactions(self._engine)
        self._insert: Any = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        self._statements = Statements(self._engine.dialect, self._insert)
        with self._begin() as connection:
            self._log = AnswerLog(connection, self._insert, self._statements)
        self.say_alive()

    def close(self) -> None:
        """Closes the store; what this process has not done may be taken by another one at once."""
        try:
            with self._begin() as connection:
                connection.execute(delete(processes).where(processes.c.id == self.process))
        finally:
            # also where the database does not work
            self._transactions.close()

    def _begin(self) -> AbstractContextManager[Connection]:
        return self._transactions.begin()

    def save_log(self) -> None:
        """Brings what was written so far to the disk, and the write-ahead log of SQLite into its file.

        SQLite flushes the log only when it copies it into the file, and copies nothing while somebody else reads from
        an earlier state, as a backup does. So the log is flushed here.

        Raises:
            StoreError: when the disk does not take it.
        """
        if self._engine.dialect.name == "sqlite":
            with database_errors(), self._engine.connect() as connection:
                flush_log(self._engine.url)
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    # -- processes ----------------------------------------------------------------------------------------------------
    def say_alive(self) -> None:
        """Keeps the work of this process from being taken by others for `ALIVE` seconds."""
        until = self._now() + ALIVE
        row = self._insert(processes).values(id=self.process, alive_until=until)
        with self._begin() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"alive_until": until}))

    def be_the_only_process(self) -> None:
        """Takes no other process to be alive: a bot that polls is alone, or Telegram would refuse it."""
        with self._begin() as connection:
            connection.execute(delete(processes).where(processes.c.id != self.process))

    def take_over(self) -> tuple[list[Incoming], list[Outgoing]]:
        """Makes the open work of all processes that are not alive the work of this one, and returns it in order."""
        alive = select(processes.c.id).where(processes.c.alive_until >= self._now())
        with self._begin() as connection:
            connection.execute(delete(processes).where(processes.c.alive_until < self._now() - 100 * ALIVE))
            taken = [
                update(table).where(table.c.state.in_(states), table.c.owner.not_in(alive)).values(owner=self.process)
                for table, states in ((updates, ("waiting",)), (outgoing, ("due", "sending")))
            ]
            incoming = [Incoming.from_row(row) for row in connection.execute(taken[0].returning(*updates.c)).mappings()]
            sends = [Outgoing.from_row(row) for row in connection.execute(taken[1].returning(*outgoing.c)).mappings()]
        return sorted(incoming, key=lambda one: one.update_id), sorted(sends, key=lambda one: one.id)

    # -- updates ------------------------------------------------------------------------------------------------------
    def receive(self, received: Sequence[Incoming]) -> list[Incoming]:
        """Writes updates, and returns those that were never received before."""
        if not received:
            return []
        now = self._now()
        rows = [
            {
                "update_id": one.update_id,
                "chat_id": one.sender.chat,
                "person_id": one.sender.person,
                "content": write_json(one.content),
                "state": "waiting",
                "attempts": 0,
                "received_at": now,
                "owner": self.process,
            }
            for one in received
        ]
        with self._begin() as connection:
            new = {number for row in rows for (number,) in self._statements.receive.fetch(connection, row)}
        return [one for one in received if one.update_id in new]

    def begin_again(self, one: Incoming) -> None:
        """Notes that an update is answered once more, after a process ended that had it."""
        with self._begin() as connection:
            connection.execute(
                update(updates).where(updates.c.update_id == one.update_id).values(attempts=updates.c.attempts + 1)
            )

    def close_update(
        self,
        one: Incoming,
        state: UpdateState,
        sends: Sequence[Send] = (),
        conversation: KeptConversation | None = None,
        work: Work | None = None,
        asked: AnsweredQuestion | None = None,
        *,
        goes_out: bool = False,
    ) -> list[Outgoing]:
        """Closes an update together with the messages that answer it and the conversation after it: all or nothing.

        Args:
            one: the update.
            state: how it ends.
            sends: methods of the Bot API with their parameters.
            conversation: to keep.
            work: what else is done, and leads to messages after those of `sends`.
            asked: what the figures keep of its question; None where it was none.
            goes_out: whether the first message goes to Telegram at once, so that `begin_to_send` is spared.

        Returns:
            The messages, now due; none where another process has taken the update and answered it.
        """
        now = self._now()
        closing = {"number": one.update_id, "process": self.process, "new_state": state, "now": now}
        with self._begin() as connection:
            received = self._statements.close.fetch(connection, closing)
            if not received:
                return []
            if work:
                sends = [*sends, *work(Changes(connection, self._insert, now))]
            if conversation:
                self._keep(connection, conversation)
            if asked:
                self._log.add(connection, one, asked, received[0][0])
            return self._add(connection, one.update_id, one.sender, sends, goes_out=goes_out)

    def change(self, change: Callable[[Changes], T]) -> T:
        """What a function returns that looks at the store, or changes it, in one transaction."""
        with self._begin() as connection:
            return change(Changes(connection, self._insert, self._now()))

    def send(self, work: Work) -> list[Outgoing]:
        """Does something that no update has led to, together with the messages that tell of it, which are now due."""
        with self._begin() as connection:
            return self._add(connection, 0, Person(0, 0), work(Changes(connection, self._insert, self._now())))

    def _add(
        self, connection: Connection, update_id: int, sender: Person, sends: Sequence[Send], *, goes_out: bool = False
    ) -> list[Outgoing]:
        """Adds messages that are to be sent because of an update; 0 where there is none."""
        due: list[Outgoing] = []
        for method, parameters in sends:
            is_begun = goes_out and not due
            row = {
                "update_id": update_id,
                "chat_id": parameters.get("chat_id", sender.chat),
                "person_id": sender.person,
                "method": method,
                "parameters": write_json(parameters),
                "state": "sending" if is_begun else "due",
                "attempts": int(is_begun),
                "repeats": 0,
                "made_at": self._now(),
                "owner": self.process,
            }
            [(number,)] = self._statements.add_message.fetch(connection, row)
            to = Person(row["chat_id"], sender.person)
            due.append(Outgoing(number, update_id, to, method, parameters, is_begun=is_begun))
        return due

    # -- messages to be sent ------------------------------------------------------------------------------------------
    def begin_to_send(self, one: Outgoing) -> bool:
        """Notes that Telegram is asked now; False where the message is no longer this process's to send."""
        with self._begin() as connection:
            return self._change_own(connection, self._statements.begin_to_send, one, repeats=int(one.is_uncertain))

    def was_sent(self, one: Outgoing, message_id: int | None, asked_in: int | None = None) -> float | None:
        """Closes a message that Telegram has taken.

        Args:
            one: the message.
            message_id: the number that Telegram gave it.
            asked_in: the number of the message that it answers. The conversation there knows the first as its reply.

        Returns:
            The seconds since the question arrived that it answers; None where it answers none.
        """
        with self._begin() as connection:
            self._change_own(connection, self._statements.was_sent, one, now=self._now())
            if message_id is not None and asked_in is not None:
                noted = {"chat": one.to.chat, "asked_in": asked_in, "reply": message_id}
                self._statements.note_reply.change(connection, noted)
            if message_id is not None and (number := one.parameters.get(CARD_OF)):
                connection.execute(update(cases).where(cases.c.id == number).values(card_id=message_id))
            return self._log.was_sent(connection, one.update_id, message_id, self._now())

    def was_refused(self, one: Outgoing) -> None:
        """Notes that Telegram has not taken a message, which is due again."""
        with self._begin() as connection:
            self._change_own(connection, self._statements.was_refused, one)

    def give_up(self, one: Outgoing, reason: str) -> list[Outgoing]:
        """Closes a message that can never be delivered; returns what is to be sent instead, if anything."""
        with self._begin() as connection:
            is_mine = self._change_own(connection, self._statements.give_up, one, why=reason[:200], now=self._now())
            if not is_mine or INSTEAD not in one.parameters:
                return []
            return self._add(connection, one.update_id, Person(0, 0), [one.parameters[INSTEAD]])

    def _change_own(self, connection: Connection, change: Statement, one: Outgoing, **values: Any) -> bool:
        """Changes a message that is still this process's to send; False where it is not."""
        return bool(change.change(connection, {"number": one.id, "process": self.process} | values))

    def move_chat(self, old: int, new: int) -> None:
        """Follows a group that became a supergroup: everything of the old chat is the new one's."""
        with self._begin() as connection:
            for table in (updates, outgoing, conversations, cases, wishes, ratings):
                connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))
            self._log.move_chat(connection, old, new)
            # one that moves back is known by its first number
            connection.execute(delete(facts).where(facts.c.name == f"{_MOVED}{new}"))
            moved = self._insert(facts).values(name=f"{_MOVED}{old}", value=str(new))
            connection.execute(moved.on_conflict_do_update(index_elements=["name"], set_={"value": str(new)}))

    def moves(self) -> dict[int, int]:
        """The new numbers of groups that became supergroups, by the old ones."""
        query = select(facts.c.name, facts.c.value).where(facts.c.name.startswith(_MOVED))
        with self._begin() as connection:
            return {int(name.removeprefix(_MOVED)): int(value) for name, value in connection.execute(query)}

    # -- conversations ------------------------------------------------------------------------------------------------
    def _keep(self, connection: Connection, kept: KeptConversation) -> None:
        row = {
            "chat_id": kept.sender.chat,
            "message_id": kept.message_id,
            "person_id": kept.sender.person,
            "state": write_json(kept.state),
            "changed_at": self._now(),
        }
        self._statements.keep.change(connection, row)

    def conversation_before(self, sender: Person, message_id: int) -> KeptConversation | None:
        """The conversation of a person in a chat as it was before a message of theirs."""
        return self._conversation(
            self._statements.conversation_before, chat=sender.chat, person=sender.person, message=message_id
        )

    def conversation_at(self, chat: int, message_id: int) -> KeptConversation | None:
        """The conversation as it was after a message of a person."""
        return self._conversation(self._statements.conversation_at, chat=chat, message=message_id)

    def conversation_of_reply(self, chat: int, reply_id: int) -> KeptConversation | None:
        """The conversation that a message of the bot answers in."""
        return self._conversation(self._statements.conversation_of_reply, chat=chat, message=reply_id)

    def _conversation(self, query: Statement, **values: int) -> KeptConversation | None:
        with self._begin() as connection:
            found = query.fetch(connection, values)
        if not found:
            return None
        chat, person, message_id, state, reply_id = found[0]
        return KeptConversation(Person(chat, person), message_id, json.loads(state), reply_id)

    # -- people and figures -------------------------------------------------------------------------------------------
    def forget(self, person: int) -> int:
        """Deletes everything that a person has asked, was answered, rated or wished, in all chats, but for what they
        passed on to the desk (`Cases.forget`); returns how many rows."""
        with self._begin() as connection:
            gone = self._log.forget(connection, person)
            for table in (conversations, outgoing, updates, ratings, wishes):
                closed = [table.c.closed_at.is_not(None)] if "closed_at" in table.c else []
                gone += connection.execute(delete(table).where(table.c.person_id == person, *closed)).rowcount
        return gone

    def delete_older(self, days: float) -> int:
        """Deletes what was closed, and what of people was last changed, before so many days; not what the desk is still
        to do: a case waits for it as long as it takes."""
        now, short = self._now(), min(days, REMEMBERED)
        with self._begin() as connection:
            return sum(
                connection.execute(delete(column.table).where(column < now - DAY * kept, *further)).rowcount
                for column, kept, *further in (
                    (conversations.c.changed_at, days),
                    (cases.c.changed_at, days, cases.c.state.not_in(UNFINISHED)),
                    (albums.c.claimed_at, short),
                    (wishes.c.made_at, days),
                    (ratings.c.rated_at, days),
                    (outgoing.c.closed_at, days),
                    (answers.c.asked_at, days),
                    (updates.c.closed_at, short),
                )
            )

    def figures(self, since: float) -> FigureRows:
        """What was asked, rated and passed on since a time."""
        with self._begin() as connection:
            return read_figures(connection, since)

    def count(self) -> dict[str, dict[str, int]]:
        """How many updates and messages are in each state, and how many messages were sent again without need."""
        counts: dict[str, dict[str, int]] = {}
        with self._begin() as connection:
            for name, table in (("updates", updates), ("outgoing", outgoing)):
                rows = connection.execute(select(table.c.state, func.count()).group_by(table.c.state))
                counts[name] = {str(state): int(number) for state, number in rows}
            repeats = connection.execute(select(func.coalesce(func.sum(outgoing.c.repeats), 0))).scalar_one()
            counts["outgoing"]["repeats"] = int(repeats)
        return counts
