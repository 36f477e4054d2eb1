"""Where a page lies, by the name that the corpus gives it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.pages.discover import CORRECTION_SUFFIX


class PagePlace(NamedTuple):
    """Where a page lies in the corpus."""

    # the folder that its name starts from
    folder: Path
    # its path from there; a page inside a file has the file's name and its number: paper.pdf#3
    name: str

    @property
    def file(self) -> Path:
        """The file that has the page."""
        path = self.folder / self.name
        return path if path.exists() else self.folder / self.name.rpartition("#")[0]

    @property
    def correction_file(self) -> Path:
        """The file of its corrections, which may be there."""
        return self.folder / (self.name + CORRECTION_SUFFIX)


def find_place(paths: Sequence[Path], file: str) -> PagePlace | None:
    """The place of a page among the paths of the corpus; None where it cannot be told.

    Args:
        paths: folders and files of the corpus.
        file: the page's name.
    """
    for name in (file, file.rpartition("#")[0]):
        for path in paths if name else ():
            if not path.is_dir():
                if name in (path.name, path.as_posix()):
                    return PagePlace(path.parent, file.removeprefix(f"{path.parent.as_posix()}/"))
                continue
            # where two folders have a page of the same name, the second one is called by its whole path
            within = file.removeprefix(f"{path.as_posix()}/")
            if (path / name).exists() and not Path(within).is_absolute():
                return PagePlace(path, within)
    return None
