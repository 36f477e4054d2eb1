"""What was received is answered once, whatever ends the bot or keeps it from Telegram."""

from __future__ import annotations

import contextlib
import json
import logging
import signal
import sqlite3

import pytest

from bot.chat.replies import CHINESE
from bot.errors import StoreError
from bot.store.store import Store
from tests.support.bot_process import BotProcess
from tests.support.telegram import reply_to, running_bot


@pytest.mark.slow
@pytest.mark.parametrize("burst", [20, 100])
def test_a_bot_that_is_killed_in_a_burst_answers_everything_once(api, tmp_path, burst):
    """Killed with -9 as soon as some replies are out, five times; but for replies whose receipt was lost, none is
    sent twice, and none to a wrong chat."""
    questions = [api.say(f"第{number}号路？", chat=number % 40 + 1, user=number % 40 + 1) for number in range(burst)]
    for kill in range(5):
        before = len(api.called("sendMessage"))
        process = BotProcess(tmp_path, api.url, BAOWEN_TELEGRAM_TOKEN=api.token, BAOWEN_LOG_LEVEL="INFO")
        api.wait_for(lambda before=before: len(api.called("sendMessage")) > min(before + 3, burst - 2), "some replies")
        process.kill()
        questions.append(api.say(f"第{kill}号桥？", chat=kill + 1, user=kill + 1))
    process = BotProcess(tmp_path, api.url, BAOWEN_TELEGRAM_TOKEN=api.token, BAOWEN_LOG_LEVEL="INFO")
    try:
        api.wait_for(lambda: all(api.replies_to(question) for question in questions), "all replies")
        process.signal(signal.SIGTERM)
        assert process.wait() == 0
    finally:
        process.kill()
    for question in questions:
        for reply in api.replies_to(question):
            assert reply["text"].startswith(question["text"])
    doubled = sum(len(api.replies_to(question)) - 1 for question in questions)
    with contextlib.closing(sqlite3.connect(tmp_path / "store.db")) as store:
        [[repeats]] = store.execute("select sum(repeats) from outgoing")
        assert store.execute("select count(*) from updates where state != 'answered'").fetchone() == (0,)
    assert doubled <= repeats


async def test_an_update_that_nobody_can_read_is_put_aside(api, caplog):
    """The next ones are answered, and the log does not say what it was."""
    async with running_bot(api):
        for broken in ({"message": {"message_id": "壹"}}, {"message": "坏消息"}, {"chat_member": {"chat": 1}}):
            api.send_raw(broken)
        await reply_to(api, api.say("医保？"))
    log = [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]
    assert any("put aside" in line for line in log)
    assert not any("坏消息" in line for line in log)


async def test_a_chat_that_must_wait_keeps_no_other_waiting(api):
    """429 with a long wait in one chat: another chat is answered, and the bot stops within its time."""
    async with running_bot(api, telegram_stop=0.5):
        api.fault("sendMessage", 429, "Too Many Requests: retry after 3000", retry_after=3000, chat=1)
        waiting = api.say("医保？", chat=1, user=1)
        await api.until(lambda: api.called("sendMessage"), "the refusal")
        await reply_to(api, api.say("医保？", chat=2, user=2))
        assert not api.replies_to(waiting)


async def test_a_reply_that_could_not_be_sent_is_sent_after_the_next_start(api, tmp_path):
    """Here Telegram fails until the bot stops; the answer is in the store, and is not looked for again."""
    store = f"sqlite:///{tmp_path}/store.db"
    api.fault("sendMessage", 502, "Bad Gateway", times=1000)
    question = api.say("医保？")
    async with running_bot(api, store=store, telegram_stop=0.5):
        await api.until(lambda: api.called("sendMessage"), "an attempt")
    api.heal()

    def nothing(question, history, k):
        raise AssertionError("asked again")

    async with running_bot(api, nothing, store=store):
        await reply_to(api, question)
    assert len(api.replies_to(question)) == 1


async def test_an_update_that_comes_twice_is_answered_once(api, tmp_path):
    """Telegram sends an update again where it did not hear that it had arrived."""
    store = f"sqlite:///{tmp_path}/store.db"
    question = api.say("医保？")
    async with running_bot(api, store=store):
        await reply_to(api, question)
        api.send_raw({"message": question}, update_id=api.last_update())
        await reply_to(api, api.say("还在吗？"))
    async with running_bot(api, store=store):
        await reply_to(api, api.say("还在吗？"))
    assert len(api.replies_to(question)) == 1


async def test_a_group_that_became_a_supergroup_gets_its_answer(api):
    """The reply follows to the new chat."""
    api.say("大家好", chat=-1005)
    api.fault(
        "sendMessage",
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        chat=-5,
        migrate_to_chat_id=-1005,
    )
    async with running_bot(api):
        api.say("/ask 医保？", chat=-5)
        await api.until(lambda: api.sent(-1005), "the reply in the new chat")


async def test_what_is_kept_is_said_and_deleted(api, tmp_path):
    """/privacy names the days; after /forget no word of what the person asked is in the store."""
    path = tmp_path / "store.db"
    async with running_bot(api, store=f"sqlite:///{path}", keep_days=12):
        await reply_to(api, api.say("医保？"))
        await reply_to(api, api.say("社保？", chat=2, user=2))
        assert "12天" in (await reply_to(api, api.say("/privacy")))["text"]
        assert (await reply_to(api, api.say("/forget")))["text"] == CHINESE.forgotten
    with contextlib.closing(sqlite3.connect(path)) as store:
        kept = [row[0] for row in store.execute("select state from conversations")]
        contents = store.execute("select content from updates where content is not null").fetchall()
        parameters = store.execute("select parameters from outgoing where parameters is not null").fetchall()
    assert [json.loads(state)["asked"] for state in kept] == [["社保？"]]
    assert not contents and not parameters


async def test_a_person_who_sends_too_much_hears_it_once(api, tmp_path):
    """Some are answered at once, as many wait, the rest is not answered; another person does not wait, and what waits
    is answered after a restart."""
    store = f"sqlite:///{tmp_path}/store.db"
    messages = [api.say(f"问{number}？") for number in range(10)]
    async with running_bot(api, store=store, telegram_per_minute=3):
        await reply_to(api, api.say("医保？", chat=2, user=2))
        await api.until(lambda: len(api.sent()) == 4, "three answers and a sentence")
    assert [len(api.replies_to(message)) for message in messages] == [1, 1, 1, 0, 0, 0, 1, 0, 0, 0]
    assert api.replies_to(messages[6])[0]["text"] == CHINESE.too_many
    async with running_bot(api, store=store):
        await api.until(lambda: len(api.sent()) == 7, "the answers that waited")
    assert [len(api.replies_to(message)) for message in messages] == [1, 1, 1, 1, 1, 1, 1, 0, 0, 0]


async def test_who_talks_much_in_a_group_to_others_hears_nothing(api, tmp_path):
    """That they send too much is said to who asks the bot, not to who talks to people."""
    chats = (-5, -300)
    talk = [say(f"说{number}") for number in range(10) for say in (lambda text: api.say(text, chat=-5), api.publish)]
    async with running_bot(api, store=f"sqlite:///{tmp_path}/store.db", telegram_per_minute=3) as service:
        await reply_to(api, api.say("医保？", chat=2, user=2))
        counted = service._store.store.count
        await api.until(lambda: counted()["updates"].get("refused") == 8, "what is too much to be closed")
    assert not any(api.replies_to(message) for message in talk)
    assert not any(api.sent(chat) for chat in chats)


async def test_a_group_that_asks_more_than_may_be_sent_hears_it_once(api, tmp_path, monkeypatch):
    """However many people ask; talk among them is not counted, the desk is heard, and other chats do not wait."""
    monkeypatch.setattr("bot.telegram.outbox._CROWDED", 3)
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, store=store, desk_chat=-7, telegram_concurrency=1) as service:
        for number in range(40):
            api.say(f"/ask 问{number}？", chat=-5, user=100 + number)
            api.say("说说", chat=-5, user=200 + number)
            api.say(f"/ask 问{number}？", chat=-7, user=100 + number)
        await reply_to(api, api.say("医保？", chat=2, user=2))
        counts = service._store.store.count
        await api.until(lambda: not service._inbox.count_waiting(), "everything to be looked at")
        assert counts()["updates"]["refused"] > 10
    with contextlib.closing(sqlite3.connect(tmp_path / "store.db")) as opened:
        rows = opened.execute("select parameters from outgoing where parameters is not null").fetchall()
    waiting = [json.loads(row[0]) for row in rows]
    said = [message["text"] for message in (*waiting, *api.sent(-5), *api.sent(-7))]
    assert said.count(CHINESE.service.crowded) == 1
    assert len([message for message in waiting if message["chat_id"] == -7]) + len(api.sent(-7)) == 40


async def test_a_reply_that_was_sent_while_the_store_failed_is_not_sent_again(api, monkeypatch):
    """It is closed when the store works again."""
    async with running_bot(api) as service:
        close, failures = Store.was_sent, [StoreError("the disk is full")]

        def fail_once(*args):
            if failures:
                raise failures.pop()
            return close(*args)

        monkeypatch.setattr(Store, "was_sent", fail_once)
        await reply_to(api, api.say("医保？"))
        await api.until(lambda: service._store.store.count()["outgoing"].get("sent") == 1, "the closing")
        assert len(api.called("sendMessage")) == 1
