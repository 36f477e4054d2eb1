"""The report on one file of questions or qrels."""

import json

import pytest

from bot.errors import QuestionError
from bot.evaluation.report import ReportOptions, report_file
from tests.support.paper import make_answer, make_hit


class Engine:
    """Answers every question with the same passage."""

    def __init__(self, text, answered=True):
        self._text, self._answered = text, answered

    articles = ()

    def without(self, ids):
        return self

    def search(self, question, k):
        return [make_hit(self._text, highlights=[(0, 2)])]

    def answer(self, question, history, k):
        return make_answer(*self.search(question, k), answered=self._answered)


@pytest.fixture
def questions(tmp_path):
    """A question of each kind that the passage answers, one that it does not, and a broken line."""
    path = tmp_path / "questions.jsonl"
    records = [
        {"question": "哪天停水？", "answer": "停水", "kind": "direct"},
        {"question": "樱花开了吗？", "answer": "樱花", "kind": "direct"},
        {"question": "火星有水吗？", "answer": None, "kind": "nowhere"},
    ]
    path.write_text("\n".join([*map(json.dumps, records), "nein"]), "utf-8")
    return path


def lines(*arguments):
    return [str(line) for line in report_file(*arguments)]


def test_the_rates_stand_below_the_broken_lines(questions):
    """Each with its count and its interval; the error is no text, so that it can go elsewhere."""
    error, *report = report_file(questions, Engine("停水。"), None, ReportOptions())
    assert isinstance(error, QuestionError)
    assert report[0] == "  answer in the first passage 0.500  (1 of 2; 95 %: 0.09–0.91)"
    assert len(report) == 5


def test_options_add_kinds_confidences_and_the_questions_that_went_wrong(questions):
    """By kind the rates of no question are left out; a question that is answered rightly is not shown."""
    report = lines(questions, Engine("停水。"), None, ReportOptions(by_kind=True, reliability=True, show=True))
    assert (
        report.index("  direct") < report.index("  nowhere") < report.index("  right, of the answers with a confidence")
    )
    shown = [line for line in report if line.startswith("  - ")]
    assert [line.split()[1] for line in shown] == ["樱花开了吗？", "火星有水吗？"]
    assert "rank None" in shown[0]


def test_a_comparison_shows_both_and_the_questions_that_went_differently(questions):
    """The rival has the other question right."""
    report = lines(questions, Engine("停水。"), Engine("樱花。"), ReportOptions(show=True))
    assert report[1] == f"  {'':<28} with  against  difference, 95 %"
    assert report[2].startswith("  answer in the first passage 0.500   0.500  +0.000")
    assert report[2].endswith("(1 up, 1 down)")
    assert [line.split()[1] for line in report if line.startswith("  - ")] == ["哪天停水？", "樱花开了吗？"]


def test_a_file_without_questions_is_an_error(tmp_path):
    """The error names the file."""
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(QuestionError, match=r"no question in .*empty\.jsonl"):
        lines(tmp_path / "empty.jsonl", Engine("停水。"), None, ReportOptions())


def test_qrels_need_topics(tmp_path):
    """Without them no question is known; with them each measure has a line."""
    (tmp_path / "qrels").write_text("q1 0 a.txt#1 1\n")
    (tmp_path / "topics").write_text("q1\t哪天停水？\n", "utf-8")
    with pytest.raises(QuestionError, match="--topics"):
        lines(tmp_path / "qrels", Engine("停水。"), None, ReportOptions())
    assert len(lines(tmp_path / "qrels", Engine("停水。"), None, ReportOptions(tmp_path / "topics"))) == 5
    assert len(lines(tmp_path / "qrels", Engine("停水。"), Engine("停水。"), ReportOptions(tmp_path / "topics"))) == 6
