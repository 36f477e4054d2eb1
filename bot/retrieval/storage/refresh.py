"""Corpus → stored index: built once, and afterwards updated from the pages that were added, removed or changed."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from bot.corpus.corpus_reader import Problem, find_stray_corrections
from bot.corpus.serialization import write_problem
from bot.errors import CorpusError, StoredIndexError
from bot.pages.inventory import Inventory, take_inventory
from bot.records import Article
from bot.retrieval.config import RankingConfig
from bot.retrieval.storage.collect import Changes, read_corpus_articles
from bot.retrieval.storage.corpus_articles import CorpusArticles
from bot.retrieval.storage.folder_lock import lock_folder
from bot.retrieval.storage.freshness import program_fingerprint
from bot.retrieval.storage.stored_articles import StoredArticles
from bot.retrieval.storage.stored_index import (
    StoredIndex,
    folder_for_making,
    open_index,
    remove_old_generations,
    write_index,
)
from bot.retrieval.tables import Tables
from bot.retrieval.update import update_tables
from bot.sentence import Sentence
from bot.text.segmenter import shared_segmenter
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

__all__ = ["BuiltIndex", "Changes", "Progress", "build_index", "refresh"]

Progress = Callable[[str, int, int], None]
"""Called with the step ("read" or "index"), the number of its files or articles that are done, and of how many."""

# After so many seconds the pages are listed again.
_WAITED = 0.5


@dataclass(frozen=True)
class BuiltIndex:
    """An index in memory, with everything that is needed to store it."""

    corpus: CorpusArticles
    articles: Sequence[Article]
    tables: Tables
    problems: tuple[Problem, ...]
    changes: Changes
    # what the manifest says of the corpus and the program
    about: dict[str, Any]


def refresh(
    folder: Path,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    progress: Progress = lambda step, done, total: None,
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
                index = write_index(folder, built.about, built.corpus, built.tables, old, made)
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
        complain(StoredIndexError(folder, error.reason, "it is made anew now"))
        try:
            index = open_index(folder, verify=verify, without_damaged=True)
        except StoredIndexError:
            return None
    return index if index.program_fingerprint == program else None


def _cannot_be_written(folder: Path, error: OSError) -> StoredIndexError:
    # the system's own words have translations
    reason = error.strerror or type(error).__name__
    remedy = "choose another folder; questions are answered without it, and more slowly at the start"
    if error.errno == errno.EACCES:
        remedy = "check who owns it; questions are answered without it, and more slowly at the start"
    return StoredIndexError(folder, "cannot be written ({reason})", remedy, reason=Sentence(reason))


def build_index(
    inventory: Inventory,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    old: StoredIndex | None = None,
    progress: Progress = lambda step, done, total: None,
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
    corpus, changes = read_corpus_articles(
        inventory, paths, max_bytes, old, folder, lambda done, total: progress("read", done, total)
    )
    problems = _problems(inventory, corpus, paths)
    if not len(corpus.order):
        reasons = problems[:3] or (Sentence("the pages hold no text"),)
        raise CorpusError("no page of the corpus can be read ({reasons})", reasons=reasons)
    articles = StoredArticles(corpus.serialized, corpus.order)
    tables = update_tables(
        old.tables if old else Tables.empty(config, shared_segmenter(user_dictionary)),
        corpus.digests[corpus.order],
        lambda number: corpus.serialized[corpus.order[number]],
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
    return BuiltIndex(corpus, articles, tables, problems, changes, about)


def _problems(inventory: Inventory, corpus: CorpusArticles, paths: Sequence[Path]) -> tuple[Problem, ...]:
    """What could not be read or used, each once."""
    used = chain.from_iterable(corpus.files.correction_files)
    problems = [*corpus.files.all_problems(), *inventory.problems, *find_stray_corrections(paths, used)]
    return tuple({str(problem): problem for problem in problems}.values())
