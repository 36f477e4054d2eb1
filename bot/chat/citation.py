"""Where a passage stands, in words: headline, authors, newspaper and date, file and lines."""

from __future__ import annotations

from datetime import date

from bot.chat.replies import Replies
from bot.records import Article, Hit

__all__ = ["authors", "issue", "lines"]


def authors(article: Article, replies: Replies) -> str:
    """Who wrote an article or took a photo; "" where the page does not say."""
    if not article.authors:
        return ""
    by = replies.photo_by if article.kind == "caption" else replies.written_by
    return by.format(names=replies.name_separator.join(article.authors))


def issue(article: Article, replies: Replies) -> str:
    """The newspaper and its date; "" where neither is known."""
    day = article.date or ""
    try:
        printed = date.fromisoformat(day)
    except ValueError:
        pass  # not ISO 8601: shown as it is
    else:
        day = replies.date.format(year=printed.year, month=printed.month, day=printed.day)
    return " ".join(part for part in (article.newspaper, day) if part)


def lines(hit: Hit, replies: Replies) -> str:
    """The passage's lines in its file; "" where the article was made by hand."""
    found = hit.passage.lines or hit.article.lines
    if found is None:
        return ""
    first, last = found
    return (replies.line if first == last else replies.lines).format(first=first, last=last)
