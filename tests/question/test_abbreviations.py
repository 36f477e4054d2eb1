"""Short forms and full names that the corpus teaches."""

import pytest

from bot import Article, Retriever
from bot.question.abbreviations import Abbreviations, is_short_form
from bot.retrieval.index import Index
from bot.text.segmenter import default_segmenter

SEGMENTER = default_segmenter()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("人社局", "人力资源和社会保障局"),
        ("市监局", "市场监督管理局"),
        ("市场监管局", "市场监督管理局"),
        ("卫健委", "卫生健康委员会"),
        ("发改委", "发展和改革委员会"),
        ("疾控中心", "疾病预防控制中心"),
        ("长护险", "长期护理保险"),
        ("妇保院", "妇幼保健院"),
    ],
)
def test_a_short_form_is_made_of_the_beginnings_of_words(short, full):
    """And of the end of the name."""
    assert is_short_form(short, full, SEGMENTER.words(full), SEGMENTER)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("水利局", "水务局"),
        ("农业局", "农村工作局"),
        ("医保局", "医保局"),
        ("管理局", "市场监督管理局"),
        ("人社局", "人力资源和社会保障部"),
        ("保社局", "人力资源和社会保障局"),
    ],
)
def test_what_is_no_short_form(short, full):
    """Another name, another end, another order, or a part that is found as it is."""
    assert not is_short_form(short, full, SEGMENTER.words(full), SEGMENTER)


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
    """The name begins with the short form's first character."""
    assert taught(text, "浙电设什么时候开工") == {("浙电设", "浙江电力设计公司", "a")}


def test_a_bracket_with_a_short_form_teaches_without_a_word():
    """It ends as the name does."""
    assert taught("中国农业银行（简称农行）放贷。", "农行放贷吗") == {("农行", "农业银行", "a")}
    assert ("长护险", "长期护理保险", "a") in taught("他有长期护理保险（长护险）。", "长护险是什么")


@pytest.mark.parametrize("text", ["他说（记者王某）。", "钦堂乡（共享法庭）开门。", "全市11个镇（街道）都有。"])
def test_other_brackets_teach_nothing(text):
    """A name of a reporter is no short form."""
    assert taught(text, text) == set()


def test_both_ways():
    """The short form of the question finds the full name of the corpus, and the other way round."""
    assert taught("市人力资源和社会保障局发布通知。", "人社局发了什么") >= {("人社局", "人力资源和社会保障局", "a")}
    assert taught("记者从市人社局获悉。", "人力资源和社会保障局发了什么") == {("人力资源和社会保障局", "人社局", "a")}


def test_the_longest_pair_is_enough():
    """市场监管局 of 市场监督管理局 says all that 监管局 of 监督管理局 says."""
    assert taught("市场监督管理局开会。", "市场监管局开会了吗") == {("市场监管局", "市场监督管理局", "a")}


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


def test_of_two_offices_the_one_meant_by_its_short_form_is_found():
    """湿管委 stands nowhere, and is made of the words of one name only."""
    retriever = Retriever.from_articles(
        [
            Article(id="zone", headline="", paragraphs=["高新产业管理委员会周日上午办公，市民可以去盖章。"]),
            Article(id="park", headline="", paragraphs=["湿地公园管理委员会周六上午办公，市民可以去盖章。"]),
        ]
    )
    answer = retriever.answer("湿管委哪天上午办公？")
    assert answer.hits[0].article.id == "park"
    assert answer.hits[0].score > answer.hits[1].score
