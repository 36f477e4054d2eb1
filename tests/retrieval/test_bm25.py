"""BM25 behind its fence."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from bot.retrieval.bm25 import BM25

texts = st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), max_size=12)
queries = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.floats(0.1, 3), max_size=4)


def by_hand(corpus, query, k1, b):
    """BM25 written from the formula alone."""
    n = len(corpus)
    mean = sum(map(len, corpus)) / n if n else 0
    scores = []
    for text in corpus:
        score, counts = 0.0, Counter(text)
        for term, weight in query.items():
            df = sum(term in other for other in corpus)
            if counts[term]:
                idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
                score += weight * idf * counts[term] / (counts[term] + k1 * (1 - b + b * len(text) / mean))
        scores.append(score)
    return scores


@given(texts, queries, st.floats(0, 2), st.floats(0, 1))
def test_scores_are_those_of_the_formula(corpus, query, k1, b):
    """For any corpus and query the scores equal an independent computation."""
    assert BM25(corpus, k1, b).scores(query) == pytest.approx(by_hand(corpus, query, k1, b))


@given(texts, queries)
def test_a_score_is_above_zero_exactly_where_a_term_is_shared(corpus, query):
    """No shared term, no score; one shared term, however frequent, some score."""
    scores = BM25(corpus, 1.2, 0.75).scores(query)
    assert [score > 0 for score in scores] == [bool(set(text) & set(query)) for text in corpus]


@given(texts, queries)
def test_no_text_exceeds_the_highest_score(corpus, query):
    """`highest` bounds every score from above."""
    model = BM25(corpus, 0.2, 0.4)
    assert all(score <= model.highest(query) + 1e-9 for score in model.scores(query))


def test_rare_terms_rank_as_in_rank_bm25():
    """Where rank-bm25's own idf is sound (terms in less than half of the texts), the order is its order."""
    corpus = [["甲", "乙"], ["甲", "丙", "丙"], ["丁"], ["戊", "戊"], ["己"], ["庚"], ["辛"], ["壬"]]
    ours = BM25(corpus, 1.5, 0.75).scores({"甲": 1, "丙": 1})
    theirs = BM25Okapi(corpus).get_scores(["甲", "丙"])
    assert sorted(range(8), key=lambda n: -ours[n]) == sorted(range(8), key=lambda n: -theirs[n])


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_a_corpus_without_a_term_can_be_built_and_scores_nothing(corpus):
    """rank-bm25 alone divides by zero here."""
    assert list(BM25(corpus, 1.2, 0.75).scores({"甲": 1})) == [0.0] * len(corpus)


def test_a_term_in_half_of_the_texts_counts():
    """rank-bm25 alone gives such a term 0, and one in more of them a floor."""
    scores = BM25([["甲"], ["甲"], ["乙"], ["乙"]], 1.2, 0.75).scores({"甲": 1})
    # idf = ln(1 + 2.5 / 2.5) = ln 2; tf part = 1 / (1 + 1.2 · 1)
    assert scores[0] == pytest.approx(math.log(2) / 2.2)
    assert BM25([["甲"], ["甲"], ["甲"], ["乙"]], 1.2, 0.75).scores({"甲": 1})[0] > 0


@pytest.mark.parametrize(("k1", "b"), [(-1, 0.5), (1, 1.5), (1, -0.1)])
def test_parameters_out_of_range_are_refused(k1, b):
    """k1 below 0 and b outside 0 to 1 are errors that name the values."""
    with pytest.raises(ValueError, match=str(b)):
        BM25([["甲"]], k1, b)
