"""Looking up a few texts in long posting lists."""

from collections import Counter

import numpy as np
import pytest

from bot.retrieval.bm25 import BM25
from bot.retrieval.inverted_index import long_lists
from bot.retrieval.inverted_index.long_lists import is_long, long_list, look_up
from bot.retrieval.inverted_index.packed import Packer

SIZE = 140_000
LARGE = [200, 256, 257, 512, 600, 65_535]


def texts_of(rng, df, spread):
    """Some texts: anywhere, or in the middle so that gaps of hundreds and thousands come before, between and after."""
    if spread:
        return np.sort(rng.choice(SIZE, df, replace=False))
    middle = rng.choice(np.arange(SIZE // 3, SIZE // 3 + 2 * df), df - 40, replace=False)
    return np.unique(np.concatenate([middle, rng.integers(0, SIZE, 40)]))


def lists_of(rng, count, most):
    """Terms in a fifteenth to a fifth of the texts, each as texts and occurrences; of some occurrences up to `most`."""
    found = []
    for _ in range(count):
        texts = texts_of(rng, int(SIZE * rng.uniform(0.07, 0.2)), rng.random() < 0.5)
        times = np.where(rng.random(len(texts)) < 0.3, rng.integers(2, 6, len(texts)), 1)
        times[rng.integers(0, len(texts), 20)] = rng.choice([2, *(one for one in LARGE if one <= most)], 20)
        found.append((texts, times.astype(np.uint16)))
    return found


def packed(lists):
    """The packed form of some lists, those of terms in more than a quarter of the texts among them."""
    packer = Packer(SIZE)
    packer.add(
        np.array([len(texts) for texts, _ in lists]),
        np.concatenate([texts for texts, _ in lists]),
        np.concatenate([times for _, times in lists]),
    )
    return packer.packed()


@pytest.mark.parametrize("most", [2, 65_535])
@pytest.mark.parametrize("asked", [0, 1, 300, 5000])
def test_what_is_looked_up_is_what_was_packed(asked, most):
    """With gaps and occurrences of 255 and more, texts before the first and after the last, and the last one of all."""
    rng = np.random.default_rng(asked + most)
    for _ in range(4):
        lists = lists_of(rng, 4, most)
        # the last record ends where the data end, with a text after all others
        lists[-1] = (np.append(lists[-1][0][:-1], SIZE - 1), lists[-1][1])
        postings = packed(lists)
        assert all(is_long(postings, number) for number in range(len(lists)))
        terms = [long_list(postings, number) for number in range(len(lists))]
        texts = np.sort(np.concatenate([rng.integers(0, SIZE, asked), [SIZE - 1, 0] if asked else []])).astype(np.int32)
        counts = look_up(terms, texts)
        assert counts.shape == (len(lists), len(texts))
        for row, (own, times) in zip(counts, lists, strict=True):
            expected = dict(zip(own.tolist(), times.tolist(), strict=True))
            assert row.tolist() == [expected.get(text, 0) for text in texts.tolist()]


def test_lists_with_a_byte_for_each_text_are_looked_up_with_the_others():
    """Of three terms the second is in half of the texts."""
    rng = np.random.default_rng(5)
    lists = [*lists_of(rng, 2, 2)]
    lists.insert(1, (np.arange(0, SIZE, 2), np.full(SIZE // 2, 7, np.uint16)))
    postings = packed(lists)
    first, often, last = long_list(postings, 0), postings.dense(1), long_list(postings, 2)
    assert often and is_long(postings, 0) and is_long(postings, 2) and not postings.dense(0)
    texts = np.arange(1000, 1100, dtype=np.int32)
    counts = look_up([first, often, last], texts)
    assert counts[1].tolist() == [7, 0] * 50
    for row, (own, times) in zip(counts, lists, strict=True):
        expected = dict(zip(own.tolist(), times.tolist(), strict=True))
        assert row.tolist() == [expected.get(text, 0) for text in texts.tolist()]


def test_rare_terms_and_small_corpora_are_decoded():
    """A list is worth looking up if it is long: of a term in more than a 24th of the texts, and of many texts."""
    rare, frequent = (packed([(np.arange(SIZE // share), np.ones(SIZE // share, np.uint16))]) for share in (25, 23))
    assert not is_long(rare, 0) and is_long(frequent, 0)
    small = Packer(3000)
    small.add(np.array([600]), np.arange(600), np.ones(600, np.uint16))
    assert not is_long(small.packed(), 0)


def test_the_best_texts_are_those_of_full_scores(monkeypatch):
    """Where lists are looked up in a small corpus, too, texts, scores and order are as if all were added up."""
    monkeypatch.setattr(long_lists, "_FEW_TEXTS", 1)
    rng = np.random.default_rng(8)
    words = [f"w{number}" for number in range(60)]
    share = 1 / np.arange(2, 62)
    texts = [[word for word in words for _ in range(rng.poisson(share[words.index(word)]))] for _ in range(3000)]
    model = BM25(texts)
    for _ in range(30):
        query = rng.choice(words, 8).tolist()
        scores = model.get_scores(query)
        best = np.lexsort((np.arange(len(scores)), -scores))[:30]
        assert model.model.top(Counter(query), 30) == [(number, scores[number]) for number in best.tolist()]
    some = np.sort(rng.choice(3000, 200, replace=False))
    for word in words[:20]:
        assert model.model.is_in(word, some).tolist() == [word in texts[number] for number in some.tolist()]
