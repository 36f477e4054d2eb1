"""The buttons below an answer that lead out of it: ratings, the desk, being told later."""

from __future__ import annotations

from bot.chat.citation import cite
from bot.chat.replies import Replies
from bot.conversation import Reply
from bot.telegram.messages.formatting import Button, shorten

__all__ = ["HELPFUL", "PASS_ON", "TELL_ME", "UNHELPFUL", "desk_button", "offer"]

HELPFUL, UNHELPFUL = "rate:1", "rate:0"
PASS_ON = "desk"
TELL_ME = "wish"
# UTF-16 code units that a button copies.
_LONGEST_COPY = 256


def offer(reply: Reply, replies: Replies, desk: str | None) -> tuple[tuple[Button, ...], ...]:
    """The rows of buttons below a reply.

    A passage can be rated, and its citation copied. Where the paper does not answer, the question can be passed on to
    the desk, or wait for a page that does.

    Args:
        reply: what is shown.
        replies: the language.
        desk: what the desk is called; None where there is none.
    """
    if reply.kind not in ("answer", "passage"):
        return ()
    rows = []
    if reply.hit:
        feedback = replies.feedback
        copied = Button(feedback.copy, copied=shorten(cite(reply.hit, replies), _LONGEST_COPY))
        rows.append((Button(feedback.helpful, HELPFUL), Button(feedback.unhelpful, UNHELPFUL), copied))
    if not (reply.answer.answered or reply.is_answered):
        passed = (desk_button(replies, desk),) if desk else ()
        rows.append((*passed, Button(replies.feedback.tell_me, TELL_ME)))
    return tuple(rows)


def desk_button(replies: Replies, desk: str) -> Button:
    """The button that passes a question on."""
    return Button(replies.desk.pass_on.format(desk=desk), PASS_ON)
