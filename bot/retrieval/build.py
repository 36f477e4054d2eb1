"""Articles → passages with counted terms: the slow step of building an index, spread over all cores.

Articles are analyzed in batches, each in one process from their stored form to posting lists. Where there are many, the
batches are put into files, so that the memory that they take does not grow with the corpus.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from bot.corpus.passages import passage_texts, split_sentences
from bot.corpus.serialization import read_article
from bot.records import Article
from bot.retrieval.analyzer import Analyzer, CutBlocks, Field, NumberedTerms
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.array_files import spill
from bot.retrieval.inverted_index.plain import PlainPostings
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.word_borders import WordBorders
from bot.text.names import find_abbreviation_keys, may_define
from bot.text.normalization import fold_all

# A batch has about this many characters: enough that few batches are packed together, small enough for even work on all
# cores.
BATCH_SIZE = 300_000
# With less text than this, a second process takes longer to start than it saves.
WORTH_A_PROCESS = 2_000_000

P = TypeVar("P")

Written = Article | bytes
"""An article, or what `write_article` made of it, which goes to another process in less time."""


@dataclass(frozen=True)
class AnalyzedField(Generic[P]):
    """The terms of one field in some articles, with their postings, of a type P, in passages and in articles."""

    terms: TermList
    passages: P
    # the number of terms of each text
    passage_lengths: npt.NDArray[np.uint32]
    articles: P
    article_lengths: npt.NDArray[np.uint32]


@dataclass(frozen=True)
class AnalyzedArticles(Generic[P]):
    """Some articles as passages and terms. Articles and passages are numbered within them."""

    article_count: int
    # for each passage the number of its article, its first sentence there, and the sentence after its last one
    article_of: npt.NDArray[np.int32]
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    fields: dict[Field, AnalyzedField[P]]
    # abbreviation keys, each with the articles that have it
    abbreviation_keys: TermList
    abbreviations: P
    publications: Publications
    # in the sentences of each article
    word_borders: WordBorders


AnalyzedBatch = AnalyzedArticles[PlainPostings]


def analyze_batch(articles: Sequence[Article], config: RankingConfig, analyzer: Analyzer) -> AnalyzedBatch:
    """The passages of some articles and their terms.

    The terms of a passage are those of its text and those of its article's headline and lead. The terms of an article
    are those of its headline and its passages.
    """
    article_of: list[int] = []
    parts: list[range] = []
    texts: list[str] = []
    sentences = list(map(split_sentences, articles))
    for number, own in enumerate(sentences):
        for part, text in passage_texts(own):
            article_of.append(number)
            parts.append(part)
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
    cut = CutBlocks(analyzer.segmenter)
    return AnalyzedArticles(
        len(articles),
        owner.astype(np.int32),
        np.array([part.start for part in parts], np.int32),
        np.array([part.stop for part in parts], np.int32),
        {
            name: _count(
                field,
                _concatenated(field, of_passages, np.full(len(passages), 2)),
                _concatenated(field, of_articles, texts_of_article),
            )
            for name, field in analyzer.analyze_all(texts, cut).items()
        },
        *_abbreviations(articles, analyzer),
        Publications.from_articles(articles),
        _find_borders([[sentence.text for sentence in own] for own in sentences], analyzer, cut),
    )


def _find_borders(texts: Sequence[Sequence[str]], analyzer: Analyzer, cut: CutBlocks) -> WordBorders:
    """The borders of words in the sentences of some articles."""
    folded = fold_all([text for own in texts for text in own], analyzer.traditional)
    each = iter(folded)
    return WordBorders.of_all([[next(each) for _ in own] for own in texts], cut.word_borders(folded))


def _abbreviations(articles: Sequence[Article], analyzer: Analyzer) -> tuple[TermList, PlainPostings]:
    """The abbreviation keys of some articles, and for each the articles that have it."""
    parts = [list(filter(may_define, (article.headline, *article.paragraphs))) for article in articles]
    folded = fold_all([text for texts in parts for text in texts], analyzer.traditional)
    texts_of = iter(folded)
    # a new key gets the next number when it is looked up
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    key_numbers: list[int] = []
    owners: list[int] = []
    for number, texts in enumerate(parts):
        keys = {numbers[key] for key in find_abbreviation_keys([next(texts_of) for _ in texts])}
        key_numbers.extend(keys)
        owners.extend([number] * len(keys))
    terms = sorted(numbers)
    rank = np.zeros(len(terms), np.int64)
    rank[[numbers[term] for term in terms]] = np.arange(len(terms))
    postings = PlainPostings.from_occurrences(
        rank[np.array(key_numbers, np.int64)], np.array(owners, np.int64), len(terms), len(articles)
    )
    return TermList.from_terms(terms), postings


def _count(
    field: NumberedTerms,
    passages: tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]],
    articles: tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]],
) -> AnalyzedField[PlainPostings]:
    """The postings of a field; of both kinds of texts the terms come text after text, with the length of each text."""
    postings = []
    for numbers, lengths in (passages, articles):
        texts = np.repeat(np.arange(len(lengths)), lengths)
        postings.append(PlainPostings.from_occurrences(numbers, texts, len(field.terms), len(lengths)))
    return AnalyzedField(
        field.terms, postings[0], passages[1].astype(np.uint32), postings[1], articles[1].astype(np.uint32)
    )


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


def _batches(articles: Iterable[Written]) -> Iterator[list[Written]]:
    batch: list[Written] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += _size(article)
        if size >= BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(article: Written) -> int:
    """About how many characters an article has: one takes three bytes, or two once it is compressed."""
    return len(article) // 2 if isinstance(article, bytes) else sum(map(len, article.paragraphs))


def analyze_articles(
    articles: Iterable[Written],
    config: RankingConfig,
    analyzer: Analyzer,
    progress: Callable[[int], None] = lambda done: None,
    folder: Path | None = None,
) -> Iterator[AnalyzedBatch | Path]:
    """The passages and terms of any number of articles, in batches, on all cores if there is enough text.

    Args:
        articles: in the order of the corpus; few of them are in memory at the same time.
        config: the parameters of ranking.
        analyzer: splits their text into terms.
        progress: called with the number of articles that are done.
        folder: where batches are put that other processes analyze; then each comes as the path of a `SpilledRecord`.

    Raises:
        OSError: when the folder cannot be written.
    """
    batches = _batches(articles)
    first: deque[list[Written]] = deque()
    size = 0
    while size < WORTH_A_PROCESS and (batch := next(batches, None)):
        first.append(batch)
        size += sum(map(_size, batch))
    done = 0
    if size < WORTH_A_PROCESS or not analyzer.segmenter.is_shared:
        for batch in _drain(first, batches):
            result = analyze_batch(_parsed(batch), config, analyzer)
            done += len(batch)
            progress(done)
            yield result
    else:
        for count_of_batch, made in _analyze_in_processes(_drain(first, batches), config, analyzer, folder):
            done += count_of_batch
            progress(done)
            yield made


def _parsed(batch: Sequence[Written]) -> list[Article]:
    # where sentences stand on a page, no term needs
    return [read_article(one, with_layout=False) if isinstance(one, bytes) else one for one in batch]


def _drain(first: deque[list[Written]], others: Iterator[list[Written]]) -> Iterator[list[Written]]:
    """The first batches, none of which stays in memory, and then the others."""
    while first:
        yield first.popleft()
    yield from others


def _analyze_in_processes(
    batches: Iterable[list[Written]], config: RankingConfig, analyzer: Analyzer, folder: Path | None
) -> Iterator[tuple[int, AnalyzedBatch | Path]]:
    """For each batch the number of its articles, and what they were made into."""
    # imported here because most calls need no second process
    from concurrent.futures import Future

    from bot.runtime.process_pool import process_pool

    analyzer.segmenter.load_for_indexing()
    pool = process_pool()
    # so many batches are in work or wait for it, and no more of them are in memory
    most = 2 * (os.cpu_count() or 1)
    waiting: deque[Future[tuple[int, AnalyzedBatch | Path]]] = deque()
    try:
        for number, batch in enumerate(batches):
            path = folder / f"batch-{number}" if folder else None
            waiting.append(pool.submit(_analyze_and_spill, batch, config, analyzer, path))
            if len(waiting) > most:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _analyze_and_spill(
    batch: Sequence[Written], config: RankingConfig, analyzer: Analyzer, path: Path | None
) -> tuple[int, AnalyzedBatch | Path]:
    made = analyze_batch(_parsed(batch), config, analyzer)
    if path is None:
        return len(batch), made
    spill(path, made)
    return len(batch), path
