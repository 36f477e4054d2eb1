"""Writes the serialized articles of a generation: what an older one has stays in its files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.storage.stored_articles import ArticleRange, JoinedArticles, SerializedArticles

# A file whose articles are used no more, but for this share of its bytes, is not kept; what is used of it is copied.
USED_SHARE = 0.75
# Of more files than so many only the largest are kept.
MOST_FILES = 8

_NEW = -1


class WrittenArticles(NamedTuple):
    """Where the articles of a generation are."""

    # the names of the files, and those of them that an older generation has, too
    files: list[str]
    shared: list[str]
    # as in `SerializedArticles`
    places: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.uint32]


def write_articles(
    generation: Path, articles: JoinedArticles, old: Sequence[bytes] | None, old_files: Sequence[Path]
) -> WrittenArticles:
    """Links the files that an older generation has, and writes a new one with the articles that they do not have.

    Args:
        generation: the folder of the new generation.
        articles: all articles.
        old: the articles of the older generation, `SerializedArticles`; ranges of them are known among `articles`.
        old_files: its files.

    Raises:
        OSError: when they cannot be written.
    """
    old = old if isinstance(old, SerializedArticles) else None
    places = np.full(len(articles), _NEW, np.int64)
    sizes = np.zeros(len(articles), np.uint32)
    at = 0
    for part in articles.parts:
        if isinstance(part, ArticleRange) and part.source is old and old is not None:
            places[at : at + len(part)] = old.places[part.start : part.stop]
            sizes[at : at + len(part)] = old.sizes[part.start : part.stop]
        at += len(part)
    files = _link_files(generation, old, old_files, places, sizes)
    shared = [path.name for path in files]
    new = np.full(len(old_files) + 1, _NEW, np.int64)
    new[[old_files.index(path) for path in files]] = np.arange(len(files))
    file_of = np.where(places >= 0, places // SerializedArticles.FILE, len(old_files))
    renumbered = new[file_of] * SerializedArticles.FILE + places % SerializedArticles.FILE
    places = np.where(new[file_of] >= 0, renumbered, _NEW)
    names = list(shared)
    unwritten = np.flatnonzero(places < 0)
    if len(unwritten):
        name = f"articles-{os.urandom(6).hex()}.bin"
        position = len(names) * SerializedArticles.FILE
        names.append(name)
        with open(generation / name, "xb") as out:
            for number in unwritten.tolist():
                data = articles[number]
                out.write(data)
                places[number], sizes[number] = position, len(data)
                position += len(data)
    return WrittenArticles(names, shared, places, sizes)


def _link_files(
    generation: Path,
    old: SerializedArticles | None,
    old_files: Sequence[Path],
    places: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.uint32],
) -> list[Path]:
    """Links the old files that are worth keeping; returns them. Where there are no links, none is kept."""
    if old is None:
        return []
    is_old = places >= 0
    used = np.bincount(places[is_old] // SerializedArticles.FILE, sizes[is_old], len(old_files))
    largest = sorted(range(len(old_files)), key=lambda number: -used[number])[:MOST_FILES]
    kept = []
    for number in sorted(largest):
        if used[number] and used[number] >= USED_SHARE * len(old.files[number]):
            with contextlib.suppress(OSError):
                os.link(old_files[number], generation / old_files[number].name)
                kept.append(old_files[number])
    return kept
