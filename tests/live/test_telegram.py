"""The Telegram bot over a corpus that changes."""

import asyncio
import signal
import subprocess
import sys

import pytest

from bot.chat.replies import CHINESE
from tests.live.conftest import builders, held, page, says, until
from tests.support.bot_api import BotApi
from tests.support.bot_process import start_command
from tests.support.telegram import alert_of, reply_to, running_bot

METRO = "地铁五号线什么时候开通？"
STORY = "地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。"


pytestmark = pytest.mark.slow


@pytest.fixture
def api():
    with BotApi() as api:
        yield api


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_bot_says_what_it_serves_follows_it_and_ends_cleanly(api, corpus, tmp_path, number):
    """A page that is put into the folder is in the answers; the log says so in English, and nobody is left behind."""
    with open(tmp_path / "log", "wb") as stderr:
        process = start_command(api, corpus, tmp_path, stderr)

    def log():
        return (tmp_path / "log").read_text("utf-8")

    try:
        until(lambda: " is up and polls" in log(), "the start")
        page(corpus, "d.txt", "地铁开通", STORY)
        until(lambda: "Switched: 1 pages new, 0 changed, 0 gone; now 3 passages in 3 articles" in log(), "the switch")
        question = api.say(METRO)
        [reply] = until(lambda: api.replies_to(question), "an answer")
        assert "国庆节开通" in reply["text"]
        with held(tmp_path / "index") as other:
            page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
            until(lambda: builders(tmp_path / "index"), "the building")
            process.send_signal(number)
            assert process.wait(60) == 0
            assert builders(tmp_path / "index") == []
            other.kill()
    finally:
        process.kill()
        process.wait()
    assert f"Serving {corpus}: 2 passages in 2 articles, index in {tmp_path / 'index'}" in log()
    assert "Traceback" not in log() and "WARNING" not in log()
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGINT, 0)])
def test_the_conversation_follows_the_pages_too_and_ends_cleanly(corpus, tmp_path, number, status):
    """A question asked again has the new page; a signal ends what is being built with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--corpus", corpus, "--index", tmp_path / "index"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None
    asked, told = process.stdin, process.stdout

    def ask():
        asked.write(f"{METRO}\n".encode())
        asked.flush()
        return "国庆节开通" in told.readline().decode()

    try:
        process.stdout.readline()
        page(corpus, "d.txt", "地铁开通", STORY)
        until(ask, "the new page")
        with held(tmp_path / "index") as other:
            page(corpus, "e.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
            until(lambda: builders(tmp_path / "index"), "the building")
            process.send_signal(number)
            _, complaints = process.communicate(timeout=60)
            assert (process.returncode, complaints) == (status, b"")
            assert builders(tmp_path / "index") == []
            other.kill()
    finally:
        process.kill()
        process.communicate()


async def test_a_button_of_a_passage_that_is_gone_says_what_to_do(api, corpus, serve):
    """The second passage would be another than the button promised; a button that still fits works on."""
    page(corpus, "c.txt", "公园樱花谢了", "人民公园的樱花前天谢了，明年三月再开，公园照常免费开放。")
    page(corpus, "e.txt", "东山樱花谢了", "东山公园的樱花昨天谢了，要看只能等明年三月了。")
    live = serve()
    async with running_bot(api, live.answer):
        question = api.say("樱花谢了吗？")
        reply = await reply_to(api, question)
        [button] = reply["reply_markup"]["inline_keyboard"][0]
        page(corpus, "d.txt", "地铁开通", STORY)
        await asyncio.to_thread(until, lambda: says(live, METRO, STORY), "the switch")
        assert await alert_of(api, api.press(reply, button["callback_data"])) is None
        first = live.answer("樱花谢了吗？").hits[0].article.file
        (corpus / first).unlink()
        await asyncio.to_thread(
            until, lambda: all(article.file != first for article in live.retriever.articles), "the next switch"
        )
        assert await alert_of(api, api.press(reply, button["callback_data"])) == CHINESE.expired
