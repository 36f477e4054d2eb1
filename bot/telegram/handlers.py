"""What the bot does with each kind of update. An `AnswerFunction` answers the questions; nothing here searches."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.replies import Replies, choose_replies
from bot.chat.sentences import describe_cut
from bot.conversation import Conversation, Reply, show_passage, take_turn
from bot.figures.likeness import are_alike, normalize_question
from bot.records import AnswerFunction
from bot.settings import Settings
from bot.store.records import AnsweredQuestion, Incoming, KeptConversation, Person
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.inbox import Verdict
from bot.telegram.messages.formatting import Target, format_reply, format_sentence, read_question
from bot.telegram.messages.turn import Turn, current_turn
from bot.telegram.outbox import describe_error

__all__ = ["UPDATES", "BotApplication", "Handlers"]

logger = logging.getLogger(__name__)

BotApplication = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
T = TypeVar("T")

# The kinds of updates that have a handler. Telegram remembers this list and sends no others.
UPDATES = ("message", "edited_message", "callback_query")

# Seconds after which "typing" is shown. It counts against Telegram's limits as a message does, and most searches take
# milliseconds.
_TYPING_AFTER = 1.0

# An update at which so many processes ended is not tried again; several may end for reasons of their own.
_ATTEMPTS = 10


class _RepliesToBot(filters.MessageFilter):
    """Messages that reply to a message of the bot."""

    def filter(self, message: Message) -> bool:
        replied_to = message.reply_to_message
        return bool(replied_to and replied_to.from_user and replied_to.from_user.id == message.get_bot().id)


class _MentionsBot(filters.MessageFilter):
    """Messages whose text or caption names the bot: @baowen_bot 医保缓缴到什么时候？"""

    def filter(self, message: Message) -> bool:
        return f"@{message.get_bot().username}".lower() in (message.text or message.caption or "").lower()


class Handlers:
    """The bot's handlers, around one function that answers.

    Args:
        answer: called in a thread, so that a slow search keeps nobody else waiting.
        settings: the settings.
        store: where conversations are.
        threads: calls the store.
    """

    def __init__(self, answer: AnswerFunction, settings: Settings, store: Store, threads: StoreThreads) -> None:
        self._answer = answer
        self._passages = settings.passages
        self._keep_days = settings.keep_days
        self._keep_questions = settings.keep_questions
        # asyncio's own threads are a few for each core, and slow answers would take them all
        self._searching = ThreadPoolExecutor(settings.telegram_concurrency, thread_name_prefix="answer")
        self._store = store
        self._threads = threads
        # albums that have a reply already: each photo of an album arrives as a separate message
        self._albums: deque[str] = deque(maxlen=100)

    def register(self, application: BotApplication) -> None:
        """Adds every handler; the first that fits an update takes it."""
        private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
        new_or_edited = filters.UpdateType.MESSAGES
        # in a group: what is meant for the bot
        addressed = private | _RepliesToBot() | _MentionsBot()
        captioned = filters.CAPTION & ~filters.CaptionRegex(r"^/(?!ask)")
        application.add_handlers(
            [
                CommandHandler("start", self.start, new),
                CommandHandler("help", self.help, new),
                CommandHandler("new", self.new, new),
                CommandHandler("privacy", self.privacy, new),
                CommandHandler("forget", self.forget, new),
                CommandHandler("ask", self.question, new_or_edited),
                # a command that does not exist: in a group it is probably meant for another bot
                MessageHandler(filters.COMMAND & private & new, self.help),
                MessageHandler(filters.TEXT & ~filters.COMMAND & new_or_edited & addressed, self.question),
                MessageHandler(
                    captioned & new_or_edited & (addressed | filters.CaptionRegex(r"^/ask(?![a-z0-9_])")), self.question
                ),
                MessageHandler(~filters.TEXT & ~filters.StatusUpdate.ALL & private & new, self.not_text),
                CallbackQueryHandler(self.button),
            ]
        )
        application.add_error_handler(self.error)

    def close(self) -> None:
        """Lets the answers go that are still looked for."""
        self._searching.shutdown(wait=False, cancel_futures=True)

    async def handle(self, application: BotApplication, incoming: Incoming, verdict: Verdict) -> Turn:
        """What an update leads to. Nothing is raised: an update that cannot be handled leads to an apology."""
        turn = Turn(incoming)
        turn.begin()
        if verdict == "drop":
            turn.state = "refused"
            return turn
        try:
            update = Update.de_json(dict(incoming.content), application.bot)
        except Exception as error:
            # its text would repeat what the person wrote
            logger.warning("An update of Telegram cannot be read (%s) and is put aside", type(error).__name__)
            turn.state = "unreadable"
            return turn
        if verdict == "say so":
            turn.state = "refused"
            await self._say(turn, update, _replies(update).too_many)
        elif incoming.attempts >= _ATTEMPTS:
            logger.error("%d processes ended while they answered an update: it is given up", incoming.attempts)
            turn.state = "failed"
            await self._say(turn, update, _replies(update).failed)
        else:
            await application.process_update(update)
        return turn

    async def _say(self, turn: Turn, update: Update, sentence: str) -> None:
        """Says a sentence about an update to whom it came from."""
        if update.callback_query:
            await _acknowledge(update.callback_query, sentence)
        elif update.message:
            turn.reply(update.message, format_sentence(sentence))

    async def start(self, update: Update, context: Context) -> None:
        """Greets a new person."""
        if message := update.effective_message:
            current_turn().reply(message, format_sentence(_replies(update).start))

    async def help(self, update: Update, context: Context) -> None:
        """Says how to ask."""
        if message := update.effective_message:
            current_turn().reply(message, format_sentence(_replies(update).help))

    async def privacy(self, update: Update, context: Context) -> None:
        """Says what is kept about people."""
        if message := update.effective_message:
            current_turn().reply(message, format_sentence(_replies(update).privacy.format(days=f"{self._keep_days:g}")))

    async def new(self, update: Update, context: Context) -> None:
        """Begins a new conversation."""
        if message := update.effective_message:
            turn = current_turn()
            turn.keep(message, Conversation())
            turn.reply(message, format_sentence(_replies(update).talk["clear"]))

    async def forget(self, update: Update, context: Context) -> None:
        """Deletes what is kept about a person."""
        if message := update.effective_message:
            await self._threads.call(self._store.forget, current_turn().incoming.sender.person)
            current_turn().reply(message, format_sentence(_replies(update).forgotten))

    async def not_text(self, update: Update, context: Context) -> None:
        """Says, once per album, that only text is understood."""
        message = update.effective_message
        if message is None or message.media_group_id in self._albums:
            return
        if message.media_group_id:
            self._albums.append(message.media_group_id)
        current_turn().reply(message, format_sentence(_replies(update).text_only))

    async def question(self, update: Update, context: Context) -> None:
        """Answers a question, in reply to it. An edited question gets its answer edited."""
        message = update.effective_message
        if message is None:
            return
        turn = current_turn()
        if message.media_group_id:
            # the photo with the caption comes first
            self._albums.append(message.media_group_id)
        text = _read_message(message)
        conversation = await self._conversation_before(message, turn.incoming.sender)
        earlier: KeptConversation | None = None
        if update.edited_message:
            earlier = await self._threads.call(self._store.conversation_at, message.chat_id, message.message_id)
            if earlier and Conversation.from_dict(earlier.state).asked == conversation.follow(text).asked:
                return
        reply, after = await self._wait(lambda: take_turn(self._answer, conversation, text, self._passages), message)
        replies = _replies(update)
        turn.keep(message, after)
        turn.asked = _note_question(reply, conversation, after, self._keep_questions)
        formatted = format_reply(reply, replies, notice=describe_cut(text, replies))
        if earlier and earlier.reply_id:
            turn.edit(earlier.reply_id, formatted)
        else:
            turn.reply(message, formatted)

    async def _conversation_before(self, message: Message, sender: Person) -> Conversation:
        """The conversation that a message goes on with: that of the message replied to, whoever asked it, or the
        sender's own."""
        kept: KeptConversation | None = None
        if replied_to := message.reply_to_message:
            kept = await self._threads.call(self._store.conversation_of_reply, message.chat_id, replied_to.message_id)
        if kept is None:
            kept = await self._threads.call(self._store.conversation_before, sender, message.message_id)
        return Conversation.from_dict(kept.state) if kept else Conversation()

    async def button(self, update: Update, context: Context) -> None:
        """Shows another passage in the message with the button.

        Editing the message suits a phone: nothing scrolls away, and a second tap does no harm.
        """
        query = update.callback_query
        if query is None:
            return
        replies = _replies(update)
        shown = query.message if isinstance(query.message, Message) else None
        asked = shown.reply_to_message if shown else None
        text = _read_message(asked) if asked else ""
        target = Target.parse(query.data)
        if shown is None or asked is None or target is None or not text:
            await _acknowledge(query, replies.expired)
            return
        if asked.from_user and asked.from_user.id != query.from_user.id:
            await _acknowledge(query, replies.not_yours)
            return
        kept = await self._threads.call(self._store.conversation_at, asked.chat_id, asked.message_id)
        # where it was deleted, nothing is known but the message that was replied to
        conversation = Conversation.from_dict(kept.state) if kept else Conversation().follow(text)
        reply, after = await self._wait(
            lambda: show_passage(self._answer, conversation, target.position, self._passages), shown
        )
        if reply is None or not target.fits(reply):
            await _acknowledge(query, replies.expired)
            return
        turn = current_turn()
        turn.keep(asked, after)
        await _acknowledge(query)
        turn.edit(shown.message_id, format_reply(reply, replies, notice=describe_cut(text, replies)))

    async def error(self, update: object, context: Context) -> None:
        """Logs an error, and apologizes to the person whose update caused it, with a reference to the log."""
        error = context.error
        if error is None:
            return
        turn = current_turn()
        reference = f"{turn.incoming.update_id % 0xFFFFFF:06X}"
        # the exception's text may repeat the question, so above DEBUG only its type and its traceback are logged
        place = "".join(traceback.format_tb(error.__traceback__))
        name = type(error).__name__
        logger.error("%s: an update could not be answered: %s", reference, name, extra={"reference": reference})
        logger.error("Where the %s of %s came from:\n%s", name, reference, place.rstrip())
        logger.debug("The same error, with its message", exc_info=error)
        turn.state, turn.kept, turn.asked = "failed", None, None
        turn.sends.clear()
        if isinstance(update, Update):
            replies = _replies(update)
            await self._say(turn, update, replies.failed + replies.reference.format(reference=reference))

    async def _wait(self, search: Callable[[], T], message: Message) -> T:
        """What a search gives, with "typing" shown to a person who has to wait for it."""
        task = asyncio.get_running_loop().run_in_executor(self._searching, search)
        await asyncio.wait({task}, timeout=_TYPING_AFTER)
        typing = None if task.done() else asyncio.create_task(_show_typing(message))
        try:
            return await task
        finally:
            if typing:
                typing.cancel()


def _read_message(message: Message) -> str:
    """The question in a message: its text or the caption of its photo, without /ask and the bot's name.

    A bare /ask in reply to somebody's message asks what that message asks.
    """
    name = re.escape(f"@{message.get_bot().username}")
    text = read_question(re.sub(rf"(?<!\S){name}(?![a-z0-9_])", " ", message.text or message.caption or "", flags=re.I))
    other = message.reply_to_message
    if not text and other and (other.from_user is None or other.from_user.id != message.get_bot().id):
        return _read_message(other)
    return text


def _note_question(
    reply: Reply, before: Conversation, after: Conversation, keep_words: bool
) -> AnsweredQuestion | None:
    """What the figures keep of a message; None for what is no question."""
    if reply.kind != "answer":
        return None
    question = after.asked[-1]
    is_alike = bool(before.asked) and are_alike(before.asked[-1], question)
    return AnsweredQuestion(str(reply.answer.band), normalize_question(question) if keep_words else None, is_alike)


def _replies(update: Update) -> Replies:
    return choose_replies(update.effective_user.language_code if update.effective_user else None)


async def _show_typing(message: Message) -> None:
    with contextlib.suppress(TelegramError):
        await message.reply_chat_action(ChatAction.TYPING)


async def _acknowledge(query: CallbackQuery, sentence: str | None = None) -> None:
    """Answers a callback query, which stops the button's spinner; the person closes the window with the sentence."""
    try:
        await query.answer(sentence, show_alert=sentence is not None)
    except TelegramError as error:
        # Telegram takes an answer for some seconds only, and the button may have been pressed while the bot was down
        logger.debug("A button was not answered: %s", describe_error(error))
