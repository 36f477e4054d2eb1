"""The buttons below an answer that lead out of it: ratings, the desk, being told later."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.citation import cite
from bot.chat.replies import Replies
from bot.reply import Reply
from bot.telegram.messages.formatting import Button, shorten
from bot.telegram.messages.targets import ArticleTarget, Target

HELPFUL, UNHELPFUL = "rate:1", "rate:0"
PASS_ON = "desk"
TELL_ME = "wish"
REWORD = "reword"
# Of a headline on a button so many UTF-16 code units: a phone shows some twenty characters of Chinese.
_LONGEST_LABEL = 40
# UTF-16 code units that a button copies.
_LONGEST_COPY = 256


def offer(reply: Reply, replies: Replies, desk: str | None) -> tuple[tuple[Button, ...], ...]:
    """The rows of buttons below a reply.

    A passage can be rated, and its citation copied. What the reply offers can be asked: the question without words that
    no article has, or another that was asked with it. Where the paper does not answer, the nearest articles can be
    read, and the question can be passed on to the desk, or wait for a page that answers it.

    Args:
        reply: what is shown.
        replies: the language.
        desk: what the desk is called; None where there is none.
    """
    if reply.kind not in ("answer", "passage"):
        return ()
    rows: list[tuple[Button, ...]] = []
    if reply.rewording:
        rows.append((Button(shorten(reply.rewording, _LONGEST_LABEL), REWORD),))
    if reply.hit:
        feedback = replies.feedback
        copied = Button(feedback.copy, copied=shorten(cite(reply.hit, replies), _LONGEST_COPY))
        rows.append((Button(feedback.helpful, HELPFUL), Button(feedback.unhelpful, UNHELPFUL), copied))
    else:
        rows += _headlines(reply, replies)
    if not (reply.answer.answered or reply.is_answered):
        passed = (desk_button(replies, desk),) if desk else ()
        rows.append((*passed, Button(replies.feedback.tell_me, TELL_ME)))
    return tuple(rows)


def _headlines(reply: Reply, replies: Replies) -> Iterator[tuple[Button]]:
    """Rows with the headlines of the articles that come nearest to a question; they open these in place."""
    articles = {hit.article.id: hit.article for hit in reply.answer.hits if hit.article.headline}
    for article in articles.values():
        label = replies.headline.format(headline=shorten(article.headline, _LONGEST_LABEL))
        yield (Button(label, ArticleTarget.of(article, 1, Target.of(reply, 0)).encode()),)


def desk_button(replies: Replies, desk: str) -> Button:
    """The button that passes a question on."""
    return Button(replies.desk.pass_on.format(desk=desk), PASS_ON)
