"""The records that the store takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Incoming", "KeptConversation", "Outgoing", "Person", "UpdateState"]

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


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as it was after a message."""

    sender: Person
    message_id: int
    # as `Conversation.to_dict` gives it
    state: Mapping[str, Any]
    # the bot's message that answers; None until it is sent
    reply_id: int | None = None
