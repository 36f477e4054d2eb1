"""Linear models: a decision by the weighted sum of some features.

Each model keeps its features and their weights in a module of its own (`*_weights.py`); `benchmarks/fit.py` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Feature(NamedTuple):
    """One feature of a model, and what it is worth."""

    name: str
    # natural logarithm of odds for each unit of the feature
    weight: float
    # what it measures
    meaning: str
    # the values that it takes
    values: str = "0 or 1"
    # why the weight is set by hand; "" where it was fitted
    by_hand: str = ""
    # 1 where the weight may not be negative, whatever the data say, -1 where it may not be positive; 0 for either
    sign: int = 0


class LinearModel:
    """The weighted sum of some features: above 0 yes is likelier than no.

    Args:
        features: each with its weight; no two have the same name.
        bias: what is added in any case.
    """

    def __init__(self, features: Sequence[Feature], bias: float = 0.0) -> None:
        self.features = tuple(features)
        self.bias = bias
        self.weights = {feature.name: feature.weight for feature in features}
        if len(self.weights) < len(features):
            raise ValueError("two features have the same name")

    def score(self, values: Mapping[str, float]) -> float:
        """The natural logarithm of the odds, for the value of every feature; rounded, so that a tie is exactly 0.

        Raises:
            ValueError: when a feature is missing, or a value belongs to none.
        """
        if values.keys() != self.weights.keys():
            raise self._wrong_names(values)
        # most values are 0
        return round(self.bias + sum([self.weights[name] * value for name, value in values.items() if value]), 9)

    def terms(self, values: Mapping[str, float]) -> tuple[tuple[str, float, float], ...]:
        """The terms of the sum: name, value and points of each feature; the bias first.

        Raises:
            ValueError: when a feature is missing, or a value belongs to none.
        """
        if values.keys() != self.weights.keys():
            raise self._wrong_names(values)
        terms = [(name, float(values[name]), weight * values[name]) for name, weight in self.weights.items()]
        return (("bias", 1.0, self.bias), *terms)

    def _wrong_names(self, values: Mapping[str, float]) -> ValueError:
        names = sorted(values.keys() ^ self.weights.keys())
        return ValueError(f"these features lack a value or a weight: {', '.join(names)}")
