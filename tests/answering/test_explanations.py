"""Every point of every score can be shown."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import Article, Retriever

QUESTIONS = st.text(alphabet="医保缓缴养老钱停水什么时候多少公积斤？，1a 那", max_size=24)


@given(QUESTIONS, st.lists(QUESTIONS, max_size=2))
@settings(max_examples=60)
def test_the_points_of_the_reasons_add_up_to_the_score(retriever, question, history):
    """For any question and history, and for each of its hits; the confidence is the answer's, and its evidence gives it
    where a rule lets through no more as well."""
    answer = retriever.answer(question, history)
    for hit in answer.hits:
        found = retriever.explain(question, hit, history)
        assert sum(reason.points for reason in found.reasons) == pytest.approx(hit.score)
        assert found.score == pytest.approx(hit.score)
        assert found.confidence == pytest.approx(answer.confidence, abs=1e-4)
        odds = math.exp(sum(points for *_, points in found.evidence))
        assert found.confidence == pytest.approx(odds / (1 + odds), abs=1e-6)


def test_a_reason_says_where_its_term_comes_from(retriever):
    """Typed, from the question before, from the lexicon, from a repaired slip."""
    history = ["桐乡的潮汐窗口好找吗？"]
    answer = retriever.answer("那礼拜六窗口开吗？", history=history)
    found = retriever.explain("那礼拜六窗口开吗？", answer.hits[0], history=history)
    origins = {reason.term: reason.origin for reason in found.reasons if reason.term}
    assert origins["窗口"] == "typed"
    assert origins["桐乡"] == "history"
    assert origins["周六"] == "lexicon"
    hit = retriever.answer("朝汐窗口礼拜六开吗？").hits[0]
    found = retriever.explain("朝汐窗口礼拜六开吗？", hit)
    assert {reason.term: reason.origin for reason in found.reasons}["潮汐"] == "repair"


def test_a_hit_of_another_question_is_refused(retriever):
    """There is nothing to explain."""
    hit = retriever.search("潮汐窗口是什么？")[0]
    with pytest.raises(ValueError, match=r"none of the question"):
        retriever.explain("电竞大赛比什么？", hit)


def test_a_score_worked_out_by_hand():
    """One passage in a corpus of two: the words' part is idf · tf / (tf + k1 · (1 - b + b · |d| / avgdl)).

    Both contexts have the lead twice (once as lead, once as text): 停水 stands twice in 4 words; N = 2, df = 1.
    idf = ln(1 + 1.5 / 1.5) = ln 2; both texts have one length; tf part = 2 / (2 + .5) of a passage.
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
    assert part.points == round(0.6931472 * 2 / 2.5, 4)
    # each of the two characters counts 1.5 times
    characters = [reason.points for reason in found.reasons if (reason.part, reason.field) == ("passage", "singles")]
    assert characters == [round(1.5 * 0.6931472 * 2 / 2.5, 4)] * 2


DATED = Retriever.from_articles(
    [
        *(
            Article(
                id=f"new{number}",
                headline="城东停水",
                paragraphs=["城东明天停水检修，请居民备水。"],
                newspaper="甲报",
                date="2023-05-18",
            )
            for number in range(40)
        ),
        Article(
            id="old",
            headline="供水",
            paragraphs=["城东的水管老了，哪天修没有定。"],
            newspaper="乙报",
            date="2022-07-01",
        ),
    ]
)


@pytest.mark.parametrize("narrowed", [{"newspaper": "乙报"}, {"until": "2022-08-01"}, {"since": "2022-01-01"}])
def test_a_hit_of_a_narrowed_search_is_explained(narrowed):
    """A hit that only a newspaper's name or a date lets through has its reasons too, with the answer and afterwards."""
    answer = DATED.answer("城东哪天停水？", k=1, why=True, **narrowed)
    (hit,) = answer.hits
    assert answer.explanations == (DATED.explain("城东哪天停水？", hit, **narrowed),)
    assert sum(reason.points for reason in answer.explanations[0].reasons) == pytest.approx(hit.score)


def test_an_answer_explains_its_hits_only_where_asked():
    """One explanation for each hit, or none at all."""
    assert DATED.answer("城东哪天停水？").explanations == ()
    answer = DATED.answer("城东哪天停水？", k=2, why=True)
    assert [found.score for found in answer.explanations] == [hit.score for hit in answer.hits]


@pytest.mark.parametrize("k", [1, 2, 5])
def test_how_many_passages_are_shown_does_not_change_the_confidence(retriever, k):
    """The second best article is compared with the best one even where it is not shown."""
    question = "潮汐窗口是什么？"
    answer = retriever.answer(question, k=k)
    assert len(answer.hits) == k
    assert answer.confidence == retriever.answer(question).confidence


def test_the_last_of_many_hits_is_explained():
    """A search for many hits compares more candidates than one for three."""
    for hit in DATED.answer("城东哪天停水？", k=41).hits[::8]:
        assert DATED.explain("城东哪天停水？", hit).score == pytest.approx(hit.score)


def test_a_word_typed_many_times_is_explained_once():
    """With what is looked up for it."""
    retriever = Retriever.from_articles([Article(id="a", headline="", paragraphs=["基本医疗保险可以补缴。"])])
    question = "医保医保医保怎么补缴"
    added = retriever.explain(question, retriever.search(question)[0]).added
    assert [typed for typed, _ in added].count("医保") == 1
