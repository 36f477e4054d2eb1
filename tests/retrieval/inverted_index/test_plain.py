"""Occurrences of terms → posting lists as plain arrays → packed ones of all batches."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.retrieval.inverted_index.plain as module
from bot.retrieval.inverted_index.plain import PlainPostings, pack_together
from bot.retrieval.inverted_index.term_list import TermList

# for each text of a batch its terms
batches = st.lists(st.lists(st.lists(st.sampled_from("一二三四五"), max_size=6), max_size=4), min_size=1, max_size=4)


def counted(texts):
    """The terms of some texts, and their postings."""
    terms = sorted({term for text in texts for term in text})
    pairs = [(terms.index(term), number) for number, text in enumerate(texts) for term in text]
    found = np.array(pairs, np.int64).reshape(-1, 2)
    plain = PlainPostings.from_occurrences(found[:, 0], found[:, 1], len(terms), len(texts))
    return TermList.from_terms(terms), plain


def lists(terms, packed):
    """For each term its texts, and how often it occurs in each."""
    return {
        term: list(zip(*(array.tolist() for array in packed.of_term(number)), strict=True))
        for number, term in enumerate(terms)
    }


@given(batches, st.sampled_from([1, 2, 3, 1 << 22]), st.booleans())
def test_what_is_packed_together_is_what_was_counted(parts, at_once, twice):
    """The texts of a batch are numbered after those of the batches before it, whatever the size of the blocks; several
    levels share the terms."""
    texts = [text for part in parts for text in part]
    expected: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for term, times in Counter(text).items():
            expected.setdefault(term, []).append((number, times))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", at_once)
        ready = [(terms, [plain] * (1 + twice)) for terms, plain in map(counted, parts)]
        terms, packed = pack_together(ready)
        assert [lists(terms, one) for one in packed] == [expected] * (1 + twice)
        assert [one.size for one in packed] == [len(texts)] * (1 + twice)
        if len(parts) == 1:
            assert lists(terms, ready[0][1][0].packed()) == expected


def test_files_hold_the_same(tmp_path):
    """The bytes of the postings are those in memory."""
    parts = [(terms, [plain]) for terms, plain in map(counted, ([["一", "二"], ["二"]], [["二", "二", "三"]]))]
    terms, (in_memory,) = pack_together(parts)
    again, (on_disk,) = pack_together(parts, [tmp_path / "data.npy"])
    assert list(again) == list(terms) == ["一", "三", "二"]
    assert on_disk.data.tolist() == in_memory.data.tolist() == np.load(tmp_path / "data.npy").tolist()
    assert lists(terms, on_disk) == lists(terms, in_memory)


def test_more_than_65535_of_a_term_count_as_so_many():
    """Counts are capped in the last posting as in any other."""
    terms = np.repeat(np.arange(2), 70_000)
    assert PlainPostings.from_occurrences(terms, np.zeros(140_000, np.int64), 2, 1).counts.tolist() == [65535, 65535]


def test_many_terms_of_many_texts_are_counted():
    """Also where the number of a term and of a text together take more than four bytes."""
    terms, texts = np.array([70_000, 3, 70_000, 3, 3]), np.array([(1 << 20) - 1, 0, (1 << 20) - 1, 5, 0])
    plain = PlainPostings.from_occurrences(terms, texts, 70_001, 1 << 20)
    assert np.flatnonzero(plain.df).tolist() == [3, 70_000]
    assert plain.df[[3, 70_000]].tolist() == [2, 1]
    assert (plain.texts.tolist(), plain.counts.tolist()) == ([0, 5, (1 << 20) - 1], [2, 1, 2])
