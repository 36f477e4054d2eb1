"""Analyzed articles → segments: their postings, packed. A segment has so much text at most, whatever the corpus has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.build import AnalyzedBatch
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.packed import PackedPostings
from bot.retrieval.inverted_index.postings import Counts, Segment, merge_all
from bot.retrieval.inverted_index.term_list import TermList

__all__ = ["BuiltSegment", "SegmentField", "build_segments", "new_name"]

# Batches are packed together when they have so many occurrences of terms, about 2 MB of text: they take 16 MB.
OCCURRENCES = 1 << 22
# So many segments of like size are merged into one, so that there are never many.
MERGED_TOGETHER = 8


@dataclass(frozen=True)
class SegmentField:
    """The terms of one field in a segment, with their postings in its passages and in its articles."""

    terms: TermList
    passages: PackedPostings
    passage_lengths: npt.NDArray[np.uint32]
    articles: PackedPostings
    article_lengths: npt.NDArray[np.uint32]


@dataclass(frozen=True)
class BuiltSegment:
    """Some articles with their postings. Articles and passages are numbered within the segment."""

    name: str
    article_count: int
    # for each passage the number of its article, its first sentence there, and the sentence after its last one
    article_of: npt.NDArray[np.int32]
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    publications: Publications
    fields: dict[Field, SegmentField]
    abbreviation_keys: TermList
    abbreviations: PackedPostings


def new_name() -> str:
    """A name that no other segment has."""
    return f"segment-{os.urandom(6).hex()}"


def build_segments(batches: Iterable[AnalyzedBatch]) -> Iterator[BuiltSegment]:
    """The segments of some batches, in order: few, however many batches there are."""
    # those that were merged most often come first
    levels: list[list[BuiltSegment]] = []
    for some in _grouped(batches):
        segment = _build_segment(some)
        # else the batches stay in memory until the next ones have come
        del some
        for level in levels:
            level.append(segment)
            if len(level) < MERGED_TOGETHER:
                break
            segment = _merge(level)
            level.clear()
        else:
            levels.append([segment])
    for level in reversed(levels):
        yield from level


def _grouped(batches: Iterable[AnalyzedBatch]) -> Iterator[list[AnalyzedBatch]]:
    some: list[AnalyzedBatch] = []
    occurrences = 0
    for batch in batches:
        some.append(batch)
        occurrences += sum(len(field.passages) + len(field.articles) for field in batch.fields.values())
        if occurrences >= OCCURRENCES:
            yield some
            some, occurrences = [], 0
    if some:
        yield some


def _build_segment(batches: Sequence[AnalyzedBatch]) -> BuiltSegment:
    article_count = sum(batch.article_count for batch in batches)
    # the number of the first article of each batch
    starts = list(accumulate((batch.article_count for batch in batches), initial=0))[:-1]
    keys, key_numbers = _number_terms([batch.abbreviation_keys for batch in batches])
    key_terms = np.concatenate([new[batch.key_numbers] for new, batch in zip(key_numbers, batches, strict=True)])
    key_articles = np.concatenate([batch.key_articles + start for start, batch in zip(starts, batches, strict=True)])
    return BuiltSegment(
        new_name(),
        article_count,
        np.concatenate([batch.article_of + np.int32(start) for start, batch in zip(starts, batches, strict=True)]),
        np.concatenate([batch.first_sentence for batch in batches]),
        np.concatenate([batch.stop_sentence for batch in batches]),
        Publications.concatenate([batch.publications for batch in batches]),
        {name: _build_field(name, batches) for name in FIELDS},
        keys,
        Counts.from_occurrences(key_terms, key_articles).packed(len(keys), article_count),
    )


def _build_field(name: Field, batches: Sequence[AnalyzedBatch]) -> SegmentField:
    fields = [batch.fields[name] for batch in batches]
    terms, numbers = _number_terms([field.terms for field in fields])
    both = list(zip(numbers, fields, strict=True))
    passages = _pack(terms, [(new[field.passages], field.passage_lengths) for new, field in both])
    return SegmentField(
        terms, *passages, *_pack(terms, [(new[field.articles], field.article_lengths) for new, field in both])
    )


def _pack(
    terms: TermList, batches: Sequence[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]]
) -> tuple[PackedPostings, npt.NDArray[np.uint32]]:
    """The postings and the lengths of the texts of some batches.

    Args:
        terms: of the segment.
        batches: of each the numbers of its terms, text after text, and the number of terms of each text.
    """
    occurrences = np.concatenate([numbers for numbers, _ in batches])
    lengths = np.concatenate([lengths for _, lengths in batches])
    texts = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Counts.from_occurrences(occurrences, texts).packed(len(terms), len(lengths)), lengths.astype(np.uint32)


def _number_terms(batches: Sequence[Sequence[str]]) -> tuple[TermList, list[npt.NDArray[np.int32]]]:
    """The terms of some batches as one list, and for each batch the numbers of its terms there."""
    terms = sorted(set().union(*batches))
    numbers = {term: number for number, term in enumerate(terms)}
    return TermList.from_terms(terms), [np.array([numbers[term] for term in batch], np.int32) for batch in batches]


def _merge(segments: Sequence[BuiltSegment]) -> BuiltSegment:
    """One segment in place of several, whose articles come one after the other."""
    name = new_name()
    starts = list(accumulate((segment.article_count for segment in segments), initial=0))
    keys, key_numbers = _number_terms([segment.abbreviation_keys for segment in segments])
    return BuiltSegment(
        name,
        starts[-1],
        np.concatenate(
            [segment.article_of + np.int32(start) for start, segment in zip(starts, segments, strict=False)]
        ),
        np.concatenate([segment.first_sentence for segment in segments]),
        np.concatenate([segment.stop_sentence for segment in segments]),
        Publications.concatenate([segment.publications for segment in segments]),
        {field: _merge_fields([segment.fields[field] for segment in segments]) for field in FIELDS},
        keys,
        _merge_packed([segment.abbreviations for segment in segments], key_numbers, len(keys)),
    )


def _merge_fields(fields: Sequence[SegmentField]) -> SegmentField:
    terms, numbers = _number_terms([field.terms for field in fields])
    return SegmentField(
        terms,
        _merge_packed([field.passages for field in fields], numbers, len(terms)),
        np.concatenate([field.passage_lengths for field in fields]),
        _merge_packed([field.articles for field in fields], numbers, len(terms)),
        np.concatenate([field.article_lengths for field in fields]),
    )


def _merge_packed(
    parts: Sequence[PackedPostings], numbers: Sequence[npt.NDArray[np.int32]], terms: int
) -> PackedPostings:
    """The postings of some segments in one.

    Args:
        parts: of the segments.
        numbers: for each segment the new numbers of its terms.
        terms: how many terms there are.
    """
    starts = list(accumulate((part.size for part in parts), initial=0))
    df = np.zeros(terms, np.int64)
    segments = []
    for part, own, start in zip(parts, numbers, starts, strict=False):
        df[own] += part.df
        texts = np.arange(start, start + part.size)
        segments.append(Segment.of_some("", part, (own, terms), (texts, starts[-1])))
    return merge_all(segments, df, starts[-1])
