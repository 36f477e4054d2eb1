"""The lines of a file that an operator wrote by hand, each by itself: a bad one costs nothing but itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.errors import SidecarError

__all__ = ["read_user_lines"]


def read_user_lines(path: Path, problems: list[SidecarError]) -> Iterator[tuple[str, str]]:
    """The lines of a file that hold something: where each stands, and its text without white space around.

    A line that is no UTF-8 is named among the problems and left out.

    Raises:
        OSError: when the file cannot be opened.
    """
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        where = f"{path}, line {number}"
        try:
            text = line.decode("utf-8").replace("\ufeff", "").strip()
        except UnicodeDecodeError:
            problems.append(SidecarError(where, "not UTF-8; skipped"))
            continue
        if text:
            yield where, text
