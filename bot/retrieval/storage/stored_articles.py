"""The articles of a stored index, parsed when they are used."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import read_article
from bot.records import Article

__all__ = ["StoredArticles"]

_CACHED_ARTICLES = 4096


class StoredArticles(Sequence[Article]):
    """Articles in a file, each parsed when it is first used.

    A file holds the serialized articles of all corpus files, followed by those merged from several corpus files. An
    article whose parts were merged is still in the file, but not in the corpus.

    Args:
        data: the serialized articles, one after the other.
        ends: where each of them ends in `data`.
        order: for each article of the corpus its position among the serialized ones.
    """

    def __init__(self, data: bytes | mmap.mmap, ends: npt.NDArray[np.int64], order: npt.NDArray[np.int64]) -> None:
        self._data = data
        self._ends = ends
        self._order = order
        self._article = lru_cache(maxsize=_CACHED_ARTICLES)(
            lambda number: read_article(self.serialized(int(order[number])))
        )

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, number: int) -> Article:  # type: ignore[override]  # no slices
        article: Article = self._article(range(len(self))[number])
        return article

    def serialized(self, position: int) -> bytes:
        """The serialized article at a position in the file."""
        return self._data[int(self._ends[position - 1]) if position else 0 : int(self._ends[position])]

    @property
    def serialized_count(self) -> int:
        """The number of serialized articles in the file."""
        return len(self._ends)
