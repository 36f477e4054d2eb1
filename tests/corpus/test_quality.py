"""How good the answers on the seeds are: floors, not goals."""

from pathlib import Path

import pytest

from bot.evaluation.metrics import compute_rates, judge
from bot.evaluation.question_files import JudgedQuestion, read_questions

QUESTIONS = Path(__file__).parent.parent / "data" / "questions.jsonl"


@pytest.fixture(scope="module")
def found(retriever):
    questions = [question for question in read_questions(QUESTIONS) if isinstance(question, JudgedQuestion)]
    assert len(questions) == len(list(read_questions(QUESTIONS)))
    return {rate.name: rate.share for rate in compute_rates(judge(questions, retriever.answer))}


@pytest.mark.parametrize(
    ("rate", "floor"),
    [("answer in the first passage", 0.80), ("answer in the first three", 0.95), ("rightly refused", 0.80)],
)
def test_answers_do_not_fall_below_their_floor(found, rate, floor):
    """Sixteen of twenty first, nineteen of twenty within three, and four silences of five kept."""
    assert found[rate] >= floor


def test_few_answers_are_withheld(found):
    """At most one answer in ten is wrongly taken for silence."""
    assert found["wrongly refused"] <= 0.10


def test_every_answer_stands_in_its_page(seeds):
    """A judged answer is made of words of the page that it names."""
    for question in read_questions(QUESTIONS):
        assert isinstance(question, JudgedQuestion)
        if question.answer is not None:
            assert question.file is not None
            page = "".join((seeds / question.file).read_text("utf-8").split())
            assert "".join(question.answer.split()) in page
