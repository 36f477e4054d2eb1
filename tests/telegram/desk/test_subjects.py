"""What the desk's cases are about, over real HTTP."""

from __future__ import annotations

import pytest

from bot.chat.replies import CHINESE
from tests.support.desk import DESK, OPERATOR, cards, open_desk, pass_on, silent
from tests.support.telegram import alert_of, reply_to, running_bot

SUBJECTS = ["交通", "医保", "环境", "城管"]


@pytest.fixture
async def sorting_desk(api):
    """A bot that finds nothing, with a desk that sorts its cases."""
    open_desk(api)
    async with running_bot(api, silent, desk_chat=DESK, desk_subjects="交通, 医保，环境、城管") as service:
        yield service


def labels(api, message):
    """The labels of the buttons below a message."""
    return [button["text"] for button in api.buttons(message)]


async def test_who_passes_something_on_says_what_it_is_about(api, sorting_desk):
    """By a tap, once; the operators see it on the card, and it stands in /mine, /cases and the figures."""
    question, card = await pass_on(api)
    confirmation = api.replies_to(question)[1]
    assert confirmation["text"].endswith(CHINESE.desk.which_subject.format(desk="编辑部"))
    assert labels(api, confirmation) == SUBJECTS
    number = card["text"].split()[0].removeprefix("📨#")
    said = await alert_of(api, api.press_labelled(confirmation, "医保"))
    assert said == CHINESE.desk.sorted.format(number=number, subject="医保")
    await api.until(lambda: card["text"].startswith(f"📨#{number} 提问·医保 · 等人接\n"), "the subject on the card")
    await api.until(lambda: not labels(api, confirmation), "the end of the choice")
    assert f"{number} 号（提问·医保，" in (await reply_to(api, api.say("/mine")))["text"]
    listed = await reply_to(api, api.say("/cases", chat=DESK, user=OPERATOR))
    assert f"#{number} 提问·医保 · 等人接：" in listed["text"]
    figures = await reply_to(api, api.say("/stats", chat=DESK, user=OPERATOR))
    assert "· 医保：1 件，已答复 0 件" in figures["text"]


async def test_operators_put_a_case_to_another_subject(api, sorting_desk):
    """A button on the card shows the subjects; who is no operator cannot do that, and changes no case but theirs."""
    question, card = await pass_on(api)
    confirmation = api.replies_to(question)[1]
    choice = api.buttons(confirmation)[2]["callback_data"]
    shown = card["reply_markup"]
    api.press_labelled(card, CHINESE.desk.sort, user=OPERATOR)
    await api.until(lambda: labels(api, card) == SUBJECTS, "the subjects")
    api.press_labelled(card, "环境", user=OPERATOR)
    await api.until(lambda: "·环境 · 等人接" in card["text"] and card["reply_markup"] == shown, "the subject")
    # somebody else, below a message of theirs; and a subject that there is none of
    other, _ = await pass_on(api, "东山水库的鱼多少钱？", chat=2, user=2)
    theirs = api.replies_to(other)[1]
    assert await alert_of(api, api.press(theirs, choice, user=2)) == CHINESE.desk.gone
    assert await alert_of(api, api.press(confirmation, choice[:-8] + "00000000")) == CHINESE.expired
    assert await alert_of(api, api.press(confirmation, choice[:-9])) == CHINESE.desk.gone
    assert "·环境" in card["text"]


async def test_a_case_that_is_finished_is_sorted_by_operators_only(api, sorting_desk):
    """What is done is not changed behind their back; the button of the sender says where it stands."""
    question, card = await pass_on(api)
    number = card["text"].split()[0].removeprefix("📨#")
    choice = api.buttons(api.replies_to(question)[1])[0]["callback_data"]
    api.press_labelled(card, CHINESE.desk.close, user=OPERATOR)
    await api.until(lambda: "已结" in card["text"], "the end of the case")
    stands = CHINESE.desk.stands.format(number=number, state=CHINESE.desk.states["closed"])
    assert await alert_of(api, api.press(api.replies_to(question)[1], choice)) == stands
    api.press(card, choice, user=OPERATOR)
    await api.until(lambda: "·交通 · 已结" in card["text"], "the subject")
    assert not labels(api, card)


async def test_a_desk_without_subjects_asks_for_none(api, desk):
    """Nobody sees a button for it."""
    question, card = await pass_on(api)
    assert not labels(api, api.replies_to(question)[1])
    assert labels(api, card) == [CHINESE.desk.take, CHINESE.desk.close]


async def test_a_report_is_sorted_like_a_question(api, sorting_desk):
    """Its card says both."""
    reply = await reply_to(api, api.say("/report 北门的路灯坏了"))
    api.press_labelled(reply, "城管")
    await api.until(lambda: "反映问题·城管 · 等人接" in cards(api)[0]["text"], "the subject")
