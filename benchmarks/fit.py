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
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.confidence_fit import MISTAKEN, calibrate, read_confidence_choices, read_used_examples, sharpen
from benchmarks.logistic_regression import fit_model
from benchmarks.page_examples import (
    BIAS,
    Choice,
    ExamplePage,
    KnownPage,
    ReadPage,
    find_boundary_choices,
    find_caption_choices,
    find_doubt_choices,
    find_headline_choices,
    generate_pages,
)
from bot.answering.confidence.confidence_weights import CONFIDENCE_MODEL
from bot.answering.exact.name_weights import NAME_MODEL
from bot.answering.exact.quantity_weights import QUANTITY_MODEL
from bot.linear_model import LinearModel
from bot.reader.lines.headline_weights import HEADLINE_MODEL
from bot.reader.stories.boundary_weights import BOUNDARY_MODEL
from bot.reader.stories.caption_weights import CAPTION_MODEL
from bot.reader.stories.doubt_weights import DOUBT_MODEL
from tests.support.press.papers import STYLES

# Each page that is read rightly counts as much as so many generated ones.
READ_WEIGHT = 10
ROOT = Path(__file__).resolve().parents[1]


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
    "confidence": FittedModel(CONFIDENCE_MODEL, "bot/answering/confidence/confidence_weights.py", None),
    "quantity": FittedModel(QUANTITY_MODEL, "bot/answering/exact/quantity_weights.py", None),
    "name": FittedModel(NAME_MODEL, "bot/answering/exact/name_weights.py", None),
}


def read_exact_choices(path: Path, model: str) -> tuple[list[list[Choice]], list[list[float]]]:
    """The decisions of a file between the words that may be the exact ones, and how much each counts."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    examples = [example for example in lines if example["model"] == model]
    return [[example["alternatives"]] for example in examples], [[example["mass"]] for example in examples]


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
