"""Reads files that an operator writes by hand, line by line, so that a bad line costs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import SidecarError

__all__ = ["read_user_lines"]


def read_user_lines(path: Path, problems: list[SidecarError]) -> Iterator[tuple[str, str]]:
    """Yields the lines of a file that are not empty: file and line number, and the text without white space around it.

    A line that is not UTF-8 is left out and added to the problems.

    Raises:
        OSError: when the file cannot be opened.
    """
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        where = f"{path}, line {number}"
        try:
            # some editors put a byte order mark at the beginning
            text = line.decode("utf-8").replace("\ufeff", "").strip()
        except UnicodeDecodeError:
            problems.append(SidecarError(where, "not UTF-8; skipped"))
            continue
        if text:
            yield where, text
