"""Names of people: what looks like one, and where one ends."""

import pytest

from bot.text.names import COMMON_SURNAMES, is_likely_name, is_name, merge_spread, split_names


@pytest.mark.parametrize("text", ["李华", "王小雨", "欧阳娜", "上官小雨", "張小雨", "歐陽娜"])
def test_a_name_is_a_surname_and_one_or_two_characters(text):
    """Surnames of two characters count too."""
    assert is_name(text)


@pytest.mark.parametrize("text", ["", "李", "欧阳", "王小雨花", "的确是", "Wi5"])
def test_what_is_too_short_or_long_or_has_no_surname_is_no_name(text):
    """A surname alone is no name, and neither are four characters after a surname of one."""
    assert not is_name(text)


def test_a_rare_surname_that_begins_a_word_is_hardly_a_name():
    """秋收忙 looks like a name; a frequent surname outweighs the word that it begins."""
    assert is_name("秋收忙") and not is_likely_name("秋收忙")
    assert is_likely_name("高兴华") and is_likely_name("李华")


def test_glued_names_are_parted_by_surnames():
    """Three characters are more frequent than two; what cannot be names is None."""
    assert split_names("王家慧崔松云") == ("王家慧", "崔松云")
    assert split_names("张三丰李四") == ("张三丰", "李四")
    assert split_names("近日从") is None
    assert split_names("阿斯哈提") is None
    assert split_names("") is None


def test_a_name_with_a_space_inside_is_one_token_again():
    """Two single characters are a name, and so are three; words stay as they are."""
    assert merge_spread(["李", "华", "高昱曼"]) == ["李华", "高昱曼"]
    assert merge_spread(["李", "华", "王", "维"]) == ["李华", "王维"]
    assert merge_spread(["王", "小", "雨"]) == ["王小雨"]


def test_no_surname_stands_twice_in_the_list():
    """The order says how frequent a surname is."""
    assert len(set(COMMON_SURNAMES)) == len(COMMON_SURNAMES)
