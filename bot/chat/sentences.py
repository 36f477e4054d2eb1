"""The sentence that a reply begins with, or consists of."""

from __future__ import annotations

from bot.chat import citation
from bot.chat.replies import Replies
from bot.conversation import Reply

__all__ = ["opening_sentence"]


def opening_sentence(reply: Reply, replies: Replies) -> str:
    """What is said before the passage, the article or its source; all that is said where there is neither.

    "" before a passage that a button led to; and not for answers, which have sentences of their own.
    """
    talk, hit = reply.answer.talk, reply.hit
    if reply.kind == "no_more":
        return replies.nothing_offered if talk == "wrong" else replies.no_more
    if hit is None:
        assert talk is not None, "only talk has neither an answer nor a passage"
        return replies.talk[talk]
    if reply.kind == "author":
        authors = citation.format_authors(hit.article, replies)
        return replies.author.format(authors=authors) if authors else replies.no_author
    if reply.kind == "date":
        issue = citation.format_issue(hit, replies) if hit.article.date else ""
        return replies.date_of.format(issue=issue) if issue else replies.no_date
    if reply.kind == "source":
        return replies.source
    if reply.kind == "article":
        return replies.headline.format(headline=hit.article.headline) if hit.article.headline else replies.whole_article
    if talk == "wrong":
        return replies.offered
    if talk == "repeat":
        return replies.once_more
    if not reply.is_marked:
        return replies.also_near
    if talk is None:
        return ""
    return replies.same_article if reply.same_article else replies.other_article
