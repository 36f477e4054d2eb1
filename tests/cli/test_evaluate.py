"""`baowen eval`: rates, measures, comparisons."""

import re

import pytest

from tests.support.command_line import ANSWER, QUESTION, baowen

pytestmark = pytest.mark.usefixtures("english")


def test_eval_scores_the_question_file(root):
    """The rates are printed with their counts."""
    status, out, _ = baowen("eval", str(root / "tests" / "data" / "questions.jsonl"))
    assert status == 0
    assert "answer in the first passage" in out
    assert "of 22" in out


def test_eval_skips_a_broken_line_and_names_it(tmp_path):
    """File and line are named; the other questions count."""
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"question": "{QUESTION}", "answer": "{ANSWER}"}}\n{{"question": 3}}\nnein\n', encoding="utf-8")
    status, out, err = baowen("eval", str(path))
    assert status == 0
    assert "(1 of 1;" in out
    assert "q.jsonl, line 2" in err
    assert "q.jsonl, line 3" in err


def test_eval_scores_qrels_with_their_topics(tmp_path):
    """The right article first gives every measure its highest value."""
    (tmp_path / "qrels").write_text("q1 0 000_5743c7f409b0051a.txt#1 1\n")
    (tmp_path / "topics").write_text(f"q1\t{QUESTION}\n", encoding="utf-8")
    status, out, _ = baowen("eval", str(tmp_path / "qrels"), "--topics", str(tmp_path / "topics"))
    assert status == 0
    assert out.count("1.000") == 5


def test_eval_compares_two_configurations(tmp_path):
    """Question files and qrels: both columns, the difference, its interval, and what goes up and down."""
    (tmp_path / "q.jsonl").write_text('{"question": "職工醫保緩繳", "answer": "缓缴", "kind": "x"}\n', "utf-8")
    (tmp_path / "qrels").write_text("q1 0 000_5743c7f409b0051a.txt#1 1\n")
    (tmp_path / "topics").write_text("q1\t職工醫保緩繳什麼時候補繳？\n", "utf-8")
    files = (str(tmp_path / "q.jsonl"), str(tmp_path / "qrels"))
    options = ("--topics", str(tmp_path / "topics"), "--against", "traditional=off", "--by-kind", "--show")
    status, out, _ = baowen("eval", *files, *options)
    assert status == 0
    assert "with  against  difference, 95 %" in out
    assert "  answer in the first passage 1.000   1.000  +0.000  +0.000 to +0.000  (0 up, 0 down)" in out
    assert re.search(r"^  RR@10 +1\.000   \d\.\d+", out, re.MULTILINE)


def test_eval_scores_with_another_config(tmp_path):
    """缓缴 is found by its Traditional form only where that is folded."""
    (tmp_path / "q.jsonl").write_text('{"question": "緩繳", "answer": "缓缴"}\n', "utf-8")
    values = ("--with", "traditional=off", "--with", "lexicon=off", "--with", "slips=off", "--with", "lead=40")
    status, out, _ = baowen("eval", str(tmp_path / "q.jsonl"), *values)
    assert status == 0
    assert "answer in the first passage 0.000" in out


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("leed=1", "no 'leed'"),
        ("lead=x", "lead is a whole number"),
        ("lexicon", "'lexicon' is not NAME=VALUE"),
    ],
)
def test_eval_names_a_setting_that_is_wrong(root, setting, said):
    """Exit status 2, one sentence."""
    status, _, err = baowen("eval", str(root / "tests" / "data" / "questions.jsonl"), "--against", setting)
    assert status == 2
    assert said in err


def test_a_file_without_a_question_is_wrong_usage(tmp_path):
    """Nothing to score is said, with a way out."""
    path = tmp_path / "q.jsonl"
    path.write_text("# Titel\n", encoding="utf-8")
    status, _, err = baowen("eval", str(path))
    assert status == 2
    assert "no question" in err


def test_eval_asks_among_other_pages_and_without_the_article(tmp_path):
    """The article is still first among more pages; without it the question counts as one to be refused."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "other.txt").write_text("渔港开捕\n\n八月一日渔港开捕，千艘渔船出海。\n", "utf-8")
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"turns": [{{"question": "{QUESTION}", "answer": "{ANSWER}"}}]}}\n', "utf-8")
    options = ("--among", str(tmp_path / "pages"), "--without", "--reliability")
    status, out, _ = baowen("eval", str(path), *options)
    assert status == 0
    assert "answer in the first passage 1.000" in out
    assert re.search(r"dialogues without a fault +1\.000", out)
    assert re.search(r"refused without its article +\d\.000  \(\d of 1;", out)
    assert re.search(r"expected calibration error +\d\.\d{3}", out)


@pytest.mark.parametrize("options", [("--without", "--against", "lead=40"), ("--among", "x", "--index", "y")])
def test_eval_says_which_options_do_not_go_together(tmp_path, options):
    """One sentence that names the option."""
    (tmp_path / "q.jsonl").write_text('{"question": "緩繳", "answer": "缓缴"}\n', "utf-8")
    status, _, err = baowen("eval", str(tmp_path / "q.jsonl"), *options)
    assert status == 2
    assert "out" in err
