"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from bot.chat.replies.chinese import CHINESE
from bot.chat.replies.english import ENGLISH
from bot.chat.replies.record import Replies

__all__ = ["CHINESE", "ENGLISH", "Replies", "choose_replies"]


def choose_replies(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return ENGLISH if language and language.lower().split("-")[0] == "en" else CHINESE
