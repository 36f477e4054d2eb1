"""An operator's own words: text is cut as by jieba with the same user dictionary."""

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SidecarError
from bot.text.segmenter import Segmenter, default_segmenter
from bot.text.user_dictionary import NO_USER_DICTIONARY, read_user_dictionary, write_user_dictionary

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
    return Segmenter(read_user_dictionary(path)[0])


def test_words_that_are_written_are_read_as_they_were(file, tmp_path):
    """With and without how often they are seen."""
    write_user_dictionary(tmp_path / "written.txt", read_user_dictionary(file)[0])
    assert read_user_dictionary(tmp_path / "written.txt") == read_user_dictionary(file)


def test_a_line_that_cannot_be_used_is_named_and_the_rest_is_used(tmp_path):
    """File and line of each: no UTF-8, a phrase, a count of 0 and one that is too large; empty lines say nothing."""
    path = tmp_path / "words.txt"
    path.write_bytes(
        "\ufeff云计算 5\n李小福 2 nr\n\n凱特琳 nz\n台中\n".encode()
        + b"\xff\xfe\n"
        + "a b c d\n停 0\n水 3000000000\n".encode()
    )
    user_dictionary, problems = read_user_dictionary(path)
    assert user_dictionary.words == (("云计算", 5), ("李小福", 2), ("凱特琳", None), ("台中", None))
    assert [problem.file for problem in problems] == [f"{path}, line {number}" for number in (6, 7, 8, 9)]


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    """It names the setting."""
    with pytest.raises(SidecarError, match=r"none\.txt: cannot be opened .*: check BAOWEN_WORDS"):
        read_user_dictionary(tmp_path / "none.txt")


def test_the_seeds_are_cut_as_by_jieba(file, theirs, seeds):
    """Line by line, in both ways of cutting, and also in a long process; and otherwise than without the words."""
    lines = [line for path in seeds.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    segmenter = Segmenter(read_user_dictionary(file)[0])
    segmenter.words("北京" * 10_000)
    for line in lines:
        assert segmenter.words_for_search(line) == list(theirs.cut_for_search(line))
        assert segmenter.words(line) == list(theirs.cut(line))
    assert any(segmenter.words(line) != default_segmenter().words(line) for line in lines)


@given(
    st.lists(
        st.sampled_from(["共享法庭", "奶农手册", "钦堂乡", "这一", "基层", "c++", "数字人"]) | st.characters(),
        max_size=12,
    )
)
def test_any_text_is_cut_as_by_jieba(theirs, ours, parts):
    """The words among any other characters."""
    text = "".join(parts)
    assert ours.words_for_search(text) == list(theirs.cut_for_search(text))


def test_the_words_kept_with_an_index_are_those_in_use(file, theirs, tmp_path):
    """The file of words in the index's folder is made anew for other words, and read by characters as ever."""
    text = "钦堂乡的共享法庭和奶农手册，这一基层数字人"
    plain = default_segmenter().words(text)
    for words, cut in ((read_user_dictionary(file)[0], list(theirs.cut(text))), (NO_USER_DICTIONARY, plain)):
        # the second time from what the first has written
        for _ in range(2):
            segmenter = Segmenter(words)
            segmenter.cache_in(tmp_path)
            assert segmenter.words(text) == cut
