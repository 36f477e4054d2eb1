"""Compares two ranking configurations over the same questions, with the confidence interval of the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.evaluation.metrics import MEASURES, Outcome

RESAMPLES = 10_000
# A fixed seed, so that the same outcomes always have the same interval.
SEED = 1


class Pair(NamedTuple):
    """What two configurations make of one question. A question with weight 0 does not count for the configuration."""

    value: float
    weight: float
    rival_value: float
    rival_weight: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two configurations over the same questions."""

    name: str
    # the mean over the questions that count for the configuration, 0 to 1
    mean: float
    rival_mean: float
    # of the questions that count for both, the number whose value is higher, and lower, than with the rival
    higher: int
    lower: int
    # the 95 % confidence interval of `difference`
    interval: tuple[float, float]

    @property
    def difference(self) -> float:
        """`mean` - `rival_mean`."""
        return self.mean - self.rival_mean


def compare_means(name: str, pairs: Sequence[Pair]) -> Difference:
    """The difference of two means over the same questions.

    Its interval is that of the paired bootstrap (Efron and Tibshirani 1993): questions are drawn with replacement, each
    with the values of both configurations.

    Args:
        name: the measure.
        pairs: one for each question.
    """
    # Equal pairs count together, so that the bootstrap draws from few distinct ones whatever the number of questions.
    distinct, counts = np.unique(np.array(pairs or [Pair(0, 0, 0, 0)], dtype=np.float64), axis=0, return_counts=True)
    total = int(counts.sum())
    draws = np.random.default_rng(SEED).multinomial(total, counts / total, size=RESAMPLES)
    # row 0 is the questions themselves, each further row a resample; the columns are those of Pair, added up
    sums = np.vstack([counts, draws]) @ distinct
    means, rival_means = (
        np.divide(sums[:, at], sums[:, at + 1], out=np.zeros(len(sums)), where=sums[:, at + 1] > 0) for at in (0, 2)
    )
    counts_for_both = (distinct[:, 1] > 0) & (distinct[:, 3] > 0)
    low, high = np.percentile(means[1:] - rival_means[1:], (2.5, 97.5))
    return Difference(
        name,
        float(means[0]),
        float(rival_means[0]),
        int(counts[counts_for_both & (distinct[:, 0] > distinct[:, 2])].sum()),
        int(counts[counts_for_both & (distinct[:, 0] < distinct[:, 2])].sum()),
        (float(low), float(high)),
    )


def compare_outcomes(outcomes: Sequence[Outcome], rival: Sequence[Outcome]) -> list[Difference]:
    """The measures of two configurations; one that counts no question is left out.

    Args:
        outcomes: of the first configuration.
        rival: of the other, for the same questions in the same order.
    """
    differences = []
    for measure in MEASURES:
        pairs = []
        for outcome, rival_outcome in zip(outcomes, rival, strict=True):
            counts, rival_counts = measure.counts(outcome), measure.counts(rival_outcome)
            if counts or rival_counts:
                # a value counts only with its weight
                value = counts and measure.holds(outcome)
                rival_value = rival_counts and measure.holds(rival_outcome)
                pairs.append(Pair(value, counts, rival_value, rival_counts))
        if pairs:
            differences.append(compare_means(measure.name, pairs))
    return differences


def compare_runs(
    values: Mapping[str, Mapping[str, float]], rival: Mapping[str, Mapping[str, float]]
) -> list[Difference]:
    """The measures of two runs, each given by measure and question id (see `bot.evaluation.trec.score_qrels`)."""
    return [
        compare_means(name, [Pair(value, 1.0, rival[name][question], 1.0) for question, value in by_question.items()])
        for name, by_question in values.items()
    ]
