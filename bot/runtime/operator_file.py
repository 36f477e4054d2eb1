"""Reads files that an operator writes by hand, line by line, so that a bad line costs nothing but itself."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.errors import SidecarError
from bot.sentence import Sentence

# A list of words that is larger than this is something else.
MAX_BYTES = 32 * 1024 * 1024


def read_operator_lines(path: Path, problems: list[SidecarError]) -> Iterator[tuple[str, str]]:
    """Yields the lines of a file that are not empty: file and line number, and the text without white space around it.

    A line that is not UTF-8 is left out and added to the problems.

    Raises:
        OSError: when the file cannot be opened, is not a regular file, or is too large.
    """
    for number, line in enumerate(_read_bytes(path).splitlines(), start=1):
        where = Sentence("{path}, line {line}", path=path, line=number)
        try:
            # some editors put a byte order mark at the beginning
            text = line.decode("utf-8").replace("\ufeff", "").strip()
        except UnicodeDecodeError:
            problems.append(SidecarError(where, "not UTF-8; skipped"))
            continue
        if text:
            yield where, text


def _read_bytes(path: Path) -> bytes:
    # O_NONBLOCK: opening a named pipe would wait for somebody to write into it
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a file but a pipe, socket or device", str(path))
        if status.st_size > MAX_BYTES:
            raise OSError(errno.EFBIG, f"larger than {MAX_BYTES // 1024 // 1024} MB", str(path))
        return file.read(status.st_size)
