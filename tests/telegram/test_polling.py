"""Polling: what Telegram answers when it is not well."""

from __future__ import annotations

import asyncio
import logging

import pytest
from telegram.error import Conflict, NetworkError, RetryAfter

from bot.errors import StoreError
from bot.telegram.polling import FIRST_PAUSE, LAST_PAUSE, poll

UPDATES = ("message",)


class Answers:
    """Stands for a bot: gives what Telegram answers, one after the other, and then ends the polling."""

    def __init__(self, *answers):
        self._answers = iter(answers)
        self.offsets = []

    async def fetch_updates(self, offset, kinds):
        self.offsets.append(offset)
        answer = next(self._answers, asyncio.CancelledError())
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def pauses(monkeypatch):
    """The seconds that are waited between two requests, which take none."""
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr("bot.telegram.polling.asyncio.sleep", sleep)
    return waited


async def run(bot, receive=None):
    received = []

    async def take(contents):
        received.extend(contents)

    with pytest.raises(asyncio.CancelledError):
        await poll(bot, receive or take, UPDATES)
    return received


async def test_what_is_no_list_of_updates_means_a_pause(pauses, caplog):
    """Each time a longer one, which is said once; a good answer ends it, and what it has is confirmed."""
    caplog.set_level(logging.INFO)
    bad = ({"ok": True}, "<html>", None, 7, [{"no": "update"}], ["text"])
    update = {"update_id": 5}
    bot = Answers(*bad, [update, {"update_id": True}], [], {"ok": False})
    assert await run(bot) == [{"no": "update"}, "text", update, {"update_id": True}]
    assert pauses == [1, 2, 4, 8, 16, LAST_PAUSE, FIRST_PAUSE]
    assert caplog.text.count("Telegram sends what is no list of updates") == 2
    assert "Telegram is reached again" in caplog.text
    assert bot.offsets == [*[None] * 7, 6, 6, 6]


async def test_faults_are_waited_for_and_said_once(pauses, caplog):
    """Of the network, of another process with the same token, of the store; where Telegram says how long, so long."""
    faults = [NetworkError("Bad Gateway")] * 3 + [Conflict("other")] + [RetryAfter(40)]
    await run(Answers(*faults))
    assert pauses == [1, 2, 4, 8, 40]
    assert caplog.text.count("cannot be reached and is tried again") == 1
    assert caplog.text.count("Another process polls with the same token") == 1

    async def fail(contents):
        raise StoreError("the disk is full")

    pauses.clear()
    bot = Answers([{"update_id": 5}])
    await run(bot, fail)
    assert (pauses, bot.offsets) == ([FIRST_PAUSE], [None, None])
