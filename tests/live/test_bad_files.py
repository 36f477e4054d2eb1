"""Bad files that come into a corpus while it is served."""

from __future__ import annotations

import os

import pytest

from tests.live.conftest import page, says, settled, until
from tests.support.bad_files import ANSWER, QUESTION, write_bad_files, write_good_pages

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="pipes, links and devices of POSIX")]


def test_a_live_corpus_lives_on(corpus, serve):
    """With so much to read that several processes do it: the good pages that came with the bad ones answer."""
    live = serve()
    write_good_pages(corpus, 130)
    write_bad_files(corpus)
    until(lambda: says(live, QUESTION, ANSWER) and settled(live, corpus), "the switch")
    page(corpus, "z.txt", "书店开业", "新华书店昨天在解放路开业，首日八折优惠，读者排起长队等候入场。")
    until(lambda: says(live, "新华书店在哪里开业", "解放路"), "the next page")
    assert any("empty.txt" in str(problem) for problem in live.retriever.problems)
