"""When Python collects garbage: not while a question is answered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Puts off the collection of garbage to the end of a question, because one may take longer than the answer.

    Where it is off already, it stays off. Of several questions at the same time the first to end turns it on again, so
    that a busy process collects its garbage too.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
