"""Where words begin in the sentences of articles."""

import tracemalloc

import numpy as np

from bot.retrieval.analyzer import Analyzer
from bot.retrieval.inverted_index.word_borders import WordBorders

ARTICLES: tuple[list[str], ...] = (["停水通知。", "城东小区停水三天。"], [], ["共15.5户居民。"])


def bits(borders, number):
    """The bits of one article as numbers, those beyond its sentences included."""
    starts = borders.starts()
    return np.unpackbits(borders.bits[starts[number] : starts[number + 1]]).tolist()


def borders_of(articles):
    """The borders of some articles, whose words an analyzer cuts."""
    return WordBorders.of_all(articles, Analyzer().word_borders([one for each in articles for one in each]))


def test_a_bit_says_where_a_word_begins():
    """Also at the line break between two sentences and behind the last one, as when each is cut by itself."""
    borders = borders_of(ARTICLES)
    for number, sentences in enumerate(ARTICLES):
        begins = []
        for sentence in sentences:
            for word in Analyzer().segmenter.words(sentence):
                begins += [1, *[0] * (len(word) - 1)]
            begins.append(1)
        assert bits(borders, number)[: len(begins)] == begins


def test_an_update_keeps_and_adds_articles():
    """Of three articles the second goes, and one comes before the first."""
    new = borders_of([["换水了。"]])
    updated = borders_of(ARTICLES).updated(np.array([1, -1, 2]), new, np.array([0]))
    expected = borders_of([["换水了。"], ARTICLES[0], ARTICLES[2]])
    assert updated.bits.tolist() == expected.bits.tolist()
    assert updated.sizes.tolist() == expected.sizes.tolist()


def test_an_update_takes_little_more_memory_than_the_bits():
    """Some five times their size, and not a number of eight bytes for each of them."""
    size, count = 2000, 1000
    many = WordBorders(np.zeros(size * count, np.uint8), np.full(count, size, np.uint32))
    numbers = np.concatenate([np.arange(500), [-1], np.arange(500, 999)])
    tracemalloc.start()
    many.updated(numbers, WordBorders(np.empty(0, np.uint8), np.empty(0, np.uint32)), np.empty(0, np.int64))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * size * count
