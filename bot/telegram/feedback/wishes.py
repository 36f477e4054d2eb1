"""Tells people of answers that come later: who was refused can ask for it, and hears once a page answers surely."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.chat.replies import Replies, choose_replies
from bot.conversation import Conversation, show_passage
from bot.records import AnswerFunction, Article
from bot.reply import Reply
from bot.settings import Settings
from bot.store.changes import Changes
from bot.store.records import Outgoing, Person, Send, Wish
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import FormattedReply, format_reply
from bot.telegram.messages.incoming import find_language, find_thread, press_of, replies_for
from bot.telegram.messages.offers import TELL_ME, offer
from bot.telegram.messages.search import Searches
from bot.telegram.messages.sends import send_text
from bot.telegram.messages.turn import THREAD, Context, Turn, acknowledge, current_turn, find_own_question

logger = logging.getLogger(__name__)

# So many wishes a person can have at once.
MOST_WISHES = 10
# So many are looked up at a time, so that people's questions come in between.
_AT_A_TIME = 20


class WishList:
    """The wishes of people to hear of an answer later.

    Args:
        answer: answers questions.
        corpus: gives the articles that are served now: another object whenever pages have changed.
        settings: the settings.
        store: where wishes are.
        searches: runs `answer`.
    """

    def __init__(
        self,
        answer: AnswerFunction,
        corpus: Callable[[], Sequence[Article]],
        settings: Settings,
        store: StoreThreads,
        searches: Searches,
    ) -> None:
        self._answer = answer
        self._corpus = corpus
        self._passages = settings.passages
        self._days = settings.keep_days
        self._desk = settings.desk_name if settings.desk_chat else None
        self._store = store
        self._searches = searches
        # what was served when the wishes were looked up last, and the last that was
        self._served: object = self
        self._last = 0

    def handlers(self) -> list[Any]:
        """The handler of the button."""
        return [CallbackQueryHandler(self.wish, f"^{TELL_ME}$")]

    async def wish(self, update: Update, context: Context) -> None:
        """Keeps a wish; where the paper answers by now, says so at once."""
        query = press_of(update)
        replies = replies_for(update)
        found = await find_own_question(query, replies, self._store)
        if found is None:
            return
        shown, asked, _, conversation = found
        if not conversation.asked:
            await acknowledge(query, replies.expired)
            return
        reply = await self._searches.run(lambda: self._look_up(conversation), shown)
        turn = current_turn()
        if reply and reply.answer.answered:
            await acknowledge(query)
            turn.edit(shown.message_id, self._format(reply, conversation, replies))
            return
        nearest = reply.answer.hits[0].article.id if reply and reply.answer.hits else None
        sender = Person(shown.chat_id, query.from_user.id)
        state = conversation.to_dict() | {THREAD: find_thread(asked)}
        wish = Wish(sender, asked.message_id, find_language(update), state, nearest)
        turn.query = query
        turn.work = partial(self._add, wish, turn, replies)

    def _add(self, wish: Wish, turn: Turn, replies: Replies, changes: Changes) -> Sequence[Send]:
        if changes.wishes.add(wish, MOST_WISHES):
            turn.said = replies.feedback.will_tell.format(days=f"{self._days:g}")
        else:
            turn.said = replies.feedback.too_many.format(count=MOST_WISHES)
        return []

    async def look(self) -> list[Outgoing]:
        """Looks up some of the wishes that were not looked up in the corpus as it is now; returns what is to be sent.

        A wish that is made while the pages change is looked up after that: each gets its turn once it is in the store.
        """
        served = self._corpus()
        if served is not self._served:
            self._served, self._last = served, 0
        due: list[Outgoing] = []
        last = self._last
        for wish in await self._store.change(lambda changes: changes.wishes.after(last, _AT_A_TIME)):
            conversation = Conversation.from_dict(wish.state)
            try:
                reply = await self._searches.run(partial(self._look_up, conversation))
            except Exception as error:
                # whatever it is, the wishes behind this one do not wait for it; its text may hold the question
                logger.error("A wish could not be looked up: %s", type(error).__name__)
                logger.debug("The same error, with its message", exc_info=error)
                reply = None
            if reply and reply.answer.answered and reply.answer.hits[0].article.id != wish.nearest:
                due += await self._store.call(Store.send, partial(self._tell, wish, reply))
            self._last = wish.number
        return due

    def _tell(self, wish: Wish, reply: Reply, changes: Changes) -> Sequence[Send]:
        if not changes.wishes.fulfil(wish):
            return []
        conversation, replies = Conversation.from_dict(wish.state), choose_replies(wish.language)
        formatted, thread = self._format(reply, conversation, replies), wish.state.get(THREAD)
        return [send_text(wish.sender.chat, formatted, wish.message_id, thread)]

    def _look_up(self, conversation: Conversation) -> Reply | None:
        """What the last question of a conversation gets now."""
        reply, _ = show_passage(self._answer, conversation, 1, self._passages)
        return reply

    def _format(self, reply: Reply, conversation: Conversation, replies: Replies) -> FormattedReply:
        notice = replies.feedback.told.format(question=conversation.asked[-1])
        return format_reply(reply, replies, notice=notice).with_rows(offer(reply, replies, self._desk))
