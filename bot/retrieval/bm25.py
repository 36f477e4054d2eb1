"""rank-bm25, and the only file that imports it: its model, with what is known to be wrong put right, from arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, count, islice
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from bot.retrieval.inverted_index.postings import SCALE, Counts, Postings, idf
from bot.retrieval.inverted_index.term_list import TermList
from bot.retrieval.inverted_index.topk import Part, best

__all__ = ["BM25"]

# The terms of so many texts get their numbers in one step.
_TOGETHER = 256


class BM25(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's Okapi model with the idf of Lucene, safe for any corpus, and fast.

    score(q, d) = sum over the terms t of q of  weight(t) · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl)),
    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))

    (Robertson and Zaragoza 2009, with the idf of Lucene's BM25Similarity.) It takes what BM25Okapi takes and has its
    methods, `get_scores`, `get_batch_scores` and `get_top_n`, and differs from it in these points:

    * an empty corpus, or one without a term, can be built and scores 0 (upstream divides by zero);
    * the idf is above 0 for every term of the corpus (upstream gives 0 to a term in half of the texts, and a term in
      more of them an arbitrary floor, for which `epsilon` is there; it has no effect here);
    * the constant factor k1 + 1 is left out, so that a term brings at most its idf and scores of models with
      different k1 can be added;
    * what a term brings to a text is computed once and rounded to a ten-thousandth, and a query touches only the
      texts that have one of its terms.

    Args:
        corpus: the terms of each text; with a tokenizer the texts.
        tokenizer: makes terms of a text, or nothing.
        k1: how soon more of the same term stops counting, 0 or more.
        b: how much long texts are held back, 0 to 1.
        epsilon: taken for the sake of BM25Okapi's users.
        factor: every score is multiplied by it.

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
        *,
        factor: float = 1.0,
    ) -> None:
        texts: Sequence[Sequence[str]] = [tokenizer(text) for text in corpus] if tokenizer else list(corpus)
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        # a new term gets the next number when it is first asked for
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        flat = np.empty(int(lengths.sum()), np.int32)
        done = 0
        for start in range(0, len(texts), _TOGETHER):
            some = list(chain.from_iterable(texts[start : start + _TOGETHER]))
            if some:
                # looks many up in half of the time of one by one; of a single one it would not make a tuple
                found = itemgetter(*some, some[0])(numbers)
                flat[done : done + len(some)] = found[:-1]
                done += len(some)
        terms = TermList.of(numbers)
        # from here on a term's number is its place in the list
        places = np.empty(len(terms), np.int32)
        places[np.fromiter(map(numbers.__getitem__, terms), dtype=np.int64, count=len(terms))] = np.arange(len(terms))
        flat = places.take(flat)
        counts = Counts.of(flat, np.repeat(np.arange(len(texts), dtype=np.int32), lengths))
        del flat
        self._set(terms, counts, lengths, k1, b, factor)
        self.tokenizer = tokenizer
        self.epsilon = epsilon

    @classmethod
    def of_counts(
        cls, terms: TermList, counts: Counts, lengths: npt.NDArray[np.int64], k1: float, b: float, factor: float = 1.0
    ) -> BM25:
        """The model of texts whose terms have been counted.

        Args:
            terms: all terms.
            counts: how often each stands in each text.
            lengths: how many terms each text has.
            k1, b, factor: as for the class.
        """
        model = cls.__new__(cls)
        model._set(terms, counts, lengths, k1, b, factor)
        return model

    @classmethod
    def of_postings(
        cls, terms: TermList, postings: Postings, lengths: npt.NDArray[np.int64], k1: float, b: float, factor: float
    ) -> BM25:
        """A model made before: nothing is computed."""
        model = cls.__new__(cls)
        model._describe(terms, lengths, k1, b, factor)
        model.postings = postings
        return model

    def beside(self, other: BM25) -> BM25:
        """The model of the same texts, scored as if they were added to those of another: with its mean length and idf.

        Scores of the two can be compared. The other's own stay as they are, so that the mean length and the idf of
        both are a little old: exactly the scores of all texts together come of making one model of them.
        """
        model = BM25.__new__(BM25)
        model._describe(self.terms, self.doc_len, self.k1, self.b, self.factor)
        model.avgdl = other.avgdl
        size = self.corpus_size + other.corpus_size
        idfs = np.array([idf(size, self.df(term) + other.df(term)) for term in self.terms])
        norms = self.k1 * (1 - self.b + self.b * self.doc_len.astype(np.float64) / other.avgdl)
        counts = self.postings.as_counts(np.arange(len(self.terms)), np.arange(self.corpus_size))
        model.postings = Postings.of(counts, len(self.terms), norms, self.factor, idfs)
        return model

    def df(self, term: str) -> int:
        """In how many texts a term stands."""
        number = self.terms.number(term)
        return self.postings.df(number) if number >= 0 else 0

    def _describe(self, terms: TermList, lengths: npt.NDArray[np.int64], k1: float, b: float, factor: float) -> None:
        if k1 < 0 or not 0 <= b <= 1:
            raise ValueError(f"k1 is {k1} and b is {b}: k1 must be 0 or more, b between 0 and 1")
        self.k1, self.b, self.factor = k1, b, factor
        self.epsilon, self.tokenizer = 0.25, None
        self.terms = terms
        self.doc_len = lengths
        self.corpus_size = len(lengths)
        # a corpus without a term has no mean length; any will do
        self.avgdl = float(lengths.sum()) / len(lengths) if len(lengths) and lengths.any() else 1.0

    def _set(
        self,
        terms: TermList,
        counts: Counts,
        lengths: npt.NDArray[np.int64],
        k1: float,
        b: float,
        factor: float,
    ) -> None:
        self._describe(terms, lengths, k1, b, factor)
        norms = k1 * (1 - b + b * lengths.astype(np.float64) / self.avgdl)
        self.postings = Postings.of(counts, len(terms), norms, factor)

    # --- what rank-bm25 has ----------------------------------------------------------------------------------------
    @property
    def idf(self) -> dict[str, float]:
        """The idf of every term."""
        return {term: self.idf_of(term) for term in self.terms}

    @property
    def doc_freqs(self) -> list[dict[str, int]]:
        """How often each term stands in each text."""
        frequencies: list[dict[str, int]] = [{} for _ in range(self.corpus_size)]
        for number, term in enumerate(self.terms):
            part = slice(int(self.postings.offsets[number]), int(self.postings.offsets[number + 1]))
            for text, times in zip(self.postings.texts[part], self.postings.counts[part], strict=True):
                frequencies[text][term] = int(times)
        return frequencies

    def get_scores(self, query: Iterable[str]) -> npt.NDArray[np.float64]:
        """The score of every text for a list of terms; a term given twice counts twice."""
        scores = np.zeros(self.corpus_size)
        for part in self.parts(_weights(query)):
            scores[part.texts] += part.weight * part.impacts.astype(np.int64)
        return scores / SCALE

    def get_batch_scores(self, query: Iterable[str], doc_ids: Sequence[int]) -> list[float]:
        """The scores of some texts for a list of terms."""
        scores: list[float] = self.get_scores(query)[list(doc_ids)].tolist()
        return scores

    def get_top_n(self, query: Iterable[str], documents: Sequence[Any], n: int = 5) -> list[Any]:
        """The documents of the best n texts, best first, and after those that share a term the others in their order.

        Raises:
            ValueError: when there are not as many documents as texts.
        """
        if len(documents) != self.corpus_size:
            raise ValueError(f"there are {len(documents)} documents for {self.corpus_size} texts")
        found = [number for number, _ in self.top(query, n)]
        rest = (number for number in range(self.corpus_size) if number not in set(found))
        return [documents[number] for number in (*found, *islice(rest, max(0, n - len(found))))]

    # --- and what it has not ---------------------------------------------------------------------------------------
    def top(self, query: Iterable[str], k: int) -> list[tuple[int, float]]:
        """The numbers and scores of the best k texts, best first, among equals in their order; none has a score of 0.

        Args:
            query: terms; one given twice counts twice.
            k: how many at most.
        """
        if k < 1:
            return []
        found, totals = best(self.parts(_weights(query)), self.corpus_size, k)
        order = np.lexsort((found, -totals))[:k]
        return [(int(found[at]), int(totals[at]) / SCALE) for at in order]

    def parts(self, query: Mapping[str, int], *, grouped: bool = False) -> list[Part]:
        """What each term of a query brings, those that stand in no text left out.

        Args:
            query: the terms with their weights, whole numbers above 0.
            grouped: whether the texts of this model are groups of texts.
        """
        parts = []
        for term, weight in query.items():
            number = self.terms.number(term)
            if number >= 0:
                texts, impacts = self.postings.of_term(number)
                most = int(self.postings.most[number])
                if most:
                    parts.append(Part(texts, impacts, weight, most, grouped))
        return parts

    def idf_of(self, term: str) -> float:
        """How rare a term is, above 0; the highest there is for one that stands in no text."""
        return idf(self.corpus_size, self.df(term))

    @property
    def highest_idf(self) -> float:
        """The idf of a term that stands in no text."""
        return idf(self.corpus_size, 0)

    def impact(self, term: str, text: int) -> float:
        """What a term brings to one text, for a weight of 1; 0.0 where it does not stand in it."""
        number = self.terms.number(term)
        return self.postings.impact(number, text) / SCALE if number >= 0 else 0.0

    def holders(self, term: str) -> npt.NDArray[np.int32]:
        """The numbers of the texts that a term stands in, ascending."""
        number = self.terms.number(term)
        return self.postings.of_term(number)[0] if number >= 0 else np.empty(0, np.int32)

    def __contains__(self, term: str) -> bool:
        """Whether a term stands anywhere in the corpus."""
        return self.df(term) > 0

    def highest(self, query: Mapping[str, float]) -> float:
        """The score that no text can exceed: every term there as often as you like, unknown ones included."""
        return self.factor * sum(weight * self.idf_of(term) for term, weight in query.items())


def _weights(query: Iterable[str]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for term in query:
        weights[term] = weights.get(term, 0) + 1
    return weights
