"""What a corpus is: how many articles of which newspapers, of which days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.records import Article

__all__ = ["FoundOut", "Overview", "survey"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Overview:
    """The size of a corpus."""

    articles: int
    # those with most articles first
    newspapers: tuple[str, ...]
    # the first and the last day of its issues, in ISO 8601; None where no page has a date
    first: str | None
    last: str | None


class FoundOut(Generic[T]):
    """Something that is found out about a corpus once, and again when another one is served.

    Args:
        articles: gives those that are served now: another sequence whenever pages have changed.
        find: finds it out.
        default: what is known before.
    """

    def __init__(self, articles: Callable[[], Sequence[Article]], find: Callable[[Sequence[Article]], T], default: T):
        self._articles = articles
        self._find = find
        self._found: tuple[Sequence[Article], T] = ((), default)

    def known(self) -> T:
        """What was found out last."""
        return self._found[1]

    def get(self) -> T:
        """What is found out of the corpus that is served now; any thread may ask."""
        articles = self._articles()
        if articles is not self._found[0]:
            self._found = articles, self._find(articles)
        return self._found[1]


def survey(articles: Sequence[Article]) -> Overview:
    """The size of a corpus."""
    newspapers: Counter[str] = Counter()
    days = set()
    for article in articles:
        if article.newspaper:
            newspapers[article.newspaper] += 1
        if article.date:
            days.add(article.date)
    ordered = sorted(newspapers, key=lambda name: (-newspapers[name], name))
    first, last = (min(days), max(days)) if days else (None, None)
    return Overview(len(articles), tuple(ordered), first, last)
