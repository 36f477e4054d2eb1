"""A dictionary in a file, read by first character."""

import pytest

from bot.text.word_cache import WordCache, make_word_cache

COUNTS = {"北京": 30, "北京市": 5, "上海": 20, "c++": 1}


@pytest.fixture
def path(tmp_path):
    data = make_word_cache("a dictionary", 56, list(COUNTS), list(COUNTS.values()), b"a model")
    (tmp_path / "words").write_bytes(data)
    return tmp_path / "words"


def test_the_words_of_a_character_are_those_that_begin_with_it(path):
    """With their counts, and what begins longer ones; none for a character that no word begins with."""
    cache = WordCache.open(path, "a dictionary")
    assert cache.total == 56
    assert cache.beginning_with("北") == {"北京": 30, "北京市": 5, "北": 0}
    assert (cache.beginning_with("c"), cache.beginning_with("海")) == ({"c++": 1, "c+": 0, "c": 0}, {})


def test_a_word_is_counted_alone(path):
    """As among the words of its character; None for what is a part of a word, or a word and more."""
    cache = WordCache.open(path, "a dictionary")
    assert {word: cache.count(word) for word in COUNTS} == COUNTS
    assert [cache.count(word) for word in ("北京市民", "京", "海", "+", "\ud800", "")] == [None] * 6


def test_what_words_begin_with_is_found(path):
    """A word is among it; its end is not, nor what only looks so in bytes."""
    cache = WordCache.open(path, "a dictionary")
    assert all(map(cache.begins_word, ("北", "北京", "北京市", "c+")))
    assert not any(map(cache.begins_word, ("京", "北市", "北京市民", "海", "\ud800")))


def test_what_was_made_of_another_dictionary_is_refused(path):
    """So is a file that does not end where it should."""
    with pytest.raises(ValueError, match="is made of a dictionary"):
        WordCache.open(path, "another dictionary")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ValueError, match="is cut short"):
        WordCache.open(path, "a dictionary")


def test_a_damaged_group_is_refused_when_it_is_read_and_others_are_not(path):
    """The words are checked group by group: the last byte is of one word only."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 0xFF
    path.write_bytes(data)
    cache = WordCache.open(path, "a dictionary")
    assert cache.beginning_with("c")["c++"] == 1
    with pytest.raises(ValueError, match="is damaged"):
        cache.beginning_with("北")
    with pytest.raises(ValueError, match="is damaged"):
        cache.count("北京")


def test_the_model_comes_back_and_a_damaged_one_is_refused(path):
    """It stands before the groups, and has a checksum of its own."""
    assert WordCache.open(path, "a dictionary").read_model() == b"a model"
    path.write_bytes(path.read_bytes().replace(b"a model", b"a modem"))
    with pytest.raises(ValueError, match="is damaged"):
        WordCache.open(path, "a dictionary").read_model()


def test_words_that_stand_apart_from_those_that_begin_as_they_do_are_with_them():
    """As some of jieba's do; of a word that stands there twice the last count is taken."""
    cache = WordCache(
        make_word_cache("a dictionary", 10, ["丁", "甲乙", "丁丙", "丁"], [1, 2, 3, 4], b""), "a dictionary"
    )
    assert cache.beginning_with("丁") == {"丁": 4, "丁丙": 3}
    assert (cache.count("丁"), cache.count("甲乙"), cache.firsts) == (4, 2, "丁甲")
