"""How certain it is that exact words are right, from what the article says and from whether it is the one asked for."""

from __future__ import annotations

import math

__all__ = ["SHOWN", "estimate_certainty"]

# Fitted by logistic regression on 760 questions over a month of a daily.
BIAS, LIKELIHOOD, CONFIDENCE, RIVALLED = 0.38, 0.84, 0.95, -0.87
# Exact words are shown from this certainty on, because wrong words in bold cost more trust than a sentence without
# them. Of 509 other questions over the same month, words are shown for .527 and right in .907 of these; from .75 on it
# is .468 and .933. By the likelihood times the cube root of the confidence, from .65 on, it was .507 and .899.
SHOWN = 0.7


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
