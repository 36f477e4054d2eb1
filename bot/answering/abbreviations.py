"""Short forms and full names that the corpus itself teaches: 人社局 is 人力资源和社会保障局.

Three ways of teaching:
- a bracket says so: 浙江省电力公司（以下简称“省电力”）;
- a bracket holds a name whose characters stand in order in the one before it: 长期护理保险（长护险）;
- two names end alike, and the short one is made of the words of the long one: 市场监督管理局, 市监局. It need not stand
  in the corpus: the full name alone teaches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from bot.ingest.dictionary import words, words_for_search
from bot.records import Article
from bot.retrieval.analysis import fold

__all__ = ["Abbreviations", "Taught", "shortens"]

# What full names end with, and what is left of it in the short form.
_HEADS = {
    "委员会": "委",
    "办公室": "办",
    "联合会": "联",
    "保险": "险",
    "医院": "院",
    "运动会": "会",
    "大学": "大",
    "中心": "中心",
    **{head: head for head in ("局", "部", "厅", "所", "队", "站", "会", "院")},
}
_SHORT_ENDS = tuple(dict.fromkeys(_HEADS.values()))
# Characters of a short form and of a full name.
SHORTEST, LONGEST_SHORT, LONGEST = 3, 6, 18
# A full name is so many times as long as its short form at most, where only a bracket says that they are the same.
MOST_LEFT_OUT = 4
_HAN = "[\\u4e00-\\u9fff]"
_ENDS = re.compile("|".join(sorted(_HEADS, key=len, reverse=True)))
_BRACKET = re.compile(
    rf"({_HAN}{{3,24}})[\"”’」』》]*\((以?下?[简统]?称(?:为|[:])?)?[\"“‘「『《\s:]*({_HAN}{{2,8}})[\"”’」』》\s]*\)"
)
# Words that join the parts of a name and leave nothing in its short form.
_JOINS = frozenset("和与及暨")


@dataclass(frozen=True, slots=True)
class Taught:
    """A short form and a full name for the same thing, and the article that says so."""

    short: str
    full: str
    article: str


def shortens(short: str, full: str, parts: Sequence[str] | None = None) -> bool:
    """Whether a short form is made of the beginnings of a full name's words, in order, the first word included.

    人社局 of 人力|资源|和|社会|保障|局: each character begins a word or goes on within one. A run of the full name is
    no short form of it: it is found as it is.

    Args:
        short: the short form.
        full: the full name.
        parts: the words of the full name; the dictionary's if not given.
    """
    if short in full or len(short) >= len(full):
        return False
    ends = [(long, left) for long, left in _HEADS.items() if full.endswith(long) and short.endswith(left)]
    starts = _starts(parts if parts is not None else words(full))
    for long, left in ends:
        body, rest = short[: -len(left)], full[: -len(long)]
        if body and rest and body[0] == rest[0] and _made_of(body, rest, starts):
            return True
    return False


def _starts(parts: Sequence[str]) -> set[int]:
    """The places in a name where a word begins, be it one within a longer word (妇幼 and 保健 in 妇幼保健院)."""
    starts, position = set(), 0
    for part in parts:
        if part not in _JOINS:
            starts.add(position)
            starts.update(position + part.index(word) for word in words_for_search(part) if len(word) > 1)
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


def _in_order(short: str, full: str) -> str | None:
    """The end of a full name that begins with a short form's first character and holds all of them in order.

    The characters are matched from the right, as Schwartz and Hearst (2003) match abbreviations in brackets.
    """
    position = len(full)
    for character in reversed(short):
        position = full.rfind(character, 0, position)
        if position < 0:
            return None
    return full[position:]


class Abbreviations:
    """What a corpus teaches about short forms.

    Args:
        articles: the corpus.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        # names by how they end in their short form and by their first character, full ones and short ones alike: the
        # words of each, and the ids of the articles that have it
        self._names: dict[tuple[str, str], dict[str, tuple[tuple[str, ...], list[str]]]] = {}
        self._said: dict[str, list[Taught]] = {}
        for article in articles:
            lesson = _Lesson.of(article)
            for taught in lesson.said:
                for name in (taught.short, taught.full):
                    self._said.setdefault(name, []).append(taught)
            for key, name, parts in lesson.names:
                self._names.setdefault(key, {}).setdefault(name, (parts, []))[1].append(article.id)

    def revised(self, gone: Iterable[Article], fresh: Iterable[Article]) -> Abbreviations:
        """What a corpus teaches that has lost some articles and gained others; this one stays as it is.

        Args:
            gone: articles of this corpus, as they were read here.
            fresh: those that are new; one that has changed is among both.
        """
        revised = Abbreviations(())
        revised._names, revised._said = dict(self._names), dict(self._said)
        own: set[tuple[str, str]] = set()
        for article, new in chain(((article, False) for article in gone), ((article, True) for article in fresh)):
            lesson = _Lesson.of(article)
            for taught in lesson.said:
                for name in (taught.short, taught.full):
                    said = revised._said.pop(name, [])
                    said = [*said, taught] if new else [one for one in said if one != taught]
                    if said:
                        revised._said[name] = said
            for key, name, parts in lesson.names:
                if key not in own:
                    own.add(key)
                    revised._names[key] = dict(revised._names.get(key, {}))
                parts, ids = revised._names[key].pop(name, (parts, []))
                ids = [*ids, article.id] if new else [one for one in ids if one != article.id]
                if ids:
                    revised._names[key][name] = parts, ids
        return revised

    def of(self, folded: str) -> Iterator[Taught]:
        """The short forms and full names of what a folded question says, each pair once.

        Args:
            folded: the question.
        """
        found: dict[tuple[str, str], Taught] = {}
        for name, taught in self._said.items():
            if name in folded:
                for entry in sorted(taught, key=attrgetter("article")):
                    found.setdefault((entry.short, entry.full), entry)
        for asked in _short_names(folded):
            for end in _short_ends(asked):
                for name, (parts, ids) in self._names.get((end, asked[0]), {}).items():
                    if shortens(asked, name, parts):
                        found.setdefault((asked, name), Taught(asked, name, min(ids)))
        for parts in _names(folded):
            asked = "".join(parts)
            for end in _short_ends(asked):
                for name, (_, ids) in self._names.get((end, asked[0]), {}).items():
                    if len(name) <= LONGEST_SHORT and shortens(name, asked, parts):
                        found.setdefault((name, asked), Taught(name, asked, min(ids)))
        yield from (
            taught for taught in found.values() if not any(_says_more(other, taught) for other in found.values())
        )


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one article teaches."""

    said: tuple[Taught, ...]
    # each name once: where it is looked up, itself, and its words
    names: tuple[tuple[tuple[str, str], str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, article: Article) -> _Lesson:
        """Reads an article."""
        said: dict[Taught, None] = {}
        names: dict[tuple[tuple[str, str], str], tuple[str, ...]] = {}
        for text in (article.headline, *article.paragraphs):
            folded = fold(text).text
            said.update(dict.fromkeys(_bracketed(folded, article.id)))
            for parts in _names(folded):
                name = "".join(parts)
                for end in _short_ends(name):
                    names.setdefault(((end, name[0]), name), parts)
        return cls(tuple(said), tuple((key, name, parts) for (key, name), parts in names.items()))


def _says_more(other: Taught, taught: Taught) -> bool:
    """Whether another pair makes one needless: 市场监管局 of 市场监督管理局 says more than 监管局 of 监督管理局."""
    if other.short == taught.short:
        return len(other.full) < len(taught.full) and taught.full.endswith(other.full)
    return other.short.endswith(taught.short) and other.full.endswith(taught.full)


def _short_ends(name: str) -> set[str]:
    return {end for end in _SHORT_ENDS if name.endswith(end)} | {
        left for long, left in _HEADS.items() if name.endswith(long)
    }


def _short_names(folded: str) -> Iterator[str]:
    """What may be a short form in a question: the dictionary does not know it, so it may begin at any character."""
    for run in re.findall(f"{_HAN}{{{SHORTEST},}}", folded):
        for stop in range(SHORTEST, len(run) + 1):
            if run.endswith(_SHORT_ENDS, 0, stop):
                yield from (run[max(0, stop - size) : stop] for size in range(SHORTEST, min(stop, LONGEST_SHORT) + 1))


def _names(folded: str) -> Iterator[tuple[str, ...]]:
    """What may be a name in a text: the words up to one that ends like a name, from each word on before it."""
    if not any(end in folded for end in _SHORT_ENDS):
        return
    for run in re.findall(f"{_HAN}{{3,}}", folded):
        if not any(end in run for end in _SHORT_ENDS):
            continue
        parts = words(run)
        for last, part in enumerate(parts):
            if not part.endswith(_SHORT_ENDS) and not _ENDS.search(part):
                continue
            size, first = len(part), last
            while True:
                if size >= SHORTEST:
                    yield tuple(parts[first : last + 1])
                first -= 1
                if first < 0 or (size := size + len(parts[first])) > LONGEST:
                    break


def _bracketed(folded: str, article: str) -> Iterator[Taught]:
    """The short forms that brackets of a text teach."""
    if "(" not in folded:
        return
    for before, says, inside in _BRACKET.findall(folded):
        full = _in_order(inside, before)
        if full is None or len(full) <= len(inside) or inside in full:
            continue
        # without the word that says so a bracket may hold anything: a short form ends as the name does
        if says or (len(inside) >= SHORTEST and full[-1] == inside[-1] and len(full) <= MOST_LEFT_OUT * len(inside)):
            yield Taught(inside, full, article)
