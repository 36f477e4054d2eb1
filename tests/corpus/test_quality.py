"""Compares every question and every article with the committed baseline."""

from pathlib import Path

import pytest

from bot.evaluation.question_files import JudgedQuestion, read_questions
from tests.corpus.quality import Marks, article_marks, compare, question_marks, read_baseline

DATA = Path(__file__).parent.parent / "data"
HOW = "If the change is better on the whole: python -m tests.corpus.quality --update, and commit the new baseline."


def check(now: Marks, capsys) -> None:
    """Fails with a line for each question or article that is worse; says which are better."""
    baseline = {name: marks for name, marks in read_baseline().items() if name in now}
    difference = compare(baseline, now)
    if difference.better:
        with capsys.disabled():
            print("\nbetter than the baseline:", *difference.better, HOW, sep="\n  ")
    assert not difference.worse, "\n  ".join(["worse than the baseline:", *difference.worse, HOW])
    assert not difference.unknown, "\n  ".join(["not as in the baseline:", *difference.unknown, HOW])


def test_no_question_comes_out_worse_than_the_baseline(retriever, capsys):
    """Each question keeps its marks: first, in three, highlighted, answered, refused."""
    check(question_marks(retriever.answer), capsys)


def test_no_article_comes_out_worse_than_the_baseline(capsys):
    """Each article of the seeds, the sixteen papers and the generated pages stays whole, with its authors."""
    check(article_marks(), capsys)


def test_the_baseline_covers_all_question_files():
    """It has the files of tests/data and no others."""
    files = {path.name for path in DATA.glob("questions*.jsonl")}
    assert {name for name in read_baseline() if name.startswith("questions")} == files


def test_the_gate_names_what_is_worse_and_what_is_better():
    """A lost mark, a new one, a question that the baseline does not know and one that is no longer asked."""
    baseline = {"q": {"a": "first, in three", "b": "", "gone": "refused"}}
    difference = compare(baseline, {"q": {"a": "in three", "b": "first, in three", "new": ""}})
    assert difference.worse == ["q: a: no longer first"]
    assert difference.better == ["q: b: now first, in three"]
    assert difference.unknown == ["q: gone: only in the baseline", "q: new: not in the baseline"]


@pytest.mark.parametrize("path", sorted(DATA.glob("questions*.jsonl")), ids=lambda path: path.stem)
def test_every_judged_answer_stands_in_its_page(seeds, path):
    """It is quoted from the page that it names."""
    for question in read_questions(path):
        assert isinstance(question, JudgedQuestion)
        if question.answer is not None:
            assert question.file is not None
            page = "".join((seeds / question.file).read_text("utf-8").split())
            assert "".join(question.answer.split()) in page
