"""The statements that every question takes, put together once by SQLAlchemy and run by the driver of the database.

SQLAlchemy itself takes five to twenty times as long to run one as SQLite does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError

from bot.store.tables import answers, conversations, outgoing, updates

T = TypeVar("T")


class Statement:
    """A statement that is put together for one database, with names for its parameters.

    Args:
        statement: as SQLAlchemy has it.
        dialect: of the database.
        columns: those that an INSERT fills; each has a parameter of its name.
    """

    def __init__(self, statement: Any, dialect: Dialect, columns: Sequence[str] | None = None) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        self._text: str = compiled.string
        # what the statement itself says, such as LIMIT 1
        self._values = {name: part.value for name, part in compiled.binds.items() if not part.required}
        # None where the driver takes parameters by their names
        self._order: Sequence[str] | None = compiled.positiontup
        self._driver_error: type[Exception] = dialect.loaded_dbapi.Error

    def fetch(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows that it gives.

        Raises:
            DBAPIError: when the database does not work.
        """
        return self._run(connection, values, lambda cursor: list(cursor.fetchall()))

    def change(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """How many rows it has changed.

        Raises:
            DBAPIError: when the database does not work.
        """
        return self._run(connection, values, lambda cursor: int(cursor.rowcount))

    def _run(self, connection: Connection, values: Mapping[str, Any], read: Callable[[Any], T]) -> T:
        named = {**self._values, **values}
        try:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(self._text, [named[name] for name in self._order] if self._order else named)
                return read(cursor)
            finally:
                cursor.close()
        except self._driver_error as error:
            raise DBAPIError(None, None, error) from None


class Statements:
    """Statements with the names of their parameters, which are those of the columns where nothing else is said.

    Args:
        dialect: of the database.
        upsert: the `insert` of the database, which can pass over what is there.
    """

    def __init__(self, dialect: Dialect, upsert: Callable[..., Any]) -> None:
        def made(statement: Any, *columns: str) -> Statement:
            return Statement(statement, dialect, columns or None)

        sender = ("chat_id", "person_id")
        # gives the numbers of those that are new
        self.receive = made(
            upsert(updates).on_conflict_do_nothing().returning(updates.c.update_id),
            *("update_id", *sender, "content", "state", "attempts", "received_at", "owner"),
        )
        # gives when it was received; `number` is the update, `process` the one that closes it
        self.close = made(
            update(updates)
            .where(
                updates.c.update_id == bindparam("number"),
                updates.c.state == "waiting",
                updates.c.owner == bindparam("process"),
            )
            # its content is deleted
            .values(state=bindparam("new_state"), content=None, closed_at=bindparam("now"))
            .returning(updates.c.received_at)
        )
        # gives its number
        self.add_message = made(
            insert(outgoing).returning(outgoing.c.id),
            *("update_id", *sender, "method", "parameters", "state", "attempts", "repeats", "made_at", "owner"),
        )
        # what is not closed is due, or being sent
        own = update(outgoing).where(
            outgoing.c.id == bindparam("number"),
            outgoing.c.owner == bindparam("process"),
            outgoing.c.closed_at.is_(None),
        )
        self.begin_to_send = made(
            own.values(
                state="sending",
                attempts=outgoing.c.attempts + 1,
                # `repeats` is added
                repeats=outgoing.c.repeats + bindparam("repeats"),
            )
        )
        self.was_sent = made(own.values(state="sent", parameters=None, closed_at=bindparam("now")))
        self.was_refused = made(own.values(state="due"))
        self.give_up = made(
            own.values(state="undeliverable", parameters=None, reason=bindparam("why"), closed_at=bindparam("now"))
        )
        kept = upsert(conversations)
        self.keep = made(
            kept.on_conflict_do_update(
                index_elements=["chat_id", "message_id"],
                set_={name: kept.excluded[name] for name in ("state", "person_id", "changed_at")},
            ),
            *(*sender, "message_id", "state", "changed_at"),
        )
        self.note_reply = made(
            update(conversations)
            .where(
                conversations.c.chat_id == bindparam("chat"),
                conversations.c.message_id == bindparam("asked_in"),
                conversations.c.reply_id.is_(None),
            )
            .values(reply_id=bindparam("reply"))
        )
        # each gives the fields of `KeptConversation`
        table = conversations.c
        newest = select(table.chat_id, table.person_id, table.message_id, table.state, table.reply_id).order_by(
            table.message_id.desc()
        )
        here = newest.where(table.chat_id == bindparam("chat")).limit(1)
        self.conversation_before = made(
            here.where(table.person_id == bindparam("person"), table.message_id < bindparam("message"))
        )
        self.conversation_at = made(here.where(table.message_id == bindparam("message")))
        self.conversation_of_reply = made(here.where(table.reply_id == bindparam("message")))
        self.add_answer = made(
            insert(answers),
            *("update_id", "person", "chat", "band", "question", "is_rephrasing", "is_rephrased", "asked_at"),
        )
        # gives when its question was asked
        self.was_answered = made(
            update(answers)
            .where(answers.c.update_id == bindparam("number"), answers.c.sent_at.is_(None))
            .values(sent_at=bindparam("now"), reply_id=bindparam("reply"))
            .returning(answers.c.asked_at)
        )
