"""Text → terms: one analyzer for what is indexed and for what is asked.

Three fields of terms are made of one text: words (jieba, search mode), pairs of neighbouring characters, and single
characters. Text is folded first, so that full and half width, capitals and small letters, Traditional and Simplified
characters match each other; every folded character knows the character that it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.text.normalization import fold
from bot.text.segmenter import words_for_search

__all__ = ["FIELDS", "LATIN", "Field", "Terms", "analyze", "pairs", "singles", "words"]

Field = str
FIELDS: tuple[Field, ...] = ("words", "pairs", "singles")

# 〇 stands apart from the other characters
_LATIN = "[a-z0-9.%]+"
_RUN = re.compile(rf"[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+|{_LATIN}")
LATIN = re.compile(_LATIN)
"""A Latin word or a number, with points that may stand at its ends."""
_HAN = "\u3007"


def words(folded: str) -> list[str]:
    """The words of a folded text in order, without punctuation."""
    return [word for word in words_for_search(folded) if any(character.isalnum() for character in word)]


def _runs(folded: str) -> list[str]:
    return [run.strip(".") for run in _RUN.findall(folded) if run.strip(".")]


def pairs(folded: str) -> list[str]:
    """The pairs of neighbouring Chinese characters, a lone one alone; a Latin word or a number is one term."""
    terms: list[str] = []
    for run in _runs(folded):
        if run[0] < _HAN or len(run) == 1:
            terms.append(run)
        else:
            terms.extend(run[at : at + 2] for at in range(len(run) - 1))
    return terms


def singles(folded: str) -> list[str]:
    """The single Chinese characters; a Latin word or a number is one term."""
    terms: list[str] = []
    for run in _runs(folded):
        terms.extend([run] if run[0] < _HAN else run)
    return terms


@dataclass(frozen=True)
class Terms:
    """The terms of one folded text, field by field, made when asked for."""

    folded: str

    @cached_property
    def words(self) -> list[str]:
        return words(self.folded)

    @cached_property
    def pairs(self) -> list[str]:
        return pairs(self.folded)

    @cached_property
    def singles(self) -> list[str]:
        return singles(self.folded)

    def field(self, name: Field) -> list[str]:
        """The terms of one of FIELDS, in order, repeated as often as they stand there."""
        terms: list[str] = getattr(self, name)
        return terms


def analyze(text: str) -> Terms:
    """The terms of a text as printed."""
    return Terms(fold(text).text)
