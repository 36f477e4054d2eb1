"""The fingerprints of the texts of a corpus, sorted, so that those of a new text are looked up and no other is touched.

A table has a base, which never changes and may lie in a mapped file, and the fingerprints of the texts that were added
since, which are few. When what was added or is gone is more than a share of the texts, the base is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.format import open_memmap

from bot.corpus.merging.candidates import Measures, Numbers, find_candidates
from bot.corpus.merging.fingerprints import NUMBER

# The base is made anew when what was added, or is gone, is more than this share of it.
MADE_ANEW_SHARE = 0.25
# So many entries are sorted in memory at a time, and looked at at a time to find them.
_SORTED_AT_ONCE, _SLICE = 1 << 21, 1 << 20

_Entries = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class NewTexts:
    """Texts that are added to a table."""

    # the number of the article of each, ascending
    numbers: Numbers
    measures: Measures
    # arrays of entries, each with the numbers of the articles that are taken from it; entries of others are left out
    entries: Sequence[tuple[_Entries, Numbers]]


@dataclass(frozen=True)
class FingerprintTable:
    """The fingerprints of some texts, one text for an article, and which pairs of them are the same story."""

    # sorted entries with numbers of texts in the lower bits
    base: _Entries
    added: _Entries
    # for each text the number of its article, -1 where the text is no more
    numbers: npt.NDArray[np.int32]
    # of each text
    measures: Measures
    # the pairs that are the same story, as numbers of articles, the smaller first, in rising order; shape (pairs, 2)
    same: npt.NDArray[np.int32]

    @classmethod
    def empty(cls) -> FingerprintTable:
        """The table of no text."""
        none, nothing = np.empty(0, np.int32), np.empty(0, np.uint64)
        return cls(nothing, nothing, none, Measures(none, none, none), np.empty((0, 2), np.int32))

    def renumbered(self, new_numbers: Numbers) -> FingerprintTable:
        """The table after a change of the corpus.

        Args:
            new_numbers: for each article its new number, -1 if it is gone. The order of the others stays.
        """
        same = new_numbers[self.same].reshape(-1, 2)
        return replace(
            self,
            numbers=_mapped(new_numbers, self.numbers).astype(np.int32),
            same=np.sort(same[(same >= 0).all(axis=1)], axis=1).astype(np.int32),
        )

    def without(self, is_gone: npt.NDArray[np.bool_]) -> FingerprintTable:
        """The table without the texts of some articles; `is_gone` has an entry for each article."""
        numbers = np.where(is_gone, -1, np.arange(len(is_gone)))
        return self.renumbered(numbers)

    def of_articles(self, count: int) -> Measures:
        """The measures by article, of all `count` articles; 0 for those without a text."""
        texts = np.flatnonzero(self.numbers >= 0)
        columns = []
        for column in (self.measures.lengths, self.measures.days, self.measures.counts):
            by_article = np.zeros(count, np.int32)
            by_article[self.numbers[texts]] = column[texts]
            columns.append(by_article)
        return Measures(*columns)

    def with_texts(self, new: NewTexts, count: int, path: Path | None = None) -> tuple[FingerprintTable, Numbers]:
        """Adds texts.

        Args:
            new: the texts; the table has none of their articles.
            count: how many articles the corpus has.
            path: a file that the base is written to where it is made anew; None keeps it in memory.

        Returns:
            The table, and the pairs of articles that are worth comparing because one of their texts is new.
        """
        texts = len(self.numbers) + len(new.numbers)
        gone, added = int((self.numbers < 0).sum()), len(self.added) + int(new.measures.counts.sum())
        if gone > MADE_ANEW_SHARE * len(self.numbers) or added > MADE_ANEW_SHARE * len(self.base):
            return self._made_anew(new, count, path)
        is_new = np.zeros(count, bool)
        is_new[new.numbers] = True
        itself, text_of = np.arange(count), np.zeros(count, np.int64)
        text_of[new.numbers] = np.arange(len(self.numbers), texts)
        own = (_relabelled(part, _only(itself, numbers)) for part, numbers in new.entries)
        entries = np.concatenate([np.empty(0, np.uint64), *own])
        table = replace(
            self,
            added=np.sort(np.concatenate([self.added, _relabelled(entries, text_of)])),
            numbers=np.concatenate([self.numbers, new.numbers.astype(np.int32)]),
            measures=self.measures.joined(new.measures),
        )
        looked_up = np.sort(np.concatenate([entries, *self._with_fingerprints_of(entries)]))
        return table, find_candidates(looked_up, table.of_articles(count), is_new)

    def _with_fingerprints_of(self, entries: _Entries) -> list[_Entries]:
        """The entries with the same fingerprints as some others, with the numbers of their articles."""
        wanted = np.unique(entries & ~NUMBER)
        found = []
        for part in (self.base, self.added):
            starts, stops = np.searchsorted(part, wanted), np.searchsorted(part, wanted | NUMBER, side="right")
            sizes = stops - starts
            places = np.arange(int(sizes.sum())) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
            found.append(_relabelled(part[places], self.numbers))
        return found

    def _made_anew(self, new: NewTexts, count: int, path: Path | None) -> tuple[FingerprintTable, Numbers]:
        kept = self.numbers >= 0
        numbers = np.concatenate([self.numbers[kept], new.numbers]).astype(np.int64)
        order = np.argsort(numbers)
        numbers = numbers[order]
        # texts get the numbers in the order of their articles
        text_of = np.full(count, -1, np.int64)
        text_of[numbers] = np.arange(len(numbers))
        measures = self.measures.chosen(kept).joined(new.measures).chosen(order)
        is_new_article = np.zeros(count, bool)
        is_new_article[new.numbers] = True
        of_texts = _mapped(text_of, self.numbers)
        of_new = ((part, _only(text_of, chosen)) for part, chosen in new.entries)
        base = _sort([(self.base, of_texts), (self.added, of_texts), *of_new], path)
        table = FingerprintTable(base, np.empty(0, np.uint64), numbers.astype(np.int32), measures, self.same)
        pairs = find_candidates(base, measures, is_new_article[numbers])
        return table, numbers[pairs].reshape(-1, 2)

    def with_same(self, pairs: Numbers) -> FingerprintTable:
        """The table with further pairs that are the same story."""
        same = np.concatenate([self.same, pairs]).astype(np.int64)
        packed = np.unique(same[:, 0] << 32 | same[:, 1])
        return replace(self, same=np.stack([packed >> 32, packed & 0xFFFFFFFF], axis=1).astype(np.int32))


def _mapped(new_numbers: Numbers, numbers: npt.NDArray[Any]) -> Numbers:
    """The new number of each; -1 stays."""
    found: Numbers = np.append(new_numbers, -1)[numbers]
    return found


def _only(numbers: Numbers, chosen: Numbers) -> Numbers:
    """For each article its entry of `numbers` if it is chosen, else -1."""
    only = np.full(len(numbers), -1, np.int64)
    only[chosen] = numbers[chosen]
    return only


def _relabelled(entries: _Entries, numbers: npt.NDArray[Any]) -> _Entries:
    """The entries with other numbers in their lower bits: `numbers[old]`; those with a negative one are left out."""
    new = numbers[(entries & NUMBER).astype(np.int64)]
    stays = new >= 0
    relabelled: _Entries = entries[stays] & ~NUMBER
    relabelled |= new[stays].astype(np.uint64)
    return relabelled


def _sort(parts: Sequence[tuple[_Entries, Numbers]], path: Path | None) -> _Entries:
    """The entries of all parts with other numbers, sorted, in a file where a path is given.

    The memory that it takes does not grow with the entries, because some are sorted at a time: those in a range.
    """
    if path is None:
        return np.sort(np.concatenate([_relabelled(part, numbers) for part, numbers in parts]))
    slices = [
        (part[begin : begin + _SLICE], numbers) for part, numbers in parts for begin in range(0, len(part), _SLICE)
    ]
    count = sum(int((numbers[(part & NUMBER).astype(np.int64)] >= 0).sum()) for part, numbers in slices)
    out = open_memmap(path, mode="w+", dtype=np.uint64, shape=(count,))
    passes = count // _SORTED_AT_ONCE + 1
    sample = np.sort(np.concatenate([np.zeros(1, np.uint64), *(part[::997] for part, _ in slices)])) & ~NUMBER
    # where each range begins; a border that comes twice counts once
    borders = sorted({0, *sample[np.arange(1, passes) * len(sample) // passes].tolist()})
    done = 0
    for low, high in zip(borders, [*borders[1:], 1 << 64], strict=True):
        found = [_relabelled(part[(part >= low) & (part <= np.uint64(high - 1))], numbers) for part, numbers in slices]
        block = np.sort(np.concatenate([np.empty(0, np.uint64), *found]))
        out[done : done + len(block)] = block
        done += len(block)
    out.flush()
    return out
