"""Brings a stored index up to date in another process, so that this one has its processor time for questions.

The process is `python -m bot.live.rebuild`. It reads its order, a line of JSON, from standard input and writes the
result, a line of JSON, to standard output. Its standard input stays open as long as somebody wants the index: when it
ends, because that program was killed, the process ends at once, and the index in the folder stays as it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from bot.errors import BaowenError, CorpusError, StoredIndexError
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage.refresh import lock_folder, refresh
from bot.retrieval.storage.stored_index import open_index, remove_old_generations
from bot.text.user_dictionary import UserDictionary

__all__ = ["RebuildResult", "Rebuilder"]

# The `nice` value of the process: a question needs little of the processor, but needs it at once.
_NICE = 15


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

    Attributes:
        process: the process that makes the index; None while there is none.
    """

    def __init__(self, paths: Sequence[Path], folder: Path, max_bytes: int, user_dictionary: UserDictionary) -> None:
        self._order = {
            "paths": [str(path) for path in paths],
            "folder": str(folder),
            "max_bytes": max_bytes,
            "words": user_dictionary.words,
        }
        self._folder = folder
        self._lock = threading.Lock()
        self._is_stopped = False
        self.process: subprocess.Popen[bytes] | None = None

    def rebuild(self) -> RebuildResult:
        """Brings the index up to date.

        Raises:
            CorpusError: when no page of the corpus can be read.
            StoredIndexError: when the index could not be made or written; the old one is as it was.
        """
        with tempfile.TemporaryFile() as stderr, self._start(stderr) as process:
            try:
                line = _send_order(process, self._order)
            finally:
                self.process = None
                _kill(process)
            if not line:
                raise StoredIndexError(self._folder, f"is as it was: {_describe_end(process, stderr)}")
        result = json.loads(line)
        if "error" not in result:
            return RebuildResult(**result)
        if result["kind"] == CorpusError.__name__:
            raise CorpusError(result["error"])
        raise StoredIndexError(self._folder, f"is as it was: {result['error']}")

    def _start(self, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_stopped:
                raise StoredIndexError(self._folder, "was not built: the work was stopped")
            self.process = subprocess.Popen(
                # the folder is in the order, too: here it is for people who list processes
                [sys.executable, "-m", "bot.live.rebuild", str(self._folder)],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                # a new process group, so that Ctrl-C in a terminal reaches us alone and `_kill` its helpers too;
                # not a new session, because Linux shares the processor among sessions first, whatever `nice` says
                process_group=0,
            )
            return self.process

    def stop(self) -> None:
        """Ends the process, if there is one, and deletes the index that it has not completed; no other is started."""
        with self._lock:
            self._is_stopped, process = True, self.process
        if process is None:
            return
        # the thread that waits in `rebuild` sees the end
        _kill(process)
        with contextlib.suppress(StoredIndexError, OSError), lock_folder(self._folder, patience=1.0):
            remove_old_generations(self._folder, open_index(self._folder))


def _send_order(process: subprocess.Popen[bytes], order: Mapping[str, Any]) -> bytes:
    """Sends the order, and waits for the result; b"" where the process ends without one."""
    assert process.stdin is not None and process.stdout is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(order).encode() + b"\n")
    return process.stdout.readline()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and those that it has started, which may have outlived it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _describe_end(process: subprocess.Popen[bytes], stderr: IO[bytes]) -> str:
    stderr.seek(0)
    last_line = stderr.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
    status = process.wait()
    end = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"the process that builds it {end}{f' ({last_line})' if last_line else ''}"


def main() -> None:
    """The process: reads its order, brings the index up to date, and writes the result."""
    # standard output is for the result alone, so what libraries print goes to standard error
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_stdin, daemon=True).start()
    try:
        result = asdict(_refresh(order))
    except BaowenError as error:
        result = {"error": str(error), "kind": type(error).__name__}
    except Exception as error:
        result = {"error": f"the index was not built: {type(error).__name__}: {error}", "kind": "unknown"}
    json.dump(result, out)
    out.write("\n")
    out.flush()


def _refresh(order: Mapping[str, Any]) -> RebuildResult:
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
    return RebuildResult(new, changed, removed, [str(complaint) for complaint in complaints])


def _end_with_stdin() -> NoReturn:
    """Waits for the end of standard input, and ends this process and those that it has started."""
    with contextlib.suppress(OSError):
        while os.read(0, 1024):
            pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
