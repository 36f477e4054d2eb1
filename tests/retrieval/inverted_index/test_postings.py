"""The postings of one field in several segments."""

import numpy as np

from bot.retrieval.inverted_index.long_lists import look_up
from bot.retrieval.inverted_index.packed import Packer, decode_short
from bot.retrieval.inverted_index.postings import Postings, Segment


def test_a_frequent_term_is_looked_up_in_all_segments():
    """In the first of two segments, whose texts are renumbered and one of which is gone, and in the second."""
    size, rng = 2000, np.random.default_rng(2)
    first, second = Packer(size), Packer(3)
    texts = np.sort(rng.choice(size, 900, replace=False))
    first.add(np.array([900]), texts, rng.integers(1, 5, 900).astype(np.uint16))
    second.add(np.array([2]), np.array([0, 2]), np.array([7, 8], np.uint16))
    numbers = np.arange(size, dtype=np.int32) + 2
    numbers[texts[5]] = -1
    own = np.array([0, 1, 2002], np.int32)
    postings = Postings(
        np.array([901], np.uint32),
        (Segment("a", first.packed(), None, numbers), Segment("b", second.packed(), None, own)),
    )
    dense = postings.dense(0)
    assert dense is not None and dense.rest is not None
    assert dense.numbers is not None
    found = dict(zip(*(one.tolist() for one in dense.rest), strict=True))
    everything = np.arange(2003)
    places = dense.numbers.take(everything)
    inside = everything[places >= 0]
    for text, count in zip(inside.tolist(), look_up([dense.counts], places[places >= 0])[0].tolist(), strict=True):
        if count:
            found[text] = count
    assert found == dict(zip(*(one.tolist() for one in postings.of_term(0)), strict=True))


def test_rare_terms_of_several_segments_are_decoded_together():
    """A term that is in both segments, with a text that is gone, one that is in the second alone, and a long one."""
    size = 3000
    first, second = Packer(size), Packer(3)
    first.add(np.array([3, 600]), np.array([2, 70, 2999, *range(600)]), np.ones(603, np.uint16))
    second.add(np.array([2, 1]), np.array([0, 2, 1]), np.array([7, 1, 4], np.uint16))
    numbers = np.arange(size, dtype=np.int32) + 1
    numbers[70] = -1
    postings = Postings(
        np.array([4, 600, 1], np.uint32),
        (
            Segment("a", first.packed(), np.array([0, 1, -1], np.int32), numbers),
            Segment("b", second.packed(), np.array([0, -1, 1], np.int32), np.array([0, 3001, 3002], np.int32)),
        ),
    )
    assert postings.short_lists(1) is None
    first_term, last_term = postings.short_lists(0), postings.short_lists(2)
    assert first_term and last_term
    lists = [*first_term, *last_term]
    texts, occurrences = decode_short(lists)
    assert texts.tolist() == [3, -1, 3000, 0, 3002, 3001]
    assert occurrences.tolist() == [1, 1, 1, 7, 1, 4]


def test_segments_merged_beside_another_count_their_own_texts():
    """So that their sizes tell how much lies beside the first one; texts and occurrences stay."""
    ones = np.ones(2, np.uint16)
    first, second, third = Packer(4), Packer(2), Packer(2)
    first.add(np.array([2]), np.array([0, 3]), ones)
    second.add(np.array([2]), np.array([0, 1]), ones + ones)
    third.add(np.array([1]), np.array([1]), ones[:1])
    own = [np.array(texts, np.int32) for texts in ([0, 1, 3, 5], [2, 6], [4, -1])]
    segments = [Segment(str(at), one.packed(), None, own[at]) for at, one in enumerate((first, second, third))]
    postings = Postings(np.array([4], np.uint32), tuple(segments))
    merged = postings.merged(1, "merged", 7)
    assert [segment.packed.size for segment in merged.segments] == [4, 3]
    assert merged.segments[1].current().tolist() == [2, 4, 6]
    assert [one.tolist() for one in merged.of_term(0)] == [one.tolist() for one in postings.of_term(0)]


def test_a_segment_without_a_text_that_stays_is_renumbered_in_an_empty_corpus():
    """All of its texts went before, and the corpus had no other one."""
    packer = Packer(1)
    packer.add(np.array([1]), np.array([0]), np.array([1], np.uint16))
    segment = Segment("a", packer.packed(), None, np.array([-1]))
    same = segment.renumbered(np.array([0]), 1, np.empty(0, np.int64))
    assert same.texts is not None and same.texts.tolist() == [-1]
