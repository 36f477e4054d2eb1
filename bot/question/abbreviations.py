"""Short forms and full names that the corpus itself teaches: 人社局 is 人力资源和社会保障局."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.retrieval.abbreviations import (
    HEADS,
    LONGEST_SHORT,
    bracket_key,
    find_names,
    name_key,
    short_endings,
    short_names,
)
from bot.retrieval.index import Index
from bot.text.segmenter import Segmenter

__all__ = ["Abbreviations", "Taught", "shortens"]

# Words that join the parts of a name and leave nothing in its short form.
_JOINS = frozenset("和与及暨")


@dataclass(frozen=True, slots=True)
class Taught:
    """A short form and a full name for the same thing, and the article that says so."""

    short: str
    full: str
    article: str


def shortens(short: str, full: str, parts: Sequence[str], segmenter: Segmenter) -> bool:
    """Whether a short form is made of the beginnings of a full name's words, in order, the first word included.

    人社局 of 人力|资源|和|社会|保障|局: each character begins a word or goes on within one. A run of the full name is
    no short form of it: it is found as it is.

    Args:
        short: the short form.
        full: the full name.
        parts: the words of the full name.
        segmenter: finds shorter words inside them.
    """
    if short in full or len(short) >= len(full):
        return False
    ends = [(long, left) for long, left in HEADS.items() if full.endswith(long) and short.endswith(left)]
    starts = _starts(parts, segmenter)
    for long, left in ends:
        body, rest = short[: -len(left)], full[: -len(long)]
        if body and rest and body[0] == rest[0] and _made_of(body, rest, starts):
            return True
    return False


def _starts(parts: Sequence[str], segmenter: Segmenter) -> set[int]:
    """The places in a name where a word begins, be it one within a longer word (妇幼 and 保健 in 妇幼保健院)."""
    starts, position = set(), 0
    for part in parts:
        if part not in _JOINS:
            starts.add(position)
            starts.update(position + part.index(word) for word in segmenter.words_for_search(part) if len(word) > 1)
        position += len(part)
    return starts


def _made_of(short: str, full: str, starts: set[int], at: int = 0, inside: bool = False) -> bool:
    """Whether the characters of a short form are found from a place on: at beginnings, or right after the last one."""
    if not short:
        return True
    if inside and at < len(full) and full[at] == short[0] and _made_of(short[1:], full, starts, at + 1, True):
        return True
    return any(
        full[place] == short[0] and _made_of(short[1:], full, starts, place + 1, True)
        for place in range(at, len(full))
        if place in starts
    )


class Abbreviations:
    """What a corpus teaches about short forms.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._segmenter = index.analyzer.segmenter

    def of(self, folded: str) -> Iterator[Taught]:
        """The short forms and full names of what a folded question says, each pair once.

        Args:
            folded: the question.
        """
        found: dict[tuple[str, str], Taught] = {}
        for taught in self._said(folded):
            found[taught.short, taught.full] = taught
        for asked in short_names(folded):
            for end in short_endings(asked):
                for parts, article in self._named(end, asked[0]):
                    name = "".join(parts)
                    if shortens(asked, name, parts, self._segmenter):
                        found.setdefault((asked, name), Taught(asked, name, article))
        for parts in find_names(folded, self._segmenter):
            asked = "".join(parts)
            for end in short_endings(asked):
                for other, article in self._named(end, asked[0]):
                    name = "".join(other)
                    if len(name) <= LONGEST_SHORT and shortens(name, asked, parts, self._segmenter):
                        found.setdefault((name, asked), Taught(name, asked, article))
        yield from (
            taught for taught in found.values() if not any(_says_more(other, taught) for other in found.values())
        )

    def _said(self, folded: str) -> Iterator[Taught]:
        """What brackets say of the names in a question."""
        for start in range(len(folded)):
            for stop in range(start + 1, len(folded) + 1):
                name = folded[start:stop]
                # as soon as no name begins like this, none does that is longer
                if next(self._index.taught(bracket_key(name)), None) is None:
                    break
                for mark in "<>":
                    for key, article in self._index.taught(f"{bracket_key(name)}\t{mark}"):
                        other = key.partition(f"\t{mark}")[2]
                        yield Taught(name, other, article) if mark == "<" else Taught(other, name, article)

    def _named(self, end: str, first: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The words of each name that begins and ends alike, and the article that has it."""
        before = name_key(end, first)
        for key, article in self._index.taught(before):
            yield tuple(key.removeprefix(before).split("|")), article


def _says_more(other: Taught, taught: Taught) -> bool:
    """Whether another pair makes one needless: 市场监管局 of 市场监督管理局 says more than 监管局 of 监督管理局."""
    if other.short == taught.short:
        return len(other.full) < len(taught.full) and taught.full.endswith(other.full)
    return other.short.endswith(taught.short) and other.full.endswith(taught.full)
