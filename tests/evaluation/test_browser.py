"""The report for a browser: what it shows, and that it is one safe file."""

import re
from dataclasses import fields, replace
from html import unescape
from pathlib import Path

import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.evaluation.browser import write_report
from bot.evaluation.metrics import judge
from bot.evaluation.question_files import JudgedQuestion
from bot.evaluation.report import ScoredFile
from tests.support.paper import make_answer, make_hit

QUESTIONS = [
    JudgedQuestion("哪天停水？", (), "000_page.txt", "停水三天", "direct"),
    JudgedQuestion("樱花开了吗？", ("公园里有什么？",), "000_page.txt", "樱花开了", "everyday"),
    JudgedQuestion("火星有水吗？", (), None, None, "absent"),
    JudgedQuestion("<b>送水</b>吗？", (), "001_page.txt", "送水上门", "direct"),
]


def draw(tmp_path, outcomes, rival=None, said=CHINESE.scores):
    """The text of the report on one question file."""
    path = tmp_path / "report.html"
    write_report(path, [ScoredFile(Path("<q>.jsonl"), outcomes, rival=rival)], (), said)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"], "nothing else is left behind"
    return path.read_text(encoding="utf-8")


def text_of(page):
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)).split())


def answered_with(text, answered=True):
    return judge(QUESTIONS, lambda *_: make_answer(make_hit(text, highlights=[(0, 2)]), answered=answered))


def test_what_went_wrong_is_sorted_by_its_cause(tmp_path):
    """Each question with those before it, what was expected and the passage that is shown."""
    page = text_of(draw(tmp_path, answered_with("城东停水三天。")))
    assert "报上没有，却答了：1 火星有水吗？" in page
    assert "公园里有什么？ → 樱花开了吗？ everyday 该答：樱花开了 000_page.txt" in page
    assert "文章不对：2" in page
    assert "找对了，却没敢答：1 哪天停水？" in text_of(draw(tmp_path, answered_with("城东停水三天。", answered=False)))


def test_an_answer_whose_mark_is_wrong_is_listed(tmp_path):
    """The passage is right and shown as the answer; the marked sentence is another one."""
    page = text_of(draw(tmp_path, answered_with("水厂说，城东停水三天。")))
    assert "句子没标对：1 哪天停水？" in page


def test_rates_stand_beside_kinds_and_pages(tmp_path):
    """The worst page comes first."""
    page = text_of(draw(tmp_path, answered_with("城东停水三天。")))
    assert "第一段就是 0.333 1 / 3" in page
    assert re.search(r"各种问题 .*direct 2 0\.50 0\.50 .*everyday 1 0\.00 .*absent 1 0\.00", page)
    assert re.search(r"错得多的在前 .*000_page\.txt 2 .*001_page\.txt 1 ", page)


def test_two_configurations_are_compared_question_by_question(tmp_path):
    """What only one of them gets right, with what both show."""
    page = text_of(draw(tmp_path, answered_with("城东停水三天。"), answered_with("送水上门。", answered=False)))
    assert "只有另一种对：1 火星有水吗？" in page
    assert "只有这一种对：1 哪天停水？ direct 这一种 该答：停水三天" in page
    assert "第一段就是 0.333 0.000 +0.333" in page


@pytest.mark.parametrize("rival", [False, True])
def test_it_is_one_file_that_loads_nothing_and_runs_nothing(tmp_path, rival):
    """What questions and pages hold is text."""
    outcomes = answered_with("<script>城东停水三天。")
    page = draw(tmp_path, outcomes, outcomes if rival else None)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<b>送水|<q>|src=|href=", page)


def test_the_drawings_have_a_mark_for_each_tenth_and_a_curve(tmp_path):
    """Whether confidences are true, and what a threshold brings."""
    page = draw(tmp_path, answered_with("城东停水三天。"))
    assert page.count("<svg") == 2
    assert page.count("<circle") == 1
    assert '<polyline class="curve"' in page


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_a_disc_covers_no_number(tmp_path, confidence):
    """It stays within the square also where it is largest and stands in a corner; the numbers are outside."""
    outcomes = [
        replace(outcome, answer=replace(outcome.answer, confidence=confidence))
        for outcome in answered_with("城东停水三天。")[:1]
    ]
    page = draw(tmp_path, outcomes)
    x, y, radius = (float(re.findall(rf'<circle[^>]* {name}="([\d.]+)"', page)[0]) for name in ("cx", "cy", "r"))
    left, above, size = (int(re.findall(rf'<rect[^>]* {name}="(\d+)"', page)[0]) for name in ("x", "y", "width"))
    assert left <= x - radius and x + radius <= left + size
    assert above <= y - radius and y + radius <= above + size


def test_the_report_speaks_the_language_of_the_terminal(tmp_path):
    """In English no sentence of the Chinese report is there; no sentence has a field left open."""
    page = draw(tmp_path, answered_with("城东停水三天。"), said=ENGLISH.scores)
    assert '<html lang="en">' in page and "{" not in text_of(page)
    chinese = {field.name: getattr(CHINESE.scores, field.name).partition("{")[0] for field in fields(CHINESE.scores)}
    assert not [name for name, text in chinese.items() if len(text) > 2 and text in text_of(page)]
