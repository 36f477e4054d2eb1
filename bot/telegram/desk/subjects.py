"""Which of the desk's subjects a case belongs to: its sender says so by a tap, and the operators may change it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import CallbackQuery, Update
from telegram.ext import CallbackQueryHandler

from bot.chat.replies import Replies
from bot.store.changes import Changes
from bot.store.records import Person, Send
from bot.telegram.desk.cards import SORT, describe_state, read_subject, show_state, subject_rows
from bot.telegram.desk.office import Office
from bot.telegram.messages.incoming import press_of, replies_for
from bot.telegram.messages.sends import edit_keyboard, keyboard
from bot.telegram.messages.turn import Context, Turn, acknowledge, current_turn


class SubjectHandlers:
    """The handler.

    Args:
        office: has the subjects.
    """

    def __init__(self, office: Office) -> None:
        self._office = office

    def handlers(self) -> list[Any]:
        """The handler of the buttons."""
        return [CallbackQueryHandler(self.press, f"^{SORT}:")]

    async def press(self, update: Update, context: Context) -> None:
        """Shows the subjects to an operator, or puts a case to one."""
        query = press_of(update)
        replies = replies_for(update)
        read = read_subject(query.data, self._office)
        if read is None or query.message is None:
            await acknowledge(query, replies.expired)
            return
        number, subject = read
        turn = current_turn()
        turn.query, turn.is_alert = query, False
        is_operator = query.message.chat.id == self._office.chat
        if subject is None and is_operator:
            rows = keyboard(subject_rows(number, self._office))
            turn.sends.append(edit_keyboard(self._office.chat, query.message.message_id, rows))
            return
        sender = None if is_operator else Person(query.message.chat.id, query.from_user.id)
        turn.work = partial(self._sort, query, number, subject, sender, turn, replies)

    def _sort(
        self,
        query: CallbackQuery,
        number: int,
        subject: str | None,
        sender: Person | None,
        turn: Turn,
        replies: Replies,
        changes: Changes,
    ) -> Sequence[Send]:
        """Puts a case to a subject; `sender` is None for an operator, who may always do so."""
        known, pressed = changes.cases.find(number), query.message
        # anybody can send any data for a button: the case must be theirs
        if subject is None or pressed is None or known is None or (sender and known.sender != sender):
            turn.said = replies.desk.gone
            return []
        if sender and known.state not in ("open", "taken"):
            turn.said = replies.desk.stands.format(number=number, state=describe_state(known, replies))
            return []
        case = changes.cases.sort(number, subject)
        turn.said = replies.desk.sorted.format(number=number, subject=subject)
        shown = [] if sender is None else [edit_keyboard(sender.chat, pressed.message_id, [])]
        return [*show_state(case, self._office, None if sender else pressed.message_id), *shown]
