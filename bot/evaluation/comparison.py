"""Two configurations over the same questions: what differs, and whether that may be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.metrics import MEASURES, Outcome

__all__ = ["Difference", "compare", "compare_values", "difference"]

RESAMPLES = 10_000
# One number for every run: the same outcomes have the same interval.
SEED = 1


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of two configurations over the same questions."""

    name: str
    # the mean over the questions that count, 0 to 1
    one: float
    other: float
    # of the questions that count for both, how many the first has higher, and how many the other
    higher: int
    lower: int
    # of one - other: the 95 % interval of the paired bootstrap
    interval: tuple[float, float]

    @property
    def by(self) -> float:
        """How much the first is above the other; below 0 where it is not."""
        return self.one - self.other


def difference(name: str, rows: Sequence[tuple[float, float, float, float]]) -> Difference:
    """The difference of two means over the same questions.

    The interval is that of the paired bootstrap (Efron and Tibshirani 1993): questions are drawn with replacement, each
    with what both configurations made of it.

    Args:
        name: the measure.
        rows: for each question the first's value and weight, and the other's; a weight of 0 does not count.
    """
    # questions with the same row are the same to the bootstrap: few rows stand for thousands of questions
    distinct, counts = np.unique(np.array(rows or [(0, 0, 0, 0)], dtype=np.float64), axis=0, return_counts=True)
    total = int(counts.sum())
    draws = np.random.default_rng(SEED).multinomial(total, counts / total, size=RESAMPLES)
    sums = np.vstack([counts, draws]) @ distinct
    one, other = (
        np.divide(sums[:, at], sums[:, at + 1], out=np.zeros(len(sums)), where=sums[:, at + 1] > 0) for at in (0, 2)
    )
    both = (distinct[:, 1] > 0) & (distinct[:, 3] > 0)
    low, high = np.percentile(one[1:] - other[1:], (2.5, 97.5))
    return Difference(
        name,
        float(one[0]),
        float(other[0]),
        int(counts[both & (distinct[:, 0] > distinct[:, 2])].sum()),
        int(counts[both & (distinct[:, 0] < distinct[:, 2])].sum()),
        (float(low), float(high)),
    )


def compare(one: Sequence[Outcome], other: Sequence[Outcome]) -> list[Difference]:
    """The rates of two configurations over the same questions, in the same order; those of none are left out."""
    found = []
    for measure in MEASURES:
        pairs = [
            (measure.holds(mine), measure.counts(mine), measure.holds(theirs), measure.counts(theirs))
            for mine, theirs in zip(one, other, strict=True)
        ]
        # what does not count has no value, either
        rows = [(float(a and b), float(b), float(c and d), float(d)) for a, b, c, d in pairs if b or d]
        if rows:
            found.append(difference(measure.name, rows))
    return found


def compare_values(
    one: Mapping[str, Mapping[str, float]], other: Mapping[str, Mapping[str, float]]
) -> list[Difference]:
    """The measures of two runs, given as the value of each question by measure."""
    return [
        difference(name, [(values[question], 1.0, other[name][question], 1.0) for question in values])
        for name, values in one.items()
    ]
