"""Analyzed batches → a segment: their postings, packed. What is in memory does not grow with the corpus."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.build import AnalyzedArticles, AnalyzedBatch, AnalyzedField
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.array_files import SpilledRecord, array_in, map_file, save_array
from bot.retrieval.inverted_index.packed import PACKED_ARRAYS, PackedPostings, packed_file
from bot.retrieval.inverted_index.plain import PlainPostings, pack_together
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.word_borders import WordBorders

# The terms that are not those of a field.
_ABBREVIATIONS = "abbreviations"
# The levels of all terms; the largest come first, because each is packed by a process of its own.
_LEVELS: dict[str, tuple[str, ...]] = {
    "pairs": ("passages", "articles"),
    "words": ("passages", "articles"),
    "singles": ("passages", "articles"),
    _ABBREVIATIONS: ("articles",),
}


@dataclass(frozen=True)
class BuiltSegment(AnalyzedArticles[PackedPostings]):
    """Some articles with their postings, packed."""

    name: str


def new_name() -> str:
    """A name that no other segment has."""
    return f"segment-{os.urandom(6).hex()}"


def build_segment(batches: Iterable[AnalyzedBatch | Path], folder: Path | None = None) -> BuiltSegment | None:
    """The segment of some batches, in order; None where there is no batch.

    Args:
        batches: as `analyze_articles` gives them.
        folder: where the packed postings are written to, under the names of `packed_file`, if the batches are in files;
            these are deleted then. Else all is in memory.

    Raises:
        OSError: when the folder cannot be written.
    """
    sources = list(batches)
    if not sources:
        return None
    name = new_name()
    opened = [SpilledRecord(source).record if isinstance(source, Path) else source for source in sources]
    paths = [source for source in sources if isinstance(source, Path)]
    if folder and paths:
        packed = _pack_in_processes(paths, folder, name)
    else:
        packed = {field: pack_together([_plain(batch, field) for batch in opened]) for field in _LEVELS}
    starts = list(accumulate((batch.article_count for batch in opened), initial=0))
    segment = BuiltSegment(
        starts[-1],
        np.concatenate([batch.article_of + np.int32(start) for start, batch in zip(starts, opened, strict=False)]),
        np.concatenate([batch.first_sentence for batch in opened]),
        np.concatenate([batch.stop_sentence for batch in opened]),
        {field: _field(opened, field, *packed[field]) for field in FIELDS},
        packed[_ABBREVIATIONS][0],
        packed[_ABBREVIATIONS][1][0],
        Publications.concatenate([batch.publications for batch in opened]),
        WordBorders.concatenate([batch.word_borders for batch in opened]),
        name,
    )
    del opened
    for path in paths:
        path.unlink()
    return segment


def _field(
    batches: Sequence[AnalyzedBatch], field: Field, terms: TermList, packed: Sequence[PackedPostings]
) -> AnalyzedField[PackedPostings]:
    passages, articles = packed
    return AnalyzedField(
        terms,
        passages,
        np.concatenate([batch.fields[field].passage_lengths for batch in batches]),
        articles,
        np.concatenate([batch.fields[field].article_lengths for batch in batches]),
    )


def _plain(batch: AnalyzedBatch, field: str) -> tuple[TermList, Sequence[PlainPostings]]:
    if field == _ABBREVIATIONS:
        return batch.abbreviation_keys, [batch.abbreviations]
    own = batch.fields[field]
    return own.terms, [own.passages, own.articles]


def _pack_in_processes(
    paths: Sequence[Path], folder: Path, name: str
) -> dict[str, tuple[TermList, list[PackedPostings]]]:
    """For each field, and for the abbreviations, the terms and their postings, mapped from files in a folder.

    Args:
        paths: of the batches.
        folder: where the files are made.
        name: of the segment.
    """
    # imported here because most calls need no second process
    from bot.runtime.process_pool import process_pool

    with process_pool(min(len(_LEVELS), os.cpu_count() or 1)) as pool:
        sizes = list(pool.map(_pack_files, *zip(*((paths, field, folder, name) for field in _LEVELS), strict=True)))

    def mapped(file: str) -> npt.NDArray[Any]:
        return array_in(map_file(folder / file))

    packed = {}
    for (field, levels), of_levels in zip(_LEVELS.items(), sizes, strict=True):
        terms = TermList(mapped(f"{name}.{field}.letters.npy"), mapped(f"{name}.{field}.ends.npy"))
        postings = []
        for level, size in zip(levels, of_levels, strict=True):
            data, starts, df = (mapped(packed_file(name, field, level, part)) for part in PACKED_ARRAYS)
            postings.append(PackedPostings(data, starts, df, size))
        packed[field] = terms, postings
    return packed


def _pack_files(paths: Sequence[Path], field: str, folder: Path, name: str) -> list[int]:
    """Packs the postings of one field into files; returns for each level how many texts there are."""
    spilled = [SpilledRecord(path) for path in paths]
    levels = _LEVELS[field]

    def release_memory() -> None:
        for one in spilled:
            one.release_memory()

    data = [folder / packed_file(name, field, level, "data") for level in levels]
    terms, packed = pack_together([_plain(one.record, field) for one in spilled], data, release_memory)
    save_array(folder / f"{name}.{field}.letters.npy", terms.letters)
    save_array(folder / f"{name}.{field}.ends.npy", terms.ends)
    for level, postings in zip(levels, packed, strict=True):
        save_array(folder / packed_file(name, field, level, "starts"), postings.starts)
        save_array(folder / packed_file(name, field, level, "df"), postings.df)
    return [postings.size for postings in packed]
