"""Another number, day or numbered thing than the one that a question names answers no question about it."""

import pytest

from bot import Article, Retriever
from bot.answering.words.numbered import lacks_number


@pytest.mark.parametrize(
    ("question", "other", "same"),
    [
        ("2022年卖了多少", "2023年卖了34亿", "2022年卖了34亿"),
        ("b7路还绕行吗", "b4路绕行", "b4路、b7路绕行"),
        ("省道s30修好没有", "s12省道通车", "s30省道通车"),
        ("7路车几点收车", "4路车21:00收车", "7路车21:00收车"),
        ("第三届龙虾节在哪", "第二届龙虾节在湖边", "第3届龙虾节在湖边"),
        ("第一届龙虾节在哪", "第二届龙虾节在湖边", "首届龙虾节在湖边，第二届在城东"),
        ("首届龙虾节在哪", "第二届龙虾节在湖边", "第一届龙虾节在湖边，第二届在城东"),
        ("第6期彩民开了什么奖", "第5期开奖", "第六期开奖"),
        ("松江三中搬到哪里", "松江一中搬到城北", "松江第三中学搬到城北"),
        ("7幢有电吗", "2至5幢停电", "5至9幢停电"),
        ("2幢有电吗", "1、3幢停电", "1、2幢停电"),
        ("截至3月底参保多少人", "截至4月底参保5万人", "截至3月末参保5万人"),
        ("六月五号停气吗", "6月4日停气", "6月5日停气"),
        ("5月14日能报名吗", "5月10日至12日报名", "5月12日至20日报名"),
        ("9月2日有雨吗", "8月28日至31日有雨", "8月28日至9月3日有雨"),
        ("1月1日停电吗", "12月28日、29日停电，1月3日恢复", "12月28日、30日至1月2日停电，1月3日恢复"),
        ("7月5日开门吗", "6月2日、4日，7月6日、8日开门", "6月2日、4日，7月3日、5日开门"),
        ("3月9日开放吗", "3月8日8:00至3月8日20:00开放", "3月8日8:00至3月10日20:00开放"),
    ],
)
def test_a_number_of_the_question_must_be_in_the_article(question, other, same):
    """2022 is not 2023, nor the second festival the third; in digits or numerals, alone or in a series."""
    assert lacks_number(question, other)
    assert not lacks_number(question, same)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("今天一中午都没电吗", "二中停电"),
        ("一路上堵不堵", "4路车停开"),
        ("第一名是谁", "冠军是她"),
        ("一共几期", "二期开工"),
        ("5月3日的庙会", "庙会很热闹"),
        ("约9000人的镇子在哪", "镇上有8973人"),
        ("投资300多亿的项目", "项目总投资328亿元"),
        ("走50来里路要多久", "这条路长26公里"),
        ("我娘66岁坐车要钱吗", "60周岁以上老人免费"),
        ("12岁能打吗", "9至14岁女生接种"),
    ],
)
def test_what_is_no_name_by_a_number_need_not_be_in_the_article(question, article):
    """Nor need a name by a number, where the article has none of its kind, a number that is rounded, nor an age where
    it has limits of age.
    """
    assert not lacks_number(question, article)


def test_an_age_without_limits_is_somebodys():
    """The article about a man of 71 is not about one of 66."""
    assert lacks_number("66岁的老人救了谁", "71岁的老人救了一个孩子")


@pytest.mark.parametrize("question", ["拉力赛2019多少人参加", "2019来了多少车队", "拉力赛2019几月开始", "319多长"])
def test_what_asks_behind_a_number_does_not_round_it(question):
    """2019多少人 is how many in 2019, and not more than 2019."""
    assert lacks_number(question, "拉力赛有8000人")


@pytest.mark.parametrize(("article", "lacks"), [("拉力赛全程7000公里", False), ("2019年拉力赛全程7000公里", True)])
def test_an_article_that_names_no_year_is_of_its_pages(article, lacks):
    """Papers seldom print the running year, and people name it."""
    assert lacks_number("拉力赛 2020 全程", article, published="2020-01-07") is lacks
    assert lacks_number("2020年拉力赛多少公里", article, published="2020-01-07") is lacks
    assert not lacks_number("20年拉力赛多少公里", article, published="2020-01-07")
    assert lacks_number("2018年拉力赛多少公里", article, published="2020-01-07")
    assert lacks_number("20208人参加的拉力赛", article, published="2020-01-07")


@pytest.mark.parametrize(("day", "lacks"), [("2月5日", False), ("2月6日", False), ("2月4日", True), ("2月7日", True)])
def test_an_article_names_days_by_its_own(day, lacks):
    """昨日 is the day before the page's; a question may name that of the page."""
    assert lacks_number(f"{day}灯会有多少人", "灯会昨日有3万人，将持续到2月9日", published="2024-02-06") is lacks


def test_a_question_about_another_bus_is_refused():
    """The article has all of its words but one letter and number; one about the bus itself is answered."""
    paper = Retriever.from_articles(
        [
            Article("bus", "B4路改线", ["因管道施工，公交B4路本周起改走滨河路。首班车6:30，末班车20:00，票价2元。"]),
            Article("tea", "茶山开采", ["山上的春茶开采，每斤卖到200元。"]),
        ]
    )
    assert paper.answer("公交B4路票价多少").answered
    assert not paper.answer("公交B7路票价多少").answered


@pytest.mark.parametrize(("month", "lacks"), [("2020年1月", False), ("2020年01月", False), ("2018年1月", True)])
def test_an_article_tells_of_the_month_of_its_page(month, lacks):
    """Nobody prints the running month, also where the article names another year."""
    assert lacks_number(f"{month}菜价涨了多少", "菜价比2019年涨了一成", published="2020-01-07") is lacks
