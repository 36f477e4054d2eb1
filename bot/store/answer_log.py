"""What the store keeps of each question for the figures. Every function works in the caller's transaction."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.records import AnsweredQuestion, AskedOnce, CaseTimes, FigureRows, Incoming
from bot.store.statements import Statements
from bot.store.tables import answers, cases, facts, ratings

REPHRASED_WITHIN = 120.0
"""A question that is alike to the one before it, and comes within so many seconds, asks the same in other words."""


class AnswerLog:
    """Writes questions down, with keyed hashes in place of people and chats.

    Args:
        connection: to a store whose tables are there; used now only.
        upsert: the dialect's INSERT that can pass over what is there.
        statements: those that every question takes.
    """

    def __init__(self, connection: Connection, upsert: Any, statements: Statements) -> None:
        self._statements = statements
        row = upsert(facts).values(name="figures_key", value=secrets.token_hex(16))
        connection.execute(row.on_conflict_do_nothing())
        key = connection.execute(select(facts.c.value).where(facts.c.name == "figures_key")).scalar_one()
        self._key = bytes.fromhex(key)

    def hash(self, number: int) -> str:
        """What stands for a person or a chat: nobody can tell who it is who has not the key."""
        return hmac.new(self._key, str(number).encode(), hashlib.blake2b).hexdigest()[:32]

    def add(self, connection: Connection, one: Incoming, asked: AnsweredQuestion, asked_at: float) -> None:
        """Notes the question of an update that was received at a time."""
        person, chat = self.hash(one.sender.person), self.hash(one.sender.chat)
        is_rephrasing = False
        if asked.is_alike:
            before = (
                select(answers.c.id)
                .where(answers.c.person == person, answers.c.chat == chat)
                .where(answers.c.asked_at >= asked_at - REPHRASED_WITHIN)
                .order_by(answers.c.id.desc())
                .limit(1)
            )
            changed = connection.execute(
                update(answers).where(answers.c.id.in_(before.scalar_subquery())).values(is_rephrased=True)
            )
            is_rephrasing = bool(changed.rowcount)
        row = {
            "update_id": one.update_id,
            "person": person,
            "chat": chat,
            "band": asked.band,
            "question": asked.question,
            "is_rephrasing": is_rephrasing,
            "is_rephrased": False,
            "asked_at": asked_at,
        }
        self._statements.add_answer.change(connection, row)

    def was_sent(self, connection: Connection, update_id: int, message_id: int | None, now: float) -> float | None:
        """Notes that a reply was sent; the seconds since its question arrived, None where it answers no question or
        was sent before."""
        sent = {"number": update_id, "now": now, "reply": message_id}
        answered = self._statements.was_answered.fetch(connection, sent)
        return now - float(answered[0][0]) if answered else None

    def forget(self, connection: Connection, person: int) -> int:
        """Leaves of a person's questions only that somebody asked one."""
        gone = (
            update(answers)
            .where(answers.c.person == self.hash(person))
            .values(person=None, chat=None, question=None, reply_id=None)
        )
        return int(connection.execute(gone).rowcount)

    def move_chat(self, connection: Connection, old: int, new: int) -> None:
        """Follows a group that became a supergroup."""
        connection.execute(update(answers).where(answers.c.chat == self.hash(old)).values(chat=self.hash(new)))


def read_figures(connection: Connection, since: float) -> FigureRows:
    """What was asked, rated and passed on since a time, oldest first."""
    table = answers.c
    asked = connection.execute(
        select(
            table.asked_at,
            table.sent_at - table.asked_at,
            table.person,
            table.band,
            table.question,
            table.is_rephrasing,
            table.is_rephrased,
        )
        .where(table.asked_at >= since)
        .order_by(table.id)
    )
    rated = select(ratings.c.rated_at, ratings.c.helpful).where(ratings.c.rated_at >= since)
    times = (cases.c.opened_at, cases.c.taken_at, cases.c.answered_at)
    passed = select(*times, cases.c.subject).where(cases.c.opened_at >= since)
    return FigureRows(
        tuple(AskedOnce(*row) for row in asked),
        tuple((at, helpful) for at, helpful in connection.execute(rated)),
        tuple(CaseTimes(*row) for row in connection.execute(passed)),
    )
