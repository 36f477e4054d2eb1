"""Logistic regression: the weights that make the right one of some alternatives likeliest.

An L2 penalty holds each weight near its present value. Weights set by hand keep their values, and a weight whose
feature has a sign keeps that. Every fifth page or question takes no part; its decisions are judged by the present and
the fitted weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.page_examples import BIAS, Choice
from bot.linear_model import LinearModel

Array = npt.NDArray[np.float64]

# Of every so many pages or questions one takes no part in the fit.
KEPT_APART = 5
# Between what a weight may be whose feature has a sign.
BOUNDS = {-1: (None, 0.0), 0: (None, None), 1: (0.0, None)}


class Choices:
    """Decisions as arrays; the first alternative of each is the right one.

    Args:
        choices: with the same features everywhere.
        names: of the features, in the order of the columns.
    """

    def __init__(self, choices: Sequence[Choice], names: Sequence[str]) -> None:
        self.count = len(choices)
        sizes = np.array([len(choice) for choice in choices])
        self.starts = np.concatenate(([0], sizes.cumsum()[:-1]))
        self.owner = np.repeat(np.arange(self.count), sizes)
        rows = [[values.get(name, 0.0) for name in names] for choice in choices for values in choice]
        self.values: Array = np.array(rows, dtype=np.float64)

    def compute_probabilities(self, weights: Array) -> Array:
        """The probability of each alternative."""
        scores = self.values @ weights
        likelihoods = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.owner])
        result: Array = likelihoods / np.add.reduceat(likelihoods, self.starts)[self.owner]
        return result

    def compute_loss(self, weights: Array) -> float:
        """The mean negative log-likelihood of the right alternatives, in nats."""
        return float(-np.log(np.maximum(self.compute_probabilities(weights)[self.starts], 1e-300)).mean())

    def count_errors(self, weights: Array) -> int:
        """How many decisions another alternative would win."""
        scores = self.values @ weights
        others = scores.copy()
        others[self.starts] = -np.inf
        return int((np.maximum.reduceat(others, self.starts) > scores[self.starts]).sum())

    def count_uses(self) -> Array:
        """For each feature, in how many decisions the alternatives differ in it."""
        least, most = np.minimum.reduceat(self.values, self.starts), np.maximum.reduceat(self.values, self.starts)
        result: Array = (least < most).sum(axis=0)
        return result


def fit_weights(
    choices: Choices,
    start: Array,
    free: npt.NDArray[np.bool_],
    sigma: float,
    signs: Sequence[int] | None = None,
    masses: Array | None = None,
    mistaken: float = 0.0,
) -> Array:
    """The likeliest weights, by L-BFGS-B (Byrd, Lu, Nocedal and Zhu 1995).

    Args:
        choices: the decisions.
        start: the weights to begin with, near which the penalty holds the others.
        free: which weights may change.
        sigma: how far from `start` a weight is expected (standard deviation).
        signs: for each weight 1 if it may not be negative, -1 if it may not be positive, 0 for either; all 0 if not
            given.
        masses: how much each decision counts; all 1 if not given.
        mistaken: the share of decisions between yes and no that are taken to be the other way, so that no single one
            counts for much.
    """
    masses = np.ones(choices.count) if masses is None else masses

    def objective(at: Array, mistaken: float) -> tuple[float, Array]:
        likely = choices.compute_probabilities(at)
        own = np.maximum((1 - 2 * mistaken) * likely[choices.starts], 1e-300)
        losses = -np.log(mistaken + own)
        means = np.add.reduceat(likely[:, None] * choices.values, choices.starts)
        slopes = masses * own / (mistaken + own)
        gradient = slopes @ (means - choices.values[choices.starts]) + (at - start) / sigma**2
        return float(masses @ losses + ((at - start) ** 2).sum() / (2 * sigma**2)), np.where(free, gradient, 0.0)

    bounds = [
        BOUNDS[sign] if is_free else (None, None) for sign, is_free in zip(signs or [0] * len(start), free, strict=True)
    ]
    # without mistakes there is one best result, which is a good one to begin with
    result = start
    for share in dict.fromkeys((0.0, mistaken)):
        result = minimize(objective, result, args=(share,), jac=True, bounds=bounds, method="L-BFGS-B").x
    return result


@dataclass(frozen=True)
class Fit:
    """What came out of a fit; `fitted` is in the units of `present`."""

    names: tuple[str, ...]
    present: Array
    fitted: Array
    by_hand: npt.NDArray[np.bool_]
    used: Choices
    kept_apart: Choices

    def weights(self) -> dict[str, float]:
        """The fitted weights by name, rounded to hundredths; those set by hand are left out."""
        chosen = zip(self.names, self.fitted, self.by_hand, strict=True)
        return {name: round(float(weight), 2) for name, weight, by_hand in chosen if not by_hand}

    def report(self) -> Iterator[str]:
        """A line for each weight, and how well the decisions kept apart come out."""
        yield f"{'feature':<26}{'decisions':>10}{'present':>9}{'fitted':>9}"
        rows = zip(self.names, self.used.count_uses(), self.present, self.fitted, self.by_hand, strict=True)
        for name, uses, present, fitted, by_hand in rows:
            yield f"{name:<26}{int(uses):>10}{present:>9.2f}" + (f"{'by hand':>9}" if by_hand else f"{fitted:>9.2f}")
        for title, choices in (("fitted on", self.used), ("kept apart", self.kept_apart)):
            for weights, kind in ((self.present, "present"), (self.fitted, "fitted")):
                wrong, loss = choices.count_errors(weights), choices.compute_loss(weights)
                yield (
                    f"{title}: {choices.count} decisions; {kind} weights: {wrong} wrong ({wrong / choices.count:.2%}), "
                    f"loss {loss:.4f}"
                )


def fit_model(
    model: LinearModel,
    choices: Sequence[Sequence[Choice]],
    sigma: float,
    masses: Sequence[Sequence[float]] | None = None,
    mistaken: float = 0.0,
) -> Fit:
    """Fits a model to the decisions of some pages or questions; every fifth of these is kept apart.

    Args:
        model: has the present weights, and the signs that hold.
        choices: the decisions of each page or question.
        sigma: how far a weight is expected to move (standard deviation).
        masses: how much each of these decisions counts; all 1 if not given.
        mistaken: as in `fit_weights`.

    Raises:
        ValueError: when there are too few decisions.
    """
    # a choice between alternatives has no bias, because all would have it
    biased = any(BIAS in values for group in choices for choice in group for values in choice)
    names = (*((BIAS,) if biased else ()), *model.weights)
    present = np.array([*((model.bias,) if biased else ()), *model.weights.values()])
    by_hand = np.array([*((False,) if biased else ()), *(bool(feature.by_hand) for feature in model.features)])
    groups = (
        [choice for at, group in enumerate(choices) if at % KEPT_APART for choice in group],
        [choice for at, group in enumerate(choices) if not at % KEPT_APART for choice in group],
    )
    if not all(groups):
        raise ValueError("too few decisions to fit a model and to check it: take more pages or questions")
    used, kept_apart = (Choices(group, names) for group in groups)
    signs = [*((0,) if biased else ()), *(feature.sign for feature in model.features)]
    counts = None
    if masses is not None:
        counts = np.array([mass for at, group in enumerate(masses) if at % KEPT_APART for mass in group])
    fitted = fit_weights(used, present, ~by_hand, sigma, signs, counts, mistaken)
    return Fit(names, present, fitted, by_hand, used, kept_apart)
