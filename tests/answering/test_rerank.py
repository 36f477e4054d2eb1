"""What sentences and numbers add to the score of a passage."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Article, Retriever
from bot.answering.rerank import find_paragraphs
from bot.corpus.passages import split_sentences
from bot.retrieval.config import RankingConfig

PLAIN = RankingConfig(sentence_weight=0, coverage_weight=0, number_weight=0)


def retriever(*texts, **values):
    articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
    return Retriever.from_articles(articles).with_config(RankingConfig(**values) if values else PLAIN)


def parts(retriever, question, hit):
    """The points of each part of a hit's score."""
    points: Counter[str] = Counter()
    for reason in retriever.explain(question, hit).reasons:
        points[reason.part] += reason.points
    return points


def test_of_two_articles_with_the_same_words_the_one_that_has_them_in_one_sentence_comes_first():
    """BM25 sees the same words in both; only the coverage of a sentence tells them apart."""
    together = "城东小区明天停水检修。居民可以到广场领水，物业有人值班。"
    apart = "城东小区有人值班。物业明天检修，居民可以到广场领水停水。"
    order = [hit.article.id for hit in retriever(apart, together, coverage_weight=1).search("城东小区停水检修")]
    assert order == ["a1", "a0"]


def test_the_number_of_a_question_counts_as_a_whole():
    """2 is not in 2022; with one of two numbers an article gets half the points of one with both."""
    found = retriever("2022年12人开会，3人请假。", "2022年12人开会，5人请假。", number_weight=0.1)
    both, one = found.search("12人开会，3人请假")
    assert (both.article.id, one.article.id) == ("a0", "a1")
    points = parts(found, "12人开会，3人请假", both)["number"]
    assert points > 0
    assert points == pytest.approx(2 * parts(found, "12人开会，3人请假", one)["number"])
    assert "number" not in parts(found, "2人开会", found.search("2人开会")[0])


def test_within_an_article_a_better_sentence_elsewhere_takes_points():
    """The passage with the article's best sentence loses nothing, the other one does."""
    filler = "各部门按照统一部署做好相关工作，确保各项任务落到实处。" * 12
    text = f"全市医保工作会议召开。{filler}医保缓缴最迟十二月补缴到位。{filler}要为医保服务。"
    found = retriever(text, sentence_weight=0.2)
    first, *others = found.search("医保缓缴什么时候补缴")
    assert "十二月补缴" in first.passage.text
    assert "sentence" not in parts(found, "医保缓缴什么时候补缴", first)
    assert others
    assert all(parts(found, "医保缓缴什么时候补缴", hit)["sentence"] < 0 for hit in others)


@given(st.floats(0, 50), st.floats(0, 5), st.floats(0, 5), st.sampled_from(["医保3月停水", "停水", "供水站12号"]))
@settings(max_examples=40)
def test_whatever_the_weights_scores_stay_above_0_and_the_points_add_up(sentence, coverage, number, question):
    """A passage loses at most nine tenths of its score."""
    texts = ("医保3月起缓缴。" + "单位无需申请，" * 40 + "停水12天。", "供水站在城东。\n停水请打12号电话")
    found = retriever(*texts, sentence_weight=sentence, coverage_weight=coverage, number_weight=number)
    for hit in found.search(question):
        assert hit.score > 0
        total = sum(reason.points for reason in found.explain(question, hit).reasons)
        assert total == pytest.approx(hit.score)


def test_paragraphs_begin_where_their_first_sentences_stand():
    """The first sentence of the article begins one in any case."""
    article = Article(
        id="a", headline="", paragraphs=["城东停水。居民储水。", "工人连夜施工。", "水厂致歉。明天恢复。"]
    )
    assert find_paragraphs(split_sentences(article)) == [0, 2, 3]
