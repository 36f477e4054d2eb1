"""Corpora of any size for the benchmarks: sentences of real text recombined, or terms drawn from Zipf's law.

Each sentence is segmented once, so a million passages take seconds. The same seed gives the same corpus, and a smaller
corpus is the beginning of a larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import Analyzer
from bot.text.sentences import cut_sentences

SEED = 20221119
# Passages of newspapers have about so many terms; their lengths are log-normal with this standard deviation.
LENGTH, SPREAD = 150, 0.4
ZIPF, ZIPF_TERMS = 1.05, 120_000
# A query has so many terms of one passage, and so many of any passages.
FROM_ONE, FROM_ANY = 9, 3


@dataclass(frozen=True)
class Corpus:
    """Passages as sequences of term numbers."""

    terms: list[str]
    # the term numbers of all passages one after the other, shape (terms in all passages,), and the end of each passage
    # in them, shape (passages,)
    flat: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]

    def first(self, passages: int) -> Corpus:
        """The corpus of the first so many passages."""
        ends = self.ends[:passages]
        return Corpus(self.terms, self.flat[: int(ends[-1])], ends)

    def passages(self) -> Iterator[list[str]]:
        """The terms of each passage."""
        # one string object for each distinct term, as a segmenter with a dictionary gives them
        names = np.array(self.terms, object)
        start = 0
        for end in self.ends.tolist():
            yield names[self.flat[start:end]].tolist()
            start = end

    def queries(self, count: int) -> list[list[str]]:
        """So many queries of distinct terms, most of which are from one passage."""
        random = np.random.default_rng(SEED)
        queries: list[list[str]] = []
        while len(queries) < count:
            number = int(random.integers(len(self.ends)))
            passage = self.flat[int(self.ends[number - 1]) if number else 0 : int(self.ends[number])]
            drawn = [*random.permutation(passage)[:FROM_ONE], *random.choice(self.flat, FROM_ANY)]
            queries.append([self.terms[term] for term in dict.fromkeys(int(term) for term in drawn)])
        return queries

    def save(self, folder: Path) -> None:
        """Write the corpus into a folder."""
        (folder / "terms.txt").write_text("\n".join(self.terms), encoding="utf-8")
        np.save(folder / "flat.npy", self.flat)
        np.save(folder / "ends.npy", self.ends)

    @classmethod
    def load(cls, folder: Path) -> Corpus:
        """Open what `save` wrote; its arrays are mapped into memory."""
        terms = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
        mapped: list[Any] = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("flat", "ends")]
        return cls(terms, *mapped)


def _lengths(random: np.random.Generator, passages: int) -> npt.NDArray[np.int64]:
    return np.maximum(1, random.lognormal(np.log(LENGTH), SPREAD, passages)).astype(np.int64)


def build_zipf(passages: int) -> Corpus:
    """A corpus of independently drawn terms, the r-th most frequent with a probability in proportion to 1 / r^1.05."""
    random = np.random.default_rng(SEED)
    ends = np.cumsum(_lengths(random, passages))
    share = np.cumsum(np.arange(1, ZIPF_TERMS + 1) ** -ZIPF)
    flat = np.empty(int(ends[-1]), np.int32)
    for start in range(0, len(flat), 1 << 22):
        part = flat[start : start + (1 << 22)]
        part[:] = np.searchsorted(share, random.random(len(part)) * share[-1])
    return Corpus([f"w{number}" for number in range(ZIPF_TERMS)], flat, ends)


def build_recombined(texts: Iterable[str], passages: int) -> Corpus:
    """A corpus of whole sentences, drawn at random from some texts.

    Raises:
        ValueError: when the texts have no sentence with a term.
    """
    analyzer = Analyzer()
    numbers: dict[str, int] = {}
    pool: list[npt.NDArray[np.int32]] = []
    for text in texts:
        for sentence in cut_sentences(text):
            words = analyzer.analyze(sentence).words
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
        # where each sentence begins in the pool; then the first sentence of each passage, cut at random places
        size = sizes[drawn]
        places = np.repeat(begins[drawn] - (np.cumsum(size) - size), size) + np.arange(int(size.sum()))
        flat.append(cut[places])
        first = np.sort(random.choice(np.arange(1, len(drawn)), count - 1, replace=False))
        lengths.append(np.add.reduceat(size, np.concatenate(([0], first))))
    return Corpus(list(numbers), np.concatenate(flat), np.cumsum(np.concatenate(lengths)))
