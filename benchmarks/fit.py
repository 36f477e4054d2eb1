"""Fits the weights of a model: `python -m benchmarks.fit MODEL [--articles FILE] [--read FOLDER] [--write]`.

MODEL is one of

* headline: whether a row is display type, from generated pages (tests/support/press), whose rows are known, and from
  pages that are read rightly today: the seeds, and those of the folders after `--read`;
* caption: which rows above a credit are the caption's, from the same pages;
* doubt: which rows of a run of doubtful ones are display type, from the same pages;
* boundary: whether a new story begins between two segments, from the same pages;
* confidence: whether the first passage answers a question, from the examples that benchmarks/confidence_examples.py
  makes;
* quantity, name: which words of an article are the ones asked for, from those of benchmarks/exact_examples.py.

All are fitted by logistic regression: the weights that make the right decisions likeliest, with an L2 penalty that
holds each near its present value. A decision between yes and no is a choice between the features and nothing; where a
caption begins is a choice between all rows where it may begin, and exact words are chosen among all that look alike.
Weights set by hand keep their values, and a weight whose feature has a sign keeps that. Those of the confidence are
then moved, in a second step, so that more of what has no answer is refused where few right passages are. Every fifth
page or question takes no part; its decisions are judged by the present and the fitted weights.
`--write` puts the fitted weights into the model's `*_weights.py`.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.confidence_examples import USUAL, Example, nearest_size, read_examples, weigh_examples
from benchmarks.page_examples import (
    BIAS,
    Choice,
    ExamplePage,
    KnownPage,
    ReadPage,
    build_decision,
    find_boundary_choices,
    find_caption_choices,
    find_doubt_choices,
    find_headline_choices,
    generate_pages,
)
from bot.answering.confidence_weights import CONFIDENCE_MODEL
from bot.answering.exact.name_weights import NAME_MODEL
from bot.answering.exact.quantity_weights import QUANTITY_MODEL
from bot.linear_model import LinearModel
from bot.reader.lines.headline_weights import HEADLINE_MODEL
from bot.reader.stories.boundary_weights import BOUNDARY_MODEL
from bot.reader.stories.caption_weights import CAPTION_MODEL
from bot.reader.stories.doubt_weights import DOUBT_MODEL
from tests.support.press.papers import STYLES

Array = npt.NDArray[np.float64]

# Of every so many pages or questions one takes no part in the fit.
KEPT_APART = 5
# Each page that is read rightly counts as much as so many generated ones.
READ_WEIGHT = 10
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
# Between what a weight may be whose feature has a sign.
BOUNDS = {-1: (None, 0.0), 0: (None, None), 1: (0.0, None)}
ROOT = Path(__file__).resolve().parents[1]


# --- logistic regression ---------------------------------------------------------------------------------------------


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


# --- examples from questions -----------------------------------------------------------------------------------------


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


def read_exact_choices(path: Path, model: str) -> tuple[list[list[Choice]], list[list[float]]]:
    """The decisions of a file between the words that may be the exact ones, and how much each counts."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    examples = [example for example in lines if example["model"] == model]
    return [[example["alternatives"]] for example in examples], [[example["mass"]] for example in examples]


# --- the command -----------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class FittedModel:
    """A model that can be fitted."""

    model: LinearModel
    # the module that holds its weights, from the root of the repository
    file: str
    # its decisions on a page; None where it has nothing to do with pages
    choices: Callable[[ExamplePage], Iterator[Choice]] | None


MODELS = {
    "headline": FittedModel(HEADLINE_MODEL, "bot/reader/lines/headline_weights.py", find_headline_choices),
    "doubt": FittedModel(DOUBT_MODEL, "bot/reader/stories/doubt_weights.py", find_doubt_choices),
    "caption": FittedModel(CAPTION_MODEL, "bot/reader/stories/caption_weights.py", find_caption_choices),
    "boundary": FittedModel(BOUNDARY_MODEL, "bot/reader/stories/boundary_weights.py", find_boundary_choices),
    "confidence": FittedModel(CONFIDENCE_MODEL, "bot/answering/confidence_weights.py", None),
    "quantity": FittedModel(QUANTITY_MODEL, "bot/answering/exact/quantity_weights.py", None),
    "name": FittedModel(NAME_MODEL, "bot/answering/exact/name_weights.py", None),
}


@dataclasses.dataclass(frozen=True)
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


def write_weights(file: Path, weights: Mapping[str, float]) -> None:
    """Puts weights into a module of weights, each in the place of the present one.

    Raises:
        ValueError: when a weight has no place there.
    """
    source = file.read_text(encoding="utf-8")
    for name, weight in weights.items():
        place = r"(\bbias=)-?[\d.]+" if name == BIAS else rf'(Feature\(\s*"{name}",\s*)-?[\d.]+'
        source, count = re.subn(place, rf"\g<1>{weight}", source)
        if count != 1:
            raise ValueError(f"{file} has {count} places for the weight of {name}")
    file.write_text(source, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(MODELS))
    parser.add_argument("--pages", type=int, default=1200, help="how many pages to generate")
    parser.add_argument("--seed", type=int, default=0, help="of the generated pages")
    parser.add_argument(
        "--articles", type=Path, help="JSON lines of articles from elsewhere, which every second page has"
    )
    parser.add_argument("--often", nargs="+", default=[], choices=sorted(STYLES), help="styles of every third page")
    parser.add_argument(
        "--read", nargs="+", type=Path, default=[], help="folders of pages that are read rightly, besides the seeds"
    )
    parser.add_argument("--examples", type=Path, help="what benchmarks.confidence_examples or exact_examples made")
    parser.add_argument("--prior", type=float, default=1.0, help="how far weights are expected to move (sigma)")
    parser.add_argument("--write", action="store_true", help="write the fitted weights into the model's module")
    options = parser.parse_args(arguments)
    chosen = MODELS[options.model]
    masses = None
    if chosen.choices is None:
        if options.examples is None:
            parser.error(f"{options.model} is fitted to --examples FILE")
        if options.model == "confidence":
            choices, masses = read_confidence_choices(options.examples)
        else:
            choices, masses = read_exact_choices(options.examples, options.model)
    else:
        pages = map(KnownPage, generate_pages(options.pages, options.seed, options.articles, options.often))
        choices = [list(chosen.choices(page)) for page in pages]
        read = [path for folder in (ROOT / "seeds", *options.read) for path in sorted(folder.glob("*.txt"))]
        choices += [list(chosen.choices(ReadPage(path))) for path in read] * READ_WEIGHT
    result = fit_model(chosen.model, choices, options.prior, masses, MISTAKEN if options.model == "confidence" else 0.0)
    if options.model == "confidence":
        examples = read_used_examples(options.examples)
        result = sharpen(result, examples, [feature.sign for feature in chosen.model.features])
        result = calibrate(result, examples)
    print("\n".join(result.report()))
    if options.write:
        write_weights(ROOT / chosen.file, result.weights())
    return 0


if __name__ == "__main__":
    sys.exit(main())
