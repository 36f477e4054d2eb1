"""Marks a message as seen, with 👀, where its answer takes a while."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.messages.refusals import Refusals

__all__ = ["Seen"]


class Seen:
    """Marks messages. An answer that is there at once needs no mark, which takes a request of its own."""

    def __init__(self) -> None:
        # chats that allow no reactions, or not this one
        self._refusing = Refusals()

    async def mark(self, bot: Bot, chat: int, message_id: int) -> None:
        """Puts 👀 on a message, unless its chat has refused that before."""
        if chat in self._refusing:
            return
        try:
            await bot.set_message_reaction(chat, message_id, ReactionEmoji.EYES)
        except (BadRequest, Forbidden):
            self._refusing.add(chat)
        except TelegramError:
            # nobody waits for it
            return
