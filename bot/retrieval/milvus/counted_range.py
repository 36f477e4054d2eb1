"""The postings of an index by text instead of by term: the terms of each text of some articles, and their counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.engine import Numbers
from bot.retrieval.inverted_index.postings import Postings
from bot.retrieval.tables import Tables

# Passages in a range. They take about 100 MB, because a passage has some hundred terms; shorter ranges take less memory
# and more time, because all postings are read for each.
_PASSAGES = 1 << 15


@dataclass(frozen=True)
class CountedTexts:
    """The terms of some neighbouring texts of a field."""

    # the terms of the first text, ascending, those of the second, and so on, and how often each occurs in the text
    terms: Numbers
    counts: npt.NDArray[np.uint16]
    # where the terms of each text begin, and where those of one after the last would
    offsets: Numbers

    def some(self, start: int, stop: int) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """The terms of the texts from `start` to `stop`: the terms, their texts counted from `start`, the counts."""
        own = slice(int(self.offsets[start]), int(self.offsets[stop]))
        texts = np.repeat(np.arange(stop - start), np.diff(self.offsets[start : stop + 1]))
        return self.terms[own], texts, self.counts[own]


@dataclass(frozen=True)
class CountedRange:
    """Some neighbouring articles with all their passages."""

    first_passage: int
    stop_passage: int
    first_article: int
    stop_article: int
    # by field
    passages: Mapping[Field, CountedTexts]
    articles: Mapping[Field, CountedTexts]


def counted_ranges(tables: Tables, passages: int = _PASSAGES) -> Iterator[CountedRange]:
    """Ranges that together are all articles, in order.

    Args:
        tables: the arrays of the index.
        passages: about how many a range has.
    """
    article_of = tables.article_of
    count, article, start = len(tables.publications.article_days), 0, 0
    while article < count:
        # the passages of one article stay together
        last = int(article_of[min(start + passages, len(article_of)) - 1]) if start < len(article_of) else count - 1
        stop_article = count if start + passages >= len(article_of) else max(article, last) + 1
        stop = int(np.searchsorted(article_of, stop_article))
        fields = tables.fields
        yield CountedRange(
            start,
            stop,
            article,
            stop_article,
            {name: _count(fields[name].passages.postings, start, stop) for name in FIELDS},
            {name: _count(fields[name].articles.postings, article, stop_article) for name in FIELDS},
        )
        article, start = stop_article, stop


def _count(postings: Postings, start: int, stop: int) -> CountedTexts:
    """The terms of the texts from `start` to `stop`."""
    terms: list[npt.NDArray[Any]] = [np.empty(0, np.int64)]
    texts: list[npt.NDArray[Any]] = [np.empty(0, np.int64)]
    counts: list[npt.NDArray[np.uint16]] = [np.empty(0, np.uint16)]
    for _, _, block in postings.blocks():
        own = block.texts()
        wanted = np.flatnonzero((own >= start) & (own < stop))
        terms.append(block.keys[wanted] >> 32)
        texts.append(own[wanted] - start)
        counts.append(block.counts[wanted])
    every_text = np.concatenate(texts)
    # terms come in ascending order
    order = np.argsort(every_text, kind="stable")
    sizes = np.bincount(every_text, minlength=stop - start)
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    return CountedTexts(np.concatenate(terms)[order], np.concatenate(counts)[order], offsets)
