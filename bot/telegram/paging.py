"""The buttons that turn pages: to other passages of a question, and through the whole article, in the same message.

Editing the message suits a phone: nothing scrolls away, and a second tap does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from bot.chat.replies import Replies
from bot.conversation import CHOSEN_AMONG, MOST_HEADLINES, Conversation, Reply, show_passage, take_turn
from bot.records import Answer, AnswerFunction, Hit
from bot.settings import Settings
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import FormattedReply, format_reply
from bot.telegram.messages.incoming import read_message, replies_for
from bot.telegram.messages.search import Searches
from bot.telegram.messages.targets import ArticleTarget, Target
from bot.telegram.messages.turn import Context, acknowledge, current_turn, find_own_question

__all__ = ["Paging"]

Format = Callable[[Reply, Conversation, str, Replies], FormattedReply]


class Paging:
    """Handles what is pressed.

    Args:
        answer: answers questions.
        settings: the settings.
        store: where conversations are.
        threads: calls the store.
        searches: runs `answer`.
        format_passage: makes the message that shows a reply, from it, the conversation after it, the text of the
            question, and the language.
    """

    def __init__(
        self,
        answer: AnswerFunction,
        settings: Settings,
        store: Store,
        threads: StoreThreads,
        searches: Searches,
        format_passage: Format,
    ) -> None:
        self._answer = answer
        self._passages = settings.passages
        self._operators = settings.operator_numbers
        self._store = store
        self._threads = threads
        self._searches = searches
        self._format_passage = format_passage

    async def press(self, update: Update, context: Context) -> None:
        """Shows where a button leads. In a group it is for who asked, and for operators."""
        query = update.callback_query
        if query is None:
            return
        replies = replies_for(update)
        target = Target.parse(query.data) or ArticleTarget.parse(query.data)
        if target is None:
            await acknowledge(query, replies.expired)
            return
        is_operator = query.from_user.id in self._operators
        found = await find_own_question(query, replies, may_be_others=is_operator)
        if found is None:
            return
        shown, asked = found
        kept = await self._threads.call_short(self._store.conversation_at, asked.chat_id, asked.message_id)
        # where it was deleted, nothing is known but the message that was replied to
        conversation = Conversation.from_dict(kept.state) if kept else Conversation().follow(read_message(asked))
        if isinstance(target, ArticleTarget):
            await self._show_article(query, shown, conversation, target, replies)
            return
        reply, after = await self._searches.run(lambda: self._turn_to(conversation, target), shown)
        if reply is None or not target.fits(reply):
            await acknowledge(query, replies.expired)
            return
        turn = current_turn()
        turn.keep(asked, after, kept)
        await acknowledge(query)
        turn.edit(shown.message_id, self._format_passage(reply, after, read_message(asked), replies))

    def _turn_to(self, conversation: Conversation, target: Target) -> tuple[Reply | None, Conversation]:
        """The passage that a button leads to, or what the question got at first; and the conversation after it."""
        if target.position or not conversation.asked:
            return show_passage(self._answer, conversation, target.position, self._passages)
        *before, question = conversation.asked
        return take_turn(self._answer, Conversation(tuple(before)), question, self._passages)

    async def _show_article(
        self, query: CallbackQuery, shown: Message, conversation: Conversation, target: ArticleTarget, replies: Replies
    ) -> None:
        """Shows a part of an article. The conversation stays as it is: it is about what was found."""
        hit = await self._searches.run(lambda: self._find_article(conversation, target), shown)
        if hit is None:
            await acknowledge(query, replies.expired)
            return
        answer = Answer("", answered=False, confidence=0.0, hits=(replace(hit, rank=1),), talk="article", rule="talk")
        formatted = format_reply(Reply("article", answer), replies, part=target.part, back=target.back)
        await acknowledge(query)
        current_turn().edit(shown.message_id, formatted)

    def _find_article(self, conversation: Conversation, target: ArticleTarget) -> Hit | None:
        """The article of a button among those that are found for the last question, or for one before."""
        for end in range(len(conversation.asked), 0, -1):
            *before, question = conversation.asked[:end]
            # the few among which a passage is chosen, or, after a question for the news, all headlines
            for k in (CHOSEN_AMONG, MOST_HEADLINES):
                hits = self._answer(question, tuple(before), k).hits
                if found := next((hit for hit in hits if target.leads_to(hit.article)), None):
                    return found
                if len(hits) < k:
                    break
        return None
