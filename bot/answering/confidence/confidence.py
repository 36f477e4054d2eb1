"""How likely it is that the first hit answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.answering.confidence.confidence_trees import BIAS, TREES
from bot.answering.confidence.confidence_weights import CONFIDENCE_MODEL


class AnswerFeatures(NamedTuple):
    """What is known about a question and its best hit; `confidence_weights` says what each feature measures."""

    covered: float
    gap: float
    exact: float
    none: float
    near: float
    short: float
    long: float
    lost: float
    subject: float
    unstated: float
    unnamed: float
    lacking: float
    elsewhere: float
    contradicted: float
    # 1 where the question is read together with those before it; the three before are 0 or 1, too
    after: float = 0.0


# Probabilities: from ANSWERED on, the hit is called the answer; from RELATED on, it is called perhaps related. Of 1,009
# right first hits to questions of seventeen writers over a month of a daily and the seeds 35 are not called the answer.
ANSWERED, RELATED = 0.17, 0.1
# The weights of these count in full, and the trees do not ask for them, because few examples name what the article does
# not have, or are about another place: trees fitted to these would refuse half of them.
LEFT_TO_WEIGHTS = ("elsewhere", "contradicted")
# A tree asks so many questions in all, of which an answer gets three.
_ASKED = 7


def weigh_features(features: AnswerFeatures) -> tuple[tuple[str, float, float], ...]:
    """Each feature with its value and its points (natural logarithm of odds); the bias first.

    In the trees a feature has the points that its value changes where those before it have theirs and those after it
    are 0.
    """
    terms = CONFIDENCE_MODEL.terms(_weighed_values(features))
    if features.after:
        return terms
    known = [0.0] * len(features)
    sums = [_sum_trees(known)]
    for at, value in enumerate(features):
        known[at] = value
        sums.append(_sum_trees(known))
    changes = [sums[0], *(after - before for before, after in pairwise(sums))]
    by_trees = dict(zip(("bias", *features._fields), changes, strict=True))
    return tuple(
        (name, value, points if name in LEFT_TO_WEIGHTS else (points + by_trees[name]) / 2)
        for name, value, points in terms
    )


def estimate_confidence(features: AnswerFeatures) -> float:
    """The probability, 0 to 1, that the first hit answers the question.

    Its log odds are the mean of a weighted sum of the features, which is fitted to questions that are made, and of
    boosted trees, which are fitted to what people ask, too. The trees alone would refuse a right answer for a little
    less of one feature, because they have steps. A question that is read together with those before it has the sum
    alone, because the trees were fitted to none.
    """
    return 1 / (1 + math.exp(-_score(features)))


def measure_excess(features: AnswerFeatures) -> float:
    """The log odds of the confidence less the weighted sum, in which the question counts as a long one.

    A question alone is compared with the same one after others by the weighted sum, because the trees were fitted to no
    question after others, and without the loss of a short question, because the questions before make it longer.
    """
    return _score(features) - CONFIDENCE_MODEL.score(_weighed_values(features._replace(short=0.0)))


def log_odds(confidence: float) -> float:
    """The natural logarithm of the odds of a probability."""
    return math.log(max(confidence, 1e-9) / max(1 - confidence, 1e-9))


def _score(features: AnswerFeatures) -> float:
    """The natural logarithm of the odds that the first hit answers."""
    by_weights = CONFIDENCE_MODEL.score(_weighed_values(features))
    if features.after:
        return by_weights
    left = sum([CONFIDENCE_MODEL.weights[name] for name in LEFT_TO_WEIGHTS if getattr(features, name)])
    return (by_weights + left + _sum_trees(features)) / 2


def _weighed_values(features: AnswerFeatures) -> dict[str, float]:
    """The values of the features that have a weight, by name."""
    values = features._asdict()
    del values["after"]
    return values


def _sum_trees(features: Sequence[float]) -> float:
    """The natural logarithm of the odds by the trees alone, for the features in their order."""
    in_thousandths = [1000 * value for value in features]
    total = BIAS
    for questions, ends in TREES:
        at = 0
        while at < _ASKED:
            at = 2 * at + 1 + (in_thousandths[questions[2 * at]] > questions[2 * at + 1])
        total += ends[at - _ASKED]
    return total / 100
