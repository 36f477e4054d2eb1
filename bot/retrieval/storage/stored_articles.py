"""Serialized articles: those of an index, those that are collected for a new one, and parsed ones."""

from __future__ import annotations

import mmap
import threading
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import read_article, read_texts
from bot.records import Article

# Each has some fifty objects for its places on the page: with 4,096 of them a collection of garbage took .2 s.
_CACHED_ARTICLES = 512


class StoredArticles(Sequence[Article]):
    """Serialized articles, each parsed when it is first used.

    They are the articles of all corpus files, followed by those merged from several corpus files. An article whose
    parts were merged is still among them, but not in the corpus.

    Args:
        serialized: the serialized articles.
        order: for each article of the corpus its position among them.
    """

    def __init__(self, serialized: Sequence[bytes], order: npt.NDArray[np.int64]) -> None:
        self.serialized = serialized
        self._order = order
        self._article = lru_cache(maxsize=_CACHED_ARTICLES)(lambda number: read_article(serialized[int(order[number])]))

    def __len__(self) -> int:
        return len(self._order)

    def texts(self, number: int) -> tuple[str, Sequence[str]]:
        """The headline and the paragraphs of an article, which is not kept."""
        return read_texts(self.serialized[int(self._order[number])])

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        article: Article = self._article(range(len(self))[number])
        return article


class SerializedArticles(Sequence[bytes]):
    """Serialized articles in some files, which never change: a change of the corpus adds a file.

    Args:
        files: the content of each file.
        places: for each article the number of its file, times `FILE`, plus the position at which it begins there.
        sizes: how many bytes each article has.
    """

    FILE = 1 << 40

    def __init__(
        self, files: Sequence[bytes | mmap.mmap], places: npt.NDArray[np.int64], sizes: npt.NDArray[np.uint32]
    ) -> None:
        self.files, self.places, self.sizes = files, places, sizes

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]  # no slices
        file, start = divmod(int(self.places[position]), self.FILE)
        return self.files[file][start : start + int(self.sizes[position])]


class ArticleRange(Sequence[bytes]):
    """Some neighbouring articles of many, which are looked up when they are used.

    Args:
        source: the many.
        start, stop: the first one, and the one after the last.
    """

    def __init__(self, source: Sequence[bytes], start: int, stop: int) -> None:
        self.source, self.start, self.stop = source, start, stop

    def __len__(self) -> int:
        return self.stop - self.start

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]  # no slices
        return self.source[range(self.start, self.stop)[position]]


class ArticleSpool(Sequence[bytes]):
    """Serialized articles in a file that grows.

    Args:
        path: of the file, which is made.

    Raises:
        OSError: when it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = open(path, "x+b")  # noqa: SIM115  # read as long as anyone has articles of it
        weakref.finalize(self, _close, self._file)
        self._lock = threading.Lock()
        self._ends = array("q", [0])

    def add(self, articles: Iterable[bytes]) -> ArticleRange:
        """Appends some articles; returns their range of the spool, which can be kept instead of them."""
        first = len(self)
        with self._lock:
            self._file.seek(self._ends[-1])
            for article in articles:
                self._file.write(article)
                self._ends.append(self._ends[-1] + len(article))
        return ArticleRange(self, first, len(self))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]  # no slices
        with self._lock:
            self._file.seek(self._ends[position])
            return self._file.read(self._ends[position + 1] - self._ends[position])


def _close(spool: BinaryIO) -> None:
    """Closes a file of which nothing is needed any more, even where the disk is too full for its last bytes."""
    with suppress(OSError):
        spool.close()


class JoinedArticles(Sequence[bytes]):
    """The articles of several sequences, one after the other."""

    def __init__(self, parts: Iterable[Sequence[bytes]]) -> None:
        self.parts = list(_with_long_ranges(part for part in parts if len(part)))
        self._starts = list(accumulate(map(len, self.parts), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]  # no slices
        position = range(len(self))[position]
        part = bisect_right(self._starts, position) - 1
        return self.parts[part][position - self._starts[part]]


def _with_long_ranges(parts: Iterable[Sequence[bytes]]) -> Iterator[Sequence[bytes]]:
    """The same parts, with one range instead of several that follow one another in the same source."""
    last: Sequence[bytes] | None = None
    for part in parts:
        if (
            isinstance(last, ArticleRange)
            and isinstance(part, ArticleRange)
            and part.source is last.source
            and part.start == last.stop
        ):
            last = ArticleRange(last.source, last.start, part.stop)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
