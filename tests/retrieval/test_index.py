"""Searching an index."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question.question import Question
from bot.records import Article
from bot.retrieval.index import Index


def make_article(number, text, headline=""):
    return Article(id=f"a{number}", headline=headline, paragraphs=[text])


CORPUS = [
    make_article(1, "5月3日城东停水，6日恢复供水。", "停水通知"),
    make_article(2, "医保缓缴到年底。", "医保政策"),
    make_article(3, "公园樱花开了。", "赏花"),
]


def test_an_empty_corpus_finds_nothing():
    """No articles, no hits, no error."""
    assert Index([]).search(Question("停水").query, 3) == []


def test_articles_without_text_find_nothing():
    """An article with no paragraph, and one whose paragraph is empty, have no passages."""
    index = Index([Article(id="a", headline="题", paragraphs=[]), Article(id="b", headline="题", paragraphs=["", " "])])
    assert index.search(Question("题").query, 3) == []


def test_which_articles_have_which_terms(retriever):
    """Of every third article of the seeds, terms of few articles and of many, and one of none, as their lists say."""
    index = retriever._answerer.index
    articles = np.arange(0, len(retriever), 3)
    terms = [
        ("words", "没有的词"),
        *((field, term) for field in ("pairs", "words") for term in [*index.terms(field)][::97]),
    ]
    expected = [np.isin(articles, index.articles_with(field, term)).tolist() for field, term in terms]
    assert index.tables.are_in_articles(terms, articles).tolist() == expected
    assert index.tables.are_in_articles(terms, articles[:0]).shape == (len(terms), 0)


def test_two_articles_with_one_id_are_refused():
    """An id names one article."""
    with pytest.raises(ValueError, match="a1"):
        Index([CORPUS[0], CORPUS[0]])


def test_more_passages_asked_for_than_there_are():
    """k larger than the corpus gives what there is."""
    assert len(Index(CORPUS).search(Question("医保停水樱花").query, 100)) == 3


def test_a_passage_that_shares_no_term_is_not_found():
    """Only what shares a word or a character with the question is a hit."""
    assert [passage.article.id for passage in Index(CORPUS).search(Question("樱花").query, 10)] == ["a3"]


def test_equal_scores_are_ordered_by_passage_id():
    """The same text under several ids comes back in the order of the ids, whatever the order given."""
    index = Index([make_article(number, "全城停水一天。") for number in (5, 3, 9, 1)])
    passages = index.search(Question("停水").query, 10)
    assert len({passage.score for passage in passages}) == 1
    assert [passage.article.id for passage in passages] == ["a1", "a3", "a5", "a9"]


def test_the_headline_is_part_of_what_a_passage_is_found_by():
    """A word that only the headline has finds the passage."""
    assert Index(CORPUS).search(Question("赏花").query, 1)[0].article.id == "a3"


@pytest.mark.parametrize("question", ["醫保緩繳", "医保缓缴", "醫保缓繳？"])
def test_traditional_and_simplified_find_each_other(question):
    """A question in either script, or in both, finds the same passage."""
    assert Index(CORPUS).search(Question(question).query, 1)[0].article.id == "a2"


@given(
    st.lists(st.text(alphabet="停水医保樱花。，1a", max_size=30), max_size=6), st.text(max_size=20), st.integers(1, 8)
)
@settings(max_examples=60)
def test_hits_are_ordered_and_bounded_for_any_corpus_and_question(texts, question, k):
    """Scores fall, ties go by id, every score is above 0 and its share between 0 and 1, and there are k at most."""
    index = Index([make_article(number, text) for number, text in enumerate(texts)])
    passages = index.search(Question(question).query, k)
    keys = [(-passage.score, passage.id) for passage in passages]
    assert keys == sorted(keys)
    assert len(passages) <= k
    assert all(passage.score > 0 and 0 < passage.share <= 1 for passage in passages)


def test_among_equals_the_newer_comes_first():
    """The same text on two days."""
    index = Index(
        [
            Article(id=identifier, headline="", paragraphs=["全城停水。"], date=day)
            for identifier, day in (("a", "2022-01-01"), ("b", "2022-02-01"), ("c", None))
        ]
    )
    assert [passage.article.id for passage in index.search(Question("停水").query, 9)] == ["b", "a", "c"]


@given(st.lists(st.text("停水医保樱花城东。", max_size=40), max_size=6), st.text("停水医保樱花城东？", max_size=12))
@settings(max_examples=50)
def test_the_contributions_of_a_passage_add_up_to_its_score(texts, question):
    """Each names a term of the query, and counts for the passage or for its article."""
    index = Index([make_article(number, text, "停水通知") for number, text in enumerate(texts)])
    query = Question(question).query
    for scored in index.search(query, 9):
        contributions = list(index.explain(query, scored))
        assert sum(one.points for one in contributions) == pytest.approx(scored.score)
        assert all(query.fields[one.field][one.term] == pytest.approx(one.weight) for one in contributions)
        assert {one.level for one in contributions} <= {"passage", "article"}


def test_articles_with_a_text_are_looked_for_by_its_pairs():
    """Of those that have all pairs of 民情通 the first may have them in two passages, or apart in one."""
    far = "今天天气很好。" * 60
    index = Index(
        [
            make_article(1, f"{far}民情很好。{far}情通了。"),
            make_article(2, "民情要情通。"),
            make_article(3, "村里用“民情通”。"),
            make_article(4, "没有提到它。", "“民情通”上线"),
        ]
    )
    assert list(index.articles_with_text("民情通")) == [2, 3]
    assert list(index.articles_with_text("民情通", 4)) == [2, 3]
    assert list(index.articles_with_text("民情通", 3)) == [2], "the fourth is not looked at"
    having = index.tables.with_all_in_a_passage(["民情", "情通"], np.array([0, 1, 2], np.int32))
    assert having.tolist() == [1, 2], "the passages of the first have one of the pairs each"
