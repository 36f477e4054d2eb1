"""Ratings of answers: by the buttons below one, or by a reaction to it. Each person has one, which they may change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import Message, ReactionType, ReactionTypeEmoji, Update
from telegram.constants import ReactionEmoji
from telegram.ext import CallbackQueryHandler, MessageReactionHandler

from bot.store.changes import Changes, Work
from bot.store.records import Send
from bot.store.store import Store
from bot.store.threads import StoreThreads
from bot.telegram.messages.incoming import find_asked, is_from_bot, press_of, replies_for
from bot.telegram.messages.offers import HELPFUL, PASS_ON, UNHELPFUL, desk_button
from bot.telegram.messages.sends import edit_keyboard, keyboard
from bot.telegram.messages.turn import Context, acknowledge, current_turn


class RatingHandlers:
    """The handlers of ratings.

    Args:
        desk: what the desk is called, which is offered below an answer that did not help; None where there is none.
        store: where ratings are.
    """

    def __init__(self, desk: str | None, store: StoreThreads) -> None:
        self._desk = desk
        self._store = store

    def handlers(self) -> list[Any]:
        """The handlers."""
        return [
            CallbackQueryHandler(self.press, f"^({HELPFUL}|{UNHELPFUL})$"),
            MessageReactionHandler(self.react),
        ]

    async def press(self, update: Update, context: Context) -> None:
        """Notes the rating of who pressed a button."""
        query = press_of(update)
        replies = replies_for(update)
        shown = query.message if isinstance(query.message, Message) else None
        if shown is None or not is_from_bot(shown):
            await acknowledge(query, replies.expired)
            return
        turn = current_turn()
        turn.query, turn.said, turn.is_alert = query, replies.feedback.thanks, False
        is_helpful = query.data == HELPFUL
        turn.work = _rate(shown.chat_id, shown.message_id, query.from_user.id, is_helpful)
        asked = find_asked(query)
        is_asker = asked is not None and asked[1].from_user is not None and asked[1].from_user.id == query.from_user.id
        rows = [list(row) for row in shown.reply_markup.inline_keyboard] if shown.reply_markup else []
        is_offered = any(button.callback_data == PASS_ON for row in rows for button in row)
        if self._desk and is_asker and not is_helpful and not is_offered:
            kept = [[button.to_dict() for button in row] for row in rows]
            offered = keyboard([[desk_button(replies, self._desk)]])
            turn.sends.append(edit_keyboard(shown.chat_id, shown.message_id, kept + offered))

    async def react(self, update: Update, context: Context) -> None:
        """Notes what a thumb at an answer says; without one, the rating is taken back."""
        reaction = update.message_reaction
        if reaction is None:
            return
        chat, message_id = reaction.chat.id, reaction.message_id
        kept = await self._store.call_short(Store.conversation_of_reply, chat, message_id)
        person = reaction.user or reaction.actor_chat
        if kept is not None and person is not None:
            current_turn().work = _rate(chat, message_id, person.id, _read_thumb(reaction.new_reaction))


def _rate(chat: int, message_id: int, person: int, is_helpful: bool | None) -> Work:
    def work(changes: Changes) -> Sequence[Send]:
        changes.ratings.rate(chat, message_id, person, is_helpful)
        return []

    return work


def _read_thumb(reactions: Sequence[ReactionType]) -> bool | None:
    """Whether reactions say that an answer helped; None where they do not say."""
    emoji = {reaction.emoji for reaction in reactions if isinstance(reaction, ReactionTypeEmoji)}
    if ReactionEmoji.THUMBS_UP in emoji:
        return True
    return False if ReactionEmoji.THUMBS_DOWN in emoji else None
