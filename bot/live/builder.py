"""Starts the process that builds an index, hands it the work, and ends it whatever it is doing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.errors import CorpusError, StoredIndexError
from bot.retrieval.storage.refresh import locked
from bot.retrieval.storage.stored_index import open_index, remove_others
from bot.text.user_words import NO_WORDS, UserWords

__all__ = ["Builder", "Built"]


@dataclass(frozen=True)
class Built:
    """How many files of the corpus were read because they are new or have changed, and how many are gone."""

    new: int
    changed: int
    removed: int
    # what was wrong with the index that was there, and was made anew
    complaints: Sequence[str]


class Builder:
    """Brings the index of a corpus up to date in a process of its own, so that questions keep this one to themselves.

    Args:
        paths: folders and files of the corpus.
        folder: of the index.
        max_bytes: larger pages are skipped.
        user_words: words of the operator; the process reads their file, and builds nothing if it has changed since.
    """

    def __init__(self, paths: Sequence[Path], folder: Path, max_bytes: int, user_words: UserWords = NO_WORDS) -> None:
        self._order = {
            "paths": [str(path) for path in paths],
            "folder": str(folder),
            "max_bytes": max_bytes,
            "words": [str(user_words.path), user_words.fingerprint] if user_words.path else None,
        }
        self._folder = folder
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._working = self._closed = False

    def prepare(self) -> None:
        """Starts the process, which loads what it needs and waits: it is ready when the pages are."""
        with self._lock:
            if self._process is not None or self._closed:
                return
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot.live.build_process", json.dumps(self._order)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                # Ctrl-C in a terminal is for us: we end it, with all that it has started. A group of our session, not a
                # session of its own: Linux shares the cores among sessions first, whatever is nice within them
                process_group=0,
            )

    def build(self) -> Built:
        """Brings the index up to date.

        Raises:
            CorpusError: when no page of the corpus can be read.
            StoredIndexError: when the index could not be made or written; the old one is as it was.
        """
        self.prepare()
        with self._lock:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                raise StoredIndexError(self._folder, "was not built: the work was stopped")
            self._working = True
        try:
            with suppress(BrokenPipeError):
                process.stdin.write(b"\n")
                process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                raise StoredIndexError(self._folder, self._ended(process))
        finally:
            self._working = False
            self.dismiss()
        said = json.loads(line)
        if "error" in said:
            if said.get("corpus"):
                raise CorpusError(said["error"])
            raise StoredIndexError(self._folder, f"is as it was: {said['error']}")
        return Built(**said)

    def _ended(self, process: subprocess.Popen[bytes]) -> str:
        status = process.wait()
        last = ""
        if self._errors is not None:
            self._errors.seek(0)
            last = self._errors.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        return f"is as it was: the process that builds it {how}{f' ({last})' if last else ''}"

    def dismiss(self) -> None:
        """Ends the process, with all that it has started, at once; another one may be prepared."""
        with self._lock:
            process, self._process = self._process, None
            errors, self._errors = self._errors, None
        if process is not None:
            _kill(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
        if errors is not None:
            errors.close()

    def close(self) -> None:
        """Ends the process for good, and clears up what it has left half done."""
        with self._lock:
            self._closed, working = True, self._working
            process = self._process
        if not working or process is None:
            self.dismiss()
            return
        # whoever waits for it in `build` sees it end
        _kill(process)
        with suppress(StoredIndexError, OSError), locked(self._folder, patience=1.0):
            remove_others(self._folder, open_index(self._folder))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it has started; these may have outlived it."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
