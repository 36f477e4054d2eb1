"""Tests of how certain exact words are."""

import math

import pytest

from bot.answering.exact.certainty import estimate_certainty, weigh_certainty


def test_certainty_grows_with_likelihood_and_confidence() -> None:
    """Likelier words, and words in a surer answer, are more certain."""
    certainty = estimate_certainty(0.8, 0.6, rivalled=False, phrase=False)
    assert estimate_certainty(0.9, 0.6, rivalled=False, phrase=False) > certainty
    assert estimate_certainty(0.8, 0.9, rivalled=False, phrase=False) > certainty


def test_another_article_makes_words_less_certain() -> None:
    """Where another article fits about as well, the same words are less certain."""
    assert estimate_certainty(0.8, 0.6, rivalled=True, phrase=False) < estimate_certainty(
        0.8, 0.6, rivalled=False, phrase=False
    )


def test_a_phrase_is_more_certain_than_a_number_as_likely() -> None:
    """The likelihood of phrases is that over encyclopedias, which is lower than over news."""
    number = estimate_certainty(0.6, 0.9, rivalled=False, phrase=False)
    assert estimate_certainty(0.6, 0.9, rivalled=False, phrase=True) > number


def test_certainty_at_the_ends() -> None:
    """Nothing is certain without confidence or likelihood, and words that surely fit are."""
    assert estimate_certainty(0.8, 0.0, rivalled=False, phrase=False) == 0
    assert estimate_certainty(0.0, 0.9, rivalled=False, phrase=False) == 0
    assert estimate_certainty(1.0, 0.9, rivalled=False, phrase=False) == 1


def test_certainty_is_the_sum_of_its_evidence() -> None:
    """With even chances the likelihood has no points; .67 · ln .5 is -.464, and .13 - .464 - .42 are odds of .470."""
    evidence = weigh_certainty(0.5, 0.5, rivalled=True, phrase=False)
    assert [round(points, 3) for *_, points in evidence] == [0.13, 0.0, -0.464, -0.42, 0.0]
    assert estimate_certainty(0.5, 0.5, rivalled=True, phrase=False) == pytest.approx(0.470 / 1.470, abs=0.001)


def test_the_evidence_at_the_ends_is_finite() -> None:
    """Words that surely fit are explained, too, and so are words in an answer that cannot be one."""
    for likelihood, confidence in ((1.0, 0.9), (0.0, 0.9), (0.8, 0.0)):
        assert all(
            math.isfinite(points)
            for *_, points in weigh_certainty(likelihood, confidence, rivalled=False, phrase=False)
        )
