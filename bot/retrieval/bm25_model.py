"""The BM25 model of one field of terms.

    score(q, d) = Σ weight(t) · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl))   over the terms t of q
    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))

This is BM25 as in Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with the idf
of Lucene's BM25Similarity, which is above 0 for every term. The constant factor k1 + 1 is left out: it does not change
the order, and without it a term adds at most its idf, so that scores of models with different k1 can be added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain, count
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.long_lists import LongList, look_up
from bot.retrieval.inverted_index.packed import DenseCounts, ShortList
from bot.retrieval.inverted_index.plain import PlainPostings
from bot.retrieval.inverted_index.postings import SCALE, Postings, Segment, idf
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.term_postings import Counts as TermCounts
from bot.retrieval.inverted_index.term_postings import (
    DensePostings,
    RecentPostings,
    Score,
    ShortTerms,
    TermPostings,
    compute_impacts,
)
from bot.retrieval.inverted_index.topk import top_k
from bot.retrieval.inverted_index.weighted_postings import WeightedPostings

Numbers = npt.NDArray[np.int64]

# The terms of this many texts are numbered in one call, because one call for each text is slower.
_TEXTS_AT_ONCE = 256
_CACHED_IDFS = 1 << 12
# So many postings of each model are kept decoded.
_KEPT_POSTINGS = 3 << 19


class BM25Model:
    """The BM25 scores of some texts (passages, or whole articles).

    What a term adds to a text, its impact, is rounded to a ten-thousandth. A query touches only the postings of its own
    terms; the impacts of long lists are kept, because questions share their frequent terms.

    Args:
        terms: all terms.
        postings: the texts of each term.
        lengths: the number of terms of each text.
        k1: how soon further occurrences of a term stop counting, 0 or more.
        b: how much a text is penalised for its length, 0 to 1.
        factor: every score is multiplied by it.

    Raises:
        ValueError: when k1 or b is out of its range.
    """

    def __init__(
        self,
        terms: TermList,
        postings: Postings,
        lengths: npt.NDArray[np.uint32],
        k1: float,
        b: float,
        factor: float = 1.0,
    ) -> None:
        if k1 < 0 or not 0 <= b <= 1:
            raise ValueError(f"k1 is {k1} and b is {b}: k1 must be 0 or more, b between 0 and 1")
        self.terms, self.postings, self.lengths, self.factor = terms, postings, lengths, factor
        self._scorer = _Scorer(postings, lengths, k1, b, factor)
        # An idf is kept for each df, because many terms have the same. What is kept does not refer to this model: a
        # reference cycle would keep the mapped files open until a collection.
        self._idf = lru_cache(maxsize=_CACHED_IDFS)(partial(idf, len(lengths)))

    @property
    def size(self) -> int:
        """The number of texts."""
        return len(self.lengths)

    @property
    def mean(self) -> float:
        """How many terms a text has on average."""
        return mean_length(self.lengths)

    def df(self, term: str) -> int:
        """The number of texts that a term occurs in."""
        number = self.terms.number(term)
        return self._scorer.df[number] if number >= 0 else 0

    def idf(self, term: str) -> float:
        """The inverse document frequency of a term, above 0."""
        return self._idf(self.df(term))

    @property
    def max_idf(self) -> float:
        """The idf of a term that occurs in no text."""
        return idf(self.size, 0)

    def __contains__(self, term: str) -> bool:
        """Whether a term occurs in any text."""
        return self.df(term) > 0

    def texts_with(self, term: str) -> npt.NDArray[np.int32]:
        """The numbers of the texts that a term occurs in, ascending."""
        number = self.terms.number(term)
        return self.term_postings(number).texts if number >= 0 else np.empty(0, np.int32)

    def is_in(self, term: str, texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
        """Which of some texts, by number, have a term."""
        found: npt.NDArray[np.bool_] = self.are_in([term], texts)[0]
        return found

    def are_in(self, terms: Sequence[str], texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
        """Which of some texts, by number, have which of some terms; shape (terms, texts)."""
        found = np.zeros((len(terms), len(texts)), bool)
        together: list[tuple[int, DenseCounts | LongList]] = []
        for row, term in enumerate(terms if len(texts) else ()):
            number = self.terms.number(term)
            dense = self.postings.dense(number) if number >= 0 else None
            if dense is not None and dense.numbers is None:
                together.append((row, dense.counts))
            elif number >= 0:
                found[row] = are_among(texts, self.term_postings(number).texts)
        if together:
            rows, counts = zip(*together, strict=True)
            found[list(rows)] = look_up(counts, texts) != 0
        return found

    def short_lists(self, term: str) -> list[ShortList] | None:
        """The postings of a term in few texts, to be decoded with those of others; None where they are not."""
        number = self.terms.number(term)
        return self.postings.short_lists(number) if number >= 0 else None

    def term_postings(self, number: int) -> TermPostings:
        """The texts of a term, by its number, and its impact on each."""
        return self._scorer.of_term(number)

    def impacts(self, terms: Numbers, texts: Numbers, counts: TermCounts) -> npt.NDArray[np.int32]:
        """What terms, by number, add to texts that they occur in so often."""
        return self._scorer.impacts(terms, texts, counts)

    def weighted_postings(self, query: Mapping[str, int], *, grouped: bool = False) -> dict[str, WeightedPostings]:
        """What the terms of a query add to the scores, without those that add nothing to any text.

        Args:
            query: terms and their weights, 1 or more.
            grouped: whether the texts of this model are groups of the texts that are searched.
        """
        found: dict[str, WeightedPostings] = {}
        scorer, addends = self._scorer, list(query.items())
        for at, number, _, most in scorer.known(map(self.terms.number, query)):
            term, weight = addends[at]
            fetch = partial(scorer.of_term, number)
            found[term] = WeightedPostings(scorer.df[number], fetch, weight, most, grouped)
        return found

    def search_lists(
        self, numbers: Sequence[int], weights: Sequence[int], *, grouped: bool = False
    ) -> tuple[ShortTerms, list[WeightedPostings]]:
        """As `weighted_postings`, for a search: the terms in few texts, and the others.

        Args:
            numbers: of the terms; -1 for a term that occurs in no text.
            weights: of the terms, 1 or more.
            grouped: as for `weighted_postings`.
        """
        scorer = self._scorer
        short, others = ShortTerms(scorer.norms, grouped), []
        for at, number, scale, most in scorer.known(numbers):
            if lists := self.postings.short_lists(number):
                short.add(lists, scale, weights[at], weights[at] * most)
            else:
                df, fetch, dense = scorer.df[number], partial(scorer.of_term, number), scorer.dense(number, scale)
                others.append(WeightedPostings(df, fetch, weights[at], most, grouped, dense))
        return short, others

    def max_score(self, query: Mapping[str, float]) -> float:
        """The score that no text can exceed: all terms of the query, known or not, at their full idf."""
        return self.factor * sum([weight * self.idf(term) for term, weight in query.items()])

    def top(self, query: Mapping[str, int], k: int) -> list[tuple[int, float]]:
        """The best k texts, best first, ties by number; none has a score of 0.

        Args:
            query: terms and their weights, 1 or more.
            k: how many at most.

        Returns:
            For each text its number and its score.
        """
        if k < 1:
            return []
        short, others = self.search_lists(list(map(self.terms.number, query)), list(query.values()))
        texts, scores = top_k(others, self.size, k, short=[short])
        order = np.lexsort((texts, -scores))[:k]
        return [(int(texts[at]), int(scores[at]) / SCALE) for at in order]


class _Scorer:
    """Decodes postings and computes impacts. The arguments are those of `BM25Model`."""

    def __init__(self, postings: Postings, lengths: npt.NDArray[np.uint32], k1: float, b: float, factor: float) -> None:
        self._postings, self._lengths, self._k1, self._b = postings, lengths, k1, b
        # the bound of the impacts of a term in so many texts, before it is rounded
        self.scale: Callable[[int], float] = lru_cache(maxsize=_CACHED_IDFS)(
            lambda df: SCALE * factor * idf(len(lengths), df)
        )
        # reading one number from a memoryview is several times faster than from an array
        self.df = postings.df.data
        self._recent = RecentPostings(_KEPT_POSTINGS)

    def known(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, float, int]]:
        """Those of some terms, by number, that add anything: each with its place, scale and largest impact."""
        for at, number in enumerate(numbers):
            if number >= 0 and (df := self.df[number]):
                # no impact is above that of a term that occurs infinitely often
                scale = self.scale(df)
                if most := round(scale):
                    yield at, number, scale, most

    @cached_property
    def norms(self) -> npt.NDArray[np.float64]:
        """For each text k1 · (1 - b + b · length / mean length)."""
        return compute_norms(self._lengths, mean_length(self._lengths), self._k1, self._b)

    def of_term(self, number: int) -> TermPostings:
        """The texts of a term and its impact on each."""
        return self._recent.get(number, self._decode)

    @cached_property
    def _score(self) -> Score:
        # without a reference to this scorer, which keeps the postings
        return partial(_compute_impacts, norms=self.norms)

    def _decode(self, number: int) -> TermPostings:
        texts, counts = self._postings.of_term(number)
        return TermPostings(texts, counts, self._score, self.scale(len(texts)))

    def dense(self, number: int, scale: float) -> DensePostings | None:
        """The postings of a term that is looked up without being decoded; None where it is not."""
        dense = self._postings.dense(number)
        if dense is None:
            return None
        rest = TermPostings(*dense.rest, self._score, scale) if dense.rest else None
        return DensePostings(dense.counts, dense.numbers, rest, self._score, scale)

    def impacts(self, terms: Numbers, texts: Numbers, counts: TermCounts) -> npt.NDArray[np.int32]:
        """The impact of each of some terms, by number, on a text that it occurs in so often."""
        every_df, place = np.unique(self._postings.df[terms], return_inverse=True)
        scales = np.array([self.scale(df) for df in every_df.tolist()])
        return compute_impacts(counts, scales[place], self.norms.take(texts))


def _compute_impacts(
    texts: npt.NDArray[Any],
    counts: TermCounts,
    scales: float | npt.NDArray[np.float64],
    norms: npt.NDArray[np.float64],
) -> npt.NDArray[np.int32]:
    """As `compute_impacts`, with the norms of all texts."""
    return compute_impacts(counts, scales, norms.take(texts))


def compute_norms(
    lengths: npt.NDArray[np.unsignedinteger[Any]], mean: float, k1: float, b: float
) -> npt.NDArray[np.float64]:
    """For each text k1 · (1 - b + b · length / mean length)."""
    norms: npt.NDArray[np.float64] = k1 * (1 - b + b * lengths.astype(np.float64) / mean)
    return norms


def are_among(texts: npt.NDArray[np.integer[Any]], having: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which of some texts are among others, all by number; the others ascend."""
    if not len(having):
        return np.zeros(len(texts), bool)
    found: npt.NDArray[np.bool_] = having.take(having.searchsorted(texts), mode="clip") == texts
    return found


def mean_length(lengths: npt.NDArray[np.unsignedinteger[Any]]) -> float:
    """The mean length of texts; 1 for a corpus without a term, where any value will do."""
    return float(lengths.sum()) / len(lengths) if len(lengths) and lengths.any() else 1.0


def model_of_texts(texts: Sequence[Sequence[str]], k1: float, b: float) -> BM25Model:
    """The model of texts that are given as lists of terms."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    # numbers in order of first occurrence: a new term gets the next number when it is looked up
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    occurrences = np.empty(int(lengths.sum()), np.int32)
    done = 0
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        some = list(chain.from_iterable(texts[start : start + _TEXTS_AT_ONCE]))
        if some:
            # itemgetter takes half the time of a loop; with the first term given twice it always returns a tuple
            occurrences[done : done + len(some)] = itemgetter(*some, some[0])(numbers)[:-1]
            done += len(some)
    terms = TermList.from_terms(numbers)
    sorted_numbers = np.empty(len(terms), np.int32)
    first_numbers = np.fromiter(map(numbers.__getitem__, terms), dtype=np.int64, count=len(terms))
    sorted_numbers[first_numbers] = np.arange(len(terms))
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    plain = PlainPostings.from_occurrences(sorted_numbers.take(occurrences), owners, len(terms), len(texts))
    packed = plain.packed()
    postings = Postings(packed.df, (Segment("all", packed),))
    return BM25Model(terms, postings, lengths.astype(np.uint32), k1, b)
