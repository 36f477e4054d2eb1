"""Corpus → stored index: built once, and afterwards updated from the pages that were added, removed or changed."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.corpus.continuations import Jump
from bot.corpus.corpus_reader import Problem, find_stray_corrections
from bot.corpus.duplicates import Verdicts
from bot.corpus.file_cache import FileResult, read_files
from bot.corpus.fingerprints import Fingerprints
from bot.corpus.merging import merge_by_number
from bot.corpus.serialization import digests, read_article, write_article, write_problem
from bot.errors import CorpusError, StoredIndexError
from bot.pages.inventory import Inventory, take_inventory
from bot.records import Article
from bot.retrieval.config import RankingConfig
from bot.retrieval.storage.freshness import find_changed_files, program_fingerprint
from bot.retrieval.storage.stored_articles import ArticleSpool, JoinedArticles, StoredArticles
from bot.retrieval.storage.stored_index import (
    StoredIndex,
    folder_for_making,
    open_index,
    remove_old_generations,
    write_index,
)
from bot.retrieval.tables import Tables
from bot.retrieval.update import update_tables
from bot.text.segmenter import shared_segmenter
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

__all__ = ["BuiltIndex", "Changes", "Progress", "build_index", "lock_folder", "refresh"]

Progress = Callable[[str, int, int], None]
"""Called with the step ("read" or "index"), the number of its files or articles that are done, and of how many."""

# How long, in seconds, we wait for another process that builds the same index.
PATIENCE = 60.0
# After so many seconds the pages are listed again.
_WAITED = 0.5


def _no_progress(step: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Changes:
    """How a corpus differs from the corpus that an index was built from: file names, and the number of equal files."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


@dataclass(frozen=True)
class BuiltIndex:
    """An index in memory, with everything that is needed to store it."""

    files: tuple[FileResult, ...]
    # the serialized articles that were merged from several files
    merged: tuple[bytes, ...]
    # for each article of the corpus its position among the articles of the files, followed by the merged ones
    order: tuple[int, ...]
    # which pairs of articles are the same story, in the form of `Verdicts.to_array`
    verdicts: npt.NDArray[np.uint64]
    articles: Sequence[Article]
    tables: Tables
    problems: tuple[Problem, ...]
    changes: Changes
    # what the manifest says of the corpus and the program
    about: dict[str, Any]


@contextmanager
def lock_folder(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of an index's folder, which is created if missing.

    Args:
        folder: the folder of the index.
        patience: how long to wait for another process, in seconds.

    Raises:
        StoredIndexError: when another process still holds the lock.
        OSError: when the folder cannot be written.
    """
    # imported here because a process that only searches locks nothing
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise StoredIndexError(folder, "is being made by another process: wait until it is done") from None
    try:
        yield
    finally:
        lock.release()


def refresh(
    folder: Path,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    progress: Progress = _no_progress,
    complain: Callable[[StoredIndexError], None] = lambda error: None,
    anew: bool = False,
    user_dictionary: UserDictionary = NO_USER_DICTIONARY,
    verify: bool = False,
) -> tuple[StoredIndex | None, BuiltIndex | None]:
    """Brings the index in a folder up to date with its corpus; the old index works until the new one is complete.

    Args:
        folder: the folder of the index; created if missing.
        paths: the folders and files of the corpus.
        max_bytes: larger pages are skipped.
        config: the parameters of ranking.
        progress: called after each step.
        complain: called if the old index is damaged, or if the new one cannot be written.
        anew: whether to ignore the old index and build everything from the pages.
        user_dictionary: the operator's words, by which articles and questions are split.
        verify: whether to compare the checksums of the old index, however large it is.

    Returns:
        The stored index, None if it could not be written; and what was built, None if nothing had changed.

    Raises:
        CorpusError: when no page of the corpus can be read.
        StoredIndexError: when another process has been building the index for too long.
    """
    inventory = take_inventory(paths)
    built: BuiltIndex | None = None
    start = time.monotonic()
    try:
        with lock_folder(folder):
            # a changed page needs few words of the dictionary, which opens in no time there
            shared_segmenter(user_dictionary).cache_in(folder)
            if time.monotonic() - start > _WAITED:
                # pages may have changed meanwhile
                inventory = take_inventory(paths)
            old = (
                None
                if anew
                else _updatable_index(folder, program_fingerprint(config, max_bytes, user_dictionary), complain, verify)
            )
            if old is not None and not old.damaged and old.corpus_fingerprint == inventory.fingerprint:
                # a process that was killed after it had replaced the manifest has left the previous generation
                remove_old_generations(folder, old)
                return old, None
            with folder_for_making(folder) as made:
                built = build_index(inventory, paths, max_bytes, config, old, progress, user_dictionary, made)
                order = np.array(built.order, np.int64)
                index = write_index(
                    folder, built.about, built.files, built.merged, order, built.verdicts, built.tables, old, made
                )
            remove_old_generations(folder, index)
            return index, built
    except OSError as error:
        complain(_cannot_be_written(folder, error))
    return None, built or build_index(take_inventory(paths), paths, max_bytes, config, None, progress, user_dictionary)


def _updatable_index(
    folder: Path, program: str, complain: Callable[[StoredIndexError], None], verify: bool
) -> StoredIndex | None:
    """The index in a folder if the same program built it with the same settings, so that it can be updated.

    A damaged segment is named and left out: it is made again of the stored articles, and no page is read for it.
    """
    if not any(folder.glob("*.json")):
        return None
    try:
        index = open_index(folder, verify=verify)
    except StoredIndexError as error:
        complain(error)
        try:
            index = open_index(folder, verify=verify, without_damaged=True)
        except StoredIndexError:
            return None
    return index if index.program_fingerprint == program else None


def _cannot_be_written(folder: Path, error: OSError) -> StoredIndexError:
    reason = {
        errno.ENOSPC: "no space is left on the disk",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "no right to write there: check who owns it",
    }.get(error.errno or 0, os.strerror(error.errno) if error.errno else type(error).__name__)
    return StoredIndexError(
        folder, f"cannot be written ({reason}): answers come without it, and more slowly at the start"
    )


def build_index(
    inventory: Inventory,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    old: StoredIndex | None = None,
    progress: Progress = _no_progress,
    user_dictionary: UserDictionary = NO_USER_DICTIONARY,
    folder: Path | None = None,
) -> BuiltIndex:
    """Builds the index of a corpus. Only files and articles that an old index does not have are processed.

    Args:
        inventory: the files of the corpus.
        paths: its folders and files.
        max_bytes: larger pages are skipped.
        config: the parameters of ranking.
        old: an index of the same corpus, built by the same program with the same settings.
        progress: called after each step.
        user_dictionary: the operator's words, by which articles and questions are split.
        folder: where what may be too large for memory is written to; None keeps everything in memory.

    Raises:
        CorpusError: when no page of the corpus can be read.
        OSError: when the folder cannot be written.
    """
    spool = ArticleSpool(folder / "articles") if folder else None
    files, fingerprints, changes = _read_changed_files(inventory, paths, max_bytes, old, spool, progress)
    problems = _problems(inventory, files, paths)
    of_files = JoinedArticles(file.articles for file in files)
    if not len(of_files):
        reasons = "; ".join(str(problem) for problem in problems[:3]) or "the pages hold no text"
        raise CorpusError(f"no page of the corpus can be read ({reasons})")
    verdicts = Verdicts(old.verdicts if old else None)
    merged, order = _merge_articles(files, of_files, fingerprints, verdicts)
    serialized = JoinedArticles([*of_files.parts, merged])
    articles = StoredArticles(serialized, np.array(order, np.int64))
    of_serialized = np.concatenate([*(file.digests for file in files), digests(merged)])
    tables = update_tables(
        old.tables if old else Tables.empty(config, shared_segmenter(user_dictionary)),
        of_serialized[order],
        lambda number: serialized[order[number]],
        old.articles.__getitem__ if old else articles.__getitem__,
        lambda done, total: progress("index", done, total),
        folder,
    )
    about = {
        "corpus_fingerprint": inventory.fingerprint,
        "program_fingerprint": program_fingerprint(config, max_bytes, user_dictionary),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "corpus": [str(path.resolve()) for path in paths],
        "problems": [write_problem(problem) for problem in problems],
    }
    return BuiltIndex(
        files, tuple(merged), tuple(order), verdicts.to_array(), articles, tables, problems, changes, about
    )


def _read_changed_files(
    inventory: Inventory,
    paths: Sequence[Path],
    max_bytes: int,
    old: StoredIndex | None,
    spool: ArticleSpool | None,
    progress: Progress,
) -> tuple[tuple[FileResult, ...], Fingerprints, Changes]:
    """What each file of a corpus holds, from the old index if the file has not changed; the fingerprints of all
    articles; and what has changed."""
    known = {file.name: file for file in old.file_results()} if old else {}
    unread = find_changed_files(inventory.files, {file.name: file.stamp for file in known.values()})
    changes = Changes(
        tuple(file.name for file in unread if file.name not in known),
        tuple(file.name for file in unread if file.name in known),
        tuple(sorted(known.keys() - {file.name for file in inventory.files})),
        len(inventory.files) - len(unread),
    )
    for done, file in enumerate(read_files(unread, paths, max_bytes), start=1):
        # a large corpus is not kept in memory
        known[file.name] = file if spool is None else replace(file, articles=spool.add(file.articles))
        progress("read", done, len(unread))
    files = [known[file.name] for file in inventory.files]
    del known
    # all files share one array, because an array of each would be as much again
    whole = Fingerprints.concatenate([file.fingerprints for file in files])
    parts = whole.split([len(file.articles) for file in files])
    return tuple(replace(file, fingerprints=part) for file, part in zip(files, parts, strict=True)), whole, changes


def _problems(inventory: Inventory, files: Sequence[FileResult], paths: Sequence[Path]) -> tuple[Problem, ...]:
    """What could not be read or used, each once."""
    used = {Path(path) for file in files for path in file.correction_files}
    problems: list[Problem] = [problem for file in files for problem in file.problems]
    problems += [*inventory.problems, *find_stray_corrections(paths, used)]
    return tuple({str(problem): problem for problem in problems}.values())


def _merge_articles(
    files: Sequence[FileResult], of_files: Sequence[bytes], fingerprints: Fingerprints, verdicts: Verdicts
) -> tuple[list[bytes], list[int]]:
    """Merges articles that continue on another page or are printed twice.

    Args:
        files: what was read from each file.
        of_files: the serialized articles of all files.
        fingerprints: of these articles.
        verdicts: the results of earlier comparisons; new ones are added.

    Returns:
        The serialized merged articles, and for each article of the corpus its position among `of_files` followed by
        the merged ones.
    """
    jumps: dict[str, Jump] = {name: jump for file in files for name, jump in file.jumps.items()}
    merged: list[bytes] = []
    order: list[int] = []
    for number, changed in merge_by_number(_Deserialized(of_files), jumps, fingerprints, verdicts).items():
        if changed:
            order.append(len(of_files) + len(merged))
            merged.append(write_article(changed))
        else:
            order.append(number)
    return merged, order


class _Deserialized(Sequence[Article]):
    """Serialized articles, each parsed at every access, because merging looks at few of them and at each once."""

    def __init__(self, serialized: Sequence[bytes]) -> None:
        self._serialized = serialized

    def __len__(self) -> int:
        return len(self._serialized)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        return read_article(self._serialized[number])
