"""When it is time to look at a corpus again, and the only file that imports watchfiles.

The system tells of changes within milliseconds, but not everywhere: folders of a network say nothing, and a folder that
was moved away and back is another one. So what it tells is only a reason to look sooner; the corpus is looked at every
now and then anyway.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

from watchfiles import Change, watch

from bot.pages.discover import CORRECTION_SUFFIX, PAGE_SUFFIXES

__all__ = ["Moment", "Watch"]

Moment = Literal["stir", "look"]
"""Something begins to change; or it is time to look what has changed."""

# A copy that pauses for longer than this is taken for finished; should it go on, it is a change again.
QUIET = 0.4
# While changes go on and on, the corpus is looked at this often all the same.
LONGEST = 10.0
# Milliseconds for which events are collected before we hear of them.
_STEP = 50
# What bears on a corpus, besides folders: pages, corrections, pages.toml, local.lexicon.
_ENDINGS = (*PAGE_SUFFIXES, CORRECTION_SUFFIX, ".toml", ".lexicon")


class Watch:
    """Watches the folders and files of a corpus.

    Args:
        paths: of the corpus; they need not exist.
        index: the folder of the index, which may lie in the corpus.
        stop: ends the watching.
    """

    def __init__(self, paths: Sequence[Path], index: Path, stop: threading.Event) -> None:
        self._paths = paths
        self._index = os.path.realpath(index)
        self._stop = stop
        self._due = time.monotonic()
        # at INFO it counts every batch of events, those that do not matter too
        logging.getLogger("watchfiles").setLevel(logging.WARNING)

    def look_in(self, seconds: float) -> None:
        """Sets when the corpus is looked at next, if nothing happens before."""
        self._due = time.monotonic() + seconds

    def moments(self) -> Iterator[Moment]:
        """What happens, until `stop` is set: "stir" at once, and "look" when it has become quiet or is due."""
        begun: float | None = None
        before = self._places()
        while not self._stop.is_set():
            # what was there is there no more, or has come back: the system watches what a path was at the beginning
            for changed in self._events():
                now, places = time.monotonic(), self._places()
                moved, before = places != before, places
                if changed or moved:
                    if begun is None:
                        yield "stir"
                    begun = begun or now
                if self._due <= now or (begun and (not (changed or moved) or now - begun > LONGEST)):
                    begun = None
                    # whoever looks may set another time
                    self.look_in(LONGEST)
                    yield "look"
                if moved:
                    break

    def _places(self) -> list[tuple[int, ...] | None]:
        """What the paths lead to: folders by their identity, files by their state too, None for what is not there."""
        found: list[tuple[int, ...] | None] = []
        for path in self._paths:
            try:
                status = os.stat(path)
            except OSError:
                found.append(None)
                continue
            state = () if path.is_dir() else (status.st_size, status.st_mtime_ns)
            found.append((status.st_dev, status.st_ino, *state))
        return found

    def _events(self) -> Iterator[bool]:
        """For each short while, whether something changed that bears on the corpus; ends when `stop` is set."""
        # a file is looked at each time: editors put a new one in its place, and its folder may be anybody's
        folders = [path for path in self._paths if path.is_dir()]
        if folders:
            try:
                with closing(
                    watch(
                        *folders,
                        watch_filter=None,
                        debounce=4 * _STEP,
                        step=_STEP,
                        rust_timeout=int(1000 * QUIET),
                        yield_on_timeout=True,
                        stop_event=self._stop,
                        raise_interrupt=False,
                        ignore_permission_denied=True,
                    )
                ) as batches:
                    for batch in batches:
                        yield any(self._matters(change, path) for change, path in batch)
                return
            except OSError:
                # gone this moment, or more folders than the system will watch: those are looked at when it is due
                pass
        while not self._stop.wait(QUIET):
            yield False

    def _matters(self, change: Change, path: str) -> bool:
        """Whether a path that changed may be a page, a folder of pages, or what lies beside pages."""
        real = os.path.realpath(path)
        if real == self._index or real.startswith(self._index + os.sep):
            return False
        for root in self._paths:
            below = os.path.relpath(path, os.path.abspath(root))
            if not below.startswith(os.pardir):
                if below != os.curdir and any(part.startswith(".") for part in below.split(os.sep)):
                    return False
                break
        ending = os.path.splitext(path)[1].lower()
        # a folder that is gone cannot be told from a file; its name has seldom an ending
        return ending in _ENDINGS or not ending or (change != Change.deleted and os.path.isdir(path))
