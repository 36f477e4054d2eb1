"""The articles of a stored index, parsed when they are used."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import read_article
from bot.records import Article

__all__ = ["SerializedFile", "StoredArticles"]

_CACHED_ARTICLES = 4096


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

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        article: Article = self._article(range(len(self))[number])
        return article


class SerializedFile(Sequence[bytes]):
    """The serialized articles in a file.

    Args:
        data: the content of the file, one article after the other.
        ends: where each of them ends.
    """

    def __init__(self, data: bytes | mmap.mmap, ends: npt.NDArray[np.int64]) -> None:
        self._data = data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]  # no slices
        return self._data[int(self._ends[position - 1]) if position else 0 : int(self._ends[position])]
