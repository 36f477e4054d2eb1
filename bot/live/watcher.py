"""Tells when it is time to look at a corpus again. The only file that imports watchfiles.

The system reports changes within milliseconds, but not everywhere: network folders report none, and a folder that was
moved away and back is another one to the system. So a report is only a reason to look sooner; the corpus is looked at
from time to time anyway.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from watchfiles import Change, watch

from bot.pages.discover import CORRECTION_SUFFIX, PAGE_SUFFIXES

# Seconds without a change after which a copy is taken for finished; if it goes on, that is another change.
QUIET = 0.4
# Seconds after which the corpus is looked at although changes go on.
LONGEST = 10.0
# Milliseconds for which watchfiles collects events before it reports them.
_STEP = 50
# What a corpus depends on, besides folders: pages, corrections, pages.toml, local.lexicon.
_ENDINGS = (*PAGE_SUFFIXES, CORRECTION_SUFFIX, ".toml", ".lexicon")


class Watcher:
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
        # at INFO it logs every batch of events, those that do not matter too
        logging.getLogger("watchfiles").setLevel(logging.WARNING)

    def look_in(self, seconds: float) -> None:
        """Sets when the corpus is looked at next, if nothing happens before."""
        self._due = time.monotonic() + seconds

    def moments(self) -> Iterator[None]:
        """Yields whenever it is time to look at the corpus, until `stop` is set: after a change, or when it is due."""
        changing_since: float | None = None
        before = self._identities()
        while not self._stop.is_set():
            for is_changed in self._events():
                now, identities = time.monotonic(), self._identities()
                is_moved, before = identities != before, identities
                is_quiet = not (is_changed or is_moved)
                if not is_quiet:
                    changing_since = changing_since or now
                is_settled = changing_since is not None and (is_quiet or now - changing_since > LONGEST)
                if is_settled or self._due <= now:
                    changing_since = None
                    # the caller may set another time while it looks
                    self.look_in(LONGEST)
                    yield
                if is_moved:
                    # watchfiles still watches the folder that the path led to before: begin anew, and look once more,
                    # because what changes in between is not reported
                    changing_since = time.monotonic()
                    break

    def _identities(self) -> list[tuple[int, ...] | None]:
        """What the paths lead to: folders by device and inode, files by their state too, None for what is missing."""
        identities: list[tuple[int, ...] | None] = []
        for path in self._paths:
            try:
                status = os.stat(path)
            except OSError:
                identities.append(None)
                continue
            state = () if path.is_dir() else (status.st_size, status.st_mtime_ns)
            identities.append((status.st_dev, status.st_ino, *state))
        return identities

    def _events(self) -> Iterator[bool]:
        """Until `stop` is set: after each batch of events and each quiet while, whether the corpus changed."""
        # single files are not watched but looked at each time (`_identities`): editors put a new file in their place
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
                # a folder is gone, or there are more than the system will watch: they are looked at when it is due
                pass
        while not self._stop.wait(QUIET):
            yield False

    def _matters(self, change: Change, path: str) -> bool:
        """Whether a changed path may be a page, a folder of pages, or a file that belongs to pages."""
        real = os.path.realpath(path)
        if real == self._index or real.startswith(self._index + os.sep):
            return False
        for root in self._paths:
            below = os.path.relpath(path, os.path.abspath(root))
            if not below.startswith(os.pardir):
                is_hidden = below != os.curdir and any(part.startswith(".") for part in below.split(os.sep))
                if is_hidden:
                    return False
                break
        ending = os.path.splitext(path)[1].lower()
        # a deleted folder cannot be told from a deleted file, but has seldom an ending
        return ending in _ENDINGS or not ending or (change != Change.deleted and os.path.isdir(path))
