"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from bot.arguments import check_text
from bot.chat.replies.english import ENGLISH
from bot.chat.replies.record import Replies
from bot.errors import BaowenError

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "Replies", "choose_replies", "find_replies", "say_error"]

CHINESE = Replies()

LANGUAGES = {"zh": CHINESE, "en": ENGLISH}
"""The sentences by the first part of an IETF language tag."""


def find_replies(language: str) -> Replies:
    """The sentences in the language that a program asks for by its tag.

    Raises:
        TypeError, ValueError: when it is no text, or there are no sentences in it.
    """
    check_text("language", language)
    if _main_part(language) not in LANGUAGES:
        raise ValueError(f"language is {language!r:.60}: take one of {', '.join(LANGUAGES)}")
    return LANGUAGES[_main_part(language)]


def choose_replies(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return LANGUAGES.get(_main_part(language), CHINESE) if language else CHINESE


def say_error(error: BaowenError, replies: Replies) -> str:
    """What an error says, in the language of some replies."""
    # in most conversations nothing is wrong
    from bot.chat.replies.errors import say_in_chinese

    return str(error) if replies is ENGLISH else say_in_chinese(error.sentence)


def _main_part(language: str) -> str:
    return language.lower().split("-")[0]
