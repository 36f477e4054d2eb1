"""What kind of phrase answers a question that asks for no number or time."""

from __future__ import annotations

from typing import Literal

from bot.intent.answer_pattern import AnswerPattern
from bot.intent.intent import AnswerType, Intent, QuestionKind
from bot.speech.asking import asks
from bot.text.patterns import compile_late

PhraseKind = Literal["person", "body", "place", "thing", "what", "reason", "keywords"]
"""Somebody, who does something, where, a name that ends like 哪座桥, 什么, 为什么, and whatever keywords ask for."""

# 州花是? and 又称为? want the words behind.
_NAMES_SOME = compile_late("什么|甚么|啥|何|哪(?!吒)|(?<![不也就])[是为叫称](?=[?]$)")
# 图个什么, 是为了什么, 干什么用
_ASKS_PURPOSE = compile_late(
    "图[个的]?(?:什么|啥)|为了(?:什么|啥)|[干做](?:什么|啥)用|(?:用来|拿来|拿去|用于)[干做]?(?:什么|啥)|有(?:什么|啥)用"
)


def find_phrase_kind(asked: str, intent: Intent, pattern: AnswerPattern | None) -> PhraseKind | None:
    """What kind of phrase answers a question; None where it wants a number, a time, a manner, or yes or no.

    Args:
        asked: the question, folded, without white space.
        intent: what it asks for.
        pattern: of the words asked for.
    """
    if pattern is not None and not pattern.is_name:
        return None
    if AnswerType.BODY in intent.types:
        return "body"
    if pattern is not None:
        return "person" if pattern.is_person else "place" if pattern.is_site else "thing"
    if AnswerType.REASON in intent.types or _ASKS_PURPOSE.search(asked):
        return "reason"
    if AnswerType.MANNER in intent.types:
        return None
    if intent.kind is QuestionKind.PERSON:
        return "person"
    if _NAMES_SOME.search(asked):
        return "what"
    return None if asks(asked) else "keywords"
