"""The same story twice: a page saved twice, a wire story in two papers. One article stays, with several sources.

Texts that share enough of their fingerprints are compared in full.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.corpus.fingerprints import SHORT, Fingerprints
from bot.records import Article
from bot.text.characters import letters

__all__ = ["find_duplicates", "merge_duplicates"]

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


def find_duplicates(
    fetch: Callable[[int], Article], numbers: Iterable[int], fingerprints: Fingerprints
) -> dict[int, list[int]]:
    """Which articles are the same story: the number of the fullest, and those of the others, fuller ones first.

    Args:
        fetch: gives the article of a number.
        numbers: those to look at.
        fingerprints: of all articles.

    Returns:
        Only stories that are there twice or more. It does not depend on the order of the articles. Every other is the
        same story as the fullest itself: likeness is not passed on from one to the next.
    """
    text = lru_cache(maxsize=256)(lambda number: _text(fetch(number)))
    beside: dict[int, list[int]] = defaultdict(list)
    fullness: dict[int, tuple[object, ...]] = {}
    for a, b in fingerprints.alike(numbers):
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


def merge_duplicates(article: Article, twins: Sequence[Article]) -> Article:
    """An article that cites the places of its twins too, and takes from them the headline or authors that it lacks."""
    sources = dict.fromkeys(source for twin in (article, *twins) for source in twin.sources)
    return replace(
        article,
        headline=article.headline or next((twin.headline for twin in twins if twin.headline), ""),
        authors=article.authors or next((twin.authors for twin in twins if twin.authors), ()),
        others=[source for source in sources if source not in article.sources[:1]],
    )
