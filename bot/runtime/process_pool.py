"""Pools of processes that end with the process that made them, however it ends."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import NoReturn


def process_pool(processes: int | None = None) -> ProcessPoolExecutor:
    """A pool of processes; one for each core if their number is not given."""
    return ProcessPoolExecutor(processes, initializer=_begin)


def _begin() -> None:
    """In a new process: takes signals as any program does, and ends when its parent is gone.

    A forked process inherits the handlers of its parent and the file descriptor that wakes the parent's event loop. A
    pool that breaks ends its processes with SIGTERM, and each would tell a bot's event loop to stop.
    """
    # a collection of garbage would write to the memory that a forked process shares with its parent, and so copy it
    gc.freeze()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> NoReturn:
    # nothing tells this process that its parent was killed: it would wait for work for ever
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
