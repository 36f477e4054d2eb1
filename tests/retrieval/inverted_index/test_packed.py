"""Posting lists in bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.inverted_index.long_lists import look_up
from bot.retrieval.inverted_index.packed import Packer, decode_short


@st.composite
def lists(draw):
    """A number of texts, and for each of some terms how often it occurs in which texts."""
    size = draw(st.sampled_from([1, 5, 256, 1000, 70_000, 3_000_000]))
    occurrences = st.sampled_from([1, 1, 1, 2, 3, 256, 257, 300, 65_535])
    postings = st.dictionaries(st.integers(0, size - 1), occurrences, max_size=12)
    return size, [dict(sorted(one.items())) for one in draw(st.lists(postings, max_size=6))]


def packed(size, terms, at_once):
    """The packed form of some terms, given to the packer a few at a time."""
    packer = Packer(size)
    for start in range(0, len(terms), at_once):
        some = terms[start : start + at_once]
        texts = [text for one in some for text in one]
        times = [count for one in some for count in one.values()]
        packer.add(np.array(list(map(len, some))), np.array(texts, np.int64), np.array(times, np.uint16))
    return packer.packed()


@given(lists(), st.integers(1, 4))
def test_what_is_packed_comes_back(given_lists, at_once):
    """Any texts and occurrences, term by term and several terms at once; also gaps and counts of 255 and more."""
    size, terms = given_lists
    postings = packed(size, terms, at_once)
    assert postings.df.tolist() == list(map(len, terms))
    for number, expected in enumerate(terms):
        texts, times = postings.of_term(number)
        assert dict(zip(texts.tolist(), times.tolist(), strict=True)) == expected
        assert texts.tolist() == sorted(texts.tolist())
    short = [one for one in map(postings.short_list, range(len(terms))) if one is not None]
    if terms:
        texts, times = decode_short(short)
        assert texts.tolist() == [text for one in terms for text in one]
        assert times.tolist() == [count for one in terms for count in one.values()]
    for first in range(len(terms) + 1):
        df, texts, times = postings.of_terms(first, len(terms))
        assert df.tolist() == list(map(len, terms[first:]))
        assert texts.tolist() == [text for one in terms[first:] for text in one]
        assert times.tolist() == [count for one in terms[first:] for count in one.values()]


@pytest.mark.parametrize(("size", "step", "most"), [(10_000, 1, 1.2), (10_000, 100, 1.2), (3_000_000, 10_000, 2.4)])
def test_a_posting_takes_one_byte_or_two(size, step, most):
    """A term in every text, in every hundredth, and in every ten thousandth: a byte or two, and a bit."""
    terms = [dict.fromkeys(range(0, size, step), 1)]
    assert len(packed(size, terms, 1).data) <= most * len(terms[0])


@pytest.mark.parametrize(("size", "most"), [(1024, 512), (1028, 257), (4000, 512)])
def test_a_list_is_decoded_with_others_up_to_512_texts_or_a_quarter_of_all(size, most):
    """A quarter of 1,028 texts is 257; of 1,024 texts and fewer a term in all has no byte for each."""
    postings = packed(size, [dict.fromkeys(range(df), 1) for df in (most, most + 1)], 2)
    last, above = postings.short_list(0), postings.short_list(1)
    assert (last is not None, above is None) == (True, True)
    assert decode_short([last])[0].tolist() == list(range(most))
    assert (postings.dense(0), postings.dense(1) is None) == (None, size != 1028)


def test_frequent_terms_are_looked_up_without_decoding():
    """Beside rare ones: terms in a third and in all of 3,000 texts, with occurrences up to 65,535."""
    rng = np.random.default_rng(1)
    size, terms = 3000, []
    for df in (5, 1000, 40, 3000, 1200):
        times = rng.choice([1, 1, 2, 9, 254, 255, 256, 65_535], df)
        terms.append(dict(zip(sorted(rng.choice(size, df, replace=False).tolist()), times.tolist(), strict=True)))
    postings = packed(size, terms, 5)
    asked = np.sort(rng.choice(size, 50, replace=False))
    dense = [postings.dense(number) for number in range(len(terms))]
    assert [one is not None for one in dense] == [False, True, False, True, True]
    counts = look_up([one for one in dense if one], asked)
    for row, number in enumerate((1, 3, 4)):
        assert counts[row].tolist() == [terms[number].get(text, 0) for text in asked.tolist()]
    for number, expected in enumerate(terms):
        assert dict(zip(*(one.tolist() for one in postings.of_term(number)), strict=True)) == expected
    _, texts, times = postings.of_terms(0, len(terms))
    assert texts.tolist() == [text for one in terms for text in one]
    assert times.tolist() == [count for one in terms for count in one.values()]
