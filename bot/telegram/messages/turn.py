"""What an update leads to: the messages to send and the conversation to keep, written to the store in one step."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Message
from telegram.constants import ParseMode

from bot.conversation import Conversation
from bot.store.changes import Work
from bot.store.records import PLAIN, AnsweredQuestion, Incoming, KeptConversation, Send, UpdateState
from bot.telegram.messages.formatting import FormattedReply

__all__ = ["Turn", "current_turn"]

_current: ContextVar[Turn] = ContextVar("turn")


@dataclass
class Turn:
    """The handling of one update; nothing is sent before it is closed in the store."""

    incoming: Incoming
    state: UpdateState = "answered"
    sends: list[Send] = field(default_factory=list)
    kept: KeptConversation | None = None
    # what else is done in the step that closes it
    work: Work | None = None
    # what the figures keep of its question
    asked: AnsweredQuestion | None = None

    def begin(self) -> None:
        """Makes this the turn of the running task: handlers find it by `current_turn`."""
        _current.set(self)

    def reply(self, message: Message, reply: FormattedReply) -> None:
        """Sends a reply to a message; where that message is gone by then, Telegram just sends it."""
        place: dict[str, Any] = {
            "chat_id": message.chat_id,
            "reply_parameters": {"message_id": message.message_id, "allow_sending_without_reply": True},
        }
        if message.is_topic_message and message.message_thread_id:
            # a reply whose question is gone would else land in the group's general topic
            place["message_thread_id"] = message.message_thread_id
        self.sends.append(("sendMessage", place | _content(reply)))

    def edit(self, message_id: int, reply: FormattedReply) -> None:
        """Replaces one of the bot's messages in this chat."""
        place = {"chat_id": self.incoming.sender.chat, "message_id": message_id}
        self.sends.append(("editMessageText", place | _content(reply)))

    def keep(self, message: Message, conversation: Conversation) -> None:
        """Keeps the conversation as it is after a message."""
        self.kept = KeptConversation(self.incoming.sender, message.message_id, conversation.to_dict())


def current_turn() -> Turn:
    """The turn of the running task."""
    return _current.get()


def _content(reply: FormattedReply) -> dict[str, Any]:
    """The parameters of the Bot API that hold a reply."""
    content: dict[str, Any] = {
        "text": reply.html(),
        PLAIN: reply.plain(),
        "parse_mode": ParseMode.HTML.value,
        "link_preview_options": {"is_disabled": True},
    }
    if reply.buttons:
        row = [{"text": button.label, "callback_data": button.data} for button in reply.buttons]
        content["reply_markup"] = {"inline_keyboard": [row]}
    return content
