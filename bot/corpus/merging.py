"""The articles of a corpus with the parts of each story joined, and a story that was printed twice made one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bot.corpus.continuations import Jump, find_chains, join_parts
from bot.corpus.duplicates import find_duplicates, merge_duplicates
from bot.corpus.fingerprints import Fingerprints
from bot.records import Article

__all__ = ["merge_articles", "merge_numbered"]


class _State:
    """All articles by number, some of them replaced by what they were merged into."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.changed: dict[int, Article] = {}
        self.gone: set[int] = set()

    def at(self, number: int) -> Article:
        """The article of a number as it is now."""
        return self.changed.get(number) or self._articles[number]

    def left(self) -> Iterator[int]:
        """The numbers of the articles that are still there."""
        return (number for number in range(len(self._articles)) if number not in self.gone)

    def merge(self, number: int, into: Article, others: Sequence[int]) -> None:
        """Puts an article in the place of one, and takes others away."""
        self.changed[number] = into
        self.gone.update(others)


def merge_articles(articles: Sequence[Article], jumps: Mapping[str, Jump]) -> Iterator[Article]:
    """The articles of a corpus with the parts of a story made one, and a story that is there twice once."""
    fingerprints = Fingerprints.from_articles(articles[number] for number in range(len(articles)))
    for number, changed in merge_numbered(articles, jumps, fingerprints):
        yield changed or articles[number]


def merge_numbered(
    articles: Sequence[Article], jumps: Mapping[str, Jump], fingerprints: Fingerprints
) -> Iterator[tuple[int, Article | None]]:
    """As `merge_articles`: the number of each article that stays, and what it became; None where it is as it was.

    Each stands in the place of its first part or its fullest text. First fragments that are there twice are made one,
    so that a part has one partner; then parts are joined; then whole stories are compared.

    Args:
        articles: all articles; those are fetched by number that may belong with others.
        jumps: the marks of fragments, by article id.
        fingerprints: of all articles.
    """
    state = _State(articles)
    fragments = np.flatnonzero(fingerprints.fragments).tolist()
    _merge_twins(state, fragments, fingerprints)
    parts = [number for number in fragments if number not in state.gone]
    for story in find_chains(state.at, parts, jumps):
        state.merge(story[0], join_parts([state.at(number) for number in story], jumps), story[1:])
    _merge_twins(state, list(state.left()), fingerprints.replaced(state.changed))
    for number in state.left():
        yield number, state.changed.get(number)


def _merge_twins(state: _State, numbers: Sequence[int], fingerprints: Fingerprints) -> None:
    for number, others in find_duplicates(state.at, numbers, fingerprints).items():
        state.merge(number, merge_duplicates(state.at(number), [state.at(other) for other in others]), others)
