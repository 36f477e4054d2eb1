"""How a case looks to the operators, and what a person reads of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from telegram import Message

from bot.chat.citation import describe_issue
from bot.chat.replies import Replies, choose_replies
from bot.store.records import CARD_OF, INSTEAD, Case, Send
from bot.telegram.desk.office import Office
from bot.telegram.messages.formatting import (
    Button,
    FormattedReply,
    StyledText,
    format_sentence,
    shorten,
    split_text,
)
from bot.telegram.messages.sends import edit_text, send_photo, send_text
from bot.telegram.messages.targets import checksum

Act = Literal["take", "close", "publish", "withdraw"]
"""What an operator can do with a button."""

SORT = "sort"
"""The data of a button that puts a case to a subject begins with this."""

# UTF-16 code units, of which Telegram takes 4,096 in a message and 1,024 below a photo.
_MAX_TEXT = 3000
_MAX_CAPTION = 1024
_MAX_QUESTIONS = 600
_MAX_LINE = 80

# What the bot writes about a case in the operators' chat begins with its number; nothing else does.
_NUMBER = re.compile(r"📨#([1-9][0-9]{0,8})(?![0-9])")
_SUBJECT = re.compile(rf"{SORT}:([1-9][0-9]{{0,8}})(?::([0-9a-f]{{8}}))?")
# So many subjects stand in a row: a phone shows some eight characters of Chinese on each of three buttons.
_IN_A_ROW = 3
_ACT = re.compile(rf"case:({'|'.join(get_args(Act))}):([1-9][0-9]{{0,8}})")


def read_number(message: Message) -> int | None:
    """The number of the case that one of the bot's messages in the operators' chat is about; None if about none."""
    match = _NUMBER.match(message.text or message.caption or "")
    return int(match[1]) if match else None


def read_reply_number(message: Message, office: Office) -> int | None:
    """The number of the case that a message with a reply of the desk is about; None for any other message."""
    text = message.text or message.caption or ""
    for replies in (choose_replies("zh"), choose_replies("en")):
        before, after = replies.desk.reply.split("{number}")
        pattern = (
            re.escape(before.format(desk=office.name)) + "([1-9][0-9]{0,8})" + re.escape(after.format(desk=office.name))
        )
        if match := re.match(pattern, text):
            return int(match[1])
    return None


def read_act(data: str | None) -> tuple[str, int] | None:
    """What an operator's button does, and the number of its case; None for anything else."""
    match = _ACT.fullmatch(data or "")
    return (match[1], int(match[2])) if match else None


def read_subject(data: str | None, office: Office) -> tuple[int, str | None] | None:
    """The number of a case and the subject that a button puts it to, None for one that shows them all; None for
    anything else, and for a subject that the desk no longer has."""
    match = _SUBJECT.fullmatch(data or "")
    if match is None:
        return None
    named = [subject for subject in office.subjects if checksum(subject) == match[2]]
    return None if match[2] and not named else (int(match[1]), named[0] if named else None)


def subject_rows(number: int, office: Office) -> list[tuple[Button, ...]]:
    """Buttons that put a case to a subject; none where the desk has no subjects."""
    buttons = [Button(subject, f"{SORT}:{number}:{checksum(subject)}") for subject in office.subjects]
    return [tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW)]


def announce(case: Case, office: Office, *, silently: bool) -> Iterator[Send]:
    """What shows a new case to the operators: its card, and after it the rest of a long text, and the photos."""
    # if the operators' chat cannot be written to, the person should not wait for a reply
    lost = tell_person(case, _replies_of(case).desk.lost, office)
    options: dict[str, Any] = {"disable_notification": True} if silently else {}
    card: dict[str, Any] = {CARD_OF: case.number, INSTEAD: lost}
    yield send_text(office.chat, _card(case, office), **options, **card)
    for piece in split_text(case.content.get("text", ""), _MAX_TEXT)[1:]:
        yield send_text(office.chat, format_sentence(f"📨#{case.number}\n{piece}"), **options)
    for photo in case.content.get("photos", ()):
        yield send_photo(office.chat, photo, _fill(office.replies.desk.photo, case, office), **options)


def show_state(case: Case, office: Office, message_id: int | None = None) -> Iterator[Send]:
    """Shows in the card of a case where it stands; `message_id` is the card, if not the one that is known."""
    if card := message_id or case.card_id:
        yield edit_text(office.chat, card, _card(case, office))


def tell_person(case: Case, sentence: str, office: Office) -> Send:
    """Says a sentence about a case to whom it is from."""
    text = format_sentence(_fill(sentence, case, office))
    return send_text(case.sender.chat, text, case.message_id, _thread(case))


def write_reply(case: Case, text: str, photo: str | None, office: Office) -> Iterator[Send]:
    """The desk's reply as the person gets it; if it cannot be delivered, the operators hear of it."""
    heading = _fill(_replies_of(case).desk.reply, case, office)
    undelivered = _fill(office.replies.desk.undelivered, case, office)
    instead: dict[str, Any] = {INSTEAD: send_text(office.chat, format_sentence(undelivered), case.card_id)}
    place = (case.message_id, _thread(case))
    if photo:
        caption = f"{heading}\n{text}".strip()
        yield send_photo(case.sender.chat, photo, shorten(caption, _MAX_CAPTION), *place, **instead)
        return
    for piece in split_text(text, _MAX_TEXT):
        yield send_text(
            case.sender.chat, FormattedReply((StyledText(heading, "b"), StyledText(f"\n{piece}"))), *place, **instead
        )


def confirm_reply(case: Case, office: Office) -> FormattedReply:
    """What the operators read below a reply: that it was sent, or that it is published, with the button for that."""
    desk = office.replies.desk
    sentence = _fill(desk.published if case.is_published else desk.reply_sent, case, office)
    if office.pages is None or not case.content.get("text"):
        return format_sentence(sentence)
    button = _button(desk.withdraw, "withdraw", case) if case.is_published else _button(desk.publish, "publish", case)
    return FormattedReply((StyledText(sentence),), (button,))


def describe_state(case: Case, replies: Replies) -> str:
    """Where a case stands, in a few words."""
    return replies.desk.states[case.state]


def describe_case(line: str, case: Case, office: Office, replies: Replies) -> str:
    """A line about a case in a list."""
    content = case.content
    text = content.get("text") or replies.desk.photos.format(count=len(content.get("photos", ())))
    return line.format(
        number=case.number,
        category=_describe_kind(case, replies),
        date=describe_issue(None, office.moment(case.opened_at).date().isoformat(), None, replies),
        state=describe_state(case, replies),
        text=shorten(" ".join(text.split()), _MAX_LINE),
    )


def _card(case: Case, office: Office) -> FormattedReply:
    replies, desk, content = office.replies, office.replies.desk, case.content
    state = describe_state(case, replies)
    if case.state == "taken" and case.taker:
        state = desk.at_work.format(taker=case.taker)
    heading = desk.card.format(number=case.number, category=_describe_kind(case, replies), state=state)
    if not content:
        return FormattedReply((StyledText(heading, "b"), StyledText(f"\n{desk.forgotten}")))
    lines = split_text(content.get("text", ""), _MAX_TEXT)[:1]
    context = []
    if before := content.get("before"):
        questions = replies.place_separator.join(before)
        context.append(shorten(desk.before.format(questions=questions), _MAX_QUESTIONS))
    if headline := content.get("headline"):
        context.append(shorten(desk.nearest.format(headline=headline), _MAX_QUESTIONS))
    if photos := content.get("photos"):
        context.append(desk.photos.format(count=len(photos)))
    if case.state in ("open", "taken"):
        context.append(desk.how_to_reply)
    body = "\n\n".join(part for part in (*lines, "\n".join(context)) if part)
    shown = FormattedReply((StyledText(heading, "b"), StyledText(f"\n{body}")), tuple(_card_buttons(case, office)))
    has_choice = bool(office.subjects) and case.state in ("open", "taken")
    return shown.with_rows(((Button(desk.sort, f"{SORT}:{case.number}"),),)) if has_choice else shown


def _card_buttons(case: Case, office: Office) -> Iterator[Button]:
    desk = office.replies.desk
    if case.state == "open":
        yield _button(desk.take, "take", case)
    if case.state in ("open", "taken"):
        yield _button(desk.close, "close", case)


def _describe_kind(case: Case, replies: Replies) -> str:
    """What a case is, and its subject."""
    category = replies.desk.categories[case.category]
    return replies.desk.kind.format(category=category, subject=case.subject) if case.subject else category


def _button(label: str, act: Act, case: Case) -> Button:
    return Button(label, f"case:{act}:{case.number}")


def _fill(sentence: str, case: Case, office: Office) -> str:
    return sentence.format(number=case.number, desk=office.name)


def _replies_of(case: Case) -> Replies:
    return choose_replies(case.language)


def _thread(case: Case) -> int | None:
    thread: int | None = case.content.get("thread")
    return thread
