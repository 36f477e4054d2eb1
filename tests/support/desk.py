"""A desk beside a bot that finds nothing, and what tests ask of the two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.records import Answer
from tests.support.bot_api import BotApi
from tests.support.paper import make_hit

DESK = -100
OPERATOR = 50

PHOTO = [
    {"file_id": "small", "file_unique_id": "s", "width": 1, "height": 1},
    {"file_id": "large", "file_unique_id": "l", "width": 9, "height": 9},
]
"""A photo as Telegram sends it: in several sizes, the largest last."""

Json = dict[str, Any]


def silent(question: str, history: Sequence[str], k: int) -> Answer:
    """The paper does not say, and has an article that comes nearest."""
    return Answer(question, answered=False, confidence=0.1, hits=(make_hit("别的事。"),), band="silent")


def open_desk(api: BotApi) -> None:
    """The bot is in the operators' chat: a bot cannot write where nobody has written."""
    api.say("大家好", chat=DESK, user=OPERATOR)


def cards(api: BotApi) -> list[Json]:
    """The bot's messages in the operators' chat that show a case."""
    return [message for message in api.sent(DESK) if message.get("text", "").startswith("📨#")]


async def pass_on(api: BotApi, text: str = "西山水库的鱼多少钱？", chat: int = 1, user: int = 1) -> tuple[Json, Json]:
    """A person asks, is refused, and passes the question on; the question and its card."""
    before = len(cards(api))
    question = api.say(text, chat=chat, user=user)
    await api.until(lambda: api.replies_to(question), "the refusal")
    api.press_labelled(api.replies_to(question)[0], "转给编辑部", user=user)
    await api.until(lambda: len(api.replies_to(question)) == 2 and len(cards(api)) > before, "the card")
    return question, cards(api)[-1]


async def answer(api: BotApi, card: Json, text: str | None, **fields: Any) -> Json:
    """An operator replies to a card; what the bot says to that in the operators' chat."""
    reply = api.say(text, chat=DESK, user=OPERATOR, reply_to=card, **fields)
    await api.until(lambda: api.replies_to(reply), "the confirmation")
    return api.replies_to(reply)[0]
