"""An index and the operator's words that it was made with."""

import json
import os
import subprocess
import sys

import pytest

from bot import Retriever
from bot.retrieval.storage.stored_index import open_index
from bot.text.user_dictionary import UserDictionary, read_user_dictionary, write_user_dictionary

WORDS = UserDictionary((("湾塘头", 200),))


def baowen(*args, **environ):
    done = subprocess.run(
        [sys.executable, "-m", "bot", *args], capture_output=True, encoding="utf-8", env={**os.environ, **environ}
    )
    return done.returncode, done.stdout, done.stderr


def test_other_words_make_the_index_anew(tmp_path):
    """The setting is heeded by every command; a changed file is another index, and a broken line of it is named."""
    corpus, index, path = tmp_path / "pages", tmp_path / "index", tmp_path / "words.txt"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    ask = ("ask", "湾塘头停水几天？", "--json", "--corpus", str(corpus), "--index", str(index))

    def terms():
        stored = open_index(index)
        return "湾塘头" in stored.tables.fields["words"].terms, stored.manifest["user_dictionary"]

    assert baowen(*ask)[0] == 0
    assert terms() == (False, "")
    path.write_text("湾塘头 20\n坏 行 了\n", encoding="utf-8")
    status, out, err = baowen(*ask, BAOWEN_WORDS=str(path))
    assert status == 0 and json.loads(out)["hits"]
    assert err.count("\n") == 1 and f"{path} 第 2 行" in err
    own, fingerprint = terms()
    assert own and fingerprint == read_user_dictionary(path)[0].fingerprint != ""
    path.write_text("湾塘 20\n", encoding="utf-8")
    assert baowen(*ask, BAOWEN_WORDS=str(path))[::2] == (0, "")
    assert terms()[0] is False
    status, out, err = baowen(*ask, BAOWEN_WORDS=str(tmp_path / "none.txt"))
    assert (status, out) == (1, "") and err.count("\n") == 1 and "BAOWEN_WORDS" in err


def hits(retriever):
    return [(hit.passage.text, hit.score, hit.highlights) for hit in retriever.search("湾塘头几号恢复供水？")]


@pytest.fixture
def pages(tmp_path):
    """A corpus of two pages with the operator's word."""
    corpus = tmp_path / "pages"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    (corpus / "b.txt").write_text("湾塘头修路\n\n　　本报讯 湾塘头的路修好了。\n", encoding="utf-8")
    return corpus


def test_an_index_is_searched_with_the_words_that_it_was_made_with(pages, tmp_path):
    """Opened without them, or served under another setting, it gives the same hits and scores as when it was made."""
    made = Retriever.refreshed([pages], tmp_path / "index", user_dictionary=WORDS)
    assert hits(Retriever.open(tmp_path / "index")) == hits(made) != hits(Retriever.from_folder(pages))
    assert Retriever.open(tmp_path / "index").user_dictionary == WORDS


def test_two_retrievers_with_other_words_do_not_disturb_each_other(pages, tmp_path):
    """Both in one process, asked in turn: each answers as if it were alone."""
    plain = Retriever.refreshed([pages], tmp_path / "plain")
    before = hits(plain)
    own = Retriever.refreshed([pages], tmp_path / "own", user_dictionary=WORDS)
    after = hits(own)
    assert before != after
    for _ in range(2):
        assert (hits(plain), hits(own)) == (before, after)


def test_pages_are_read_alike_with_and_without_user_dictionary(pages, tmp_path):
    """Only terms depend on the operator's words: what the reader makes of a page does not."""
    own = Retriever.refreshed([pages], tmp_path / "own", user_dictionary=WORDS)
    assert list(own.articles) == list(Retriever.from_folder(pages).articles)


def test_a_served_index_with_other_words_than_the_setting_is_named_and_answers(pages, tmp_path):
    """One line on standard error where BAOWEN_WORDS names other words; none where it names the same, or is not set."""
    Retriever.refreshed([pages], tmp_path / "index", user_dictionary=WORDS)
    same, other = tmp_path / "same.txt", tmp_path / "other.txt"
    write_user_dictionary(same, WORDS)
    other.write_text("湾塘 20\n", encoding="utf-8")
    served = {"BAOWEN_INDEX_SERVED": str(tmp_path / "index")}
    ask = ("ask", "湾塘头停水几天？", "--json")
    status, alone, err = baowen(*ask, **served)
    assert (status, err) == (0, "")
    assert baowen(*ask, **served, BAOWEN_WORDS=str(same))[2] == ""
    status, out, err = baowen(*ask, **served, BAOWEN_WORDS=str(other))
    assert status == 0 and err.count("\n") == 1 and "BAOWEN_WORDS" in err and str(other) in err
    assert json.loads(out)["hits"] == json.loads(alone)["hits"]
