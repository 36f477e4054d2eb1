"""The methods of the Bot API that the stand-in in `bot_api` carries out, and the state that they work on."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from tests.support.bot_api_rules import LONGEST_CAPTION, Refused, check_markup, check_quote, check_text, units

Json = dict[str, Any]

BOT: Json = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "报问",
    "username": "baowen_test_bot",
    "can_join_groups": True,
    # as an administrator's bot: it gets everything that is said in a group, and must itself keep quiet
    "can_read_all_group_messages": True,
    "supports_inline_queries": True,
    "supports_guest_queries": True,
}


NO_GIFTS: Json = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


@dataclass(frozen=True)
class Call:
    """One request of the bot: the method and its parameters, decoded."""

    method: str
    parameters: Json


@dataclass
class Fault:
    """A failure on demand, for the next calls of a method."""

    method: str
    # 0: the connection is closed without an answer
    code: int
    description: str
    parameters: Json
    times: int
    # None: in whatever chat
    chat: int | None


@dataclass
class _Poll:
    """One getUpdates that waits for news."""

    wake: asyncio.Event = field(default_factory=asyncio.Event)
    superseded: bool = False


class BotApiMethods(ABC):
    """What Telegram knows, and what it does when a bot calls."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        # every message of every chat, in order, as it is now; a deleted one is no longer there
        self.messages: list[Json] = []
        # callback query id → what the bot answered; None as long as it did not
        self.callbacks: dict[str, Json | None] = {}
        # id of an inline query or of a guest's → what the bot offered
        self.offered: dict[str, list[Json]] = {}
        # message id → the bot's reactions to it
        self.reactions: dict[int, list[str]] = {}
        self.webhook: Json = {"url": ""}
        self._updates: list[Json] = []
        self._allowed: list[str] | None = None
        self._faults: list[Fault] = []
        # chats in which somebody has written: a bot cannot write first
        self._chats: set[int] = set()
        # those of them that are channels
        self._channels: set[int] = set()
        # the numbers of the bot's messages
        self._own: set[int] = set()
        self._blocked: set[int] = set()
        self._poll: _Poll | None = None
        self._last_id = 0
        self._last_update = 0
        # held by whoever reads or changes anything above
        self._changed = threading.Condition(threading.RLock())
        self._loop: asyncio.AbstractEventLoop | None = None

    @abstractmethod
    def _deliver(self, update: Json) -> None:
        """Call the bot's webhook."""

    @abstractmethod
    def delete(self, message: Json) -> None:
        """Take a message out of its chat."""

    def transcript(self, chat: int) -> list[Json]:
        """Every message in this chat, in order."""
        with self._changed:
            return [message for message in self.messages if message["chat"]["id"] == chat]

    async def answer(self, method: str, parameters: Json) -> str:
        """The result of one call, as JSON.

        Raises:
            Refused: when Telegram would not do it; with the code 0 where the connection is to be dropped.
        """
        work = getattr(self, f"_on_{method.lower()}", None)
        if work is None:
            raise Refused(404, "Not Found: method not found")
        with self._changed:
            self.calls.append(Call(method, parameters))
            self._changed.notify_all()
            self._fail_on_demand(method, parameters.get("chat_id"))
            if method != "getUpdates":
                result = json.dumps(work(parameters))
                self._changed.notify_all()
                return result
        return json.dumps(await work(parameters))

    def _fail_on_demand(self, method: str, chat: int | None) -> None:
        for fault in self._faults:
            if fault.method == method and fault.times > 0 and fault.chat in (None, chat):
                fault.times -= 1
                raise Refused(fault.code, fault.description, **fault.parameters)
        if chat in self._blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")

    def _on_getme(self, parameters: Json) -> Json:
        return BOT

    async def _on_getupdates(self, parameters: Json) -> list[Json]:
        poll = _Poll()
        with self._changed:
            if self.webhook["url"]:
                raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
            if self._poll:
                self._poll.superseded = True
                self._poll.wake.set()
            self._poll = poll
            self._allowed = parameters.get("allowed_updates", self._allowed)
            self._updates = [update for update in self._updates if update["update_id"] >= parameters.get("offset", 0)]
            found = bool(self._updates)
        if not found:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(poll.wake.wait(), parameters.get("timeout", 0) or 0.001)
        with self._changed:
            if poll.superseded:
                raise Refused(409, "Conflict: terminated by other getUpdates request")
            self._poll = None
            return self._updates[: parameters.get("limit", 100)]

    def _on_setwebhook(self, parameters: Json) -> bool:
        if not parameters.get("url", "").startswith(("https://", "http://127.0.0.1")):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = parameters
        self._allowed = parameters.get("allowed_updates", self._allowed)
        pending, self._updates = self._updates, []
        for update in pending:
            self._deliver(update)
        return True

    def _on_deletewebhook(self, parameters: Json) -> bool:
        self.webhook = {"url": ""}
        return True

    def _on_getwebhookinfo(self, parameters: Json) -> Json:
        return {
            "url": self.webhook["url"],
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    def _on_sendmessage(self, parameters: Json) -> Json:
        text, entities = check_text(parameters.get("text", ""), parameters.get("parse_mode"))
        return self._send(parameters, {"text": text} | present(entities=entities))

    def _on_sendphoto(self, parameters: Json) -> Json:
        caption = parameters.get("caption", "")
        if units(caption) > LONGEST_CAPTION:
            raise Refused(400, "Bad Request: message caption is too long")
        photo = {"file_id": parameters["photo"], "file_unique_id": "u", "width": 1, "height": 1}
        return self._send(parameters, {"photo": [photo]} | present(caption=caption))

    def _send(self, parameters: Json, content: Json) -> Json:
        chat = parameters["chat_id"]
        if chat not in self._chats:
            raise Refused(400, "Bad Request: chat not found")
        check_markup(parameters.get("reply_markup"))
        if chat in self._channels and "keyboard" in parameters.get("reply_markup", {}):
            raise Refused(400, "Bad Request: reply keyboard is not allowed in channels")
        message = self._new_message(chat, BOT) | content | present(reply_markup=parameters.get("reply_markup"))
        if wanted := parameters.get("reply_parameters"):
            replied_to = self._find(chat, wanted["message_id"])
            if replied_to:
                message["reply_to_message"] = shallow(replied_to)
                if "quote" in wanted:
                    check_quote(wanted["quote"], replied_to.get("text") or replied_to.get("caption", ""))
                    message["quote"] = {
                        "text": wanted["quote"],
                        "position": wanted.get("quote_position", 0),
                        "is_manual": True,
                    }
            elif not wanted.get("allow_sending_without_reply"):
                raise Refused(400, "Bad Request: message to be replied not found")
        self.messages.append(message)
        return message

    def _on_editmessagetext(self, parameters: Json) -> Json:
        message = self._own_message(parameters)
        text, entities = check_text(parameters.get("text", ""), parameters.get("parse_mode"))
        check_markup(parameters.get("reply_markup"))
        return self._change(message, text=text, entities=entities, reply_markup=parameters.get("reply_markup"))

    def _on_editmessagereplymarkup(self, parameters: Json) -> Json:
        message = self._own_message(parameters)
        check_markup(parameters.get("reply_markup"))
        return self._change(message, reply_markup=parameters.get("reply_markup"))

    def _on_deletemessage(self, parameters: Json) -> bool:
        message = self._find(parameters["chat_id"], parameters["message_id"])
        if message is None:
            raise Refused(400, "Bad Request: message to delete not found")
        self.delete(message)
        return True

    def _on_answercallbackquery(self, parameters: Json) -> bool:
        query = str(parameters["callback_query_id"])
        if self.callbacks.get(query, {}) is not None:
            raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if len(parameters.get("text", "")) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.callbacks[query] = parameters
        return True

    def _on_answerinlinequery(self, parameters: Json) -> bool:
        results = parameters["results"]
        if len(results) > 50 or len({result["id"] for result in results}) < len(results):
            raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
        for result in results:
            content = result["input_message_content"]
            check_text(content["message_text"], content.get("parse_mode"))
        self.offered[str(parameters["inline_query_id"])] = results
        return True

    def _on_answerguestquery(self, parameters: Json) -> Json:
        content = parameters["result"]["input_message_content"]
        check_text(content["message_text"], content.get("parse_mode"))
        self.offered[str(parameters["guest_query_id"])] = [parameters["result"]]
        return {"inline_message_id": f"guest-{self._next_id()}"}

    def _on_setmessagereaction(self, parameters: Json) -> bool:
        message = self._find(parameters["chat_id"], parameters["message_id"])
        if message is None:
            raise Refused(400, "Bad Request: message to react not found")
        if len(parameters.get("reaction", [])) > 1:
            raise Refused(400, "Bad Request: REACTIONS_TOO_MANY")
        self.reactions[message["message_id"]] = [each["emoji"] for each in parameters.get("reaction", [])]
        return True

    def _on_getchat(self, parameters: Json) -> Json:
        chat = parameters["chat_id"]
        if chat not in self._chats:
            raise Refused(400, "Bad Request: chat not found")
        kind = {"type": "supergroup", "title": "group"} if chat < 0 else {"type": "private", "first_name": "person"}
        return {"id": chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS} | kind

    def _on_sendchataction(self, parameters: Json) -> bool:
        return True

    def _on_setmycommands(self, parameters: Json) -> bool:
        for command in parameters["commands"]:
            if not (1 <= len(command["description"]) <= 256 and command["command"].islower()):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    # -- state --------------------------------------------------------------------------------------------------------

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _new_message(self, chat: int, sender: Json) -> Json:
        kind: Json = {"type": "private", "first_name": f"person {chat}"}
        if chat in self._channels:
            kind = {"type": "channel", "title": f"channel {chat}"}
        elif chat < 0:
            kind = {"type": "supergroup", "title": f"group {chat}"}
        message: Json = {"message_id": self._next_id(), "date": int(time.time()), "chat": {"id": chat} | kind}
        if sender is BOT:
            self._own.add(message["message_id"])
        # who writes in a channel is not told, whether person or bot
        return message | ({"sender_chat": message["chat"]} if chat in self._channels else {"from": sender})

    def _find(self, chat: int, message_id: int) -> Json | None:
        return next((each for each in self.transcript(chat) if each["message_id"] == message_id), None)

    def _own_message(self, parameters: Json) -> Json:
        message = self._find(parameters["chat_id"], parameters["message_id"])
        if message is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if message["message_id"] not in self._own:
            raise Refused(400, "Bad Request: message can't be edited")
        return message

    @staticmethod
    def _change(message: Json, **fields: Any) -> Json:
        if all((message.get(name) or None) == (value or None) for name, value in fields.items()):
            raise Refused(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        for name, value in fields.items():
            message.pop(name, None)
            message |= present(**{name: value})
        message["edit_date"] = int(time.time())
        return message

    def _add_update(self, kind: str, content: Json) -> None:
        if self._allowed and kind not in self._allowed:
            return
        # Copied through JSON: an update shows how things were when it happened.
        self._add_raw(json.loads(json.dumps({"update_id": self._next_id(), kind: content})))

    def _add_raw(self, update: Json) -> None:
        self._last_update = update["update_id"]
        if self.webhook["url"]:
            self._deliver(update)
        else:
            self._updates.append(update)
            if self._loop and self._poll:
                self._loop.call_soon_threadsafe(self._poll.wake.set)
        self._changed.notify_all()


def present(**fields: Any) -> Json:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value}


def shallow(message: Json) -> Json:
    """A message as it appears inside another one: without the one that it replies to itself."""
    return {name: value for name, value in message.items() if name != "reply_to_message"}
