"""What is said where a choice of newspaper and days leaves out more than its words say."""

from __future__ import annotations

import pytest

from bot import Article, Retriever
from bot.chat.replies import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("newspapers", "wanted", "said"),
    [
        (["海州日报", "青川晚报"], "海州日抱", "did you mean 海州日报?"),
        (["海州日报", "青川晚报"], "时报社", "there are 海州日报, 青川晚报"),
        ([f"{place}日报" for place in "甲乙丙丁戊己庚"], "Daily", " and 2 more"),
        ([], "海州日报", "pages.toml gives pages one"),
    ],
)
def test_a_newspaper_that_is_not_there_is_said_with_those_that_are(newspapers, wanted, said):
    """The nearest name, else the first few; where there is none, what gives pages one."""
    (sentence,) = ENGLISH.filters.describe(wanted, newspapers, 0, 7)
    assert repr(wanted) in sentence and sentence.endswith(said)
    (chinese,) = CHINESE.filters.describe(wanted, newspapers, 0, 7)
    assert f"“{wanted}”" in chinese


def test_a_retriever_says_it_in_either_language():
    """In English unless another language is wanted; nothing where nothing is left out."""
    corpus = Retriever.from_articles([Article("a", "停水通知", ["城东停水三天。"])])
    assert corpus.describe_unmet(since="2022-01-01")[0].startswith("1 of 1 articles have no date")
    assert corpus.describe_unmet(since="2022-01-01", language="zh-hans")[0].startswith("1 篇文章里有 1 篇没有日期")
    assert corpus.describe_unmet() == ()
    with pytest.raises(ValueError, match="language is 'fr': take one of zh, en"):
        corpus.describe_unmet(language="fr")
