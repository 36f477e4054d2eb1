"""The search engines that `benchmarks.engines` compares, behind one interface: build, open, search.

All have k1 = 1.2 and b = 0.75, which tantivy does not let one change. Their scores differ, because tantivy stores the
length of a passage in one byte and so rounds it by up to an eighth, bm25s adds 32-bit floats, and rank-bm25 has another
idf, which is negative or arbitrary for terms in half of the passages or more.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

K1, B = 1.2, 0.75
TOP = 10
_POSTINGS = "data", "starts", "df"

Found = list[tuple[int, float]]


class Engine(Protocol):
    """A search engine."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        """Build the index of some passages, given as terms, and write it into a folder."""

    def open(self, folder: Path) -> None:
        """Open an index."""

    def top(self, terms: Sequence[str]) -> Found:
        """Search: the best passages, as numbers of the engine's own, with their scores, best first."""

    def numbers(self, found: Found) -> Found:
        """The same hits with the indexes of the passages as `build` got them. This is not timed."""


class _Plain:
    def numbers(self, found: Found) -> Found:
        return found


class Ours(_Plain):
    """This project's BM25, with its arrays read into memory."""

    mode: Any = None

    def build(self, passages: list[list[str]], folder: Path) -> None:
        from bot.retrieval.bm25 import BM25

        model = BM25(passages, k1=K1, b=B).model
        for name in _POSTINGS:
            np.save(folder / f"{name}.npy", getattr(model.postings.segments[0].packed, name))
        np.save(folder / "letters.npy", model.terms.letters)
        np.save(folder / "ends.npy", model.terms.ends)
        np.save(folder / "lengths.npy", model.lengths)

    def open(self, folder: Path) -> None:
        from bot.retrieval.bm25_model import BM25Model
        from bot.retrieval.inverted_index.packed import PackedPostings
        from bot.retrieval.inverted_index.postings import Postings, Segment
        from bot.retrieval.inverted_index.term_list import TermList

        def array(name: str) -> Any:
            # slicing a memmap is slower than slicing a plain array, and its view keeps the file mapped
            return np.load(folder / f"{name}.npy", mmap_mode=self.mode).view(np.ndarray)

        terms, lengths = TermList(array("letters"), array("ends")), array("lengths")
        packed = PackedPostings(array("data"), array("starts"), array("df"), len(lengths))
        self._model = BM25Model(terms, Postings(packed.df, (Segment("all", packed),)), lengths, K1, B)

    def top(self, terms: Sequence[str]) -> Found:
        return self._model.top(Counter(terms), TOP)


class OursMapped(Ours):
    """This project's BM25, with its arrays mapped from the disk."""

    mode = "r"


class RankBm25(_Plain):
    """rank-bm25, which cannot store an index, and so builds it at each start."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        self._model: Any = importlib.import_module("rank_bm25").BM25Okapi(passages, k1=K1, b=B)

    def open(self, folder: Path) -> None:
        raise NotImplementedError("rank-bm25 stores nothing")

    def top(self, terms: Sequence[str]) -> Found:
        scores = self._model.get_scores(terms)
        # as its get_top_n does
        return [(int(at), float(scores[at])) for at in np.argsort(scores)[::-1][:TOP]]


class Bm25s(_Plain):
    """bm25s with numba, its fastest backend."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        model = importlib.import_module("bm25s").BM25(k1=K1, b=B, method="lucene", backend="numba")
        model.index(passages, show_progress=False)
        model.save(str(folder))

    def open(self, folder: Path) -> None:
        self._model: Any = importlib.import_module("bm25s").BM25.load(str(folder))

    def top(self, terms: Sequence[str]) -> Found:
        numbers, scores = self._model.retrieve([terms], k=TOP, show_progress=False)
        return list(zip(numbers[0].tolist(), scores[0].tolist(), strict=True))


class Tantivy:
    """tantivy, with as many threads as it chooses."""

    def build(self, passages: list[list[str]], folder: Path) -> None:
        tantivy = importlib.import_module("tantivy")
        schema = tantivy.SchemaBuilder()
        schema.add_unsigned_field("number", stored=True)
        schema.add_text_field("terms", tokenizer_name="cut", index_option="freq")
        index = tantivy.Index(schema.build(), path=str(folder))
        index.register_tokenizer("cut", self._cut(tantivy))
        writer = index.writer(heap_size=1_000_000_000)
        for number, terms in enumerate(passages):
            writer.add_document(tantivy.Document(number=number, terms=" ".join(terms)))
        writer.commit()
        writer.wait_merging_threads()

    @staticmethod
    def _cut(tantivy: Any) -> Any:
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()

    def open(self, folder: Path) -> None:
        self._tantivy = importlib.import_module("tantivy")
        index = self._tantivy.Index.open(str(folder))
        index.register_tokenizer("cut", self._cut(self._tantivy))
        self._schema, self._searcher = index.schema, index.searcher()

    def top(self, terms: Sequence[str]) -> Found:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        each = [(should, query.term_query(self._schema, "terms", term, "freq")) for term in terms]
        hits = self._searcher.search(query.boolean_query(each), limit=TOP, count=False).hits
        return [(address, score) for score, address in hits]

    def numbers(self, found: Found) -> Found:
        return [(self._searcher.doc(address)["number"][0], score) for address, score in found]


ENGINES: dict[str, type[Engine]] = {
    "rank-bm25": RankBm25,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "ours": Ours,
    "ours, mapped": OursMapped,
}
# Engines that open the index that another engine has built.
BUILT_BY = {"ours, mapped": "ours"}
STORES_NOTHING = frozenset({"rank-bm25"})
# The modules that each engine needs.
_NEEDS = {"rank-bm25": ("rank_bm25",), "tantivy": ("tantivy",), "bm25s": ("bm25s", "numba")}


def missing(name: str) -> list[str]:
    """The modules that an engine needs and that are not installed."""
    return [module for module in _NEEDS.get(name, ()) if importlib.util.find_spec(module) is None]
