"""How certain it is that exact words are right, from what the article says and from whether it is the one asked for."""

from __future__ import annotations

import math

__all__ = ["SHOWN", "estimate_certainty"]

# From benchmarks/certainty.py, on 1,160 questions over a month of a daily.
BIAS, LIKELIHOOD, CONFIDENCE, RIVALLED = 0.60, 0.76, 0.58, -1.16
# Exact words are shown from this certainty on, because wrong words in bold cost more trust than a sentence without
# them. Of the 704 of these questions that ask for exact words, words are shown for .582 and right in .95 of these, by
# weights that were fitted on other pages.
SHOWN = 0.76


def estimate_certainty(likelihood: float, confidence: float, *, rivalled: bool) -> float:
    """How likely exact words are right, 0 to 1.

    Args:
        likelihood: that they are the ones asked for if their article answers.
        confidence: that the passage shown answers.
        rivalled: whether another article fits the question about as well.
    """
    if not 0 < likelihood < 1 or confidence <= 0:
        return float(likelihood >= 1 and confidence > 0)
    odds = LIKELIHOOD * math.log(likelihood / (1 - likelihood)) + CONFIDENCE * math.log(confidence)
    return 1 / (1 + math.exp(-(BIAS + odds + RIVALLED * rivalled)))
