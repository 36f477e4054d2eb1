"""Corpus → stored index: made once, and afterwards of itself and of the pages that came, went or changed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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
from bot.corpus.serialization import read_article, write_article, write_problem
from bot.errors import CorpusError, StoredIndexError
from bot.pages.inventory import Inventory, take_inventory
from bot.records import Article
from bot.retrieval.config import RankingConfig
from bot.retrieval.storage.freshness import made_by
from bot.retrieval.storage.stored_index import StoredArticles, StoredIndex, open_index, remove_others, write_index
from bot.retrieval.tables import Tables, digest
from bot.text.segmenter import shared_segmenter
from bot.text.user_words import NO_WORDS, UserWords

__all__ = ["Changes", "Made", "Progress", "locked", "make", "refresh"]

Progress = Callable[[str, int, int], None]
"""Is told the step, "read" or "index", how many of its files or articles are done, and of how many."""

# So many seconds are waited for another process that makes the same index.
PATIENCE = 60.0


def _no_progress(step: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Changes:
    """How a corpus differs from what its stored index was made of: file names."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: int


@dataclass(frozen=True)
class Made:
    """An index of a corpus in memory, with all that is needed to store it."""

    paths: tuple[Path, ...]
    # fingerprints of what lies in the corpus, and of the program and the settings that made this
    made_of: str
    made_by: str
    files: tuple[FileResult, ...]
    # articles put together from several files, as they are written, and for each article of the corpus its place
    # among those of the files and, after them, these
    merged: tuple[bytes, ...]
    order: tuple[int, ...]
    # which pairs of articles are the same story, as `Verdicts` has it
    verdicts: npt.NDArray[np.uint64]
    articles: Sequence[Article]
    tables: Tables
    problems: tuple[Problem, ...]
    changes: Changes

    def about(self) -> dict[str, Any]:
        """What the manifest says for people, and to those who open the index."""
        return {
            "made_by": self.made_by,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "corpus": [str(path.resolve()) for path in self.paths],
            "problems": [write_problem(problem) for problem in self.problems],
        }


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of an index's folder, which is made where it is not there.

    Raises:
        StoredIndexError: when another process holds it for longer than `patience` seconds.
        OSError: when the folder cannot be written.
    """
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


def make(
    found: Inventory,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    old: StoredIndex | None = None,
    progress: Progress = _no_progress,
    user_words: UserWords = NO_WORDS,
) -> Made:
    """The index of a corpus, of an older index and of what has changed since.

    Args:
        found: what lies in the corpus.
        paths: its folders and files.
        max_bytes: larger pages are skipped.
        config: what a score is made of.
        old: an index of the same corpus, made earlier by the same program; None makes everything anew.
        progress: is told how far it is.
        user_words: words of the operator, which texts and questions are cut with.

    Raises:
        CorpusError: when no page of it can be read.
    """
    before = {filed.name: filed for filed in old.filed()} if old else {}
    unread = [file for file in found.files if not file.stamp or before.get(file.name, _NOTHING).stamp != file.stamp]
    names = {file.name for file in found.files}
    changes = Changes(
        tuple(file.name for file in unread if file.name not in before),
        tuple(file.name for file in unread if file.name in before),
        tuple(sorted(before.keys() - names)),
        len(found.files) - len(unread),
    )
    fresh: dict[str, FileResult] = {}
    for filed in read_files(unread, paths, max_bytes):
        fresh[filed.name] = filed
        progress("read", len(fresh), len(unread))
    files = tuple(fresh.get(file.name) or before[file.name] for file in found.files)
    problems = _problems(found, files, paths)
    written = [article for filed in files for article in filed.articles]
    if not written:
        reasons = "; ".join(str(problem) for problem in problems[:3]) or "the pages hold no text"
        raise CorpusError(f"no page of the corpus can be read ({reasons})")
    jumps: dict[str, Jump] = {name: jump for filed in files for name, jump in filed.jumps.items()}
    own = _Written(written)
    together: list[bytes] = []
    order: list[int] = []
    fingerprints = Fingerprints.concatenate([filed.fingerprints for filed in files])
    verdicts = Verdicts(old.verdicts if old else None)
    for number, changed in merge_by_number(own, jumps, fingerprints, verdicts).items():
        order.append(len(written) + len(together) if changed else number)
        if changed:
            together.append(write_article(changed))
    everything = [*written, *together]
    digests = [digest(everything[at]) for at in order]
    tables = (old.tables if old else Tables.empty(config, shared_segmenter(user_words))).updated(
        digests,
        lambda number: read_article(everything[order[number]]),
        lambda done, total: progress("index", done, total),
    )
    ends = np.cumsum([len(article) for article in everything])
    articles = StoredArticles(b"".join(everything), ends, np.array(order, np.int64))
    return Made(
        tuple(paths),
        found.fingerprint,
        made_by(config, max_bytes, user_words),
        files,
        tuple(together),
        tuple(order),
        verdicts.to_array(),
        articles,
        tables,
        problems,
        changes,
    )


_NOTHING = FileResult("", "", (), {}, (), (), Fingerprints.from_articles(()))


def _problems(found: Inventory, files: Sequence[FileResult], paths: Sequence[Path]) -> tuple[Problem, ...]:
    """What could not be read or used, each once."""
    used = {Path(path) for filed in files for path in filed.correction_files}
    every: list[Problem] = [problem for filed in files for problem in filed.problems]
    every += [*found.problems, *find_stray_corrections(paths, used)]
    return tuple({str(problem): problem for problem in every}.values())


class _Written(Sequence[Article]):
    """Articles as they are written, each read when it is asked for; nothing is kept."""

    def __init__(self, written: Sequence[bytes]) -> None:
        self._written = written

    def __len__(self) -> int:
        return len(self._written)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        return read_article(self._written[number])


def refresh(
    folder: Path,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    progress: Progress = _no_progress,
    complain: Callable[[StoredIndexError], None] = lambda error: None,
    anew: bool = False,
    user_words: UserWords = NO_WORDS,
) -> tuple[StoredIndex | None, Made | None]:
    """Brings the index in a folder up to date with its corpus; the old one works until the new one is there.

    Args:
        folder: of the index; made where it is not there.
        paths: folders and files of the corpus.
        max_bytes: larger pages are skipped.
        config: what a score is made of.
        progress: is told how far it is.
        complain: is told what is wrong with the old index, or why the new one could not be written.
        anew: makes everything anew, whatever is there.
        user_words: words of the operator, which texts and questions are cut with.

    Returns:
        The index as stored, None where it could not be written; and what was made, None where nothing had changed.

    Raises:
        CorpusError: when no page of the corpus can be read.
        StoredIndexError: when another process has been making the index for too long.
    """
    made_of = take_inventory(paths).fingerprint
    made: Made | None = None
    try:
        with locked(folder):
            old = None if anew else _usable(folder, made_by(config, max_bytes, user_words), complain)
            if old is not None and old.manifest["made_of"] == made_of:
                return old, None
            # listed again under the lock, because the stored index must hold what is read now
            made = make(take_inventory(paths), paths, max_bytes, config, old, progress, user_words)
            order = np.array(made.order, np.int64)
            index = write_index(
                folder, made.made_of, made.about(), made.files, made.merged, order, made.verdicts, made.tables
            )
            remove_others(folder, index)
            return index, made
    except OSError as error:
        complain(_unwritable(folder, error))
    return None, made or make(take_inventory(paths), paths, max_bytes, config, None, progress, user_words)


def _usable(folder: Path, program: str, complain: Callable[[StoredIndexError], None]) -> StoredIndex | None:
    """The index in a folder, if a new one can be made of it: the same program made it with the same settings."""
    if not any(folder.glob("*.json")):
        return None
    try:
        index = open_index(folder)
    except StoredIndexError as error:
        complain(error)
        return None
    return index if index.manifest["made_by"] == program else None


def _unwritable(folder: Path, error: OSError) -> StoredIndexError:
    what = {
        errno.ENOSPC: "no space is left on the disk",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "no right to write there: check who owns it",
    }.get(error.errno or 0, os.strerror(error.errno) if error.errno else type(error).__name__)
    return StoredIndexError(
        folder, f"cannot be written ({what}): answers come without it, and more slowly at the start"
    )
