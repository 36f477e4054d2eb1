"""Finds the full names of a question's short forms in the corpus, and the other way round.

人社局 finds 人力资源和社会保障局. While an article is indexed, `bot.retrieval.abbreviation_keys` writes keys of
its names and brackets; this module looks them up for a question, and decides whether a short form fits a full name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.question.lexicon import Expansion
from bot.retrieval.abbreviation_keys import (
    ENDINGS,
    LONGEST_SHORT,
    bracket_key,
    find_names,
    find_short_names,
    name_key,
    short_endings,
)
from bot.retrieval.index import Index
from bot.text.segmenter import Segmenter

__all__ = ["Abbreviations", "is_short_form"]

# Words that join the parts of a name and leave nothing in its short form.
_CONJUNCTIONS = frozenset("和与及暨")
# Names in brackets are looked up by their first characters, one more at a time; so many are fetched at once.
_FETCHED_SIZES = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and a full name for the same thing, and the number of the key of the articles that say so."""

    short: str
    full: str
    key: int


def is_short_form(short: str, full: str, words: Sequence[str], segmenter: Segmenter) -> bool:
    """Whether a short form is made of the beginnings of a full name's words, in order, the first word included.

    人社局 of 人力|资源|和|社会|保障|局: each character begins a word or goes on within one. A part of the full name is
    no short form of it, because it is found without this.

    Args:
        short: the short form.
        full: the full name.
        words: the words of the full name.
        segmenter: finds shorter words inside them.
    """
    if short in full or len(short) >= len(full):
        return False
    starts: set[int] | None = None
    for full_ending, short_ending in ENDINGS.items():
        if full.endswith(full_ending) and short.endswith(short_ending):
            short_body, full_body = short[: -len(short_ending)], full[: -len(full_ending)]
            # the words are looked at last, because most names lack a character of the short form
            if not short_body or short_body[0] != full_body[:1] or not _is_in_order(short_body, full_body):
                continue
            starts = _word_starts(words, segmenter) if starts is None else starts
            if _is_made_of(short_body, full_body, starts):
                return True
    return False


def _is_in_order(short: str, full: str) -> bool:
    """Whether the characters of a short form occur in a full name in their order."""
    at = -1
    for character in short:
        at = full.find(character, at + 1)
        if at < 0:
            return False
    return True


def _word_starts(words: Sequence[str], segmenter: Segmenter) -> set[int]:
    """The positions in a name where a word begins, also one within a longer word (妇幼 and 保健 in 妇幼保健院)."""
    starts, position = set(), 0
    for word in words:
        if word not in _CONJUNCTIONS:
            starts.add(position)
            starts.update(position + word.index(inner) for inner in segmenter.words_for_search(word) if len(inner) > 1)
        position += len(word)
    return starts


def _is_made_of(short: str, full: str, starts: set[int], at: int = 0, inside: bool = False) -> bool:
    """Whether the characters of a short form occur in order from a position on: at a start, or right after the last."""
    if not short:
        return True
    if inside and at < len(full) and full[at] == short[0] and _is_made_of(short[1:], full, starts, at + 1, True):
        return True
    return any(
        full[position] == short[0] and _is_made_of(short[1:], full, starts, position + 1, True)
        for position in range(at, len(full))
        if position in starts
    )


class Abbreviations:
    """Finds what a corpus has for the short forms and full names of a question.

    Args:
        index: the corpus, with what `bot.retrieval.abbreviation_keys` learned from it.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._segmenter = index.analyzer.segmenter

    def find(self, folded: str) -> list[Expansion]:
        """The full names of a folded question's short forms and the short forms of its full names, each once."""
        pairs: dict[tuple[str, str], Abbreviation] = {}
        for one in (*self._in_brackets(folded), *self._of_short_forms(folded), *self._of_full_names(folded)):
            pairs.setdefault((one.short, one.full), one)
        needed = [one for one in pairs.values() if not any(_says_more(other, one) for other in pairs.values())]
        self._index.fetch_articles_of_keys(one.key for one in needed)
        # to look up the article costs reading it
        return [
            Expansion(one.short, (one.full,), self._index.article_of_key(one.key).id)
            if one.short in folded
            else Expansion(one.full, (one.short,), self._index.article_of_key(one.key).id)
            for one in needed
        ]

    def _in_brackets(self, folded: str) -> Iterator[Abbreviation]:
        """What brackets of the corpus say of the names in a question: 浙江电力设计公司（以下简称“浙电设”）."""
        self._index.fetch_abbreviations(
            bracket_key(folded[start : start + size]) for size in _FETCHED_SIZES for start in range(len(folded))
        )
        for start in range(len(folded)):
            for stop in range(start + 1, len(folded) + 1):
                name = folded[start:stop]
                # if no name begins like this, none that is longer does
                if next(self._index.abbreviation_keys(bracket_key(name)), None) is None:
                    break
                for mark in "<>":
                    for key, number in self._index.abbreviation_keys(f"{bracket_key(name)}\t{mark}"):
                        other = key.partition(f"\t{mark}")[2]
                        yield Abbreviation(name, other, number) if mark == "<" else Abbreviation(other, name, number)

    def _of_short_forms(self, folded: str) -> Iterator[Abbreviation]:
        """The full names in the corpus that the question's short forms are made of."""
        shorts = list(find_short_names(folded))
        self._index.fetch_abbreviations(name_key(end, short[0]) for short in shorts for end in short_endings(short))
        for short in shorts:
            for ending in short_endings(short):
                for words, key in self._names(ending, short[0]):
                    full = "".join(words)
                    if is_short_form(short, full, words, self._segmenter):
                        yield Abbreviation(short, full, key)

    def _of_full_names(self, folded: str) -> Iterator[Abbreviation]:
        """The short forms in the corpus that are made of the question's full names."""
        names = [("".join(words), words) for words in find_names(folded, self._segmenter.words)]
        self._index.fetch_abbreviations(name_key(end, full[0]) for full, _ in names for end in short_endings(full))
        for full, words in names:
            for ending in short_endings(full):
                for other, key in self._names(ending, full[0]):
                    short = "".join(other)
                    if len(short) <= LONGEST_SHORT and is_short_form(short, full, words, self._segmenter):
                        yield Abbreviation(short, full, key)

    def _names(self, ending: str, first: str) -> Iterator[tuple[tuple[str, ...], int]]:
        """The words of each name in the corpus that begins and ends so, and the number of its key."""
        prefix = name_key(ending, first)
        for key, number in self._index.abbreviation_keys(prefix):
            yield tuple(key.removeprefix(prefix).split("|")), number


def _says_more(other: Abbreviation, one: Abbreviation) -> bool:
    """Whether another pair makes one needless: 市场监管局 of 市场监督管理局 says more than 监管局 of 监督管理局."""
    if other.short == one.short:
        return len(other.full) < len(one.full) and one.full.endswith(other.full)
    return other.short.endswith(one.short) and other.full.endswith(one.full)
