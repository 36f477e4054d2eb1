"""Administrative names and what lies in what."""

import pytest

from bot.question.places import Places, default_places

LINES = ["# comment", "浙江省: 湖州市 舟山市", "山东省: 日照市!", "湖州市: 德清县 吴兴区"]


def names(text, borders=None):
    return [place.name for place in Places(LINES).find(text, borders)]


def test_a_name_is_found_in_full_and_short():
    """德清 is 德清县."""
    assert names("德清县和湖州") == ["德清县", "湖州市"]


def test_the_nearest_upper_place_comes_first():
    """德清 lies in 湖州, and 湖州 in 浙江."""
    assert Places(LINES)["德清县"].within == ("湖州市", "浙江省")


def test_a_town_or_street_called_like_a_city_is_not_the_city():
    """舟山镇 lies elsewhere."""
    assert names("舟山镇的湖州路和舟山") == ["舟山市"]


def test_a_name_that_is_another_word_must_be_said_in_full():
    """日照 is sunshine."""
    assert names("日照时间长") == []
    assert names("日照市的海") == ["日照市"]


def test_where_words_are_known_a_name_stands_between_two():
    """吴兴鑫 is a person."""
    assert names("吴兴鑫", frozenset({0, 3})) == []


@pytest.mark.parametrize(("place", "above"), [("海宁市", "嘉兴市"), ("义乌市", "金华市"), ("苍南县", "温州市")])
def test_the_list_that_comes_along_knows_the_counties_of_zhejiang(place, above):
    """And 90 counties and districts of the province in all, as of 2021."""
    assert default_places()[place].within == (above, "浙江省")


def test_the_list_is_whole():
    """Zhejiang has 11 cities, each with its own counties; 31 provinces and more are there."""
    places = default_places()
    cities = ["杭州市", "宁波市", "温州市", "嘉兴市", "湖州市", "绍兴市"]
    cities += ["金华市", "衢州市", "舟山市", "台州市", "丽水市"]
    assert [place.within for place in map(places.__getitem__, cities)] == [("浙江省",)] * 11
    assert places["广州市"].within == ("广东省",)
    assert places["昆山市"].within == ("苏州市", "江苏省")


def test_the_name_at_a_position_is_told_by_its_end():
    """德清县 is matched whole, and nothing where a name does not begin or is another's beginning."""
    places = Places(LINES)
    assert places.match("在德清县", 1) == 4
    assert places.match("在德清", 0) is None
    assert places.match("舟山镇", 0) is None
