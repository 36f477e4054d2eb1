"""Judgements and rates."""

import pytest

from bot.evaluation.metrics import Rate, compute_dialogue_rate, compute_rates, judge
from bot.evaluation.question_files import JudgedQuestion
from tests.support.paper import make_answer, make_hit


def ask_with(*texts, answered=True):
    return lambda question, history, k: make_answer(
        *(make_hit(text, rank, highlights=[(0, 2)]) for rank, text in enumerate(texts, start=1)), answered=answered
    )


def judged(answer="停水", **fields):
    return JudgedQuestion("问", (), None, answer, **fields)


def test_the_answer_is_found_by_its_words_whatever_the_white_space():
    """Line breaks and spaces in the judgement and the passage do not matter."""
    outcome = judge([judged("12 月底\n前")], ask_with("别的。", "最迟于12月底前补缴。"))[0]
    assert (outcome.rank, outcome.highlighted) == (2, False)


def test_an_answer_from_another_page_does_not_count():
    """If the judgement names a file, the words must be on that page."""
    question = JudgedQuestion("问", (), "other.txt", "停水", "")
    assert judge([question], ask_with("停水到五点。"))[0].rank is None


def test_an_answer_is_highlighted_if_all_its_words_are():
    """The passage highlights its first two characters."""
    assert judge([judged("停水")], ask_with("停水到五点。"))[0].highlighted
    assert not judge([judged("五点")], ask_with("停水到五点。"))[0].highlighted


def test_rates_count_the_questions_that_they_are_about():
    """Two questions that have an answer and one that has none, all answered with the same passage."""
    found = {
        rate.name: (rate.count, rate.total)
        for rate in compute_rates(judge([judged(), judged("花"), judged(None)], ask_with("停水。")))
    }
    assert found == {
        "answer in the first passage": (1, 2),
        "answer in the first three": (1, 2),
        "marked, when first": (1, 1),
        "wrongly refused": (0, 2),
        "rightly refused": (0, 1),
    }


def test_the_interval_is_wilson_s():
    """For 8 of 10 it is .490 to .943 (Wilson 1927, computed by hand)."""
    low, high = Rate("", 8, 10).interval
    assert low == pytest.approx(0.490, abs=0.001)
    assert high == pytest.approx(0.943, abs=0.001)


def test_no_questions_no_share():
    """The share of no questions is 0, and its interval is everything."""
    assert (Rate("", 0, 0).share, Rate("", 0, 0).interval) == (0.0, (0.0, 1.0))


def test_a_dialogue_is_faultless_if_all_its_turns_are():
    """A turn without an answer must be refused, one with an answer answered first; other questions do not count."""
    turns = [judged(dialogue=1), judged("花", dialogue=1), judged(dialogue=2), judged("花")]
    rate = compute_dialogue_rate(judge(turns, ask_with("停水。")))
    assert (rate.count, rate.total) == (1, 2)
    refused = compute_dialogue_rate(judge([judged(None, dialogue=1)], ask_with("停水。", answered=False)))
    assert (refused.count, refused.total) == (1, 1)
