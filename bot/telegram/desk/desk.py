"""What people do with the desk: they pass questions on, report, look up what became of it, and take it back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.replies import Replies
from bot.conversation import Conversation
from bot.records import AnswerFunction
from bot.store.changes import Changes, Work
from bot.store.records import Case, KeptConversation, Person, Send
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.desk.cards import announce, describe_case, describe_state, read_reply_number, show_state, subject_rows
from bot.telegram.desk.office import Office
from bot.telegram.messages.formatting import Button, format_sentence, split_text
from bot.telegram.messages.incoming import (
    find_language,
    find_thread,
    is_from_bot,
    message_of,
    press_of,
    read_message,
    replies_for,
)
from bot.telegram.messages.offers import PASS_ON
from bot.telegram.messages.search import Searches
from bot.telegram.messages.sends import send_photo, send_text
from bot.telegram.messages.turn import THREAD, Context, Turn, acknowledge, current_turn, find_own_question

# So many cases of a person may be unfinished at once, and so many are listed.
MOST_UNFINISHED = 5
MOST_LISTED = 10
# So many earlier questions go along with one that is passed on.
MOST_BEFORE = 3

# UTF-16 code units of one message, of which Telegram takes 4,096.
MAX_TEXT = 3500

# What is kept of a conversation, beside its state, while the next message is taken for a report.
_REPORTS = "reports"
_COMMAND = re.compile(r"/report(?:@[a-z0-9_]+)?(?![a-z0-9_])\s*", re.IGNORECASE)


class Desk:
    """The people's side of the desk.

    Args:
        answer: finds the article that comes nearest to a question.
        office: the desk.
        store: where cases are.
        searches: runs `answer`.
    """

    def __init__(self, answer: AnswerFunction, office: Office, store: StoreThreads, searches: Searches) -> None:
        self._answer = answer
        self._office = office
        self._store = store
        self._searches = searches

    def handlers(self) -> list[Any]:
        """The handlers of what people do; those of reports without a command are called by others."""
        private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
        edited = private & filters.UpdateType.EDITED_MESSAGE
        return [
            CallbackQueryHandler(self.pass_on, f"^{PASS_ON}$"),
            CommandHandler("mine", self.list_cases, new),
            CommandHandler("report", self.begin_report, new & private),
            MessageHandler(filters.CaptionRegex(_COMMAND) & new & private, self.begin_report),
            CommandHandler("report", self.refuse_report, new),
            CommandHandler("report", self.edit_report, edited),
            MessageHandler(filters.CaptionRegex(_COMMAND) & edited, self.edit_report),
        ]

    # -- questions ----------------------------------------------------------------------------------------------------
    async def pass_on(self, update: Update, context: Context) -> None:
        """Passes a question on, with what was asked before it and the article that comes nearest."""
        query = press_of(update)
        replies = replies_for(update)
        found = await find_own_question(query, replies, self._store)
        if found is None:
            return
        shown, asked, _, conversation = found
        texts = conversation.asked
        if not texts:
            await acknowledge(query, replies.expired)
            return
        nearest = await self._searches.run(lambda: self._answer(texts[-1], texts[:-1], 1), shown)
        content = {
            "text": texts[-1],
            "before": list(texts[:-1][-MOST_BEFORE:]),
            "headline": nearest.hits[0].article.headline if nearest.hits else "",
            "thread": find_thread(asked),
        }
        sender = Person(shown.chat_id, query.from_user.id)
        turn = current_turn()
        turn.query = query
        turn.work = self._open(
            Case(sender, asked.message_id, find_language(update), "question", content), turn, replies
        )

    def _open(self, case: Case, turn: Turn, replies: Replies) -> Work:
        """Opens a case: the operators see it, and the person hears its number."""

        def work(changes: Changes) -> Sequence[Send]:
            desk, office, now = replies.desk, self._office, changes.now
            before = changes.cases.of_message(case.sender.chat, case.message_id or 0)
            if before:
                state = describe_state(before, replies)
                return self._say(case, turn, desk.passed_before, number=before.number, state=state)
            if case.album and not changes.albums.claim(case.sender.chat, case.album):
                # another process has taken another photo of it
                first = changes.cases.of_album(case.sender, case.album)
                return self._add_photos(changes, first, case.content) if first else []
            count = changes.cases.count_unfinished(case.sender.person)
            if count >= MOST_UNFINISHED:
                return self._say(case, turn, desk.too_many, count=count)
            opened = changes.cases.open(case)
            if opened is None:
                # pressed twice, and another process was quicker
                return []
            sentences = [desk.passed_on.format(desk=office.name, number=opened.number)]
            if opening := office.describe_opening(now, replies):
                sentences.append(desk.kept_until.format(desk=office.name, opening=opening))
            if rows := subject_rows(opened.number, office):
                sentences.append(desk.which_subject.format(desk=office.name))
            return [
                *announce(opened, office, silently=not office.is_open(now)),
                self._reply(case, "\n".join(sentences), rows),
            ]

        return work

    def _say(self, case: Case, turn: Turn, sentence: str, **fields: object) -> list[Send]:
        """Says to who passes something on that this cannot be done: above the button, or in reply."""
        sentence = sentence.format(desk=self._office.name, **fields)
        if turn.query:
            turn.said = sentence
            return []
        return [self._reply(case, sentence)]

    @staticmethod
    def _reply(case: Case, sentence: str, rows: Sequence[tuple[Button, ...]] = ()) -> Send:
        reply = format_sentence(sentence).with_rows(tuple(rows))
        return send_text(case.sender.chat, reply, case.message_id, case.content.get("thread"))

    # -- reports ------------------------------------------------------------------------------------------------------
    async def begin_report(self, update: Update, context: Context) -> None:
        """Takes the report behind /report, or says that the next message will be one."""
        message = message_of(update)
        turn, replies = current_turn(), replies_for(update)
        kept = await self._store.call_short(Store.conversation_before, turn.incoming.sender, message.message_id)
        state = dict(kept.state) if kept else Conversation().to_dict()
        if message.photo or _COMMAND.sub("", message.text or "", count=1).strip():
            await self.take_report(update, state)
            return
        turn.kept = KeptConversation(
            turn.incoming.sender, message.message_id, state | {_REPORTS: True, THREAD: find_thread(message)}
        )
        turn.reply(message, format_sentence(replies.desk.report_prompt))

    async def refuse_report(self, update: Update, context: Context) -> None:
        """Says in a group that reports are for the desk alone."""
        message = message_of(update)
        current_turn().reply(message, format_sentence(replies_for(update).desk.report_in_private))

    async def edit_report(self, update: Update, context: Context) -> None:
        """Takes what a person has changed behind /report."""
        message = message_of(update)
        await self.change(message, replies_for(update))

    @staticmethod
    def is_awaited(kept: KeptConversation | None) -> bool:
        """Whether the message after a conversation is a report."""
        return kept is not None and bool(kept.state.get(_REPORTS))

    async def take_report(self, update: Update, state: dict[str, Any]) -> None:
        """Opens a case for a report: a text, a photo, or a photo with a text.

        Args:
            update: with the message.
            state: of the conversation, which goes on after it.
        """
        message = message_of(update)
        turn = current_turn()
        state.pop(_REPORTS, None)
        turn.kept = KeptConversation(turn.incoming.sender, message.message_id, state)
        content = {"text": _read_report(message), "photos": _photos(message)}
        case = Case(
            turn.incoming.sender,
            message.message_id,
            find_language(update),
            "report",
            content,
            album=message.media_group_id,
        )
        turn.work = self._open(case, turn, replies_for(update))

    async def add_to_report(self, message: Message) -> bool:
        """Adds a photo to the report that its album has begun; False where there is none."""
        album, photos = message.media_group_id, _photos(message)
        if not (album and photos):
            return False
        turn = current_turn()
        case = await self._store.change(lambda changes: changes.cases.of_album(turn.incoming.sender, album))
        if case is None:
            return False

        more = {"text": _read_report(message), "photos": photos}
        turn.work = lambda changes: self._add_photos(changes, case, more)
        return True

    def _add_photos(self, changes: Changes, case: Case, more: Mapping[str, Any]) -> Sequence[Send]:
        """Adds what another photo of an album brings to the case of the first."""

        def add(content: Mapping[str, Any]) -> Mapping[str, Any]:
            text = "\n".join(part for part in (content.get("text", ""), more["text"]) if part)
            return {"text": text, "photos": [*content.get("photos", ()), *more["photos"]]}

        added = changes.cases.rewrite(case.number, add)
        if added is None:
            return []
        caption = self._office.replies.desk.photo.format(number=case.number)
        return [
            *(send_photo(self._office.chat, photo, caption) for photo in more["photos"]),
            *(show_state(added, self._office) if more["text"] else ()),
        ]

    async def change(self, message: Message, replies: Replies) -> bool:
        """Tells the operators what a case says whose sender has edited their message; False where it is no report."""
        case = await self._store.change(lambda changes: changes.cases.of_message(message.chat_id, message.message_id))
        if case is None:
            return False
        is_report: bool = case.category == "report"
        text = _read_report(message) if is_report else "".join(Conversation().follow(read_message(message)).asked[-1:])
        if text and text != case.content.get("text") and case.state in ("open", "taken"):
            current_turn().work = self._rewrite(case, text, replies)
        return is_report

    def _rewrite(self, case: Case, text: str, replies: Replies) -> Work:
        def work(changes: Changes) -> Sequence[Send]:
            changed = changes.cases.rewrite(case.number, lambda content: {"text": text})
            if changed is None:
                return []
            fields = {"number": case.number, "desk": self._office.name}
            told = self._office.replies.desk.changed.format(text=text, **fields)
            return [
                *(
                    send_text(self._office.chat, format_sentence(piece), case.card_id)
                    for piece in split_text(told, MAX_TEXT)
                ),
                *show_state(changed, self._office),
                self._reply(case, replies.desk.report_changed.format(**fields)),
            ]

        return work

    # -- going on -----------------------------------------------------------------------------------------------------
    async def go_on(self, message: Message, replies: Replies) -> bool:
        """Passes on what a person says in reply to the desk's reply; False for anything else, such as thanks."""
        replied_to, sender = message.reply_to_message, current_turn().incoming.sender
        if replied_to is None or not is_from_bot(replied_to):
            return False
        number, text = read_reply_number(replied_to, self._office), message.text or message.caption or ""
        if number is None or not (message.photo or Conversation().follow(text).asked):
            return False
        case = await self._store.change(lambda changes: changes.cases.find(number))
        # the number is only what a text says: the case must be theirs
        if case is None or case.sender != sender or case.state == "closed":
            return False
        current_turn().work = partial(self._go_on, number, message, text, replies)
        return True

    def _go_on(self, number: int, message: Message, text: str, replies: Replies, changes: Changes) -> Sequence[Send]:
        case = changes.cases.reopen(number)
        if case is None:
            return []
        office, desk = self._office, self._office.replies.desk
        told = [
            send_text(office.chat, format_sentence(piece), case.card_id)
            for piece in split_text(desk.goes_on.format(number=number, text=text) if text else "", MAX_TEXT)
        ]
        photos = [send_photo(office.chat, one, desk.photo.format(number=number)) for one in _photos(message)]
        said = format_sentence(replies.desk.added.format(number=number, desk=office.name))
        answer = send_text(case.sender.chat, said, message.message_id, find_thread(message))
        return [*show_state(case, office), *told, *photos, answer]

    # -- what became of it --------------------------------------------------------------------------------------------
    async def list_cases(self, update: Update, context: Context) -> None:
        """Lists what a person has passed on: in a group, only what comes from there."""
        message = message_of(update)
        turn, replies = current_turn(), replies_for(update)
        person = turn.incoming.sender.person
        found = await self._store.change(lambda changes: changes.cases.of_person(person, MOST_LISTED))
        is_private = message.chat.type == message.chat.PRIVATE
        mine = [case for case in found if is_private or case.sender.chat == message.chat_id]
        lines = [describe_case(replies.desk.mine_line, case, self._office, replies) for case in mine]
        title = replies.desk.mine if lines else replies.desk.mine_none
        turn.reply(message, format_sentence("\n".join([title.format(desk=self._office.name), *lines])))

    def forget(self, person: int) -> Work:
        """Closes the cases of a person and deletes their words, also in the operators' chat."""

        def work(changes: Changes) -> Sequence[Send]:
            return [send for case in changes.cases.forget(person) for send in show_state(case, self._office)]

        return work


def _read_report(message: Message) -> str:
    return _COMMAND.sub("", message.text or message.caption or "", count=1).strip()


def _photos(message: Message) -> list[str]:
    """The file id of a message's photo in its largest size."""
    return [message.photo[-1].file_id] if message.photo else []
