"""Articles → tables: the tables of a corpus, from those of an older one and the articles that are new.

An index is built in the same way, as an update of empty tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.build import Written, analyze_articles
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.packed import PackedPostings, packed_file
from bot.retrieval.inverted_index.postings import Postings, Segment
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.word_borders import WordBorders
from bot.retrieval.segments import BuiltSegment, build_segment, new_name
from bot.retrieval.tables import AbbreviationTable, FieldTables, Tables

# All segments are merged into one when those beside the first, and what is gone, are this share of the articles; those
# beside the first when there are more than so many segments. A question takes about 1 ms more for each segment.
MERGED_SHARE, MOST_SEGMENTS = 0.25, 4

Numbers = npt.NDArray[np.int64]
_Integer = TypeVar("_Integer", bound=np.integer[Any])


@dataclass(frozen=True)
class _NewNumbers:
    """The numbers that texts (articles, or passages) have after an update."""

    # for each old text, -1 if it is gone
    of_old: Numbers
    of_added: Numbers
    # how many texts there are after the update
    count: int


def update_tables(
    old: Tables,
    digests: npt.NDArray[np.uint8],
    fetch: Callable[[int], Written],
    fetch_old: Callable[[int], Written],
    progress: Callable[[int, int], None] = lambda done, total: None,
    folder: Path | None = None,
) -> Tables:
    """The tables of a corpus. They answer as those built from it alone; only articles that are new are analyzed.

    Where little goes, what goes is analyzed once more, because that tells which terms occur in fewer texts. Where much
    goes or comes, all segments are merged, which tells it, too.

    Args:
        old: the tables of an older corpus, made with the same configuration.
        digests: the digest of each article of the corpus, in order, one row for each.
        fetch: returns an article of the corpus by number; called for the new ones only.
        fetch_old: returns an article of the older corpus by number; called for some that are gone.
        progress: called with the number of new articles that are analyzed, and of how many.
        folder: where what may be too large for memory is written to, postings under the names of `packed_file`.

    Raises:
        OSError: when the folder cannot be written.
    """
    old_numbers = _find_rows(old.digests, digests)
    new_numbers = np.full(len(old.digests), -1, np.int64)
    new_numbers[old_numbers[old_numbers >= 0]] = np.flatnonzero(old_numbers >= 0)
    articles = _NewNumbers(new_numbers, np.flatnonzero(old_numbers < 0), len(digests))

    def analyze(numbers: Numbers, fetch: Callable[[int], Written]) -> list[BuiltSegment]:
        batches = analyze_articles(
            map(fetch, numbers.tolist()),
            old.config,
            old.analyzer,
            lambda done: progress(done, len(articles.of_added)),
            folder,
        )
        segment = build_segment(batches, folder)
        return [segment] if segment else []

    added = analyze(articles.of_added, fetch)
    passages, article_of = _number_passages(old, added, articles)
    merging = _Merging.of(old.abbreviations.postings.segments, added, articles)
    gone = np.flatnonzero(articles.of_old < 0)
    removed = [] if merging.all else analyze(gone, fetch_old)
    changes = _Changes(articles, passages, added, removed, merging, new_name(), folder)
    return Tables(
        old.config,
        old.analyzer,
        digests,
        old.publications.updated(
            articles.of_old, Publications.concatenate([segment.publications for segment in added]), articles.of_added
        ),
        article_of,
        _combined(old.first_sentence, [segment.first_sentence for segment in added], passages),
        _combined(old.stop_sentence, [segment.stop_sentence for segment in added], passages),
        {name: _update_field(old, name, changes) for name in FIELDS},
        _update_abbreviations(old.abbreviations, changes),
        old.word_borders.updated(
            articles.of_old, WordBorders.concatenate([segment.word_borders for segment in added]), articles.of_added
        ),
    )


def _find_rows(old: npt.NDArray[np.uint8], new: npt.NDArray[np.uint8]) -> Numbers:
    """For each new digest the number of the equal old one, -1 if there is none."""
    if not len(old):
        return np.full(len(new), -1, np.int64)
    # digests are random, so that a part of each is enough to find it
    old_keys, new_keys = (np.ascontiguousarray(rows[:, :8]).view(np.uint64).ravel() for rows in (old, new))
    order = np.argsort(old_keys)
    found = order.take(np.searchsorted(old_keys[order], new_keys), mode="clip")
    return np.where((old[found] == new).all(axis=1), found, -1)


# --- passages --------------------------------------------------------------------------------------------------------
def _number_passages(
    old: Tables, added: Sequence[BuiltSegment], articles: _NewNumbers
) -> tuple[_NewNumbers, npt.NDArray[np.int32]]:
    """The new numbers of the passages, which are sorted by article, and for each new passage its article."""
    added_owner = _article_of_added(added)
    new_owner = articles.of_old[old.article_of]
    new_added_owner = articles.of_added[added_owner]
    stays = new_owner >= 0
    counts = np.bincount(new_owner[stays], minlength=articles.count)
    counts += np.bincount(new_added_owner, minlength=articles.count)
    starts = np.concatenate(([0], np.cumsum(counts)))
    of_old = np.where(stays, _new_passage_numbers(new_owner, old.article_of, starts), -1)
    of_added = _new_passage_numbers(new_added_owner, added_owner, starts)
    article_of = np.repeat(np.arange(articles.count, dtype=np.int32), counts)
    return _NewNumbers(of_old, of_added, len(article_of)), article_of


def _article_of_added(added: Sequence[BuiltSegment]) -> Numbers:
    """For each added passage the number of its article among the added ones."""
    before = 0
    numbers = [np.empty(0, np.int64)]
    for segment in added:
        numbers.append(segment.article_of.astype(np.int64) + before)
        before += segment.article_count
    return np.concatenate(numbers)


def _new_passage_numbers(new_owner: Numbers, owner: npt.NDArray[Any], starts: Numbers) -> Numbers:
    """The new number of each passage: the first passage of its article plus its position in the article.

    Args:
        new_owner: the new number of each passage's article; the result is meaningless where it is -1.
        owner: the old number of each passage's article, ascending.
        starts: the new number of the first passage of each article.
    """
    if not len(owner):
        return np.empty(0, np.int64)
    first = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    position = np.arange(len(owner)) - np.repeat(first, np.diff(np.append(first, len(owner))))
    return starts[np.maximum(new_owner, 0)] + position


def _combined(
    old: npt.NDArray[_Integer], added: Sequence[npt.NDArray[_Integer]], texts: _NewNumbers
) -> npt.NDArray[_Integer]:
    """A column of the texts after an update from the columns of the old and the added ones."""
    column = np.empty(texts.count, old.dtype)
    stays = texts.of_old >= 0
    column[texts.of_old[stays]] = old[stays]
    column[texts.of_added] = np.concatenate([old[:0], *added])
    return column


# --- terms -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Merging:
    """Which segments are merged: all, all but the first, or none."""

    all: bool
    rest: bool
    # whether each old segment has an article that stays
    kept: tuple[bool, ...]

    @classmethod
    def of(cls, old: Sequence[Segment], added: Sequence[BuiltSegment], articles: _NewNumbers) -> _Merging:
        """What is best after an update.

        Args:
            old: the segments of postings of articles.
            added: the new segments.
            articles: the new numbers of the articles.
        """
        staying = [int(np.count_nonzero(articles.of_old[segment.current()] >= 0)) for segment in old]
        kept = tuple(count > 0 for count in staying)
        sizes = [segment.packed.size for segment, stays in zip(old, kept, strict=True) if stays]
        sizes += [segment.article_count for segment in added]
        # what is gone, and what lies beside the first segment, costs every question
        beside = sum(sizes) - articles.count + sum(sizes[1:])
        # a segment that was damaged is missing: the df are counted anew
        is_missing = sum(len(segment.current()) for segment in old) < len(articles.of_old)
        merges_all = is_missing or (len(sizes) > 1 and beside > MERGED_SHARE * articles.count)
        return cls(merges_all or sum(sizes) > 2 * articles.count, len(sizes) > MOST_SEGMENTS, kept)


@dataclass(frozen=True)
class _Changes:
    """What an update does."""

    articles: _NewNumbers
    passages: _NewNumbers
    added: Sequence[BuiltSegment]
    # what is gone, analyzed once more; empty where all segments are merged
    removed: Sequence[BuiltSegment]
    merging: _Merging
    # of the segment that others are merged into, and where its files are made; None for in memory
    name: str
    folder: Path | None


class _Terms:
    """The terms of a field after an update, with the numbers that they have then.

    Args:
        old: the terms before it.
        added: those of each new segment.
        removed: those of each segment of articles that are gone.
    """

    def __init__(self, old: TermList, added: Sequence[TermList], removed: Sequence[TermList]) -> None:
        if not len(old) and len(added) == 1 and not removed:
            # looking up each of a million terms would take a second
            self.list, self.of_old = added[0], np.empty(0, np.int64)
            self.of_added, self.of_removed = [np.arange(len(added[0]))], []
            return
        # segments share most of their terms: each distinct term is looked up once
        numbers = {term: old.number(term) for term in set().union(*added)}
        new = sorted(term for term, number in numbers.items() if number < 0)
        self.list, self.of_old = old.with_terms(new)
        # the new terms, sorted, take the numbers that no old term has
        free = np.ones(len(self.list), bool)
        free[self.of_old] = False
        numbers = {term: int(self.of_old[number]) for term, number in numbers.items() if number >= 0}
        numbers.update(zip(new, np.flatnonzero(free).tolist(), strict=True))
        self.of_added = [np.array([numbers[term] for term in terms], np.int64) for terms in added]
        self.of_removed = [np.array([self.list.number(term) for term in terms], np.int64) for terms in removed]


def _update_postings(
    place: tuple[str, str],
    old: Postings,
    terms: _Terms,
    texts: _NewNumbers,
    added: Sequence[PackedPostings],
    removed: Sequence[PackedPostings],
    changes: _Changes,
) -> Postings:
    """The postings after an update.

    Args:
        place: the field and the level, as `packed_file` names them.
        old: the postings before it.
        terms: all terms then.
        texts: the new numbers of the texts.
        added: the postings of each new segment.
        removed: those of each segment of articles that are gone.
        changes: the update.
    """
    merging, count = changes.merging, len(terms.list)
    df = np.zeros(count, np.int64)
    df[terms.of_old] = old.df
    segments = [
        segment.renumbered(terms.of_old, count, texts.of_old)
        for segment, kept in zip(old.segments, merging.kept, strict=True)
        if kept
    ]
    before = 0
    for numbers, packed, built in zip(terms.of_added, added, changes.added, strict=True):
        df[numbers] += packed.df
        own = texts.of_added[before : before + packed.size]
        segments.append(Segment.of_some(built.name, packed, (numbers, count), (own, texts.count)))
        before += packed.size
    for numbers, packed in zip(terms.of_removed, removed, strict=True):
        df[numbers] -= packed.df
    postings = Postings(df.astype(np.uint32), tuple(segments))
    if merging.all or merging.rest:
        path = changes.folder / packed_file(changes.name, *place, "data") if changes.folder else None
        return postings.merged(0 if merging.all else 1, changes.name, texts.count, path)
    return postings


def _update_field(tables: Tables, name: Field, changes: _Changes) -> FieldTables:
    old = tables.fields[name]
    # taken out, so that the postings of one field are in memory twice, and not those of all
    added = [segment.fields.pop(name) for segment in changes.added]
    removed = [segment.fields.pop(name) for segment in changes.removed]
    terms = _Terms(old.terms, [field.terms for field in added], [field.terms for field in removed])
    passages, articles = (
        _update_postings(
            (name, level),
            getattr(old, level).postings,
            terms,
            texts,
            [getattr(field, level) for field in added],
            [getattr(field, level) for field in removed],
            changes,
        )
        for level, texts in (("passages", changes.passages), ("articles", changes.articles))
    )
    used, kept = _used(terms.list, passages, articles)
    passage_lengths = _combined(old.passages.lengths, [field.passage_lengths for field in added], changes.passages)
    article_lengths = _combined(old.articles.lengths, [field.article_lengths for field in added], changes.articles)
    return FieldTables.from_postings(
        name,
        used,
        (passages.only(kept, changes.name), passage_lengths),
        (articles.only(kept, changes.name), article_lengths),
        tables.config,
    )


def _update_abbreviations(old: AbbreviationTable, changes: _Changes) -> AbbreviationTable:
    terms = _Terms(
        old.terms,
        [segment.abbreviation_keys for segment in changes.added],
        [segment.abbreviation_keys for segment in changes.removed],
    )
    postings = _update_postings(
        ("abbreviations", "articles"),
        old.postings,
        terms,
        changes.articles,
        [segment.abbreviations for segment in changes.added],
        [segment.abbreviations for segment in changes.removed],
        changes,
    )
    used, kept = _used(terms.list, postings)
    return AbbreviationTable(used, postings.only(kept, changes.name))


def _used(terms: TermList, *postings: Postings) -> tuple[TermList, Numbers]:
    """The terms that occur in any text, and their numbers."""
    used = np.flatnonzero(np.any([one.df > 0 for one in postings], axis=0))
    return (terms if len(used) == len(terms) else terms.only(used)[0]), used
