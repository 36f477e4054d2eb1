"""What an update leads to: the messages to send and the conversation to keep, written to the store in one step."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.chat.replies import Replies
from bot.conversation import Conversation
from bot.store.changes import Work
from bot.store.records import AnsweredQuestion, Incoming, KeptConversation, Send, UpdateState
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import FormattedReply
from bot.telegram.messages.incoming import find_asked, find_quote, find_thread, read_message
from bot.telegram.messages.sends import choice_keyboard, edit_text, send_text

logger = logging.getLogger(__name__)

Context = CallbackContext[Any, Any, Any, Any]
"""What python-telegram-bot gives to a handler beside the update; everything that is ours is in the turn."""

THREAD = "thread"
"""The name of the topic in what is kept of a conversation."""

_current: ContextVar[Turn] = ContextVar("turn")


@dataclass
class Turn:
    """The handling of one update; nothing is sent before it is closed in the store."""

    incoming: Incoming
    # None where the update cannot be read
    update: Update | None = None
    state: UpdateState = "answered"
    sends: list[Send] = field(default_factory=list)
    kept: KeptConversation | None = None
    # what else is done in the step that closes it
    work: Work | None = None
    # what the figures keep of its question
    asked: AnsweredQuestion | None = None
    # a button whose person hears what the work has done: the sentence, which they have to close if it is an alert
    query: CallbackQuery | None = None
    said: str | None = None
    is_alert: bool = True

    def begin(self) -> None:
        """Makes this the turn of the running task: handlers find it by `current_turn`."""
        _current.set(self)

    def reply(self, message: Message, reply: FormattedReply, choices: Sequence[str] = (), question: str = "") -> None:
        """Sends a reply to a message; where that message is gone by then, Telegram just sends it.

        Args:
            message: of the person.
            reply: what they read.
            choices: questions that they ask by a tap, in place of the reply's own buttons.
            question: what is answered, which is quoted where it is a part of the message.
        """
        place = (message.chat_id, reply, message.message_id, find_thread(message))
        method, parameters = send_text(*place, quote=find_quote(message, question))
        if choices:
            parameters = dict(parameters) | {"reply_markup": choice_keyboard(choices, message.chat_id < 0)}
        self.sends.append((method, parameters))

    def edit(self, message_id: int, reply: FormattedReply) -> None:
        """Replaces one of the bot's messages in this chat."""
        self.sends.append(edit_text(self.incoming.sender.chat, message_id, reply))

    def keep(self, message: Message, conversation: Conversation, before: KeptConversation | None = None) -> None:
        """Keeps the conversation after a message: that of the person whose update it is, in the topic of the message.

        `before` is what was kept after the same message, if anything; its person and its topic stay.
        """
        sender = before.sender if before else self.incoming.sender
        thread = before.state.get(THREAD) if before else find_thread(message)
        self.kept = KeptConversation(sender, message.message_id, conversation.to_dict() | {THREAD: thread})

    def drop(self) -> None:
        """Leaves nothing of what the update was to lead to, because that failed."""
        self.state, self.kept, self.asked, self.work, self.query = "failed", None, None, None, None
        self.sends.clear()

    async def tell(self) -> None:
        """Tells the person who pressed a button what became of it, once it is in the store."""
        if self.query:
            await acknowledge(self.query, self.said, is_alert=self.is_alert)


def current_turn() -> Turn:
    """The turn of the running task."""
    return _current.get()


async def acknowledge(query: CallbackQuery, sentence: str | None = None, *, is_alert: bool = True) -> None:
    """Answers a callback query, which stops the button's spinner.

    Args:
        query: the press of the button.
        sentence: what the person reads, 200 characters at most.
        is_alert: whether the person closes the window with the sentence; else it goes by itself.
    """
    try:
        await query.answer(sentence, show_alert=sentence is not None and is_alert)
    except TelegramError as error:
        # Telegram takes an answer for some seconds only, and the button may have been pressed while the bot was down
        logger.debug("A button was not answered: %s", type(error).__name__)


class PressedQuestion(NamedTuple):
    """The question below whose answer a button was pressed."""

    # the bot's message, and the one that it replies to
    shown: Message
    asked: Message
    # where it was deleted, nothing is known of the conversation but the message that was replied to
    kept: KeptConversation | None
    conversation: Conversation


async def find_own_question(
    query: CallbackQuery, replies: Replies, store: StoreThreads, *, may_be_others: bool = False
) -> PressedQuestion | None:
    """The question below whose answer a button was pressed.

    Anybody may press the buttons below the question of an anonymous administrator or of a channel, because Telegram
    does not name the person who asked.

    Args:
        query: the press of the button.
        replies: the language.
        store: where conversations are.
        may_be_others: whether the question may be somebody else's.

    Returns:
        None where a message is gone, or where somebody else has asked: the person who pressed it hears so.
    """
    found = find_asked(query)
    if found is None:
        await acknowledge(query, replies.expired)
        return None
    asker = None if found[1].sender_chat else found[1].from_user
    if asker and asker.id != query.from_user.id and not may_be_others:
        await acknowledge(query, replies.not_yours)
        return None
    shown, asked = found
    kept = await store.call_short(Store.conversation_at, asked.chat_id, asked.message_id)
    conversation = Conversation.from_dict(kept.state) if kept else Conversation().follow(read_message(asked))
    return PressedQuestion(shown, asked, kept, conversation)
