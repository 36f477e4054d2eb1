"""Reports and what else people do with the desk, over real HTTP."""

from __future__ import annotations

from bot.chat.replies import CHINESE
from bot.store.records import Case, Person
from tests.support.desk import DESK, PHOTO, answer, cards, pass_on
from tests.support.telegram import reply_to


async def test_a_report_is_a_case_with_its_photos(api, desk):
    """The album is one case; each photo is sent on; the sender looks up what became of it."""
    first = api.say(None, photo=PHOTO, caption="/report 北门的路灯坏了三天", media_group_id="9")
    for _ in range(2):
        api.say(None, photo=PHOTO, media_group_id="9")
    reply = await reply_to(api, first)
    await api.until(lambda: len(api.sent(DESK)) == 4, "card and photos")
    card, *photos = api.sent(DESK)
    number = card["text"].split()[0].removeprefix("📨#")
    assert card["text"].startswith(f"📨#{number} 反映问题 · 等人接\n北门的路灯坏了三天\n")
    assert [(one["photo"][0]["file_id"], one["caption"]) for one in photos] == [("large", f"📨#{number} 的照片")] * 3
    assert f"编号是 {number}" in reply["text"]
    # a reply to one of its photos is a reply to the case
    await answer(api, photos[2], "今天就去修。")
    await api.until(lambda: len(api.replies_to(first)) == 2, "the reply")
    mine = (await reply_to(api, api.say("/mine")))["text"]
    assert mine.startswith(f"您转给编辑部的：\n{number} 号（反映问题，")
    assert mine.endswith("已答复：北门的路灯坏了三天")


async def test_a_bare_report_takes_the_next_message(api, desk):
    """A text, or a photo without one; /new takes it back; questions before and after are questions."""
    await reply_to(api, api.say("医保？"))
    assert (await reply_to(api, api.say("/report")))["text"] == CHINESE.desk.report_prompt
    assert "编号" in (await reply_to(api, api.say("北门的路灯坏了")))["text"]
    assert "编号" not in (await reply_to(api, api.say("路灯归谁管？")))["text"]
    await reply_to(api, api.say("/report"))
    assert "编号" in (await reply_to(api, api.say(None, photo=PHOTO)))["text"]
    await reply_to(api, api.say("/report"))
    await reply_to(api, api.say("/new"))
    assert "编号" not in (await reply_to(api, api.say("路灯归谁管？")))["text"]
    await api.until(lambda: len(cards(api)) == 2, "two cards")


async def test_a_changed_report_is_shown_to_the_operators(api, desk):
    """As a message below the card, and on it."""
    report = api.say("/report 北门的路灯坏了")
    await api.until(lambda: cards(api), "the card")
    [card] = cards(api)
    api.edit(report, "/report 南门的路灯坏了")
    await api.until(lambda: "南门的路灯坏了" in card["text"], "the change")
    assert "南门的路灯坏了" in api.sent(DESK)[-1]["text"]


async def test_a_question_that_is_edited_after_it_was_passed_on_is_shown_as_it_is_now(api, desk):
    """Its answer is edited as that of any question; an edit that asks the same changes nothing."""
    question, card = await pass_on(api)
    api.edit(question, "西山水库的鱼多少钱？ ")
    api.edit(question, "东山水库的鱼多少钱？")
    await api.until(lambda: "\n东山水库的鱼多少钱？" in card["text"], "the change")
    assert api.sent(DESK)[-1]["text"].endswith("本人改成了：\n东山水库的鱼多少钱？")
    await api.until(lambda: "改过了" in api.replies_to(question)[-1]["text"], "the news")
    assert [len(api.sent(DESK)), len(api.replies_to(question))] == [2, 3]


async def test_a_long_report_reaches_the_operators_whole(api, desk):
    """What a card cannot hold follows it."""
    text = "路灯坏了，走路看不见。" * 370
    api.say(f"/report {text}")
    await api.until(lambda: len(cards(api)) == 2, "both parts")
    first, second = cards(api)
    assert first["text"].split("\n\n")[0].split("\n", 1)[1] + second["text"].split("\n", 1)[1] == text


async def test_reports_are_taken_in_private_only(api, desk):
    """In a group everybody would read them; and /mine shows there only what came from there."""
    assert (await reply_to(api, api.say("/report 路灯坏了", chat=-5)))["text"] == CHINESE.desk.report_in_private
    await reply_to(api, api.say("/report 路灯坏了"))
    assert (await reply_to(api, api.say("/mine", chat=-5)))["text"] == "您没有转给编辑部的事。"
    assert "路灯坏了" in (await reply_to(api, api.say("/mine")))["text"]


async def test_who_asks_for_a_person_is_shown_the_way(api, desk):
    """With a desk there is somebody; the button passes the question before on."""
    assert api.buttons(await reply_to(api, api.say("转人工"))) == []
    await reply_to(api, api.say("鱼多少钱？"))
    reply = await reply_to(api, api.say("转人工"))
    assert reply["text"] == CHINESE.desk.human.format(desk="编辑部")
    api.press_labelled(reply, "转给编辑部")
    await api.until(lambda: cards(api), "the card")
    assert "\n鱼多少钱？\n" in cards(api)[0]["text"]


async def test_an_album_that_another_process_has_begun_is_one_case(api, desk):
    """A photo that arrives here after the first arrived there joins its case; what is no report is answered once."""
    first = Case(Person(1, 1), 1, "zh", "report", {"text": "", "photos": ["there"]}, album="9")

    def begin(changes):
        return changes.albums.claim(1, "9"), changes.cases.open(first), changes.albums.claim(2, "7")

    _, case, _ = desk._store.store.change(begin)
    # as it is where the other process opens its case while this one takes the photo
    desk._handlers._desk.add_to_report = never
    api.say(None, photo=PHOTO, caption="/report 北门的路灯坏了", media_group_id="9")
    await api.until(lambda: api.sent(DESK), "the photo")
    api.say(None, photo=PHOTO, media_group_id="7", chat=2, user=2)
    await reply_to(api, api.say("医保？", chat=2, user=2))
    assert len(api.sent(2)) == 1
    joined = desk._store.store.change(lambda changes: changes.cases.find(case.number))
    assert joined.content == {"text": "北门的路灯坏了", "photos": ["there", "large"]}
    assert desk._store.store.change(lambda changes: changes.cases.count_unfinished(1)) == 1


async def never(message):
    """No case of the album is known yet."""
    return False
