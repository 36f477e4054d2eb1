"""All articles of a corpus, with the parts of a story joined and a story that was printed twice made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bot.corpus.continuations import Jump, find_chains, join_parts
from bot.corpus.duplicates import Verdicts, find_duplicates, merge_duplicates
from bot.corpus.fingerprints import Fingerprints
from bot.records import Article

__all__ = ["merge_articles", "merge_by_number"]


def merge_articles(articles: Sequence[Article], jumps: Mapping[str, Jump]) -> list[Article]:
    """The articles of a corpus after joining and merging.

    Args:
        articles: all articles of all pages.
        jumps: the marks of fragments, by article id.
    """
    merged = merge_by_number(articles, jumps, Fingerprints.from_articles(articles), Verdicts())
    return [article or articles[number] for number, article in merged.items()]


def merge_by_number(
    articles: Sequence[Article], jumps: Mapping[str, Jump], fingerprints: Fingerprints, verdicts: Verdicts
) -> dict[int, Article | None]:
    """As `merge_articles`, for articles that are read one by one: few are fetched.

    Fragments that are there twice are made one first, so that a part has one partner; then parts are joined; then whole
    stories are compared.

    Args:
        articles: all articles; those that may belong with others are fetched.
        jumps: the marks of fragments, by article id.
        fingerprints: of all articles.
        verdicts: of earlier comparisons; the new ones are added.

    Returns:
        The numbers of the articles that stay, in their order, each with what it became, or None where it is unchanged.
        A merged article stands in the place of its first part or its fullest text.
    """
    merger = _Merger(articles)
    fragments = np.flatnonzero(fingerprints.fragments).tolist()
    merger.merge_duplicates(fragments, fingerprints, verdicts)
    parts = [number for number in fragments if number not in merger.gone]
    for first, *others in find_chains(merger.fetch, parts, jumps):
        story = [merger.fetch(number) for number in (first, *others)]
        merger.replace(first, join_parts(story, jumps), others)
    merger.merge_duplicates(merger.remaining(), fingerprints.with_replaced(merger.changed), verdicts)
    return {number: merger.changed.get(number) for number in merger.remaining()}


class _Merger:
    """Articles by number, some of them replaced by what they were merged into.

    Args:
        articles: all articles.

    Attributes:
        changed: the merged articles by number.
        gone: the numbers of the articles that were merged into others.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.changed: dict[int, Article] = {}
        self.gone: set[int] = set()

    def fetch(self, number: int) -> Article:
        """The article of a number as it is now."""
        return self.changed.get(number) or self._articles[number]

    def remaining(self) -> list[int]:
        """The numbers of the articles that were not merged into others."""
        return [number for number in range(len(self._articles)) if number not in self.gone]

    def replace(self, number: int, article: Article, others: Sequence[int]) -> None:
        """Puts an article in the place of one, and takes others away."""
        self.changed[number] = article
        self.gone.update(others)

    def merge_duplicates(self, numbers: Sequence[int], fingerprints: Fingerprints, verdicts: Verdicts) -> None:
        """Makes one article of each story that is there twice among some."""
        for story in find_duplicates(self.fetch, numbers, fingerprints, verdicts):
            first, *others = story
            self.replace(first, merge_duplicates(list(story.values())), others)
