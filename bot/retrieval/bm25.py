"""The BM25 model of one field of terms, and a drop-in replacement for rank-bm25's BM25Okapi on top of it.

    score(q, d) = Σ weight(t) · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl))   over the terms t of q
    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))

This is BM25 as in Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with the idf
of Lucene's BM25Similarity, which is above 0 for every term. The constant factor k1 + 1 is left out: it does not change
the order, and without it a term adds at most its idf, so that scores of models with different k1 can be added.

This is the only file that imports rank_bm25.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count, islice
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from bot.retrieval.inverted_index.postings import SCALE, Counts, Postings, idf
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.topk import WeightedPostings, top_k

__all__ = ["BM25", "BM25Model"]

# The terms of this many texts are numbered in one call, because one call for each text is slower.
_TEXTS_AT_ONCE = 256
_CACHED_IDFS = 1 << 12


class BM25Model:
    """The BM25 scores of some texts (passages, or whole articles), precomputed for each term and text.

    What a term adds to a text, its impact, is computed once and rounded to a ten-thousandth. A query touches only the
    postings of its own terms.

    Args:
        terms: all terms.
        postings: the texts of each term with the impacts.
        lengths: the number of terms of each text.
        factor: every score is multiplied by it; the impacts contain it already.
    """

    def __init__(
        self, terms: TermList, postings: Postings, lengths: npt.NDArray[np.int64], factor: float = 1.0
    ) -> None:
        self.terms, self.postings, self.lengths, self.factor = terms, postings, lengths, factor
        # one question asks for the idf of each of its terms several times
        self._idf = lru_cache(maxsize=_CACHED_IDFS)(lambda term: idf(self.size, self.df(term)))

    @classmethod
    def from_counts(
        cls, terms: TermList, counts: Counts, lengths: npt.NDArray[np.int64], k1: float, b: float, factor: float = 1.0
    ) -> BM25Model:
        """Computes the model from counts.

        Args:
            terms: all terms.
            counts: how often each occurs in each text.
            lengths, factor: as for the class.
            k1: how soon further occurrences of a term stop counting, 0 or more.
            b: how much a text is penalised for its length, 0 to 1.

        Raises:
            ValueError: when k1 or b is out of its range.
        """
        if k1 < 0 or not 0 <= b <= 1:
            raise ValueError(f"k1 is {k1} and b is {b}: k1 must be 0 or more, b between 0 and 1")
        norms = k1 * (1 - b + b * lengths.astype(np.float64) / _mean(lengths))
        return cls(terms, Postings.from_counts(counts, len(terms), norms, factor), lengths, factor)

    @property
    def size(self) -> int:
        """The number of texts."""
        return len(self.lengths)

    def df(self, term: str) -> int:
        """The number of texts that a term occurs in."""
        number = self.terms.number(term)
        return self.postings.df(number) if number >= 0 else 0

    def idf(self, term: str) -> float:
        """The inverse document frequency of a term, above 0."""
        return self._idf(term)

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
        return self.postings.of_term(number)[0] if number >= 0 else np.empty(0, np.int32)

    def weighted_postings(self, term: str, weight: int, *, grouped: bool = False) -> list[WeightedPostings]:
        """What a term of a query adds to the scores: one entry, or none if it adds nothing to any text.

        Args:
            term: a term of the query.
            weight: its weight, 1 or more.
            grouped: whether the texts of this model are groups of the texts that are searched.
        """
        number = self.terms.number(term)
        max_impact = int(self.postings.max_impacts[number]) if number >= 0 else 0
        if not max_impact:
            return []
        return [WeightedPostings(*self.postings.of_term(number), weight, max_impact, grouped)]

    def max_score(self, query: Mapping[str, float]) -> float:
        """The score that no text can exceed: all terms of the query, known or not, at their full idf."""
        return self.factor * sum(weight * self.idf(term) for term, weight in query.items())

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
        postings = [one for term, weight in query.items() for one in self.weighted_postings(term, weight)]
        texts, scores = top_k(postings, self.size, k)
        order = np.lexsort((texts, -scores))[:k]
        return [(int(texts[at]), int(scores[at]) / SCALE) for at in order]


def _mean(lengths: npt.NDArray[np.int64]) -> float:
    # a corpus without a term has no mean length; any value will do
    return float(lengths.sum()) / len(lengths) if len(lengths) and lengths.any() else 1.0


class BM25(BM25Okapi):  # type: ignore[misc]  # published without types
    """`BM25Model` with the constructor, methods and attributes of rank-bm25's BM25Okapi.

    Differences from BM25Okapi:

    * scores follow the formula above, so they lack its factor k1 + 1;
    * the idf of every term is above 0 (BM25Okapi gives 0 to a term in half of the texts, and to one in more of them
      a floor that depends on `epsilon`, which has no effect here);
    * an empty corpus, or one without a term, can be built and scores 0 (BM25Okapi divides by zero);
    * impacts are rounded to a ten-thousandth, and `get_top_n` is exact without scoring every text.

    Args:
        corpus: the terms of each text; with a tokenizer, the texts.
        tokenizer: splits a text into terms.
        k1, b: as for `BM25Model.from_counts`.
        epsilon: accepted for compatibility; ignored.

    Attributes:
        model: the model that scores.
        corpus_size, avgdl, doc_len: as in BM25Okapi.

    Raises:
        ValueError: when k1 or b is out of its range.
    """

    def __init__(
        self,
        corpus: Iterable[Any],
        tokenizer: Callable[[Any], Sequence[str]] | None = None,
        k1: float = 1.5,
        b: float = 0.75,
        epsilon: float = 0.25,
    ) -> None:
        texts: Sequence[Sequence[str]] = [tokenizer(text) for text in corpus] if tokenizer else list(corpus)
        self.model = _model_of_texts(texts, k1, b)
        self.tokenizer, self.k1, self.b, self.epsilon = tokenizer, k1, b, epsilon
        self.corpus_size, self.avgdl, self.doc_len = self.model.size, _mean(self.model.lengths), self.model.lengths

    @property
    def idf(self) -> dict[str, float]:
        """The idf of every term."""
        return {term: self.model.idf(term) for term in self.model.terms}

    @property
    def doc_freqs(self) -> list[dict[str, int]]:
        """For each text its terms and how often each occurs in it."""
        frequencies: list[dict[str, int]] = [{} for _ in range(self.corpus_size)]
        postings = self.model.postings
        for number, term in enumerate(self.model.terms):
            block = slice(int(postings.offsets[number]), int(postings.offsets[number + 1]))
            for text, times in zip(postings.texts[block], postings.counts[block], strict=True):
                frequencies[text][term] = int(times)
        return frequencies

    def get_scores(self, query: Iterable[str]) -> npt.NDArray[np.float64]:
        """The score of every text for a list of terms; a term given twice counts twice."""
        scores = np.zeros(self.corpus_size)
        for term, weight in Counter(query).items():
            for postings in self.model.weighted_postings(term, weight):
                scores[postings.texts] += postings.weight * postings.impacts.astype(np.int64)
        return scores / SCALE

    def get_batch_scores(self, query: Iterable[str], doc_ids: Sequence[int]) -> list[float]:
        """The scores of some texts for a list of terms."""
        scores: list[float] = self.get_scores(query)[list(doc_ids)].tolist()
        return scores

    def get_top_n(self, query: Iterable[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """The documents of the best n texts, best first; those that share no term with the query come last, in order.

        Raises:
            ValueError: when there are not as many documents as texts.
        """
        if len(documents) != self.corpus_size:
            raise ValueError(f"there are {len(documents)} documents for {self.corpus_size} texts")
        best = [number for number, _ in self.model.top(Counter(query), n)]
        others = (number for number in range(self.corpus_size) if number not in best)
        return [documents[number] for number in (*best, *islice(others, max(0, n - len(best))))]


def _model_of_texts(texts: Sequence[Sequence[str]], k1: float, b: float) -> BM25Model:
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
    counts = Counts.from_occurrences(sorted_numbers.take(occurrences), owners)
    return BM25Model.from_counts(terms, counts, lengths, k1, b)
