"""Bad files that come into a corpus while a bot serves it."""

from __future__ import annotations

import os
import signal

import pytest

from tests.live.conftest import page, until
from tests.support.bad_files import ANSWER, QUESTION, name_missing, write_bad_files, write_good_pages
from tests.support.bot_api import BotApi
from tests.support.bot_process import start_command

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="pipes, links and devices of POSIX")]


def test_a_bot_lives_on(corpus, tmp_path):
    """Among 300 files and 10 MB that come at once, each bad one is named in the log, and the good ones answer."""
    with BotApi() as api, open(tmp_path / "log", "wb") as stderr:
        process = start_command(api, corpus, tmp_path, stderr)

        def log():
            return (tmp_path / "log").read_text("utf-8")

        def answers(question, words):
            """Whether the bot answers with some words; asks again, because the pages may not be read yet."""
            assert process.poll() is None, log()
            asked = api.say(question)
            [reply] = until(lambda: api.replies_to(asked), "an answer")
            return words in reply["text"]

        try:
            until(lambda: " is up and polls" in log(), "the start")
            write_good_pages(corpus, 290)
            write_bad_files(corpus)
            until(lambda: answers(QUESTION, ANSWER), "the switch")
            until(lambda: name_missing(log()) == [], "the naming of the bad files")
            page(corpus, "z.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
            until(lambda: answers("新华书店在哪里开业", "解放路"), "the next page")
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()
            process.wait()
        assert "Traceback" not in log()
