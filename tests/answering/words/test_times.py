"""A time that a question names must be that of the article."""

import pytest

from bot.answering.words.times import lacks_part_of_year, lacks_relative_time


def lacks_time(question, passage, date, article=""):
    """What `lacks_relative_time` says of a passage in its article."""
    return lacks_relative_time(question, passage, article + passage, date)


def test_last_year_must_be_named():
    """去年 is a time of its own."""
    assert lacks_time("去年卖了多少", "今年卖了34亿", None)
    assert not lacks_time("去年卖了多少", "去年卖了34亿", None)


def test_last_year_may_be_named_by_its_number():
    """On a page of 2020 去年 is 2019年, and no other year."""
    assert not lacks_time("去年卖了多少", "2019年卖了34亿", "2020-01-03")
    assert lacks_time("去年卖了多少", "2018年卖了34亿", "2020-01-03")
    assert lacks_time("昨天卖了多少", "2020年卖了34亿", "2020-01-03")


def test_a_passage_without_a_year_is_of_the_year_that_its_article_names():
    """A report of a year's work names the year once, at its head; a passage that names another year speaks of that."""
    assert not lacks_time("去年卖了多少", "这家店卖了34亿", "2020-01-03", "去年的账算好了。")
    assert not lacks_time("去年卖了多少", "这家店卖了34亿", "2020-01-03", "2019年的账算好了。")
    assert lacks_time("去年卖了多少", "这家店卖了34亿", "2020-01-03", "今年的账算好了。")
    assert lacks_time("去年卖了多少", "这家店今年卖了34亿", "2020-01-03", "去年的账算好了。")
    # a year that it compares with is another's
    assert not lacks_time("去年卖了多少", "这家店卖了34亿，比2018年多一成", "2020-01-03", "去年的账算好了。")
    assert lacks_time("昨天卖了多少", "这家店卖了34亿", "2020-01-03", "昨天的账算好了。")


def test_a_time_may_begin_a_name():
    """明天集团 is a company, of which another passage of the article may tell."""
    assert not lacks_time("明天集团有几家店", "集团有9家店", "2020-01-03", "明天集团开业。")
    assert lacks_time("明天有几家店开门", "集团有9家店", "2020-01-03", "明天集团开业。")


def test_last_year_may_be_any_where_the_paper_has_no_date():
    """Nobody knows which year the paper is of; a passage without a year may be of this one."""
    assert not lacks_time("去年卖了多少", "2019年卖了34亿", None)
    assert lacks_time("去年卖了多少", "这家店卖了34亿", None)
    assert lacks_time("昨天卖了多少", "2019年卖了34亿", None)


@pytest.mark.parametrize(
    ("question", "article", "lacks"),
    [
        ("一季度产值多少", "1—4月产值增长两成", True),
        ("一季度产值多少", "1—3月产值增长两成", False),
        ("第一季度产值多少", "今年一季度产值增长两成", False),
        ("上半年产值多少", "前6个月产值增长两成", False),
        ("上半年产值多少", "下半年产值增长两成", True),
        ("半年产值多少", "下半年产值增长两成", False),
    ],
)
def test_a_part_of_the_year_must_be_that_of_the_article(question, article, lacks):
    """What was made in four months is not what was made in three."""
    assert lacks_part_of_year(question, article) is lacks
