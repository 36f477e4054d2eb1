"""Says in words where a passage is printed: authors; newspaper, date and page; file and lines; other places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.chat.replies import Replies
from bot.records import Article, Hit, Lines, Source
from bot.reply import Reply

# Of more authors than these so many are named: a report from all over the country has thirty.
MOST_AUTHORS, FIRST_AUTHORS = 6, 3
# So many other places are named: a wire story may be in every paper of a province.
MOST_OTHERS = 3


def format_authors(article: Article, replies: Replies, *, all_of_them: bool = False) -> str:
    """Who wrote an article or took a photo, of many people the first, unless all are wanted; "" where no page says."""
    if not article.authors:
        return ""
    by = replies.photo_by if article.kind == "caption" else replies.written_by
    count = len(article.authors)
    if all_of_them or count <= MOST_AUTHORS:
        return by.format(names=replies.name_separator.join(article.authors))
    first = replies.name_separator.join(article.authors[:FIRST_AUTHORS])
    return by.format(names=replies.many_names.format(names=first, count=count))


def format_issue(hit: Hit, replies: Replies) -> str:
    """The newspaper, its date and the number of the page that a passage is on; "" where none of them is known."""
    return _issue_text(_find_source(hit) or hit.article, replies)


def find_day(hit: Hit, replies: Replies) -> tuple[str, int]:
    """The date in `format_issue`, and that day as seconds since 1970; "" and 0 where it is not known.

    The moment is noon of Greenwich, which is the same day nearly everywhere.
    """
    shown = _day_text((_find_source(hit) or hit.article).date or "", replies)
    return (shown[0], int(datetime.combine(shown[1], time(12), UTC).timestamp())) if shown else ("", 0)


def format_lines(hit: Hit, replies: Replies) -> str:
    """The passage's lines in its file, or those of its whole article, which it says; "" where none are known."""
    lines = hit.passage.lines or hit.article.lines
    if not lines:
        return ""
    shown = _lines_text(lines, replies)
    is_of_all = lines == hit.article.lines and not hit.passage.pieces
    return replies.lines_of_all.format(lines=shown) if is_of_all else shown


def cite(hit: Hit, replies: Replies) -> str:
    """All of it on one line: headline, authors, newspaper with date and page, file and lines, as far as known."""
    place = " ".join(filter(None, (hit.passage.file or hit.article.file or "", format_lines(hit, replies))))
    headline = replies.headline.format(headline=hit.article.headline) if hit.article.headline else ""
    return " · ".join(filter(None, (headline, format_authors(hit.article, replies), format_issue(hit, replies), place)))


def of_whole_article(hit: Hit) -> Hit:
    """A hit whose passage is cited with the lines of its whole article."""
    article = hit.article
    return replace(hit, passage=replace(hit.passage, file=article.file, lines=article.lines, pieces=()))


def of_reply(reply: Reply, hit: Hit) -> Hit:
    """A hit of a reply as it is cited below the sentence of the reply: without what that sentence has said of it."""
    if not reply.is_about_whole_article:
        return hit
    cited = of_whole_article(hit)
    article = cited.article
    if reply.kind == "article":
        article = replace(article, headline="")
    elif reply.kind == "author":
        article = replace(article, authors=())
    elif reply.kind == "date":
        article = replace(article, newspaper=None, date=None, page=None)
    return replace(cited, article=article)


def format_other_places(hit: Hit, replies: Replies) -> str:
    """Where else the article is printed: the page that it continues on, other papers; "" where there are none."""
    here = _find_source(hit)
    places = [
        " ".join(part for part in (_issue_text(other, replies), other.file, _lines_text(other.lines, replies)) if part)
        for other in hit.article.sources
        if other != here
    ]
    if not places:
        return ""
    more = "…" if len(places) > MOST_OTHERS else ""
    return replies.also.format(places=replies.place_separator.join(places[:MOST_OTHERS]) + more)


def _find_source(hit: Hit) -> Source | None:
    """The one of the article's places that the passage is on; None where the article was made by hand."""
    sources = hit.article.sources
    number = hit.passage.pieces[0].source if hit.passage.pieces else 0
    return sources[number] if number < len(sources) else None


def _issue_text(place: Article | Source, replies: Replies) -> str:
    return describe_issue(place.newspaper, place.date, place.page, replies)


def describe_issue(newspaper: str | None, day: str | None, page: str | None, replies: Replies) -> str:
    """A newspaper, its date (ISO 8601) and the number of its page, as far as they are known."""
    if shown := _day_text(day or "", replies):
        day = shown[0]
    number = replies.page.format(page=page) if page else ""
    return " ".join(part for part in (newspaper, day, number) if part)


def _day_text(day: str, replies: Replies) -> tuple[str, date] | None:
    """A day in ISO 8601 as it is shown, and as a date; None for anything else, which is shown as it is."""
    try:
        printed = date.fromisoformat(day)
    except ValueError:
        return None
    return replies.date.format(year=printed.year, month=printed.month, day=printed.day), printed


def _lines_text(lines: Lines, replies: Replies) -> str:
    first, last = lines
    return (replies.line if first == last else replies.lines).format(first=first, last=last)
