"""The records that the store takes and gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DAY = 86_400.0
"""The seconds of a day."""

Send = tuple[str, Mapping[str, Any]]
"""A message to be sent: a method of the Bot API, and its parameters, with the two below."""

INSTEAD = "instead"
"""The parameter that holds a message, as method and parameters, to be sent if this one can never be delivered."""

CARD_OF = "card_of"
"""The parameter that holds the number of the case that the message shows to the operators."""

CaseCategory = Literal["question", "report"]

CaseState = Literal["open", "taken", "answered", "closed"]
"""Where a case stands: nobody has taken it; an operator has; they have answered; it was closed without an answer."""

UpdateState = Literal["answered", "refused", "failed", "unreadable"]
"""How an update was closed: its reply is in the store, a limit refused it, an error, or nobody can read it."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a chat; in a private chat both numbers are the same, and 0 stands for nobody in particular."""

    chat: int
    person: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update that waits for an answer."""

    update_id: int
    sender: Person
    # as Telegram sent it
    content: Mapping[str, Any]
    # whether a process ended that had it, and how often it was begun again after that
    is_taken_over: bool = False
    attempts: int = 0

    @classmethod
    def from_row(cls, row: Mapping[Any, Any]) -> Incoming:
        """The update that a row of the table holds, taken over from a process that ended."""
        sender = Person(row["chat_id"], row["person_id"])
        return cls(row["update_id"], sender, json.loads(row["content"] or "{}"), True, row["attempts"])


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that waits to be sent, or an edit."""

    id: int
    update_id: int
    to: Person
    # of the Bot API
    method: str
    parameters: Mapping[str, Any]
    attempts: int = 0
    # whether Telegram was asked before, and its receipt did not arrive
    is_uncertain: bool = False
    # whether the store knows already that Telegram is asked now
    is_begun: bool = False

    @classmethod
    def from_row(cls, row: Mapping[Any, Any]) -> Outgoing:
        """The message that a row of the table holds, taken over from a process that ended."""
        to, parameters = Person(row["chat_id"], row["person_id"]), json.loads(row["parameters"] or "{}")
        begun = row["state"] == "sending"
        return cls(row["id"], row["update_id"], to, row["method"], parameters, row["attempts"], begun)


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as it was after a message."""

    sender: Person
    message_id: int
    # as `Conversation.to_dict` gives it
    state: Mapping[str, Any]
    # the bot's message that answers; None until it is sent
    reply_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a person has passed on to the desk."""

    sender: Person
    # the person's message that it comes from; None once it is forgotten
    message_id: int | None
    language: str
    category: CaseCategory
    # text, and where there are any: before (earlier questions), headline, photos (file ids), thread; empty once it is
    # forgotten
    content: Mapping[str, Any] = field(default_factory=dict)
    album: str | None = None
    # what it is about; None where nobody has said
    subject: str | None = None
    # 0 before it is in the store
    number: int = 0
    state: CaseState = "open"
    reply: str | None = None
    taker: str | None = None
    card_id: int | None = None
    opened_at: float = 0.0
    answered_at: float | None = None
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A question whose answer a person wants to hear of when a page has it."""

    sender: Person
    # the message that asks
    message_id: int
    language: str
    # the conversation with the question, as `Conversation.to_dict` gives it
    state: Mapping[str, Any]
    # the id of the article that came nearest; None where none did
    nearest: str | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """What the figures keep of a question when its reply is made."""

    band: str
    # in the form that questions are compared in; None where the words are not to be kept
    question: str | None = None
    # whether it is alike to the one before it in its conversation
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """A question as the figures see it."""

    asked_at: float
    # until Telegram had taken the reply; None where it has not
    seconds: float | None
    # the hash of who asked it; None where they are forgotten
    person: str | None
    band: str
    # None where its words are not kept
    question: str | None
    is_rephrasing: bool
    is_rephrased: bool


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """When a case of the desk was opened, taken and answered, None for what was not done; and its subject."""

    opened_at: float
    taken_at: float | None
    answered_at: float | None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRows:
    """What the figures are made of, since some time."""

    asked: tuple[AskedOnce, ...]
    # when a rating was given, and whether the answer helped
    ratings: tuple[tuple[float, bool], ...]
    cases: tuple[CaseTimes, ...]


def write_json(content: Mapping[str, Any]) -> str:
    """What a column holds as text: in ASCII, because half a character (a lone surrogate) can be stored only so."""
    return json.dumps(dict(content), separators=(",", ":"))
