"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from bot.chat.replies.chinese import CHINESE
from bot.chat.replies.english import ENGLISH
from bot.chat.replies.record import Replies

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "Replies", "choose_replies"]

LANGUAGES = {"zh": CHINESE, "en": ENGLISH}
"""The sentences by the first part of an IETF language tag."""


def choose_replies(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return LANGUAGES.get(language.lower().split("-")[0], CHINESE) if language else CHINESE
