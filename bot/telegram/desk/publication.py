"""Publishes a reply of the desk: it becomes a page of its own, which the corpus reads like any other.

The question is the headline, the desk the newspaper. A page has the number of its case, so that publishing it twice
leaves one page.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.runtime.file_replacement import replace_file
from bot.store.records import Case

# CommonMark takes a backslash before any of these for the sign itself.
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# What a line of sources takes for the end of a name, and how long a name it takes.
_NO_NAME = re.compile(r"[\W_]+")
_LONGEST_NAME = 24


def publish(folder: Path, case: Case, newspaper: str, day: date) -> Path:
    """Writes the page of an answered case, whole or not at all.

    Args:
        folder: of the pages; made if it is missing.
        case: with its question and its reply.
        newspaper: the name that the page is cited by.
        day: the date of the page.

    Raises:
        OSError: when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    headline = " ".join(case.content["text"].split())
    paragraphs = [line.strip() for line in (case.reply or "").splitlines() if line.strip()]
    text = "\n\n".join(
        (f"# {_literal(headline)}", f"来源：{_name(newspaper)}　{day.isoformat()}", *map(_literal, paragraphs))
    )
    path = _path(folder, case.number)
    with replace_file(path) as file:
        file.write(f"{text}\n".encode(errors="replace"))
    return path


def withdraw(folder: Path, number: int) -> None:
    """Deletes the page of a case, if there is one.

    Raises:
        OSError: when it cannot be deleted.
    """
    _path(folder, number).unlink(missing_ok=True)


def _path(folder: Path, number: int) -> Path:
    return folder / f"desk-{number}.md"


def _name(newspaper: str) -> str:
    """A name as a line of sources has one: in one piece, of characters and digits."""
    return _NO_NAME.sub("·", newspaper).strip("·")[:_LONGEST_NAME]


def _literal(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
