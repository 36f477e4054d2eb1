"""Articles → passages with counted terms: the slow step of building an index, spread over all cores.

Articles are analyzed in batches. A batch returns each term once and numbers in its place, so that little has to be
sent between processes.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from bot.corpus.passages import passage_texts
from bot.records import Article
from bot.retrieval.abbreviation_keys import find_abbreviation_keys
from bot.retrieval.analyzer import Analyzer, Field, NumberedTerms
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Publications
from bot.text.normalization import fold_all

__all__ = ["AnalyzedBatch", "AnalyzedField", "analyze_articles", "analyze_batch"]

# A batch has about this many characters: large enough for numpy, small enough for even work on all cores.
BATCH_SIZE = 200_000
# With less text than this, a second process takes longer to start than it saves.
WORTH_A_PROCESS = 2_000_000


@dataclass(frozen=True)
class AnalyzedField:
    """The terms of one field in a batch, of its passages and of its whole articles."""

    # each term once; its number is its position
    terms: list[str]
    # the numbers of the terms, text after text, and the number of terms of each text
    passages: npt.NDArray[np.int32]
    passage_lengths: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int32]
    article_lengths: npt.NDArray[np.int64]


@dataclass(frozen=True)
class AnalyzedBatch:
    """A batch of articles as passages and terms. Articles are numbered within the batch."""

    article_count: int
    # for each passage the number of its article, its first sentence there, and the sentence after its last one
    article_of: npt.NDArray[np.int32]
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    fields: dict[Field, AnalyzedField]
    # abbreviation keys, each once; and for each article and key in it one entry in both arrays
    abbreviation_keys: list[str]
    key_numbers: npt.NDArray[np.int32]
    key_articles: npt.NDArray[np.int64]
    publications: Publications


def analyze_batch(articles: Sequence[Article], config: RankingConfig, analyzer: Analyzer) -> AnalyzedBatch:
    """The passages of some articles and their terms.

    The terms of a passage are those of its text and those of its article's headline and lead. The terms of an article
    are those of its headline and its passages.
    """
    article_of: list[int] = []
    sentences: list[range] = []
    texts: list[str] = []
    for number, article in enumerate(articles):
        for part, text in passage_texts(article):
            article_of.append(number)
            sentences.append(part)
            texts.append(text)
    # after the passages come the headlines, then the headlines with the leads
    texts += [article.headline for article in articles]
    for article in articles:
        headline = article.headline if config.headline else ""
        texts.append(f"{headline} {''.join(article.paragraphs)[: config.lead]}")
    owner = np.array(article_of, np.int64)
    passages, every_article = np.arange(len(owner)), np.arange(len(articles))
    # which of `texts` make up each passage, and which make up each article
    of_passages = np.stack([passages, len(passages) + len(articles) + owner], axis=1).ravel()
    by_article = np.argsort(np.concatenate([owner, every_article]), kind="stable")
    of_articles = np.concatenate([passages, len(passages) + every_article])[by_article]
    texts_of_article = np.bincount(owner, minlength=len(articles)) + 1
    return AnalyzedBatch(
        len(articles),
        owner.astype(np.int32),
        np.array([part.start for part in sentences], np.int32),
        np.array([part.stop for part in sentences], np.int32),
        {
            name: AnalyzedField(
                field.terms,
                *_concatenated(field, of_passages, np.full(len(passages), 2)),
                *_concatenated(field, of_articles, texts_of_article),
            )
            for name, field in analyzer.analyze_all(texts).items()
        },
        *_abbreviations(articles, analyzer),
        Publications.from_articles(articles),
    )


def _abbreviations(
    articles: Sequence[Article], analyzer: Analyzer
) -> tuple[list[str], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The abbreviation keys of `AnalyzedBatch`, in its three fields."""
    parts = [(article.headline, *article.paragraphs) for article in articles]
    folded = iter(fold_all([text for texts in parts for text in texts], analyzer.traditional))
    # a new key gets the next number when it is looked up
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    key_numbers: list[int] = []
    key_articles: list[int] = []
    for number, texts in enumerate(parts):
        keys = {numbers[key] for key in find_abbreviation_keys([next(folded) for _ in texts], analyzer.segmenter)}
        key_numbers.extend(keys)
        key_articles.extend([number] * len(keys))
    return list(numbers), np.array(key_numbers, np.int32), np.array(key_articles, np.int64)


def _concatenated(
    field: NumberedTerms, texts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The terms of wholes that are each made up of several texts, and the number of terms of each whole.

    Args:
        field: the terms of each text.
        texts: the numbers of the texts, whole after whole.
        counts: the number of texts of each whole, 1 or more.
    """
    sizes = np.diff(field.offsets)[texts]
    ends = np.cumsum(sizes, dtype=np.int64)
    positions = np.arange(ends[-1] if len(ends) else 0) + np.repeat(field.offsets[texts] - (ends - sizes), sizes)
    ends_of_wholes = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(counts)))]
    return field.numbers[positions], np.diff(ends_of_wholes)


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += _size(article)
        if size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(article: Article) -> int:
    return sum(map(len, article.paragraphs))


def analyze_articles(
    articles: Iterable[Article],
    config: RankingConfig,
    analyzer: Analyzer,
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[AnalyzedBatch]:
    """The passages and terms of any number of articles, in batches, on all cores if there is enough text.

    Args:
        articles: in the order of the corpus; few of them are in memory at the same time.
        config: the parameters of ranking.
        analyzer: splits their text into terms.
        progress: called with the number of articles that are done.
    """
    batches = _batches(articles)
    first: deque[list[Article]] = deque()
    size = 0
    while size < WORTH_A_PROCESS and (batch := next(batches, None)):
        first.append(batch)
        size += sum(map(_size, batch))
    if size < WORTH_A_PROCESS:
        results: Iterator[AnalyzedBatch] = (analyze_batch(batch, config, analyzer) for batch in first)
    else:
        results = _analyze_in_processes(_drain(first, batches), config, analyzer)
    done = 0
    for result in results:
        done += result.article_count
        progress(done)
        yield result


def _drain(first: deque[list[Article]], others: Iterator[list[Article]]) -> Iterator[list[Article]]:
    """The first batches, none of which stays in memory, and then the others."""
    while first:
        yield first.popleft()
    yield from others


def _analyze_in_processes(
    batches: Iterable[list[Article]], config: RankingConfig, analyzer: Analyzer
) -> Iterator[AnalyzedBatch]:
    # imported here because most calls need no second process
    from concurrent.futures import Future, ProcessPoolExecutor

    pool = ProcessPoolExecutor()
    # so many batches are in work or wait for it, and no more of them are in memory
    most = 2 * (os.cpu_count() or 1)
    waiting: deque[Future[AnalyzedBatch]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(analyze_batch, batch, config, analyzer))
            if len(waiting) > most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
