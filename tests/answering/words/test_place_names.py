"""Places that a question names."""

import pytest

from bot.answering.words.place_names import (
    find_place_names,
    is_abbreviated,
    is_proper_name,
    is_told_without_kind,
    name_endings,
)
from bot.text.segmenter import default_segmenter


def test_places_are_found_as_one_word_or_two():
    """A county's name, and no measure word before 镇."""
    assert find_place_names("德清县派了几个人", default_segmenter()) == ["德清县"]
    # a kind of place is no name
    assert find_place_names("北京郊区盖了多少房", default_segmenter()) == []
    assert find_place_names("每个镇都有吗", default_segmenter()) == []
    assert find_place_names("去那个村怎么走", default_segmenter()) == []
    assert find_place_names("步道位于哪一行政区", default_segmenter()) == []
    assert find_place_names("哪一区先开工", default_segmenter()) == []
    assert find_place_names("论文研究哪一区的传说", default_segmenter()) == []
    assert find_place_names("区划调整后乡镇街道有多少个", default_segmenter()) == []
    assert find_place_names("油车港离镇中心开车多久", default_segmenter()) == []
    assert find_place_names("疫情的时候街道怎么帮厂里", default_segmenter()) == []


def test_a_name_that_the_dictionary_cuts_into_characters_is_whole():
    """莲都镇 is cut into three words of one character."""
    assert find_place_names("莲都镇今年种多少亩芍药", default_segmenter()) == ["莲都镇"]


@pytest.mark.parametrize(
    ("place", "text", "is_told"),
    [
        ("修水县", "修水的鸟类有41种", True),
        ("修水县", "修水镇的鸟类有41种", False),
        ("修水村", "修水的鸟类有41种", False),
        ("江(市", "江上有桥", False),
    ],
)
def test_a_county_may_be_told_by_its_name_alone(place, text, is_told):
    """修水 is 修水县, but 修水镇 is another place, and a village is not called by two characters.

    What was typed may have a bracket, which is no sign of a pattern.
    """
    assert is_told_without_kind(place, text) is is_told


def test_a_zone_may_be_told_by_its_long_name():
    """自贸区 is made of 自由贸易试验区; a town is not abbreviated."""
    assert is_abbreviated("自贸区", "中国(上海)自由贸易试验区正式成立")
    assert not is_abbreviated("自贸区", "自由市场里贸易的人不少。市区下雨")
    assert not is_abbreviated("莲都镇", "莲花开满都江堰的古镇")


def test_to_save_is_no_province():
    """省 after any two characters is a verb; the provinces are words of the dictionary."""
    assert find_place_names("几点开可以省电费", default_segmenter()) == []


def test_a_proper_name_begins_with_no_usual_word():
    """示范村 is any village, 石浦镇 is one town."""
    assert is_proper_name("石浦镇", default_segmenter())
    assert not is_proper_name("示范村", default_segmenter())


def test_the_last_part_of_a_long_name_may_be_the_whole_name():
    """The street's name may stand before the village's; two characters and the kind of place are the least."""
    assert name_endings("新湾共裕村") == ["新湾共裕村", "湾共裕村", "共裕村"]
    assert name_endings("锦北街道") == ["锦北街道"]
