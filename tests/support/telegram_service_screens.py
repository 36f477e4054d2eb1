"""What is seen where the bot is no member, what people ask most, and the figures; part of `telegram_screens`."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.telegram.service import Service
from tests.support.bot_api import BotApi
from tests.support.bot_api_rules import check_text
from tests.support.desk import OPERATOR
from tests.support.telegram import reply_to


async def service_screens(
    api: BotApi, language: str, show: Callable[[dict[str, Any]], str], service: Service
) -> AsyncIterator[tuple[str, str]]:
    """Each of them.

    Args:
        api: with a running bot.
        language: of the person.
        show: a message as text.
        service: the bot.
    """

    async def offered(query: str) -> list[dict[str, Any]]:
        await api.until(lambda: query in api.offered, "what is offered")
        return api.offered[query]

    results = await offered(api.ask_inline("南湖公园", language=language))
    lines = [f"{result['title']}\n  {result['description']}" for result in results]
    yield "@baowen_test_bot 南湖公园 (typed in any chat)", "\n".join(lines)
    yield "(chooses the first)", _show_content(results[0], show)
    guest = await offered(api.mention_as_guest("@baowen_test_bot 游船多少钱", language=language))
    yield "@baowen_test_bot 游船多少钱 (in a chat where the bot is no member)", _show_content(guest[0], show)
    for person in (11, 12, 13):
        await reply_to(api, api.say("游船多少钱？", chat=person, user=person, language=language))
    # what was found before may be shown for a minute
    service._handlers._hot._until = 0.0
    yield "/hot (three people have asked the same)", show(await reply_to(api, api.say("/hot", language=language)))
    await reply_to(api, api.say("动物园门票多少钱？", chat=11, user=11, language=language))
    stats = api.say("/stats", chat=OPERATOR, user=OPERATOR, language=language)
    # how long an answer took is another time each time
    shown = re.sub(r"((?:用时（|time to answer)[^\n]*[：:])[^\n]*", r"\1…", show(await reply_to(api, stats)))
    yield "/stats (an operator)", shown


def _show_content(result: dict[str, Any], show: Callable[[dict[str, Any]], str]) -> str:
    content = result["input_message_content"]
    text, entities = check_text(content["message_text"], content.get("parse_mode"))
    return show({"text": text, "entities": entities})
