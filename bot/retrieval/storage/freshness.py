"""Decides whether a stored index still fits its corpus, the program and the settings, without reading any page."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from bot.errors import StoredIndexError
from bot.pages.inventory import CorpusFile, take_inventory
from bot.retrieval.config import RankingConfig
from bot.retrieval.storage.stored_index import FORMAT, StoredIndex, open_index
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

READER_VERSION = 19
"""Raise this whenever the program makes something else of the same pages: other articles, passages or terms.

Stored indexes of another version are rebuilt. tests/retrieval/storage/test_freshness.py fails until it is raised.
"""
# Libraries that decide which articles and terms come out of a page, by the names of their metadata folders. The base
# install has jieba, opencc and markdown-it-py.
_LIBRARIES = ("jieba", "rjieba", "opencc", "markdown_it_py", "lxml", "readability_lxml", "pypdfium2")
_METADATA = re.compile(rf"({'|'.join(_LIBRARIES)})-([^-]+)(?:-[^-]+)?\.(?:dist|egg)-info")


def program_fingerprint(config: RankingConfig, max_bytes: int, user_dictionary: UserDictionary) -> str:
    """A hash of everything but the corpus that decides what an index holds.

    It depends on versions, not on paths or file times, so that several installations can share an index.

    Args:
        config: the parameters of ranking.
        max_bytes: larger pages are skipped.
        user_dictionary: the operator's words.

    Returns:
        32 hex digits.
    """
    parts = (
        FORMAT,
        READER_VERSION,
        sorted(_installed_versions().items()),
        sorted(asdict(config).items()),
        max_bytes,
        user_dictionary.fingerprint,
    )
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _installed_versions() -> dict[str, str]:
    # read once: what this process has imported stays the same, whatever is installed meanwhile
    return library_versions(sys.path)


def library_versions(search_path: Iterable[str]) -> dict[str, str]:
    """The versions of the installed libraries that decide what an index holds.

    They are taken from the names of the metadata folders (`jieba-0.42.1.dist-info`). importlib.metadata would give the
    same, but importing it takes about a tenth of the time of `baowen ask`.

    Args:
        search_path: the folders that Python imports from; the first one with a library counts.
    """
    versions: dict[str, str] = {}
    for folder in search_path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            # not a folder: a zip file, or an entry that does not exist
            continue
        for name in names:
            match = _METADATA.fullmatch(name.lower())
            if match:
                versions.setdefault(match[1], match[2])
    return versions


def open_if_current(
    folder: Path,
    paths: Sequence[Path],
    max_bytes: int,
    config: RankingConfig,
    user_dictionary: UserDictionary = NO_USER_DICTIONARY,
) -> StoredIndex | None:
    """The index in a folder; None if there is none, or if it does not fit the corpus, the program and the settings.

    Args:
        folder: the folder of the index.
        paths: the folders and files of the corpus.
        max_bytes: larger pages are skipped.
        config: the parameters of ranking.
        user_dictionary: the operator's words.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    corpus_fingerprint = take_inventory(paths).fingerprint
    try:
        index = open_index(folder)
    except StoredIndexError:
        return None
    program = program_fingerprint(config, max_bytes, user_dictionary)
    is_current = (index.corpus_fingerprint, index.program_fingerprint) == (corpus_fingerprint, program)
    return index if is_current else None


def find_changed_files(files: Iterable[CorpusFile], stamps: Mapping[str, str]) -> list[CorpusFile]:
    """The files of a corpus that were added or changed since they were indexed.

    Args:
        files: the files as they are now. One without a stamp could not be examined and counts as changed.
        stamps: the stamp of each indexed file, by name.
    """
    return [file for file in files if not file.stamp or stamps.get(file.name) != file.stamp]
