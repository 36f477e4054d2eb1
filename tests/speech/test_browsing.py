"""What asks for headlines, and which of them is chosen."""

import pytest

from bot.speech.browsing import read_browsing, read_choice
from bot.text.normalization import fold


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        *(
            (text, "")
            for text in ("有哪些新闻", "今天有什么新闻？", "最近有啥新鲜事没", "看看头条", "新闻", "给我来几条新闻吧")
        ),
        *((text, "") for text in ("报上都登了什么？", "今天的报纸有什么内容", "最近发生了什么事", "有什么好消息吗")),
        *(
            (text, "养老")
            for text in ("养老新闻", "有什么養老新闻", "关于养老的报道", "有没有养老方面的消息", "养老的消息有吗")
        ),
        *((text, "东河") for text in ("东河有什么新闻", "最近东河出了什么大事", "东河最近有哪些消息")),
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
        ),
    ],
)
def test_what_asks_for_something_in_particular_does_not_browse(text):
    """Nor does talk about the article at hand."""
    assert read_browsing(fold(text)) is None


def test_a_headline_is_chosen_by_its_number():
    """With or without 第, in digits or Chinese; a longer message chooses none."""
    assert [read_choice(fold(text)) for text in ("第二条", "3", "看第一篇", "４", "第二条是什么", "十条")] == [
        *(2, 3, 1, 4),
        *(None, None),
    ]
