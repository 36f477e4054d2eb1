"""Articles → passages with their terms, counted: what takes the time in making an index, on as many cores as there are.

Texts are cut into terms in batches; a batch comes back as numbers, each term once, so that little has to travel
between processes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from bot.corpus.passages import passage_texts
from bot.records import Article
from bot.retrieval.abbreviations import find_abbreviation_keys
from bot.retrieval.analyzer import Analyzer, Field, NumberedTerms
from bot.retrieval.config import RankingConfig
from bot.text.cores import cores
from bot.text.normalization import fold_all

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


def cut(articles: Sequence[Article], config: RankingConfig, analyzer: Analyzer) -> Cut:
    """The passages of some articles and their terms.

    A passage's terms are those of its text, and those of its article's headline and lead before them; an article's
    are those of its headline and its passages.
    """
    article_of: list[int] = []
    parts: list[range] = []
    taught: defaultdict[str, int] = defaultdict(count().__next__)
    taught_keys: list[int] = []
    taught_articles: list[int] = []
    texts: list[str] = []
    folded = iter(fold_all([text for article in articles for text in _told(article)], analyzer.traditional))
    for number, article in enumerate(articles):
        for part, text in passage_texts(article):
            article_of.append(number)
            parts.append(part)
            texts.append(text)
        told = [next(folded) for _ in _told(article)]
        keys = {taught[key] for key in find_abbreviation_keys(told, analyzer.segmenter)}
        taught_keys.extend(keys)
        taught_articles.extend([number] * len(keys))
    # after the passages the headlines, and the headlines with the leads
    for article in articles:
        texts.append(article.headline)
    for article in articles:
        headline = article.headline if config.headline else ""
        texts.append(f"{headline} {''.join(article.paragraphs)[: config.lead]}")
    owner = np.array(article_of, np.int64)
    rows, every = np.arange(len(owner)), np.arange(len(articles))
    # the numbers of the texts that a passage, and an article, is made of
    of_passages = np.stack([rows, len(rows) + len(articles) + owner], axis=1).ravel()
    of_articles = np.concatenate([rows, len(rows) + every])[np.argsort(np.concatenate([owner, every]), kind="stable")]
    counts = np.bincount(owner, minlength=len(articles)) + 1
    return Cut(
        owner.astype(np.int32),
        np.array([part.start for part in parts], np.int32),
        np.array([part.stop for part in parts], np.int32),
        {
            name: FieldCut(
                own.terms,
                *_together(own, of_passages, np.full(len(rows), 2)),
                *_together(own, of_articles, counts),
            )
            for name, own in analyzer.analyze_all(texts).items()
        },
        list(taught),
        np.array(taught_keys, np.int32),
        np.array(taught_articles, np.int64),
    )


def _told(article: Article) -> tuple[str, ...]:
    return article.headline, *article.paragraphs


def _together(
    own: NumberedTerms, texts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The terms of texts put together, and how many each whole has.

    Args:
        own: the terms of each text.
        texts: the numbers of the texts that make up each whole.
        counts: of how many texts each whole is made up, 1 or more.
    """
    sizes = np.diff(own.offsets)[texts]
    ends = np.cumsum(sizes, dtype=np.int64)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(own.offsets[texts] - (ends - sizes), sizes)
    whole = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(counts)))]
    return own.numbers[places], np.diff(whole)


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
    articles: Sequence[Article],
    config: RankingConfig,
    analyzer: Analyzer,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Cut]:
    """The passages of any number of articles, cut in batches, on all cores where there is enough of them.

    Args:
        articles: what to cut.
        config: how.
        analyzer: makes terms of their text.
        progress: is told how many articles are done.
    """
    size = sum(sum(map(len, article.paragraphs)) for article in articles)
    workers = cores()
    batches = list(_batches(articles))
    found: list[Cut] = []
    done = 0
    if size < WORTH_A_PROCESS or workers < 2:
        results: Iterator[Cut] = (cut(batch, config, analyzer) for batch in batches)
        pool = None
    else:
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(workers)
        results = pool.map(cut, batches, [config] * len(batches), [analyzer] * len(batches))
    try:
        for batch, result in zip(batches, results, strict=True):
            found.append(result)
            done += len(batch)
            progress(done)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    return found
