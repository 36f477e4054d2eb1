"""Linear models: the weighted sum of features."""

import pytest

from bot.linear_model import Feature, LinearModel

MODEL = LinearModel([Feature("tall", 2.0, "how tall"), Feature("wide", -0.5, "how wide")], bias=0.25)


def test_a_score_is_the_bias_and_each_value_times_its_weight():
    """A feature with the value 0 adds nothing."""
    assert MODEL.score({"tall": 1.5, "wide": 4.0}) == 0.25 + 3.0 - 2.0
    assert MODEL.score({"wide": 0.0, "tall": False}) == 0.25


def test_the_terms_add_up_to_the_score():
    """Each feature stands there with its value and its points, and the bias first."""
    assert MODEL.terms({"tall": 1.5, "wide": True}) == (("bias", 1.0, 0.25), ("tall", 1.5, 3.0), ("wide", 1.0, -0.5))


@pytest.mark.parametrize("values", [{"tall": 1.0}, {"tall": 1.0, "wide": 1.0, "deep": 1.0}, {"tall": 1.0, "deep": 1.0}])
def test_values_and_weights_have_the_same_names(values):
    """A feature without a value and a value without a weight are named in an error."""
    with pytest.raises(ValueError, match=r"deep|wide"):
        MODEL.score(values)


def test_a_tie_is_exactly_zero():
    """Decimal weights that add up to nothing do so in floating point, too."""
    model = LinearModel([Feature(name, weight, "") for name, weight in (("a", 0.1), ("b", 0.2), ("c", -0.3))])
    assert model.score({"a": 1, "b": 1, "c": 1}) == 0.0


def test_no_two_features_have_one_name():
    """A model with a doubled name is refused."""
    with pytest.raises(ValueError, match="same name"):
        LinearModel([Feature("tall", 1.0, ""), Feature("tall", 2.0, "")])
