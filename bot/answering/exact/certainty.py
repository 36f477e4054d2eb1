"""How certain it is that exact words are right, from what the article says and from whether it is the one asked for."""

from __future__ import annotations

import math

# Fitted by benchmarks/certainty.py over several sets at once: 330 questions over a month of a daily and the seeds, each
# of mass 3, 1,300 over news, of mass .5, and 1,300 of the halves of two Wikipedia sets, of mass .4. With weights from
# the month and one of these sets alone, .392 of the questions below could be shown words at .95 right, not .435.
BIAS, LIKELIHOOD, CONFIDENCE, RIVALLED = 0.39, 0.89, 0.72, -0.93
# A probability is taken to be so far from 0 and 1 at least, because the logarithm of 0 is infinite.
LEAST = 1e-9
# Exact words are shown from this certainty on, because wrong words in bold cost more trust than a sentence without
# them. Of 464 questions for exact words by writers of whom the fit has seen nothing .50 are shown words, of which .909
# are right; from .82 on .47 are and .931, from .86 on .43 and .950.
SHOWN = 0.78


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
