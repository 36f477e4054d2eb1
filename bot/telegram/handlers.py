"""What the bot does with each kind of update. An `AnswerFunction` answers the questions; nothing here searches."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from telegram import Message, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.chat.replies import Replies
from bot.chat.requests import WHOLE_ARTICLE
from bot.chat.sentences import describe_cut
from bot.conversation import Conversation, take_turn
from bot.figures.likeness import are_alike, normalize_question
from bot.records import AnswerFunction, Article
from bot.reply import Reply
from bot.settings import Settings
from bot.store.changes import Changes
from bot.store.records import AnsweredQuestion, Incoming, KeptConversation, Person
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.admission import Admission
from bot.telegram.commands.about import AboutHandlers
from bot.telegram.commands.hot import HotHandlers
from bot.telegram.commands.inline import InlineHandlers, answer_guest
from bot.telegram.commands.kept_data import KeptDataHandlers
from bot.telegram.commands.stats import StatsHandlers
from bot.telegram.cooldown import Cooldown
from bot.telegram.desk.desk import Desk
from bot.telegram.desk.office import Office
from bot.telegram.desk.operators import Operators
from bot.telegram.desk.subjects import SubjectHandlers
from bot.telegram.feedback.ratings import RatingHandlers
from bot.telegram.feedback.wishes import WishList
from bot.telegram.inbox import Verdict
from bot.telegram.messages.characters import whole_characters
from bot.telegram.messages.formatting import FormattedReply, format_reply, format_sentence
from bot.telegram.messages.incoming import (
    ASK,
    ASK_ANYBODY,
    MentionsBot,
    RepliesToBot,
    find_thread,
    message_of,
    read_message,
    replies_for,
)
from bot.telegram.messages.moves import Moves
from bot.telegram.messages.offers import desk_button, offer
from bot.telegram.messages.search import Searches
from bot.telegram.messages.seen import Seen
from bot.telegram.messages.sends import send_text
from bot.telegram.messages.turn import THREAD, Context, Turn, acknowledge, current_turn
from bot.telegram.paging import Paging

logger = logging.getLogger(__name__)

BotApplication = Application[Any, Any, Any, Any, Any, Any]

# The kinds of updates that have a handler. Telegram remembers this list and sends no others.
UPDATES = (
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("callback_query", "message_reaction", "inline_query", "guest_message"),
)

# The kinds of talk after which an example helps.
_WANT_EXAMPLE = ("help", "vague", "nothing")

# An update at which so many processes ended is not tried again; several may end for reasons of their own.
_ATTEMPTS = 10


class Handlers:
    """The bot's handlers, around one function that answers.

    Args:
        answer: called in a thread, so that a slow search keeps nobody else waiting.
        settings: the settings.
        store: where conversations are.
        corpus: gives the articles that are served now: another object whenever pages have changed.

    Attributes:
        operators: the desk's operators; None where there is no desk.
        wishes: of people who want to hear of an answer later.
        about: knows questions that the corpus answers.
        seen: marks messages that wait for their answer.
        admission: says who is let in.
        moves: knows which groups have another number by now.
    """

    def __init__(
        self,
        answer: AnswerFunction,
        settings: Settings,
        store: StoreThreads,
        corpus: Callable[[], Sequence[Article]] = lambda: (),
    ) -> None:
        self._answer = answer
        self.moves = Moves(store.store.moves())
        self.admission = Admission(settings, self.moves)
        # the groups that have heard that they ask too much
        self._crowded = Cooldown(60.0)
        self._passages = settings.passages
        self._keep_questions = settings.keep_questions
        self.seen = Seen()
        self._searches = Searches(settings.telegram_concurrency)
        self._store = store
        self._desk_name = settings.desk_name if settings.desk_chat else None
        office = Office.of(settings, self.moves)
        self._desk = Desk(answer, office, store, self._searches) if office else None
        self.operators = Operators(office, store) if office else None
        self._subjects = SubjectHandlers(office) if office else None
        self.wishes = WishList(answer, corpus, settings, store, self._searches)
        self._ratings = RatingHandlers(self._desk_name, store)
        self.about = AboutHandlers(corpus, answer, self._searches)
        self._hot = HotHandlers(store, self._searches)
        self._inline = InlineHandlers(answer, self._searches)
        self._paging = Paging(answer, settings, store, self._searches, self._format)
        self._stats = StatsHandlers(settings, self.moves, store, self._searches)
        self._kept_data = KeptDataHandlers(settings, self._desk.forget if self._desk else None, store)

    def register(self, application: BotApplication) -> None:
        """Adds every handler; the first that fits an update takes it."""
        private, new = filters.ChatType.PRIVATE, filters.UpdateType.MESSAGE
        new_or_edited = filters.UpdateType.MESSAGES | filters.UpdateType.CHANNEL_POSTS
        new_post = filters.UpdateType.CHANNEL_POST
        # in a group or a channel: what is meant for the bot
        addressed = private | RepliesToBot() | MentionsBot() | filters.Regex(ASK) | filters.CaptionRegex(ASK)
        captioned = filters.CaptionRegex(ASK_ANYBODY) | (filters.CAPTION & ~filters.CaptionRegex("^/"))
        application.add_handlers(
            [
                *(self.operators.handlers() if self.operators else ()),
                *(self._desk.handlers() if self._desk else ()),
                *(self._subjects.handlers() if self._subjects else ()),
                *self.wishes.handlers(),
                *self._ratings.handlers(),
                *self.about.handlers(),
                *self._hot.handlers(),
                *self._stats.handlers(),
                *self._kept_data.handlers(),
                *self._inline.handlers(),
                CommandHandler("help", self.help, new | new_post),
                CommandHandler("new", self.new, new | new_post),
                CommandHandler("ask", self.question, new_or_edited),
                CommandHandler("article", self.article, new),
                # a command that does not exist: in a group it is probably meant for another bot
                MessageHandler(filters.COMMAND & private & new, self.help),
                MessageHandler(filters.TEXT & ~filters.COMMAND & new_or_edited & addressed, self.question),
                MessageHandler(filters.TEXT & ~filters.COMMAND & filters.REPLY & new_post, self.reply_in_channel),
                MessageHandler(captioned & new_or_edited & addressed, self.question),
                MessageHandler(~filters.TEXT & ~filters.StatusUpdate.ALL & private & new, self.not_text),
                CallbackQueryHandler(self._paging.press),
            ]
        )
        application.add_error_handler(self.error)

    def close(self) -> None:
        """Lets the answers go that are still looked for."""
        self._searches.close()

    async def handle(self, application: BotApplication, incoming: Incoming, verdict: Verdict) -> Turn:
        """What an update leads to. Nothing is raised: an update that cannot be handled leads to an apology."""
        turn = Turn(incoming)
        turn.begin()
        if _is_copy(incoming):
            return turn
        admitted = self.admission.judge(incoming)
        if verdict == "drop" or admitted == "no":
            turn.state = "refused"
            return turn
        try:
            update = Update.de_json(whole_characters(dict(incoming.content)), application.bot)
        except Exception as error:
            # its text would repeat what the person wrote
            logger.warning("An update of Telegram cannot be read (%s) and is put aside", type(error).__name__)
            turn.state = "unreadable"
            return turn
        turn.update = update
        if admitted == "say no":
            turn.state = "refused"
            number = incoming.sender.person
            await self._say(turn, update, replies_for(update).service.not_admitted.format(number=number))
        elif verdict == "say so":
            turn.state = "refused"
            if _is_for_bot(update, application):
                await self._say(turn, update, replies_for(update).too_many)
        elif verdict == "crowded":
            turn.state = "refused"
            if _is_for_bot(update, application) and self._crowded.begin(incoming.sender.chat):
                await self._say(turn, update, replies_for(update).service.crowded)
        elif incoming.attempts >= _ATTEMPTS:
            logger.error("%d processes ended while they answered an update: it is given up", incoming.attempts)
            turn.state = "failed"
            await self._say(turn, update, replies_for(update).failed)
        else:
            await application.process_update(update)
        return turn

    async def _say(self, turn: Turn, update: Update, sentence: str) -> None:
        """Says a sentence about an update to whom it came from."""
        if update.callback_query:
            await acknowledge(update.callback_query, sentence)
        elif message := update.message or update.channel_post:
            turn.reply(message, format_sentence(sentence))
        elif update.guest_message:
            await answer_guest(update.guest_message, format_sentence(sentence))

    async def help(self, update: Update, context: Context) -> None:
        """Says how to ask."""
        message = message_of(update)
        replies = replies_for(update)
        desk = [replies.desk.help.format(desk=self._desk_name)] if self._desk_name else []
        lines = "\n".join([replies.help, *desk]) + self.about.example(replies)
        current_turn().reply(message, format_sentence(lines))

    async def new(self, update: Update, context: Context) -> None:
        """Begins a new conversation."""
        message = message_of(update)
        turn = current_turn()
        turn.keep(message, Conversation())
        turn.reply(message, format_sentence(replies_for(update).talk["clear"]))

    async def not_text(self, update: Update, context: Context) -> None:
        """Says, once per album, that only text is understood; takes a photo for a report where one is awaited."""
        message = message_of(update)
        kept = await self._kept_before(message, current_turn().incoming.sender) if message.photo else None
        if await self._is_for_desk(update, message, kept):
            return
        said = send_text(message.chat_id, format_sentence(replies_for(update).text_only), message.message_id)
        claim = _claim_album(message)
        current_turn().work = lambda changes: [said] if claim(changes) else []

    async def article(self, update: Update, context: Context) -> None:
        """Shows the whole article that is on display, as who says so in words gets it."""
        message = message_of(update)
        kept = await self._kept_before(message, current_turn().incoming.sender)
        await self._answer_message(update, message, kept, WHOLE_ARTICLE)

    async def question(self, update: Update, context: Context) -> None:
        """Answers a question, in reply to it. An edited question gets its answer edited."""
        message = message_of(update)
        kept = await self._kept_before(message, current_turn().incoming.sender)
        if await self._is_for_desk(update, message, kept):
            return
        if message.media_group_id:
            # the photo with the caption comes first, and the answer is all that is said about them
            await self._store.call_short(Store.change, _claim_album(message))
        await self._answer_message(update, message, kept, read_message(message))

    async def reply_in_channel(self, update: Update, context: Context) -> None:
        """Answers a post of a channel that replies to one of the bot's: there, only the store knows which these are."""
        message = message_of(update)
        replied_to = message.reply_to_message
        assert replied_to is not None, "the handler takes replies"
        place = (message.chat_id, replied_to.message_id)
        if kept := await self._store.call_short(Store.conversation_of_reply, *place):
            await self._answer_message(update, message, kept, read_message(message))

    async def _answer_message(self, update: Update, message: Message, kept: KeptConversation | None, text: str) -> None:
        """Answers a message that says `text`; `kept` is the conversation before it."""
        turn = current_turn()
        conversation = Conversation.from_dict(kept.state) if kept else Conversation()
        earlier: KeptConversation | None = None
        if update.edited_message or update.edited_channel_post:
            earlier = await self._store.call_short(Store.conversation_at, message.chat_id, message.message_id)
            if earlier and Conversation.from_dict(earlier.state).asked == conversation.follow(text).asked:
                return
        elif not update.channel_post:
            # in a group only what comes as far as here is for the bot
            self.seen.begin(message.get_bot(), update.update_id, message.chat_id, message.message_id)
        reply, after = await self._searches.run(
            lambda: take_turn(self._answer, conversation, text, self._passages), message
        )
        replies = replies_for(update)
        turn.keep(message, after)
        turn.asked = _note_question(reply, conversation, after, self._keep_questions)
        has_buttons = message.chat.type != message.chat.CHANNEL
        formatted = self._format(reply, after, describe_cut(text, replies), replies, has_buttons=has_buttons)
        if earlier and earlier.reply_id:
            turn.edit(earlier.reply_id, formatted)
        else:
            turn.reply(message, formatted, question=after.asked[-1] if reply.kind == "answer" else "")

    async def _is_for_desk(self, update: Update, message: Message, kept: KeptConversation | None) -> bool:
        """Takes a message for a report, for a part of one, or for what a person says to a reply of the desk, where it
        is; `kept` is the conversation before it."""
        if self._desk is None:
            return False
        if update.edited_message:
            return await self._desk.change(message, replies_for(update))
        if await self._desk.go_on(message, replies_for(update)):
            return True
        if message.chat.type != message.chat.PRIVATE or not (message.text or message.photo):
            return False
        if await self._desk.add_to_report(message):
            return True
        if kept is None or not self._desk.is_awaited(kept):
            return False
        await self._desk.take_report(update, dict(kept.state))
        return True

    def _format(
        self, reply: Reply, after: Conversation, notice: str, replies: Replies, *, has_buttons: bool = True
    ) -> FormattedReply:
        """The message that shows a reply, with all its buttons.

        Args:
            reply: what is shown.
            after: the conversation with it.
            notice: what stands first.
            replies: the language.
            has_buttons: whether there are any; in a channel, everybody who reads it would change the post by them.
        """
        desk = self._desk_name if has_buttons else None
        if desk and reply.answer.talk == "human":
            formatted = format_sentence(replies.desk.human.format(desk=desk))
            return formatted.with_rows(((desk_button(replies, desk),),)) if after.asked else formatted
        formatted = format_reply(reply, replies, notice=notice, lists_nearest=has_buttons)
        if reply.kind == "talk" and reply.answer.talk in _WANT_EXAMPLE and (example := self.about.example(replies)):
            return format_sentence(formatted.plain() + example)
        return formatted.with_rows(offer(reply, replies, desk)) if has_buttons else replace(formatted, buttons=())

    async def _kept_before(self, message: Message, sender: Person) -> KeptConversation | None:
        """The conversation that a message goes on with: that of the message replied to, whoever asked it, or the
        sender's own."""
        if replied_to := message.reply_to_message:
            kept = await self._store.call_short(Store.conversation_of_reply, message.chat_id, replied_to.message_id)
            if kept:
                return kept
        kept = await self._store.call_short(Store.conversation_before, sender, message.message_id)
        # in another topic of the group something else is talked about
        return kept if kept and kept.state.get(THREAD) == find_thread(message) else None

    async def error(self, update: object, context: Context) -> None:
        """Logs an error of a handler, and apologizes to the person whose update caused it."""
        if context.error:
            await self.apologize(current_turn(), context.error)

    async def apologize(self, turn: Turn, error: Exception) -> None:
        """Logs an error, and makes an apology, with a reference to the log, all that an update leads to."""
        reference = f"{turn.incoming.update_id % 0xFFFFFF:06X}"
        # the exception's text may repeat the question, so above DEBUG only its type and its traceback are logged
        place = "".join(traceback.format_tb(error.__traceback__))
        name = type(error).__name__
        logger.error("%s: an update could not be answered: %s", reference, name, extra={"reference": reference})
        logger.error("Where the %s of %s came from:\n%s", name, reference, place.rstrip())
        logger.debug("The same error, with its message", exc_info=error)
        turn.drop()
        if turn.update:
            replies = replies_for(turn.update)
            await self._say(turn, turn.update, replies.failed + replies.reference.format(reference=reference))


def _is_copy(incoming: Incoming) -> bool:
    """Whether a message is the copy of a channel's post in the group of its comments: the post is answered itself."""
    messages = (incoming.content.get(kind) for kind in ("message", "edited_message"))
    return any(isinstance(message, Mapping) and message.get("is_automatic_forward") is True for message in messages)


def _is_for_bot(update: Update, application: BotApplication) -> bool:
    """Whether any handler takes an update; most of what is said in a group or a channel is not for the bot."""
    taken = (handler.check_update(update) for group in application.handlers.values() for handler in group)
    return any(found is not None and found is not False for found in taken)


def _note_question(
    reply: Reply, before: Conversation, after: Conversation, keep_words: bool
) -> AnsweredQuestion | None:
    """What the figures keep of a message; None for what is no question."""
    if reply.kind != "answer":
        return None
    question = after.asked[-1]
    is_alike = bool(before.asked) and are_alike(before.asked[-1], question)
    return AnsweredQuestion(str(reply.answer.band), normalize_question(question) if keep_words else None, is_alike)


def _claim_album(message: Message) -> Callable[[Changes], bool]:
    """Whether what is said about the album of a photo is said for the first time."""
    return lambda changes: changes.albums.claim(message.chat_id, message.media_group_id)
