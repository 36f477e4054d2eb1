"""All articles of a corpus, with the parts of a story joined and a story that was printed twice made one.

After a change of the corpus only those articles are looked at again whose story may have changed: new ones, those that
belonged with one that is gone, and those that may belong with either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.corpus.merging.candidates import Measures, Numbers
from bot.corpus.merging.continuations import Jump, find_chains, join_parts
from bot.corpus.merging.duplicates import Comparison, group_stories, merge_duplicates
from bot.corpus.merging.fingerprint_table import FingerprintTable, NewTexts
from bot.corpus.merging.fingerprints import Fingerprints
from bot.records import Article

_Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class NewArticles:
    """Articles that a corpus did not have before."""

    # ascending
    numbers: Numbers
    # a row for each; their `hashes` are not used
    fingerprints: Fingerprints
    # `Fingerprints.entries` of all
    entries: npt.NDArray[np.uint64]

    @classmethod
    def of_all(cls, articles: Sequence[Article]) -> NewArticles:
        """All articles of a corpus."""
        fingerprints, numbers = Fingerprints.from_articles(articles), np.arange(len(articles))
        return cls(numbers, fingerprints, fingerprints.entries(numbers))

    def texts(self, chosen: _Mask) -> NewTexts:
        """Some of their texts; `chosen` has an entry for each."""
        own = self.fingerprints
        return NewTexts(
            self.numbers[chosen],
            Measures(own.lengths, own.days, own.counts).chosen(chosen),
            [(self.entries, self.numbers[chosen])],
        )


@dataclass(frozen=True)
class Merging:
    """What is known of the articles of a corpus, so that a later change looks at few of them again."""

    # the texts of the fragments, as read
    fragments: FingerprintTable
    # hashes of the date of each of these texts (0 where it is unknown) and of its folder
    dates: npt.NDArray[np.uint64]
    folders: npt.NDArray[np.uint64]
    # the texts of the stories, after parts were joined; duplicates have one each
    stories: FingerprintTable
    # the articles whose text in `stories` is not the one that was read
    joined: npt.NDArray[np.int32]

    @classmethod
    def empty(cls) -> Merging:
        """That of a corpus without articles."""
        nothing = np.empty(0, np.uint64)
        return cls(FingerprintTable.empty(), nothing, nothing, FingerprintTable.empty(), np.empty(0, np.int32))

    def renumbered(self, new_numbers: Numbers) -> tuple[Merging, Numbers]:
        """What is known after a change of the corpus.

        Args:
            new_numbers: for each article its new number, -1 if it is gone. The order of the others stays.

        Returns:
            The same with new numbers; and the articles that must be looked at again because of those that are gone.
        """
        touched = []
        for table in (self.fragments, self.stories):
            same = new_numbers[table.same].reshape(-1, 2)
            touched.append(same.max(axis=1, initial=-1)[same.min(axis=1, initial=0) < 0])
        fragments = self.fragments.renumbered(new_numbers)
        is_gone = (self.fragments.numbers >= 0) & (fragments.numbers < 0)
        joined = new_numbers[self.joined]
        renumbered = replace(
            self,
            fragments=fragments,
            stories=self.stories.renumbered(new_numbers),
            joined=joined[joined >= 0].astype(np.int32),
        )
        touched.append(renumbered.beside(is_gone))
        numbers = np.concatenate(touched)
        return renumbered, numbers[numbers >= 0]

    def beside(self, is_chosen: _Mask) -> Numbers:
        """The fragments that may be parts of a story with some of them, as `find_chains` has it: those of a day, and
        those of a folder where a date is unknown.

        Args:
            is_chosen: for each text of a fragment.
        """
        undated = _is_among(self.folders, self.folders[self.dates == 0])
        found = _is_among(self.dates, self.dates[is_chosen & (self.dates > 0)])
        found |= _is_among(self.folders, self.folders[is_chosen & undated])
        numbers: Numbers = self.fragments.numbers[found & (self.fragments.numbers >= 0)].astype(np.int64)
        return numbers

    def connected(self, chosen: _Mask) -> _Mask:
        """Some articles, with all others that may belong with them directly or over others."""
        reached = chosen.copy()
        while True:
            before = int(reached.sum())
            reached[self.beside(_at(reached, self.fragments.numbers))] = True
            for table in (self.fragments, self.stories):
                reached = _with_partners(reached, table)
            if int(reached.sum()) == before:
                return reached


def merge_articles(articles: Sequence[Article], jumps: Mapping[str, Jump]) -> list[Article]:
    """The articles of a corpus after joining and merging.

    Args:
        articles: all articles of all pages.
        jumps: the marks of fragments, by article id.
    """
    stories, _, _ = merge_again(articles, jumps, NewArticles.of_all(articles))
    return [article or articles[number] for number, article in stories.items()]


def merge_again(
    articles: Sequence[Article],
    jumps: Mapping[str, Jump],
    new: NewArticles,
    known: Merging | None = None,
    touched: Iterable[int] = (),
    folder: Path | None = None,
) -> tuple[dict[int, Article | None], _Mask, Merging]:
    """As `merge_articles`, for articles that are read one by one: few are fetched.

    Fragments that are there twice are made one first, so that a part has one partner; then parts are joined; then whole
    stories are compared.

    Args:
        articles: all articles; those that may belong with others are fetched.
        jumps: the marks of fragments, by article id.
        new: the articles that nothing is known of.
        known: what is known of the others.
        touched: further articles to look at again.
        folder: where files are made that may be too large for memory; None keeps all in memory.

    Returns:
        The numbers of the articles that were looked at and stay, in their order, each with what it became, or None
        where it is unchanged; for each article whether it was looked at; and what is known now. A merged article stands
        in the place of its first part or its fullest text.
    """
    count = len(articles)
    known = _with_fragments(known or Merging.empty(), articles, new, folder)
    looked_at = np.zeros(count, bool)
    looked_at[new.numbers] = True
    looked_at[list(touched)] = True
    looked_at = known.connected(looked_at)
    for attempt in range(count + 1):
        merger = _Merger(articles)
        merger.merge_duplicates(known.fragments, looked_at)
        fragments = known.fragments.numbers[_at(looked_at, known.fragments.numbers)]
        parts = [number for number in np.sort(fragments).tolist() if number not in merger.gone]
        for first, *others in find_chains(merger.fetch, parts, jumps):
            story = [merger.fetch(number) for number in (first, *others)]
            merger.replace(first, join_parts(story, jumps), others)
        path = folder / f"stories.{attempt}.npy" if folder else None
        now = _with_stories(known, merger, looked_at, new, path)
        reached = _with_all_partners(looked_at, now.stories)
        again = np.zeros(count, bool)
        again[known.joined] = True
        if not np.any(reached & ~looked_at & again):
            break
        # one of these was joined of parts, which must be joined anew
        looked_at = known.connected(reached)
    merger.merge_duplicates(now.stories, reached)
    remaining = (number for number in np.flatnonzero(reached).tolist() if number not in merger.gone)
    return {number: merger.changed.get(number) for number in remaining}, reached, now


def _with_fragments(known: Merging, articles: Sequence[Article], new: NewArticles, folder: Path | None) -> Merging:
    """What is known once the new fragments have been compared."""
    chosen = new.fingerprints.fragments
    path = folder / "fragments.npy" if folder else None
    fragments = _compared(known.fragments, new.texts(chosen), articles.__getitem__, len(articles), path)
    # texts that are gone have left the table if it was made anew
    dates, folders = (np.zeros(len(articles), np.uint64) for _ in range(2))
    for by_article, column in ((dates, "dates"), (folders, "folders")):
        there = known.fragments.numbers >= 0
        by_article[known.fragments.numbers[there]] = getattr(known, column)[there]
        by_article[new.numbers] = getattr(new.fingerprints, column)
    return replace(
        known,
        fragments=fragments,
        dates=np.where(fragments.numbers >= 0, dates[fragments.numbers], 1),
        folders=np.where(fragments.numbers >= 0, folders[fragments.numbers], 0),
    )


def _with_stories(known: Merging, merger: _Merger, looked_at: _Mask, new: NewArticles, path: Path | None) -> Merging:
    """What is known once parts have been joined, and the stories that are new have been compared."""
    count = len(looked_at)
    stays, changed, is_new, was_joined, has_text = (np.zeros(count, bool) for _ in range(5))
    stays |= looked_at
    stays[list(merger.gone)] = False
    changed[list(merger.changed)] = True
    is_new[new.numbers] = True
    was_joined[known.joined] = True
    has_text[known.stories.numbers[known.stories.numbers >= 0]] = True
    as_read = stays & is_new & ~changed
    rewritten = stays & (changed | was_joined | ~has_text) & ~as_read
    numbers = np.flatnonzero(rewritten)
    fingerprints = Fingerprints.from_articles(map(merger.fetch, numbers.tolist()))
    joined = NewArticles(numbers, fingerprints, fingerprints.entries(numbers))
    texts = _together(new.texts(as_read[new.numbers]), joined.texts(np.ones(len(numbers), bool)))
    stories = known.stories.without(looked_at & (~stays | rewritten))
    kept = known.joined[~looked_at[known.joined]]
    return replace(
        known,
        stories=_compared(stories, texts, merger.fetch, count, path),
        joined=np.sort(np.concatenate([kept, np.flatnonzero(stays & changed)])).astype(np.int32),
    )


def _together(one: NewTexts, other: NewTexts) -> NewTexts:
    """Texts of different articles."""
    numbers = np.concatenate([one.numbers, other.numbers])
    order = np.argsort(numbers)
    return NewTexts(numbers[order], one.measures.joined(other.measures).chosen(order), [*one.entries, *other.entries])


def _compared(
    table: FingerprintTable, texts: NewTexts, fetch: Callable[[int], Article], count: int, path: Path | None
) -> FingerprintTable:
    """A table with some texts more, and with the pairs of them that are the same story."""
    table, pairs = table.with_texts(texts, count, path)
    comparison = Comparison(fetch, table.of_articles(count))
    return table.with_same(pairs[comparison.are_same(pairs)])


def _is_among(values: npt.NDArray[np.uint64], some: npt.NDArray[np.uint64]) -> _Mask:
    # kind="sort" because the other method of np.isin fails on large numbers in numpy 2.0
    return np.isin(values, some, kind="sort")


def _at(chosen: _Mask, numbers: npt.NDArray[np.int32]) -> _Mask:
    """For each text whether its article is among some."""
    found: _Mask = (numbers >= 0) & chosen[numbers]
    return found


def _with_partners(chosen: _Mask, table: FingerprintTable) -> _Mask:
    """Some articles, and those that are the same story as one of them."""
    with_partners = chosen.copy()
    with_partners[table.same[chosen[table.same].any(axis=1)].ravel()] = True
    return with_partners


def _with_all_partners(chosen: _Mask, table: FingerprintTable) -> _Mask:
    """As `_with_partners`, over others as well."""
    while True:
        further = _with_partners(chosen, table)
        if np.array_equal(further, chosen):
            return chosen
        chosen = further


class _Merger:
    """Articles by number, some of them replaced by what they were merged into.

    Args:
        articles: all articles.

    Attributes:
        changed: the merged articles by number.
        gone: the numbers of the articles that were merged into others.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.changed: dict[int, Article] = {}
        self.gone: set[int] = set()

    def fetch(self, number: int) -> Article:
        """The article of a number as it is now."""
        return self.changed.get(number) or self._articles[number]

    def replace(self, number: int, article: Article, others: Sequence[int]) -> None:
        """Puts an article in the place of one, and takes others away."""
        self.changed[number] = article
        self.gone.update(others)

    def merge_duplicates(self, table: FingerprintTable, chosen: _Mask) -> None:
        """Makes one article of each story that is there twice among some."""
        pairs = table.same[chosen[table.same].all(axis=1)].astype(np.int64)
        comparison = Comparison(self.fetch, table.of_articles(len(chosen)))
        for story in group_stories(pairs, comparison):
            first, *others = story
            self.replace(first, merge_duplicates(list(story.values())), others)
