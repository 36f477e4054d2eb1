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
from bot.errors import SidecarError, StoredIndexError
from bot.live.builder import Builder
from bot.pages.load import MAX_BYTES
from bot.retrieval.storage.stored_index import open_index
from bot.text.segmenter import keep_words_in, use_words, words, words_at_length, words_for_search, words_of_all
from bot.text.user_words import NO_WORDS, read_user_words

# New words, with and without how often they are seen; a usual word made more and one made less frequent; one in Latin.
LINES = "共享法庭 50 n\n奶农手册\n钦堂乡 20 ns\n这一 9000\n基层 3\n缓缴政策 nz\n数字人 1\nc++ 5\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text(LINES, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def no_words_left():
    """What a test uses, the next one does not."""
    yield
    use_words(NO_WORDS)


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
    before = list(words_of_all(lines))
    use_words(read_user_words(file))
    searched = [list(theirs.cut_for_search(line)) for line in lines]
    assert list(words_of_all(lines)) == [words_for_search(line) for line in lines] == searched
    assert [words_at_length(line) for line in lines] == [words(line) for line in lines]
    assert [words(line) for line in lines] == [list(theirs.cut(line)) for line in lines]
    assert searched != before


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["共享法庭", "奶农手册", "钦堂乡", "这一", "基层", "c++", "数字人"]) | st.characters(),
        max_size=12,
    )
)
def test_any_text_is_cut_as_by_jieba(theirs, tmp_path_factory, parts):
    """The words among any other characters."""
    path = tmp_path_factory.getbasetemp() / "any-words.txt"
    path.write_text(LINES, encoding="utf-8")
    use_words(read_user_words(path))
    text = "".join(parts)
    assert words_for_search(text) == list(theirs.cut_for_search(text))
    assert list(words_of_all([text])) == [words_for_search(text)]


def test_the_words_kept_with_an_index_are_those_in_use(file, theirs, tmp_path):
    """The file of words in the index's folder is made anew for other words, and read by characters as ever."""
    text = "钦堂乡的共享法庭和奶农手册，这一基层数字人"
    plain = words(text)
    for own, cut in ((read_user_words(file), list(theirs.cut(text))), (NO_WORDS, plain)):
        use_words(own)
        keep_words_in(tmp_path)
        assert words(text) == cut
        # once more, from what was written
        use_words(NO_WORDS if own.words else read_user_words(file))
        use_words(own)
        assert words(text) == cut


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


def test_what_is_built_beside_is_cut_with_the_same_words(tmp_path):
    """The process that builds uses them; where their file has changed in the meantime it says so and builds nothing."""
    corpus, index, path = tmp_path / "pages", tmp_path / "index", tmp_path / "words.txt"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "城东停水三天\n\n　　本报讯 8月17日起湾塘头停水三天，20日恢复供水。\n", encoding="utf-8"
    )
    path.write_text("湾塘头 20\n", encoding="utf-8")
    use_words(read_user_words(path))
    Builder([corpus], index, MAX_BYTES).build()
    assert "湾塘头" in open_index(index).tables.fields["words"].terms
    generation = open_index(index).manifest["generation"]
    Retriever.refreshed([corpus], index)
    assert open_index(index).manifest["generation"] == generation
    path.write_text("湾塘 20\n", encoding="utf-8")
    with pytest.raises(StoredIndexError, match="has changed: start again to use it"):
        Builder([corpus], index, MAX_BYTES).build()
