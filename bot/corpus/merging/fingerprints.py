"""Winnowing fingerprints of articles, as arrays: they tell which pairs may be the same story.

A fingerprint is the smallest checksum of all runs of 12 characters in a window of 32. Two texts that share 43
characters in a row, line breaks and punctuation apart, share a fingerprint, so no reprint is overlooked (Schleimer,
Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003). A text takes about 8 bytes
for each 16 characters.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from hashlib import blake2b
from posixpath import dirname
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.text.characters import code_points, strip_punctuation

RUN = 12
WINDOW = 32
NUMBER = np.uint64((1 << 28) - 1)
"""In an entry, the upper bits are those of a fingerprint, and these the number of a text."""

_BASE = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)

SHORT = 60
"""A text with fewer characters is the same story only where it is equal: part of it says too little."""
# With fewer than this it is not a story at all, but a line such as 见第3版.
SHORTEST = 12

_Scalar = TypeVar("_Scalar", bound=np.generic)


def bare_text(article: Article) -> str:
    """The letters and digits of an article's text."""
    return strip_punctuation("\n".join(article.paragraphs))


def sorted_unique(values: npt.NDArray[_Scalar]) -> npt.NDArray[_Scalar]:
    """The different values in rising order; many times faster than np.unique of NumPy 2.3 where many are equal."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]]


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of some articles: a row of each array is an article, but for `hashes`."""

    # whether the article is a fragment
    fragments: npt.NDArray[np.bool_]
    # how many letters and digits its text has
    lengths: npt.NDArray[np.int32]
    # its date as a number of days, 0 where it is unknown
    days: npt.NDArray[np.int32]
    # hashes of its date (0 where it is unknown) and of its folder: where a fragment's other parts may be
    dates: npt.NDArray[np.uint64]
    folders: npt.NDArray[np.uint64]
    # how many fingerprints it has
    counts: npt.NDArray[np.int32]
    # the fingerprints of the first article, of the second, and so on, sorted within an article
    hashes: npt.NDArray[np.uint64]

    @classmethod
    def from_articles(cls, articles: Iterable[Article]) -> Fingerprints:
        """The fingerprints of articles; it keeps none of them."""
        fragments, lengths, days, counts = array("B"), array("i"), array("i"), array("i")
        dates, folders, hashes = array("Q"), array("Q"), array("Q")
        for article in articles:
            bare = bare_text(article)
            prints = _winnow(bare) if len(bare) >= SHORTEST else np.empty(0, np.uint64)
            fragments.append(article.kind == "fragment")
            lengths.append(len(bare))
            days.append(_day(article.date))
            dates.append(_hash(article.date) if article.date else 0)
            folders.append(_hash(dirname(article.file or "")))
            counts.append(len(prints))
            hashes.frombytes(prints.tobytes())
        return cls(
            np.array(fragments, bool),
            np.array(lengths, np.int32),
            np.array(days, np.int32),
            np.array(dates, np.uint64),
            np.array(folders, np.uint64),
            np.array(counts, np.int32),
            np.array(hashes, np.uint64),
        )

    @classmethod
    def concatenate(cls, parts: Sequence[Fingerprints]) -> Fingerprints:
        """The fingerprints of the articles of all parts, one part after the other."""
        parts = (cls.from_articles(()), *parts)
        return cls(*(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls)))

    def __len__(self) -> int:
        return len(self.counts)

    def without_hashes(self) -> Fingerprints:
        """The same without the fingerprints themselves, which are most of it."""
        return replace(self, hashes=np.empty(0, np.uint64))

    def entries(self, numbers: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint64]:
        """All fingerprints, each with the number of its article in its lower bits; article after article, rising.

        Args:
            numbers: of the articles.
        """
        entries = self.hashes & ~NUMBER
        entries |= np.repeat(numbers.astype(np.uint64), self.counts)
        # two fingerprints of an article that differ only in the bits that the number takes count once
        return entries[np.concatenate(([True], entries[1:] != entries[:-1]))[: len(entries)]]


def _day(written: str | None) -> int:
    try:
        return date.fromisoformat(written or "").toordinal()
    except ValueError:
        return 0


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") | 1


def _winnow(bare: str) -> npt.NDArray[np.uint64]:
    """The fingerprints of a text in rising order; of a short text the one of all of it."""
    codes = code_points(bare).astype(np.uint64)
    size = RUN if len(codes) >= SHORT else len(codes)
    codes += np.uint64(1)
    sums = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    # in place, which takes two thirds of the time
    for offset in range(size):
        sums *= _BASE
        sums += codes[offset : len(codes) - size + 1 + offset]
    sums ^= sums >> np.uint64(29)
    sums *= _MIX
    sums ^= sums >> np.uint64(32)
    if len(sums) <= WINDOW:
        return np.array([sums.min()], dtype=np.uint64)
    # the smallest of 2, 4, 8, 16 and 32 neighbours in turn
    least = sums
    for step in (1, 2, 4, 8, 16):
        least = np.minimum(least[:-step], least[step:])
    return sorted_unique(least)
