"""An operator's own words: text is cut as by jieba with the same user dictionary."""

import json
import os
import subprocess
import sys

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Retriever
from bot.errors import SidecarError
from bot.live.rebuild import Rebuilder
from bot.pages.load import MAX_BYTES
from bot.retrieval.storage.stored_index import open_index
from bot.text.segmenter import Segmenter, default_segmenter
from bot.text.user_words import NO_WORDS, read_user_words, write_user_words

# New words, with and without how often they are seen; a usual word made more and one made less frequent; one in Latin.
LINES = "共享法庭 50 n\n奶农手册\n钦堂乡 20 ns\n这一 9000\n基层 3\n缓缴政策 nz\n数字人 1\nc++ 5\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """jieba itself, which has loaded the same file."""
    path = tmp_path_factory.mktemp("theirs") / "words.txt"
    path.write_text(LINES, encoding="utf-8")
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    with open(path, "rb") as lines:
        tokenizer.load_userdict(lines)
    return tokenizer


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A segmenter with the words of the same file."""
    path = tmp_path_factory.mktemp("ours") / "words.txt"
    path.write_text(LINES, encoding="utf-8")
    return Segmenter(read_user_words(path))


def test_words_that_are_written_are_read_as_they_were(file, tmp_path):
    """With and without how often they are seen."""
    write_user_words(tmp_path / "written.txt", read_user_words(file))
    assert read_user_words(tmp_path / "written.txt") == read_user_words(file)


def test_a_line_that_cannot_be_used_is_named_and_the_rest_is_used(tmp_path):
    """File and line of each: no UTF-8, a phrase, a count of 0 and one that is too large; empty lines say nothing."""
    path = tmp_path / "words.txt"
    path.write_bytes(
        "\ufeff云计算 5\n李小福 2 nr\n\n凱特琳 nz\n台中\n".encode()
        + b"\xff\xfe\n"
        + "a b c d\n停 0\n水 3000000000\n".encode()
    )
    found = read_user_words(path)
    assert found.words == (("云计算", 5), ("李小福", 2), ("凱特琳", None), ("台中", None))
    assert [problem.file for problem in found.problems] == [f"{path}, line {number}" for number in (6, 7, 8, 9)]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    """It names the setting."""
    with pytest.raises(SidecarError, match=r"none\.txt: cannot be opened .*: check BAOWEN_WORDS"):
        read_user_words(tmp_path / "none.txt")


def test_the_seeds_are_cut_as_by_jieba(file, theirs, seeds):
    """Line by line, in every way of cutting, with the extra `fast` or without it; and otherwise than before."""
    lines = [line for path in seeds.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    segmenter = Segmenter(read_user_words(file))
    for line in lines:
        searched = list(theirs.cut_for_search(line))
        assert segmenter.words_for_search(line, bulk=True) == segmenter.words_for_search(line) == searched
        assert segmenter.words(line, bulk=True) == segmenter.words(line) == list(theirs.cut(line))
    assert any(segmenter.words(line) != default_segmenter().words(line) for line in lines)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["共享法庭", "奶农手册", "钦堂乡", "这一", "基层", "c++", "数字人"]) | st.characters(),
        max_size=12,
    )
)
def test_any_text_is_cut_as_by_jieba(theirs, ours, parts):
    """The words among any other characters."""
    text = "".join(parts)
    cut = list(theirs.cut_for_search(text))
    assert ours.words_for_search(text) == ours.words_for_search(text, bulk=True) == cut


def test_the_words_kept_with_an_index_are_those_in_use(file, theirs, tmp_path):
    """The file of words in the index's folder is made anew for other words, and read by characters as ever."""
    text = "钦堂乡的共享法庭和奶农手册，这一基层数字人"
    plain = default_segmenter().words(text)
    for words, cut in ((read_user_words(file), list(theirs.cut(text))), (NO_WORDS, plain)):
        # the second time from what the first has written
        for _ in range(2):
            segmenter = Segmenter(words)
            segmenter.cache_in(tmp_path)
            assert segmenter.words(text) == cut


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
        return "湾塘头" in stored.tables.fields["words"].terms, stored.manifest["user_words"]

    assert baowen(*ask)[0] == 0
    assert terms() == (False, "")
    path.write_text("湾塘头 20\n坏 行 了\n", encoding="utf-8")
    status, out, err = baowen(*ask, BAOWEN_WORDS=str(path))
    assert status == 0 and json.loads(out)["hits"]
    assert err.count("\n") == 1 and f"{path}, line 2" in err
    own, fingerprint = terms()
    assert own and fingerprint == read_user_words(path).fingerprint != ""
    path.write_text("湾塘 20\n", encoding="utf-8")
    assert baowen(*ask, BAOWEN_WORDS=str(path))[::2] == (0, "")
    assert terms()[0] is False
    status, out, err = baowen(*ask, BAOWEN_WORDS=str(tmp_path / "none.txt"))
    assert (status, out) == (1, "") and err.count("\n") == 1 and "BAOWEN_WORDS" in err


def test_what_another_process_builds_is_cut_with_the_same_words(tmp_path):
    """It gets the words themselves: a file that has changed since the start makes no difference."""
    corpus, index, path = tmp_path / "pages", tmp_path / "index", tmp_path / "words.txt"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    path.write_text("湾塘头 20\n", encoding="utf-8")
    words = read_user_words(path)
    path.write_text("湾塘 20\n", encoding="utf-8")
    Rebuilder([corpus], index, MAX_BYTES, words).rebuild()
    assert "湾塘头" in open_index(index).tables.fields["words"].terms
    generation = open_index(index).manifest["generation"]
    Retriever.refreshed([corpus], index, user_words=words)
    assert open_index(index).manifest["generation"] == generation


def hits(retriever):
    return [(hit.passage.text, hit.score, hit.highlights) for hit in retriever.search("湾塘头几号恢复供水？")]


@pytest.fixture
def pages(tmp_path):
    """A corpus of two pages, and the operator's word that is in both."""
    corpus, words = tmp_path / "pages", tmp_path / "words.txt"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    (corpus / "b.txt").write_text("湾塘头修路\n\n　　本报讯 湾塘头的路修好了。\n", encoding="utf-8")
    words.write_text("湾塘头 200\n", encoding="utf-8")
    return corpus, words


def test_an_index_is_searched_with_the_words_that_it_was_made_with(pages, tmp_path):
    """Opened without them, or served under another setting, it gives the same hits and scores as when it was made."""
    corpus, words = pages
    made = Retriever.refreshed([corpus], tmp_path / "index", user_words=read_user_words(words))
    assert hits(Retriever.open(tmp_path / "index")) == hits(made) != hits(Retriever.from_folder(corpus))
    assert made.stored is not None and made.stored.user_words == read_user_words(words)


def test_two_retrievers_with_other_words_do_not_disturb_each_other(pages, tmp_path):
    """Both in one process, asked in turn: each answers as if it were alone."""
    corpus, words = pages
    plain = Retriever.refreshed([corpus], tmp_path / "plain")
    before = hits(plain)
    own = Retriever.refreshed([corpus], tmp_path / "own", user_words=read_user_words(words))
    after = hits(own)
    assert before != after
    for _ in range(2):
        assert (hits(plain), hits(own)) == (before, after)


def test_pages_are_read_alike_with_and_without_user_words(pages, tmp_path):
    """Only terms depend on the operator's words: what the reader makes of a page does not."""
    corpus, words = pages
    own = Retriever.refreshed([corpus], tmp_path / "own", user_words=read_user_words(words))
    assert list(own.articles) == list(Retriever.from_folder(corpus).articles)


def test_a_served_index_with_other_words_than_the_setting_is_named_and_answers(pages, tmp_path):
    """One line on standard error where BAOWEN_WORDS names other words; none where it names the same, or is not set."""
    corpus, words = pages
    Retriever.refreshed([corpus], tmp_path / "index", user_words=read_user_words(words))
    other = tmp_path / "other.txt"
    other.write_text("湾塘 20\n", encoding="utf-8")
    served = {"BAOWEN_INDEX_SERVED": str(tmp_path / "index")}
    ask = ("ask", "湾塘头停水几天？", "--json")
    status, alone, err = baowen(*ask, **served)
    assert (status, err) == (0, "")
    assert baowen(*ask, **served, BAOWEN_WORDS=str(words))[2] == ""
    status, out, err = baowen(*ask, **served, BAOWEN_WORDS=str(other))
    assert status == 0 and err.count("\n") == 1 and "BAOWEN_WORDS" in err and str(other) in err
    assert json.loads(out)["hits"] == json.loads(alone)["hits"]
