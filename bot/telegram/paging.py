"""The buttons that turn pages: to other passages of a question, and through the whole article, in the same message.

Editing the message suits a phone: nothing scrolls away, and a second tap does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from bot.chat.replies import Replies
from bot.chat.sentences import describe_cut
from bot.conversation import (
    CHOSEN_AMONG,
    MOST_HEADLINES,
    Conversation,
    before_rewording,
    find_question,
    show_passage,
    take_turn,
)
from bot.records import Answer, AnswerFunction, Hit
from bot.reply import Reply
from bot.settings import Settings
from bot.store.threads import StoreThreads
from bot.telegram.messages.formatting import FormattedReply, format_reply
from bot.telegram.messages.incoming import press_of, read_message, replies_for
from bot.telegram.messages.offers import REWORD
from bot.telegram.messages.search import Searches
from bot.telegram.messages.sends import edit_keyboard
from bot.telegram.messages.targets import ArticleTarget, Target
from bot.telegram.messages.turn import Context, acknowledge, current_turn, find_own_question

Format = Callable[[Reply, Conversation, str, Replies], FormattedReply]


class Paging:
    """Handles what is pressed.

    Args:
        answer: answers questions.
        settings: the settings.
        store: where conversations are.
        searches: runs `answer`.
        format_passage: makes the message that shows a reply, from it, the conversation after it, what is said first,
            and the language.
    """

    def __init__(
        self,
        answer: AnswerFunction,
        settings: Settings,
        store: StoreThreads,
        searches: Searches,
        format_passage: Format,
    ) -> None:
        self._answer = answer
        self._passages = settings.passages
        self._operators = settings.operator_numbers
        self._store = store
        self._searches = searches
        self._format_passage = format_passage

    async def press(self, update: Update, context: Context) -> None:
        """Shows where a button leads. In a group it is for who asked, and for operators."""
        query = press_of(update)
        replies = replies_for(update)
        target = Target.parse(query.data) or ArticleTarget.parse(query.data)
        if target is None and query.data != REWORD:
            await acknowledge(query, replies.expired)
            return
        is_operator = query.from_user.id in self._operators
        found = await find_own_question(query, replies, self._store, may_be_others=is_operator)
        if found is None:
            return
        shown, asked, kept, conversation = found
        if isinstance(target, ArticleTarget):
            await self._show_article(query, shown, conversation, target, replies)
            return
        reply, after, is_another = await self._searches.run(lambda: self._turn_to(conversation, target), shown)
        if reply is None or (target and not target.fits(reply)):
            await acknowledge(query, replies.expired)
            return
        turn = current_turn()
        turn.keep(asked, after, kept)
        await acknowledge(query)
        notice = _describe_question(read_message(asked), after, replies)
        formatted = self._format_passage(reply, after, notice, replies)
        if not is_another:
            turn.edit(shown.message_id, formatted)
            return
        # the answer to the first question stays, without the button that has been used
        turn.reply(asked, formatted, question=after.asked[-1])
        rows = shown.reply_markup.inline_keyboard if shown.reply_markup else ()
        left = [[button.to_dict() for button in row if button.callback_data != REWORD] for row in rows]
        turn.sends.append(edit_keyboard(shown.chat_id, shown.message_id, [row for row in left if row]))

    def _turn_to(self, conversation: Conversation, target: Target | None) -> tuple[Reply | None, Conversation, bool]:
        """The passage that a button leads to, or what the question got at first; without a target what the question
        gets in the wording that was offered; the conversation after it; and whether it answers another question, beside
        one that has been answered."""
        if not conversation.asked or (target and target.position):
            at = target.position if target else 1
            return *show_passage(self._answer, conversation, at, self._passages), False
        *before, question = conversation.asked
        reply, after = take_turn(self._answer, Conversation(tuple(before)), question, self._passages)
        if target:
            return reply, after, False
        if not reply.rewording:
            return None, after, False
        start = before_rewording(conversation.asked, reply)
        return *take_turn(self._answer, start, reply.rewording, self._passages), reply.answer.answered

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


def _describe_question(text: str, conversation: Conversation, replies: Replies) -> str:
    """What is said where not all of a message was looked up: it is long, asks several things at once, or has words that
    no article has."""
    asked = conversation.asked[-1:]
    if asked and asked[0] in find_question(text) and Conversation().follow(text).asked != asked:
        return replies.reworded.format(question=asked[0])
    return describe_cut(text, replies)
