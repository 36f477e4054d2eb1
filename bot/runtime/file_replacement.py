"""Writes files that are complete or not there, whatever happens to the process meanwhile."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["remove_unfinished", "replace_file"]


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
        os.replace(unfinished, path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def remove_unfinished(path: Path) -> None:
    """Removes what killed processes left while they wrote `path`; to be called where no other process writes it.

    Raises:
        OSError: when a file cannot be removed.
    """
    for unfinished in path.parent.glob(f".{path.name}.*.new"):
        unfinished.unlink(missing_ok=True)
