"""Counts and postings of all terms in arrays that can be renumbered and merged without a loop over terms.

While an index is built, a posting is one 64-bit key: the term's number in the upper 32 bits, the text's number in the
lower 32. Sorted keys are then postings sorted by term and, within a term, by text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["SCALE", "Counts", "Postings", "idf"]

# An impact is an integer: a score times SCALE. Integers give the same sum in any order, so every engine that adds
# impacts gets equal scores. With 10,000 the order of no query of 300 differed from that of exact fractions.
SCALE = 10_000
_MAX_COUNT = 65_535
# Arrays are processed in blocks of this many postings, because temporary arrays of this size reuse memory that the
# process already has; getting fresh memory for larger ones takes several times as long as the arithmetic.
_BLOCK = 1 << 20
_TEXT_BITS = (1 << 32) - 1

Keys = npt.NDArray[np.int64]


def idf(texts: int, df: int) -> float:
    """The inverse document frequency, above 0, of a term in `df` of `texts` texts (Lucene's BM25Similarity)."""
    return math.log(1 + (texts - df + 0.5) / (df + 0.5))


@dataclass(frozen=True)
class Counts:
    """How often each term occurs in each text; pairs that do not occur are left out."""

    # ascending, each once
    keys: Keys
    # 1 or more; capped at 65,535
    counts: npt.NDArray[np.uint16]

    @classmethod
    def from_occurrences(cls, terms: npt.NDArray[np.int32], texts: npt.NDArray[np.integer[Any]]) -> Counts:
        """Counts single occurrences.

        Args:
            terms: the term of each occurrence, in any order.
            texts: the text of each occurrence.
        """
        keys = terms.astype(np.int64)
        keys <<= 32
        keys |= texts
        keys.sort()
        is_first = np.ones(len(keys), bool)
        np.not_equal(keys[1:], keys[:-1], out=is_first[1:])
        first = np.flatnonzero(is_first)
        counts = np.empty(len(first), np.uint16)
        for start in range(0, len(first), _BLOCK):
            times = np.diff(first[start : start + _BLOCK + 1])
            counts[start : start + _BLOCK][: len(times)] = np.minimum(times, _MAX_COUNT)
        # np.diff gives no count for the last key
        counts[-1:] = min(len(keys) - int(first[-1]), _MAX_COUNT) if len(keys) else 0
        return cls(keys[first], counts)

    @classmethod
    def empty(cls) -> Counts:
        """No occurrences."""
        return cls(np.empty(0, np.int64), np.empty(0, np.uint16))

    @classmethod
    def from_postings(
        cls,
        offsets: npt.NDArray[np.int64],
        texts: npt.NDArray[np.int32],
        counts: npt.NDArray[np.uint16],
        new_terms: npt.NDArray[np.int64],
        new_texts: npt.NDArray[np.int64],
    ) -> Counts:
        """The counts of postings, with terms and texts renumbered.

        Args:
            offsets, texts, counts: the postings of term t are those from offsets[t] to offsets[t + 1].
            new_terms: the new number of each term, ascending.
            new_texts: the new number of each text; -1 drops the text.
        """
        keys = np.repeat(new_terms << 32, np.diff(offsets))
        for start in range(0, len(keys), _BLOCK):
            block = slice(start, start + _BLOCK)
            keys[block] |= new_texts[texts[block]]
        stays = new_texts >= 0
        if not stays.all():
            # OR with -1 made the key of a dropped text negative
            kept = keys >= 0
            keys, counts = keys[kept], counts[kept]
        order_of_texts = new_texts[stays]
        if np.any(order_of_texts[1:] < order_of_texts[:-1]):
            # the texts changed their order, for example because files were renamed
            order = np.argsort(keys, kind="stable")
            keys, counts = keys[order], counts[order]
        return cls(keys, np.asarray(counts))

    def with_terms_renumbered(self, new_terms: npt.NDArray[np.int64]) -> Counts:
        """The same counts with other numbers for the terms.

        Args:
            new_terms: the new number of each term; the order of the terms that occur stays.
        """
        keys = np.empty_like(self.keys)
        for start in range(0, len(keys), _BLOCK):
            block = self.keys[start : start + _BLOCK]
            keys[start : start + _BLOCK] = (new_terms[block >> 32] << 32) | (block & _TEXT_BITS)
        return Counts(keys, self.counts)

    def merged_with(self, other: Counts) -> Counts:
        """These counts and those of other texts."""
        if not len(self.keys) or not len(other.keys):
            return other if len(other.keys) else self
        positions = np.searchsorted(self.keys, other.keys)
        return Counts(np.insert(self.keys, positions, other.keys), np.insert(self.counts, positions, other.counts))

    def offsets(self, terms: int) -> npt.NDArray[np.int64]:
        """For each of `terms` terms the position of its first key, and at the end the number of keys."""
        return np.searchsorted(self.keys, np.arange(terms + 1, dtype=np.int64) << 32).astype(np.int64)

    def texts(self) -> npt.NDArray[np.int32]:
        """The text of each key."""
        return (self.keys & _TEXT_BITS).astype(np.int32)

    def used_terms(self, terms: int) -> npt.NDArray[np.int64]:
        """The numbers, out of `terms`, of the terms that occur."""
        return np.flatnonzero(np.diff(self.offsets(terms)))


@dataclass(frozen=True)
class Postings:
    """For each term the texts that it occurs in, ascending, and its impact on the score of each."""

    # the postings of term t are those from offsets[t] to offsets[t + 1]
    offsets: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]
    # rint(SCALE · factor · idf · tf / (tf + norm)), 0 or more
    impacts: npt.NDArray[np.int32]
    # the greatest impact of each term
    max_impacts: npt.NDArray[np.int32]

    @classmethod
    def from_counts(
        cls,
        counts: Counts,
        terms: int,
        norms: npt.NDArray[np.float64],
        factor: float = 1.0,
    ) -> Postings:
        """Computes the impacts of counts.

        Args:
            counts: how often each term occurs in each text.
            terms: how many terms there are.
            norms: for each text k1 · (1 - b + b · length / mean length).
            factor: all impacts are multiplied by it.
        """
        offsets = counts.offsets(terms)
        df = np.diff(offsets)
        idfs = np.zeros(terms)
        for value in np.unique(df[df > 0]).tolist():
            idfs[df == value] = idf(len(norms), value)
        weights = SCALE * factor * idfs
        size = len(counts.keys)
        texts = np.empty(size, np.int32)
        impacts = np.empty(size, np.int32)
        for start in range(0, size, _BLOCK):
            block = slice(start, start + _BLOCK)
            keys = counts.keys[block]
            texts[block] = keys & _TEXT_BITS
            shares = counts.counts[block].astype(np.float64)
            shares /= shares + norms[texts[block]]
            shares *= weights[keys >> 32]
            impacts[block] = np.rint(shares, out=shares)
        max_impacts = np.zeros(terms, np.int32)
        used = np.flatnonzero(df)
        if len(used):
            max_impacts[used] = np.maximum.reduceat(impacts, offsets[used])
        return cls(offsets, texts, counts.counts, impacts, max_impacts)

    def renumbered_counts(self, new_terms: npt.NDArray[np.int64], new_texts: npt.NDArray[np.int64]) -> Counts:
        """The counts that these postings were made from, renumbered as in `Counts.from_postings`."""
        return Counts.from_postings(self.offsets, self.texts, self.counts, new_terms, new_texts)

    def df(self, term: int) -> int:
        """The number of texts that a term occurs in."""
        return int(self.offsets[term + 1] - self.offsets[term])

    def of_term(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """The texts of a term, and its impact on each."""
        block = slice(int(self.offsets[term]), int(self.offsets[term + 1]))
        return self.texts[block], self.impacts[block]

    def impact(self, term: int, text: int) -> int:
        """The impact of a term on one text; 0 if it does not occur there."""
        texts, impacts = self.of_term(term)
        position = int(np.searchsorted(texts, text))
        return int(impacts[position]) if position < len(texts) and texts[position] == text else 0
