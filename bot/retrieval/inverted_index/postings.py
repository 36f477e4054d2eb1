"""For each term the texts that it stands in, and what it brings to each: arrays that are built and changed at once.

A posting is a term's number, a text's number, and how often the one stands in the other. In the course of building it
is a key, the term's number above 32 bits of the text's, so that sorted keys are sorted postings.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["SCALE", "Counts", "Postings", "idf"]

# Impacts are whole numbers of this part of a score. Sums of whole numbers are the same in any order, so that every
# engine that adds them up comes to equal scores. With this many parts the order of no query of 300 differed from that
# of exact fractions (measured before the project began).
SCALE = 10_000
# So many postings are worked on in one step: what that needs in between fits into memory that the process has already;
# to get new memory takes several times as long as to compute what is put there.
_AT_ONCE = 1 << 20
_TEXT = (1 << 32) - 1

Keys = npt.NDArray[np.int64]


def idf(texts: int, df: int) -> float:
    """How rare a term is that stands in `df` of so many texts: above 0 (Lucene's BM25Similarity)."""
    return math.log(1 + (texts - df + 0.5) / (df + 0.5))


@dataclass(frozen=True)
class Counts:
    """How often each term stands in each text."""

    # sorted, each once
    keys: Keys
    # above 0; more than 65,535 of a term in one text count as so many
    counts: npt.NDArray[np.uint16]

    @classmethod
    def of(cls, terms: npt.NDArray[np.int32], texts: npt.NDArray[np.integer[Any]]) -> Counts:
        """The counts of terms given one by one, each with the text that it stands in, in any order."""
        keys = terms.astype(np.int64)
        keys <<= 32
        keys |= texts
        keys.sort()
        new = np.ones(len(keys), bool)
        np.not_equal(keys[1:], keys[:-1], out=new[1:])
        first = np.flatnonzero(new)
        counts = np.empty(len(first), np.uint16)
        for start in range(0, len(first), _AT_ONCE):
            times = np.diff(first[start : start + _AT_ONCE + 1])
            counts[start : start + _AT_ONCE][: len(times)] = np.minimum(times, 65535)
        counts[-1:] = min(len(keys) - int(first[-1]), 65535) if len(keys) else 0
        return cls(keys[first], counts)

    @classmethod
    def none(cls) -> Counts:
        """No term in any text."""
        return cls(np.empty(0, np.int64), np.empty(0, np.uint16))

    def renumbered(self, terms: npt.NDArray[np.int64]) -> Counts:
        """The counts with other numbers of terms, which rise as the old ones do.

        Args:
            terms: the new number of each term.
        """
        keys = np.empty_like(self.keys)
        for start in range(0, len(keys), _AT_ONCE):
            own = self.keys[start : start + _AT_ONCE]
            keys[start : start + _AT_ONCE] = (terms[own >> 32] << 32) | (own & _TEXT)
        return Counts(keys, self.counts)

    def joined(self, other: Counts) -> Counts:
        """These counts and those of other texts."""
        if not len(self.keys) or not len(other.keys):
            return other if len(other.keys) else self
        at = np.searchsorted(self.keys, other.keys)
        return Counts(np.insert(self.keys, at, other.keys), np.insert(self.counts, at, other.counts))

    @classmethod
    def of_postings(
        cls,
        offsets: npt.NDArray[np.int64],
        texts: npt.NDArray[np.int32],
        counts: npt.NDArray[np.uint16],
        terms_to: npt.NDArray[np.int64],
        texts_to: npt.NDArray[np.int64],
    ) -> Counts:
        """The counts in postings, with other numbers.

        Args:
            offsets, texts, counts: the postings of term t are those from offsets[t] to offsets[t + 1].
            terms_to: the new number of each term; they rise as the old ones do.
            texts_to: the new number of each text; -1 for those that are gone.
        """
        keys = np.repeat(terms_to << 32, np.diff(offsets))
        for start in range(0, len(keys), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            keys[part] |= texts_to[texts[part]]
        there = texts_to >= 0
        if not there.all():
            # a text that is gone made the key negative
            kept = keys >= 0
            keys, counts = keys[kept], counts[kept]
        left = texts_to[there]
        if np.any(left[1:] < left[:-1]):
            # what stayed came into another order: files were renamed
            order = np.argsort(keys, kind="stable")
            keys, counts = keys[order], counts[order]
        return cls(keys, np.asarray(counts))

    def offsets(self, terms: int) -> npt.NDArray[np.int64]:
        """Where the postings of each of so many terms begin, and at the end where the last ones end."""
        return np.searchsorted(self.keys, np.arange(terms + 1, dtype=np.int64) << 32).astype(np.int64)

    def texts(self) -> npt.NDArray[np.int32]:
        """The text of each posting."""
        return (self.keys & _TEXT).astype(np.int32)

    def used(self, terms: int) -> npt.NDArray[np.int64]:
        """The numbers of the terms that stand somewhere, of so many."""
        return np.flatnonzero(np.diff(self.offsets(terms)))


@dataclass(frozen=True)
class Postings:
    """The texts of each term, in order, with what the term brings to their scores."""

    # the postings of term t are those from offsets[t] to offsets[t + 1]
    offsets: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]
    # rint(SCALE · factor · idf · tf / (tf + norm)); 0 where a term says next to nothing
    impacts: npt.NDArray[np.int32]
    # the greatest impact of each term
    most: npt.NDArray[np.int32]

    @classmethod
    def of(
        cls,
        counts: Counts,
        terms: int,
        norms: npt.NDArray[np.float64],
        factor: float = 1.0,
        idfs: npt.NDArray[np.float64] | None = None,
    ) -> Postings:
        """The postings of some counts.

        Args:
            counts: how often each term stands in each text.
            terms: how many terms there are.
            norms: for each text k1 · (1 - b + b · length / mean length).
            factor: all impacts are multiplied by it.
            idfs: of each term; if not given, as these texts alone have it.
        """
        offsets = counts.offsets(terms)
        df = np.diff(offsets)
        if idfs is None:
            idfs = np.zeros(terms)
            for value in np.unique(df[df > 0]).tolist():
                idfs[df == value] = idf(len(norms), value)
        weights = SCALE * factor * idfs
        size = len(counts.keys)
        texts = np.empty(size, np.int32)
        impacts = np.empty(size, np.int32)
        for start in range(0, size, _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            keys = counts.keys[part]
            texts[part] = keys & _TEXT
            share = counts.counts[part].astype(np.float64)
            share /= share + norms[texts[part]]
            share *= weights[keys >> 32]
            impacts[part] = np.rint(share, out=share)
        most = np.zeros(terms, np.int32)
        found = np.flatnonzero(df)
        if len(found):
            most[found] = np.maximum.reduceat(impacts, offsets[found])
        return cls(offsets, texts, counts.counts, impacts, most)

    def as_counts(self, terms_to: npt.NDArray[np.int64], texts_to: npt.NDArray[np.int64]) -> Counts:
        """The counts that these are the postings of, with other numbers; see `Counts.of_postings`."""
        return Counts.of_postings(self.offsets, self.texts, self.counts, terms_to, texts_to)

    def df(self, term: int) -> int:
        """In how many texts a term stands."""
        return int(self.offsets[term + 1] - self.offsets[term])

    def of_term(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """The texts of a term, and what it brings to each."""
        part = slice(int(self.offsets[term]), int(self.offsets[term + 1]))
        return self.texts[part], self.impacts[part]

    def impact(self, term: int, text: int) -> int:
        """What a term brings to one text; 0 where it does not stand in it."""
        texts, impacts = self.of_term(term)
        at = int(np.searchsorted(texts, text))
        return int(impacts[at]) if at < len(texts) and texts[at] == text else 0
