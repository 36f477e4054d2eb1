"""Questions that lean on the ones before."""

import pytest

from bot.answering.followup import clears_history, with_history
from bot.retrieval.query import make_query


def words(question, *history):
    return with_history(make_query(question), question, history).fields["words"]


@pytest.mark.parametrize("question", ["那自己要出多少？", "它什么时候开始？", "在哪里办？", "还有别的单位吗？"])
def test_a_question_that_leans_gets_the_earlier_subject(question):
    """The subject joins with less weight than the question's own words."""
    found = words(question, "医保缓缴政策是什么？")
    assert 0 < found["医保"] < 1


def test_a_new_subject_drops_the_old_one():
    """A question that names its own subject stands alone."""
    assert "医保" not in words("钦堂乡去年一共建了几个共享法庭和调解室？", "医保缓缴政策是什么？")


def test_another_question_clears_what_was_asked():
    """换个问题 ends the subject, for itself and for what follows."""
    assert clears_history("换个问题，停水到几点？")
    assert "医保" not in words("换个问题，在哪里办？", "医保缓缴政策是什么？")
    assert "医保" not in words("那几点开门？", "医保缓缴政策是什么？", "换个问题")


def test_the_question_before_the_last_counts_less():
    """Two questions back is fainter than one back."""
    found = words("那几点开门？", "医保窗口在哪？", "图书馆在哪？")
    assert found["医保"] < found["图书馆"]


def test_nothing_asked_stays_nothing():
    """An emoji after a question asks nothing."""
    assert with_history(make_query("😀"), "😀", ["医保缓缴政策是什么？"]).empty
