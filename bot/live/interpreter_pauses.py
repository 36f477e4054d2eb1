"""Shortens the pauses that the Python interpreter makes: switches between threads, and collections of garbage."""

from __future__ import annotations

import gc
import sys


def shorten_pauses() -> None:
    """Shortens, in this process from here on, the time that a question waits while another thread opens a new index.

    With 6,800 passages the slowest question beside a new page takes 31 to 70 ms, and without this 124 to 354 ms
    (`python -m benchmarks.live --pages 300`, two busy cores).
    """
    # numpy releases the GIL some fifty times a question: at the default interval of 5 ms a busy thread can add 250 ms
    sys.setswitchinterval(0.0001)
    # at the default thresholds Python collects all objects every few questions, which takes longer than a question; the
    # objects of the corpus live until the end and need no collection
    gc.set_threshold(10_000, 10, 100)
    gc.collect()
    gc.freeze()
