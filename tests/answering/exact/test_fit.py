"""How words that look like an answer fit what is asked for."""

import pytest

from bot.answering.exact.fit import measure_fit, read_change
from tests.support.exact_words import matches


def fits(question, text):
    """What is measured of each match of a text, by its words."""
    pattern, found = matches(question, text)
    rises = read_change(question)
    return {match.words: measure_fit(pattern, text, match, question, rises=rises, asks_old=False) for match in found}


def test_a_change_has_a_direction():
    """What has risen is not what has fallen, and neither is asked for where the question is about a level."""
    text = "水价上涨5%,电价下降8%"
    assert [fits("水价涨了百分之几", text)[words]["changed"] for words in ("5%", "8%")] == [1.0, -1.0]
    assert fits("水价占百分之几", text)["5%"]["changed"] == 0.0
    assert read_change("水价涨了多少") is True
    assert read_change("水价降了几成?") is False
    assert read_change("水价是多少") is None


def test_what_one_of_something_costs_is_no_large_sum():
    """一斤 asks for a small sum; 最高 for what stands behind 最高; a rate is asked for where the question says so."""
    text = "公司年入3亿元,茶叶每斤800元,最高1200元"
    assert fits("茶叶一斤多少钱", text)["3亿元"]["large"] == 1.0
    assert fits("茶叶一斤多少钱", text)["800元"]["large"] == 0.0
    assert fits("公司去年一年卖了多少钱", text)["3亿元"]["large"] == 0.0
    assert fits("公司一年卖多少钱", text)["3亿元"]["large"] == 1.0
    assert fits("茶叶最高多少钱", text)["1200元"]["most"] == 1.0
    assert fits("茶叶卖了多少钱", text)["800元"]["rate"] == 1.0


def test_the_rate_of_something_else_is_another_unit():
    """利率 is asked for; a share in a sentence without it is none."""
    assert fits("贷款利率是多少", "贷款覆盖面达到60%")["60%"]["other"] == 1.0
    assert fits("贷款利率是多少", "贷款利率降到3%")["3%"]["other"] == 0.0


def test_a_number_is_of_the_year_that_was_named_last():
    """What a year is compared with is not its own, a range names two, and 往年 is none of this year."""
    text = "2018年种树12亩,2019年种树20亩,比2017年多3亩"
    found = fits("2018年种了多少亩树", text)
    assert [found[words]["year"] for words in ("12亩", "20亩", "3亩")] == [0.0, 1.0, 1.0]
    assert fits("2019年多种了多少亩树", text)["3亩"]["year"] == 0.0
    assert fits("2018年种了多少亩树", "2018年至2020年种树50亩")["50亩"]["year"] == 0.0
    found = fits("往年种多少亩树", "今年种树12亩,往年种树9亩")
    assert [found[words]["year"] for words in ("12亩", "9亩")] == [1.0, 0.0]
    assert fits("今年种多少亩树", "曾经种树9亩")["9亩"]["year"] == 1.0


def test_what_is_counted_may_be_left_out_behind_a_number_of_the_same():
    """解决22个 are problems as the 64 before them; two more, other things and what has a noun of its own are not."""
    found = fits("解决了多少个问题", "收到问题64个,解决22个,增加2个")
    assert found["64个"]["focus"] > found["22个"]["focus"] > found["2个"]["focus"] == 0.0
    assert fits("解决了多少个问题", "收到问题64个,花费22元")["64个"]["focus"] == 1.0
    assert fits("解决了多少个问题", "收到问题64个,建成22个泳池")["22个"]["focus"] == 0.0


def test_the_measure_word_the_year_and_what_is_counted_are_those_of_the_question():
    """Years by number and by the day of the paper are not compared; what is counted stands beside, no mark between."""
    text = "2018年种树12亩,2019年种树20亩、果园3个"
    found = fits("2019年种了多少亩树", text)
    assert [found[words]["year"] for words in ("12亩", "20亩")] == [1.0, 0.0]
    assert found["20亩"]["unit"] == 1.0
    assert fits("有多少人参加", "参加的有20名")["20名"]["unit"] == 0.0
    assert fits("去年种了多少亩树", text)["12亩"]["year"] == 0.0
    assert (
        fits("关了几个砖厂", "关了1个矿场、3个砖厂")["3个"]["focus"]
        > fits("关了几个砖厂", "关了1个矿场、3个砖厂")["1个"]["focus"]
    )
    assert fits("茶叶一斤多少钱", "茶叶每斤800元,共3万元")["800元"]["each"] == 1.0


@pytest.mark.parametrize(
    ("question", "text", "words", "feature", "value"),
    [
        ("桥上有多少", "桥上共有8盏灯,收费15元", "8盏", "plain", 1.0),
        ("桥上有多少", "桥上共有8盏灯,收费15元", "15元", "plain", 0.0),
        ("桥上有几盏灯", "桥上共有8盏灯", "8盏", "plain", 0.0),
        ("桥上有几盏灯", "桥上共有8盏灯", "8盏", "stated", 1.0),
        ("桥上有几盏灯", "桥上共有8盏灯", "8盏", "joined", 1.0),
        ("桥上有几盏灯", "桥上的灯换了(12盏)", "12盏", "bracketed", 1.0),
        ("桥上有几个路灯杆", "5个路灯,39个路灯杆", "39个", "noun", 1.0),
        ("桥上有几个路灯杆", "5个路灯,39个路灯杆", "5个", "noun", 2 / 3),
        ("桥哪天通车", "桥年初开始试车", "年初", "other", 1.0),
        ("桥哪天通车", "桥月初开始试车,8月底通车", "8月底", "other", 0.0),
        ("桥上有几种鸟", "30种鸟和7种鱼", "7种", "noun", 0.0),
        ("一家补多少钱", "累计补助300万元", "300万元", "large", 1.0),
        ("一家补多少钱", "每家补助3万元", "3万元", "large", 0.5),
        ("一共补多少钱", "累计补助300万元", "300万元", "large", 0.0),
        ("门票多少钱", "门票以前卖5元", "5元", "past", 1.0),
        ("门票多少钱", "以前不收门票。现在卖5元", "5元", "past", 0.0),
    ],
)
def test_what_stands_around_a_number_says_what_number_it_is(question, text, words, feature, value):
    """A plain count, a stated value, brackets, a sum where one of something is asked for, what was once."""
    assert fits(question, text)[words][feature] == value


def test_units_that_count_the_same_fit_each_other():
    """Of trips, flights and trains; 三年六个月 answers 几年, 七天六晚 几天, 41秒07 几秒; 职工 are people."""
    for question, text, words in (
        ("飞了多少趟", "共安排1409个航班", "1409个"),
        ("判了几年", "判三年六个月", "三年六个月"),
        ("玩了几天", "玩了7天6晚", "7天6晚"),
        ("滑了多少秒", "成绩为41秒07", "41秒07"),
        ("厂里有多少职工", "厂里有职工300名", "300名"),
    ):
        assert fits(question, text)[words]["other"] == 0.0, question


def test_who_asks_for_todays_value_wants_none_of_earlier_times():
    """What was said last before the value counts; a question that names an earlier time, or none, wants either."""
    text = "茶叶以前每斤3元,现在每斤8元"
    found = fits("茶叶现在一斤多少钱", text)
    assert [found[words]["former"] for words in ("3元", "8元")] == [1.0, 0.0]
    for question in ("茶叶以前一斤多少钱", "茶叶一斤多少钱"):
        assert {one["former"] for one in fits(question, text).values()} == {0.0}


def test_what_is_said_of_women_is_not_said_of_men():
    """A clause that names both, and a question that names both, exclude none."""
    found = fits("男的报了多少人", "女子组报了30人,男子组报了50人,男女混合组报了20人,教练来了6人")
    assert [found[words]["contrast"] for words in ("30人", "50人", "20人", "6人")] == [1.0, 0.0, 0.0, 0.0]
    assert fits("男女各多少人", "女子组报了30人")["30人"]["contrast"] == 0.0
    assert fits("农村居民收入多少元", "城镇居民收入5万元")["5万元"]["contrast"] == 1.0
    opens = fits("菜场几点关门", "菜场早上6点开门,晚上7点关门")
    assert [opens[words]["contrast"] for words in ("早上6点", "晚上7点")] == [1.0, 0.0]
