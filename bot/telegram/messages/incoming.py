"""What is read from a message of a person: the question, the topic, the language, whether it is meant for the bot."""

from __future__ import annotations

import re

from telegram import CallbackQuery, Message, MessageEntity, Update
from telegram.ext import filters

from bot.chat.replies import Replies, choose_replies

_ENDS = "(?![a-z0-9_@])"
ASK = re.compile(f"^/ask{_ENDS}", re.IGNORECASE)
"""The command that asks where Telegram sees none: in a caption, and where no space follows it, as in /ask医保."""

ASK_ANYBODY = re.compile(rf"^/ask(?:@[a-z0-9_]+)?{_ENDS}\s*", re.IGNORECASE)
"""The same with the name of a bot or without: one with a name is for that bot."""

# Characters of a quote at most; and the marks that belong to a quote.
_LONGEST_QUOTE = 1024
_STYLES = frozenset(
    (
        *(MessageEntity.BOLD, MessageEntity.ITALIC, MessageEntity.UNDERLINE, MessageEntity.STRIKETHROUGH),
        *(MessageEntity.SPOILER, MessageEntity.CUSTOM_EMOJI, MessageEntity.DATE_TIME),
    )
)


class RepliesToBot(filters.MessageFilter):
    """Messages that reply to a message of the bot."""

    def filter(self, message: Message) -> bool:
        return message.reply_to_message is not None and is_from_bot(message.reply_to_message)


class MentionsBot(filters.MessageFilter):
    """Messages whose text or caption names the bot: @baowen_bot 医保缓缴到什么时候？"""

    def filter(self, message: Message) -> bool:
        return f"@{message.get_bot().username}".lower() in (message.text or message.caption or "").lower()


def message_of(update: Update) -> Message:
    """The message or post of an update, for handlers that take only updates that have one."""
    message = update.effective_message
    assert message is not None, "the handler takes messages and posts"
    return message


def press_of(update: Update) -> CallbackQuery:
    """The press of a button of an update, for handlers that take only presses."""
    query = update.callback_query
    assert query is not None, "the handler takes presses of buttons"
    return query


def is_from_bot(message: Message) -> bool:
    """Whether this bot has sent a message."""
    return message.from_user is not None and message.from_user.id == message.get_bot().id


def find_thread(message: Message) -> int | None:
    """The topic of the group that a message is in."""
    return message.message_thread_id if message.is_topic_message else None


def read_question(text: str | None) -> str:
    """The question in a message: its text without the command `/ask`, and without white space around it."""
    return ASK_ANYBODY.sub("", (text or "").strip(), count=1).strip()


def read_message(message: Message) -> str:
    """The question in a message: its text or the caption of its photo, without /ask and the bot's name.

    A bare /ask in reply to somebody's message asks what that message asks.
    """
    name = re.escape(f"@{message.get_bot().username}")
    text = read_question(re.sub(rf"(?<!\S){name}(?![a-z0-9_])", " ", message.text or message.caption or "", flags=re.I))
    other = message.reply_to_message
    if not text and other and not is_from_bot(other):
        return read_message(other)
    return text


def find_quote(message: Message, question: str) -> tuple[str, int] | None:
    """The question as a quote of a message: its words, and where they begin in UTF-16 code units.

    Returns:
        None where it is the whole message, or does not stand in it in these words. Telegram refuses a quote that leaves
        out marks which the person has set.
    """
    text = message.text or message.caption or ""
    start = text.find(question) if question.strip() else -1
    is_part = 0 < len(question) < len(text.strip()) and start >= 0
    entities = message.entities or message.caption_entities
    if not is_part or len(question) > _LONGEST_QUOTE or any(entity.type in _STYLES for entity in entities):
        return None
    return question, len(text[:start].encode("utf-16-le", "surrogatepass")) // 2


def find_asked(query: CallbackQuery) -> tuple[Message, Message] | None:
    """The bot's message below which a button was pressed, and the one that it replies to; None where either is gone."""
    shown = query.message if isinstance(query.message, Message) else None
    asked = shown.reply_to_message if shown else None
    return (shown, asked) if shown and asked and read_message(asked) else None


def find_language(update: Update) -> str:
    """The language of the sentences for who has caused an update: zh or en."""
    tag = update.effective_user.language_code if update.effective_user else None
    return "en" if choose_replies(tag) is choose_replies("en") else "zh"


def replies_for(update: Update) -> Replies:
    """The sentences for who has caused an update."""
    return choose_replies(find_language(update))
