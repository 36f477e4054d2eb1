"""Calibration, and what a threshold promises."""

from dataclasses import replace

import pytest

from bot.evaluation.metrics import Outcome
from bot.evaluation.question_files import JudgedQuestion
from bot.evaluation.reliability import compute_bins, compute_calibration_error, find_promise
from tests.support.paper import make_answer, make_hit


def outcome(confidence, *, right, answerable=True):
    """A question that was answered with some confidence."""
    answer = replace(make_answer(make_hit("停水。")), confidence=confidence)
    return Outcome(JudgedQuestion("问", (), None, "停水" if answerable else None), answer, 1 if right else None, right)


def test_answers_are_counted_by_tenths_of_confidence():
    """A confidence of 1 is in the last tenth; a tenth without answers is left out."""
    bins = compute_bins([outcome(0.52, right=True), outcome(0.58, right=False), outcome(1.0, right=True)])
    assert [(each.right.name, each.right.count, each.right.total) for each in bins] == [
        ("0.5 to 0.6", 1, 2),
        ("0.9 to 1.0", 1, 1),
    ]
    assert bins[0].confidence == pytest.approx(0.55)


def test_the_calibration_error_is_the_mean_distance_of_confidence_and_share():
    """Two answers at .8 of which one is right lie .3 off, two refusals at .1 lie .1 off: .2 in the mean."""
    outcomes = [outcome(0.8, right=True), outcome(0.8, right=False), *[outcome(0.1, right=False)] * 2]
    assert compute_calibration_error(compute_bins(outcomes)) == pytest.approx(0.2)
    assert compute_calibration_error([]) == 0.0


def test_a_promise_is_the_lowest_threshold_that_keeps_wrong_answers_rare():
    """Of 4 answers down to .6 one is wrong; equal confidences are shown together."""
    outcomes = [
        outcome(0.9, right=True),
        outcome(0.8, right=False, answerable=False),
        outcome(0.7, right=True),
        outcome(0.6, right=True),
        outcome(0.6, right=False),
        outcome(0.2, right=True),
    ]
    promise = find_promise(outcomes, 0.34)
    assert promise is not None
    assert (promise.threshold, promise.wrong.count, promise.wrong.total) == (0.2, 2, 6)
    assert (promise.answered.count, promise.answered.total) == (4, 5)
    strict = find_promise(outcomes, 0.1)
    assert strict is not None
    assert (strict.threshold, strict.answered.count) == (0.9, 1)
    assert find_promise([outcome(0.9, right=False)], 0.1) is None
