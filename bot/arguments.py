"""Checks of what callers of the library pass: each error is one sentence that begins with the argument's name."""

from __future__ import annotations

import operator
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

# fromisoformat wants two digits for a month and a day
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def check_kind(name: str, value: object, kind: type, wanted: str) -> None:
    """Raises TypeError when a value is not of a kind.

    Args:
        name: of the argument.
        value: as passed.
        kind: a class.
        wanted: what the argument takes, as the end of a sentence.
    """
    if not isinstance(value, kind):
        raise TypeError(f"{name} takes {wanted}, not {value!r:.60}")


def check_text(name: str, value: object) -> None:
    """Raises TypeError when a value is no text."""
    check_kind(name, value, str, "text")


def check_count(k: object) -> int:
    """How many hits are asked for. Raises TypeError or ValueError where that is no whole number from 1 on."""
    if isinstance(k, bool):
        raise TypeError(f"k takes a whole number, not {k!r:.60}")
    try:
        # an integer of numpy is one, too
        count = operator.index(k)  # type: ignore[arg-type]
    except TypeError:
        raise TypeError(f"k takes a whole number, not {k!r:.60}") from None
    if count < 1:
        raise ValueError(f"k is {count}: ask for at least one hit")
    return count


def read_history(history: object) -> tuple[str, ...]:
    """The texts of a history; None is none, and a single text one of them. Raises TypeError when it is no list."""
    if history is None:
        return ()
    return (history,) if isinstance(history, str) else list_texts("history", history)


def check_folder(name: str, value: object) -> None:
    """Raises TypeError when a value is no path, and ValueError when it is an empty text, which is no folder's name."""
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{name} takes the path of a folder, not {value!r:.60}")
    if value == "":
        raise ValueError(f"{name} is empty: name a folder")


def check_paths(paths: object) -> list[str | os.PathLike[str]]:
    """The paths of a corpus. Raises TypeError when they are no list of paths, and ValueError when one is empty."""
    if isinstance(paths, str | os.PathLike):
        raise TypeError(f"paths takes a list of folders and files; for one folder use [{str(paths)!r}]")
    if not isinstance(paths, Iterable):
        raise TypeError(f"paths takes a list of folders and files, not {paths!r:.60}")
    listed = list(paths)
    for path in listed:
        check_folder("paths", path)
    return listed


def check_bytes(max_bytes: object) -> None:
    """Raises TypeError or ValueError when the limit of a page's size is no whole number from 1 on, nor None."""
    if max_bytes is None:
        return
    if isinstance(max_bytes, bool) or not isinstance(max_bytes, int):
        raise TypeError(f"max_bytes takes a whole number, not {max_bytes!r:.60}")
    if max_bytes < 1:
        raise ValueError(f"max_bytes is {max_bytes}: a page has at least one byte")


def list_texts(name: str, value: object) -> tuple[str, ...]:
    """A list of texts as a tuple. Raises TypeError when it is none; a text alone or a mapping is none, either."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        texts = tuple(value)
        if all(isinstance(text, str) for text in texts):
            return texts
    raise TypeError(f"{name} takes a list of strings, not {value!r:.60}")


def list_records(name: str, value: object, kind: type) -> tuple[Any, ...]:
    """A list of records of a kind as a tuple. Raises TypeError when it is none."""
    if isinstance(value, Iterable):
        records = tuple(value)
        if all(isinstance(record, kind) for record in records):
            return records
    raise TypeError(f"{name} takes a list of {kind.__name__} records, not {value!r:.60}")


def read_lines(name: str, value: object) -> tuple[int, int]:
    """The first and the last line of an article. Raises TypeError or ValueError where they are no range of lines."""
    match value:
        case (int(first), int(last)):
            if not 1 <= first <= last:
                raise ValueError(f"{name} is {value!r}: give the first and the last line, counted from 1")
            return first, last
    raise TypeError(f"{name} takes the first and the last line, not {value!r:.60}")


def read_date(name: str, value: object) -> str | None:
    """A `date`, or text in ISO 8601 or like 2022-8-17, as text like 2022-08-17; None stays None.

    Raises:
        TypeError, ValueError: when the value is neither, or no day of the calendar.
    """
    if value is None:
        return None
    if isinstance(value, date):
        # a datetime is a date, too, but its text has the time
        return date(value.year, value.month, value.day).isoformat()
    if not isinstance(value, str):
        raise TypeError(f"{name} takes a date or text like 2022-08-17, not {value!r:.60}")
    text = value.strip()
    try:
        if match := _DAY.fullmatch(text):
            return date(*map(int, match.groups())).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{name} is {value!r:.60}: give a date of the calendar like 2022-08-17") from None
