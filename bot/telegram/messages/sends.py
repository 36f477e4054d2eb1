"""Messages of the Bot API as the store keeps them: a method and its parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from telegram.constants import ParseMode

from bot.store.records import Send
from bot.telegram.messages.formatting import Button, FormattedReply


def send_text(
    chat: int,
    reply: FormattedReply,
    reply_to: int | None = None,
    thread: int | None = None,
    *,
    quote: tuple[str, int] | None = None,
    **private: Any,
) -> Send:
    """A new message.

    Args:
        chat: where.
        reply: what it says.
        reply_to: the message that it replies to; where that is gone by then, Telegram just sends this one.
        thread: the topic of the group that it belongs to: a reply whose message is gone would else land in the general
            one.
        quote: words of that message, and where they begin in it, in UTF-16 code units.
        private: parameters of ours, which Telegram does not see (`bot.store.records`).
    """
    place = _place(chat, reply_to, thread)
    if quote and reply_to is not None:
        place["reply_parameters"] |= {"quote": quote[0], "quote_position": quote[1]}
    return "sendMessage", place | _content(reply) | private


def send_photo(
    chat: int, photo: str, caption: str, reply_to: int | None = None, thread: int | None = None, **private: Any
) -> Send:
    """A photo that Telegram has already, by its file id, with at most 1,024 UTF-16 code units below it."""
    return "sendPhoto", _place(chat, reply_to, thread) | {"photo": photo, "caption": caption} | private


def edit_text(chat: int, message_id: int, reply: FormattedReply) -> Send:
    """Another text and other buttons for one of the bot's messages."""
    return "editMessageText", {"chat_id": chat, "message_id": message_id} | _content(reply)


def edit_keyboard(chat: int, message_id: int, rows: list[list[dict[str, Any]]]) -> Send:
    """Other buttons for one of the bot's messages."""
    markup = {"inline_keyboard": rows}
    return "editMessageReplyMarkup", {"chat_id": chat, "message_id": message_id, "reply_markup": markup}


def keyboard(rows: Iterable[Iterable[Button]]) -> list[list[dict[str, Any]]]:
    """Rows of buttons as the Bot API takes them; empty rows are left out."""
    written = [[_button(button) for button in row] for row in rows]
    return [row for row in written if row]


def _button(button: Button) -> dict[str, Any]:
    return {"text": button.label} | (
        {"copy_text": {"text": button.copied}} if button.copied else {"callback_data": button.data}
    )


def choice_keyboard(questions: Iterable[str], is_group: bool) -> dict[str, Any]:
    """Buttons in place of the person's keyboard: a tap sends the question as their own message.

    In a group the message begins with /ask, because other messages there are not for the bot; the buttons show to the
    person who is replied to.
    """
    prefix = "/ask " if is_group else ""
    rows = [[{"text": prefix + question}] for question in questions]
    return {"keyboard": rows, "one_time_keyboard": True, "resize_keyboard": True, "selective": is_group}


def _place(chat: int, reply_to: int | None, thread: int | None) -> dict[str, Any]:
    place: dict[str, Any] = {"chat_id": chat}
    if reply_to is not None:
        place["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    if thread is not None:
        place["message_thread_id"] = thread
    return place


def _content(reply: FormattedReply) -> dict[str, Any]:
    content: dict[str, Any] = {
        "text": reply.html(),
        "parse_mode": ParseMode.HTML.value,
        "link_preview_options": {"is_disabled": True},
    }
    if rows := keyboard((reply.buttons, *reply.below)):
        content["reply_markup"] = {"inline_keyboard": rows}
    return content
