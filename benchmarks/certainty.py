"""Fits how certain it is that exact words are right, and the certainties from which on they are shown.

`python -m benchmarks.certainty --set MASS PAGES FILE… [--set …] [--public MASS FILE…]`

A set is some pages with files of questions about them, as for `benchmarks.exact_words`, each with a mass. What is
fitted (bot/answering/exact/certainty.py) is a logistic regression of four values of the words that are likeliest the
ones asked for in the first passage's article. Questions without exact words count half: whatever words are shown for
them are wrong. Of a public set (SQuAD's form) those whose own paragraph is found count; its answers are often longer
than the words asked for, so that a number in them is right, and so is a phrase that has half of one. Of the sets words
are right that are those asked for, a part of them, or hold them. The precision is that of questions whose answer is in
the passage found first: each fifth of the pages is judged by weights fitted to the others.
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
from benchmarks.logistic_regression import Choices, fit_weights
from benchmarks.page_examples import BIAS, build_decision
from benchmarks.public_sets import read_public
from bot import Retriever
from bot.answering.found import Found
from bot.answering.searcher import Searcher
from bot.retrieval.filters import NO_FILTER
from bot.text.normalization import fold

NAMES = (BIAS, "likelihood", "confidence", "rivalled", "phrase")
FOLDS = 5
# The share of right ones among the words shown that the threshold is chosen for.
GOAL = 0.95
# The share of its mass that a question counts which has no exact words.
WITHOUT = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """The likeliest words for one question."""

    # None for a question of a public set
    fold: int | None
    has_exact: bool
    # whether the first passage has the answer
    is_found: bool
    mass: float
    right: bool
    # None where no words are shown, whatever their certainty
    values: dict[str, float] | None


def read_examples(retriever: Retriever, files: Sequence[Path], mass: float) -> Iterator[Example]:
    """The examples of question files."""
    searcher = Searcher(retriever._answerer.index, retriever._answerer.lexicon, None)
    for record in (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()):
        exact = record.get("exact") or ()
        part = zlib.crc32(str(record.get("file") or record["question"]).encode()) % FOLDS
        found = searcher.find(record["question"], record.get("history", ()), 3, NO_FILTER)
        words, values = find_words(found)
        wanted = [fold("".join(one.split())) for one in exact]
        is_right = bool(words) and any(is_same(words, one) or words in one or one in words for one in wanted)
        yield Example(
            part,
            bool(exact),
            has_answer(found, record.get("answer")),
            mass if exact else WITHOUT * mass,
            is_right,
            values,
        )


def read_public_examples(path: Path, mass: float) -> Iterator[Example]:
    """Those of a public set whose own paragraph is found."""
    paragraphs = read_public(path)
    retriever = Retriever.from_articles(paragraph.article for paragraph in paragraphs)
    searcher = Searcher(retriever._answerer.index, retriever._answerer.lexicon, None)
    for paragraph in paragraphs:
        for question, answer in paragraph.questions:
            found = searcher.find(question, (), 3, NO_FILTER)
            words, values = find_words(found)
            if values and found.ranking.passages[0].scored.article.id == paragraph.article.id:
                wanted = fold("".join(answer.split()))
                is_part = words in wanted or wanted in words
                is_long = found.ranking.phrases is None or 2 * min(len(words), len(wanted)) >= max(
                    len(words), len(wanted)
                )
                yield Example(None, True, True, mass, is_same(words, answer) or (is_part and is_long), values)


def has_answer(found: Found, answer: str | None) -> bool:
    """Whether the first passage has the answer."""
    passages = found.ranking.passages
    if not passages or not answer:
        return False
    sentences = found.ranking.reranker.squeezed_sentences(passages[0].article_number)
    own = passages[0].sentences
    return fold("".join(answer.split())) in "".join(sentences[own.start : own.stop])


def find_words(found: Found) -> tuple[str, dict[str, float] | None]:
    """The likeliest words and the values that they are judged by; None where none may be shown."""
    passages = found.ranking.passages
    best = found.ranking.exact if passages and found.allows_exact_words else None
    if best is None or best.sentence not in passages[0].sentences:
        return "", None
    sentence = found.ranking.reranker.squeezed_sentences(passages[0].article_number)[best.sentence]
    return sentence[best.start : best.stop], {
        "likelihood": math.log(best.likelihood / max(1e-6, 1 - best.likelihood)),
        "confidence": math.log(found.confidence),
        "rivalled": float(found.ranking.is_rivalled),
        "phrase": float(found.ranking.phrases is not None),
    }


def fit(examples: Sequence[Example]) -> np.ndarray:
    """The weights, in the order of NAMES."""
    used = [one for one in examples if one.values is not None]
    choices = Choices([build_decision(one.values, one.right) for one in used if one.values], NAMES)
    masses = np.array([one.mass for one in used])
    return fit_weights(choices, np.zeros(len(NAMES)), np.full(len(NAMES), True), sigma=1.0, masses=masses)


def main() -> None:
    """Prints the weights, and the lowest thresholds at which enough of the words shown are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="sets", nargs="+", action="append", required=True)
    parser.add_argument("--public", nargs="+", action="append", default=[])
    options = parser.parse_args()
    examples: list[Example] = []
    public: list[Example] = []
    for mass, pages, *files in options.sets:
        examples += read_examples(Retriever.from_folder(pages), list(map(Path, files)), float(mass))
    for mass, *files in options.public:
        public += [one for file in files for one in read_public_examples(Path(file), float(mass))]
    print("  ".join(f"{name} {weight:.2f}" for name, weight in zip(NAMES, fit([*examples, *public]), strict=True)))
    found = [one for one in examples if one.has_exact and one.is_found]
    judged: dict[bool, list[tuple[float, bool]]] = {False: [], True: []}
    for part in range(FOLDS):
        weights = dict(zip(NAMES, fit([*public, *(one for one in examples if one.fold != part)]), strict=True))
        for one in found:
            if one.fold == part and one.values is not None:
                odds = weights[BIAS] + sum(weights[name] * value for name, value in one.values.items())
                judged[one.values["phrase"] > 0].append((1 / (1 + math.exp(-odds)), one.right))
    print(f"{len(examples)} questions, {len(found)} for exact words that are found")
    for title, is_phrase in (("numbers and times", False), ("phrases", True)):
        right, best = 0, (0, 1.0)
        for count, (certainty, is_right) in enumerate(sorted(judged[is_phrase], reverse=True), start=1):
            right += is_right
            if right >= GOAL * count:
                best = count, certainty
        print(f"{title}: {best[0]} of {len(judged[is_phrase])} are shown from {best[1]:.2f} on")


if __name__ == "__main__":
    main()
