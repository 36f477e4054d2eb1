"""Short forms and full names that the corpus teaches."""

import pytest

from bot import Article, Retriever
from bot.question.abbreviations import Abbreviations
from bot.retrieval.index import Index


def taught(text, question):
    found = Abbreviations(Index([Article(id="a", headline="", paragraphs=[text])])).find(question)
    return {(one.typed, *one.added, one.article) for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "昨天，浙江电力设计公司（以下简称“浙电设”）开工。",
        "浙江电力设计公司（简称：浙电设）开工。",
        "“浙江电力设计公司”（下称浙电设）开工。",
    ],
)
def test_a_bracket_teaches(text):
    """The name begins with the abbreviation's first character."""
    assert taught(text, "浙电设什么时候开工") == {("浙电设", "浙江电力设计公司", "a")}


def test_a_bracket_with_an_abbreviation_teaches_without_a_word():
    """It ends as the name does."""
    assert taught("中国农业银行（简称农行）放贷。", "农行放贷吗") == {("农行", "农业银行", "a")}
    assert ("长护险", "长期护理保险", "a") in taught("他有长期护理保险（长护险）。", "长护险是什么")


@pytest.mark.parametrize("text", ["他说（记者王某）。", "钦堂乡（共享法庭）开门。", "全市11个镇（街道）都有。"])
def test_other_brackets_teach_nothing(text):
    """The name of a reporter is no abbreviation."""
    assert taught(text, text) == set()


def test_both_ways():
    """The abbreviation of the question finds the full name of the corpus, and the other way round."""
    text = "市轨道交通建设指挥部（简称轨指）搬家。"
    assert taught(text, "轨指搬到哪里") == {("轨指", "轨道交通建设指挥部", "a")}
    assert taught(text, "轨道交通建设指挥部搬到哪里") == {("轨道交通建设指挥部", "轨指", "a")}


def test_names_that_only_look_alike_teach_nothing():
    """A team is no abbreviation of another one whose name has its words, too."""
    assert taught("城东的志愿医疗救护队出发，的哥车队也出发。", "城东的医疗队出发了吗") == set()


def test_what_the_corpus_teaches_is_looked_up_and_shown():
    """With the article that teaches it."""
    retriever = Retriever.from_articles(
        [
            Article(id="a", headline="", paragraphs=["铁路工程建设指挥部（以下简称“铁指”）昨日成立。"]),
            Article(id="b", headline="", paragraphs=["铁路工程建设指挥部今日搬迁。"]),
            Article(id="c", headline="", paragraphs=["公园开放。"]),
        ]
    )
    hits = retriever.search("铁指搬到哪里")
    assert {hit.article.id for hit in hits} == {"a", "b"}
    found = retriever.explain("铁指搬到哪里", hits[0])
    assert found.taught == (("铁指", "a"),)
    assert any(reason.origin == "corpus" for reason in found.reasons)
