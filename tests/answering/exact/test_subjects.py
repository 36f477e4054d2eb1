"""Which place a clause speaks of, beside the places that a question asks about."""

import pytest

from bot.answering.exact.subjects import AskedPlaces, find_located_name, find_location


def is_foreign(question, words, *sentences):
    """Whether some words of the last sentence that has them are said of another place than the question's."""
    spoken = AskedPlaces(question).compare(sentences)
    if spoken is None:
        return False
    number = max(number for number, text in enumerate(sentences) if words in text)
    return spoken.is_foreign(number, sentences[number].index(words))


def test_a_number_is_that_of_the_place_at_the_head_of_its_clause():
    """Two cities in one sentence have a number each."""
    text = "目前,海宁市建成充电站31座,平湖市建成充电站19座。"
    assert not is_foreign("海宁建了多少充电站", "31座", text)
    assert is_foreign("海宁建了多少充电站", "19座", text)
    assert is_foreign("平湖建了多少充电站", "31座", text)


def test_a_clause_without_a_place_has_that_of_the_clause_before():
    """The second sentence names no place, so that it goes on about 平湖."""
    sentences = ("海宁市建成充电站31座。", "平湖市投入专项资金,", "建成充电站19座。")
    assert is_foreign("海宁建了多少充电站", "19座", *sentences)
    assert not is_foreign("平湖建了多少充电站", "19座", *sentences)


def test_a_place_named_many_clauses_ago_says_nothing():
    """The number stands nine clauses behind the name."""
    text = "平湖市变了样,路宽了,灯亮了,水清了,山绿了,楼高了,桥新了,车多了,人笑了,充电站有19座。海宁市也是。"
    assert not is_foreign("海宁建了多少充电站", "19座", text)


def test_a_part_of_the_place_asked_about_is_not_another_place():
    """南湖区 lies in 嘉兴, and a village may lie in any town."""
    assert not is_foreign("嘉兴建了多少充电站", "7座", "嘉兴市提速。", "南湖区建成充电站7座。")
    assert not is_foreign("新丰镇建了多少充电站", "7座", "新丰镇提速。", "竹林村建成充电站7座。")


def test_names_of_one_kind_are_those_of_different_places():
    """Towns and villages stand in no list, but two towns are not the same."""
    assert is_foreign("新丰镇建了多少充电站", "7座", "新丰镇提速。", "凤桥镇建成充电站7座。")
    assert is_foreign("竹林村有多少户", "90户", "竹林村风景好。", "民主村有90户人家。")


@pytest.mark.parametrize(
    "noun",
    ["小区建成", "农村建成", "平湖铁路公司建成", "市场建成", "城市建成", "由平湖市承建的", "来自平湖市的集市建成"],
)
def test_what_looks_like_a_place_and_is_none_replaces_no_place(noun):
    """An organisation named after a city may do something anywhere, and 小区 is no name."""
    assert not is_foreign("海宁建了多少充电站", "7座", "海宁市提速。", f"{noun}充电站7座。")


def test_the_county_that_was_spoken_of_is_meant_by_the_whole_county():
    """全县 goes back to 嘉善县, across 西塘镇."""
    sentences = ("嘉善县提速。", "西塘镇先行一步。", "全县建成充电站20座。")
    assert not is_foreign("嘉善建了多少充电站", "20座", *sentences)
    assert is_foreign("海盐建了多少充电站", "20座", "海盐县学样。", *sentences)


def test_a_place_that_somebody_goes_to_is_not_asked_about():
    """宁波's doctors are asked about, and 武汉 is where they went."""
    assert AskedPlaces("多少医生去武汉").compare(["武汉市来了医生。", "宁波市派出医生8名。"]) is None


def test_an_article_without_the_place_is_not_compared():
    """A slip, or a place that only the page names, says nothing of the article's clauses."""
    assert AskedPlaces("海宁建了多少充电站").compare(["平湖市建成充电站19座。"]) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("白石村在哪", "白石村"),
        ("请问白石村属于哪个镇的?", "白石村"),
        ("恒力机械是哪个县的", "恒力机械"),
        ("庙会在哪里举行", ""),
        ("白石村有哪些人", ""),
        ("谁家在哪", ""),
    ],
)
def test_who_asks_where_something_lies_names_it(question, name):
    """And nothing that happens there."""
    assert find_located_name(question) == name


@pytest.mark.parametrize(
    ("name", "sentence", "location"),
    [
        ("白石村", "近日,海盐县百步镇白石村修了路。", "海盐县百步镇"),
        ("白石村", "近日海盐县百步镇白石村修了路。", "海盐县百步镇"),
        ("白石村", "近日浙江省海盐县百步镇白石村修了路。", "浙江省海盐县百步镇"),
        ("恒力机械", "记者走进嘉善恒力机械有限公司。", "嘉善"),
        ("白石村", "白石村修了路,海盐县百步镇验收。", ""),
        ("白石村", "走进白石村,路修好了。", ""),
        ("白石村", "白石村的路修好了,海盐县百步镇白石村又修桥。", "海盐县百步镇"),
    ],
)
def test_where_something_lies_is_printed_before_its_name(name, sentence, location):
    """One place in another, as papers name them at first."""
    span = find_location(name, sentence)
    assert (sentence[slice(*span)] if span else "") == location
