"""How likely it is that the first hit answers."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

__all__ = ["ANSWERED", "RELATED", "AnswerFeatures", "estimate_confidence", "weigh_features"]


@dataclass(frozen=True, slots=True)
class AnswerFeatures:
    """What is known about a question and its best hit; each 0 to 1 unless said otherwise."""

    # the score as a share of the highest that any passage could have
    share: float
    # the same less that of the best hit of another article
    gap: float
    # by rarity, the share of the question's words that the article lacks and the lexicon does not know either
    missing: float
    # how many of the question's words the passage has, each counted by how rare it is; 0 to 3
    found: float
    # the longest run of the question's characters that stands in the article, 6 or more as 1
    run: float
    # the passage shows no sign of what is asked: no telephone number, no price …
    lacking: bool
    # the question names a number, a year or a place that the article does not have
    elsewhere: bool
    # the article speaks of another place or another year than the question
    contradicted: bool
    # the share of the question's words in the lexicon for which the article has neither the word nor another for it
    absent: float
    # where hardly a word of the question is found: the share that is missing, times 1 less `found`
    nothing: float
    # the question leans on the one before: the passage is of the article that answered that, or of another
    on_topic: bool
    strayed: bool


# Natural logarithms of odds. Fitted by logistic regression, around the values found before the project began, on
# questions.jsonl, questions_work.jsonl and questions_everyday.jsonl of tests/data; the half that is only reported took
# no part.
WEIGHTS = {
    "share": 4.5,
    "gap": 1.5,
    "missing": 2.0,  # a long question in everyday words has more that is missing, and a smaller share for that alone
    "found": 0.6,
    "run": 0.55,
    "lacking": -5.7,
    "elsewhere": -2.1,
    "contradicted": -4.8,
    "absent": -1.0,
    "nothing": -1.3,
    # set by hand: few questions of the files lean on others
    "on_topic": 0.3,
    "strayed": -1.0,
}
BIAS = -2.1

# From here on the hit is called the answer; between the two it is called perhaps related.
ANSWERED = 0.45
RELATED = 0.2


def weigh_features(evidence: AnswerFeatures) -> tuple[tuple[str, float, float], ...]:
    """Each piece of evidence with its value and its points; the bias first."""
    values = {name: float(value) for name, value in asdict(evidence).items()}
    return (("bias", 1.0, BIAS), *((name, value, WEIGHTS[name] * value) for name, value in values.items()))


def estimate_confidence(evidence: AnswerFeatures) -> float:
    """The probability, 0 to 1, that the first hit answers the question."""
    points = sum(points for _, _, points in weigh_features(evidence))
    return 1 / (1 + math.exp(-points))
