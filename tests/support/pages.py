"""All pages of a corpus, for tests and benchmarks that need no articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import PageError
from bot.pages.discover import find_files
from bot.pages.load import MAX_BYTES, read_file
from bot.records import Page


def read_pages(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Page | PageError]:
    """The pages at some paths one by one, and an error in place of each that cannot be read."""
    for entry in find_files(paths):
        yield from [entry] if isinstance(entry, PageError) else read_file(*entry, max_bytes)
