"""Fits the trees of the confidence: `python -m benchmarks.confidence_trees MADE.jsonl --asked ASKED.jsonl [--write]`

Gradient boosting (Friedman 2001) with the second order of the logistic loss: each tree asks three questions after each
other and is fitted to what those before it leave. No end of a branch goes the other way than a feature's sign: a split
whose higher side would is not taken, and what stands between the two sides bounds all below (as in LightGBM).

MADE.jsonl is what benchmarks/confidence_examples.py makes of public sets and question files; ASKED.jsonl has questions
as people ask them of a paper, without and with vectors (its --index), which count ASKED times as much. The log odds are
then moved and stretched: of the right passages of the latter REFUSED are below ANSWERED.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.labelled_examples import Example, read_examples, weigh_examples
from bot.answering.confidence.confidence import ANSWERED, LEFT_TO_WEIGHTS, AnswerFeatures, log_odds
from bot.answering.confidence.confidence_weights import CONFIDENCE_MODEL

Array = npt.NDArray[np.float64]

ASKED, REFUSED, STRETCH = 2.0, 0.024, 1.6
# How much all questions of a kind that people ask count together: right first passages, wrong ones, and by `kind`.
MASSES = {"right": 1.0, "wrong": 0.15, "unanswered": 0.45, "nearmiss": 0.4}
TREES, DEPTH, RATE = 60, 3, 0.12
# What an end adds is held back as if it had so much more weight in favour of 0; fewer examples make no end.
PENALTY, FEWEST = 5.0, 20
# A split is looked for among so many values.
VALUES = 62
# 1 for what speaks for an answer, -1 for what speaks against it.
SIGNS = {feature.name: feature.sign for feature in CONFIDENCE_MODEL.features}
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "bot/answering/confidence/confidence_trees.py"


class Rows(NamedTuple):
    """Examples as arrays."""

    names: Sequence[str]
    values: Array
    right: Array
    masses: Array


class Split(NamedTuple):
    """Whether a feature's value is above a threshold."""

    feature: int
    threshold: float


# By number as in a heap from 1; a number is what an end adds.
Tree = dict[int, Split | float]
# A split that gains less is none.
LEAST_GAIN = 1e-7


class Node(NamedTuple):
    """The examples at a node, and between what the ends below it may be."""

    members: npt.NDArray[np.int64]
    least: float
    most: float


class Found(NamedTuple):
    """A split, what it gains, and what its lower and its higher side would add."""

    gain: float
    feature: int
    place: int
    low: float
    high: float


def read_rows(made: Sequence[Example], asked: Sequence[Example]) -> Rows:
    """All examples with features; both kinds count as their masses say."""
    pairs = [(one, mass) for one, mass in zip(made, weigh_examples(made), strict=True) if mass and one.features]
    total = sum(mass for _, mass in pairs)
    asked = [one for one in asked if one.features]
    kinds = Counter(map(_find_kind, asked))
    whole = sum(MASSES[kind] for kind in kinds)
    weighed = [(one, mass / total) for one, mass in pairs]
    weighed += [(one, ASKED * MASSES[kind] / whole / kinds[kind]) for one in asked for kind in [_find_kind(one)]]
    names = tuple(name for name in AnswerFeatures._fields if name in SIGNS)
    masses = np.array([mass for _, mass in weighed])
    return Rows(
        names,
        np.array([[one.features[name] for name in names] for one, _ in weighed]),
        np.array([float(one.right) for one, _ in weighed]),
        masses / masses.mean(),
    )


def _find_kind(example: Example) -> str:
    if example.kind == "answerable":
        return "right" if example.right else "wrong"
    return example.kind


def sum_left(names: Sequence[str], values: Array) -> Array:
    """What the features add that are left to the weights, before it is stretched."""
    weights = {name: CONFIDENCE_MODEL.weights[name] for name in LEFT_TO_WEIGHTS}
    points: Array = values @ np.array([weights.get(name, 0.0) / STRETCH for name in names])
    return points


def fit_trees(rows: Rows) -> tuple[float, list[Tree]]:
    """The log odds of all together, and the trees that are added to them."""
    signs = [0 if name in LEFT_TO_WEIGHTS else SIGNS[name] for name in rows.names]
    places = [_place_thresholds(column) for column in rows.values.T]
    bins = [np.searchsorted(where, column) for where, column in zip(places, rows.values.T, strict=True)]
    start = float(np.log(rows.masses @ rows.right / (rows.masses @ (1 - rows.right))))
    scores = start + sum_left(rows.names, rows.values)
    trees: list[Tree] = []
    for _ in range(TREES):
        likely = 1 / (1 + np.exp(-scores))
        slopes, bends = rows.masses * (rows.right - likely), rows.masses * likely * (1 - likely)
        tree: Tree = {}
        left = [(1, Node(np.arange(len(scores)), -np.inf, np.inf))]
        while left:
            number, node = left.pop()
            value = _find_value(slopes[node.members].sum(), bends[node.members].sum(), node)
            splits = [
                _find_split(feature, sign, node, bins[feature][node.members], len(places[feature]), slopes, bends)
                for feature, sign in enumerate(signs)
                if sign and number < 1 << DEPTH and len(places[feature])
            ]
            best = max(splits, key=lambda one: one.gain, default=None)
            if best is None or best.gain <= LEAST_GAIN:
                tree[number] = RATE * float(value)
                scores[node.members] += RATE * value
                continue
            tree[number] = Split(best.feature, float(places[best.feature][best.place]))
            middle, above = (best.low + best.high) / 2, bins[best.feature][node.members] > best.place
            lower, higher = (node.least, middle), (middle, node.most)
            bounds = (lower, higher) if signs[best.feature] > 0 else (higher, lower)
            left += [(2 * number + side, Node(node.members[above == bool(side)], *bounds[side])) for side in (0, 1)]
        trees.append(tree)
    return start, trees


def _find_split(
    feature: int,
    sign: int,
    node: Node,
    bins: npt.NDArray[np.int64],
    places: int,
    slopes: Array,
    bends: Array,
) -> Found:
    """The best split of a node by one feature.

    Args:
        feature: its number.
        sign: of the feature.
        node: what is split.
        bins: above how many places the value of each of its examples is.
        places: at how many places the feature may be split.
        slopes, bends: the first and the second derivative of the loss for each example of all.
    """
    slope, bend = slopes[node.members].sum(), bends[node.members].sum()
    slope_low = np.bincount(bins, slopes[node.members], places + 1).cumsum()[:-1]
    bend_low = np.bincount(bins, bends[node.members], places + 1).cumsum()[:-1]
    count = np.bincount(bins, minlength=places + 1).cumsum()[:-1]
    low, high = _find_value(slope_low, bend_low, node), _find_value(slope - slope_low, bend - bend_low, node)
    gain = _gain(slope_low, bend_low, low) + _gain(slope - slope_low, bend - bend_low, high)
    allowed = (count >= FEWEST) & (len(bins) - count >= FEWEST) & (sign * (high - low) >= 0)
    gain = np.where(allowed, gain - _gain(slope, bend, _find_value(slope, bend, node)), -1.0)
    at = int(gain.argmax())
    return Found(float(gain[at]), feature, at, float(low[at]), float(high[at]))


def _find_value(slope: Array, bend: Array, node: Node) -> Array:
    """What an end adds that has these sums of derivatives, as far as the node's bounds let it."""
    value: Array = np.clip(slope / (bend + PENALTY), node.least, node.most)
    return value


def _gain(slope: Array, bend: Array, value: Array) -> Array:
    return 2 * slope * value - (bend + PENALTY) * value**2


def _place_thresholds(column: Array) -> Array:
    """Where a feature's values may be split, in thousandths as the trees keep them."""
    values = np.unique(column)
    if len(values) > VALUES:
        values = np.unique(np.quantile(column, np.linspace(0, 1, VALUES + 2)[1:-1]))
    else:
        values = (values[1:] + values[:-1]) / 2
    return np.unique(np.round(values, 3))


def score(start: float, trees: Sequence[Tree], names: Sequence[str], values: Array) -> Array:
    """The log odds of each row."""
    scores = start + sum_left(names, values)
    for row, features in enumerate(values):
        for tree in trees:
            node = 1
            while isinstance(split := tree[node], Split):
                node = 2 * node + (features[split.feature] > split.threshold)
            scores[row] += split
    return scores


def write_module(start: float, trees: Sequence[Tree], shift: float) -> str:
    """The module that has the trees, each with all of its questions: what splits no more asks what nothing is above."""
    lines = []
    for tree in trees:
        questions, ends = [0] * 14, []
        left: list[tuple[int, float | None]] = [(1, None)]
        while left:
            node, value = left.pop(0)
            here = tree[node] if value is None else value
            if node >= 1 << DEPTH:
                assert not isinstance(here, Split)
                ends.append(round(100 * STRETCH * here))
                continue
            asked = here if isinstance(here, Split) else Split(0, 9.0)
            questions[2 * node - 2 : 2 * node] = [asked.feature, round(1000 * asked.threshold)]
            left += [(2 * node + side, None if isinstance(here, Split) else here) for side in (0, 1)]
        lines.append(f"    ({tuple(questions)}, {tuple(ends)}),\n")
    return (
        '"""The trees of the confidence (confidence.py), as `python -m benchmarks.confidence_trees` wrote them."""\n\n'
        "# In hundredths of a natural logarithm of odds.\n"
        f"BIAS = {round(100 * (STRETCH * start + shift))}\n\n"
        "# Of each tree: seven times a feature, by its place in `AnswerFeatures`, and what its value has to be above,\n"
        "# in thousandths; then what each of the eight ends adds, as BIAS. The questions stand as in a heap.\n"
        f"TREES = (\n{''.join(lines)})\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("made", type=Path, help="examples that are made")
    parser.add_argument("--asked", type=Path, required=True, help="examples as people ask")
    parser.add_argument("--write", action="store_true", help="write the trees into their module")
    options = parser.parse_args(arguments)
    asked = read_examples(options.asked)
    rows = read_rows(read_examples(options.made), asked)
    start, trees = fit_trees(rows)
    right = [[one.features[name] for name in rows.names] for one in asked if one.right and one.features]
    least = float(np.quantile(score(start, trees, rows.names, np.array(right)), REFUSED))
    print(f"{len(trees)} trees of {len(rows.right)} examples; ANSWERED is at {least:.2f} of their log odds")
    if options.write:
        TARGET.write_text(write_module(start, trees, log_odds(ANSWERED) - STRETCH * least), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
