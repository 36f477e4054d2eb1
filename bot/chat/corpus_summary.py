"""What a corpus consists of, and how that is said: newspapers, days, numbers of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.chat.citation import describe_issue
from bot.chat.replies import Replies
from bot.records import Article

__all__ = ["CorpusSummary", "NewspaperSummary", "describe_corpus", "summarize_articles"]


@dataclass(frozen=True, slots=True)
class NewspaperSummary:
    """What a corpus has of one newspaper."""

    # None for the pages that name none
    name: str | None
    articles: int
    # the first and the last day (ISO 8601); None where no page has a date
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What a corpus consists of."""

    articles: int
    # those with most articles first
    newspapers: tuple[NewspaperSummary, ...]

    @property
    def names(self) -> list[str]:
        """The names of the newspapers."""
        return [paper.name for paper in self.newspapers if paper.name]

    @property
    def first(self) -> str | None:
        """The first day of all newspapers (ISO 8601); None where no page has a date."""
        return min((paper.first for paper in self.newspapers if paper.first), default=None)

    @property
    def last(self) -> str | None:
        """The last day."""
        return max((paper.last for paper in self.newspapers if paper.last), default=None)


@runtime_checkable
class CountedIssues(Protocol):
    """Articles on another machine, which need not be read to be counted."""

    def count_issues(self) -> Mapping[str, Mapping[str, int]]:
        """For each newspaper how many articles it has of each day; "" where none is named."""
        ...


def summarize_articles(articles: Iterable[Article]) -> CorpusSummary:
    """The summary of a corpus with these articles."""
    found: Mapping[str, Mapping[str, int]]
    if isinstance(articles, CountedIssues):
        found = articles.count_issues()
    else:
        counts: dict[str, Counter[str]] = {}
        for article in articles:
            counts.setdefault(article.newspaper or "", Counter())[article.date or ""] += 1
        found = counts
    newspapers = [
        NewspaperSummary(name or None, sum(days.values()), min(filter(None, days), default=None), max(days) or None)
        for name, days in found.items()
    ]
    newspapers.sort(key=lambda paper: -paper.articles)
    return CorpusSummary(sum(paper.articles for paper in newspapers), tuple(newspapers))


def describe_corpus(summary: CorpusSummary, replies: Replies) -> Iterator[str]:
    """The summary in words, a line each."""
    said = replies.console
    yield said.corpus.format(articles=summary.articles)
    for paper in summary.newspapers:
        days = [describe_issue(None, day, None, replies) for day in dict.fromkeys((paper.first, paper.last)) if day]
        between = said.between.format(first=days[0], last=days[-1]) if len(days) > 1 else "".join(days)
        name = paper.name or said.unnamed
        yield said.newspaper.format(name=name, articles=paper.articles, days=between or said.undated)
