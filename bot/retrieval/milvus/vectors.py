"""Sparse vectors of passages and queries, for engines that rank by inner product.

A dimension is a term of a field. Its value in a passage's vector is the impact of the term on the passage plus that on
the passage's article, so that the inner product with the weights of a query is the score.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.retrieval.analyzer import FIELDS
from bot.retrieval.engine import Numbers, QueryWeights
from bot.retrieval.milvus.counted_range import CountedRange
from bot.retrieval.tables import Tables

# Vectors are computed for this many passages at once: a passage has some hundred terms, so this bounds the memory.
_BLOCK = 4096


def _first_dimensions(tables: Tables) -> tuple[dict[str, int], int]:
    """For each field the dimension of its first term, and the number of all dimensions."""
    first, size = {}, 0
    for name in FIELDS:
        first[name] = size
        size += len(tables.fields[name].terms)
    return first, size


def unused_dimension(tables: Tables) -> int:
    """A dimension that is no term's."""
    return _first_dimensions(tables)[1]


def query_vector(tables: Tables, weights: QueryWeights) -> dict[int, int]:
    """The weights of a query by dimension; terms that do not occur in the corpus are left out."""
    first, _ = _first_dimensions(tables)
    vector = {}
    for name in FIELDS:
        for term, weight in weights[name].items():
            number = tables.fields[name].terms.number(term)
            if number >= 0:
                vector[first[name] + number] = weight
    return vector


def passage_vectors(
    tables: Tables, counted: CountedRange, block: int = _BLOCK
) -> Iterator[tuple[int, Numbers, Numbers]]:
    """The vectors of the passages of some articles; a passage without terms has none.

    Args:
        tables: the arrays of the index.
        counted: the articles.
        block: how many passages are computed at once.

    Yields:
        The number of the passage, its dimensions, ascending, and their values, above 0.
    """
    first, size = _first_dimensions(tables)
    for start in range(counted.first_passage, counted.stop_passage, block):
        stop = min(start + block, counted.stop_passage)
        keys, values = _block_values(tables, counted, start, stop, first, size)
        ends = np.searchsorted(keys, np.arange(1, stop - start + 1) * size)
        begin = 0
        for row, end in enumerate(ends.tolist()):
            if end > begin:
                yield start + row, keys[begin:end] - row * size, values[begin:end]
            begin = end


def _block_values(
    tables: Tables, counted: CountedRange, start: int, stop: int, first: dict[str, int], size: int
) -> tuple[Numbers, Numbers]:
    """The values above 0 of the passages from `start` to `stop`, with their keys, ascending.

    A key is the passage's row in the block times `size`, plus the dimension.
    """
    keys, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    articles = tables.article_of[start:stop]
    first_article, stop_article = int(articles[0]), int(articles[-1]) + 1
    article_rows = (articles - first_article).astype(np.int64)
    for name in FIELDS:
        models = tables.fields[name]
        terms, texts, counts = counted.passages[name].some(start - counted.first_passage, stop - counted.first_passage)
        keys.append(texts * size + first[name] + terms)
        values.append(models.passages.impacts(terms, texts + start, counts).astype(np.int64))
        own = counted.articles[name]
        terms, texts, counts = own.some(first_article - counted.first_article, stop_article - counted.first_article)
        impacts = models.articles.impacts(terms, texts + first_article, counts).astype(np.int64)
        # the run of each article repeated for every passage of it
        sizes = np.bincount(texts, minlength=stop_article - first_article)
        lengths = sizes[article_rows]
        positions = np.repeat((np.cumsum(sizes) - sizes)[article_rows], lengths)
        positions += np.arange(len(positions)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        keys.append(np.repeat(np.arange(stop - start), lengths) * size + first[name] + terms[positions])
        values.append(impacts[positions])
    return _summed_by_key(np.concatenate(keys), np.concatenate(values))


def _summed_by_key(keys: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """The distinct keys whose values add up to more than 0, ascending, and the sums."""
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    if len(keys):
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        keys, values = keys[starts], np.add.reduceat(values, starts)
    return keys[values > 0], values[values > 0]
