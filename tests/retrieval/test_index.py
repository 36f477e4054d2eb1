"""Index and query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records import Article
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.filters import Filter
from bot.retrieval.index import Index
from bot.retrieval.query import make_query


def make_article(number, text, headline=""):
    return Article(id=f"a{number}", headline=headline, paragraphs=[text])


CORPUS = [
    make_article(1, "5月3日城东停水，6日恢复供水。", "停水通知"),
    make_article(2, "医保缓缴到年底。", "医保政策"),
    make_article(3, "公园樱花开了。", "赏花"),
]


def test_an_empty_corpus_finds_nothing():
    """No articles, no hits, no error."""
    assert Index([]).search(make_query("停水", Analyzer()), 3) == []


def test_articles_without_text_find_nothing():
    """An article with no paragraph, and one whose paragraph is empty, have no passages."""
    index = Index([Article(id="a", headline="题", paragraphs=[]), Article(id="b", headline="题", paragraphs=["", " "])])
    assert index.search(make_query("题", Analyzer()), 3) == []


def test_two_articles_with_one_id_are_refused():
    """An id names one article."""
    with pytest.raises(ValueError, match="a1"):
        Index([CORPUS[0], CORPUS[0]])


def test_more_passages_asked_for_than_there_are():
    """k larger than the corpus gives what there is."""
    assert len(Index(CORPUS).search(make_query("医保停水樱花", Analyzer()), 100)) == 3


def test_a_passage_that_shares_no_term_is_not_found():
    """Only what shares a word or a character with the question is a hit."""
    assert [found.article.id for found in Index(CORPUS).search(make_query("樱花", Analyzer()), 10)] == ["a3"]


def test_equal_scores_are_ordered_by_passage_id():
    """The same text under several ids comes back in the order of the ids, whatever the order given."""
    index = Index([make_article(number, "全城停水一天。") for number in (5, 3, 9, 1)])
    found = index.search(make_query("停水", Analyzer()), 10)
    assert len({entry.score for entry in found}) == 1
    assert [entry.article.id for entry in found] == ["a1", "a3", "a5", "a9"]


def test_the_headline_is_part_of_what_a_passage_is_found_by():
    """A word that only the headline has finds the passage."""
    assert Index(CORPUS).search(make_query("赏花", Analyzer()), 1)[0].article.id == "a3"


@pytest.mark.parametrize("question", ["醫保緩繳", "医保缓缴", "醫保缓繳？"])
def test_traditional_and_simplified_find_each_other(question):
    """A question in either script, or in both, finds the same passage."""
    assert Index(CORPUS).search(make_query(question, Analyzer()), 1)[0].article.id == "a2"


@given(
    st.lists(st.text(alphabet="停水医保樱花。，1a", max_size=30), max_size=6), st.text(max_size=20), st.integers(1, 8)
)
@settings(max_examples=60, deadline=None)
def test_hits_are_ordered_and_bounded_for_any_corpus_and_question(texts, question, k):
    """Scores fall, ties go by id, every score is above 0 and its share between 0 and 1, and there are k at most."""
    index = Index([make_article(number, text) for number, text in enumerate(texts)])
    found = index.search(make_query(question, Analyzer()), k)
    keys = [(-entry.score, entry.id) for entry in found]
    assert keys == sorted(keys)
    assert len(found) <= k
    assert all(entry.score > 0 and 0 < entry.share <= 1 for entry in found)


@pytest.mark.parametrize("question", ["什么？", "怎么样呢", "请问", "的了吗", "？？", "😀", "", "   "])
def test_a_question_that_says_nothing_makes_an_empty_query(question):
    """Question words, particles, punctuation and pictures are nothing to look up."""
    assert make_query(question, Analyzer()).empty


def test_question_words_are_not_scored_and_no_term_spans_them():
    """在哪里办 leaves 办, and no pair of characters across the gap."""
    assert dict(make_query("医保在哪里办", Analyzer()).fields["pairs"]) == {"医保": 1, "保在": 1, "办": 1}


@pytest.mark.parametrize("question", ["什么时候停水", "哪一座停水", "啥地方停水？", "哪些地方停水", "什么样子停水"])
def test_what_asks_goes_as_a_whole(question):
    """时候 of 什么时候 and 座 of 哪一座 are not looked up."""
    assert dict(make_query(question, Analyzer()).fields["words"]) == {"停水": 1}


def test_a_long_question_is_read_to_its_limit():
    """What stands after the first 500 characters does not count."""
    assert "樱花" not in make_query("停水" * 250 + "樱花", Analyzer()).fields["pairs"]


def test_a_search_is_narrowed_to_a_newspaper_and_its_dates():
    """Only what was printed there and then; an article without a date is in no span of time."""
    texts = {"永康日报": "2022-08-17", "湖州日报": "2022-06-01", "嘉兴日报": None}
    index = Index(
        [
            Article(id=name, headline="", paragraphs=["全城停水。"], newspaper=name, date=day)
            for name, day in texts.items()
        ]
    )

    def found(**narrow):
        return {entry.article.id for entry in index.search(make_query("停水", Analyzer()), 9, Filter(**narrow))}

    assert found() == set(texts)
    assert found(newspaper="湖州") == {"湖州日报"}
    assert found(since="2022-07-01") == {"永康日报"}
    assert found(until="2022-06-01") == {"湖州日报"}
    assert found(newspaper="永康", until="2022-01-01") == set()


def test_among_equals_the_newer_comes_first():
    """The same text on two days."""
    index = Index(
        [
            Article(id=identifier, headline="", paragraphs=["全城停水。"], date=day)
            for identifier, day in (("a", "2022-01-01"), ("b", "2022-02-01"), ("c", None))
        ]
    )
    assert [entry.article.id for entry in index.search(make_query("停水", Analyzer()), 9)] == ["b", "a", "c"]
