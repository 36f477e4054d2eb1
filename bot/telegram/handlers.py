"""What the bot does with each kind of update. An `AnswerFunction` answers the questions; nothing here searches."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import traceback
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Any

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
from bot.records import MAX_HISTORY, MAX_QUESTION, Answer, AnswerFunction
from bot.telegram.formatting import Reply, Target, build_answer_reply, build_reply, read_question

__all__ = ["UPDATES", "BotApplication", "Handlers", "describe_error"]

logger = logging.getLogger(__name__)

BotApplication = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

# The kinds of updates that have a handler. Telegram remembers this list and sends no others.
UPDATES = ("message", "edited_message", "callback_query")

# Seconds after which "typing" is shown. It counts against Telegram's limits as a message does, and most searches take
# milliseconds.
_TYPING_AFTER = 1.0

# Seconds before a message that was not delivered is sent again. It may arrive twice, if only Telegram's receipt was
# lost, which is better than never.
_PAUSES = (0.5, 3.0)

# So many questions are kept for each person, because a button below an older answer needs the history of its question.
_REMEMBERED = 20
# So many conversations are kept, some megabytes at most; the one that has been silent longest is forgotten first.
_CONVERSATIONS = 2000


class _RepliesToBot(filters.MessageFilter):
    """Messages that reply to a message of the bot."""

    def filter(self, message: Message) -> bool:
        replied_to = message.reply_to_message
        return bool(replied_to and replied_to.from_user and replied_to.from_user.id == message.get_bot().id)


class _Memory:
    """The last questions of each person in each chat, in memory only; a group's members do not share one history."""

    def __init__(self) -> None:
        self._questions: OrderedDict[tuple[int, int], deque[tuple[int, str]]] = OrderedDict()

    def before(self, message: Message) -> list[str]:
        """The questions that this person asked before this message, oldest first."""
        asked = self._questions.get(self._key(message), ())
        return [question for message_id, question in asked if message_id < message.message_id][-MAX_HISTORY:]

    def add(self, message: Message, question: str) -> None:
        """Remember this question; an edited question replaces what it was before."""
        key = self._key(message)
        asked = [entry for entry in self._questions.pop(key, ()) if entry[0] != message.message_id]
        self._questions[key] = deque(sorted([*asked, (message.message_id, question)]), maxlen=_REMEMBERED)
        if len(self._questions) > _CONVERSATIONS:
            self._questions.popitem(last=False)

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
            await _send(message, build_reply(_replies(update).start))

    async def help(self, update: Update, context: Context) -> None:
        """Say how to ask."""
        if message := update.effective_message:
            await _send(message, build_reply(_replies(update).help))

    async def not_text(self, update: Update, context: Context) -> None:
        """Say, once per album, that only text is understood."""
        message = update.effective_message
        if message is None or message.media_group_id in self._albums:
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        await _send(message, build_reply(_replies(update).text_only))

    async def question(self, update: Update, context: Context) -> None:
        """Answer a question, in reply to it.

        An edited question gets a new answer below; the first answer stays.
        """
        message = update.effective_message
        if message is None:
            return
        replies = _replies(update)
        question = read_question(message.text)
        if not any(character.isalnum() for character in question):
            await _send(message, build_reply(replies.empty_question))
            return
        history = self._memory.before(message)
        self._memory.add(message, question[:MAX_QUESTION])
        answer = await self._search(question, history, message)
        await _send(message, build_answer_reply(answer, 1, replies, cut=len(question) > MAX_QUESTION))

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
        question = read_question(asked.text) if asked else ""
        target = Target.parse(query.data)
        if shown is None or asked is None or target is None or not question:
            await _acknowledge(query, replies.expired)
            return
        answer = await self._search(question, self._memory.before(asked), shown)
        if not target.fits(answer):
            await _acknowledge(query, replies.expired)
            return
        await _acknowledge(query)
        await _edit(shown, build_answer_reply(answer, target.rank, replies, cut=len(question) > MAX_QUESTION))

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
                await _send(update.effective_message, build_reply(_replies(update).failed))
        except TelegramError as second:
            logger.warning("The person could not be told of the error: %s", describe_error(second))

    async def _search(self, question: str, history: list[str], message: Message) -> Answer:
        """The answer to the beginning of the question, with "typing" shown to a person who has to wait for it."""
        search = asyncio.create_task(asyncio.to_thread(self._answer, question[:MAX_QUESTION], history, self._passages))
        await asyncio.wait({search}, timeout=_TYPING_AFTER)
        typing = None if search.done() else asyncio.create_task(_show_typing(message))
        try:
            return await search
        finally:
            if typing:
                typing.cancel()


def describe_error(error: TelegramError) -> str:
    """An error of Telegram or of the network, for a log line."""
    return " ".join(f"{type(error).__name__}: {error.message}".split())


def _replies(update: Update) -> Replies:
    return choose_replies(update.effective_user.language_code if update.effective_user else None)


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    row = [InlineKeyboardButton(button.label, callback_data=button.data) for button in reply.buttons]
    return InlineKeyboardMarkup([row]) if row else None


async def _show_typing(message: Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)


async def _send(message: Message, reply: Reply) -> None:
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


async def _edit(message: Message, reply: Reply) -> None:
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


async def _html_or_plain(reply: Reply, deliver: Callable[[str, str | None], Awaitable[None]]) -> None:
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
