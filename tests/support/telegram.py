"""A bot in this event loop that talks to the stand-in for Telegram, and what tests ask of the two."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

from bot.health.state import Health
from bot.records import AnswerFunction, Article
from bot.settings import Settings, parse_settings
from bot.store.store import Store
from bot.telegram.app import build_application
from bot.telegram.service import Service
from tests.support.bot_api import BotApi
from tests.support.paper import paper


def make_settings(api: BotApi, **fields) -> Settings:
    """Settings for a bot that talks to the stand-in, whatever the environment says."""
    values: dict[str, Any] = {"telegram_token": api.token, "telegram_api": api.url} | fields
    return parse_settings({f"BAOWEN_{name}": str(value) for name, value in values.items() if value is not None})


@contextlib.asynccontextmanager
async def running_bot(
    api: BotApi, answer: AnswerFunction = paper, corpus: Callable[[], Sequence[Article]] = lambda: (), **fields: Any
):
    """A real bot that polls the stand-in, in this event loop, with a store that ends with it unless one is given."""
    with tempfile.TemporaryDirectory() as folder:
        settings = make_settings(api, **{"store": f"sqlite:///{folder}/store.db"} | fields)
        store = Store(settings.store_url)
        health = Health()
        application = build_application(settings, on_reached=health.telegram_was_reached)
        service = Service(application, answer, settings, store, health, corpus)
        running = asyncio.create_task(service.run())
        try:
            await api.until(lambda: running.done() or api.called("getUpdates"), "the bot to poll")
            yield service
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
            await service.stop()
            store.close()


async def reply_to(api, message, count=1):
    """The bot's latest reply to a message, once there are `count`."""
    await api.until(lambda: len(api.replies_to(message)) >= count, "a reply")
    return api.replies_to(message)[-1]


async def alert_of(api, query):
    """What the bot answered to a press."""
    await api.until(lambda: api.callbacks[query], "an answer to the button")
    return api.callbacks[query].get("text")
