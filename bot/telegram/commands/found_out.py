"""Something that is found out about a corpus once, and again when another one is served."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from bot.records import Article

T = TypeVar("T")


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
