"""How words that look like an answer fit what is asked for."""

import pytest

from bot.answering.exact.fit import find_years, is_ruled_out, measure_fit, measure_year, read_change
from bot.answering.exact.matches import Match
from tests.support.exact_words import matches


def fits(question, text):
    """What is measured of each match of a text, by its words."""
    pattern, found = matches(question, text)
    rises = read_change(question)
    return {match.words: measure_fit(pattern, text, match, question, rises=rises) for match in found}


def test_a_change_has_a_direction():
    """What has risen is not what has fallen, and neither is asked for where the question is about a level."""
    text = "水价上涨5%,电价下降8%"
    assert [fits("水价涨了百分之几", text)[words]["changed"] for words in ("5%", "8%")] == [1.0, -1.0]
    assert fits("水价占百分之几", text)["5%"]["changed"] == 0.0
    assert read_change("水价涨了多少") is True
    assert read_change("水价降了几成?") is False
    assert read_change("水价是多少") is None
    assert read_change("比去年高了几分") is True
    assert read_change("少了多少人?") is False
    assert read_change("收了几个人") is None


def test_what_one_of_something_costs_is_no_large_sum():
    """一斤 asks for a small sum; 最高 for what stands behind 最高."""
    text = "公司年入3亿元,茶叶每斤800元,最高1200元"
    assert fits("茶叶一斤多少钱", text)["3亿元"]["large"] == 1.0
    assert fits("茶叶一斤多少钱", text)["800元"]["large"] == 0.0
    assert fits("公司去年一年卖了多少钱", text)["3亿元"]["large"] == 0.0
    assert fits("公司一年卖多少钱", text)["3亿元"]["large"] == 1.0
    assert fits("茶叶最高多少钱", text)["1200元"]["most"] == 1.0


def test_the_rate_of_something_else_is_another_unit():
    """利率 is asked for; a share in a sentence without it is none."""
    assert fits("贷款利率是多少", "贷款覆盖面达到60%")["60%"]["other"] == 1.0
    assert fits("贷款利率是多少", "贷款利率降到3%")["3%"]["other"] == 0.0


def test_a_rate_that_was_named_last_is_not_named_again():
    """Far behind 利率 a share is still one, unless another rate is named between."""
    far = "去年发放的贷款平均利率是3%,而今年以来新发放的这类贷款已经只要2%"
    assert fits("贷款利率是多少", far)["2%"]["other"] == 0.0
    assert fits("贷款利率是多少", far.replace("已经", "还款率"))["2%"]["other"] == 1.0


def test_what_is_counted_may_be_left_out_behind_a_number_of_the_same():
    """解决22个 are problems as the 64 before them; two more, other things and what has a noun of its own are not."""
    found = fits("解决了多少个问题", "收到问题64个,解决22个,增加2个")
    assert found["64个"]["focus"] > found["22个"]["focus"] > found["2个"]["focus"] == 0.0
    assert fits("解决了多少个问题", "收到问题64个,花费22元")["64个"]["focus"] == 1.0
    assert fits("解决了多少个问题", "收到问题64个,建成22个泳池")["22个"]["focus"] == 0.0


def test_the_measure_word_and_what_is_counted_are_those_of_the_question():
    """What is counted stands beside, no mark between."""
    assert fits("种了多少亩树", "种树20亩、果园3个")["20亩"]["unit"] == 1.0
    assert fits("有多少人参加", "参加的有20名")["20名"]["unit"] == 0.0
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
        ("桥上有几盏灯", "桥上的灯换了(12盏)", "12盏", "bracketed", 1.0),
        ("桥上有几个路灯杆", "5个路灯,39个路灯杆", "39个", "noun", 1.0),
        ("桥上有几个路灯杆", "5个路灯,39个路灯杆", "5个", "noun", 2 / 3),
        ("桥哪天通车", "桥年初开始试车", "年初", "other", 1.0),
        ("桥哪天通车", "桥月初开始试车,8月底通车", "8月底", "other", 0.0),
        ("桥上有几种鸟", "30种鸟和7种鱼", "7种", "noun", 0.0),
        ("一家补多少钱", "累计补助300万元", "300万元", "large", 1.0),
        ("一家补多少钱", "每家补助3万元", "3万元", "large", 0.5),
        ("一共补多少钱", "累计补助300万元", "300万元", "large", 0.0),
        ("桥上有多少人", "桥上的人增加了80人", "80人", "grown", 1.0),
        ("桥上的人多了多少", "桥上的人增加了80人", "80人", "grown", 0.0),
        ("桥上有多少", "树占30%,有40吨", "30%", "share", 1.0),
        ("桥上有多少", "树占30%,有40吨", "40吨", "weighed", 1.0),
        ("桥上有多少", "树占30%,有40吨", "30%", "weighed", 0.0),
        ("队里最小的多大岁数", "最大的70岁,最小的10岁", "10岁", "most", 1.0),
        ("队里最小的多大岁数", "最大的70岁,最小的10岁", "70岁", "most", -1.0),
        ("平均年龄降到多少岁", "平均年龄从52岁降到43岁", "43岁", "reached", 1.0),
        ("平均年龄降到多少岁", "平均年龄从52岁降到43岁", "52岁", "reached", 0.0),
        ("平均年龄是多少岁", "平均年龄从52岁降到43岁", "43岁", "reached", 0.0),
        ("桥上有多少", "有三类灯,20盏", "三类", "small", 1.0),
        ("桥上有多少", "有三类灯,20盏", "20盏", "small", 0.0),
    ],
)
def test_what_stands_around_a_number_says_what_number_it_is(question, text, words, feature, value):
    """Counts, brackets, a sum where one is asked for, what has grown or become, a share, a weight, the most of all."""
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


def measure(question, words, *sentences):
    """Whether words of some sentences in a paper of 2020 are of the year that a question names, and of another."""
    number = next(at for at, text in enumerate(sentences) if words in text)
    start = sentences[number].index(words)
    match = Match(start, start + len(words), words)
    measured = measure_year(find_years(question, 2020), sentences, number, match, 2020)
    return measured["of_year"], measured["year"]


def test_years_are_told_by_the_day_of_the_paper():
    """去年 is 2019 in a paper of 2020, and none where the paper has no date; 三年来 and 累计 are no single year."""
    text = "2018年底起,去年和今年,三年来累计,上半年"
    assert find_years(text, 2020) == [2018, 2019, 2020, 0, 0]
    assert find_years(text, None) == [2018, 0, 0]


def test_a_number_is_said_of_the_year_named_last_before_it():
    """A sentence without a year has that of one before it, for half; with what a year is compared, is no year of it."""
    sentences = ["2019年,全省造林433万亩。", "其中国有林210万亩。", "三年来造林1242万亩,比去年多了9万亩。"]
    assert measure("去年造林多少亩", "433万亩", *sentences) == (1.0, 0.0)
    assert measure("去年造林多少亩", "210万亩", *sentences) == (0.5, 0.0)
    assert measure("去年造林多少亩", "1242万亩", *sentences) == (0.0, 0.0)
    assert measure("去年造林多少亩", "9万亩", *sentences) == (0.0, 0.0)
    assert measure("今年造林多少亩", "433万亩", *sentences) == (0.0, 1.0)
    assert measure("造林多少亩", "433万亩", *sentences) == (0.0, 0.0)


def test_a_number_behind_another_year_is_none_of_the_year_asked_about():
    """That year's may stand in the clause before; a range names two, and 2019 is 去年 in a paper of 2020."""
    text = "2018年种树12亩,2019年种树20亩,比2017年多3亩"
    assert [measure("2018年种了多少亩树", words, text)[1] for words in ("12亩", "20亩", "3亩")] == [0.0, 1.0, 1.0]
    assert [measure("去年种了多少亩树", words, text)[1] for words in ("12亩", "20亩", "3亩")] == [1.0, 0.0, 0.0]
    assert measure("2018年种了多少亩树", "50亩", "2018年至2020年种树50亩")[1] == 0.0


def test_what_one_of_a_currency_is_worth_is_no_sum_asked_for():
    """Papers say it in brackets behind a sum; a sum in brackets may be the same sum in another currency."""
    text = "奖金为20万英镑(1英镑约合9.1元人民币),去年为2万元(约3000美元)"
    _, found = matches("奖金多少钱", text)
    assert {one.words: is_ruled_out("奖金多少钱", text, one) for one in found} == {
        "20万英镑": False,
        "1英镑": True,
        "9.1元": True,
        "2万元": False,
        "3000美元": False,
    }


def ruled_out(question, text):
    """The words of a text that cannot be what a question asks for."""
    return [one.words for one in matches(question, text)[1] if is_ruled_out(question, text, one)]


def test_a_time_to_come_has_not_gone_by():
    """什么时候能修好 asks for what is to come, 什么时候修好的 does not."""
    text = "路灯去年12月坏了,3月底前修好"
    assert ruled_out("路灯什么时候能修好", text) == ["去年12月"]
    assert ruled_out("路灯什么时候坏的", text) == []


def test_who_learnt_something_at_an_age_was_not_as_old_as_today():
    """七十岁的老人 says how old somebody is now; 十岁的时候 speaks of then."""
    text = "七十岁的老人十四岁学艺,十六岁的时候上台"
    assert ruled_out("老人几岁开始学的", text) == ["七十岁"]
    assert ruled_out("老人多少岁了", text) == []
