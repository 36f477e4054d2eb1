"""Writes files that are complete or not there, whatever happens to the process meanwhile."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

# Seconds for which a file that is in use is tried to be replaced, which Windows refuses, and between two attempts.
PATIENCE, _PAUSE = (5.0 if os.name == "nt" else 0.0), 0.02


@contextlib.contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Opens a file beside `path` for writing; at the end of the block it is on the disk and takes the place of `path`.

    Until then, and for ever where the block fails or the process is killed, the file at `path` is as it was. The name
    of the unfinished file begins with a dot, so that nobody takes it for a page of a corpus.

    Raises:
        OSError: when the file cannot be written; nothing is left beside `path`.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(unfinished, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_place(unfinished, path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _take_place(unfinished: Path, path: Path) -> None:
    """Renames a file to `path`, also where another process has the file there open for a moment."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.replace(unfinished, path)
            return
        except PermissionError:
            if time.monotonic() >= end:
                raise
        time.sleep(_PAUSE)


def remove_unfinished(path: Path) -> None:
    """Removes what killed processes left while they wrote `path`; to be called where no other process writes it.

    Raises:
        OSError: when a file cannot be removed.
    """
    for unfinished in path.parent.glob(f".{path.name}.*.new"):
        unfinished.unlink(missing_ok=True)
