"""Articles → index → scored passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as record_field
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.corpus.passages import Sentence, split_sentences, split_texts
from bot.corpus.serialization import digests, write_article
from bot.records import Article
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.engine import ArrayEngine, Engine, Fetcher, Numbers, QueryWeights, Scorer
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.inverted_index.postings import SCALE
from bot.retrieval.query import UNIT, Query
from bot.retrieval.tables import Tables
from bot.text.normalization import fold, fold_all, fold_by_characters, measure_folded
from bot.text.segmenter import Segmenter, default_segmenter

# The sentences and the folded text of this many articles are kept, because each question needs them for its candidates.
KEPT_ARTICLES = 4096
# The texts as they are printed are kept for the same question only.
_RECENT_ARTICLES = 64
FETCHED_ARTICLES = 16
"""Where articles are read until one of them decides, so many are fetched at once."""
# So many articles before and after one are likely on its page.
FETCHED_BESIDE = 4


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """One passage with its score for one query."""

    # of the corpus; an article is read when it is asked for
    articles: Sequence[Article] = record_field(repr=False, compare=False)
    # the passage's number in the index, its article's, and which of the article's sentences the passage consists of
    passage_number: int
    article_number: int
    sentences: range
    # above 0; from `Index.score` also 0
    score: float
    # what a passage with every term of the question would score; terms added to the question do not count here
    highest: float

    @property
    def article(self) -> Article:
        """The article that it is of."""
        return self.articles[self.article_number]

    @property
    def id(self) -> str:
        """The article's id, a full stop, and the number of the passage's first sentence in the article, from 1."""
        return f"{self.article.id}.{self.sentences.start + 1}"

    @property
    def share(self) -> float:
        """The score as a share of the highest, 0 to 1."""
        return min(1.0, self.score / self.highest) if self.highest else 0.0


class Contribution(NamedTuple):
    """One addend of a passage's score."""

    # whether the term counts for the passage itself or for its article
    level: Literal["passage", "article"]
    field: Field
    term: str
    # in the query
    weight: float
    idf: float
    points: float


class Index:
    """All passages of a corpus, ready to be searched. It is immutable: any number of threads may search it.

    Args:
        articles: the corpus.
        config: the parameters of ranking.
        segmenter: splits articles and questions into words; by default without user words.

    Raises:
        ValueError: when two articles have the same id.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        config: RankingConfig = DEFAULT_CONFIG,
        segmenter: Segmenter | None = None,
    ) -> None:
        corpus = tuple(articles)
        ids: set[str] = set()
        for article in corpus:
            if article.id in ids:
                raise ValueError(f"two articles have the id {article.id!r}: give every article its own")
            ids.add(article.id)
        # imported here because opening a stored index needs none of it
        from bot.retrieval.update import update_tables

        tables = Tables.empty(config, segmenter or default_segmenter())
        own = digests(map(write_article, corpus))
        self._set(corpus, update_tables(tables, own, corpus.__getitem__, corpus.__getitem__))

    @classmethod
    def from_tables(
        cls,
        articles: Sequence[Article],
        tables: Tables,
        engine: Engine | None = None,
        scorer: Scorer | None = None,
        fetcher: Fetcher | None = None,
        kept_articles: int = KEPT_ARTICLES,
    ) -> Index:
        """An index whose tables exist already.

        Args:
            articles: the corpus.
            tables: made from these articles.
            engine: finds the passages; None searches the tables.
            scorer: scores passages that are known; None does it with the tables.
            fetcher: of tables that lie on another machine.
            kept_articles: of so many articles what a question needs is kept.
        """
        index = cls.__new__(cls)
        index._set(articles, tables, engine, scorer, fetcher, kept_articles)
        return index

    def without(self, numbers: Collection[int]) -> Index:
        """The index of the same corpus without some articles, given by number."""
        from bot.retrieval.update import update_tables

        kept = [number for number in range(len(self.articles)) if number not in numbers]
        articles = [self.articles[number] for number in kept]
        if self._fetcher:
            # tables on another machine are not updated
            return Index(articles, self.config, self.analyzer.segmenter)
        tables = update_tables(self.tables, self.tables.digests[kept], articles.__getitem__, self.articles.__getitem__)
        return Index.from_tables(articles, tables)

    def with_stop_words(self, stop_words: Iterable[str]) -> Index:
        """The same index, in which some words of a question are not looked up."""
        analyzer = replace(self.analyzer, stop_words=frozenset(map(fold, stop_words)))
        tables = self.tables._replace(analyzer=analyzer)
        return Index.from_tables(self.articles, tables, *self._own, kept_articles=self.kept_articles)

    def _set(
        self,
        articles: Sequence[Article],
        tables: Tables,
        engine: Engine | None = None,
        scorer: Scorer | None = None,
        fetcher: Fetcher | None = None,
        kept_articles: int = KEPT_ARTICLES,
    ) -> None:
        self.articles = articles
        self.tables = tables
        self.config = config = tables.config
        self.analyzer = tables.analyzer
        self.kept_articles = kept_articles
        self._own = engine, scorer, fetcher
        arrays = ArrayEngine(tables)
        self._engine, self._scorer, self._fetcher = engine or arrays, scorer or arrays, fetcher

        # none of these functions refers to this index: a cycle would keep the mapped files open until a collection
        def read_texts(number: int) -> tuple[str, Sequence[str]]:
            return articles[number].headline, articles[number].paragraphs

        # stored articles give their texts without their places on the page, which only those that are shown need
        texts_of: Callable[[int], tuple[str, Sequence[str]]] = getattr(articles, "texts", read_texts)
        texts = self._texts = lru_cache(maxsize=_RECENT_ARTICLES)(texts_of)
        # a string of the characters of all pairs takes little memory, and to search one takes no longer than a set
        self.characters_after: Callable[[str], str] = lru_cache(maxsize=None)(
            tables.fields["pairs"].terms.characters_after
        )
        # the sentences of an article, in order, by its number
        self.sentences: Callable[[int], list[Sentence]] = lru_cache(maxsize=_RECENT_ARTICLES)(
            lambda number: split_sentences(articles[number])
        )
        self._folded = lru_cache(maxsize=kept_articles)(
            lambda number: fold_by_characters(f"{texts(number)[0]} {''.join(texts(number)[1])}", config.traditional)
        )

    # --- what lies on another machine ------------------------------------------------------------------------------
    def fetch_terms(self, terms: Mapping[Field, Iterable[str]], *, articles: bool = False) -> None:
        """Fetches what will be asked of some terms of each field, and if so said the articles that they occur in.

        This and the other methods that fetch do nothing where the index lies on this machine; elsewhere many things
        take one request, and what was not fetched before takes one each.
        """
        if self._fetcher:
            self._fetcher.fetch_terms({name: list(own) for name, own in terms.items()}, articles=articles)

    def fetch_abbreviations(self, prefixes: Iterable[str]) -> None:
        """Fetches the abbreviation keys with some prefixes."""
        if self._fetcher:
            self._fetcher.fetch_abbreviations(list(prefixes))

    def fetch_articles(self, numbers: Iterable[int], *, with_pages: bool = False) -> None:
        """Fetches some articles, and if asked those that may be on the same page."""
        if self._fetcher:
            beside = range(-FETCHED_BESIDE, FETCHED_BESIDE + 1) if with_pages else range(1)
            wanted = sorted({number + step for number in numbers for step in beside})
            self._fetcher.fetch_articles([number for number in wanted if 0 <= number < len(self.articles)])

    def load_neighbours(self) -> None:
        """Loads `characters_after` for all characters; an index elsewhere gives all when it is first asked for one."""
        if not self._fetcher:
            known = {character: self.characters_after(character) for character in self.terms("singles")}
            # a question asks for a thousand characters, many of which the corpus does not have
            self.characters_after = defaultdict(str, known).__getitem__

    # --- the articles ----------------------------------------------------------------------------------------------
    def folded_sentences(self, number: int) -> list[str]:
        """The texts of an article's sentences alone, folded, which take a tenth of the time."""
        (headline, paragraphs), (folded, longer) = self._texts(number), self._folded(number)
        texts = split_texts(paragraphs)
        if longer is None:
            return fold_all(texts, self.config.traditional)
        ends = accumulate(measure_folded((f"{headline} ", *texts), longer))
        return [folded[start:end] for start, end in pairwise(ends)]

    def word_borders(self, number: int) -> npt.NDArray[np.bool_]:
        """Whether a word begins at each character of an article's folded sentences with line breaks between them.

        The values beyond one behind the last character, fewer than eight, mean nothing.
        """
        return np.unpackbits(self.tables.word_borders.of_article(number)).view(bool)

    def folded(self, number: int) -> str:
        """An article's headline and text, folded as for matching."""
        return self._folded(number)[0]

    def articles_on_page(self, number: int) -> Iterator[int]:
        """The number of an article, and those of the others of its page, which are next to it in the corpus."""
        file = self.articles[number].file
        yield number
        for step in (-1, 1):
            other = number + step
            while file is not None and 0 <= other < len(self.articles) and self.articles[other].file == file:
                yield other
                other += step

    def is_on_page(self, number: int, text: str) -> bool:
        """Whether a folded text occurs in an article, or in another article of its page."""
        return any(text in self.folded(other) for other in self.articles_on_page(number))

    # --- the terms -------------------------------------------------------------------------------------------------
    def has_term(self, field: Field, term: str) -> bool:
        """Whether a term occurs in any passage."""
        return self.tables.fields[field].passages.df(term) > 0

    def articles_with(self, field: Field, term: str) -> npt.NDArray[np.int32]:
        """The numbers of the articles that a term occurs in, ascending."""
        return self.tables.fields[field].articles.texts_with(term)

    def are_in_articles(self, field: Field, terms: Sequence[str], articles: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Which of some articles, by number, have which of some terms of a field; shape (terms, articles)."""
        return self.tables.fields[field].articles.are_in(terms, articles)

    def has_text(self, text: str) -> bool:
        """Whether a folded text of two characters or more occurs in any article."""
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        self.fetch_terms({"pairs": [text, *pairs], "words": [text]})
        if len(pairs) < 2 or not all(self.has_term("pairs", pair) for pair in pairs):
            return self.has_term("pairs", text) or self.has_term("words", text)
        return next(self.articles_with_text(text), None) is not None

    def articles_with_text(self, text: str, most: int | None = None) -> Iterator[int]:
        """The numbers of the articles that have a folded text of three characters or more, all of whose pairs occur.
        With `most` only the first so many articles that have all of its pairs are looked at."""
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        self.fetch_terms({"pairs": pairs}, articles=True)
        model = self.tables.fields["pairs"].articles
        rarest, *others = sorted(dict.fromkeys(pairs), key=model.df)
        found = self.articles_with("pairs", rarest)
        for pair in others:
            found = found[model.is_in(pair, found)]
        # on another machine their passages would take a request more
        if most is not None and not self._fetcher:
            found = self.tables.with_all_in_a_passage(pairs, found[:most])
        articles = found[:most].tolist()
        for at, number in enumerate(articles):
            if at % FETCHED_ARTICLES == 0:
                self.fetch_articles(articles[at : at + FETCHED_ARTICLES])
            if text in self.folded(number):
                yield number

    def terms(self, field: Field) -> Collection[str]:
        """The terms of the corpus, sorted; membership tests are fast."""
        return self.tables.fields[field].terms

    def idf(self, field: Field, term: str) -> float:
        """The inverse document frequency of a term among the passages, above 0."""
        return self.tables.fields[field].passages.idf(term)

    @property
    def max_idf(self) -> float:
        """The idf of a word that occurs in no passage."""
        return self.tables.fields["words"].passages.max_idf

    def abbreviation_keys(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The abbreviation keys with a prefix, sorted, each with its number.

        `bot.text.names` documents the keys.
        """
        return self.tables.abbreviations.starting_with(prefix)

    def article_of_key(self, key: int) -> Article:
        """The first article that defines an abbreviation key, given by its number."""
        return self.articles[self.tables.abbreviations.first_article(key)]

    def fetch_articles_of_keys(self, keys: Iterable[int]) -> None:
        """Fetches the first article that defines each of some abbreviation keys."""
        self.fetch_articles(map(self.tables.abbreviations.first_article, keys))

    # --- searching -------------------------------------------------------------------------------------------------
    def __len__(self) -> int:
        """The number of passages."""
        return len(self.tables.article_of)

    def search(self, query: Query, k: int, within: Filter = NO_FILTER) -> list[ScoredPassage]:
        """The best k passages, or fewer: each shares a term with the query.

        Ordered by score, then newer first, then passage id.

        Args:
            query: the terms to score.
            k: how many at most.
            within: the articles that may be returned.
        """
        if not len(self) or k < 1:
            return []
        passages, scores = self._engine.top_passages(_integer_weights(query), k, within)
        days = self.tables.publications.article_days[self.tables.article_of[passages]]
        order = np.lexsort((-days, -scores))
        best = self._scored_passages(passages[order], scores[order], self._highest(query.asked))
        found: list[ScoredPassage] = []
        for _, group in groupby(zip(best, days[order].tolist(), strict=True), key=lambda one: (one[0].score, one[1])):
            if len(found) >= k:
                break
            some = [one for one, _ in group]
            # an id costs reading the article
            found += sorted(some, key=lambda one: one.id) if len(some) > 1 else some
        return found[:k]

    def score(self, query: Query, passages: Sequence[int]) -> list[ScoredPassage]:
        """Some passages, by their numbers, with their scores for a query, which are 0 where they share no term with it.

        They come back in the order given.
        """
        if not passages:
            return []
        scores = self._scorer.scores(_integer_weights(query), np.array(passages))
        highest = self._highest(query.asked)
        return self._scored_passages(np.array(passages), scores, highest)

    def explain(self, query: Query, scored: ScoredPassage) -> Iterator[Contribution]:
        """The addends of the score of a passage that `search` found for a query."""
        for addend in self._scorer.addends(_integer_weights(query), scored.passage_number):
            yield Contribution(
                "article" if addend.grouped else "passage",
                addend.field,
                addend.term,
                addend.weight * UNIT,
                self.idf(addend.field, addend.term),
                addend.points * UNIT / SCALE,
            )

    def _highest(self, asked: Mapping[Field, Mapping[str, float]]) -> float:
        fields = self.tables.fields
        return sum(
            fields[field].passages.max_score(asked[field]) + fields[field].articles.max_score(asked[field])
            for field in FIELDS
        )

    def _scored_passages(self, passages: Numbers, scores: Numbers, highest: float) -> list[ScoredPassage]:
        columns = self.tables.article_of, self.tables.first_sentence, self.tables.stop_sentence
        rows = zip(passages.tolist(), *(one[passages].tolist() for one in columns), scores.tolist(), strict=True)
        return [
            ScoredPassage(self.articles, passage, number, range(first, stop), score * UNIT / SCALE, highest)
            for passage, number, first, stop, score in rows
        ]


def _integer_weights(query: Query) -> QueryWeights:
    """The weights of a query in units of UNIT."""
    return {
        field: {term: max(1, round(weight / UNIT)) for term, weight in query.fields[field].items()} for field in FIELDS
    }
