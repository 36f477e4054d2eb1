"""Reads `pages.toml`: what an operator says about the pages of a folder.

    [defaults]
    newspaper = "杭州日报"

    [pages."2023-05-18/*"]
    date = 2023-05-18

    [pages."2023-05-18/front.txt"]
    page = "A01"

`[defaults]` applies to every page in the folder and in the folders below. The names under `pages` are paths from the
folder of `pages.toml`, with forward slashes; `*` stands for any characters, `?` for one. Where several entries match,
one without `*` takes precedence over one with `*`, and a later one over an earlier one. A `pages.toml` nearer to the
page takes precedence over one farther up.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from bot.arguments import read_date
from bot.corpus.metadata import NO_METADATA, Metadata
from bot.errors import SidecarError
from bot.pages.discover import PAGES_TOML
from bot.sentence import Sentence

# A file of names and dates that is larger than this is something else.
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class PagesToml:
    """What one `pages.toml` says."""

    defaults: Metadata = NO_METADATA
    # patterns of file names, and what is said about those files, in the order written
    pages: tuple[tuple[str, Metadata], ...] = ()

    def look_up(self, file: str) -> Metadata:
        """What it says about a page, named by its path from the folder of `pages.toml`."""
        exact = [metadata for pattern, metadata in self.pages if pattern == file]
        matching = [metadata for pattern, metadata in self.pages if pattern != file and fnmatchcase(file, pattern)]
        metadata = NO_METADATA
        for entry in (*reversed(exact), *reversed(matching), self.defaults):
            metadata = metadata.or_else(entry)
        return metadata


def _read_newspaper(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _read_date(value: Any) -> str | None:
    try:
        return read_date("date", value)
    except (TypeError, ValueError):
        return None


def _read_page(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if isinstance(value, int) and not 0 <= value < 10**_PAGE_DIGITS:
        return None
    return str(value).strip() or None


# A page number has at most so many digits; Python refuses to write thousands.
_PAGE_DIGITS = 6

# the keys of a table: the function that reads the value, and what the value must be
_KEYS = {
    "newspaper": (_read_newspaper, 'a name in quotes, such as "杭州日报"'),
    "date": (_read_date, "a day of the calendar, such as 2023-05-18"),
    "page": (_read_page, 'a number or a text, such as 3 or "A03"'),
}


def read_pages_toml(path: Path, name: str) -> tuple[PagesToml, list[SidecarError]]:
    """What a `pages.toml` says, and an error for each entry that cannot be used; the others count.

    Args:
        path: the file.
        name: what the errors call it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return PagesToml(), [
                SidecarError(name, "the file is larger than {size} MB; not used", size=MAX_BYTES // 1024 // 1024)
            ]
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return PagesToml(), [SidecarError(name, "the file is not UTF-8 text: save it as UTF-8; not used")]
    except OSError as error:
        return PagesToml(), [SidecarError(name, "cannot be opened ({reason}); not used", reason=error)]
    except (ValueError, RecursionError) as error:
        # besides TOMLDecodeError: a number of thousands of digits, which Python refuses to read
        return PagesToml(), [SidecarError(name, "is no valid TOML ({reason}); not used", reason=error)]
    problems: list[SidecarError] = []
    for key in table:
        if key not in ("defaults", "pages"):
            problems.append(
                SidecarError(name, '{key!r} is unknown: take [defaults] or [pages."file"]; left out', key=key)
            )
    defaults = _read_table(table.get("defaults", {}), "defaults", name, problems)
    pages = table.get("pages", {})
    if not isinstance(pages, dict):
        problems.append(SidecarError(name, "'pages' must be a table, [pages.\"file\"]; left out"))
        pages = {}
    entries = tuple(
        (pattern, _read_table(entry, f'pages."{pattern}"', name, problems)) for pattern, entry in pages.items()
    )
    return PagesToml(defaults, entries), problems


def _read_table(table: Any, place: str, name: str, problems: list[SidecarError]) -> Metadata:
    """One table of the file; errors are added to `problems`."""
    if not isinstance(table, dict):
        problems.append(
            SidecarError(name, "{place} must be a table with {keys}; left out", place=place, keys=", ".join(_KEYS))
        )
        return NO_METADATA
    facts: dict[str, str] = {}
    for key, value in table.items():
        if key not in _KEYS:
            problems.append(
                SidecarError(
                    name, "{place}.{key} is unknown: take {keys}; left out", place=place, key=key, keys=", ".join(_KEYS)
                )
            )
            continue
        read, expected = _KEYS[key]
        fact = read(value)
        if fact is None:
            problems.append(
                SidecarError(
                    name,
                    "{place}.{key} must be {expected}; left out",
                    place=place,
                    key=key,
                    expected=Sentence(expected),
                )
            )
        else:
            facts[key] = fact
    return Metadata(**facts)


class PagesTomlFiles:
    """All `pages.toml` of a corpus; each is read when the first page below it is looked up."""

    def __init__(self) -> None:
        self._files: dict[Path, PagesToml] = {}

    def look_up(self, base: Path, file: str) -> tuple[Metadata, list[SidecarError]]:
        """What they say about a page.

        Args:
            base: the folder that the page's name starts from.
            file: the page's path within it.

        Returns:
            The metadata, and the errors in those files that were read for this page.
        """
        metadata = NO_METADATA
        problems: list[SidecarError] = []
        parts = file.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            path = base.joinpath(*parts[:depth], PAGES_TOML)
            if path not in self._files:
                self._files[path] = PagesToml()
                if path.is_file():
                    self._files[path], new_problems = read_pages_toml(path, "/".join([*parts[:depth], PAGES_TOML]))
                    problems += new_problems
            metadata = metadata.or_else(self._files[path].look_up("/".join(parts[depth:])))
        return metadata, problems
