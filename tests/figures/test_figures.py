"""The figures of some days."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC

import pytest

from bot.chat.replies import CHINESE, ENGLISH
from bot.figures.figures import find_hot, reckon
from bot.figures.report import format_csv, format_text
from bot.store.records import DAY, AskedOnce, CaseTimes, FigureRows

# noon of 27 July 2026
NOW = 1_785_153_600.0


def asked(ago=0.0, band="answer", *, seconds=1.0, person="a", question=None, is_rephrasing=False, is_rephrased=False):
    """A question so many days ago."""
    return AskedOnce(NOW - ago * DAY, seconds, person, band, question, is_rephrasing, is_rephrased)


def of(*questions, ratings=(), cases=(), days=7.0):
    return reckon(FigureRows(questions, tuple(ratings), tuple(cases)), days, NOW, UTC)


def test_shares_are_of_all_questions():
    """Four of ten answered, three near, three not in the paper."""
    figures = of(*[asked(band="answer")] * 4, *[asked(band="related", person="b")] * 3, *[asked(band="silent")] * 3)
    assert (figures.questions, figures.people) == (10, 2)
    assert (figures.answered, figures.related, figures.silent) == (0.4, 0.3, 0.3)


def test_a_question_that_is_asked_again_was_not_answered_at_the_first_try():
    """Of three that are no rephrasings one was answered and not asked again."""
    figures = of(
        asked(is_rephrased=True),
        asked(is_rephrasing=True),
        asked(),
        asked(band="silent"),
    )
    assert figures.first_try == pytest.approx(1 / 3, abs=1e-4)


def test_times_are_quantiles_of_what_was_sent():
    """Of 1, 2, … 100 seconds the middle is 50; what was not sent does not count."""
    figures = of(*(asked(seconds=float(number)) for number in range(1, 101)), asked(seconds=None))
    assert (figures.median, figures.p95, figures.p99) == (50.0, 95.0, 99.0)


def test_nothing_asked_is_no_share_of_anything():
    """None, and not a division by zero; a text all the same."""
    figures = of()
    assert (figures.questions, figures.answered, figures.helpful, figures.median) == (0, None, None, None)
    assert "提问：0" in format_text(figures, CHINESE)


def test_ratings_and_the_desk():
    """Shares of ratings; minutes from the opening of cases, of those that got so far."""
    opened = NOW - DAY
    cases = [
        CaseTimes(opened, opened + 600, opened + 3600),
        CaseTimes(opened, opened + 1800, None),
        CaseTimes(opened, None, None),
    ]
    figures = of(ratings=[(NOW, True), (NOW, True), (NOW, False), (NOW, True)], cases=cases)
    assert (figures.ratings, figures.helpful) == (4, 0.75)
    assert (figures.cases, figures.desk_answered, figures.taken_minutes, figures.answered_minutes) == (3, 1, 10.0, 60.0)


def test_cases_are_counted_by_subject():
    """That of most cases first, with how many are answered; none where nothing is sorted."""
    cases = [
        *(CaseTimes(NOW, None, NOW, "交通"), CaseTimes(NOW, None, None, "医保"), CaseTimes(NOW, None, None, "交通")),
        CaseTimes(NOW, None, None),
    ]
    figures = of(cases=cases)
    assert [(one.subject, one.cases, one.answered) for one in figures.subjects] == [
        ("交通", 2, 1),
        ("医保", 1, 0),
        (None, 1, 0),
    ]
    shown = format_text(figures, CHINESE)
    assert "· 交通：2 件，已答复 1 件\n· 医保：1 件，已答复 0 件\n· 没有归类的：1 件，已答复 0 件\n" in shown
    assert of(cases=cases[3:]).subjects == ()


def test_every_day_has_a_row():
    """Also one without questions; the last is today."""
    figures = of(asked(0), asked(0, "silent"), asked(2), ratings=[(NOW - 2 * DAY, True)], days=3)
    assert [(day.day, day.questions, day.answered, day.silent, day.helpful) for day in figures.by_day] == [
        ("2026-07-25", 1, 1, 0, 1),
        ("2026-07-26", 0, 0, 0, 0),
        ("2026-07-27", 2, 1, 1, 0),
    ]
    rows = list(csv.DictReader(io.StringIO(format_csv(figures).removeprefix("\ufeff"))))
    assert [row["questions"] for row in rows] == ["1", "0", "2"]


def test_what_was_not_answered_is_grouped_by_likeness():
    """Those of most people first; what was answered is among the most asked only."""
    figures = of(
        asked(band="silent", question="地铁几号线到机场", person="a"),
        asked(band="related", question="到机场坐地铁几号线", person="b"),
        asked(band="silent", question="小龙虾多少钱", person="a"),
        asked(band="answer", question="医保能缓缴吗", person="c"),
    )
    first, second = figures.unanswered
    assert (first.count, first.people, second.question) == (2, 2, "小龙虾多少钱")
    assert "医保能缓缴吗" in [group.question for group in figures.most_asked]
    for text in (format_text(figures, CHINESE), format_text(figures, ENGLISH)):
        assert first.question in text
    assert json.loads(json.dumps(figures.to_dict()))["unanswered"][0]["count"] == 2


def test_where_words_are_not_kept_it_is_said():
    """With the name of the setting."""
    assert "BAOWEN_KEEP_QUESTIONS" in format_text(of(asked(question=None)), CHINESE)


def test_hot_is_what_three_people_ask():
    """And the paper answers; one person who asks three times is not enough."""
    three = [asked(question="医保能缓缴吗", person=person) for person in "abc"]
    alone = [asked(question="张三的电话是多少", person="a")] * 5
    unanswered = [asked(band="silent", question="地铁几号线到机场", person=person) for person in "abc"]
    assert find_hot([*alone, *three, *unanswered], 5) == ["医保能缓缴吗"]


def test_a_time_that_is_too_short_to_be_told_is_not_nought():
    """Under a tenth of a second; from there on with one decimal."""
    assert CHINESE.service.quick in format_text(of(asked(seconds=0.04)), CHINESE)
    assert "0.1 s" in format_text(of(asked(seconds=0.12)), CHINESE)
