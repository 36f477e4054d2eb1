"""Counts and postings as arrays."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.retrieval.inverted_index.postings as module
from bot.retrieval.inverted_index.postings import Counts


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=40), st.sampled_from([1, 2, 3, 1 << 22]))
def test_counts_are_those_of_counting(pairs, at_once):
    """Counts are right for any order of the occurrences and any block size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", at_once)
        counts = Counts.from_occurrences(
            np.array([t for t, _ in pairs], np.int32), np.array([n for _, n in pairs], np.int64)
        )
    expected = sorted(Counter(pairs).items())
    assert [(int(key) >> 32, int(key) & 0xFFFFFFFF) for key in counts.keys] == [pair for pair, _ in expected]
    assert counts.counts.tolist() == [times for _, times in expected]


def test_more_than_65535_of_a_term_count_as_so_many():
    """Counts are capped in the last posting as in any other."""
    terms = np.repeat(np.arange(2, dtype=np.int32), 70_000)
    assert Counts.from_occurrences(terms, np.zeros(140_000, np.int64)).counts.tolist() == [65535, 65535]
