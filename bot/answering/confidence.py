"""How likely it is that the first hit answers."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

__all__ = ["ANSWERED", "RELATED", "Evidence", "confidence", "weighed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a question and its best hit; each 0 to 1 unless said otherwise."""

    # the score as a share of the highest that any passage could have
    share: float
    # the same less that of the best hit of another article
    gap: float
    # by rarity, the share of the question's words that the article lacks
    missing: float
    # how many of the question's words the passage has, each counted by how rare it is; 0 to 3
    found: float
    # the longest run of the question's characters that stands in the article, 6 or more as 1
    run: float
    # the passage shows no sign of what is asked: no telephone number, no price …
    lacking: bool
    # the question names a number, a year or a place that the article does not have
    elsewhere: bool


# Natural logarithms of odds. Fitted by logistic regression, around the values found before the project began, on
# tests/data/questions_work.jsonl and questions.jsonl; the half that is only reported took no part.
WEIGHTS = {
    "share": 5.1,
    "gap": 2.0,
    "missing": 1.0,  # a long question in everyday words has more that is missing, and a smaller share for that alone
    "found": 1.0,
    "run": 0.6,
    "lacking": -4.0,
    "elsewhere": -2.4,
}
BIAS = -3.0

# From here on the hit is called the answer; between the two it is called perhaps related.
ANSWERED = 0.45
RELATED = 0.2


def weighed(evidence: Evidence) -> tuple[tuple[str, float, float], ...]:
    """Each piece of evidence with its value and its points; the bias first."""
    values = {name: float(value) for name, value in asdict(evidence).items()}
    return (("bias", 1.0, BIAS), *((name, value, WEIGHTS[name] * value) for name, value in values.items()))


def confidence(evidence: Evidence) -> float:
    """The probability, 0 to 1, that the first hit answers the question."""
    points = sum(points for _, _, points in weighed(evidence))
    return 1 / (1 + math.exp(-points))
