"""How many cores there are to work on."""

from __future__ import annotations

import os

__all__ = ["cores"]


def cores() -> int:
    """The number of cores that this process may use, 1 or more."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
