"""Bad files in a corpus that several processes read: each is named in one sentence, and the rest answers."""

from __future__ import annotations

import json
import os

import pytest

from tests.support.bad_files import ANSWER, QUESTION, name_missing, write_bad_files, write_good_pages
from tests.support.command_line import baowen_process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="pipes, links and devices of POSIX"),
    pytest.mark.usefixtures("english"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """300 files, 10 MB."""
    folder = tmp_path_factory.mktemp("bad") / "pages"
    folder.mkdir()
    write_good_pages(folder, 290)
    write_bad_files(folder)
    return folder


def check(err, *, without=()):
    """Each bad file has its sentence, on one line."""
    assert "Traceback" not in err
    assert name_missing(err) == list(without), err


def test_ask_index_and_articles_go_on(corpus, tmp_path):
    """`ask` answers, and makes the index; `index` finds it up to date; `articles` shows all good pages."""
    index = str(tmp_path / "index")
    status, out, err = baowen_process("ask", QUESTION, "--corpus", str(corpus), "--index", index, "--json")
    assert (status, ANSWER in json.loads(out)["hits"][0]["text"]) == (0, True)
    check(err)
    status, out, err = baowen_process("index", "--corpus", str(corpus), "--index", index)
    # pages could not be read
    assert status == 1
    assert "0 new, 0 changed, 0 gone, " in out
    check(err, without=["local.lexicon"])
    status, out, err = baowen_process("articles", str(corpus))
    assert status == 1
    check(err, without=["local.lexicon"])
    assert sum(f"\n{number:03}.txt (utf-8): " in f"\n{out}" for number in range(290)) == 290
