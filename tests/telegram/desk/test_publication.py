"""Published replies: pages like any other, found and cited as the desk's answer."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import Retriever
from bot.chat.replies import CHINESE
from bot.store.records import Case, Person
from bot.telegram.desk.publication import publish, withdraw
from tests.support.desk import DESK, OPERATOR, answer, cards, open_desk, pass_on, silent
from tests.support.telegram import alert_of, running_bot

DAY = date(2026, 11, 26)


def case(text="西山水库的鱼多少钱一斤？", reply="每斤18元左右，由承包户自己卖。", number=17):
    """An answered case."""
    return Case(Person(1, 1), 7, "zh", "question", {"text": text}, number=number, state="answered", reply=reply)


def test_a_published_reply_is_found_and_cited(tmp_path):
    """Its headline is the question, its newspaper the desk, its date that of the reply."""
    publish(tmp_path, case(), "编辑部答复", DAY)
    hit = Retriever.from_folder(tmp_path).answer("西山水库的鱼怎么卖？").hits[0]
    assert hit.passage.text == "每斤18元左右，由承包户自己卖。"
    article = hit.article
    assert (article.headline, article.newspaper, article.date) == (
        "西山水库的鱼多少钱一斤？",
        "编辑部答复",
        "2026-11-26",
    )


@pytest.mark.parametrize(
    ("newspaper", "cited"),
    [
        ("编辑部答复", "编辑部答复"),
        ("12345热线答复", "12345热线答复"),
        ("City Desk答复", "City·Desk答复"),
        ("《江州日报》编辑部答复", "江州日报·编辑部答复"),
        ("*a_b*", "a·b"),
    ],
)
def test_signs_of_markdown_are_only_text(tmp_path, newspaper, cited):
    """In the question and in the reply, every line of which is a paragraph; the name of the desk is one piece."""
    reply = "# 9月1日开学。*报到*在8月30日。\n\n1. 带户口本。\n- 带<b>疫苗本</b>。\n| 一 | 二 |"
    publish(tmp_path, case("# 南湖*小学*\n几号开学？", reply), newspaper, DAY)
    [article] = Retriever.from_folder(tmp_path).articles
    assert article.headline == "# 南湖*小学* 几号开学？"
    assert "\n".join(article.paragraphs) == reply.replace("\n\n", "\n")
    assert (article.newspaper, article.date) == (cited, "2026-11-26")


def test_a_page_is_written_once_and_whole(tmp_path):
    """Again over itself, in a folder that is made; nothing else is left, also when it fails; and it goes again."""
    folder = tmp_path / "new" / "desk"
    path = publish(folder, case(), "编辑部答复", DAY)
    assert publish(folder, case(reply="每斤20元。"), "编辑部答复", DAY) == path
    assert "每斤20元" in path.read_text("utf-8")
    path.unlink()
    path.mkdir()
    with pytest.raises(OSError):
        publish(folder, case(), "编辑部答复", DAY)
    path.rmdir()
    assert list(folder.iterdir()) == []
    publish(folder, case(), "编辑部答复", DAY)
    withdraw(folder, 17)
    withdraw(folder, 17)
    assert list(folder.iterdir()) == []


async def test_operators_publish_with_one_tap_and_withdraw_with_another(api, tmp_path):
    """The page has the question and the reply, and nothing of the person."""
    open_desk(api)
    async with running_bot(api, silent, desk_chat=DESK, desk_pages=tmp_path / "desk", desk_name="市长热线"):
        question = api.say("西山水库的鱼多少钱？")
        await api.until(lambda: api.replies_to(question), "the refusal")
        api.press_labelled(api.replies_to(question)[0], "转给市长热线")
        await api.until(lambda: cards(api), "the card")
        confirmed = await answer(api, cards(api)[0], "每斤18元。")
        api.press_labelled(confirmed, CHINESE.desk.publish, user=OPERATOR)
        await api.until(lambda: "已经发布" in confirmed["text"], "the publication")
        [page] = (tmp_path / "desk").iterdir()
        assert page.read_text("utf-8").splitlines()[:3:2] == [
            "# 西山水库的鱼多少钱？",
            f"来源：市长热线答复　{datetime.now(ZoneInfo('Asia/Shanghai')).date().isoformat()}",
        ]
        assert "person" not in page.read_text("utf-8")
        api.press_labelled(confirmed, CHINESE.desk.withdraw, user=OPERATOR)
        await api.until(lambda: "已经发给本人" in confirmed["text"], "the withdrawal")
        assert list((tmp_path / "desk").iterdir()) == []


async def test_what_is_not_answered_or_forgotten_cannot_be_published(api, tmp_path):
    """A forged button of an operator's own, and an old one after /forget."""
    open_desk(api)
    async with running_bot(api, silent, desk_chat=DESK, desk_pages=tmp_path / "desk"):
        _, card = await pass_on(api)
        number = card["text"].split()[0].removeprefix("📨#")
        assert await alert_of(api, api.press(card, f"case:publish:{number}", user=OPERATOR)) == CHINESE.desk.gone
        confirmed = await answer(api, card, "每斤18元。")
        forget = api.say("/forget")
        await api.until(lambda: api.replies_to(forget), "the forgetting")
        query = api.press_labelled(confirmed, CHINESE.desk.publish, user=OPERATOR)
        assert await alert_of(api, query) == CHINESE.desk.gone
    assert not (tmp_path / "desk").exists()


async def test_a_folder_that_cannot_be_written_to_is_said(api, tmp_path):
    """The operator hears it, and may try again."""
    open_desk(api)
    (tmp_path / "desk").write_text("no folder")
    async with running_bot(api, silent, desk_chat=DESK, desk_pages=tmp_path / "desk"):
        _, card = await pass_on(api)
        confirmed = await answer(api, card, "每斤18元。")
        query = api.press_labelled(confirmed, CHINESE.desk.publish, user=OPERATOR)
        assert await alert_of(api, query) == CHINESE.desk.not_published


@pytest.mark.slow
def test_a_published_reply_answers_the_next_person_and_those_who_wait(api, tmp_path):
    """With the product as it runs: the page comes into the corpus within seconds."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("城东停水三天\n\n　　本报讯 8月17日起城东停水三天，20日恢复供水。\n", "utf-8")
    open_desk(api)
    environment = {
        "BAOWEN_TELEGRAM_API": api.url,
        "BAOWEN_TELEGRAM_TOKEN": api.token,
        "BAOWEN_STORE": f"sqlite:///{tmp_path}/store.db",
        "BAOWEN_DESK_CHAT": str(DESK),
        "BAOWEN_DESK_PAGES": str(tmp_path / "desk"),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "bot", "telegram", "--corpus", pages, "--index", tmp_path / "index"]
    with open(tmp_path / "log", "wb") as stderr:
        process = subprocess.Popen(command, stderr=stderr, env=os.environ | environment)
    try:
        waiting = api.say("西山水库的鱼多少钱一斤？", chat=2, user=2)
        api.wait_for(lambda: api.replies_to(waiting), "the refusal")
        api.press_labelled(api.replies_to(waiting)[0], CHINESE.feedback.tell_me, user=2)
        asyncio.run(_publish(api))
        api.wait_for(lambda: len(api.replies_to(waiting)) == 2, "the news")
        question = api.say("西山水库的鱼怎么卖？", chat=3, user=3)
        [found] = api.wait_for(lambda: api.replies_to(question), "the answer")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
    for text in (api.replies_to(waiting)[1]["text"], found["text"]):
        assert "每斤18元左右，由承包户自己卖。\n\n📰 《西山水库的鱼多少钱一斤？》\n编辑部答复 " in text


async def _publish(api):
    _, card = await pass_on(api, "西山水库的鱼多少钱一斤？")
    confirmed = await answer(api, card, "每斤18元左右，由承包户自己卖。")
    api.press_labelled(confirmed, CHINESE.desk.publish, user=OPERATOR)
    await api.until(lambda: "已经发布" in confirmed["text"], "the publication")
