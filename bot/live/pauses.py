"""How long the threads of a process that serves people may hold up each other."""

from __future__ import annotations

import gc
import sys

__all__ = ["shorten_pauses"]


def shorten_pauses() -> None:
    """Lets a question that comes while a page is read wait for milliseconds only, in this process from here on."""
    # A thread that computes gives way after so many seconds. A question gives way at every look into an array, some
    # fifty times: with Python's 5 ms it would wait a quarter of a second for the thread that reads a page.
    sys.setswitchinterval(0.0001)
    # By default Python goes through all objects every few questions, which takes longer than a question. What is in
    # memory now is served to the end, and is left out.
    gc.set_threshold(10_000, 10, 100)
    gc.collect()
    gc.freeze()
