"""rank-bm25, and the only file that imports it: BM25 scores, with what is known to be wrong with it put right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

__all__ = ["BM25"]


class BM25(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's Okapi model with the idf of Lucene, safe for any corpus.

    score(q, d) = sum over the terms t of q of  weight(t) · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl)),
    idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))

    (Robertson and Zaragoza 2009, with the idf of Lucene's BM25Similarity.) It differs from BM25Okapi in these points:

    * an empty corpus, or one without a term, can be built and scores 0 (upstream divides by zero);
    * the idf is above 0 for every term of the corpus (upstream gives 0 to a term in half of the texts, and a term in
      more of them an arbitrary floor), so a score is above 0 exactly where a term is shared;
    * the constant factor k1 + 1 is left out, so that a term brings at most its idf and scores of models with
      different k1 can be added.

    Args:
        corpus: the terms of each text.
        k1: how soon more of the same term stops counting, 0 or more.
        b: how much long texts are held back, 0 to 1.
    """

    def __init__(self, corpus: Sequence[Sequence[str]], k1: float, b: float) -> None:
        if k1 < 0 or not 0 <= b <= 1:
            raise ValueError(f"k1 is {k1} and b is {b}: k1 must be 0 or more, b between 0 and 1")
        super().__init__(corpus, k1=k1, b=b)
        self._postings = self._compile()

    def _compile(self) -> dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]]:
        """For each term the texts that have it, and what it brings to each: its idf times the tf part.

        Upstream scores every text for every term of a query; with these only the texts that have the term are touched.
        """
        texts: dict[str, list[int]] = {}
        counts: dict[str, list[int]] = {}
        for number, frequencies in enumerate(self.doc_freqs):
            for term, count in frequencies.items():
                texts.setdefault(term, []).append(number)
                counts.setdefault(term, []).append(count)
        length = np.asarray(self.doc_len, dtype=np.float64)
        norm = self.k1 * (1 - self.b + self.b * length / self.avgdl)
        postings = {}
        for term, numbers in texts.items():
            where = np.asarray(numbers, dtype=np.int32)
            tf = np.asarray(counts[term], dtype=np.float64)
            postings[term] = where, self.idf[term] * tf / (tf + norm[where])
        return postings

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        if any(corpus):
            document_frequencies: dict[str, int] = super()._initialize(corpus)
            return document_frequencies
        # upstream divides by the number of texts, and scoring by their mean length
        self.corpus_size = len(corpus)
        self.avgdl = 1.0
        self.doc_freqs: list[dict[str, int]] = [{} for _ in corpus]
        self.doc_len = [0] * len(corpus)
        return {}

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: math.log(1 + (self.corpus_size - df + 0.5) / (df + 0.5)) for term, df in nd.items()}

    @property
    def unknown_idf(self) -> float:
        """What the idf of a term would be that stands in no text: the highest there is."""
        return math.log(1 + (self.corpus_size + 0.5) / 0.5)

    def scores(self, query: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """The score of every text of the corpus, in its order; 0 where no term of the query stands in it.

        Args:
            query: the terms with their weights, above 0.
        """
        total = np.zeros(self.corpus_size)
        for term, weight in query.items():
            if term in self._postings:
                where, impacts = self._postings[term]
                total[where] += weight * impacts
        return total

    def impact(self, term: str, number: int) -> float:
        """What a term brings to one text, for a weight of 1; 0.0 where it does not stand in it."""
        if term not in self._postings:
            return 0.0
        where, impacts = self._postings[term]
        at = int(np.searchsorted(where, number))
        return float(impacts[at]) if at < len(where) and where[at] == number else 0.0

    def holders(self, term: str) -> npt.NDArray[np.int32]:
        """The numbers of the texts that a term stands in, ascending."""
        return self._postings[term][0] if term in self._postings else np.empty(0, dtype=np.int32)

    def __contains__(self, term: str) -> bool:
        """Whether a term stands anywhere in the corpus."""
        return term in self._postings

    def highest(self, query: Mapping[str, float]) -> float:
        """The score that no text can exceed: every term there as often as you like, unknown ones included."""
        return sum(weight * self.idf.get(term, self.unknown_idf) for term, weight in query.items())
