"""The names of the arrays of a stored index: tables, and what is known of merging → arrays by name, and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import DIGEST_SIZE
from bot.retrieval.analyzer import FIELDS, Analyzer
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.packed import PACKED_ARRAYS, PackedPostings, packed_file
from bot.retrieval.inverted_index.postings import Postings, Segment
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.word_borders import WordBorders
from bot.retrieval.tables import AbbreviationTable, FieldTables, Tables

if TYPE_CHECKING:
    from bot.corpus.merging.fingerprint_table import FingerprintTable
    from bot.corpus.merging.merge import Merging

SHARED_ARRAYS = "fragments.base", "stories.base"
"""Large arrays of merging that mostly stay when pages change."""


def arrays_of(tables: Tables) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an index, by name."""
    publications = tables.publications
    arrays: dict[str, npt.NDArray[Any]] = {
        "digests": tables.digests,
        "passages.article": tables.article_of,
        "passages.first": tables.first_sentence,
        "passages.stop": tables.stop_sentence,
        "publications.article": publications.articles,
        "publications.day": publications.days,
        "publications.newspaper": publications.newspapers,
        "articles.day": publications.article_days,
        "articles.borders": tables.word_borders.bits,
        "articles.border_sizes": tables.word_borders.sizes,
    }
    fields: dict[str, tuple[TermList, dict[str, Postings]]] = {
        "abbreviations": (tables.abbreviations.terms, {"articles": tables.abbreviations.postings})
    }
    for name, field in tables.fields.items():
        fields[name] = field.terms, {"passages": field.passages.postings, "articles": field.articles.postings}
        arrays |= {
            f"{name}.passages.lengths": field.passages.lengths,
            f"{name}.articles.lengths": field.articles.lengths,
        }
    for name, (terms, levels) in fields.items():
        arrays |= {f"{name}.letters": terms.letters, f"{name}.ends": terms.ends}
        for level, postings in levels.items():
            # of a single segment it is that of the segment
            if len(postings.segments) != 1 or not np.array_equal(postings.df, postings.segments[0].packed.df):
                arrays[f"{name}.{level}.df"] = postings.df
            for segment in postings.segments:
                for part in PACKED_ARRAYS:
                    file = packed_file(segment.name, name, level, part)
                    arrays[file.removesuffix(".npy")] = getattr(segment.packed, part)
                if segment.terms is not None:
                    arrays[f"{segment.name}.{name}.{level}.terms"] = segment.terms
                if segment.texts is not None:
                    # the same for all fields
                    arrays[f"{segment.name}.{level}.texts"] = segment.texts
    return arrays


def segments_of(tables: Tables) -> list[dict[str, Any]]:
    """What the manifest says of each segment: its name, and how many texts it has of each level."""
    field = next(iter(tables.fields.values()))
    return [
        {"name": passages.name, "passages": passages.packed.size, "articles": articles.packed.size}
        for passages, articles in zip(field.passages.postings.segments, field.articles.postings.segments, strict=True)
    ]


def tables_from(
    arrays: Mapping[str, npt.NDArray[Any]],
    analyzer: Analyzer,
    manifest: Mapping[str, Any],
    damaged: Collection[str] = (),
) -> Tables:
    """The reverse of `arrays_of`.

    Args:
        arrays: by name.
        analyzer: of the index.
        manifest: its `config`, `newspapers` and `segments`, the last as `segments_of` gives them.
        damaged: segments that are left out. Their articles have no digests, so that an update takes them for new ones,
            and counts the df of all terms anew.

    Raises:
        KeyError, TypeError: when an array or an entry is missing.
    """

    def terms_of(name: str) -> TermList:
        return TermList(arrays[f"{name}.letters"], arrays[f"{name}.ends"])

    def postings_of(name: str, level: str) -> Postings:
        segments = []
        for about in manifest["segments"]:
            if about["name"] in damaged:
                continue
            prefix = f"{about['name']}.{name}.{level}"
            data, starts, own_df = (arrays[f"{prefix}.{part}"] for part in PACKED_ARRAYS)
            packed = PackedPostings(data, starts, own_df, about[level])
            texts = arrays.get(f"{about['name']}.{level}.texts")
            segments.append(Segment(about["name"], packed, arrays.get(f"{prefix}.terms"), texts))
        df = arrays.get(f"{name}.{level}.df")
        if df is None:
            df = segments[0].packed.df if segments else np.zeros(len(arrays[f"{name}.ends"]), np.uint32)
        return Postings(df, tuple(segments))

    config = RankingConfig(**manifest["config"])
    fields = {
        name: FieldTables.from_postings(
            name,
            terms_of(name),
            (postings_of(name, "passages"), arrays[f"{name}.passages.lengths"]),
            (postings_of(name, "articles"), arrays[f"{name}.articles.lengths"]),
            config,
        )
        for name in FIELDS
    }
    digests = arrays["digests"].reshape(-1, DIGEST_SIZE)
    if damaged:
        digests = digests.copy()
        for about in manifest["segments"]:
            if about["name"] in damaged:
                texts = arrays.get(f"{about['name']}.articles.texts", np.arange(about["articles"]))
                digests[texts[texts >= 0]] = 0
    publications = Publications(
        arrays["publications.article"],
        arrays["publications.day"],
        arrays["publications.newspaper"],
        tuple(manifest["newspapers"]),
        arrays["articles.day"],
    )
    return Tables(
        config,
        analyzer,
        digests,
        publications,
        arrays["passages.article"],
        arrays["passages.first"],
        arrays["passages.stop"],
        fields,
        AbbreviationTable(terms_of("abbreviations"), postings_of("abbreviations", "articles")),
        WordBorders(arrays["articles.borders"], arrays["articles.border_sizes"]),
    )


# --- merging ---------------------------------------------------------------------------------------------------------
def arrays_of_merging(merging: Merging) -> dict[str, npt.NDArray[Any]]:
    """The arrays that tell how articles belong together, by name."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "fragments.dates": merging.dates,
        "fragments.folders": merging.folders,
        "stories.joined": merging.joined,
    }
    for name, table in (("fragments", merging.fragments), ("stories", merging.stories)):
        measures = table.measures
        arrays |= {
            f"{name}.base": table.base,
            f"{name}.added": table.added,
            f"{name}.numbers": table.numbers,
            f"{name}.same": table.same,
            f"{name}.lengths": measures.lengths,
            f"{name}.days": measures.days,
            f"{name}.counts": measures.counts,
        }
    return arrays


def merging_from(arrays: Mapping[str, npt.NDArray[Any]]) -> Merging:
    """The reverse of `arrays_of_merging`."""
    # imported here because they import the page reader, which a process that only searches does not need
    from bot.corpus.merging.candidates import Measures
    from bot.corpus.merging.fingerprint_table import FingerprintTable
    from bot.corpus.merging.merge import Merging

    def table_of(name: str) -> FingerprintTable:
        measures = Measures(arrays[f"{name}.lengths"], arrays[f"{name}.days"], arrays[f"{name}.counts"])
        base, added, numbers = arrays[f"{name}.base"], arrays[f"{name}.added"], arrays[f"{name}.numbers"]
        return FingerprintTable(base, added, numbers, measures, arrays[f"{name}.same"].reshape(-1, 2))

    return Merging(
        table_of("fragments"),
        arrays["fragments.dates"],
        arrays["fragments.folders"],
        table_of("stories"),
        arrays["stories.joined"],
    )
