"""Articles → tables: the tables of a corpus, from those of an older one and the articles that are new.

An index is built in the same way, as an update of empty tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.bm25 import BM25Model
from bot.retrieval.build import AnalyzedBatch, AnalyzedField, analyze_articles
from bot.retrieval.filters import Publications
from bot.retrieval.inverted_index.postings import Counts
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.tables import DIGEST_SIZE, AbbreviationTable, FieldTables, Tables

__all__ = ["update_tables"]

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _NewNumbers:
    """The numbers that texts (articles, or passages) have after an update."""

    # for each old text, -1 if it is gone
    of_old: Numbers
    of_added: Numbers
    # how many texts there are after the update
    count: int


def update_tables(
    old: Tables,
    digests: Sequence[bytes],
    fetch: Callable[[int], Article],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Tables:
    """The tables of a corpus, equal to those built from it alone. Only articles that the old tables lack are analyzed.

    Args:
        old: the tables of an older corpus, made with the same configuration.
        digests: the digest of each article of the corpus, in order.
        fetch: returns an article of the corpus by number; called for the new ones only.
        progress: called with the number of new articles that are analyzed, and of how many.
    """
    number_of = {bytes(row): number for number, row in enumerate(old.digests)}
    old_numbers = np.array([number_of.get(key, -1) for key in digests], np.int64)
    new_numbers = np.full(len(old.digests), -1, np.int64)
    new_numbers[old_numbers[old_numbers >= 0]] = np.flatnonzero(old_numbers >= 0)
    articles = _NewNumbers(new_numbers, np.flatnonzero(old_numbers < 0), len(digests))
    added = [fetch(int(number)) for number in articles.of_added]
    batches = analyze_articles(added, old.config, old.analyzer, lambda done: progress(done, len(added)))
    passages, article_of = _number_passages(old, batches, articles)
    # threads help because numpy releases the GIL
    with ThreadPoolExecutor() as pool:
        abbreviations = pool.submit(_update_abbreviations, old.abbreviations, batches, articles)
        fields = {name: pool.submit(_update_field, old, name, batches, articles, passages) for name in FIELDS}
    return Tables(
        old.config,
        old.analyzer,
        np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_SIZE),
        old.publications.updated(articles.of_old, Publications.from_articles(added), articles.of_added),
        article_of,
        _combined(old.first_sentence, [batch.first_sentence for batch in batches], passages),
        _combined(old.stop_sentence, [batch.stop_sentence for batch in batches], passages),
        {name: field.result() for name, field in fields.items()},
        abbreviations.result(),
    )


# --- passages --------------------------------------------------------------------------------------------------------
def _number_passages(
    old: Tables, batches: Sequence[AnalyzedBatch], articles: _NewNumbers
) -> tuple[_NewNumbers, npt.NDArray[np.int32]]:
    """The new numbers of the passages, which are sorted by article, and for each new passage its article."""
    added_owner = _article_of_added(batches)
    new_owner = articles.of_old[old.article_of]
    new_added_owner = articles.of_added[added_owner]
    stays = new_owner >= 0
    counts = np.bincount(new_owner[stays], minlength=articles.count)
    counts += np.bincount(new_added_owner, minlength=articles.count)
    starts = np.concatenate(([0], np.cumsum(counts)))
    of_old = np.where(stays, _new_passage_numbers(new_owner, old.article_of, starts), -1)
    of_added = _new_passage_numbers(new_added_owner, added_owner, starts)
    article_of = np.repeat(np.arange(articles.count, dtype=np.int32), counts)
    return _NewNumbers(of_old, of_added, len(article_of)), article_of


def _article_of_added(batches: Sequence[AnalyzedBatch]) -> Numbers:
    """For each added passage the number of its article among the added ones."""
    before = 0
    numbers = [np.empty(0, np.int64)]
    for batch in batches:
        numbers.append(batch.article_of.astype(np.int64) + before)
        before += batch.article_count
    return np.concatenate(numbers)


def _new_passage_numbers(new_owner: Numbers, owner: npt.NDArray[Any], starts: Numbers) -> Numbers:
    """The new number of each passage: the first passage of its article plus its position in the article.

    Args:
        new_owner: the new number of each passage's article; the result is meaningless where it is -1.
        owner: the old number of each passage's article, ascending.
        starts: the new number of the first passage of each article.
    """
    if not len(owner):
        return np.empty(0, np.int64)
    first = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    position = np.arange(len(owner)) - np.repeat(first, np.diff(np.append(first, len(owner))))
    return starts[np.maximum(new_owner, 0)] + position


def _combined(
    old: npt.NDArray[np.int32], added: Sequence[npt.NDArray[np.int32]], passages: _NewNumbers
) -> npt.NDArray[np.int32]:
    """A column of the new passages from the columns of the old and the added ones."""
    column = np.empty(passages.count, np.int32)
    stays = passages.of_old >= 0
    column[passages.of_old[stays]] = old[stays]
    column[passages.of_added] = np.concatenate([np.empty(0, np.int32), *added])
    return column


# --- terms -----------------------------------------------------------------------------------------------------------
def _update_abbreviations(
    old: AbbreviationTable, batches: Sequence[AnalyzedBatch], articles: _NewNumbers
) -> AbbreviationTable:
    terms, new_terms, batch_terms = _add_terms(old.terms, [batch.abbreviation_keys for batch in batches])
    counts = old.renumbered_counts(new_terms, articles.of_old)
    before = 0
    keys, owners = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for batch, numbers in zip(batches, batch_terms, strict=True):
        keys.append(numbers[batch.key_numbers])
        owners.append(articles.of_added[batch.key_articles + before])
        before += batch.article_count
    counts = counts.merged_with(Counts.from_occurrences(np.concatenate(keys), np.concatenate(owners)))
    used = counts.used_terms(len(terms))
    if len(used) < len(terms):
        terms, new_terms = terms.only(used)
        counts = counts.with_terms_renumbered(new_terms)
    return AbbreviationTable.from_counts(terms, counts)


def _update_field(
    tables: Tables, name: Field, batches: Sequence[AnalyzedBatch], articles: _NewNumbers, passages: _NewNumbers
) -> FieldTables:
    old = tables.fields[name]
    added: list[AnalyzedField] = [batch.fields[name] for batch in batches]
    terms, new_terms, batch_terms = _add_terms(old.terms, [one.terms for one in added])
    of_passages = [(new[one.passages], one.passage_lengths) for new, one in zip(batch_terms, added, strict=True)]
    of_articles = [(new[one.articles], one.article_lengths) for new, one in zip(batch_terms, added, strict=True)]
    passage_counts, passage_lengths = _update_counts(old.passages, new_terms, passages, of_passages)
    article_counts, article_lengths = _update_counts(old.articles, new_terms, articles, of_articles)
    used = np.union1d(passage_counts.used_terms(len(terms)), article_counts.used_terms(len(terms)))
    if len(used) < len(terms):
        terms, new_terms = terms.only(used)
        passage_counts = passage_counts.with_terms_renumbered(new_terms)
        article_counts = article_counts.with_terms_renumbered(new_terms)
    return FieldTables.from_counts(
        name, terms, (passage_counts, passage_lengths), (article_counts, article_lengths), tables.config
    )


def _update_counts(
    old: BM25Model, new_terms: Numbers, texts: _NewNumbers, added: Sequence[tuple[npt.NDArray[np.int32], Numbers]]
) -> tuple[Counts, Numbers]:
    """The counts and the lengths of the passages, or of the articles, after an update.

    Args:
        old: the model of the texts before the update.
        new_terms: for each old term its new number.
        texts: the new numbers of the texts.
        added: for each batch the new numbers of its terms, text after text, and the lengths of its texts.
    """
    counts = old.postings.renumbered_counts(new_terms, texts.of_old)
    lengths = np.zeros(texts.count, np.int64)
    stays = texts.of_old >= 0
    lengths[texts.of_old[stays]] = old.lengths[stays]
    if added:
        added_terms = np.concatenate([terms for terms, _ in added])
        added_lengths = np.concatenate([lengths for _, lengths in added])
        counts = counts.merged_with(Counts.from_occurrences(added_terms, np.repeat(texts.of_added, added_lengths)))
        lengths[texts.of_added] = added_lengths
    return counts, lengths


def _add_terms(
    terms: TermList, batches: Sequence[Sequence[str]]
) -> tuple[TermList, Numbers, list[npt.NDArray[np.int32]]]:
    """Adds the terms of some batches to a list.

    Returns:
        The longer list, for each old term its new number, and for each batch the new numbers of its terms.
    """
    # batches share most of their terms: each distinct term is looked up once
    numbers = {term: terms.number(term) for term in set().union(*batches)}
    added = sorted(term for term, number in numbers.items() if number < 0)
    longer, new_numbers = terms.with_terms(added)
    # the added terms, sorted, take the numbers that no old term has
    free = np.ones(len(longer), bool)
    free[new_numbers] = False
    numbers = {term: int(new_numbers[number]) for term, number in numbers.items() if number >= 0}
    numbers.update(zip(added, np.flatnonzero(free).tolist(), strict=True))
    return longer, new_numbers, [np.array([numbers[term] for term in batch], np.int32) for batch in batches]
