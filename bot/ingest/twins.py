"""The same story twice: a page saved twice, a wire story in two papers. One article stays, with several sources.

Every text leaves a few fingerprints: of the checksums of all its runs of 12 characters the smallest in each window of
32. Two texts that share 43 characters in a row, line breaks and punctuation apart, share a fingerprint, so nothing
that is printed twice is overlooked (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). They take about 8 bytes
for 16 characters of text, in one array that is sorted to find the pairs; each pair is then compared in full.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.ingest.letters import letters
from bot.records import Article

__all__ = ["find_twins", "with_twins"]

SHINGLE = 12
WINDOW = 32
# The upper bits of a packed fingerprint are checksum, the lower ones the number of its article.
_NUMBER_BITS = 28
# So many fingerprints are looked at in one step.
_AT_ONCE = 1 << 18
_BASE = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)

# A text with fewer characters than this says too little to be known again by part of it: it must be equal.
SHORT = 60
# And with fewer than this it is nobody's story (见第3版).
SHORTEST = 12
# A fingerprint that more texts than this have is a phrase of the trade; each is then compared with the fullest only.
COMMON = 64
# Of the fewer fingerprints of two texts this share must be common, before they are compared in full.
SHARED_FINGERPRINTS = 0.25

# Texts are compared by their runs of this many characters: one wrong character in twenty-five leaves four fifths.
RUN = 5
# The shorter text has at least this share of the fuller one's length: two thirds of a story of three paragraphs.
LENGTH_SHARE = 0.5
# This share of the shorter text's runs, and of its numbers, is in the fuller one.
CONTAINED = 0.8
# Within one newspaper the same words come again with another page or day where a notice follows a form; only what is
# as good as equal is the same story there.
CONTAINED_SAME_PAPER = 0.95
# A story is reprinted within days; the same words later are a new notice in the old form.
DAYS_APART = 7

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _fingerprints(bare: str) -> npt.NDArray[np.uint64]:
    """The fingerprints of a text; of a short text the one of all of it."""
    codes = np.frombuffer(bare.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    size = SHINGLE if len(codes) >= SHORT else len(codes)
    sums = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for offset in range(size):
        sums = sums * _BASE + codes[offset : len(codes) - size + 1 + offset] + np.uint64(1)
    sums = (sums ^ (sums >> np.uint64(29))) * _MIX
    sums ^= sums >> np.uint64(32)
    if len(sums) <= WINDOW:
        return np.array([sums.min()], dtype=np.uint64)
    least: npt.NDArray[np.uint64] = np.lib.stride_tricks.sliding_window_view(sums, WINDOW).min(axis=1)
    return np.unique(least)


@dataclass(frozen=True, slots=True)
class _Text:
    """What two articles are compared by."""

    article: Article
    bare: str
    headline: str
    runs: frozenset[str]
    numbers: frozenset[str]

    @property
    def fullness(self) -> tuple[object, ...]:
        """Fuller texts first; equally full ones in an order that does not depend on the order of reading."""
        article = self.article
        file = article.file or ""
        # a copy has the longer name: 03.txt, 03 (1).txt
        place = article.date or "9999", article.newspaper or "", len(file), file, article.lines or (0, 0)
        return -len(self.bare), article.kind != "article", not article.headline, *place, article.id


def _text(article: Article) -> _Text:
    whole = "\n".join(article.paragraphs)
    bare = letters(whole)
    return _Text(
        article,
        bare,
        letters(article.headline),
        frozenset(bare[at : at + RUN] for at in range(max(1, len(bare) - RUN + 1))),
        frozenset(_NUMBER.findall(unicodedata.normalize("NFKC", whole))),
    )


def _apart(first: Article, second: Article) -> bool:
    """Whether both dates are known and lie too far apart."""
    try:
        days = date.fromisoformat(first.date or "") - date.fromisoformat(second.date or "")
    except ValueError:
        return False
    return abs(days.days) > DAYS_APART


def _other(first: str | None, second: str | None) -> bool:
    return bool(first and second and first != second)


def _same_story(full: _Text, short: _Text) -> bool:
    """Whether two articles are the same story; the first is the fuller one."""
    if _apart(full.article, short.article):
        return False
    if full.bare == short.bare:
        # short texts stand under several headlines (扫码看更多); with the headlines they are told apart
        named = bool(full.headline and short.headline and full.headline != short.headline)
        return len(full.bare) >= SHORT or not named
    if len(short.bare) < max(SHORT, LENGTH_SHARE * len(full.bare)) or full.article.file == short.article.file:
        # a paper does not print a story twice on one page
        return False
    wanted = CONTAINED
    mine, other = full.article, short.article
    again = _other(mine.date, other.date) or _other(mine.page, other.page)
    if again and mine.newspaper and mine.newspaper == other.newspaper:
        wanted = CONTAINED_SAME_PAPER
    numbers = len(short.numbers & full.numbers) >= wanted * len(short.numbers)
    return numbers and len(short.runs & full.runs) >= wanted * len(short.runs)


class _Pairs:
    """Fingerprints of all texts, and the pairs of texts that share some."""

    def __init__(self, fetch: Callable[[int], Article], numbers: Iterable[int]) -> None:
        self._packed = array("Q")
        # by the article's number: how many fingerprints it has, how long its text is
        self._counts = array("I")
        self._lengths = array("I")
        for number in numbers:
            bare = letters("".join(fetch(number).paragraphs))
            if len(bare) < SHORTEST:
                continue
            prints = _fingerprints(bare)
            for column, value in ((self._counts, len(prints)), (self._lengths, len(bare))):
                column.extend([0] * (number + 1 - len(column)))
                column[number] = value
            low = np.uint64(_NUMBER_BITS)
            self._packed.frombytes(((prints >> low << low) | np.uint64(number)).tobytes())

    def _groups(self) -> Iterator[list[int]]:
        """For each fingerprint that several articles have, their numbers."""
        packed = np.frombuffer(self._packed, dtype=np.uint64) if self._packed else np.empty(0, np.uint64)
        packed.sort()
        group: list[int] = []
        low = np.uint64((1 << _NUMBER_BITS) - 1)
        for start in range(0, len(packed), _AT_ONCE):
            window = packed[start : start + _AT_ONCE + 1]
            # neighbours with the same checksum differ in the lower bits only
            for at in np.flatnonzero((window[1:] ^ window[:-1]) <= low) + start:
                first, second = int(packed[at]), int(packed[at + 1])
                if not group or group[-1] != first:
                    yield from self._numbers(group)
                    group = [first]
                group.append(second)
        yield from self._numbers(group)

    @staticmethod
    def _numbers(group: Sequence[int]) -> Iterator[list[int]]:
        numbers = sorted({packed & ((1 << _NUMBER_BITS) - 1) for packed in group})
        if len(numbers) > 1:
            yield numbers

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Pairs of articles that share enough of their fingerprints to be worth comparing."""
        shared: Counter[tuple[int, int]] = Counter()
        for group in self._groups():
            if len(group) <= COMMON:
                shared.update((a, b) for at, a in enumerate(group) for b in group[at + 1 :])
            else:
                longest = max(self._lengths[number] for number in group)
                for hub in [number for number in group if self._lengths[number] == longest][:COMMON]:
                    shared.update((min(hub, number), max(hub, number)) for number in group if number != hub)
        for (a, b), count in shared.items():
            if count >= SHARED_FINGERPRINTS * min(self._counts[a], self._counts[b]):
                yield a, b


def find_twins(fetch: Callable[[int], Article], numbers: Iterable[int]) -> dict[int, list[int]]:
    """Which articles are the same story: the number of the fullest, and those of the others, fuller ones first.

    Args:
        fetch: gives the article of a number.
        numbers: those to look at.

    Returns:
        Only stories that are there twice or more. It does not depend on the order of the articles. Every other is the
        same story as the fullest itself: likeness is not passed on from one to the next.
    """
    text = lru_cache(maxsize=256)(lambda number: _text(fetch(number)))
    beside: dict[int, list[int]] = defaultdict(list)
    fullness: dict[int, tuple[object, ...]] = {}
    for a, b in _Pairs(fetch, numbers):
        full, short = sorted((a, b), key=lambda number: text(number).fullness)
        if _same_story(text(full), text(short)):
            fullness[a], fullness[b] = text(a).fullness, text(b).fullness
            beside[full].append(short)
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for full in sorted(beside, key=fullness.__getitem__):
        if full not in taken:
            rest = sorted((short for short in beside[full] if short not in taken), key=fullness.__getitem__)
            taken.update(rest)
            if rest:
                found[full] = rest
    return found


def with_twins(article: Article, twins: Sequence[Article]) -> Article:
    """An article that cites the places of its twins too, and takes from them the headline or authors that it lacks."""
    sources = dict.fromkeys(source for twin in (article, *twins) for source in twin.sources)
    return replace(
        article,
        headline=article.headline or next((twin.headline for twin in twins if twin.headline), ""),
        authors=article.authors or next((twin.authors for twin in twins if twin.authors), ()),
        others=[source for source in sources if source not in article.sources[:1]],
    )
