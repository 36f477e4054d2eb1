"""Fits which phrase of an article is the one asked for: names, places, what somebody does, why.

`python -m benchmarks.phrases --public FILE… [--questions FILE… --pages FOLDER] [--held FILE…] [--write]`

A question of a public set (SQuAD's form) has the words that answer; a line of a question file has them as "exact", as
for `benchmarks.exact_words`, and the sentence that answers as "answer". What is fitted is a softmax over the phrases of
the article that answers, and "none": the weights that make it likeliest that a right phrase is taken, which is the
answer itself where it is a phrase, and else any that says the same. Each kind of phrase has weights of its own, which a
penalty holds near those for all kinds. Where no phrase is right, those that are a part of a long answer are left out,
because they are not wrong either. `--held` judges the fit by other sets; `--write` puts the weights into
bot/answering/exact/phrase_weights.py.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from benchmarks.exact_examples import Asker
from benchmarks.exact_words import is_same
from benchmarks.fit import ROOT
from benchmarks.public_sets import read_public
from bot import Retriever
from bot.answering.exact.phrase_weights import PHRASE_MODELS
from bot.intent.phrase_kind import PhraseKind
from bot.text.normalization import fold

Array = npt.NDArray[np.float64]

KINDS = list(PHRASE_MODELS)
NAMES = list(PHRASE_MODELS["person"].weights)
# How much a question of the own files counts.
OWN = 3.0
# How far a weight for all kinds is expected from 0, and that of one kind from it (standard deviations).
SPREAD, SPREAD_OF_KIND = 1.0, 0.5
# An answer of more characters is more than the exact words.
LONG = 12
_MARKS = "“”《》"


@dataclass(frozen=True)
class PhraseExample:
    """A question with the phrases of the article that answers it."""

    kind: PhraseKind
    mass: float
    # the features of each phrase, and whether it is right
    phrases: Sequence[tuple[Mapping[str, float], bool]]


def ask(asker: Asker, question: str, history: Sequence[str], number: int, exact: Sequence[str]) -> PhraseExample | None:
    """The example of a question about an article, by its number; None where it asks for no phrase."""
    finder, postings, points = asker.read(question, history, number)
    if finder.phrases is None:
        return None
    phrases = finder.phrases.find_phrases(postings.squeezed, points, postings.words)
    wanted = [fold("".join(each.split())).strip(_MARKS) for each in exact]
    right = [one.words.strip(_MARKS) in wanted for one in phrases]
    if not any(right):
        right = [any(is_same(one.words, each) for each in exact) for one in phrases]
    long = [text for text in (fold("".join(each.split())) for each in exact) if len(text) > LONG]
    kept = [
        (one.features, is_right)
        for one, is_right in zip(phrases, right, strict=True)
        if any(right) or not any(one.words in text for text in long)
    ]
    return PhraseExample(finder.phrases.kind, 1.0, kept)


def ask_public(path: Path) -> Iterator[PhraseExample]:
    """The questions of a public set, each about its paragraph."""
    paragraphs = read_public(path)
    asker = Asker(Retriever.from_articles(paragraph.article for paragraph in paragraphs))
    numbers = {article.id: number for number, article in enumerate(asker.articles)}
    for paragraph in paragraphs:
        for question, words in paragraph.questions:
            if paragraph.article.id in numbers:
                example = ask(asker, question, (), numbers[paragraph.article.id], [str(words)])
                if example:
                    yield example


def ask_own(path: Path, retriever: Retriever) -> Iterator[PhraseExample]:
    """The questions of a file, each about the article that has its answer; else about the one found first."""
    asker = Asker(retriever)
    numbers = {article.id: number for number, article in enumerate(asker.articles)}
    texts = ["".join("".join(article.paragraphs).split()) for article in asker.articles]
    for record in map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines())):
        answer = "".join((record.get("answer") or "").split())
        if answer:
            having = (number for number, text in enumerate(texts) if answer in text)
            files = record.get("file") or None
            number = next((one for one in having if files in (None, asker.articles[one].file)), None)
        else:
            first = retriever.search(record["question"], k=1)
            number = numbers[first[0].article.id] if first else None
        if number is not None:
            example = ask(asker, record["question"], record.get("history", ()), number, record.get("exact") or ())
            if example:
                yield PhraseExample(example.kind, OWN, example.phrases)


class Examples:
    """Examples as arrays: for each "none" first, then its phrases; columns are the weights for all, then by kind."""

    def __init__(self, examples: Sequence[PhraseExample]) -> None:
        rows: list[tuple[int, int, float]] = []
        starts, right, at = [], [], 0
        for example in examples:
            starts.append(at)
            shift = len(NAMES) * (1 + KINDS.index(example.kind))
            none = not any(is_right for _, is_right in example.phrases)
            for features, is_right in [({"none": 1.0}, none), *example.phrases]:
                columns = [(NAMES.index(name), value) for name, value in features.items()]
                rows += [(at, place + more, value) for place, value in columns for more in (0, shift)]
                right.append(is_right)
                at += 1
        places, numbers, values = zip(*rows, strict=True)
        width = len(NAMES) * (1 + len(KINDS))
        self.values = sparse.csr_matrix((values, (places, numbers)), shape=(at, width))
        self.transposed = self.values.T.tocsr()
        self.starts, self.right = np.array(starts), np.array(right)
        self.owner = np.repeat(np.arange(len(starts)), np.diff([*starts, at]))
        self.masses = np.array([example.mass for example in examples])

    def compute_probabilities(self, weights: Array) -> Array:
        """The probability of each phrase, and of none."""
        scores = self.values @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.owner])
        result: Array = odds / np.add.reduceat(odds, self.starts)[self.owner]
        return result

    def compute_loss(self, weights: Array) -> tuple[float, Array]:
        """How unlikely the right phrases are, in nats, and its gradient."""
        likely = self.compute_probabilities(weights)
        likely_right = np.where(self.right, likely, 0.0)
        sums = np.maximum(np.add.reduceat(likely_right, self.starts), 1e-12)
        gradient = self.transposed @ ((likely - likely_right / sums[self.owner]) * self.masses[self.owner])
        return float(-(self.masses * np.log(sums)).sum()), gradient

    def count_right(self, weights: Array) -> int:
        """In how many examples the likeliest phrase is right."""
        scores = self.values @ weights
        scores[self.starts] = -np.inf
        best = np.maximum.reduceat(scores, self.starts)[self.owner]
        return int(np.unique(self.owner[self.right & (scores == best) & (scores > -np.inf)]).size)


def fit(examples: Examples) -> Array:
    """The likeliest weights, by L-BFGS-B."""
    spread = [SPREAD] * len(NAMES) + [SPREAD_OF_KIND] * len(NAMES) * len(KINDS)
    penalties = 1 / np.array(spread) ** 2

    def objective(at: Array) -> tuple[float, Array]:
        loss, gradient = examples.compute_loss(at)
        return loss + float((penalties * at * at).sum()) / 2, gradient + penalties * at

    result: Array = minimize(objective, np.zeros(len(spread)), jac=True, method="L-BFGS-B").x
    return result


def write_weights(file: Path, weights: Array) -> None:
    """Puts weights into the table of a module, each row in the place of the present one."""
    table = weights.reshape(1 + len(KINDS), len(NAMES))
    source = file.read_text("utf-8")
    for number, name in enumerate(NAMES):
        row = ", ".join(f"{table[0, number] + own:.2f}" for own in table[1:, number])
        source, count = re.subn(rf'(\(\s*"{name}",\s*"[^"]*",\s*)\([^()]*\)', rf"\g<1>({row})", source)
        if count != 1:
            raise ValueError(f"{file} has {count} rows for {name}")
    file.write_text(source, "utf-8")


def read_all(public: Iterable[Path], own: Iterable[Path] = (), pages: Path | None = None) -> list[PhraseExample]:
    """The examples of public sets and question files."""
    examples = [one for path in public for one in ask_public(path)]
    if pages is not None:
        retriever = Retriever.from_folder(pages)
        examples += [one for path in own for one in ask_own(path, retriever)]
    return examples


def main() -> None:
    """Fits, and prints how often the likeliest phrase is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, nargs="*", default=[])
    parser.add_argument("--questions", type=Path, nargs="*", default=[])
    parser.add_argument("--pages", type=Path, help="what the questions are about")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="public sets to judge the fit by")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.questions and options.pages is None:
        parser.error("--questions needs --pages, which they are about")
    if not options.public and not options.questions:
        parser.error("there is nothing to fit: give --public or --questions")
    used = Examples(read_all(options.public, options.questions, options.pages))
    weights = fit(used)
    judged = [("fitted on", used)]
    if options.held:
        judged.append(("held", Examples(read_all(options.held))))
    for title, examples in judged:
        count = len(examples.starts)
        loss, right = examples.compute_loss(weights)[0] / examples.masses.sum(), examples.count_right(weights)
        print(f"{title}: {count} questions, {right / count:.3f} right, loss {loss:.3f}")
    if options.write:
        write_weights(ROOT / "bot/answering/exact/phrase_weights.py", weights)


if __name__ == "__main__":
    main()
