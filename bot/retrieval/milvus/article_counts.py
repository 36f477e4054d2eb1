"""The terms of an article and of its passages with their counts, as one blob: what scoring a passage again needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.milvus.blobs import BlobReader, Kind, joined_arrays, split_arrays
from bot.retrieval.milvus.counted_range import CountedRange
from bot.retrieval.tables import Tables

_LEVELS = ("passages", "articles")
_ARRAYS_BEFORE, _ARRAYS_OF_LEVEL = 3, 4


@dataclass(frozen=True)
class TextTerms:
    """The terms of some texts of a field: of the passages of an article, or of the article alone."""

    # how many terms each text has, repetitions included
    lengths: npt.NDArray[np.uint32]
    # how many different ones, and these, by number, those of the first text first; and how often each occurs
    sizes: npt.NDArray[np.int32]
    terms: npt.NDArray[np.int32]
    counts: npt.NDArray[np.uint16]


@dataclass(frozen=True)
class ArticleCounts:
    """What is known of the terms of one article."""

    first_passage: int
    # for each passage its first sentence, and the one after its last
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    # by field and level
    texts: Mapping[tuple[Field, str], TextTerms]

    @classmethod
    def from_bytes(cls, data: bytes) -> ArticleCounts:
        """The reverse of what `article_counts` gives for an article."""
        arrays = split_arrays(data)
        texts = {}
        at = _ARRAYS_BEFORE
        for name in FIELDS:
            for level in _LEVELS:
                texts[name, level] = TextTerms(*arrays[at : at + _ARRAYS_OF_LEVEL])
                at += _ARRAYS_OF_LEVEL
        return cls(int(arrays[0][0]), arrays[1], arrays[2], texts)


def article_counts(tables: Tables, counted: CountedRange) -> Iterable[tuple[int, bytes]]:
    """For each article of a range its number and its counts as bytes."""
    starts = np.searchsorted(tables.article_of, np.arange(counted.first_article, counted.stop_article + 1)).tolist()
    for at, number in enumerate(range(counted.first_article, counted.stop_article)):
        start, stop = starts[at], starts[at + 1]
        arrays: list[npt.NDArray[Any]] = [
            np.array([start], np.int32),
            tables.first_sentence[start:stop],
            tables.stop_sentence[start:stop],
        ]
        for name in FIELDS:
            models = tables.fields[name]
            for model, texts, first, last in (
                (models.passages, counted.passages[name], start, stop),
                (models.articles, counted.articles[name], number, number + 1),
            ):
                before = counted.first_passage if model is models.passages else counted.first_article
                terms, own, counts = texts.some(first - before, last - before)
                sizes = np.bincount(own, minlength=last - first).astype(np.int32)
                arrays += [model.lengths[first:last], sizes, terms.astype(np.int32), counts]
        yield number, joined_arrays(arrays)


class CountReader:
    """Reads the counts of articles.

    Args:
        blobs: gives the counts.
    """

    def __init__(self, blobs: BlobReader) -> None:
        self._blobs = blobs

    def get_all(self, numbers: Sequence[int]) -> list[ArticleCounts]:
        """The counts of some articles, by number; raises as `BlobReader.get_all`."""
        blobs = self._blobs.get_all((Kind.COUNTS, number) for number in numbers)
        return [ArticleCounts.from_bytes(blobs[Kind.COUNTS, number]) for number in numbers]
