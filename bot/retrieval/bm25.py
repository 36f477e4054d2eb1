"""A drop-in replacement for rank-bm25's BM25Okapi on top of our BM25 model. No other file imports rank_bm25."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from bot.retrieval.bm25_model import mean_length, model_of_texts
from bot.retrieval.inverted_index.postings import SCALE


class BM25(BM25Okapi):  # type: ignore[misc]  # published without types
    """`bot.retrieval.bm25_model.BM25Model` with the constructor, methods and attributes of rank-bm25's BM25Okapi.

    Differences from BM25Okapi:

    * scores follow the formula there, so they lack its factor k1 + 1;
    * the idf of every term is above 0 (BM25Okapi gives 0 to a term in half of the texts, and to one in more of them
      a floor that depends on `epsilon`, which has no effect here);
    * an empty corpus, or one without a term, can be built and scores 0 (BM25Okapi divides by zero);
    * impacts are rounded to a ten-thousandth, and `get_top_n` is exact without scoring every text.

    Args:
        corpus: the terms of each text; with a tokenizer, the texts.
        tokenizer: splits a text into terms.
        k1, b: as for `BM25Model`.
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
        self.model = model_of_texts(texts, k1, b)
        self.tokenizer, self.k1, self.b, self.epsilon = tokenizer, k1, b, epsilon
        self.corpus_size, self.avgdl, self.doc_len = (
            self.model.size,
            mean_length(self.model.lengths),
            self.model.lengths,
        )

    @property
    def idf(self) -> dict[str, float]:
        """The idf of every term."""
        return {term: self.model.idf(term) for term in self.model.terms}

    @property
    def doc_freqs(self) -> list[dict[str, int]]:
        """For each text its terms and how often each occurs in it."""
        frequencies: list[dict[str, int]] = [{} for _ in range(self.corpus_size)]
        for number, term in enumerate(self.model.terms):
            for text, times in zip(*self.model.postings.of_term(number), strict=True):
                frequencies[text][term] = int(times)
        return frequencies

    def get_scores(self, query: Iterable[str]) -> npt.NDArray[np.float64]:
        """The score of every text for a list of terms; a term given twice counts twice."""
        scores = np.zeros(self.corpus_size)
        for term, weight in Counter(query).items():
            for one in self.model.weighted_postings({term: weight}).values():
                scores[one.postings.texts] += one.weight * one.postings.impacts.astype(np.int64)
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
