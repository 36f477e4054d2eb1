"""Every sentence that a person reads in a conversation, in one place: Chinese, and English for clients set to it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE", "ENGLISH", "Replies", "replies_for"]


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language. Those with {fields} are filled with `str.format`."""

    # the paper does not answer the question
    not_found: str
    # as not_found, with the nearest passages below it
    nearest: str
    # the question is empty, or holds nothing that can be looked up
    empty_question: str
    # something went wrong on our side
    failed: str


CHINESE = Replies(
    not_found="报上没有说到这个。换个说法再问问看？",
    nearest="报上没有直接说到这个，下面是最接近的一段：",
    empty_question="请打一句问话，比如：职工医保缓缴最晚什么时候补缴？",
    failed="对不起，刚才出了点问题，请过一会儿再问一次。",
)

ENGLISH = Replies(
    not_found="The paper does not say. Try asking in other words.",
    nearest="The paper does not say this directly. The nearest passage:",
    empty_question="Please type a question, in Chinese, about what is in the paper.",
    failed="Sorry, something went wrong. Please ask again in a moment.",
)


def replies_for(language: str | None) -> Replies:
    """The sentences for a client's IETF language tag (`zh-hans`, `en-GB`); Chinese where it says nothing."""
    return ENGLISH if language and language.lower().split("-")[0] == "en" else CHINESE
