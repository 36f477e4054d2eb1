"""What the operators of the desk do, in their chat: they take cases, answer, close, publish, and are reminded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.marks import LEFT_OUT
from bot.chat.replies import Replies, choose_replies
from bot.store.changes import Changes, Work
from bot.store.records import DAY, Case, Outgoing, Send
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.desk.cards import (
    announce,
    confirm_reply,
    describe_case,
    describe_state,
    read_act,
    read_number,
    show_state,
    tell_person,
    write_reply,
)
from bot.telegram.desk.office import Office
from bot.telegram.desk.publication import publish, withdraw
from bot.telegram.messages.formatting import format_sentence
from bot.telegram.messages.incoming import is_from_bot, message_of, press_of, replies_for
from bot.telegram.messages.sends import edit_text, send_text
from bot.telegram.messages.turn import Context, Turn, acknowledge, current_turn

logger = logging.getLogger(__name__)


# So many cases are named in one message.
MOST_LISTED = 30
_LONGEST_NAME = 64
_HOUR = 3600.0


class _RepliesToCase(filters.MessageFilter):
    """Messages that reply to what the bot has written about a case."""

    def filter(self, message: Message) -> bool:
        replied_to = message.reply_to_message
        return replied_to is not None and is_from_bot(replied_to) and read_number(replied_to) is not None


class _IsHere(filters.MessageFilter):
    """Messages in the operators' chat, which may move."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    def filter(self, message: Message) -> bool:
        return message.chat_id == self._office.chat


class Operators:
    """The operators' side of the desk. Whoever is in their chat is one; nobody else is.

    Args:
        office: the desk.
        store: where cases are.
    """

    def __init__(self, office: Office, store: StoreThreads) -> None:
        self._office = office
        self._store = store

    def handlers(self) -> list[Any]:
        """The handlers of what operators do."""
        here = _IsHere(self._office)
        return [
            CallbackQueryHandler(self.act, "^case:"),
            CommandHandler("cases", self.list_unfinished, filters.UpdateType.MESSAGE & here),
            MessageHandler(here & _RepliesToCase() & ~filters.COMMAND & filters.UpdateType.MESSAGES, self.reply),
        ]

    async def act(self, update: Update, context: Context) -> None:
        """Does what a button below a case says."""
        query = press_of(update)
        replies, wanted = replies_for(update), read_act(query.data)
        # anybody can send any data for a button; but nobody can say that they are in a chat where they are not
        if query.message is None or query.message.chat.id != self._office.chat:
            await acknowledge(query, replies.desk.not_operator.format(desk=self._office.name))
            return
        if wanted is None:
            await acknowledge(query, replies.expired)
            return
        act, number = wanted
        turn = current_turn()
        turn.query = query
        if act in ("publish", "withdraw"):
            await self._change_page(query, number, turn, replies, is_published=act == "publish")
        else:
            turn.work = self._change_state(query, act, number, turn, replies)

    def _change_state(self, query: CallbackQuery, act: str, number: int, turn: Turn, replies: Replies) -> Work:
        """Takes a case, or closes it without an answer."""

        def work(changes: Changes) -> Sequence[Send]:
            if act == "take":
                case = changes.cases.take(number, _name(query.from_user.full_name))
            else:
                case = changes.cases.close(number)
            if case is None:
                turn.said, known = self._where_it_stands(changes, number, replies)
                return [*show_state(known, self._office, _pressed(query))] if known else []
            person = choose_replies(case.language).desk
            told = tell_person(case, person.taken if act == "take" else person.closed, self._office)
            if act == "take":
                turn.said = replies.desk.you_took.format(number=number)
                turn.is_alert = False
            return [*show_state(case, self._office, _pressed(query)), told]

        return work

    async def _change_page(
        self, query: CallbackQuery, number: int, turn: Turn, replies: Replies, *, is_published: bool
    ) -> None:
        """Publishes the reply to a case as a page, or takes the page away.

        The page comes first: if the process ends before the store knows of it, the update is handled once more, and
        writes the same page.
        """
        case = await self._store.change(lambda changes: changes.cases.find(number))
        pages = self._office.pages
        if pages is None or case is None or not (case.content.get("text") and case.reply):
            turn.said = replies.desk.gone
            return
        try:
            if is_published:
                day = self._office.moment(case.answered_at or case.opened_at).date()
                newspaper = self._office.replies.desk.newspaper.format(desk=self._office.name)
                await asyncio.to_thread(publish, pages, case, newspaper, day)
            else:
                await asyncio.to_thread(withdraw, pages, number)
        except OSError as error:
            logger.error("The folder of BAOWEN_DESK_PAGES cannot be written to: %s", error.strerror)
            turn.said = replies.desk.not_published
            return

        def work(changes: Changes) -> Sequence[Send]:
            changed = changes.cases.publish(number, is_published=is_published)
            pressed = _pressed(query)
            if changed is None or pressed is None:
                return []
            if not is_published:
                turn.said, turn.is_alert = replies.desk.withdrawn, False
            return [edit_text(self._office.chat, pressed, confirm_reply(changed, self._office))]

        turn.work = work

    async def reply(self, update: Update, context: Context) -> None:
        """Sends an operator's reply to the person whose case it is about."""
        message = update.effective_message
        number = read_number(message.reply_to_message) if message and message.reply_to_message else None
        if message is None or number is None:
            return
        turn, desk = current_turn(), self._office.replies.desk
        text, photo = message.text or message.caption or "", message.photo[-1].file_id if message.photo else None
        if update.edited_message:
            turn.reply(message, format_sentence(desk.reply_edited.format(number=number)))
        elif not (message.text or photo):
            turn.reply(message, format_sentence(desk.reply_kind.format(number=number)))
        else:
            turn.work = self._answer(message, number, text, photo)

    def _answer(self, message: Message, number: int, text: str, photo: str | None) -> Work:
        """Answers a case: the person gets the reply, and the operators see that it was sent."""
        sender = message.sender_chat.effective_name if message.sender_chat else None
        name = _name(sender or (message.from_user.full_name if message.from_user else ""))

        def work(changes: Changes) -> Sequence[Send]:
            case = changes.cases.answer(number, text, name)
            if case is None:
                desk = self._office.replies.desk
                known = changes.cases.find(number)
                sentence = desk.reply_closed.format(number=number) if known else desk.gone
                return [send_text(self._office.chat, format_sentence(sentence), message.message_id)]
            return [
                *write_reply(case, text, photo, self._office),
                *show_state(case, self._office),
                send_text(self._office.chat, confirm_reply(case, self._office), message.message_id),
            ]

        return work

    async def list_unfinished(self, update: Update, context: Context) -> None:
        """Lists the cases that are not finished, the oldest first."""
        message = message_of(update)
        found = await self._store.change(lambda changes: changes.cases.unfinished(MOST_LISTED))
        replies = self._office.replies
        desk = replies.desk
        lines = [describe_case(desk.unfinished_line, case, self._office, replies) for case in found]
        title = desk.unfinished.format(count=len(lines)) if lines else desk.unfinished_none
        current_turn().reply(message, format_sentence("\n".join([title, *lines])))

    async def check_chat(self, bot: Bot) -> int | None:
        """Logs what keeps the bot from its operators' chat, if anything: cases are kept until it is mended.

        Returns:
            The number of the chat that it has become; None where it is the same.
        """
        try:
            await bot.get_chat(self._office.chat)
        except ChatMigrated as error:
            return error.new_chat_id
        except (BadRequest, Forbidden) as error:
            logger.error("The bot is not in the desk's chat (BAOWEN_DESK_CHAT): %s", error.message)
        except TelegramError as error:
            logger.warning("The desk's chat was not looked at: %s", type(error).__name__)
        return None

    async def show_again(self) -> list[Outgoing]:
        """Shows what is not finished once more: after a move the messages that showed it stay behind."""

        def work(changes: Changes) -> Sequence[Send]:
            return [
                send
                for case in changes.cases.unfinished(MOST_LISTED)
                for send in announce(case, self._office, silently=True)
            ]

        return await self._store.call(Store.send, work)

    async def remind(self) -> list[Outgoing]:
        """Reminds the operators, while the desk is open, of what nobody has taken for some time, and of what was taken
        and is not answered after a day."""
        if not self._office.reminder:
            return []
        return await self._store.call(Store.send, self._remind)

    def _remind(self, changes: Changes) -> Sequence[Send]:
        office, desk = self._office, self._office.replies.desk
        if not office.is_open(changes.now):
            return []
        waiting = changes.cases.remind("open", 60.0 * office.reminder)
        taken = changes.cases.remind("taken", max(DAY, 60.0 * office.reminder))
        return [
            self._remind_of(late, sentence, changes.now)
            for late, sentence in ((waiting, desk.reminder), (taken, desk.taken_reminder))
            if late
        ]

    def _remind_of(self, late: Sequence[Case], sentence: str, now: float) -> Send:
        """Names the oldest of many: after months without reminders, one message for each would bury the desk."""
        replies = self._office.replies
        numbers = replies.name_separator.join(f"#{case.number}" for case in late[:MOST_LISTED])
        if len(late) > MOST_LISTED:
            numbers += LEFT_OUT
        waited = _describe_time(now - min(case.opened_at for case in late), replies)
        text = format_sentence(sentence.format(count=len(late), waited=waited, numbers=numbers))
        return send_text(self._office.chat, text, late[0].card_id if len(late) == 1 else None)

    def _where_it_stands(self, changes: Changes, number: int, replies: Replies) -> tuple[str, Case | None]:
        known = changes.cases.find(number)
        if known is None:
            return replies.desk.gone, None
        return replies.desk.stands.format(number=number, state=describe_state(known, replies)), known


def _pressed(query: CallbackQuery) -> int | None:
    """The number of the message with the button that was pressed."""
    return query.message.message_id if query.message else None


def _describe_time(seconds: float, replies: Replies) -> str:
    """A time in minutes; a longer one in whole hours or days."""
    if seconds >= 2 * DAY:
        return replies.desk.days.format(count=int(seconds // DAY))
    if seconds >= 2 * _HOUR:
        return replies.desk.hours.format(count=int(seconds // _HOUR))
    return replies.desk.minutes.format(count=int(seconds // 60))


def _name(full_name: str) -> str:
    return full_name[:_LONGEST_NAME]
