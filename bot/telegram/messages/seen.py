"""Marks a message as seen, with 👀, where its answer takes a while."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest, Forbidden, TelegramError

__all__ = ["Seen"]

# So many chats are known that refuse it.
_MOST = 10_000


class Seen:
    """Marks messages. An answer that is there at once needs no mark, which takes a request of its own."""

    def __init__(self) -> None:
        # chats that allow no reactions, or not this one
        self._refusing: set[int] = set()

    async def mark(self, bot: Bot, chat: int, message_id: int) -> None:
        """Puts 👀 on a message, unless its chat has refused that before."""
        if chat in self._refusing:
            return
        try:
            await bot.set_message_reaction(chat, message_id, ReactionEmoji.EYES)
        except (BadRequest, Forbidden):
            if len(self._refusing) >= _MOST:
                self._refusing.clear()
            self._refusing.add(chat)
        except TelegramError:
            # nobody waits for it
            return
