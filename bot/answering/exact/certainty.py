"""How certain it is that exact words are right, from what the article says and from whether it is the one asked for."""

from __future__ import annotations

import math

# Fitted as benchmarks/certainty.py does to 974 questions of eight writers over a month of a daily. Each fifth of them
# was judged with weights fitted to the other four, those of the words' models included.
BIAS, LIKELIHOOD, CONFIDENCE, RIVALLED = 0.13, 0.9, 0.67, -0.42
# A probability is taken to be so far from 0 and 1 at least, because the logarithm of 0 is infinite.
LEAST = 1e-9
# Exact words are shown from this certainty on, because wrong words in bold cost more trust than a sentence without
# them. Of 342 right first hits to questions of three writers, which no weight was fitted to, .56 are shown words, of
# which .96 are right; half of these questions were looked at.
SHOWN = 0.72


def estimate_certainty(likelihood: float, confidence: float, *, rivalled: bool) -> float:
    """How likely exact words are right, 0 to 1.

    Args:
        likelihood: that they are the ones asked for if their article answers.
        confidence: that the passage shown answers.
        rivalled: whether another article fits the question about as well.
    """
    if not 0 < likelihood < 1 or confidence <= 0:
        return float(likelihood >= 1 and confidence > 0)
    odds = sum(points for *_, points in weigh_certainty(likelihood, confidence, rivalled=rivalled))
    return 1 / (1 + math.exp(-odds))


def weigh_certainty(likelihood: float, confidence: float, *, rivalled: bool) -> tuple[tuple[str, float, float], ...]:
    """What the certainty consists of: name, value and points (natural logarithms of odds).

    The arguments are those of `estimate_certainty`.
    """
    odds = max(likelihood, LEAST) / max(1 - likelihood, LEAST)
    return (
        ("bias", 1.0, BIAS),
        ("likelihood", likelihood, LIKELIHOOD * math.log(odds)),
        ("confidence", confidence, CONFIDENCE * math.log(max(confidence, LEAST))),
        ("rivalled", float(rivalled), RIVALLED * rivalled),
    )
