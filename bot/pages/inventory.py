"""What lies in a corpus and when it was last changed, without opening anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from bot.errors import PageError
from bot.pages.load import entries, no_page
from bot.pages.side_files import FIXES, SIDECAR

__all__ = ["CorpusFile", "Survey", "survey"]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of a corpus."""

    path: Path
    # what it goes by in the corpus
    name: str
    # changes whenever the file does, or what lies beside it and bears on it; "" where that cannot be told
    stamp: str


@dataclass(frozen=True)
class Survey:
    """All files of a corpus, and what is said of those that are no pages."""

    files: tuple[CorpusFile, ...]
    problems: tuple[PageError, ...]

    @cached_property
    def fingerprint(self) -> str:
        """The same for two surveys exactly when no file came, went or changed between them."""
        seen = blake2b(digest_size=16)
        for file in self.files:
            seen.update(f"{file.name}\n{file.stamp}\n".encode("utf-8", "surrogatepass"))
        for problem in self.problems:
            seen.update(f"{problem}\n".encode("utf-8", "surrogatepass"))
        return seen.hexdigest()


def survey(paths: Sequence[Path]) -> Survey:
    """What lies at some paths.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    found = list(entries(paths))
    problems = tuple(entry for entry in found if isinstance(entry, PageError))
    pages = [entry for entry in found if not isinstance(entry, PageError)]
    if not pages:
        raise no_page(paths)
    # a pages.toml bears on every page below it, a correction on the page that it is named after
    said = _Beside(paths)
    return Survey(tuple(CorpusFile(path, name, said.stamp(path)) for path, name in pages), problems)


class _Beside:
    """The files beside the pages, with when each was changed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._fixes: dict[str, list[str]] = {}
        sidecars = []
        for path in paths:
            for found in _beside(path):
                if found.endswith(SIDECAR):
                    sidecars.append(f"{found}:{_changed(found)}")
                else:
                    # of one page of a file: paper.pdf#3.fix
                    page = found.removesuffix(FIXES)
                    for name in {page, page.rpartition("#")[0] or page}:
                        self._fixes.setdefault(name, []).append(f"{os.path.basename(found)}:{_changed(found)}")
        self._sidecars = blake2b("\n".join(sorted(sidecars)).encode("utf-8", "surrogatepass"), digest_size=8)

    def stamp(self, path: Path) -> str:
        """The stamp of a page."""
        own = _changed(str(path))
        return "|".join([own, *sorted(self._fixes.get(str(path), ())), self._sidecars.hexdigest()]) if own else ""


def _beside(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path.parent / SIDECAR)
        yield from (str(found) for found in path.parent.glob(f"*{FIXES}") if found.name.startswith(path.name))
        return
    for folder, _, names in os.walk(path):
        yield from (os.path.join(folder, name) for name in names if name == SIDECAR or name.endswith(FIXES))


def _changed(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return ""
    # with the rights: a page that could not be opened may be now
    return f"{status.st_size}.{status.st_mtime_ns}.{status.st_mode:o}"
