"""The postings of one term, and those that were searched most recently."""

import numpy as np

from bot.retrieval.inverted_index.term_postings import OVERHEAD, RecentPostings, TermPostings


def postings(texts):
    """A term that occurs once in each of some texts, with the text's number as its impact."""
    array = np.array(texts, np.int32)
    return TermPostings(array, np.ones(len(texts), np.uint16), lambda those, _, __: those.astype(np.int32), 1.0)


def test_impacts_are_looked_up_text_by_text():
    """Texts that the term does not occur in get 0: before the first, between two and after the last."""
    some = postings([3, 7, 9])
    assert some.impacts_on(np.array([9, 1, 3, 8, 12])).tolist() == [9, 0, 3, 0, 0]
    assert some.impacts.tolist() == [3, 7, 9]
    assert some.impacts_on(np.array([9, 1, 3, 8, 12])).tolist() == [9, 0, 3, 0, 0]


def test_the_most_recent_are_kept():
    """With room for two lists and six postings the list that was needed longest ago goes."""
    decoded: list[int] = []

    def decode(number):
        decoded.append(number)
        return postings(range(number))

    recent = RecentPostings(6 + 2 * OVERHEAD)
    for number in (2, 3, 2, 4, 2, 3):
        assert recent.get(number, decode).texts.tolist() == list(range(number))
    assert decoded == [2, 3, 4, 3]
