"""A bot in this event loop that talks to the stand-in for Telegram, and what tests ask of the two."""

from __future__ import annotations

import contextlib
from typing import Any

from bot.records import AnswerFunction
from bot.settings import Settings, parse_settings
from bot.telegram.app import build_application
from tests.support.bot_api import BotApi
from tests.support.paper import paper


def make_settings(api: BotApi, **fields) -> Settings:
    """Settings for a bot that talks to the stand-in, whatever the environment says."""
    values: dict[str, Any] = {"telegram_token": api.token, "telegram_api": api.url} | fields
    return parse_settings({f"BAOWEN_{name}": str(value) for name, value in values.items() if value is not None})


@contextlib.asynccontextmanager
async def running_bot(api: BotApi, answer: AnswerFunction = paper, **fields):
    """A real application that polls the stand-in, in this event loop."""
    application = build_application(answer, make_settings(api, **fields))
    await application.initialize()
    await application.start()
    updater = application.updater
    assert updater
    await updater.start_polling(timeout=10, allowed_updates=["message", "edited_message", "callback_query"])
    try:
        yield application
    finally:
        await updater.stop()
        await application.stop()
        await application.shutdown()


async def reply_to(api, message, count=1):
    """The bot's latest reply to a message, once there are `count`."""
    await api.until(lambda: len(api.replies_to(message)) >= count, "a reply")
    return api.replies_to(message)[-1]


async def alert_of(api, query):
    """What the bot answered to a press."""
    await api.until(lambda: api.callbacks[query], "an answer to the button")
    return api.callbacks[query].get("text")
