"""Question files, judgements and rates."""

import json

import pytest

from bot.errors import QuestionError
from bot.evaluation.metrics import Outcome, Rate, calibration, judge, rates
from bot.evaluation.question_files import JudgedQuestion, read_questions
from tests.support.paper import make_answer, make_hit


def ask_with(*texts, answered=True):
    return lambda question, history, k: make_answer(
        *(make_hit(text, rank, highlights=[(0, 2)]) for rank, text in enumerate(texts, start=1)), answered=answered
    )


def judged(answer="停水", **fields):
    return JudgedQuestion("问", (), None, answer, **fields)


def test_the_answer_is_found_by_its_words_whatever_the_white_space():
    """Line breaks and spaces of the page do not count."""
    outcome = judge([judged("12 月底\n前")], ask_with("别的。", "最迟于12月底前补缴。"))[0]
    assert (outcome.rank, outcome.marked) == (2, False)


def test_an_answer_from_another_page_does_not_count():
    """Where the file is given, the words must stand on that page."""
    question = JudgedQuestion("问", (), "other.txt", "停水", "")
    assert judge([question], ask_with("停水到五点。"))[0].rank is None


def test_marked_means_inside_what_is_marked():
    """The first two characters are marked."""
    assert judge([judged("停水")], ask_with("停水到五点。"))[0].marked
    assert not judge([judged("五点")], ask_with("停水到五点。"))[0].marked


def test_rates_count_the_questions_that_they_are_about():
    """Two answerable questions and one that is not, all answered with the same passage."""
    found = {
        rate.name: (rate.count, rate.total)
        for rate in rates(judge([judged(), judged("花"), judged(None)], ask_with("停水。")))
    }
    assert found == {
        "answer in the first passage": (1, 2),
        "answer in the first three": (1, 2),
        "marked, when first": (1, 1),
        "wrongly refused": (0, 2),
        "rightly refused": (0, 1),
    }


def test_the_interval_is_wilson_s():
    """8 of 10: .490 to .943 (Wilson 1927, worked by hand)."""
    low, high = Rate("", 8, 10).interval
    assert low == pytest.approx(0.490, abs=0.001)
    assert high == pytest.approx(0.943, abs=0.001)


def test_no_questions_no_share():
    """Nothing is divided by zero."""
    assert (Rate("", 0, 0).share, Rate("", 0, 0).interval) == (0.0, (0.0, 1.0))


def test_calibration_counts_by_confidence():
    """Each outcome is in one band; a confidence of 1 is in the last."""
    outcomes = [
        Outcome(judged(), make_answer(make_hit("停水。")), 1, True),
        Outcome(judged(), make_answer(make_hit("停水。"), answered=False), None, False),
    ]
    found = calibration(outcomes)
    assert sum(rate.total for rate in found) == 2
    assert [rate.count for rate in found if rate.total] == [0, 1]


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path):
    """File and line; what is missing or of a wrong type is said."""
    path = tmp_path / "q.jsonl"
    good = {"question": "问", "history": ["先问"], "file": "a.txt", "answer": "答", "kind": "direct"}
    lines = [
        json.dumps(good),
        "nein",
        '{"question": ""}',
        '{"question": "问", "history": "x"}',
        '{"question": "问", "answer": 3}',
    ]
    path.write_text("\n".join([*lines, "", json.dumps(good)]), encoding="utf-8")
    found = list(read_questions(path))
    assert [isinstance(entry, JudgedQuestion) for entry in found] == [True, False, False, False, False, True]
    assert all(f"line {number}" in str(found[number - 1]) for number in (2, 3, 4, 5))
    assert found[0] == JudgedQuestion("问", ("先问",), "a.txt", "答", "direct")


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    """One sentence that names it."""
    with pytest.raises(QuestionError, match="missing"):
        list(read_questions(tmp_path / "missing.jsonl"))
