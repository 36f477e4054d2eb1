"""How certain it is that exact words are right, from what the article says and from whether it is the one asked for."""

from __future__ import annotations

import math

# Fitted as benchmarks/certainty.py does to 974 questions of eight writers over a month of a daily. Each fifth of them
# was judged with weights fitted to the other four, those of the words' models included.
BIAS, LIKELIHOOD, CONFIDENCE, RIVALLED = 0.13, 0.9, 0.67, -0.42
# Phrases are likelier right over news than their models say, which are fitted to encyclopedias mostly: over 180
# questions of nine writers, judged by models that had not seen them, this weight is .23 alone and .35 with the others.
PHRASE = 0.4
# A probability is taken to be so far from 0 and 1 at least, because the logarithm of 0 is infinite.
LEAST = 1e-9
# Numbers and times, and phrases, are shown from these certainties on, from which .95 of them are right where the first
# passage has the answer, because wrong words in bold cost more trust than a sentence without them.
SHOWN, PHRASE_SHOWN = 0.5, 0.72


def estimate_certainty(likelihood: float, confidence: float, *, rivalled: bool, phrase: bool) -> float:
    """How likely exact words are right, 0 to 1.

    Args:
        likelihood: that they are the ones asked for if their article answers.
        confidence: that the passage shown answers.
        rivalled: whether another article fits the question about as well.
        phrase: whether they are a phrase, and no number or time.
    """
    if not 0 < likelihood < 1 or confidence <= 0:
        return float(likelihood >= 1 and confidence > 0)
    odds = sum(points for *_, points in weigh_certainty(likelihood, confidence, rivalled=rivalled, phrase=phrase))
    return 1 / (1 + math.exp(-odds))


def weigh_certainty(
    likelihood: float, confidence: float, *, rivalled: bool, phrase: bool
) -> tuple[tuple[str, float, float], ...]:
    """What the certainty consists of: name, value and points (natural logarithms of odds).

    The arguments are those of `estimate_certainty`.
    """
    odds = max(likelihood, LEAST) / max(1 - likelihood, LEAST)
    return (
        ("bias", 1.0, BIAS),
        ("likelihood", likelihood, LIKELIHOOD * math.log(odds)),
        ("confidence", confidence, CONFIDENCE * math.log(max(confidence, LEAST))),
        ("rivalled", float(rivalled), RIVALLED * rivalled),
        ("phrase", float(phrase), PHRASE * phrase),
    )
