"""The lock of an index's folder: one process at a time writes there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StoredIndexError

PATIENCE = 60.0
"""How long, in seconds, we wait for another process that builds the same index."""


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
        raise StoredIndexError(folder, "is being made by another process", "wait until it is done") from None
    try:
        yield
    finally:
        lock.release()
