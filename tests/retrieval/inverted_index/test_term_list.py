"""Sorted lists of terms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.inverted_index.term_list import TermList

words = st.sets(st.text(max_size=4), max_size=12)


@given(words, words)
def test_a_term_list_knows_its_terms_and_no_others(own, others):
    """The number of a term is its position among the sorted terms; any other text has -1."""
    terms = TermList.from_terms(own)
    assert list(terms) == sorted(own) == [terms[number] for number in range(len(terms))]
    assert [terms.number(term) for term in sorted(own)] == list(range(len(own)))
    assert all(terms.number(term) == -1 for term in others - own)


@given(words, words)
def test_terms_can_be_added_and_left_out(own, others):
    """A list after additions and removals equals one built at once, and the new numbers are right."""
    terms = TermList.from_terms(own)
    more, to = terms.with_terms(sorted(others - own))
    assert list(more) == sorted(own | others)
    assert [more[number] for number in to] == sorted(own)
    kept = np.array([number for number, term in enumerate(more) if term in own], np.int64)
    fewer, back = more.only(kept)
    assert list(fewer) == sorted(own)
    assert [fewer[number] for number in back if number >= 0] == sorted(own)
