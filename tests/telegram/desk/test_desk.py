"""The desk, over real HTTP: what people pass on reaches its operators, and their replies reach the people."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.store.changes import Changes
from bot.store.records import Case, Person
from bot.store.store import Store
from tests.support.desk import DESK, OPERATOR, PHOTO, answer, cards, open_desk, pass_on, silent
from tests.support.paper import paper
from tests.support.telegram import alert_of, reply_to, running_bot


async def test_a_question_goes_to_the_desk_and_its_reply_comes_back(api, desk):
    """From the button to the reply, both sides see where the case stands; the person's name goes nowhere."""
    await reply_to(api, api.say("那边有水库吗？"))
    question, card = await pass_on(api)
    number = card["text"].split()[0].removeprefix("📨#")
    assert api.replies_to(question)[1]["text"].startswith(f"已经转给编辑部，编号是 {number}。")
    assert card["text"] == (
        f"📨#{number} 提问 · 等人接\n西山水库的鱼多少钱？\n\n前面问过：那边有水库吗？\n"
        "报上最接近的是《医保缓缴政策出台》。\n回复这条消息，就是答复本人。"
    )
    assert "person" not in str(card)

    query = api.press_labelled(card, "我来办", user=OPERATOR)
    await api.until(lambda: len(api.replies_to(question)) == 3, "the news that it is taken")
    assert api.replies_to(question)[2]["text"] == f"您的 {number} 号，编辑部有人接了，正在办。"
    assert card["text"].startswith(f"📨#{number} 提问 · person {OPERATOR}在办\n")
    assert await alert_of(api, query) == CHINESE.desk.you_took.format(number=number)

    confirmed = await answer(api, card, "每斤18元，<b>由承包户</b>自己卖。")
    await api.until(lambda: len(api.replies_to(question)) == 4, "the reply")
    reply = api.replies_to(question)[3]
    heading = f"【编辑部的答复】{number} 号。这是编辑部写的，不是报上的原话："
    assert reply["text"] == f"{heading}\n每斤18元，<b>由承包户</b>自己卖。"
    assert confirmed["text"] == f"📨#{number} 已经发给本人。"
    await api.until(lambda: "已答复" in card["text"], "the state on the card")
    assert api.buttons(card) == []


# the article that comes nearest to everything
NEAREST = "《医保缓缴政策出台》"


async def test_the_button_is_there_only_where_there_is_a_desk_and_no_answer(api):
    """An answer can be rated; a refusal can be passed on, or be waited for."""
    async with running_bot(api, silent):
        assert [one["text"] for one in api.buttons(await reply_to(api, api.say("鱼？")))] == [NEAREST, "有了告诉我"]
        assert (await reply_to(api, api.say("/report 路灯坏了")))["text"] == CHINESE.help
    async with running_bot(api, silent, desk_chat=DESK):
        labels = [one["text"] for one in api.buttons(await reply_to(api, api.say("鱼？")))]
        assert labels == [NEAREST, "转给编辑部", "有了告诉我"]
    async with running_bot(api, paper, desk_chat=DESK):
        labels = [one["text"] for one in api.buttons(await reply_to(api, api.say("医保？")))]
        assert labels == ["下一段（2/3）", "👍 有用", "👎 没用", "📋 出处"]


async def test_a_question_is_passed_on_once(api, desk):
    """A second tap says where it stands."""
    question, card = await pass_on(api)
    number = card["text"].split()[0].removeprefix("📨#")
    query = api.press_labelled(api.replies_to(question)[0], "转给编辑部")
    assert await alert_of(api, query) == f"这一问已经转给编辑部了：{number} 号，等人接。"
    assert len(cards(api)) == 1


async def test_a_person_can_have_five_cases_at_once(api, desk):
    """The sixth waits for a reply of the desk; another person does not."""
    for number in range(5):
        await pass_on(api, f"第{number}号路？")
    question = api.say("第6号路？")
    query = api.press_labelled(await reply_to(api, question), "转给编辑部")
    assert await alert_of(api, query) == CHINESE.desk.too_many.format(count=5, desk="编辑部")
    await pass_on(api, chat=2, user=2)
    await answer(api, cards(api)[0], "答。")
    api.press_labelled(api.replies_to(question)[0], "转给编辑部")
    await api.until(lambda: len(api.replies_to(question)) == 2, "the sixth")


async def test_of_two_operators_one_takes_a_case(api, desk):
    """The other hears that it is taken; both see the card as it is."""
    _, card = await pass_on(api)
    data = api.buttons(card)[0]["callback_data"]
    first = api.press(card, data, user=OPERATOR)
    await alert_of(api, first)
    second = api.press(card, data, user=51)
    assert "有人在办" in await alert_of(api, second)
    assert f"person {OPERATOR}在办" in card["text"]


async def test_a_case_may_be_closed_without_a_reply(api, desk):
    """The person hears it; a late reply is not sent, and the operator hears that."""
    question, card = await pass_on(api)
    api.press_labelled(card, "不办，结掉", user=OPERATOR)
    await api.until(lambda: len(api.replies_to(question)) == 3, "the news")
    assert "已经结了" in api.replies_to(question)[2]["text"]
    assert (await answer(api, card, "等一下"))["text"].endswith("已经结了，这一条没有发。")
    assert len(api.replies_to(question)) == 3


async def test_a_reply_can_be_a_photo_and_a_second_one_follows(api, desk):
    """Its caption is marked as the desk's; a voice message and a changed reply are not sent, and the operator hears."""
    question, card = await pass_on(api)
    await answer(api, card, None, photo=PHOTO, caption="价目表")
    await api.until(lambda: len(api.replies_to(question)) == 3, "the photo")
    photo = api.replies_to(question)[2]
    assert photo["photo"][0]["file_id"] == "large"
    assert photo["caption"].endswith("不是报上的原话：\n价目表")
    again = api.say("周末另议。", chat=DESK, user=OPERATOR, reply_to=card)
    await api.until(lambda: len(api.replies_to(question)) == 4, "the second reply")
    api.edit(again, "周末不卖。")
    await api.until(lambda: len(api.replies_to(again)) == 2, "the note")
    assert api.replies_to(again)[1]["text"].endswith("请再回复一次。")
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 1}
    assert (await answer(api, card, None, voice=voice))["text"].endswith("只能转文字和照片，这一条没有发。")
    assert len(api.replies_to(question)) == 4


async def test_a_long_reply_comes_whole(api, desk):
    """In as many messages as it needs, each marked as the desk's."""
    question, card = await pass_on(api)
    text = "这件事说来话长。" * 500
    await answer(api, card, text)
    await api.until(lambda: len(api.replies_to(question)) == 4, "both parts")
    parts = [reply["text"].split("\n", 1) for reply in api.replies_to(question)[2:]]
    assert all(heading.startswith("【编辑部的答复】") for heading, _ in parts)
    assert "".join(part for _, part in parts) == text


async def test_a_reply_that_cannot_be_delivered_is_reported(api, desk):
    """The operators should not believe that the person has it."""
    _, card = await pass_on(api, chat=7, user=7)
    api.block(7)
    await answer(api, card, "每斤18元。")
    await api.until(lambda: "没有送到" in api.sent(DESK)[-1]["text"], "the news")


async def test_a_case_that_the_operators_cannot_see_is_not_waited_for(api, caplog):
    """Where the bot is not in their chat, the person hears that it did not arrive."""
    async with running_bot(api, silent, desk_chat=DESK):
        question = api.say("鱼多少钱？")
        api.press_labelled(await reply_to(api, question), "转给编辑部")
        await api.until(lambda: len(api.replies_to(question)) == 3, "the news")
        assert any("没能送到编辑部" in reply["text"] for reply in api.replies_to(question))
    assert "The bot is not in the desk's chat (BAOWEN_DESK_CHAT): Chat not found" in caplog.text


MOVED = "Bad Request: group chat was upgraded to a supergroup chat"


@pytest.mark.parametrize("news", ["start", "message", "refusal"])
async def test_a_desk_that_became_a_supergroup_is_followed(api, tmp_path, news):
    """However the bot hears of it: what waits is shown in the new chat, who is there is an operator, and who is in the
    old one is none; after a restart with the old setting it is the same."""
    store = f"sqlite:///{tmp_path}/store.db"
    open_desk(api)
    api.say("大家好", chat=-1005, user=OPERATOR)
    async with running_bot(api, silent, desk_chat=DESK, store=store):
        question, old = await pass_on(api)
        if news == "message":
            api.say(None, chat=DESK, user=OPERATOR, migrate_to_chat_id=-1005)
        elif news == "refusal":
            api.fault("sendMessage", 400, MOVED, chat=DESK, migrate_to_chat_id=-1005)
            api.press_labelled(await reply_to(api, api.say("鸭多少钱？")), "转给编辑部")
    if news == "start":
        api.fault("getChat", 400, MOVED, chat=DESK, migrate_to_chat_id=-1005)
    async with running_bot(api, silent, desk_chat=DESK, store=store):
        find = lambda: [one for one in api.sent(-1005) if "鱼多少钱" in one.get("text", "")]  # noqa: E731
        await api.until(find, "the card")
        assert await alert_of(api, api.press_labelled(old, "我来办", user=9)) == CHINESE.desk.not_operator.format(
            desk="编辑部"
        )
        reply = api.say("每斤18元。", chat=-1005, user=OPERATOR, reply_to=find()[0])
        await api.until(lambda: api.replies_to(reply), "the confirmation")
        await api.until(lambda: "每斤18元" in api.replies_to(question)[-1]["text"], "the answer")


async def test_what_a_person_says_to_the_desk_s_reply_goes_to_the_desk(api, desk):
    """The case waits again; thanks are only thanks; and somebody else's number leads nowhere."""
    question, card = await pass_on(api)
    await answer(api, card, "每斤18元。")
    await api.until(lambda: len(api.replies_to(question)) == 3, "the reply")
    reply = api.replies_to(question)[2]
    assert (await reply_to(api, api.say("谢谢", reply_to=reply)))["text"] == CHINESE.talk["thanks"]
    assert "已答复" in card["text"]
    more = api.say("周末<也>卖吗？", reply_to=reply)
    assert "还是" in (await reply_to(api, more))["text"]
    await api.until(lambda: "周末<也>卖吗？" in api.sent(DESK)[-1]["text"], "what was added")
    assert "等人接" in card["text"]
    await answer(api, api.sent(DESK)[-1], "卖。")
    await api.until(lambda: len(api.replies_to(question)) == 4, "the second reply")
    assert "卖。" in api.replies_to(question)[3]["text"]
    in_group = reply | {"chat": {"id": -5, "type": "supergroup", "title": "g"}}
    foreign = api.say("骗人的？", chat=-5, user=2, reply_to=in_group)
    await reply_to(api, foreign)
    assert "骗人的" not in str(api.sent(DESK))


@pytest.mark.parametrize(
    "text",
    ["<b>鱼</b>&amp;<a href='x'>多少钱</a>？", "鱼\u202e多少\u200b钱？", "西山水库鱼" * 700, "📨#99 鱼多少钱？"],
)
async def test_hostile_questions_are_only_text_on_a_card(api, desk, text):
    """Markup, characters that nobody sees, a question without end, and what looks like a card's own number."""
    _, card = await pass_on(api, text)
    assert card["text"].split()[0] != "📨#99"
    assert "鱼" in card["text"]
    await answer(api, card, text)


# -- who may do what --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["take", "close", "publish", "withdraw"])
async def test_forged_buttons_of_operators_are_refused(api, desk, act):
    """A person's client can send any data; what counts is the chat that it comes from."""
    question, card = await pass_on(api)
    number = card["text"].split()[0].removeprefix("📨#")
    refusal = api.replies_to(question)[0]
    for chat_message in (refusal, await reply_to(api, api.say("/ask 鱼？", chat=-5, user=1))):
        query = api.press(chat_message, f"case:{act}:{number}", user=1)
        assert await alert_of(api, query) == CHINESE.desk.not_operator.format(desk="编辑部")
    for data in (f"case:{act}:0", f"case:{act}:-1", f"case:{act}:1e3", "case:sell:1", f"case:{act}:{number} "):
        assert await alert_of(api, api.press(card, data, user=OPERATOR)) == CHINESE.expired
    assert card["text"].startswith(f"📨#{number} 提问 · 等人接")
    assert len(api.replies_to(question)) == 2


async def test_a_reply_from_another_chat_reaches_nobody(api, desk):
    """Nor does one to a message that only looks like a card, or to a person's in the operators' chat."""
    question, card = await pass_on(api, chat=2, user=2)
    forged = api.say(card["text"], chat=DESK, user=51)
    tries = [
        api.say("骗人的", chat=1, user=1, reply_to=await reply_to(api, api.say(card["text"]))),
        api.say("骗人的", chat=-5, user=1, reply_to=await reply_to(api, api.say(f"/ask {card['text']}", chat=-5))),
        api.say("骗人的", chat=DESK, user=51, reply_to=forged),
    ]
    await reply_to(api, api.say("/ask 还在吗？", chat=DESK, user=51))
    await reply_to(api, tries[0])
    await answer(api, card, "每斤18元。")
    await api.until(lambda: len(api.replies_to(question)) == 3, "the reply")
    assert "骗人的" not in str(api.replies_to(question))


async def test_a_reply_to_an_answer_of_the_paper_is_no_reply_to_a_case(api):
    """An operator asks on below a passage that begins with a number; nobody's case is answered by that."""
    open_desk(api)

    def either(question, history, k):
        return paper(question, history, k) if "号楼" in question else silent(question, history, k)

    async with running_bot(api, either, desk_chat=DESK):
        question, card = await pass_on(api)
        number = card["text"].split()[0].removeprefix("📨")
        passage = await reply_to(api, api.say(f"/ask {number} 号楼停水吗？", chat=DESK, user=OPERATOR))
        assert passage["text"].startswith(number)
        follow_up = api.say("那几号楼停电？", chat=DESK, user=OPERATOR, reply_to=passage)
        assert "原话第1段" in (await reply_to(api, follow_up))["text"]
        assert len(api.replies_to(question)) == 2


async def test_the_list_of_cases_is_for_the_operators(api, desk):
    """For anybody else the command does not exist."""
    assert (await reply_to(api, api.say("/cases", chat=DESK, user=OPERATOR)))["text"] == CHINESE.desk.unfinished_none
    _, card = await pass_on(api)
    number = card["text"].split()[0].removeprefix("📨")
    listed = (await reply_to(api, api.say("/cases", chat=DESK, user=OPERATOR)))["text"]
    assert listed == f"没有办完的 1 件：\n{number} 提问 · 等人接：西山水库的鱼多少钱？"
    assert (await reply_to(api, api.say("/cases", user=OPERATOR)))["text"].startswith(CHINESE.help)


async def test_only_who_asked_passes_a_question_on(api, desk):
    """In a group, another person is told to ask themselves."""
    reply = await reply_to(api, api.say("/ask 鱼多少钱？", chat=-5, user=1))
    assert await alert_of(api, api.press_labelled(reply, "转给编辑部", user=2)) == CHINESE.not_yours
    assert await alert_of(api, api.press_labelled(reply, "有了告诉我", user=2)) == CHINESE.not_yours
    assert not cards(api)


async def test_two_people_get_their_own_replies(api, desk):
    """Also where they ask the same in the same group."""
    first, one = await pass_on(api, "/ask 鱼？", chat=-5, user=1)
    second, two = await pass_on(api, "/ask 鱼？", chat=-5, user=2)
    await answer(api, two, "答乙。")
    await answer(api, one, "答甲。")
    await api.until(lambda: len(api.replies_to(first)) == len(api.replies_to(second)) == 3, "both replies")
    assert api.replies_to(first)[2]["text"].endswith("答甲。")
    assert api.replies_to(second)[2]["text"].endswith("答乙。")


# -- time -------------------------------------------------------------------------------------------------------------


async def test_outside_its_hours_the_desk_keeps_a_case(api):
    """The person hears when it opens; the operators get the case without a sound."""
    open_desk(api)
    day = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(days=3)
    hours = f"{day:%a} 9:00-17:30"
    async with running_bot(api, silent, desk_chat=DESK, desk_hours=hours, desk_reminder=1):
        question, _ = await pass_on(api)
    assert f"{day.month}月{day.day}日（" in api.replies_to(question)[1]["text"]
    assert api.replies_to(question)[1]["text"].endswith("9:00开始办。")
    [call] = [call for call in api.called("sendMessage") if call["chat_id"] == DESK]
    assert call["disable_notification"] is True


async def test_the_operators_are_reminded_of_what_nobody_takes(api, tmp_path):
    """Once in the time of the setting, with all that waits; what is taken is brought up after a day."""
    open_desk(api)
    store = f"sqlite:///{tmp_path}/store.db"
    async with running_bot(api, silent, desk_chat=DESK, store=store) as service:
        _, first = await pass_on(api, "第1号路？")
        _, second = await pass_on(api, "第2号路？")
        _, third = await pass_on(api, "第3号路？")
        api.press_labelled(second, "我来办", user=OPERATOR)
        await api.until(lambda: "在办" in second["text"], "the taking")
        clock = service._store.store._now
        service._store.store._now = lambda: clock() + 1860
        await api.until(lambda: "没有人接" in api.sent(DESK)[-1]["text"], "the reminder")
        numbers = "、".join(card["text"].split()[0].removeprefix("📨") for card in (first, third))
        assert api.sent(DESK)[-1]["text"] == f"还有 2 件没有人接，最早的等了 31 分钟：{numbers}"
        api.press_labelled(first, "不办，结掉", user=OPERATOR)
        api.press_labelled(third, "不办，结掉", user=OPERATOR)
        await api.until(lambda: "已结" in first["text"] and "已结" in third["text"], "the end of the two")
        service._store.store._now = lambda: clock() + 86_400 + 60
        await api.until(lambda: "还没有答复" in api.sent(DESK)[-1]["text"], "the reminder of what was taken")
        number = second["text"].split()[0].removeprefix("📨")
        assert api.sent(DESK)[-1]["text"] == f"有 1 件接了一天多，还没有答复：{number}"


@pytest.mark.parametrize(("hours", "waited"), [(5, "5 小时"), (720, "30 天")])
async def test_many_late_cases_are_one_reminder(api, tmp_path, hours, waited):
    """Such as all that were taken before there were reminders: the oldest are named, the others counted."""
    open_desk(api)
    url = f"sqlite:///{tmp_path}/store.db"
    store = Store(url, lambda: time.time() - 3600 * hours)

    def fill(changes: Changes) -> None:
        for number in range(1, 101):
            changes.cases.open(Case(Person(number, number), number, "zh", "question", {"text": "问"}))
            if number > 50:
                changes.cases.take(number, "甲")

    store.change(fill)
    store.close()
    named = ["、".join(f"#{number}" for number in range(first, first + 30)) for first in (1, 51)]
    expected = [f"还有 50 件没有人接，最早的等了 {waited}：{named[0]}……"]
    if hours > 24:
        expected.append(f"有 50 件接了一天多，还没有答复：{named[1]}……")
    async with running_bot(api, silent, desk_chat=DESK, store=url) as service:
        await api.until(lambda: len(api.sent(DESK)) >= len(expected), "the reminders")
        assert await service._handlers.operators.remind() == []
    assert [message["text"] for message in api.sent(DESK)] == expected


# -- what is kept -----------------------------------------------------------------------------------------------------


async def test_who_is_forgotten_takes_back_what_they_passed_on(api, desk):
    """Their open case is closed, their words go from the card, and nobody can answer any more."""
    _, card = await pass_on(api)
    _, other = await pass_on(api, "停水吗？", chat=2, user=2)
    assert "编辑部的人看得到" in (await reply_to(api, api.say("/privacy")))["text"]
    await reply_to(api, api.say("/forget"))
    await api.until(lambda: "已结" in card["text"], "the card without the words")
    assert card["text"].endswith("提问 · 已结\n本人删去了自己的话。")
    assert (await answer(api, card, "每斤18元。"))["text"].endswith("这一条没有发。")
    assert (await reply_to(api, api.say("/mine")))["text"] == "您没有转给编辑部的事。"
    assert "等人接" in other["text"]


async def test_the_desk_speaks_the_language_of_the_setting_and_to_people_their_own(api):
    """An English person, and a desk in Chinese; and the other way round."""
    open_desk(api)
    async with running_bot(api, silent, desk_chat=DESK, desk_language="en", desk_name="City Desk"):
        question = api.say("鱼多少钱？", language="en")
        api.press_labelled(await reply_to(api, question), "Ask City Desk", language="en")
        await api.until(lambda: cards(api), "the card")
        assert "question · waiting" in cards(api)[0]["text"]
        await answer(api, cards(api)[0], "18.")
        await api.until(lambda: len(api.replies_to(question)) == 3, "the reply")
    assert api.replies_to(question)[2]["text"].startswith("[Reply of City Desk]")
    assert ENGLISH.desk.reply.format(desk="City Desk", number=1) in api.replies_to(question)[2]["text"]


async def test_everything_stays_in_the_topic_of_its_question(api, desk):
    """In a group with topics, also what comes hours later."""
    question = api.say("/ask 鱼多少钱？", chat=-5, message_thread_id=77, is_topic_message=True)
    api.press_labelled(await reply_to(api, question), "转给编辑部")
    await api.until(lambda: cards(api), "the card")
    await answer(api, cards(api)[0], "每斤18元。")
    await api.until(lambda: len(api.replies_to(question)) == 3, "the reply")
    sent = [call for call in api.called("sendMessage") if call["chat_id"] == -5]
    assert [call.get("message_thread_id") for call in sent] == [77, 77, 77]
