"""Collects the articles of a corpus: those of changed files are read, the others are those of the stored index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.corpus.file_cache import FileResult, read_files
from bot.corpus.file_table import FileTable
from bot.corpus.merging.fingerprints import Fingerprints
from bot.corpus.merging.merge import NewArticles, merge_again
from bot.corpus.serialization import DIGEST_SIZE, digests, read_article, write_article
from bot.pages.inventory import Inventory
from bot.records import Article
from bot.retrieval.storage.corpus_articles import CorpusArticles
from bot.retrieval.storage.freshness import find_changed_files
from bot.retrieval.storage.stored_articles import ArticleRange, ArticleSpool, JoinedArticles
from bot.retrieval.storage.stored_index import StoredIndex

# The arrays of so many files are put together at a time.
_TOGETHER = 512

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Changes:
    """How a corpus differs from the corpus that an index was built from: file names, and the number of equal files."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


def read_corpus_articles(
    inventory: Inventory,
    paths: Sequence[Path],
    max_bytes: int,
    old: StoredIndex | None,
    folder: Path | None,
    progress: Callable[[int, int], None],
) -> tuple[CorpusArticles, Changes]:
    """The articles of a corpus, and what has changed.

    Args:
        inventory: the files of the corpus.
        paths: its folders and files.
        max_bytes: larger pages are skipped.
        old: an index of the same corpus, built by the same program with the same settings.
        folder: where what may be too large for memory is written to; None keeps everything in memory.
        progress: called with the number of files that were read, and of how many.

    Raises:
        OSError: when the folder cannot be written.
    """
    old_files = old.files() if old else FileTable()
    number_of = {name: number for number, name in enumerate(old_files.names)}
    unread = find_changed_files(inventory.files, dict(zip(old_files.names, old_files.stamps, strict=True)))
    changes = Changes(
        tuple(file.name for file in unread if file.name not in number_of),
        tuple(file.name for file in unread if file.name in number_of),
        tuple(sorted(number_of.keys() - {file.name for file in inventory.files})) if old else (),
        len(inventory.files) - len(unread),
    )
    is_unread = {file.name for file in unread}
    collected = _Collected(old, folder)
    results = read_files(unread, paths, max_bytes)
    starts = np.concatenate(([0], np.cumsum(old_files.sizes, dtype=np.int64))).tolist()
    done = 0
    for file in inventory.files:
        if file.name in is_unread:
            collected.add(next(results))
            progress(done := done + 1, len(unread))
        else:
            number = number_of[file.name]
            collected.files.add_from(old_files, number)
            collected.keep(starts[number], starts[number + 1])
    return _merged(collected, old, folder), changes


class _Collected:
    """Articles in the order of the corpus, as they are read or kept.

    Args:
        old: the index that has those that are kept.
        folder: where those that were read are written to; None keeps them in memory.
    """

    def __init__(self, old: StoredIndex | None, folder: Path | None) -> None:
        self._old = old
        self._spool = ArticleSpool(folder / "articles") if folder else None
        self._entries_path = folder / "entries" if folder else None
        self._entries_file = open(self._entries_path, "xb") if self._entries_path else None  # noqa: SIM115
        self._entries: list[npt.NDArray[np.uint64]] = []
        # of those that were read
        self._fingerprints: list[Fingerprints] = []
        self._digests: list[npt.NDArray[np.uint8]] = []
        self._numbers: list[Numbers] = []
        # of some that are kept the first old number, the one after the last, and the first new one
        self._kept: list[tuple[int, int, int]] = []
        self._count = 0
        self.files = FileTable()
        self.parts: list[Sequence[bytes]] = []

    def add(self, file: FileResult) -> None:
        """Adds the articles of a file that was read."""
        self.files.add(file)
        numbers = np.arange(self._count, self._count + len(file.articles))
        entries = file.fingerprints.entries(numbers)
        if self._entries_file:
            self._entries_file.write(entries.tobytes())
        else:
            self._entries.append(entries)
        self._fingerprints.append(file.fingerprints.without_hashes())
        self._numbers.append(numbers)
        self._digests.append(file.digests)
        self.parts.append(file.articles if self._spool is None else self._spool.add(file.articles))
        self._count += len(file.articles)
        if len(self._numbers) > _TOGETHER:
            # many small arrays take more memory than what they hold
            self._fingerprints = [Fingerprints.concatenate(self._fingerprints)]
            self._digests, self._numbers = [np.concatenate(self._digests)], [np.concatenate(self._numbers)]

    def keep(self, start: int, stop: int) -> None:
        """Adds some neighbouring articles of the index."""
        if self._old is None or start == stop:
            return
        last = self._kept[-1] if self._kept else (0, -1, 0)
        if last[1] == start and last[2] + last[1] - last[0] == self._count:
            self._kept[-1] = (last[0], stop, last[2])
        else:
            self._kept.append((start, stop, self._count))
        self.parts.append(ArticleRange(self._old.articles.serialized, start, stop))
        self._count += stop - start

    def new_numbers(self) -> Numbers:
        """For each article of the files of the index its number now, -1 if it is gone."""
        numbers = np.full(len(self._old.digests) if self._old else 0, -1, np.int64)
        for start, stop, first in self._kept:
            numbers[start:stop] = np.arange(first, first + stop - start)
        return numbers

    def new(self) -> NewArticles:
        """Those that were read."""
        numbers = np.concatenate([np.empty(0, np.int64), *self._numbers])
        fingerprints = Fingerprints.concatenate(self._fingerprints)
        if self._entries_file is None or self._entries_path is None:
            return NewArticles(numbers, fingerprints, np.concatenate([np.empty(0, np.uint64), *self._entries]))
        self._entries_file.close()
        # an empty file cannot be mapped
        is_empty = not self._entries_path.stat().st_size
        entries = np.empty(0, np.uint64) if is_empty else np.memmap(self._entries_path, np.uint64, "r")
        return NewArticles(numbers, fingerprints, entries)

    def digests(self) -> npt.NDArray[np.uint8]:
        """Of all articles."""
        of_all = np.empty((self._count, DIGEST_SIZE), np.uint8)
        of_all[np.concatenate([np.empty(0, np.int64), *self._numbers])] = np.concatenate([digests(()), *self._digests])
        for start, stop, first in self._kept:
            if self._old:
                of_all[first : first + stop - start] = self._old.digests[start:stop]
        return of_all


def _merged(collected: _Collected, old: StoredIndex | None, folder: Path | None) -> CorpusArticles:
    """Merges articles that continue on another page or are printed twice."""
    of_files = JoinedArticles(collected.parts)
    new_numbers = collected.new_numbers()
    known, touched = old.merging().renumbered(new_numbers) if old else (None, ())
    stories, looked_at, merging = merge_again(
        _Deserialized(of_files), collected.files.all_jumps(), collected.new(), known, touched, folder
    )
    numbers = list(stories)
    written = [(number, write_article(article)) for number, article in stories.items() if article]
    kept = _kept(old, new_numbers, looked_at) if old else _Kept.none()
    # the numbers of all articles of the corpus, and where those come from that are not as they were read
    numbers_of_all = np.sort(np.concatenate([np.array(numbers, np.int64), kept.numbers]))
    merged = sorted(
        [(number, -1, at) for at, (number, _) in enumerate(written)]
        + list(zip(kept.merged_at.tolist(), kept.positions.tolist(), [-1] * len(kept.positions), strict=True))
    )
    parts: list[Sequence[bytes]] = []
    for is_kept, some in groupby(merged, key=lambda one: one[1] >= 0):
        if is_kept and old:
            parts += [ArticleRange(old.articles.serialized, position, position + 1) for _, position, _ in some]
        else:
            parts.append([written[at][1] for _, _, at in some])
    merged_at = np.array([number for number, _, _ in merged], np.int64)
    position_of = np.arange(len(of_files))
    position_of[merged_at] = len(of_files) + np.arange(len(merged_at))
    serialized = JoinedArticles([*of_files.parts, *parts])
    of_merged = digests(serialized[len(of_files) + at] for at in range(len(merged)))
    return CorpusArticles(
        collected.files,
        serialized,
        np.concatenate([collected.digests(), of_merged]),
        position_of[numbers_of_all],
        merged_at,
        merging,
    )


@dataclass(frozen=True)
class _Kept:
    """The articles of an older index that are as they were."""

    # of all
    numbers: Numbers
    # of those that were merged from several, and their positions in the index
    merged_at: Numbers
    positions: Numbers

    @classmethod
    def none(cls) -> _Kept:
        nothing = np.empty(0, np.int64)
        return cls(nothing, nothing, nothing)


def _kept(old: StoredIndex, new_numbers: Numbers, looked_at: npt.NDArray[np.bool_]) -> _Kept:
    order, of_files = old.order, len(old.digests)
    # the position of each, or of the one in whose place it is, among the articles of the files
    places = order.copy()
    is_merged = order >= of_files
    places[is_merged] = old.merged_at[order[is_merged] - of_files]
    numbers = new_numbers[places]
    stays = numbers >= 0
    stays[stays] = ~looked_at[numbers[stays]]
    chosen = stays & is_merged
    return _Kept(numbers[stays], numbers[chosen], order[chosen])


class _Deserialized(Sequence[Article]):
    """Serialized articles, each parsed at every access, because merging looks at few of them and at each once."""

    def __init__(self, serialized: Sequence[bytes]) -> None:
        self._serialized = serialized

    def __len__(self) -> int:
        return len(self._serialized)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        return read_article(self._serialized[number])

    def __iter__(self) -> Iterator[Article]:
        return map(read_article, self._serialized)
