"""Tests of how certain exact words are."""

from bot.answering.exact.certainty import estimate_certainty


def test_certainty_grows_with_likelihood_and_confidence() -> None:
    """Likelier words, and words in a surer answer, are more certain."""
    certainty = estimate_certainty(0.8, 0.6, rivalled=False)
    assert estimate_certainty(0.9, 0.6, rivalled=False) > certainty
    assert estimate_certainty(0.8, 0.9, rivalled=False) > certainty


def test_another_article_makes_words_less_certain() -> None:
    """Where another article fits about as well, the same words are less certain."""
    assert estimate_certainty(0.8, 0.6, rivalled=True) < estimate_certainty(0.8, 0.6, rivalled=False)


def test_certainty_at_the_ends() -> None:
    """Nothing is certain without confidence or likelihood, and words that surely fit are."""
    assert estimate_certainty(0.8, 0.0, rivalled=False) == 0
    assert estimate_certainty(0.0, 0.9, rivalled=False) == 0
    assert estimate_certainty(1.0, 0.9, rivalled=False) == 1
