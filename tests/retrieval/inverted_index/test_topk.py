"""The top k texts without scoring the others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.retrieval.inverted_index.best_texts as best_module
import bot.retrieval.inverted_index.topk as module
from bot.retrieval.inverted_index.packed import DenseCounts
from bot.retrieval.inverted_index.term_postings import DensePostings, TermPostings
from bot.retrieval.inverted_index.topk import Groups, WeightedPostings, top_k

SIZE, GROUPS = 24, 7
numbers = st.integers(0, 2**31)


def score_texts(texts, counts, scales):
    """The impacts on some texts: here the occurrences, times the scale."""
    return (counts * np.asarray(scales, np.int64)).astype(np.int32)


def score_groups(texts, counts, scales):
    """The same for groups, which are another model."""
    return score_texts(texts, counts, scales)


def weighted(texts, impacts, weight, most, grouped=False):
    """The postings of a term whose lists are there already."""
    score = score_groups if grouped else score_texts
    postings = TermPostings(np.array(texts, np.int32), np.array(impacts, np.int64), score, 1)
    return WeightedPostings(len(texts), lambda: postings, weight, most, grouped)


def weighted_dense(texts, impacts, weight, most, grouped, elsewhere):
    """The same to be looked up; texts from `elsewhere` on are in another segment, whose lists are decoded."""
    count = GROUPS if grouped else SIZE
    # another term lies before it
    data = np.full(3 + count, 9, np.uint8)
    data[3:] = 0
    data[3 + np.array(texts)] = impacts
    data[3 + elsewhere :] = 0
    numbers = np.arange(count, dtype=np.int32)
    numbers[elsewhere:] = -1
    own = weighted(texts, impacts, weight, most, grouped)
    in_rest = own.postings.texts >= elsewhere
    rest = TermPostings(own.postings.texts[in_rest], own.postings.counts[in_rest], own.postings.score, 1)
    dense = DensePostings(
        DenseCounts(data, 3, count), numbers if elsewhere < count else None, rest, own.postings.score, 1
    )
    return WeightedPostings(len(texts), lambda: own.postings, weight, most, grouped, dense)


@st.composite
def queries(draw):
    """Postings over 24 texts in 7 groups, some of them grouped, with few different impacts so that scores tie."""
    parts = []
    elsewhere = {True: draw(st.integers(0, GROUPS)), False: draw(st.integers(0, SIZE))}
    for _ in range(draw(st.integers(0, 6))):
        grouped = draw(st.booleans())
        texts = sorted(draw(st.sets(st.integers(0, (GROUPS if grouped else SIZE) - 1), min_size=1)))
        impacts = draw(st.lists(st.integers(0, 3), min_size=len(texts), max_size=len(texts)))
        most = max(impacts) + draw(st.integers(0, 1))
        weight = draw(st.integers(1, 3))
        if draw(st.booleans()):
            parts.append(weighted_dense(texts, impacts, weight, most, grouped, elsewhere[grouped]))
        else:
            parts.append(weighted(texts, impacts, weight, most, grouped))
    return parts


@pytest.fixture(autouse=True)
def prune(monkeypatch):
    """Few texts are many already, so that every step is taken; what a test sets is set back."""
    monkeypatch.setattr(module, "_MANY", 0)
    monkeypatch.setattr(best_module, "_AT_ONCE", 2)
    monkeypatch.setattr(module, "_MOST_LEFT", 0)
    for name in ("_LOOKUP_COST", "_NEXT_SHARE"):
        monkeypatch.setattr(module, name, getattr(module, name))


@given(
    queries(),
    st.integers(1, 30),
    st.lists(st.integers(0, GROUPS - 1), min_size=SIZE, max_size=SIZE).map(sorted),
    st.none() | st.lists(st.booleans(), min_size=SIZE, max_size=SIZE),
    st.sampled_from([0, 12, 10**6]),
    st.sampled_from([0, 3, 10**6]),
    st.sampled_from([0.0, 0.5, 10.0]),
)
def test_pruning_changes_nothing(parts, k, groups, allowed, lookup, left, share):
    """For any query and look-up cost, however many lists are added up, texts and scores are those of adding up all."""
    module._LOOKUP_COST, module._MOST_LEFT, module._NEXT_SHARE = lookup, left, share
    scores = [0] * SIZE
    for part in parts:
        brought = dict(zip(part.postings.texts.tolist(), part.postings.impacts.tolist(), strict=True))
        for text in range(SIZE):
            scores[text] += part.weight * brought.get(groups[text] if part.grouped else text, 0)
    open_to = [score if allowed is None or allowed[text] else 0 for text, score in enumerate(scores)]
    last = max(1, sorted(open_to, reverse=True)[min(k, SIZE) - 1])
    expected = [(text, score) for text, score in enumerate(open_to) if score >= last]
    grouping = Groups(np.array(groups, np.int32), GROUPS)
    texts, sums = top_k(parts, SIZE, k, grouping, None if allowed is None else np.array(allowed))
    assert list(zip(texts.tolist(), sums.tolist(), strict=True)) == expected


def test_sums_larger_than_32_bits_are_exact():
    """Two terms with an impact of 2^31 - 1 each add up to 2^32 - 2."""
    part = weighted([1], [2**31 - 1], 1, 2**31 - 1)
    texts, sums = top_k([part, part], 3, 1)
    assert (texts.tolist(), sums.tolist()) == ([1], [2**32 - 2])


@pytest.mark.parametrize("lookup", [0, 10**6])
def test_a_weight_that_lifts_an_impact_above_32_bits_is_exact(monkeypatch, lookup):
    """A rare term of large weight, and a common one of 2 · 1,500 million that is looked up or added afterwards."""
    monkeypatch.setattr(module, "_LOOKUP_COST", lookup)
    rare = weighted([1], [2 * 10**9], 3, 2 * 10**9)
    common = weighted([0, 1, 2], [1, 15 * 10**8, 1], 2, 15 * 10**8)
    texts, sums = top_k([common, rare], 3, 1)
    assert (texts.tolist(), sums.tolist()) == ([1], [9 * 10**9])
