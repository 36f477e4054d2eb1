"""Every point of every score can be shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Article, Retriever

QUESTIONS = st.text(alphabet="医保缓缴养老钱停水什么时候多少公积斤？，1a 那", max_size=24)


@given(QUESTIONS, st.lists(QUESTIONS, max_size=2))
@settings(max_examples=60, deadline=None)
def test_the_points_of_the_reasons_add_up_to_the_score(retriever, question, history):
    """For any question and history, and for each of its hits; and the confidence is the answer's."""
    answer = retriever.answer(question, history)
    for hit in answer.hits:
        found = retriever.explain(question, hit, history)
        assert sum(reason.points for reason in found.reasons) == pytest.approx(hit.score)
        assert found.score == pytest.approx(hit.score)
        assert found.confidence == pytest.approx(answer.confidence, abs=1e-4)


def test_a_reason_says_where_its_term_comes_from(retriever):
    """Typed, from the question before, from the lexicon, from a repaired slip."""
    answer = retriever.answer("那朝汐窗口礼拜六开吗？", history=["桐乡医保局好找吗？"])
    found = retriever.explain("那朝汐窗口礼拜六开吗？", answer.hits[0], history=["桐乡医保局好找吗？"])
    origins = {reason.term: reason.origin for reason in found.reasons if reason.term}
    assert origins["窗口"] == "typed"
    assert origins["桐乡"] == "history"
    assert origins["周六"] == "lexicon"
    assert origins["潮汐"] == "repair"


def test_a_hit_of_another_question_is_refused(retriever):
    """There is nothing to explain."""
    hit = retriever.search("潮汐窗口是什么？")[0]
    with pytest.raises(ValueError, match=r"none of the question"):
        retriever.explain("电竞大赛比什么？", hit)


def test_a_score_worked_out_by_hand():
    """One passage in a corpus of two: the words' part is idf · tf / (tf + k1 · (1 - b + b · |d| / avgdl)).

    Both contexts have the lead twice (once as lead, once as text): 停水 stands twice in 4 words; N = 2, df = 1.
    idf = ln(1 + 1.5 / 1.5) = ln 2; both texts have one length; tf part = 2 / (2 + .2) of a passage.
    """
    retriever = Retriever.from_articles(
        [
            Article(id="a", headline="", paragraphs=["城东停水。"]),
            Article(id="b", headline="", paragraphs=["城西开花。"]),
        ]
    )
    hit = retriever.search("停水")[0]
    found = retriever.explain("停水", hit)
    part = next(reason for reason in found.reasons if (reason.part, reason.field) == ("passage", "words"))
    # what a term brings is rounded to a ten-thousandth
    assert part.points == round(0.6931472 * 2 / 2.2, 4)
