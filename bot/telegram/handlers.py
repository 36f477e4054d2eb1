"""What the bot does with each kind of update. An `AnswerFunction` answers the questions; nothing here searches."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, CallbackContext, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.replies import Replies, choose_replies
from bot.chat.sentences import describe_cut
from bot.conversation import Conversation, show_passage, take_turn
from bot.records import AnswerFunction
from bot.telegram.formatting import FormattedReply, Target, format_reply, format_sentence, read_question

__all__ = ["UPDATES", "BotApplication", "Handlers", "describe_error"]

logger = logging.getLogger(__name__)

BotApplication = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
T = TypeVar("T")

# The kinds of updates that have a handler. Telegram remembers this list and sends no others.
UPDATES = ("message", "edited_message", "callback_query")

# Seconds after which "typing" is shown. It counts against Telegram's limits as a message does, and most searches take
# milliseconds.
_TYPING_AFTER = 1.0

# Seconds before a message that was not delivered is sent again. It may arrive twice, if only Telegram's receipt was
# lost, which is better than never.
_PAUSES = (0.5, 3.0)

# So many messages of each person can be edited, or have a button below their answer, with their conversation known.
_REMEMBERED = 20
# So many conversations are kept, some megabytes at most; the one that has been silent longest is forgotten first.
_CONVERSATIONS = 2000


class _RepliesToBot(filters.MessageFilter):
    """Messages that reply to a message of the bot."""

    def filter(self, message: Message) -> bool:
        replied_to = message.reply_to_message
        return bool(replied_to and replied_to.from_user and replied_to.from_user.id == message.get_bot().id)


class _Memory:
    """The conversation of each person in each chat, in memory only; a group's members do not share one.

    It is kept as it was after each of the last messages, because a message may be edited, and a button below an older
    answer needs the questions of its time.
    """

    def __init__(self) -> None:
        self._conversations: OrderedDict[tuple[int, int], deque[tuple[int, Conversation]]] = OrderedDict()

    def before(self, message: Message) -> Conversation:
        """The conversation before this message."""
        kept = self._conversations.get(self._key(message), ())
        earlier = [conversation for message_id, conversation in kept if message_id < message.message_id]
        return earlier[-1] if earlier else Conversation()

    def at(self, message: Message) -> Conversation | None:
        """The conversation after this message; None where it is not known."""
        return dict(self._conversations.get(self._key(message), ())).get(message.message_id)

    def keep(self, message: Message, conversation: Conversation) -> None:
        """Remember the conversation after this message; an edited message replaces what it was before."""
        key = self._key(message)
        kept = [entry for entry in self._conversations.pop(key, ()) if entry[0] != message.message_id]
        kept.append((message.message_id, conversation))
        self._conversations[key] = deque(sorted(kept, key=lambda entry: entry[0]), maxlen=_REMEMBERED)
        if len(self._conversations) > _CONVERSATIONS:
            self._conversations.popitem(last=False)

    @staticmethod
    def _key(message: Message) -> tuple[int, int]:
        return message.chat_id, message.from_user.id if message.from_user else 0


class Handlers:
    """The bot's handlers, around one function that answers.

    Args:
        answer: called in a thread, so that a slow search keeps nobody else waiting.
        passages: how many passages the buttons lead through.
    """

    def __init__(self, answer: AnswerFunction, passages: int) -> None:
        self._answer = answer
        self._passages = passages
        self._memory = _Memory()
        # albums that got the reply that only text is understood: each photo of an album arrives as a separate message
        self._albums: deque[str] = deque(maxlen=100)

    def register(self, application: BotApplication) -> None:
        """Add every handler; the first that fits an update takes it."""
        private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
        new_or_edited = filters.UpdateType.MESSAGES
        application.add_handlers(
            [
                CommandHandler("start", self.start, new),
                CommandHandler("help", self.help, new),
                CommandHandler("ask", self.question, new_or_edited),
                # a command that does not exist: in a group it is probably meant for another bot
                MessageHandler(filters.COMMAND & private & new, self.help),
                MessageHandler(
                    filters.TEXT & ~filters.COMMAND & new_or_edited & (private | _RepliesToBot()), self.question
                ),
                MessageHandler(~filters.TEXT & ~filters.StatusUpdate.ALL & private & new, self.not_text),
                CallbackQueryHandler(self.button),
            ]
        )
        application.add_error_handler(self.error)

    async def start(self, update: Update, context: Context) -> None:
        """Greet a new person."""
        if message := update.effective_message:
            await _send(message, format_sentence(_replies(update).start))

    async def help(self, update: Update, context: Context) -> None:
        """Say how to ask."""
        if message := update.effective_message:
            await _send(message, format_sentence(_replies(update).help))

    async def not_text(self, update: Update, context: Context) -> None:
        """Say, once per album, that only text is understood."""
        message = update.effective_message
        if message is None or message.media_group_id in self._albums:
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        await _send(message, format_sentence(_replies(update).text_only))

    async def question(self, update: Update, context: Context) -> None:
        """Answer a question, in reply to it.

        An edited question gets a new answer below; the first answer stays.
        """
        message = update.effective_message
        if message is None:
            return
        replies = _replies(update)
        text = read_question(message.text)
        conversation = self._memory.before(message)
        # another message may come while this one is answered
        self._memory.keep(message, conversation.follow(text))
        reply, after = await self._wait(lambda: take_turn(self._answer, conversation, text, self._passages), message)
        self._memory.keep(message, after)
        await _send(message, format_reply(reply, replies, notice=describe_cut(text, replies)))

    async def button(self, update: Update, context: Context) -> None:
        """Show another passage in the message with the button.

        Editing the message suits a phone: nothing scrolls away, and a second tap does no harm.
        """
        query = update.callback_query
        if query is None:
            return
        replies = _replies(update)
        shown = query.message if isinstance(query.message, Message) else None
        asked = shown.reply_to_message if shown else None
        text = read_question(asked.text) if asked else ""
        target = Target.parse(query.data)
        if shown is None or asked is None or target is None or not text:
            await _acknowledge(query, replies.expired)
            return
        # after a restart nothing is known but the message that was replied to
        conversation = self._memory.at(asked) or Conversation().follow(text)
        reply, after = await self._wait(
            lambda: show_passage(self._answer, conversation, target.position, self._passages), shown
        )
        if reply is None or not target.fits(reply):
            await _acknowledge(query, replies.expired)
            return
        self._memory.keep(asked, after)
        await _acknowledge(query)
        await _edit(shown, format_reply(reply, replies, notice=describe_cut(text, replies)))

    async def error(self, update: object, context: Context) -> None:
        """Log an error, and apologize to the person whose update caused it if Telegram can be reached."""
        error = context.error
        if error is None:
            return
        if isinstance(error, Forbidden | ChatMigrated | RetryAfter | NetworkError) and not isinstance(
            error, BadRequest
        ):
            logger.warning("A reply was not delivered: %s", describe_error(error))
            return
        # the exception's text may repeat the question, so above DEBUG only its type and its traceback are logged
        place = "".join(traceback.format_tb(error.__traceback__))
        logger.error("An update could not be answered: %s\n%s", type(error).__name__, place.rstrip())
        logger.debug("The same error, with its message", exc_info=error)
        if not isinstance(update, Update):
            return
        try:
            if update.callback_query:
                await _acknowledge(update.callback_query, _replies(update).failed)
            elif update.effective_message:
                await _send(update.effective_message, format_sentence(_replies(update).failed))
        except TelegramError as second:
            logger.warning("The person could not be told of the error: %s", describe_error(second))

    async def _wait(self, search: Callable[[], T], message: Message) -> T:
        """What a search gives, with "typing" shown to a person who has to wait for it."""
        task = asyncio.create_task(asyncio.to_thread(search))
        await asyncio.wait({task}, timeout=_TYPING_AFTER)
        typing = None if task.done() else asyncio.create_task(_show_typing(message))
        try:
            return await task
        finally:
            if typing:
                typing.cancel()


def describe_error(error: TelegramError) -> str:
    """An error of Telegram or of the network, for a log line."""
    return " ".join(f"{type(error).__name__}: {error.message}".split())


def _replies(update: Update) -> Replies:
    return choose_replies(update.effective_user.language_code if update.effective_user else None)


def _keyboard(reply: FormattedReply) -> InlineKeyboardMarkup | None:
    row = [InlineKeyboardButton(button.label, callback_data=button.data) for button in reply.buttons]
    return InlineKeyboardMarkup([row]) if row else None


async def _show_typing(message: Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)


async def _send(message: Message, reply: FormattedReply) -> None:
    """Send a reply to a message; where that message is gone by now, just send it."""

    async def send(text: str, parse_mode: str | None) -> None:
        await message.reply_text(
            text,
            parse_mode=parse_mode,
            reply_markup=_keyboard(reply),
            reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    await _html_or_plain(reply, send)


async def _edit(message: Message, reply: FormattedReply) -> None:
    """Replace one of the bot's messages with a reply."""

    async def edit(text: str, parse_mode: str | None) -> None:
        await message.edit_text(
            text,
            parse_mode=parse_mode,
            reply_markup=_keyboard(reply),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    try:
        await _html_or_plain(reply, edit)
    except BadRequest as error:
        # after two taps in a row the message shows the passage already; or the person has deleted it
        logger.debug("A message was not edited: %s", describe_error(error))


async def _html_or_plain(reply: FormattedReply, deliver: Callable[[str, str | None], Awaitable[None]]) -> None:
    """Deliver the HTML of a reply, or its plain text if Telegram cannot parse the HTML."""
    try:
        await _persist(lambda: deliver(reply.html(), ParseMode.HTML))
    except BadRequest as error:
        if "parse entities" not in error.message.lower():
            raise
        logger.warning("Telegram could not parse the HTML of a reply; its plain text was sent")
        await _persist(lambda: deliver(reply.plain(), None))


async def _persist(deliver: Callable[[], Awaitable[None]]) -> None:
    """Deliver, and try again after a pause where the network or Telegram's servers fail."""
    for pause in _PAUSES:
        try:
            await deliver()
        except BadRequest:
            raise
        except NetworkError as error:
            logger.warning("Telegram was not reached and is tried again: %s", describe_error(error))
            await asyncio.sleep(pause)
        else:
            return
    await deliver()


async def _acknowledge(query: CallbackQuery, sentence: str | None = None) -> None:
    """Answer a callback query, which stops the button's spinner; the person closes the window with the sentence."""
    try:
        await query.answer(sentence, show_alert=sentence is not None)
    except BadRequest as error:
        # Telegram takes an answer for some seconds only, and the button may have been pressed while the bot was down
        logger.debug("A button was not answered: %s", describe_error(error))
