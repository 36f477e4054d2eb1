"""Sorted lists of terms."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.inverted_index.term_list import TermList

words = st.sets(st.text(max_size=4), max_size=12)


@given(words, words)
def test_a_term_list_knows_its_terms_and_no_others(members, others):
    """The number of a term is its position among the sorted terms; any other text has -1."""
    terms = TermList.from_terms(members)
    assert list(terms) == sorted(members) == [terms[number] for number in range(len(terms))]
    assert [terms.number(term) for term in sorted(members)] == list(range(len(members)))
    assert all(terms.number(term) == -1 for term in others - members)


@given(words, st.text(max_size=3))
def test_the_terms_that_start_with_a_prefix_are_neighbours(members, prefix):
    """Also in a list of so many terms that not all of them are kept as objects; a prefix of none has none."""
    for more in (set(), {f"{number:03}" for number in range(300)}):
        terms = TermList.from_terms(members | more)
        own = [number for number, term in enumerate(sorted(members | more)) if term.startswith(prefix)]
        assert list(terms.starting_with(prefix)) == own
        assert len(terms.starting_with("29")) == sum(term.startswith("29") for term in members | more)


@given(words, words)
def test_terms_can_be_added_and_left_out(members, others):
    """A list after additions and removals equals one built at once, and the new numbers are right."""
    terms = TermList.from_terms(members)
    more, to = terms.with_terms(sorted(others - members))
    assert list(more) == sorted(members | others)
    assert [more[number] for number in to] == sorted(members)
    kept = np.array([number for number, term in enumerate(more) if term in members], np.int64)
    fewer, back = more.only(kept)
    assert list(fewer) == sorted(members)
    assert [fewer[number] for number in back if number >= 0] == sorted(members)
