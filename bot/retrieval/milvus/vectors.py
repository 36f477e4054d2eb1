"""The passages of an index as sparse vectors, for engines that multiply a query's vector with them.

A dimension is a term of a field; its value is what the term brings to the passage, by the passage's own text and by its
article's. The product with the weights of a query is the score.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import FIELDS
from bot.retrieval.engine import Numbers, Weights
from bot.retrieval.inverted_index.postings import Postings
from bot.retrieval.tables import Tables

__all__ = ["query_vector", "vectors"]

# So many passages are put together at once: it bounds the memory, at some hundred terms a passage.
_AT_ONCE = 4096


def _first_dimensions(tables: Tables) -> dict[str, int]:
    """For each field the dimension of its first term, and under "" how many there are."""
    first, before = {}, 0
    for name in FIELDS:
        first[name] = before
        before += len(tables.fields[name].terms)
    return {**first, "": before}


def query_vector(tables: Tables, weights: Weights) -> dict[int, int]:
    """The weights of a query by dimension; terms that the corpus has not are left out."""
    first = _first_dimensions(tables)
    vector = {}
    for name in FIELDS:
        for term, weight in weights[name].items():
            number = tables.fields[name].terms.number(term)
            if number >= 0:
                vector[first[name] + number] = weight
    return vector


def vectors(tables: Tables, at_once: int = _AT_ONCE) -> Iterator[tuple[int, Numbers, Numbers]]:
    """For each passage its number, its dimensions, rising, and their values, above 0; one without any is left out."""
    first = _first_dimensions(tables)
    for start in range(0, len(tables.article_of), at_once):
        stop = min(start + at_once, len(tables.article_of))
        keys, values = _block(tables, start, stop, first)
        ends = np.searchsorted(keys, np.arange(1, stop - start + 1) * first[""])
        begin = 0
        for row, end in enumerate(ends.tolist()):
            if end > begin:
                yield start + row, keys[begin:end] - row * first[""], values[begin:end]
            begin = end


def _block(tables: Tables, start: int, stop: int, first: dict[str, int]) -> tuple[Numbers, Numbers]:
    """The values of some passages, not 0, by keys that rise: the passage's row in the block, then the dimension."""
    size = first[""]
    keys, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    articles = tables.article_of[start:stop]
    low = int(articles[0])
    rows = (articles - low).astype(np.int64)
    for name in FIELDS:
        terms, texts, impacts = _of_texts(tables.fields[name].passages.postings, start, stop)
        keys.append(texts * size + first[name] + terms)
        values.append(impacts)
        # the postings of the articles, article by article, each run once for every passage
        terms, texts, impacts = _of_texts(tables.fields[name].articles.postings, low, int(articles[-1]) + 1)
        order = np.argsort(texts, kind="stable")
        counts = np.bincount(texts, minlength=int(rows[-1]) + 1)
        lengths = counts[rows]
        taken = np.repeat((np.cumsum(counts) - counts)[rows], lengths)
        taken += np.arange(len(taken)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        taken = order[taken]
        keys.append(np.repeat(np.arange(stop - start), lengths) * size + first[name] + terms[taken])
        values.append(impacts[taken])
    key, value = np.concatenate(keys), np.concatenate(values)
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    begins = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.empty(0, np.int64)
    key, value = key[begins], np.add.reduceat(value, begins) if len(begins) else value
    return key[value > 0], value[value > 0]


def _of_texts(postings: Postings, start: int, stop: int) -> tuple[Numbers, Numbers, Numbers]:
    """The postings of some texts: terms, texts counted from the first of them, and impacts."""
    at: npt.NDArray[np.intp] = np.flatnonzero((postings.texts >= start) & (postings.texts < stop))
    terms = np.searchsorted(postings.offsets, at, side="right") - 1
    return terms, postings.texts[at].astype(np.int64) - start, postings.impacts[at].astype(np.int64)
