"""Makes the vectors that the passages of a stored index lack, and keeps those that are there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.retrieval.index import Index
from bot.retrieval.storage.folder_lock import PATIENCE, lock_folder
from bot.retrieval.storage.stored_index import StoredIndex
from bot.runtime.file_replacement import remove_unfinished
from bot.semantic.encoded_text import encoded_text
from bot.semantic.encoder import Encoder
from bot.semantic.vector_file import (
    FOLDER,
    VectorFile,
    find_vector_file,
    hash_text,
    read_vector_file,
    to_bytes,
    to_keys,
    write_vector_file,
)

logger = logging.getLogger(__name__)

# An encoder gets so many texts at a time.
_BATCH = 16
# The file is written anew after so many new vectors, or after this share of what it holds, if that is more: a process
# that is killed loses little, and a large file is not written again and again.
_SAVED_TOGETHER, _SAVED_SHARE = 512, 0.1


def make_stored_vectors(
    stored: StoredIndex,
    encoder: Encoder,
    progress: Callable[[int, int], None] = lambda done, total: None,
    threads: int = 1,
    patience: float = PATIENCE,
) -> int:
    """As `make_vectors`, for a stored index, one process at a time.

    Args:
        stored: the index.
        encoder, progress, threads: as for `make_vectors`.
        patience: how long to wait for another process that makes vectors, in seconds.

    Raises:
        StoredIndexError: when another process still makes them.
        OSError: when they cannot be stored.
    """
    # not the lock of the index, which can be refreshed meanwhile
    with lock_folder(stored.folder / FOLDER, patience):
        index = Index.from_tables(stored.articles, stored.tables)
        return make_vectors(index, stored.folder, str(stored.manifest["generation"]), encoder, progress, threads)


def make_vectors(
    index: Index,
    folder: Path,
    generation: str,
    encoder: Encoder,
    progress: Callable[[int, int], None] = lambda done, total: None,
    threads: int = 1,
) -> int:
    """Makes the vectors that are missing, those of the newest articles first, and stores them beside the index.

    The caller sees to it that no other process does the same.

    Args:
        index: the corpus.
        folder: of the stored index.
        generation: of the stored index.
        encoder: makes the vectors.
        progress: is called with how many vectors are made, and of how many that were missing.
        threads: so many batches are encoded side by side.

    Returns:
        How many vectors were made.

    Raises:
        OSError: when they cannot be stored.
    """
    path = find_vector_file(folder, encoder.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_unfinished(path)
    wanted = _passages_by_key(index)
    old = _read_old(path)
    rows = {key.tobytes(): row for key, row in zip(old.keys, old.vectors, strict=True)} if old else {}
    rows = {key: row for key, row in rows.items() if key in wanted}
    missing = [(key, number) for key, number in wanted.items() if key not in rows]
    if old is not None and not missing and (old.generation, len(old)) == (generation, len(rows)):
        return 0

    def save() -> None:
        keys = list(rows)
        passages = np.array([wanted[key] for key in keys], np.int32)
        write_vector_file(path, VectorFile(generation, to_keys(keys), passages, np.array(list(rows.values()), np.int8)))

    unsaved = 0
    for batch, vectors in _encode(index, missing, encoder, threads):
        rows.update(zip((key for key, _ in batch), vectors, strict=True))
        unsaved += len(batch)
        progress(len(rows) - len(wanted) + len(missing), len(missing))
        if unsaved >= max(_SAVED_TOGETHER, _SAVED_SHARE * len(rows)):
            save()
            unsaved = 0
    if rows:
        save()
    return len(missing)


def _passages_by_key(index: Index) -> dict[bytes, int]:
    """The number of a passage for each text that is encoded, newest articles first; equal texts count once."""
    tables = index.tables
    newest_first = np.argsort(-tables.publications.article_days[tables.article_of], kind="stable")
    wanted: dict[bytes, int] = {}
    for number in newest_first.tolist():
        wanted.setdefault(hash_text(_text_of(index, number)), number)
    return wanted


def _text_of(index: Index, passage: int) -> str:
    tables = index.tables
    sentences = range(int(tables.first_sentence[passage]), int(tables.stop_sentence[passage]))
    return encoded_text(index, int(tables.article_of[passage]), sentences)


def _read_old(path: Path) -> VectorFile | None:
    """What has been made before; None where there is nothing that can be used."""
    try:
        return read_vector_file(path)
    except (OSError, ValueError) as error:
        logger.warning("%s: its vectors are made anew", error)
        return None


def _encode(
    index: Index, missing: Sequence[tuple[bytes, int]], encoder: Encoder, threads: int
) -> Iterator[tuple[Sequence[tuple[bytes, int]], npt.NDArray[np.int8]]]:
    """Batches of keys and passages with their vectors, in order."""
    batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]

    def encode(batch: Sequence[tuple[bytes, int]]) -> npt.NDArray[np.int8]:
        return to_bytes(encoder.encode_passages([_text_of(index, number) for _, number in batch]))

    with ThreadPoolExecutor(threads) as pool:
        # a few batches at a time, so that an interrupted process stops soon
        for start in range(0, len(batches), threads):
            together = batches[start : start + threads]
            yield from zip(together, pool.map(encode, together), strict=True)
