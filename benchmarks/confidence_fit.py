"""The fit of the confidence: what it is fitted to, and its second and third step."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.labelled_examples import USUAL, Example, nearest_size, read_examples, weigh_examples
from benchmarks.logistic_regression import BOUNDS, KEPT_APART, Array, Choices, Fit, fit_weights
from benchmarks.page_examples import BIAS, Choice, build_decision

# Of the examples of the confidence so many are taken to be the other way: a few right passages show nothing of what is
# asked for, and without this they hold down the weights of all that says so: of 122 near misses that nothing was fitted
# on 82 and not 75 are refused, with as many of the right ones.
MISTAKEN = 0.02
# Questions without an answer are compared with this share of the right first passages, the least sure ones, because one
# of 25 right ones may be refused.
LEAST_SURE = 0.16
# How likely one of two is the surer one is a logistic function of the difference of their log odds over BLURRED.
BLURRED = 0.7
# A weight that is twice that of the likeliest fit adds NEAR to the loss.
NEAR = 0.0025
# Fewer right passages than these say nothing of a group.
FEWEST = 20
# Own questions over a corpus of so many articles are over real pages, and a source of their own.
MANY = 1500
# The kinds that are to be refused.
REFUSED = ("absent", "unanswered", "nearmiss")
# The feature whose weight by hand refuses whatever the others say.
DECIDES = "elsewhere"
# So many times the least sure passages are found anew.
ROUNDS = 6


def read_confidence_choices(path: Path) -> tuple[list[list[Choice]], list[list[float]]]:
    """The examples of a file by question: whether the first passage has the answer, and how much each counts."""
    examples = [example for example in read_examples(path) if example.features]
    choices: dict[str, list[Choice]] = {}
    masses: dict[str, list[float]] = {}
    for example, mass in zip(examples, weigh_examples(examples), strict=True):
        if mass:
            choices.setdefault(example.question, []).append(build_decision(example.features, example.right))
            masses.setdefault(example.question, []).append(mass)
    return list(choices.values()), list(masses.values())


def read_used_examples(path: Path) -> list[Example]:
    """The examples of a file that later steps may use: none of the questions that `fit_model` keeps apart."""
    examples = [example for example in read_examples(path) if example.features]
    weighed = zip(examples, weigh_examples(examples), strict=True)
    questions = dict.fromkeys(example.question for example, mass in weighed if mass)
    kept_apart = set(list(questions)[::KEPT_APART])
    return [example for example in examples if example.question not in kept_apart]


def sharpen(fit: Fit, examples: Sequence[Example], signs: Sequence[int]) -> Fit:
    """A fit of the confidence, moved so that more of what has no answer is refused where a few right ones are.

    A likelihood also counts what is clear. Here only that corner of the ROC curve counts in which few right ones are
    refused (Dodd and Pepe 2003), for each kind of question in corpora of each size, and what a weight by hand decides
    takes no part. Public sets, own files and those over real pages count alike.

    Args:
        fit: of the confidence.
        examples: with features.
        signs: of the features, as in `fit_weights`.
    """
    examples = [one for one in examples if not one.features[DECIDES]]
    values = np.array([[one.features[name] for name in fit.names[1:]] for one in examples])
    groups: dict[tuple[str, int, str], list[int]] = {}
    for at, one in enumerate(examples):
        kind = one.kind if not one.right else "right" if one.kind == "answerable" else ""
        groups.setdefault((_find_origin(one), nearest_size(one), kind), []).append(at)
    pairs = [
        (origin, np.array(right), np.array(others))
        for (origin, size, kind), others in groups.items()
        if kind in REFUSED and len(right := groups.get((origin, size, "right"), [])) >= FEWEST
    ]
    counts = Counter(origin for origin, *_ in pairs)
    start = weights = fit.fitted[1:]
    scale = np.maximum(np.abs(start), 1.0)

    def objective(at: Array, sure: Sequence[Array]) -> tuple[float, Array]:
        scores, loss, slopes = values @ at, 0.0, np.zeros(len(examples))
        for (origin, _, others), least in zip(pairs, sure, strict=True):
            surer = 1 / (1 + np.exp((scores[least] - scores[others][:, None]) / BLURRED))
            loss += float(surer.mean()) / counts[origin]
            steep = surer * (1 - surer) / surer.size / BLURRED / counts[origin]
            slopes[others] += steep.sum(1)
            slopes[least] -= steep.sum(0)
        away = (at - start) / scale
        return loss + NEAR * float(away @ away), slopes @ values + 2 * NEAR * away / scale

    bounds = [
        (weight, weight) if by_hand else BOUNDS[sign]
        for weight, by_hand, sign in zip(start, fit.by_hand[1:], signs, strict=True)
    ]
    for _ in range(ROUNDS):
        scores = values @ weights
        sure = [right[np.argsort(scores[right])][: math.ceil(LEAST_SURE * len(right))] for _, right, _ in pairs]
        weights = minimize(objective, weights, args=(sure,), jac=True, bounds=bounds, method="L-BFGS-B").x
    return dataclasses.replace(fit, fitted=np.array([fit.fitted[0], *weights]))


def _find_origin(example: Example) -> str:
    """What an example's questions are of."""
    if example.source == "public":
        return "public"
    return "pages" if nearest_size(example) >= MANY else "own"


def calibrate(fit: Fit, examples: Sequence[Example]) -> Fit:
    """A fit of the confidence, stretched until it is true where the article is there or is not (Platt 1999).

    Questions of which a fact is missing or changed make it too flat for the others, which people ask more often. Where
    an article of many pages is gone, another one often says the same, which the examples take for wrong.

    Args:
        fit: of the confidence.
        examples: with features.
    """
    examples = [one for one in examples if one.kind in USUAL and (one.kind != "absent" or _find_origin(one) != "pages")]
    names = fit.names[1:]
    scores = [float(np.dot(fit.fitted[1:], [one.features[name] for name in names])) + fit.fitted[0] for one in examples]
    choices = [build_decision({"score": score}, one.right) for score, one in zip(scores, examples, strict=True)]
    shift, slope = fit_weights(Choices(choices, (BIAS, "score")), np.array([0.0, 1.0]), np.full(2, True), sigma=10.0)
    return dataclasses.replace(fit, fitted=fit.fitted * slope + np.array([shift, *np.zeros(len(names))]))
