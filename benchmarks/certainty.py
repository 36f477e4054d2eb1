"""Fits how certain it is that exact words are right, and the certainty from which on they are shown.

`python -m benchmarks.certainty FILE… --corpus PATH`

A line of a file is a question as for `benchmarks.exact_words`. What is fitted (bot/answering/exact/certainty.py) is a
logistic regression of three values of the words that are likeliest the ones asked for in the first passage's article.
Questions without exact words count half: whatever words are shown for them are wrong. The precision is that of
questions that the fit has not seen: each fifth of the pages is judged by the weights of the others.
"""

from __future__ import annotations

import argparse
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.exact_words import is_same
from benchmarks.fit import Choices, fit_weights
from benchmarks.page_examples import BIAS, build_decision
from bot import Retriever
from bot.answering.searcher import Searcher
from bot.retrieval.filters import NO_FILTER

NAMES = (BIAS, "likelihood", "confidence", "rivalled")
FOLDS = 5
# The share of right ones among the words shown that the threshold is chosen for.
GOAL = 0.95
# How much a question counts that has no exact words.
WITHOUT = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """The likeliest words for one question."""

    fold: int
    has_exact: bool
    right: bool
    # None where no words are shown, whatever their certainty
    values: dict[str, float] | None


def read_examples(retriever: Retriever, files: Sequence[Path]) -> Iterator[Example]:
    """The examples of question files."""
    searcher = Searcher(retriever._answerer.index, retriever._answerer.lexicon, None)
    for record in (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()):
        exact = record.get("exact") or ()
        fold = zlib.crc32(str(record.get("file") or record["question"]).encode()) % FOLDS
        found = searcher.find(record["question"], record.get("history", ()), 3, NO_FILTER)
        passages = found.ranking.passages
        best = passages[0].exact if passages else None
        if not (best and found.allows_exact_words):
            yield Example(fold, bool(exact), False, None)
            continue
        sentence = found.ranking.reranker.squeezed_sentences(passages[0].article_number)[best.sentence]
        words = sentence[best.start : best.stop]
        values = {
            "likelihood": math.log(best.likelihood / max(1e-6, 1 - best.likelihood)),
            "confidence": math.log(found.confidence),
            "rivalled": float(found.ranking.is_rivalled),
        }
        yield Example(fold, bool(exact), any(is_same(words, one) for one in exact), values)


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The weights, in the order of NAMES."""
    used = [(one.values, one.right, one.has_exact) for one in examples if one.values is not None]
    choices = Choices([build_decision(values, right) for values, right, _ in used], NAMES)
    masses = np.array([1.0 if has_exact else WITHOUT for *_, has_exact in used])
    return fit_weights(choices, np.zeros(len(NAMES)), np.full(len(NAMES), True), sigma=1.0, masses=masses)


def main() -> None:
    """Prints the weights, and the lowest threshold at which enough of the words shown are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    options = parser.parse_args()
    examples = list(read_examples(Retriever.from_folder(options.corpus), options.files))
    print("  ".join(f"{name} {weight:.2f}" for name, weight in zip(NAMES, fit(examples), strict=True)))
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = dict(zip(NAMES, fit([one for one in examples if one.fold != fold]), strict=True))
        for one in examples:
            if one.fold == fold and one.has_exact and one.values is not None:
                odds = weights[BIAS] + sum(weights[name] * value for name, value in one.values.items())
                judged.append((1 / (1 + math.exp(-odds)), one.right))
    judged.sort(reverse=True)
    asked, right, best = sum(one.has_exact for one in examples), 0, (0, 1.0)
    for count, (certainty, is_right) in enumerate(judged, start=1):
        right += is_right
        if right >= GOAL * count:
            best = count, certainty
    print(f"{len(examples)} questions, {asked} for exact words: from {best[1]:.2f} on {best[0] / asked:.3f} are shown")


if __name__ == "__main__":
    main()
