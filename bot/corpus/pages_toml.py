"""`pages.toml`: what an operator wrote down about the pages of a folder.

    [defaults]
    newspaper = "杭州日报"

    [pages."2023-05-18/*"]
    date = 2023-05-18

    [pages."2023-05-18/front.txt"]
    page = "A01"

`[defaults]` holds for every page in the folder and the folders in it. The names under `pages` are paths from the
folder of `pages.toml`, with forward slashes; `*` stands for any characters, `?` for one. Of several that fit, one
without `*` counts before one with, and the later before the earlier; a `pages.toml` nearer to the page counts before
one farther up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from bot.corpus.metadata import UNKNOWN, Metadata
from bot.errors import SidecarError
from bot.pages.discover import PAGES_TOML
from bot.text.patterns import iso_date

__all__ = ["PagesToml", "PagesTomlFiles", "read_pages_toml"]

# A list of names and dates is no longer than this, whatever it says.
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class PagesToml:
    """One `pages.toml`."""

    defaults: Metadata = UNKNOWN
    # pattern and what it says, in the order written
    pages: tuple[tuple[str, Metadata], ...] = ()

    def of(self, file: str) -> Metadata:
        """What it says of a page, named by its path from the folder of `pages.toml`."""
        found = UNKNOWN
        exact = [origin for pattern, origin in self.pages if pattern == file]
        globs = [origin for pattern, origin in self.pages if pattern != file and fnmatchcase(file, pattern)]
        for origin in (*reversed(exact), *reversed(globs), self.defaults):
            found = found.or_else(origin)
        return found


def _newspaper(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _date(value: Any) -> str | None:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value.strip()) if isinstance(value, str) else None
    return iso_date(*match.groups()) if match else None


def _page(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return str(value).strip() or None


# what can be said of a page: how its value is read, and what it must be
_KEYS = {
    "newspaper": (_newspaper, 'a name in quotes, such as "杭州日报"'),
    "date": (_date, "a day of the calendar, such as 2023-05-18"),
    "page": (_page, 'a number or a text, such as 3 or "A03"'),
}


def read_pages_toml(path: Path, name: str) -> tuple[PagesToml, list[SidecarError]]:
    """What a `pages.toml` says, and one error for each thing in it that cannot be used; the rest counts.

    Args:
        path: the file.
        name: what the errors call it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            return PagesToml(), [
                SidecarError(name, f"the file is larger than {MAX_BYTES // 1024 // 1024} MB; not used")
            ]
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return PagesToml(), [SidecarError(name, "the file is not UTF-8 text: save it as UTF-8; not used")]
    except OSError as error:
        return PagesToml(), [SidecarError(name, f"cannot be opened ({error.strerror}); not used")]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return PagesToml(), [SidecarError(name, f"is no valid TOML ({error}); not used")]
    problems: list[SidecarError] = []
    for key in table:
        if key not in ("defaults", "pages"):
            problems.append(SidecarError(name, f'{key!r} is unknown: take [defaults] or [pages."file"]; left out'))
    defaults = _origin(table.get("defaults", {}), "defaults", name, problems)
    pages = table.get("pages", {})
    if not isinstance(pages, dict):
        problems.append(SidecarError(name, "'pages' must be a table, [pages.\"file\"]; left out"))
        pages = {}
    entries = tuple((pattern, _origin(entry, f'pages."{pattern}"', name, problems)) for pattern, entry in pages.items())
    return PagesToml(defaults, entries), problems


def _origin(table: Any, place: str, name: str, problems: list[SidecarError]) -> Metadata:
    """One table of the file; what is wrong in it goes to `problems`."""
    if not isinstance(table, dict):
        problems.append(SidecarError(name, f"{place} must be a table with {', '.join(_KEYS)}; left out"))
        return UNKNOWN
    found: dict[str, str] = {}
    for key, value in table.items():
        if key not in _KEYS:
            problems.append(SidecarError(name, f"{place}.{key} is unknown: take {', '.join(_KEYS)}; left out"))
            continue
        read, wanted = _KEYS[key]
        fact = read(value)
        if fact is None:
            problems.append(SidecarError(name, f"{place}.{key} must be {wanted}; left out"))
        else:
            found[key] = fact
    return Metadata(**found)


class PagesTomlFiles:
    """All `pages.toml` of a corpus, each read when the first page below it comes."""

    def __init__(self) -> None:
        self._read: dict[Path, PagesToml] = {}
        # errors that have not been fetched yet
        self._problems: list[SidecarError] = []

    def of(self, base: Path, file: str) -> Metadata:
        """What they say of a page.

        Args:
            base: the folder that the page's name starts from.
            file: the page's path within it.
        """
        found = UNKNOWN
        parts = file.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            sidecar = self._sidecar(base.joinpath(*parts[:depth]), "/".join([*parts[:depth], PAGES_TOML]))
            found = found.or_else(sidecar.of("/".join(parts[depth:])))
        return found

    def _sidecar(self, folder: Path, name: str) -> PagesToml:
        if folder not in self._read:
            path = folder / PAGES_TOML
            self._read[folder] = PagesToml()
            if path.is_file():
                self._read[folder], problems = read_pages_toml(path, name)
                self._problems.extend(problems)
        return self._read[folder]

    def new_problems(self) -> Iterator[SidecarError]:
        """The errors found since it was last asked."""
        found, self._problems = self._problems, []
        yield from found
