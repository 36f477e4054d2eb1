"""Articles → passages with their terms, counted: what takes the time in making an index, on as many cores as there are.

Texts are cut into terms in batches; a batch comes back as numbers, each term once, so that little has to travel
between processes.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from bot.ingest.passages import article_sentences, packed
from bot.records import Article
from bot.retrieval.analysis import FIELDS, Field, Terms, fold
from bot.retrieval.recipe import Recipe
from bot.retrieval.taught import taught_by

__all__ = ["Cut", "FieldCut", "cut", "cut_all"]

# So many characters are cut in one go.
BATCH = 200_000
# With less text than this a second process takes longer to start than it saves.
WORTH_A_PROCESS = 2_000_000


@dataclass(frozen=True)
class FieldCut:
    """The terms of one field: of the passages, and of the whole articles."""

    # each term once
    terms: list[str]
    # the numbers of the terms, text after text, and how many each text has
    passages: npt.NDArray[np.int32]
    passage_lengths: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int32]
    article_lengths: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cut:
    """Some articles, cut."""

    # for each passage the number of its article among them, and its first sentence and the one after its last
    article_of: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    stop: npt.NDArray[np.int32]
    fields: dict[Field, FieldCut]
    # the keys of what the articles teach, each once, and for each time that one is taught its number and the article's
    taught: list[str]
    taught_keys: npt.NDArray[np.int32]
    taught_articles: npt.NDArray[np.int64]


class _Field:
    """The terms of one field while they are collected."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self.passages: list[int] = []
        self.passage_lengths: list[int] = []
        self.articles: list[int] = []
        self.article_lengths: list[int] = []

    def add(self, head: Sequence[str], title: Sequence[str], bodies: Sequence[Sequence[str]]) -> None:
        """Adds an article: headline and lead, the headline alone, and its passages."""
        number = self.numbers.__getitem__
        before = len(self.articles)
        heads = list(map(number, head))
        self.articles.extend(map(number, title))
        for body in bodies:
            own = list(map(number, body))
            self.passages.extend(heads)
            self.passages.extend(own)
            self.passage_lengths.append(len(heads) + len(own))
            self.articles.extend(own)
        self.article_lengths.append(len(self.articles) - before)

    def done(self) -> FieldCut:
        """What was collected."""
        return FieldCut(
            list(self.numbers),
            np.array(self.passages, np.int32),
            np.array(self.passage_lengths, np.int64),
            np.array(self.articles, np.int32),
            np.array(self.article_lengths, np.int64),
        )


def _terms(text: str, recipe: Recipe) -> Terms:
    return Terms(fold(text, recipe.traditional).text)


def cut(articles: Sequence[Article], recipe: Recipe) -> Cut:
    """The passages of some articles and their terms.

    A passage's terms are those of its text, and those of its article's headline and lead before them; an article's
    are those of its headline and its passages.
    """
    fields = {name: _Field() for name in FIELDS}
    article_of: list[int] = []
    parts: list[range] = []
    taught: defaultdict[str, int] = defaultdict(count().__next__)
    taught_keys: list[int] = []
    taught_articles: list[int] = []
    for number, article in enumerate(articles):
        headline = article.headline if recipe.headline else ""
        head = _terms(f"{headline} {''.join(article.paragraphs)[: recipe.lead]}", recipe)
        title = _terms(article.headline, recipe)
        own = packed(article, article_sentences(article))
        # each text is cut into words once
        bodies = [_terms(passage.text, recipe) for _, passage in own]
        for name, field in fields.items():
            field.add(head.field(name), title.field(name), [body.field(name) for body in bodies])
        keys = {taught[key] for key in taught_by(article, recipe.traditional)}
        taught_keys.extend(keys)
        taught_articles.extend([number] * len(keys))
        article_of.extend([number] * len(own))
        parts.extend(part for part, _ in own)
    return Cut(
        np.array(article_of, np.int32),
        np.array([part.start for part in parts], np.int32),
        np.array([part.stop for part in parts], np.int32),
        {name: field.done() for name, field in fields.items()},
        list(taught),
        np.array(taught_keys, np.int32),
        np.array(taught_articles, np.int64),
    )


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += sum(map(len, article.paragraphs))
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def cut_all(
    articles: Sequence[Article], recipe: Recipe, progress: Callable[[int], None] = lambda done: None
) -> list[Cut]:
    """The passages of any number of articles, cut in batches, on all cores where there is enough of them.

    Args:
        articles: what to cut.
        recipe: how.
        progress: is told how many articles are done.
    """
    size = sum(sum(map(len, article.paragraphs)) for article in articles)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    batches = list(_batches(articles))
    found: list[Cut] = []
    done = 0
    if size < WORTH_A_PROCESS or cores < 2:
        results: Iterator[Cut] = (cut(batch, recipe) for batch in batches)
        pool = None
    else:
        pool = ProcessPoolExecutor(cores)
        results = pool.map(cut, batches, [recipe] * len(batches))
    try:
        for batch, result in zip(batches, results, strict=True):
            found.append(result)
            done += len(batch)
            progress(done)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    return found
