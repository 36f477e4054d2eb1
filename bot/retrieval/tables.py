"""The arrays of an index: terms, postings, passages, publications and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.corpus.serialization import DIGEST_SIZE
from bot.retrieval.analyzer import FIELDS, Analyzer, Field
from bot.retrieval.bm25_model import BM25Model, are_among
from bot.retrieval.config import RankingConfig
from bot.retrieval.filters import NO_FILTER, Filter, Publications
from bot.retrieval.inverted_index.packed import ShortList, decode_short
from bot.retrieval.inverted_index.postings import Postings
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.word_borders import WordBorders
from bot.text.segmenter import Segmenter

Lengths = npt.NDArray[np.uint32]


class FieldTables(NamedTuple):
    """One field of terms: its models of the passages and of the whole articles, over the same terms."""

    terms: TermList
    passages: BM25Model
    articles: BM25Model

    @classmethod
    def from_postings(
        cls,
        field: Field,
        terms: TermList,
        passages: tuple[Postings, Lengths],
        articles: tuple[Postings, Lengths],
        config: RankingConfig,
    ) -> FieldTables:
        """Makes both models of postings and of the lengths of the texts."""
        weight = config.fields[field]
        return cls(
            terms,
            BM25Model(terms, *passages, config.passage_k1, config.passage_b, weight),
            BM25Model(terms, *articles, config.article_k1, config.article_b, weight * config.article_weight),
        )


class AbbreviationTable(NamedTuple):
    """The articles that contain each abbreviation key; `bot.text.names` documents the keys."""

    terms: TermList
    postings: Postings

    def starting_with(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The keys with a prefix, sorted, each with its number."""
        for number in self.terms.starting_with(prefix):
            yield self.terms[number], number

    def first_article(self, key: int) -> int:
        """The number of the first article that contains a key, given by its number."""
        return int(self.postings.of_term(key)[0][0])


class Tables(NamedTuple):
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
    # in the sentences of each article
    word_borders: WordBorders

    @classmethod
    def empty(cls, config: RankingConfig, segmenter: Segmenter) -> Tables:
        """The tables of a corpus without articles.

        Args:
            config: the parameters of ranking.
            segmenter: splits articles that `bot.retrieval.update` adds, and questions, into words.
        """
        none, no_terms, no_postings = (
            np.empty(0, np.int32),
            TermList.from_terms(()),
            Postings(np.empty(0, np.uint32), ()),
        )
        nothing = no_postings, np.empty(0, np.uint32)
        fields = {name: FieldTables.from_postings(name, no_terms, nothing, nothing, config) for name in FIELDS}
        abbreviations = AbbreviationTable(no_terms, no_postings)
        digests = np.empty((0, DIGEST_SIZE), np.uint8)
        borders = WordBorders(np.empty(0, np.uint8), np.empty(0, np.uint32))
        analyzer, publications = Analyzer(segmenter, config.traditional), Publications.from_articles([])
        return cls(config, analyzer, digests, publications, none, none, none, fields, abbreviations, borders)

    def allowed(self, within: Filter) -> npt.NDArray[np.bool_] | None:
        """For each passage whether a filter lets it through; None if all are let through."""
        return None if within == NO_FILTER else self.publications.matching(within)[self.article_of]

    def are_in_articles(
        self, terms: Sequence[tuple[Field, str]], articles: npt.NDArray[np.integer[Any]]
    ) -> npt.NDArray[np.bool_]:
        """Which of some articles, by number and ascending, have which of some terms; shape (terms, articles)."""
        found = np.zeros((len(terms), len(articles)), bool)
        rows: list[int] = []
        short: list[ShortList] = []
        others: dict[Field, list[int]] = {}
        for row, (field, term) in enumerate(terms):
            if lists := self.fields[field].articles.short_lists(term):
                rows += [row] * len(lists)
                short += lists
            else:
                others.setdefault(field, []).append(row)
        for field, own in others.items():
            found[own] = self.fields[field].articles.are_in([terms[row][1] for row in own], articles)
        if short and len(articles):
            having, _ = decode_short(short)
            places = articles.searchsorted(having)
            hits = (articles.take(places, mode="clip") == having).nonzero()[0]
            found[np.repeat(rows, [one.df for one in short])[hits], places[hits]] = True
        return found

    def with_all_in_a_passage(self, pairs: Sequence[str], articles: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Those of some articles, by number and ascending, that have a passage with all of some pairs of characters.

        Who looks for a text need not read the others, because a text within one sentence, or in the headline, has all
        of its pairs in one passage.
        """
        starts, stops = self.article_of.searchsorted(articles), self.article_of.searchsorted(articles, side="right")
        passages = np.concatenate([np.arange(0), *map(np.arange, starts, stops)])
        for pair in pairs:
            passages = passages[self.fields["pairs"].passages.is_in(pair, passages)]
        return articles[are_among(articles, self.article_of[passages])]
