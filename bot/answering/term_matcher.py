"""In which sentences of an article the terms of a question stand: all terms at once, by the codes of the characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answering.sentence_postings import FIRST_CJK, Characters, SentencePostings
from bot.retrieval.analyzer import Field
from bot.text.segmenter import Segmenter

_CODES = 1 << 16


class TermMatcher:
    """Finds the terms of one question in articles.

    Args:
        terms: each with its field.
        segmenter: that of the index.
    """

    def __init__(self, terms: Sequence[tuple[Field, str]], segmenter: Segmenter) -> None:
        self._terms = terms
        characters: dict[str, int] = {}
        pairs: dict[str, int] = {}
        # for each way to look terms up the numbers of the terms, and of their characters or pairs
        singles: list[tuple[int, int]] = []
        single_words: list[tuple[int, int]] = []
        doubles: list[tuple[int, int]] = []
        double_words: list[tuple[int, int]] = []
        self._others: list[int] = []
        for number, (field, term) in enumerate(terms):
            if not FIRST_CJK <= term[0] <= max(term) < "\ud800" or len(term) > 2 or (field, len(term)) == ("pairs", 1):
                self._others.append(number)
                continue
            for character in term:
                characters.setdefault(character, len(characters) + 1)
            if len(term) == 1:
                (single_words if field == "words" else singles).append((number, characters[term]))
            else:
                pairs.setdefault(term, len(pairs) + 1)
                (double_words if field == "words" else doubles).append((number, pairs[term]))
        self._width = len(characters) + 1
        self._number_of_code = np.zeros(_CODES, np.uint16)
        for character, number in characters.items():
            self._number_of_code[ord(character)] = number
        self._pair_of = np.zeros(self._width**2, np.int32)
        for pair, number in pairs.items():
            self._pair_of[characters[pair[0]] * self._width + characters[pair[1]]] = number
        self._pairs = len(pairs) + 1
        self._singles, self._single_words, self._doubles, self._double_words = (
            np.array(numbered, np.int64).reshape(-1, 2) for numbered in (singles, single_words, doubles, double_words)
        )
        # for each pair whether it is a word of the dictionary, which counts inside a longer word, too
        self._inner = np.zeros(self._pairs, bool)
        for number, pair_number in double_words:
            self._inner[pair_number] = segmenter.is_word(terms[number][1], usual=False)

    def match(self, articles: Sequence[SentencePostings], characters: Characters) -> npt.NDArray[np.bool_]:
        """For each term, and each sentence of some articles, whether the term stands in it; shape (terms, sentences).

        Args:
            articles: the articles.
            characters: theirs. The sentences of the first article come first, then those of the second, and so on.
        """
        starts = characters.starts
        found = np.zeros((len(self._terms), starts[-1]), bool)
        numbers = self._number_of_code.take(characters.codes)
        places = numbers.nonzero()[0]
        numbers, sentences = numbers[places], characters.sentence_of[places]
        _set(found, self._singles, numbers, sentences, self._width)
        follows = places[1:] == places[:-1] + 1
        pairs = self._pair_of.take(numbers[:-1][follows].astype(np.int64) * self._width + numbers[1:][follows])
        hits = pairs.nonzero()[0]
        pairs, pair_places, pair_sentences = pairs[hits], places[:-1][follows][hits], sentences[:-1][follows][hits]
        _set(found, self._doubles, pairs, pair_sentences, self._pairs)
        if len(self._single_words) or len(self._double_words):
            begins = np.concatenate([one.begins for one in articles])
            is_word = begins[places] & begins[places + 1]
            _set(found, self._single_words, numbers[is_word], sentences[is_word], self._width)
            is_word = self._inner[pairs] | (begins[pair_places] & begins[pair_places + 2])
            is_word &= ~begins[pair_places + 1]
            _set(found, self._double_words, pairs[is_word], pair_sentences[is_word], self._pairs)
        for number in self._others:
            field, term = self._terms[number]
            for one, start in zip(articles, starts, strict=False):
                if term in one.text:
                    found[number, [start + sentence for sentence in one.of_term(field, term)]] = True
        return found


def _set(
    found: npt.NDArray[np.bool_],
    terms: npt.NDArray[np.int64],
    numbers: npt.NDArray[np.integer[Any]],
    sentences: npt.NDArray[np.integer[Any]],
    count: int,
) -> None:
    """Marks the sentences of some terms.

    Args:
        found: what is marked.
        terms: the number of each term, and that of what it consists of; shape (terms, 2).
        numbers: what was found, by number.
        sentences: where it was found.
        count: how many such numbers there are.
    """
    if len(terms):
        stands = np.zeros((count, found.shape[1]), bool)
        stands[numbers, sentences] = True
        found[terms[:, 0]] = stands[terms[:, 1]]
