"""No case is lost or doubled, and no reply goes to the wrong person, whatever ends the bot."""

from __future__ import annotations

import contextlib
import re
from functools import partial

import pytest

from bot.store.store import Store
from tests.support.bot_process import BotProcess, free_port
from tests.support.desk import DESK, OPERATOR, cards, open_desk
from tests.support.postgres import running_postgres

# not more, because a bot writes twenty messages a minute into a group at most
PEOPLE = 6
PASS_ON, TAKE = "转给编辑部", "我来办"
CASES = 5


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """An empty database, of both kinds."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path}/store.db"
        else:
            yield stack.enter_context(running_postgres())


def killed_while(api, tmp_path, address, do, is_done):
    """Does something while a bot is at work, which is killed as soon as it has begun to send, and started again."""
    environment = {
        "BAOWEN_TELEGRAM_TOKEN": api.token,
        "BAOWEN_STORE": address,
        "BAOWEN_DESK_CHAT": str(DESK),
        "BAOWEN_LOG_LEVEL": "INFO",
    }
    do()
    for _ in range(3):
        sent = len(api.calls)
        process = BotProcess(tmp_path, api.url, **environment)
        try:
            api.wait_for(lambda sent=sent: is_done() or _count_sends(api, sent) > 2, "something to be sent")
        finally:
            process.kill()
    process = BotProcess(tmp_path, api.url, **environment)
    try:
        api.wait_for(is_done, "all of it")
        # nothing more comes
        api.wait_for(lambda: not any(_open_work(address)), "the store to be at rest")
    finally:
        process.kill()


def _count_sends(api, start):
    sending = ("sendMessage", "editMessageText")
    return sum(call.method in sending for call in api.calls[start:])


def _open_work(address):
    store = Store(address)
    counts = store.count()
    store.close()
    return counts["updates"].get("waiting", 0), counts["outgoing"].get("due", 0), counts["outgoing"].get("sending", 0)


@pytest.mark.slow
def test_a_bot_that_is_killed_between_asking_taking_and_answering_loses_nothing(api, tmp_path, address):
    """Killed three times at each step: each person has one case, hears once that it is taken, and gets their own
    reply once; but for messages whose receipt the kill has cost, which are counted."""
    open_desk(api)
    questions = [api.say(f"没有{n}号路？", chat=n, user=n) for n in range(1, PEOPLE + 1)]

    def replies(part):
        return [[one for one in api.replies_to(question) if part in one["text"]] for question in questions]

    def shown():
        """The last card of each question, by its number."""
        found = ((re.search(r"没有(\d+)号路", card["text"]), card) for card in cards(api))
        return {match[1]: card for match, card in found if match}

    def reply_to_all():
        for n, card in shown().items():
            api.say(f"答{n}。", chat=DESK, user=OPERATOR, reply_to=card)

    def press(messages, label, user=None):
        for message in messages:
            api.press_labelled(message, label, user=user or message["chat"]["id"])

    killed_while(api, tmp_path, address, lambda: None, lambda: all(replies("报上没有")))
    refusals = [one for [one, *_] in replies("报上没有")]
    killed_while(
        api,
        tmp_path,
        address,
        lambda: press(refusals, PASS_ON),
        lambda: all(replies("编号是")) and len(shown()) == PEOPLE,
    )
    killed_while(
        api, tmp_path, address, lambda: press(shown().values(), TAKE, OPERATOR), lambda: all(replies("有人接了"))
    )
    killed_while(api, tmp_path, address, reply_to_all, lambda: all(replies("【编辑部的答复】")))

    store = Store(address)
    repeats = store.count()["outgoing"]["repeats"]
    found = [store.change(partial(_cases_of, n)) for n in range(1, PEOPLE + 1)]
    store.close()
    assert [[(case.state, case.reply) for case in each] for each in found] == [
        [("answered", f"答{n}。")] for n in range(1, PEOPLE + 1)
    ]
    doubled = sum("号路" in card["text"] for card in cards(api)) - PEOPLE
    for part in ("编号是", "有人接了", "【编辑部的答复】"):
        doubled += sum(len(each) - 1 for each in replies(part))
    assert doubled <= repeats
    for n, each in enumerate(replies("【编辑部的答复】"), start=1):
        assert all(one["text"].endswith(f"\n答{n}。") for one in each)


def _cases_of(person, changes):
    return changes.cases.of_person(person, 9)


@pytest.mark.slow
def test_two_replicas_share_a_desk(api, tmp_path):
    """Two operators take the same cases at the same time, one at each replica: one of them has each."""
    with running_postgres() as address:
        ports = [free_port(), free_port()]
        replicas: list[BotProcess] = []
        for number, port in enumerate(ports):
            folder = tmp_path / str(number)
            folder.mkdir()
            environment = {
                "BAOWEN_TELEGRAM_TOKEN": api.token,
                "BAOWEN_STORE": address,
                "BAOWEN_DESK_CHAT": str(DESK),
                "BAOWEN_WEBHOOK_URL": f"http://127.0.0.1:{port}/news",
                "BAOWEN_WEBHOOK_PORT": str(port),
                "BAOWEN_WEBHOOK_SECRET": "a-secret_of_the_webhook",
            }
            replicas.append(BotProcess(folder, api.url, **environment))
            api.wait_for(lambda: "is up and listens" in replicas[-1].log(), "a replica")
        try:
            addresses = [api.webhook["url"].replace(str(ports[1]), str(port)) for port in ports]
            open_desk(api)
            questions = [api.say(f"没有{n}号路？", chat=n, user=n) for n in range(1, CASES + 1)]
            for question in questions:
                [refusal] = api.wait_for(lambda question=question: api.replies_to(question), "the refusal")
                api.press_labelled(refusal, PASS_ON, user=question["chat"]["id"])
            api.wait_for(lambda: len(cards(api)) == CASES, "the cards")
            for at, card in enumerate(cards(api)):
                data = next(one["callback_data"] for one in api.buttons(card) if one["text"] == TAKE)
                for which in (0, 1):
                    api.webhook = {**api.webhook, "url": addresses[(at + which) % 2]}
                    api.press(card, data, user=OPERATOR + which)
            api.wait_for(lambda: all(len(api.replies_to(one)) == 3 for one in questions), "the news")
            api.wait_for(lambda: all("在办" in card["text"] for card in cards(api)), "the cards")
            api.wait_for(lambda: not any(_open_work(address)), "the store to be at rest")
        finally:
            for replica in replicas:
                replica.kill()
    assert [len(api.replies_to(question)) for question in questions] == [3] * CASES
    said = [call["text"] for call in api.called("answerCallbackQuery") if call.get("text")]
    assert sum("归您了" in text for text in said) == CASES
    assert sum("有人在办" in text for text in said) == CASES
