"""Lists the files of a corpus with stamps that change when they do, without opening any: is an index up to date?"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from bot.errors import PageError
from bot.pages.discover import CORRECTION_SUFFIX, PAGES_TOML, find_files, no_page_error


class CorpusFile(NamedTuple):
    """One file of a corpus."""

    path: Path
    # what the corpus calls it (`bot.pages.discover.FoundFile`)
    name: str
    # Sizes and times of the file, of its corrections and of every pages.toml; "" where the file cannot be looked at.
    stamp: str


@dataclass(frozen=True)
class Inventory:
    """All files of a corpus, and the errors and notices about what else lies there."""

    files: tuple[CorpusFile, ...]
    problems: tuple[PageError, ...]

    @cached_property
    def fingerprint(self) -> str:
        """32 hex digits, the same for two inventories exactly when no file came, went or changed between them."""
        digest = blake2b(digest_size=16)
        for file in self.files:
            digest.update(f"{file.name}\n{file.stamp}\n".encode("utf-8", "surrogatepass"))
        for problem in self.problems:
            digest.update(f"{problem}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def take_inventory(paths: Sequence[Path]) -> Inventory:
    """List the files of a corpus.

    Args:
        paths: folders and files.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    entries = list(find_files(paths))
    problems = tuple(entry for entry in entries if isinstance(entry, PageError))
    found = [entry for entry in entries if not isinstance(entry, PageError)]
    if not found:
        raise no_page_error(paths)
    side_files = _SideFiles(paths)
    return Inventory(tuple(CorpusFile(path, name, side_files.stamp(path)) for path, name in found), problems)


class _SideFiles:
    """The corrections and pages.toml files of a corpus, with the size and time of each."""

    def __init__(self, paths: Sequence[Path]) -> None:
        # for each page's path its corrections
        self._corrections: dict[str, list[str]] = defaultdict(list)
        pages_toml_files = []
        for side_file in (side_file for path in paths for side_file in _find_side_files(path)):
            if side_file.endswith(PAGES_TOML):
                pages_toml_files.append(f"{side_file}:{_size_and_time(side_file)}")
            else:
                # paper.pdf#3.fix corrects the third page of paper.pdf
                page = side_file.removesuffix(CORRECTION_SUFFIX)
                for name in {page, page.rpartition("#")[0] or page}:
                    self._corrections[name].append(f"{os.path.basename(side_file)}:{_size_and_time(side_file)}")
        self._pages_toml = blake2b("\n".join(sorted(pages_toml_files)).encode("utf-8", "surrogatepass"), digest_size=8)

    def stamp(self, path: Path) -> str:
        """The stamp of a page; any pages.toml counts, because it may speak of all pages below its folder."""
        page = _size_and_time(str(path))
        if not page:
            return ""
        return "|".join([page, *sorted(self._corrections.get(str(path), ())), self._pages_toml.hexdigest()])


def _find_side_files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path.parent / PAGES_TOML)
        corrections = path.parent.glob(f"*{CORRECTION_SUFFIX}")
        yield from (str(correction) for correction in corrections if correction.name.startswith(path.name))
        return
    for folder, _, names in os.walk(path):
        for name in names:
            if name == PAGES_TOML or name.endswith(CORRECTION_SUFFIX):
                yield os.path.join(folder, name)


def _size_and_time(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return ""
    # the mode too: a page that could not be opened can be opened once its permissions have changed
    return f"{status.st_size}.{status.st_mtime_ns}.{status.st_mode:o}"
