"""What Windows lacks and refuses, imitated: tests of it run on every system, but prove nothing about Windows itself."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
from pathlib import Path

# Functions and constants of POSIX that Python has not on Windows, but those that filelock needs on POSIX.
_MISSING = {
    os: "O_DIRECTORY fork getpgrp killpg mkfifo nice",
    signal: "SIGHUP SIGALRM SIGUSR1",
    socket: "AF_UNIX",
}


def imitate_windows(monkeypatch) -> None:
    """Until the end of a test: folders cannot be opened, a file is flushed through a handle that may write alone, and
    neither deleted nor replaced while this process has it open or mapped (which is seen on Linux only)."""
    real_open, real_fsync = os.open, os.fsync

    def open_file(path, flags, mode=0o777, **others):
        if not isinstance(path, int) and os.path.isdir(path):
            raise PermissionError(errno.EACCES, "a folder cannot be opened", str(path))
        return real_open(path, flags, mode, **others)

    def flush(handle):
        number = handle if isinstance(handle, int) else handle.fileno()
        try:
            # nothing is written, but a handle that may not write is refused
            os.write(number, b"")
        except OSError:
            raise OSError(errno.EBADF, "the handle may not write") from None
        real_fsync(number)

    monkeypatch.setattr(os, "open", open_file)
    monkeypatch.setattr(os, "fsync", flush)
    # how Python itself deletes folders there, without opening them
    monkeypatch.setattr(shutil, "_use_fd_functions", False)
    for name in ("unlink", "remove", "replace", "rename"):
        monkeypatch.setattr(os, name, _unless_in_use(getattr(os, name)))
    for module, names in _MISSING.items():
        for name in names.split():
            monkeypatch.delattr(module, name, raising=False)


def _unless_in_use(change):
    def changed(*paths, **others):
        for path in paths:
            if others.get("dir_fd") is None and _is_in_use(os.path.realpath(path)):
                raise PermissionError(errno.EACCES, "used by another process", str(path))
        return change(*paths, **others)

    return changed


def _is_in_use(path: str) -> bool:
    # what filelock does on POSIX with its own files it does not do on Windows
    if "lock" in os.path.basename(path) or not os.path.isfile(path) or not os.path.isdir("/proc/self/fd"):
        return False
    if path in {line.split(maxsplit=5)[-1] for line in Path("/proc/self/maps").read_text("utf-8").splitlines()}:
        return True
    handles = (f"/proc/self/fd/{number}" for number in os.listdir("/proc/self/fd"))
    return any(os.path.realpath(handle) == path for handle in handles)
