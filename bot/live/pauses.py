"""How long the threads of a process that serves people may hold up each other."""

from __future__ import annotations

import gc
import sys

__all__ = ["shorten_pauses"]


def shorten_pauses() -> None:
    """Shortens, in this process from here on, the time that a question waits while another thread reads a page.

    With 6,800 passages the slowest question beside a new page takes 23 to 57 ms, and without this 34 to 115 ms
    (`python -m benchmarks.live --pages 300`).
    """
    # A thread that computes gives way after so many seconds. A question gives way at every look into an array, some
    # fifty times: with Python's 5 ms it would wait a quarter of a second for the thread that reads a page.
    sys.setswitchinterval(0.0001)
    # By default Python goes through all objects every few questions, which takes longer than a question. What is in
    # memory now is served to the end, and is left out.
    gc.set_threshold(10_000, 10, 100)
    gc.collect()
    gc.freeze()
