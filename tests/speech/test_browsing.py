"""What asks for headlines, and which of them is chosen."""

import pytest

from bot.speech.browsing import LAST, Paper, read_browsing, read_choice, read_paper
from bot.text.normalization import fold


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        *(
            (text, "")
            for text in ("有哪些新闻", "今天有什么新闻？", "最近有啥新鲜事没", "看看头条", "新闻", "今儿个有啥新闻")
        ),
        *((text, "") for text in ("报上都登了什么？", "今天的报纸有什么内容", "最近发生了什么事", "有什么好消息吗")),
        *((text, "") for text in ("今天的头条是什么", "5月2日头版头条是啥", "5月2日的头条")),
        # 报 alone asks to be told; in 报上 it is the paper
        *((text, "") for text in ("报上有哪些新闻", "报纸上有哪些新闻", "报上都登了哪些新闻", "报一下今天的新闻")),
        # of a day, and by somebody
        *((text, "") for text in ("5月2日有什么新闻", "2021年5月2日的报纸登了什么", "五月二号报纸上有什么")),
        *((text, "李建国") for text in ("李建国写了什么", "李建国写了哪些报道", "记者李建国最近写了几篇文章")),
        ("报纸上有没有养老新闻", "养老"),
        *((text, "养老") for text in ("临川日报关于养老的报道", "5月2日的养老新闻", "临川晚报有没有养老方面的消息")),
        *((text, "") for text in ("上周五有什么新闻", "上周五的晚报登了什么")),
        *(
            (text, "养老")
            for text in ("养老新闻", "有什么養老新闻", "关于养老的报道", "有没有养老方面的消息", "养老的消息有吗")
        ),
        *(
            (text, "东河")
            for text in (
                "东河有什么新闻",
                "东河有没有新闻",
                "东河有新闻吗",
                "最近东河出了什么大事",
                "东河最近有哪些消息",
            )
        ),
    ],
)
def test_who_wants_news_of_any_kind_or_of_one_browses(text, topic):
    """In all the words that people use for it; the subject is what is left of them."""
    assert read_browsing(fold(text)) == topic


@pytest.mark.parametrize(
    "text",
    [
        *(
            "这条新闻谁写的",
            "谁写的新闻",
            "哪天的新闻",
            "什么时候的新闻",
            "这是哪篇文章",
            "把整篇文章发我",
            "停水的消息是真的吗",
        ),
        *(
            "新闻奖给了谁",
            "写一篇文章",
            "这也叫新闻",
            "下一条新闻",
            "医保",
            "有什么活动",
            "发言人在新闻发布会上说了什么事情",
            "5月2日停电的消息是真的吗",
            "李建国写了什么书",
            "谁写了什么",
        ),
    ],
)
def test_what_asks_for_something_in_particular_does_not_browse(text):
    """Nor does talk about the article at hand."""
    assert read_browsing(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("5月2日有什么新闻", Paper(day=(None, 5, 2))),
        ("2021年5月2号的报纸登了什么", Paper(day=(2021, 5, 2))),
        ("十二月二十号有什么新闻", Paper(day=(None, 12, 20))),
        ("5月2号的报纸", Paper(day=(None, 5, 2))),
        ("临川晚报上有什么", Paper("临川晚报")),
        ("看看晚报登了哪些新闻", Paper("晚报")),
        ("今天的临川日报说了啥", Paper("临川日报")),
        ("临川日报5月2日有什么", Paper("临川日报", (None, 5, 2))),
        ("5月2日的临川日报", Paper("临川日报", (None, 5, 2))),
        ("5月2号第3版有什么", Paper(day=(None, 5, 2), page="3")),
        ("临川晚报第二版都登了些什么", Paper("临川晚报", page="2")),
        ("A03版有什么新闻", Paper(page="a03")),
        ("最近有什么新闻", Paper()),
        ("今日报纸有什么内容", Paper()),
    ],
)
def test_the_paper_that_is_browsed_may_be_named(text, paper):
    """By its newspaper, by the day in digits or numerals with or without its year, by the number of the page."""
    assert read_browsing(fold(text)) == ""
    assert read_paper(fold(text)) == paper


@pytest.mark.parametrize(
    "text",
    [
        *("临川晚报", "临川晚报有什么活动", "晚报记者写了什么书", "5月2日报名", "第二版", "明日报名有什么要求"),
        *("周书记在晚报上说了什么", "5月2日的报纸多少钱", "有没有临川日报", "临川日报社在哪"),
    ],
)
def test_a_paper_that_is_named_in_a_question_is_not_browsed(text):
    assert read_browsing(fold(text)) is None


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        *(("第二条", (2, "")), ("3", (3, "")), ("看第一篇", (1, "")), ("４", (4, "")), ("第二条是什么", (2, ""))),
        *(("头一条", (1, "")), ("最后一条", (LAST, "")), ("回到第一条", (1, "")), ("第二条谁写的", (2, "谁写的"))),
        *(("十条", None), ("3号线", None), ("最后", None)),
    ],
)
def test_a_headline_is_chosen_by_its_number(text, choice):
    """With or without 第, in digits or Chinese, the first and the last; with what is wanted of it behind a measure."""
    assert read_choice(fold(text)) == choice
