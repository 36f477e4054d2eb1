"""Brings a stored index up to date in another process.

When that process is killed, the index in the folder stays as it was.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.errors import CorpusError, StoredIndexError
from bot.live.helper import Helper, HelperError, Limits, serve
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage.folder_lock import lock_folder
from bot.retrieval.storage.stored_index import open_index, remove_old_generations
from bot.text.user_dictionary import UserDictionary


@dataclass(frozen=True)
class RebuildResult:
    """How many files of the corpus were read because they are new or have changed, and how many are gone."""

    new: int
    changed: int
    removed: int
    # what was wrong with the index that was there, and was made anew
    complaints: Sequence[str]


class Rebuilder:
    """Brings the index of a corpus up to date, one time after the other.

    Args:
        paths: folders and files of the corpus.
        folder: of the index.
        max_bytes: larger pages are skipped.
        user_dictionary: words of the operator, which the index is made with.
        limits: what the process that makes it may take.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        folder: Path,
        max_bytes: int,
        user_dictionary: UserDictionary,
        limits: Limits | None = None,
    ) -> None:
        self._order = {
            "paths": [str(path) for path in paths],
            "folder": str(folder),
            "max_bytes": max_bytes,
            "words": user_dictionary.words,
        }
        self._folder = folder
        self._helper = Helper("bot.live.rebuild", str(folder), limits)

    @property
    def process(self) -> subprocess.Popen[bytes] | None:
        """The process that makes the index; None while there is none."""
        return self._helper.process

    def rebuild(self) -> RebuildResult:
        """Brings the index up to date.

        Raises:
            CorpusError: when no page of the corpus can be read.
            StoredIndexError: when the index could not be made or written; the old one is as it was.
        """
        try:
            return RebuildResult(**self._helper.run(self._order))
        except HelperError as error:
            if error.kind == CorpusError.__name__:
                raise CorpusError(str(error)) from None
            raise StoredIndexError(self._folder, "is as it was: {reason}", reason=error) from None

    def stop(self) -> None:
        """Ends the process, if there is one, and deletes the index that it has not completed; no other is started."""
        if self._helper.stop():
            with contextlib.suppress(StoredIndexError, OSError), lock_folder(self._folder, patience=1.0):
                remove_old_generations(self._folder, open_index(self._folder))


def _refresh(order: Mapping[str, Any]) -> Mapping[str, Any]:
    # with the reader: the process that waits for this one has no use for it
    from bot.retrieval.storage.refresh import refresh

    complaints: list[StoredIndexError] = []
    index, made = refresh(
        Path(order["folder"]),
        [Path(path) for path in order["paths"]],
        order["max_bytes"],
        DEFAULT_CONFIG,
        complain=complaints.append,
        user_dictionary=UserDictionary(tuple((word, count) for word, count in order["words"])),
    )
    if index is None:
        raise complaints[-1]
    changes = made.changes if made else None
    new, changed, removed = map(len, (changes.new, changes.changed, changes.removed)) if changes else (0, 0, 0)
    return asdict(RebuildResult(new, changed, removed, [str(complaint) for complaint in complaints]))


if __name__ == "__main__":
    serve(_refresh)
