"""The arrays of an index: made of articles, and made anew of themselves where only some articles have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.bm25 import BM25
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import NO_FILTER, Filter, Printed
from bot.retrieval.inverted_index.postings import Counts
from bot.retrieval.inverted_index.term_list import TermList
from bot.text.cores import cores
from bot.text.segmenter import Segmenter

if TYPE_CHECKING:
    from bot.retrieval.build import Cut, FieldCut

__all__ = ["DIGEST", "FieldTables", "Tables", "TaughtTable", "digest"]

DIGEST = 16
"""How many bytes tell one article from another."""


def digest(written: bytes) -> bytes:
    """What an article is known again by: of its bytes as they are written down."""
    return blake2b(written, digest_size=DIGEST).digest()


@dataclass(frozen=True)
class FieldTables:
    """One field of terms: the models of the passages and of the whole articles, over the same terms."""

    terms: TermList
    passages: BM25
    articles: BM25


@dataclass(frozen=True)
class TaughtTable:
    """What the articles teach, by its keys."""

    terms: TermList
    # the articles that teach key n are those from offsets[n] to offsets[n + 1], rising
    offsets: npt.NDArray[np.int64]
    articles: npt.NDArray[np.int32]

    @classmethod
    def of(cls, terms: TermList, counts: Counts) -> TaughtTable:
        """The table of keys and of the articles that each is taught by."""
        return cls(terms, counts.offsets(len(terms)), counts.texts())

    def beginning(self, before: str) -> Iterator[tuple[str, int]]:
        """The keys that begin like this, in order, each with the number of the first article that teaches it."""
        for number in self.terms.beginning(before):
            yield self.terms[number], int(self.articles[self.offsets[number]])

    def as_counts(self, terms_to: npt.NDArray[np.int64], articles_to: npt.NDArray[np.int64]) -> Counts:
        """The counts that this is the table of, with other numbers; see `Counts.of_postings`."""
        ones = np.ones(len(self.articles), np.uint16)
        return Counts.of_postings(self.offsets, self.articles, ones, terms_to, articles_to)


@dataclass(frozen=True)
class Tables:
    """Everything that a search looks up, by numbers: of articles, of passages, of terms."""

    config: RankingConfig
    # made the terms of the texts, and makes those of questions
    analyzer: Analyzer
    # for each article its digest
    digests: npt.NDArray[np.uint8]
    printed: Printed
    # for each passage the number of its article, rising, its first sentence there, and the one after its last
    article_of: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    stop: npt.NDArray[np.int32]
    fields: Mapping[Field, FieldTables]
    taught: TaughtTable

    @classmethod
    def empty(cls, config: RankingConfig, segmenter: Segmenter) -> Tables:
        """The tables of an empty corpus.

        Args:
            config: what a score is made of.
            segmenter: cuts the texts to come, and questions, into words.
        """
        empty = np.empty(0, np.int32)
        nothing = {name: _field(TermList.of(()), Counts.none(), _LENGTHS, Counts.none(), _LENGTHS, config, name)
                   for name in FIELDS}  # fmt: skip
        taught = TaughtTable.of(TermList.of(()), Counts.none())
        analyzer = Analyzer(segmenter, config.traditional)
        digests = np.empty((0, DIGEST), np.uint8)
        return cls(config, analyzer, digests, Printed.of([]), empty, empty, empty, nothing, taught)

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_] | None:
        """For each passage whether it is within; None where all are."""
        return None if within == NO_FILTER else self.printed.within(within)[self.article_of]

    def updated(
        self,
        digests: Sequence[bytes],
        fetch: Callable[[int], Article],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Tables:
        """The tables of a corpus that has some of its articles in common with this one's.

        They are equal to what would be made of that corpus alone. Only the articles that are new are cut.

        Args:
            digests: what each article of the corpus is known again by, in order.
            fetch: gives an article by its number; it is asked for the new ones.
            progress: is told how many of the new articles are cut, of how many.
        """
        # who only looks things up cuts nothing
        from bot.retrieval.build import cut_all

        known = {bytes(row): number for number, row in enumerate(self.digests)}
        old = np.array([known.get(key, -1) for key in digests], np.int64)
        new_numbers = np.flatnonzero(old < 0)
        fresh = [fetch(int(number)) for number in new_numbers]
        cuts = cut_all(fresh, self.config, self.analyzer, lambda done: progress(done, len(fresh)))
        # the new number of each old article, -1 for those that are gone; and of each fresh one
        articles_to = np.full(len(self.digests), -1, np.int64)
        articles_to[old[old >= 0]] = np.flatnonzero(old >= 0)
        fresh_rows = _rows(cuts)
        rows = _Rows(len(digests), articles_to, self, new_numbers, fresh_rows)
        printed = _joined_places(self.printed.kept(articles_to), Printed.of(fresh), new_numbers, old)
        # here and not above: who only asks makes none
        from concurrent.futures import ThreadPoolExecutor

        # numpy lets other threads go on while it works
        with ThreadPoolExecutor(cores()) as pool:
            taught = pool.submit(self._revised_taught, cuts, articles_to, new_numbers)
            revised = {
                name: pool.submit(
                    self._revised_field, name, [one.fields[name] for one in cuts], articles_to, new_numbers, rows
                )
                for name in FIELDS
            }
            fields = {name: work.result() for name, work in revised.items()}
        keys = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST)
        passages = rows.article_of, rows.first, rows.stop
        return Tables(self.config, self.analyzer, keys, printed, *passages, fields, taught.result())

    def _revised_taught(
        self,
        cuts: Sequence[Cut],
        articles_to: npt.NDArray[np.int64],
        new_numbers: npt.NDArray[np.int64],
    ) -> TaughtTable:
        own = self.taught
        terms, terms_to, numbers = _numbered(own.terms, [one.taught for one in cuts])
        counts = own.as_counts(terms_to, articles_to)
        before = 0
        keys, articles = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
        for one, number in zip(cuts, numbers, strict=True):
            keys.append(number[one.taught_keys])
            articles.append(new_numbers[one.taught_articles + before])
            before += len(one.fields[FIELDS[0]].article_lengths)
        counts = counts.joined(Counts.of(np.concatenate(keys), np.concatenate(articles)))
        used = counts.used(len(terms))
        if len(used) < len(terms):
            terms, terms_to = terms.only(used)
            counts = counts.renumbered(terms_to)
        return TaughtTable.of(terms, counts)

    def _revised_field(
        self,
        name: Field,
        cuts: Sequence[FieldCut],
        articles_to: npt.NDArray[np.int64],
        new_numbers: npt.NDArray[np.int64],
        rows: _Rows,
    ) -> FieldTables:
        own = self.fields[name]
        terms, terms_to, numbers = _numbered(own.terms, [one.terms for one in cuts])
        passages = own.passages.postings.as_counts(terms_to, rows.passages_to)
        articles = own.articles.postings.as_counts(terms_to, articles_to)
        passage_lengths = np.zeros(len(rows.article_of), np.int64)
        article_lengths = np.zeros(len(rows.counts), np.int64)
        passage_lengths[rows.passages_to[rows.passages_to >= 0]] = own.passages.doc_len[rows.passages_to >= 0]
        article_lengths[articles_to[articles_to >= 0]] = own.articles.doc_len[articles_to >= 0]
        if cuts:
            fresh = _flat(cuts, numbers)
            passages = passages.joined(Counts.of(fresh[0], np.repeat(rows.fresh_to, fresh[1])))
            articles = articles.joined(Counts.of(fresh[2], np.repeat(new_numbers, fresh[3])))
            passage_lengths[rows.fresh_to] = fresh[1]
            article_lengths[new_numbers] = fresh[3]
        used = np.union1d(passages.used(len(terms)), articles.used(len(terms)))
        if len(used) < len(terms):
            terms, terms_to = terms.only(used)
            passages, articles = passages.renumbered(terms_to), articles.renumbered(terms_to)
        return _field(terms, passages, passage_lengths, articles, article_lengths, self.config, name)


_LENGTHS = np.empty(0, np.int64)


def _field(
    terms: TermList,
    passages: Counts,
    passage_lengths: npt.NDArray[np.int64],
    articles: Counts,
    article_lengths: npt.NDArray[np.int64],
    config: RankingConfig,
    name: Field,
) -> FieldTables:
    weight = config.fields[name]
    whole = weight * config.article_weight
    return FieldTables(
        terms,
        BM25.of_counts(terms, passages, passage_lengths, config.passage_k1, config.passage_b, weight),
        BM25.of_counts(terms, articles, article_lengths, config.article_k1, config.article_b, whole),
    )


def _numbered(
    own: TermList, batches: Sequence[Sequence[str]]
) -> tuple[TermList, npt.NDArray[np.int64], list[npt.NDArray[np.int32]]]:
    """A list of terms with those of some batches added.

    Returns:
        The list, the new number of each of its own terms, and for each batch the numbers of its terms.
    """
    # a batch has many terms in common with the others: each is looked up once
    number = {term: own.number(term) for term in set().union(*batches)}
    added = sorted(term for term, at in number.items() if at < 0)
    terms, terms_to = own.with_terms(added)
    # the added ones have, in their order, the numbers that the others have not
    free = np.ones(len(terms), bool)
    free[terms_to] = False
    number = {term: int(terms_to[at]) for term, at in number.items() if at >= 0}
    number.update(zip(added, np.flatnonzero(free).tolist(), strict=True))
    return terms, terms_to, [np.array([number[term] for term in batch], np.int32) for batch in batches]


def _flat(
    cuts: Sequence[FieldCut], numbers: Sequence[npt.NDArray[np.int32]]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The terms of all batches with their numbers in the list: passages and their lengths, articles and theirs.

    Args:
        cuts: the batches.
        numbers: for each batch the numbers of its terms.
    """
    return (
        np.concatenate([number[one.passages] for one, number in zip(cuts, numbers, strict=True)]),
        np.concatenate([one.passage_lengths for one in cuts]),
        np.concatenate([number[one.articles] for one, number in zip(cuts, numbers, strict=True)]),
        np.concatenate([one.article_lengths for one in cuts]),
    )


def _rows(cuts: Sequence[Cut]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The passages of all batches: the number of the fresh article, first sentence, and the one after the last."""
    before = 0
    owners: list[npt.NDArray[Any]] = [np.empty(0, np.int64)]
    for one in cuts:
        owners.append(one.article_of + before)
        before += len(one.fields[FIELDS[0]].article_lengths)
    empty = np.empty(0, np.int32)
    return (
        np.concatenate(owners),
        np.concatenate([empty, *(one.first for one in cuts)]),
        np.concatenate([empty, *(one.stop for one in cuts)]),
    )


class _Rows:
    """The passages of a revised corpus, and where those of the old one and the fresh ones went."""

    def __init__(
        self,
        articles: int,
        articles_to: npt.NDArray[np.int64],
        old: Tables,
        new_numbers: npt.NDArray[np.int64],
        fresh: tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]],
    ) -> None:
        owners, first, stop = fresh
        old_owner = articles_to[old.article_of]
        fresh_owner = new_numbers[owners] if len(owners) else owners
        # how many passages each article has, and the number of its first
        self.counts = np.bincount(old_owner[old_owner >= 0], minlength=articles)
        self.counts += np.bincount(fresh_owner, minlength=articles)
        starts = np.concatenate(([0], np.cumsum(self.counts)))
        self.passages_to = np.where(old_owner >= 0, _placed(old_owner, old.article_of, starts), -1)
        self.fresh_to = _placed(fresh_owner, owners, starts)
        size = int(self.counts.sum())
        self.article_of = np.repeat(np.arange(articles, dtype=np.int32), self.counts)
        self.first = np.empty(size, np.int32)
        self.stop = np.empty(size, np.int32)
        kept = old_owner >= 0
        for own, there, new in ((self.first, old.first, first), (self.stop, old.stop, stop)):
            own[self.passages_to[kept]] = there[kept]
            own[self.fresh_to] = new


def _placed(to: npt.NDArray[np.int64], owner: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The new number of each passage: its article's first, and how many of the article's come before it."""
    if not len(owner):
        return np.empty(0, np.int64)
    begins = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    within = np.arange(len(owner)) - np.repeat(begins, np.diff(np.append(begins, len(owner))))
    return starts[np.maximum(to, 0)] + within


def _joined_places(
    kept: Printed, fresh: Printed, new_numbers: npt.NDArray[np.int64], old: npt.NDArray[np.int64]
) -> Printed:
    """The places of the articles that stayed and of the fresh ones, by article."""
    used = {kept.names[number] for number in np.unique(kept.newspapers)} | set(fresh.names)
    names = tuple(sorted(used))
    at = {name: number for number, name in enumerate(names)}
    articles = np.concatenate([kept.articles, new_numbers[fresh.articles].astype(np.int32)])
    order = np.argsort(articles, kind="stable")
    newspapers = [
        np.array([at.get(name, -1) for name in side.names], np.int32)[side.newspapers]
        if side.names
        else side.newspapers
        for side in (kept, fresh)
    ]
    own_days = np.zeros(len(old), np.int32)
    own_days[old >= 0] = kept.own_days
    own_days[new_numbers] = fresh.own_days
    return Printed(
        articles[order],
        np.concatenate([kept.days, fresh.days])[order],
        np.concatenate(newspapers)[order],
        names,
        own_days,
    )
