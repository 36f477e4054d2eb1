"""The process that brings a stored index up to date: `python -m bot.live.build_process`, started by `bot.live.builder`.

It gets ready first, and begins at a line on standard input; one line of JSON on standard output says what came of it.
When standard input ends, whoever wanted the index is gone, and so is this process with its helpers at once: the index
in the folder stays as it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from bot.errors import BaowenError, CorpusError, SidecarError
from bot.text.user_words import NO_WORDS, UserWords, read_user_words

__all__ = ["main"]

# Questions go before: they need little, but at once.
_NICE = 15


def _end_at_once() -> NoReturn:
    """Ends this process and those that it has started."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def _end_with(parent: int) -> None:
    """Waits until the other end of standard input is closed."""
    with contextlib.suppress(OSError):
        while os.read(parent, 1024):
            pass
    _end_at_once()


def build(paths: Sequence[Path], folder: Path, max_bytes: int, user_words: UserWords) -> dict[str, Any]:
    """Brings the index up to date, and says how the corpus has changed.

    Raises:
        BaowenError: when the corpus has no page that can be read, or the index cannot be written.
    """
    from bot.errors import StoredIndexError
    from bot.retrieval.config import DEFAULT_CONFIG
    from bot.retrieval.storage.refresh import refresh

    complaints: list[StoredIndexError] = []
    index, made = refresh(folder, paths, max_bytes, DEFAULT_CONFIG, complain=complaints.append, user_words=user_words)
    if index is None:
        raise complaints[-1]
    told = tuple(map(str, complaints))
    if made is None:
        return {"new": 0, "changed": 0, "removed": 0, "complaints": told}
    new, changed, removed = map(len, (made.changes.new, made.changes.changed, made.changes.removed))
    return {"new": new, "changed": changed, "removed": removed, "complaints": told}


def _user_words(file: tuple[str, str] | None) -> UserWords:
    """The operator's words, of a file with a fingerprint; none without a file.

    Raises:
        SidecarError: when the file cannot be opened or has other words.
    """
    if file is None:
        return NO_WORDS
    path, fingerprint = file
    user_words = read_user_words(Path(path))
    if user_words.fingerprint != fingerprint:
        raise SidecarError(path, "has changed: start again to use it")
    return user_words


def main() -> None:
    """Takes the corpus, the folder, the limit of a page's size and the words as JSON, the only argument."""
    # what a library prints must not come between
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    order = json.loads(sys.argv[1])
    import bot.retrieval.storage.refresh  # noqa: F401
    from bot.text.segmenter import default_segmenter

    default_segmenter().words("")
    handle = sys.stdin.fileno()
    if not os.read(handle, 1):
        return
    threading.Thread(target=_end_with, args=(handle,), daemon=True).start()
    try:
        paths, user_words = [Path(path) for path in order["paths"]], _user_words(order["words"])
        said = build(paths, Path(order["folder"]), order["max_bytes"], user_words)
    except BaowenError as error:
        said = {"error": str(error), "corpus": isinstance(error, CorpusError)}
    except Exception as error:
        said = {"error": f"the index was not built: {type(error).__name__}: {error}"}
    json.dump(said, out)
    out.write("\n")
    out.flush()


if __name__ == "__main__":
    main()
