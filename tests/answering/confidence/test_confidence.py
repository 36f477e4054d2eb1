"""bot/answering/confidence: how likely a passage answers, by what is known of it."""

import math
from random import Random

import pytest

from bot.answering.confidence.confidence import AnswerFeatures, estimate_confidence, weigh_features

NAMES = tuple(name for name in AnswerFeatures._fields if name != "after")
FOR = ("covered", "gap", "exact", "near")
YES_OR_NO = ("lacking", "elsewhere", "contradicted")


def draw(random):
    """Features at random."""
    return AnswerFeatures(
        **{name: float(random.random() < 0.2) if name in YES_OR_NO else random.random() ** 2 for name in NAMES}
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_feature_counts_the_other_way(name):
    """Whatever else is known, more of what speaks for an answer makes none less sure, all else none surer."""
    random = Random(name)
    for features in (draw(random) for _ in range(40)):
        steps = (0.0, 1.0) if name in YES_OR_NO else [step / 20 for step in range(21)]
        sure = [estimate_confidence(features._replace(**{name: step})) for step in steps]
        assert sure == sorted(sure, reverse=name not in FOR)


def test_the_points_of_all_features_are_the_log_odds():
    """The points say what each changes; what is 0 changes nothing."""
    random = Random(1)
    for features in (draw(random) for _ in range(40)):
        terms = weigh_features(features)
        assert sorted(name for name, *_ in terms) == sorted(["bias", *NAMES])
        odds = math.exp(sum(points for *_, points in terms))
        assert odds / (1 + odds) == pytest.approx(estimate_confidence(features))
        assert all(points == 0 for name, value, points in terms if not value)
