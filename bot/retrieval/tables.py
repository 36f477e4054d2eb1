"""The arrays of an index: built from articles, or from older arrays and the articles that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.bm25 import BM25Model
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import NO_FILTER, Filter, Publications
from bot.retrieval.inverted_index.postings import Counts
from bot.retrieval.inverted_index.term_list import TermList
from bot.text.segmenter import Segmenter

if TYPE_CHECKING:
    from bot.retrieval.build import AnalyzedBatch, AnalyzedField

__all__ = ["DIGEST_SIZE", "AbbreviationTable", "FieldTables", "Tables", "digest"]

DIGEST_SIZE = 16
"""The number of bytes of a digest."""

Numbers = npt.NDArray[np.int64]


def digest(written: bytes) -> bytes:
    """The hash of an article's serialized bytes, by which an update recognises articles that have not changed."""
    return blake2b(written, digest_size=DIGEST_SIZE).digest()


@dataclass(frozen=True)
class FieldTables:
    """One field of terms: its models of the passages and of the whole articles, over the same terms."""

    terms: TermList
    passages: BM25Model
    articles: BM25Model

    @classmethod
    def from_counts(
        cls,
        field: Field,
        terms: TermList,
        passages: tuple[Counts, Numbers],
        articles: tuple[Counts, Numbers],
        config: RankingConfig,
    ) -> FieldTables:
        """Computes both models from counts and the lengths of the texts."""
        weight = config.fields[field]
        return cls(
            terms,
            BM25Model.from_counts(terms, *passages, config.passage_k1, config.passage_b, weight),
            BM25Model.from_counts(
                terms, *articles, config.article_k1, config.article_b, weight * config.article_weight
            ),
        )


@dataclass(frozen=True)
class AbbreviationTable:
    """The articles that contain each abbreviation key; `bot.retrieval.abbreviations` documents the keys."""

    terms: TermList
    # the articles with key n are those from offsets[n] to offsets[n + 1], ascending
    offsets: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int32]

    @classmethod
    def from_counts(cls, terms: TermList, counts: Counts) -> AbbreviationTable:
        """The table of some keys; `counts` holds the pairs of key and article."""
        return cls(terms, counts.offsets(len(terms)), counts.texts())

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The keys with a prefix, sorted, each with the number of the first article that contains it."""
        for number in self.terms.starting_with(prefix):
            yield self.terms[number], int(self.articles[self.offsets[number]])

    def renumbered_counts(self, new_terms: Numbers, new_articles: Numbers) -> Counts:
        """The pairs of key and article, renumbered as in `Counts.from_postings`."""
        ones = np.ones(len(self.articles), np.uint16)
        return Counts.from_postings(self.offsets, self.articles, ones, new_terms, new_articles)


@dataclass(frozen=True)
class Tables:
    """Everything that a search looks up, by numbers of articles, passages and terms."""

    config: RankingConfig
    # made the terms of the articles, and makes those of questions
    analyzer: Analyzer
    # one row for each article
    digests: npt.NDArray[np.uint8]
    publications: Publications
    # for each passage the number of its article, ascending, its first sentence there, and the sentence after its last
    article_of: npt.NDArray[np.int32]
    first_sentence: npt.NDArray[np.int32]
    stop_sentence: npt.NDArray[np.int32]
    fields: Mapping[Field, FieldTables]
    abbreviations: AbbreviationTable

    @classmethod
    def empty(cls, config: RankingConfig, segmenter: Segmenter) -> Tables:
        """The tables of a corpus without articles.

        Args:
            config: the parameters of ranking.
            segmenter: splits articles that are added later, and questions, into words.
        """
        none, no_terms = np.empty(0, np.int32), TermList.from_terms(())
        nothing = Counts.empty(), np.empty(0, np.int64)
        fields = {name: FieldTables.from_counts(name, no_terms, nothing, nothing, config) for name in FIELDS}
        abbreviations = AbbreviationTable.from_counts(no_terms, Counts.empty())
        digests = np.empty((0, DIGEST_SIZE), np.uint8)
        analyzer, publications = Analyzer(segmenter, config.traditional), Publications.from_articles([])
        return cls(config, analyzer, digests, publications, none, none, none, fields, abbreviations)

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_] | None:
        """For each passage whether a filter lets it through; None if all are let through."""
        return None if within == NO_FILTER else self.publications.matching(within)[self.article_of]

    def updated(
        self,
        digests: Sequence[bytes],
        fetch: Callable[[int], Article],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Tables:
        """The tables of another corpus, equal to those built from it alone. Only its new articles are analyzed.

        Args:
            digests: the digest of each article of the other corpus, in order.
            fetch: returns an article of it by number; called for the new ones only.
            progress: called with the number of new articles that are analyzed, and of how many.
        """
        # imported here because a process that only searches needs none of it
        from concurrent.futures import ThreadPoolExecutor

        from bot.retrieval.build import analyze_articles

        number_of = {bytes(row): number for number, row in enumerate(self.digests)}
        old_numbers = np.array([number_of.get(key, -1) for key in digests], np.int64)
        added_numbers = np.flatnonzero(old_numbers < 0)
        added = [fetch(int(number)) for number in added_numbers]
        batches = analyze_articles(added, self.config, self.analyzer, lambda done: progress(done, len(added)))
        new_numbers = np.full(len(self.digests), -1, np.int64)
        new_numbers[old_numbers[old_numbers >= 0]] = np.flatnonzero(old_numbers >= 0)
        passages = _UpdatedPassages(self, new_numbers, batches, added_numbers, len(digests))
        publications = self.publications.updated(new_numbers, Publications.from_articles(added), added_numbers)
        # threads help because numpy releases the GIL
        with ThreadPoolExecutor() as pool:
            abbreviations = pool.submit(_update_abbreviations, self.abbreviations, batches, new_numbers, added_numbers)
            work = {
                name: pool.submit(
                    _update_field,
                    self,
                    name,
                    [one.fields[name] for one in batches],
                    new_numbers,
                    added_numbers,
                    passages,
                )
                for name in FIELDS
            }
            fields = {name: one.result() for name, one in work.items()}
        return Tables(
            self.config,
            self.analyzer,
            np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_SIZE),
            publications,
            passages.article_of,
            passages.first_sentence,
            passages.stop_sentence,
            fields,
            abbreviations.result(),
        )


class _UpdatedPassages:
    """The passages of an updated corpus, and the new numbers of the old passages and of the added ones.

    Args:
        old: the tables before the update.
        new_numbers: for each old article its new number, -1 if it is gone.
        batches: the analyzed articles that are added.
        added_numbers: the new number of each added article.
        articles: the number of articles after the update.

    Attributes:
        article_of, first_sentence, stop_sentence: as in `Tables`.
        of_old: for each old passage its new number, -1 if it is gone.
        of_added: for each added passage its new number.
        articles: the number of articles after the update.
    """

    def __init__(
        self,
        old: Tables,
        new_numbers: Numbers,
        batches: Sequence[AnalyzedBatch],
        added_numbers: Numbers,
        articles: int,
    ) -> None:
        self.articles = articles
        added_articles = _article_of_added(batches)
        old_owner = new_numbers[old.article_of]
        added_owner = added_numbers[added_articles] if len(added_articles) else added_articles
        stays = old_owner >= 0
        counts = np.bincount(old_owner[stays], minlength=articles) + np.bincount(added_owner, minlength=articles)
        starts = np.concatenate(([0], np.cumsum(counts)))
        self.of_old = np.where(stays, _new_passage_numbers(old_owner, old.article_of, starts), -1)
        self.of_added = _new_passage_numbers(added_owner, added_articles, starts)
        self.article_of = np.repeat(np.arange(articles, dtype=np.int32), counts)
        self.first_sentence = self._combined(old.first_sentence, [one.first_sentence for one in batches])
        self.stop_sentence = self._combined(old.stop_sentence, [one.stop_sentence for one in batches])

    def _combined(self, old: npt.NDArray[np.int32], added: Sequence[npt.NDArray[np.int32]]) -> npt.NDArray[np.int32]:
        """A column of the updated passages from the columns of the old and the added ones."""
        column = np.empty(len(self.article_of), np.int32)
        stays = self.of_old >= 0
        column[self.of_old[stays]] = old[stays]
        column[self.of_added] = np.concatenate([np.empty(0, np.int32), *added])
        return column


def _article_of_added(batches: Sequence[AnalyzedBatch]) -> Numbers:
    """For each added passage the number of its article among the added ones."""
    before = 0
    numbers: list[npt.NDArray[Any]] = [np.empty(0, np.int64)]
    for batch in batches:
        numbers.append(batch.article_of + before)
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


def _update_abbreviations(
    old: AbbreviationTable, batches: Sequence[AnalyzedBatch], new_numbers: Numbers, added_numbers: Numbers
) -> AbbreviationTable:
    terms, new_terms, batch_terms = _add_terms(old.terms, [one.abbreviation_keys for one in batches])
    counts = old.renumbered_counts(new_terms, new_numbers)
    before = 0
    keys, articles = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for batch, numbers in zip(batches, batch_terms, strict=True):
        keys.append(numbers[batch.key_numbers])
        articles.append(added_numbers[batch.key_articles + before])
        before += batch.article_count
    counts = counts.merged_with(Counts.from_occurrences(np.concatenate(keys), np.concatenate(articles)))
    used = counts.used_terms(len(terms))
    if len(used) < len(terms):
        terms, new_terms = terms.only(used)
        counts = counts.with_terms_renumbered(new_terms)
    return AbbreviationTable.from_counts(terms, counts)


def _update_field(
    tables: Tables,
    name: Field,
    batches: Sequence[AnalyzedField],
    new_numbers: Numbers,
    added_numbers: Numbers,
    rows: _UpdatedPassages,
) -> FieldTables:
    old = tables.fields[name]
    terms, new_terms, batch_terms = _add_terms(old.terms, [one.terms for one in batches])
    passages, passage_lengths = _update_counts(
        old.passages, new_terms, rows.of_old, rows.of_added, len(rows.article_of),
        [(numbers[one.passages], one.passage_lengths) for numbers, one in zip(batch_terms, batches, strict=True)],
    )  # fmt: skip
    articles, article_lengths = _update_counts(
        old.articles, new_terms, new_numbers, added_numbers, rows.articles,
        [(numbers[one.articles], one.article_lengths) for numbers, one in zip(batch_terms, batches, strict=True)],
    )  # fmt: skip
    used = np.union1d(passages.used_terms(len(terms)), articles.used_terms(len(terms)))
    if len(used) < len(terms):
        terms, new_terms = terms.only(used)
        passages = passages.with_terms_renumbered(new_terms)
        articles = articles.with_terms_renumbered(new_terms)
    return FieldTables.from_counts(name, terms, (passages, passage_lengths), (articles, article_lengths), tables.config)


def _update_counts(
    old: BM25Model,
    new_terms: Numbers,
    new_texts: Numbers,
    added_texts: Numbers,
    size: int,
    added: Sequence[tuple[npt.NDArray[np.int32], Numbers]],
) -> tuple[Counts, Numbers]:
    """The counts and the lengths of the texts (passages or articles) of an updated corpus.

    Args:
        old: the model of the texts before the update.
        new_terms: for each old term its new number.
        new_texts: for each old text its new number, -1 if it is gone.
        added_texts: for each added text its new number.
        size: the number of texts after the update.
        added: for each batch the new numbers of its terms, text after text, and the lengths of its texts.
    """
    counts = old.postings.renumbered_counts(new_terms, new_texts)
    lengths = np.zeros(size, np.int64)
    stays = new_texts >= 0
    lengths[new_texts[stays]] = old.lengths[stays]
    if added:
        added_terms = np.concatenate([terms for terms, _ in added])
        added_lengths = np.concatenate([lengths for _, lengths in added])
        counts = counts.merged_with(Counts.from_occurrences(added_terms, np.repeat(added_texts, added_lengths)))
        lengths[added_texts] = added_lengths
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
