"""The statements that every question takes, made once: SQLAlchemy takes longer to put one together than to run it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.store.tables import answers, conversations, outgoing, updates

__all__ = ["Statements"]


class Statements:
    """Statements with the names of their parameters, which are those of the columns where nothing else is said.

    Args:
        upsert: the `insert` of the database, which can pass over what is there.
    """

    def __init__(self, upsert: Callable[..., Any]) -> None:
        self.receive = upsert(updates).on_conflict_do_nothing().returning(updates.c.update_id)
        # gives when it was received; `number` is the update, `process` the one that closes it
        self.close = (
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
        self.add_message = insert(outgoing).returning(outgoing.c.id)
        # what is not closed is due, or being sent
        mine = (
            outgoing.c.id == bindparam("number"),
            outgoing.c.owner == bindparam("process"),
            outgoing.c.closed_at.is_(None),
        )
        self.begin_to_send = (
            update(outgoing)
            .where(*mine)
            .values(
                state="sending",
                attempts=outgoing.c.attempts + 1,
                # `repeats` is added
                repeats=outgoing.c.repeats + bindparam("repeats"),
            )
        )
        self.was_sent = update(outgoing).where(*mine).values(state="sent", parameters=None, closed_at=bindparam("now"))
        self.was_refused = update(outgoing).where(*mine).values(state="due")
        self.give_up = (
            update(outgoing)
            .where(*mine)
            .values(state="undeliverable", parameters=None, reason=bindparam("why"), closed_at=bindparam("now"))
        )
        kept = upsert(conversations)
        self.keep = kept.on_conflict_do_update(
            index_elements=["chat_id", "message_id"],
            set_={name: kept.excluded[name] for name in ("state", "person_id", "changed_at")},
        )
        self.note_reply = (
            update(conversations)
            .where(
                conversations.c.chat_id == bindparam("chat"),
                conversations.c.message_id == bindparam("asked_in"),
                conversations.c.reply_id.is_(None),
            )
            .values(reply_id=bindparam("reply"))
        )
        table = conversations.c
        newest_first = select(conversations).order_by(table.message_id.desc()).limit(1)
        self.conversation_before = newest_first.where(
            table.chat_id == bindparam("chat"),
            table.person_id == bindparam("person"),
            table.message_id < bindparam("message"),
        )
        self.conversation_at = newest_first.where(
            table.chat_id == bindparam("chat"), table.message_id == bindparam("message")
        )
        self.conversation_of_reply = newest_first.where(
            table.chat_id == bindparam("chat"), table.reply_id == bindparam("message")
        )
        self.add_answer = insert(answers)
        # gives when its question was asked
        self.was_answered = (
            update(answers)
            .where(answers.c.update_id == bindparam("number"), answers.c.sent_at.is_(None))
            .values(sent_at=bindparam("now"), reply_id=bindparam("reply"))
            .returning(answers.c.asked_at)
        )
