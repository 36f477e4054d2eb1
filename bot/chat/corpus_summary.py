"""What a corpus consists of, and how that is said: newspapers, days, numbers of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.chat.citation import describe_issue
from bot.chat.replies import Replies
from bot.records import Article, Kind, Newspaper

# So many newspapers are named.
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What a corpus consists of."""

    # without captions and fragments, which are counted apart
    articles: int
    # those of most days first
    newspapers: tuple[Newspaper, ...]
    captions: int = 0
    fragments: int = 0

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


Issues = Mapping[Kind, Mapping[str, Mapping[str, int]]]
"""By kind of article, newspaper and day, "" where one is not named: how many articles there are."""


@runtime_checkable
class CountedIssues(Protocol):
    """Articles on another machine, which need not be read to be counted."""

    def count_issues(self) -> Issues:
        """How many articles of each kind each newspaper has of each day."""
        ...


def summarize_articles(articles: Iterable[Article]) -> CorpusSummary:
    """The summary of a corpus with these articles."""
    issues = articles.count_issues() if isinstance(articles, CountedIssues) else count_issues(articles)
    counts: dict[str, Counter[str]] = {}
    for papers in issues.values():
        for name, articles_of in papers.items():
            counts.setdefault(name, Counter()).update(articles_of)
    newspapers = []
    for name, printed in counts.items():
        days = sorted(filter(None, printed))
        newspapers.append(Newspaper(name, printed.total(), len(days), *((days[0], days[-1]) if days else ())))
    newspapers.sort(key=lambda paper: (-paper.issues, paper.name))
    total = {kind: sum(sum(counts.values()) for counts in papers.values()) for kind, papers in issues.items()}
    return CorpusSummary(total.get("article", 0), tuple(newspapers), total.get("caption", 0), total.get("fragment", 0))


def count_issues(articles: Iterable[Article]) -> Issues:
    """How many articles of each kind each newspaper has of each day."""
    issues: dict[Kind, dict[str, Counter[str]]] = {}
    for article in articles:
        papers = issues.setdefault(article.kind, {})
        papers.setdefault(article.newspaper or "", Counter())[article.date or ""] += 1
    return issues


def describe_corpus(summary: CorpusSummary, replies: Replies) -> Iterator[str]:
    """The summary in words, a line each."""
    said = replies.console
    counted = ((said.captions, summary.captions), (said.fragments, summary.fragments))
    others = replies.name_separator.join(name.format(count=count) for name, count in counted if count)
    yield said.corpus.format(articles=summary.articles, others=said.others.format(others=others) if others else "")
    for paper in summary.newspapers:
        yield _describe_newspaper(paper, replies)


def _describe_newspaper(paper: Newspaper, replies: Replies) -> str:
    first, last = (describe_issue(None, day, None, replies) for day in (paper.first, paper.last))
    days = first if first == last else replies.between.format(first=first, last=last, issues=paper.issues)
    name = replies.headline.format(headline=paper.name) if paper.name else replies.unnamed
    return replies.newspaper.format(name=name, days=days or replies.undated, articles=paper.articles)


def describe_newspapers(newspapers: Sequence[Newspaper], replies: Replies) -> str:
    """Which newspapers there are, with their first and last day, to who asks for those or for the paper of a day."""
    named = (_describe_newspaper(paper, replies) for paper in newspapers[:MOST_NAMED])
    lines = [replies.talk["newspapers"], *named]
    if len(newspapers) > MOST_NAMED:
        lines.append(replies.more_newspapers.format(count=len(newspapers) - MOST_NAMED))
    return "\n".join([*lines, replies.ask_newest]) if newspapers else replies.not_found
