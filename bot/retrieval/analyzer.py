"""Text → terms, in one way for what is indexed and for what is asked.

There are three fields of terms: words (jieba, search mode), pairs of neighbouring Chinese characters, and single
characters. Text is folded first, so that full and half width, capitals and small letters, Traditional and Simplified
characters match each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, count
from operator import add

import numpy as np
import numpy.typing as npt

from bot.text.characters import CJK
from bot.text.normalization import fold, fold_all
from bot.text.segmenter import Segmenter, default_segmenter

__all__ = ["FIELDS", "Analyzer", "Field", "NumberedTerms", "Terms"]

Field = str
FIELDS: tuple[Field, ...] = ("words", "pairs", "singles")

# A Latin word or a number. Points may stand within it, as in 3.5 and bot.py, but a point at its end closes a sentence.
_LATIN = "[a-z0-9%](?:[a-z0-9.%]*[a-z0-9%])?"
_FIRST_CJK = CJK[0]
_RUN = re.compile(f"[{CJK}]+|{_LATIN}")
_SINGLE = re.compile(f"[{CJK}]|{_LATIN}")


@dataclass(frozen=True)
class Analyzer:
    """Makes terms of texts. An index keeps the analyzer that it was made with, and questions are analyzed by it."""

    segmenter: Segmenter = field(default_factory=default_segmenter)
    # whether Traditional characters become Simplified ones
    traditional: bool = True

    def analyze(self, text: str) -> Terms:
        """The terms of a text as printed or typed."""
        return self.terms(fold(text, self.traditional))

    def terms(self, folded: str) -> Terms:
        """The terms of a text that is folded already."""
        return Terms(folded, self.segmenter)

    def analyze_all(self, texts: Sequence[str]) -> dict[Field, NumberedTerms]:
        """For each field the terms of many texts as printed, as `analyze` gives them for one."""
        folded = fold_all(texts, self.traditional)
        return {
            "words": _number_terms(_words(text, self.segmenter) for text in folded),
            "pairs": _number_terms(map(_pairs, folded)),
            "singles": _number_terms(map(_singles, folded)),
        }


@dataclass(frozen=True)
class Terms:
    """The terms of one folded text: each field in order, a term as often as it occurs. They are made when asked for."""

    folded: str
    segmenter: Segmenter

    @cached_property
    def words(self) -> list[str]:
        """The words, and the shorter words inside long ones, without punctuation."""
        return list(_words(self.folded, self.segmenter))

    @cached_property
    def pairs(self) -> list[str]:
        """The pairs of neighbouring Chinese characters, a lone one alone; a Latin word or a number is one term."""
        return _pairs(self.folded)

    @cached_property
    def singles(self) -> list[str]:
        """The single Chinese characters; a Latin word or a number is one term."""
        return _singles(self.folded)

    def field(self, name: Field) -> list[str]:
        """The terms of one of FIELDS."""
        terms: list[str] = getattr(self, name)
        return terms


def _words(folded: str, segmenter: Segmenter) -> Iterator[str]:
    return filter(_is_term, segmenter.words_for_search(folded))


@lru_cache(maxsize=65536)
def _is_term(word: str) -> bool:
    """Whether a word has any letter, character or digit: else it is punctuation or white space."""
    return any(map(str.isalnum, word))


def _pairs(folded: str) -> list[str]:
    terms: list[str] = []
    for run in _RUN.findall(folded):
        if len(run) < 3 or run[0] < _FIRST_CJK:
            terms.append(run)
        else:
            terms += map(add, run, run[1:])
    return terms


def _singles(folded: str) -> list[str]:
    return _SINGLE.findall(folded)


@dataclass(frozen=True)
class NumberedTerms:
    """The terms of one field of some texts, as numbers.

    The terms of text i are `terms[number]` for each of `numbers[offsets[i]:offsets[i + 1]]`.
    """

    # each term once
    terms: list[str]
    numbers: npt.NDArray[np.int32]
    # one more than there are texts
    offsets: npt.NDArray[np.int64]


def _number_terms(texts: Iterable[Iterable[str]]) -> NumberedTerms:
    """The terms of some texts, numbered as they come."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    numbered = [list(map(numbers.__getitem__, terms)) for terms in texts]
    offsets = np.cumsum([0, *map(len, numbered)], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(numbered), np.int32, int(offsets[-1]))
    return NumberedTerms(list(numbers), flat, offsets)
