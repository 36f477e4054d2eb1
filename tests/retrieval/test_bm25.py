"""Our BM25 model, and the drop-in replacement for rank-bm25's BM25Okapi."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

import bot.retrieval.inverted_index.packed as packed_module
import bot.retrieval.inverted_index.term_postings as postings_module
import bot.retrieval.inverted_index.weighted_postings as weighted_module
from bot.retrieval.bm25 import BM25

texts = st.lists(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), max_size=12)
queries = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=6)


def by_hand(corpus, query, k1, b):
    """BM25 written from the formula, with the contribution of each term rounded to a ten-thousandth."""
    n = len(corpus)
    mean = sum(map(len, corpus)) / n if any(corpus) else 1
    scores = []
    for text in corpus:
        score, counts = 0, Counter(text)
        for term in query:
            df = sum(term in other for other in corpus)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            share = counts[term] / (counts[term] + k1 * (1 - b + b * len(text) / mean)) if counts[term] else 0
            score += round(10_000 * idf * share)
        scores.append(score / 10_000)
    return scores


@given(texts, queries, st.floats(0, 2), st.floats(0, 1))
def test_scores_are_those_of_the_formula(corpus, query, k1, b):
    """For any corpus and query the scores equal an independent computation, to the last digit."""
    assert BM25(corpus, k1=k1, b=b).get_scores(query).tolist() == by_hand(corpus, query, k1, b)


@given(texts, queries, st.integers(1, 15))
def test_the_best_are_the_best_of_all_scores(corpus, query, k):
    """`top` returns the first texts of all scores sorted, ties by number, without those that score 0."""
    scores = by_hand(corpus, query, 1.5, 0.75)
    order = sorted((number for number, score in enumerate(scores) if score), key=lambda number: -scores[number])
    assert BM25(corpus).model.top(Counter(query), k) == [(number, scores[number]) for number in order[:k]]


@given(texts)
def test_no_text_exceeds_the_highest_score(corpus):
    """`max_score` bounds every score from above, but for the rounding of each term."""
    model = BM25(corpus, k1=0.2, b=0.4)
    assert all(score <= model.model.max_score({"甲": 1, "己": 1}) + 1e-4 for score in model.get_scores(["甲", "己"]))


def test_scores_are_proportional_to_those_of_rank_bm25_where_its_idf_is_sound():
    """For a term in less than half of the texts, score / idf is that of BM25Okapi without its factor k1 + 1."""
    corpus = [["甲", "乙"], ["甲", "丙", "丙"], ["丁"], ["戊", "戊"], ["己"], ["庚"], ["辛"], ["壬"]]
    ours, theirs = BM25(corpus), BM25Okapi(corpus)
    for term in "甲丙戊":
        own = ours.get_scores([term]) / ours.idf[term]
        assert own == pytest.approx(theirs.get_scores([term]) / theirs.idf[term] / 2.5, abs=1e-4)


@pytest.mark.parametrize("short", [0, 3])
def test_lists_that_are_longer_than_a_part_count_whole(monkeypatch, short):
    """Lists of one to seven texts, added two texts at a time, or those of up to three together: as the formula."""
    for module in (postings_module, weighted_module):
        monkeypatch.setattr(module, "_AT_ONCE", 2)
    monkeypatch.setattr(packed_module, "_SHORT", short)
    corpus = [["a"] * number + ["b"] * (number % 2) + ["c"] * (number == 5) + ["d"] for number in range(1, 8)]
    query = ["a", "b", "c", "c"]
    scores = by_hand(corpus, query, 1.5, 0.75)
    expected = sorted(range(7), key=lambda number: -scores[number])
    assert BM25(corpus).model.top(Counter(query), 7) == [(number, scores[number]) for number in expected]


@given(texts, queries, st.integers(0, 5))
def test_what_takes_rank_bm25_takes_this(corpus, query, n):
    """BM25 has the methods and attributes of BM25Okapi, with the same meaning."""
    if not any(corpus):
        return
    ours, theirs = BM25(corpus), BM25Okapi(corpus)
    assert isinstance(ours, BM25Okapi)
    assert (ours.corpus_size, ours.avgdl, list(ours.doc_len)) == (theirs.corpus_size, theirs.avgdl, theirs.doc_len)
    assert ours.doc_freqs == theirs.doc_freqs
    assert set(ours.idf) == set(theirs.idf)
    assert len(ours.get_top_n(query, corpus, n)) == len(theirs.get_top_n(query, corpus, n))
    some = list(range(0, len(corpus), 2))
    assert ours.get_batch_scores(query, some) == ours.get_scores(query)[some].tolist()


def test_a_tokenizer_cuts_the_texts():
    """As in BM25Okapi, the corpus may be texts if a tokenizer is given."""
    assert BM25(["甲 乙", "丙"], str.split).model.top({"丙": 1}, 1)[0][0] == 1


def test_documents_must_be_as_many_as_texts():
    """The error names both numbers; BM25Okapi has an assertion."""
    with pytest.raises(ValueError, match=r"1 documents for 2 texts"):
        BM25([["甲"], ["乙"]]).get_top_n(["甲"], ["一"], 1)


@pytest.mark.parametrize("corpus", [[], [[]], [[], []]])
def test_a_corpus_without_a_term_can_be_built_and_scores_nothing(corpus):
    """BM25Okapi divides by zero here."""
    assert list(BM25(corpus).get_scores(["甲"])) == [0.0] * len(corpus)
    assert BM25(corpus).model.top({"甲": 1}, 3) == []


def test_a_term_in_half_of_the_texts_counts():
    """BM25Okapi gives 0 to such a term, and a floor to one in more of the texts."""
    scores = BM25([["甲"], ["甲"], ["乙"], ["乙"]], k1=1.2, b=0.75).get_scores(["甲"])
    # idf = ln(1 + 2.5 / 2.5) = ln 2; tf part = 1 / (1 + 1.2 · 1)
    assert scores[0] == round(math.log(2) / 2.2, 4)
    assert BM25([["甲"], ["甲"], ["甲"], ["乙"]], k1=1.2, b=0.75).get_scores(["甲"])[0] > 0


@pytest.mark.parametrize(("k1", "b"), [(-1, 0.5), (1, 1.5), (1, -0.1)])
def test_parameters_out_of_range_are_refused(k1, b):
    """k1 below 0 and b outside 0 to 1 are errors that name the values."""
    with pytest.raises(ValueError, match=str(b)):
        BM25([["甲"]], k1=k1, b=b)
