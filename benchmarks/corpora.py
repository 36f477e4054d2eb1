"""Corpora of any size for the benchmarks: sentences of real text put together anew, or numbers drawn from Zipf's law.

A text is cut into words once a sentence, so a million passages take seconds. The same seed gives the same corpus, and
a smaller corpus is the beginning of a larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import Analyzer
from bot.text.sentences import sentences

SEED = 20221119
# a passage of the product has about so many terms, and the lengths vary by as much (log-normal)
LENGTH, SPREAD = 150, 0.4
ZIPF, ZIPF_TERMS = 1.05, 120_000
# of the terms of a query so many stand in one passage, and so many anywhere
FROM_ONE, FROM_ANY = 9, 3


@dataclass(frozen=True)
class Corpus:
    """Passages as numbers of terms."""

    terms: list[str]
    # the terms of all passages, one passage after the other, and where each passage ends
    flat: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]

    def first(self, passages: int) -> Corpus:
        """The corpus of its first passages."""
        ends = self.ends[:passages]
        return Corpus(self.terms, self.flat[: int(ends[-1])], ends)

    def passages(self) -> Iterator[list[str]]:
        """The terms of each passage."""
        # one string object for each term, as after cutting with a table of words
        names = np.array(self.terms, object)
        start = 0
        for end in self.ends.tolist():
            yield names[self.flat[start:end]].tolist()
            start = end

    def queries(self, count: int) -> list[list[str]]:
        """Queries of terms that differ: most of them of one passage, some from anywhere."""
        random = np.random.default_rng(SEED)
        found: list[list[str]] = []
        while len(found) < count:
            number = int(random.integers(len(self.ends)))
            own = self.flat[int(self.ends[number - 1]) if number else 0 : int(self.ends[number])]
            drawn = [*random.permutation(own)[:FROM_ONE], *random.choice(self.flat, FROM_ANY)]
            found.append([self.terms[term] for term in dict.fromkeys(int(term) for term in drawn)])
        return found

    def save(self, folder: Path) -> None:
        """Writes it into a folder."""
        (folder / "terms.txt").write_text("\n".join(self.terms), encoding="utf-8")
        np.save(folder / "flat.npy", self.flat)
        np.save(folder / "ends.npy", self.ends)

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """What `save` wrote, its arrays mapped into memory."""
        terms = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
        mapped: list[Any] = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("flat", "ends")]
        return cls(terms, *mapped)


def _lengths(random: np.random.Generator, passages: int) -> npt.NDArray[np.int64]:
    return np.maximum(1, random.lognormal(np.log(LENGTH), SPREAD, passages)).astype(np.int64)


def zipf(passages: int) -> Corpus:
    """Passages of terms that are drawn on their own, the r-th with a share in proportion to 1 / r^1.05."""
    random = np.random.default_rng(SEED)
    ends = np.cumsum(_lengths(random, passages))
    share = np.cumsum(np.arange(1, ZIPF_TERMS + 1) ** -ZIPF)
    flat = np.empty(int(ends[-1]), np.int32)
    for start in range(0, len(flat), 1 << 22):
        part = flat[start : start + (1 << 22)]
        part[:] = np.searchsorted(share, random.random(len(part)) * share[-1])
    return Corpus([f"w{number}" for number in range(ZIPF_TERMS)], flat, ends)


def recombined(texts: Iterable[str], passages: int) -> Corpus:
    """Passages of whole sentences of some texts, drawn at random.

    Raises:
        ValueError: when the texts have no sentence with a term.
    """
    analyzer = Analyzer()
    numbers: dict[str, int] = {}
    pool: list[npt.NDArray[np.int32]] = []
    for text in texts:
        for span in sentences(text):
            words = analyzer.analyze(text[span.start : span.end]).words
            if words:
                pool.append(np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int32))
    if not pool:
        raise ValueError("the texts have no sentence with a term")
    random = np.random.default_rng(SEED)
    sizes = np.array([len(each) for each in pool])
    begins = np.cumsum(sizes) - sizes
    cut = np.concatenate(pool)
    flat: list[npt.NDArray[np.int32]] = []
    lengths: list[npt.NDArray[np.int64]] = []
    for start in range(0, passages, 10_000):
        count = min(10_000, passages - start)
        drawn = random.integers(len(pool), size=max(count, int(count * LENGTH / sizes.mean())))
        # where a sentence begins, and the first one of each passage: all have about as many sentences
        size = sizes[drawn]
        places = np.repeat(begins[drawn] - (np.cumsum(size) - size), size) + np.arange(int(size.sum()))
        flat.append(cut[places])
        first = np.sort(random.choice(np.arange(1, len(drawn)), count - 1, replace=False))
        lengths.append(np.add.reduceat(size, np.concatenate(([0], first))))
    return Corpus(list(numbers), np.concatenate(flat), np.cumsum(np.concatenate(lengths)))
