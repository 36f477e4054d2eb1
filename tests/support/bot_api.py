"""A stand-in for Telegram: the part of the Bot API that the bot uses, over real HTTP, and the people who write to it.

It runs in a thread of its own, so that a bot in this process or in another one can talk to it, and refuses what
Telegram refuses. Nothing is ever asserted on times: `wait_for` and `until` come back as soon as a condition holds.

    with BotApi() as api:
        ...  # a bot with api.token at api.url
        question = api.say("医保缓缴到什么时候？", chat=1)
        [reply] = api.wait_for(lambda: api.replies_to(question))
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

import tornado.httpclient
import tornado.httpserver
import tornado.netutil
import tornado.web

from tests.support.bot_api_methods import BotApiMethods, Fault, Json, present, shallow
from tests.support.bot_api_rules import Refused, command_entities

T = TypeVar("T")

TOKEN = "123456789:stand-in-token_AAAAAAAAAAAAAAAAAAAA"
# Long enough for the slowest machine; a test that passes never waits for it.
PATIENCE = 20


class BotApi(BotApiMethods):
    """The server and the people. Every method may be called from any thread; use as a context manager."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        super().__init__()
        self.token = token
        # 0: a free one
        self._port = port
        self.url = ""
        # the status of every call to the bot's webhook; 0 where nobody listened
        self.deliveries: list[int] = []
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="bot-api")

    def __enter__(self) -> Self:
        self._thread.start()
        self.wait_for(lambda: self.url, "the server to listen")
        return self

    def __exit__(self, *exc: object) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    # -- people -------------------------------------------------------------------------------------------------------

    def say(self, text: str | None, chat: int = 1, user: int = 1, language: str = "zh-hans", **fields: Any) -> Json:
        """A person writes; negative chats are groups. `reply_to` takes a message; other fields go into the message."""
        with self._changed:
            message = self._new_message(chat, _person(user, language))
            if text is not None:
                message |= {"text": text} | present(entities=command_entities(text))
            if reply_to := fields.pop("reply_to", None):
                message["reply_to_message"] = shallow(reply_to)
            message |= fields
            self._chats.add(chat)
            self.messages.append(message)
            self._add_update("channel_post" if chat in self._channels else "message", message)
            return message

    def publish(self, text: str, channel: int = -300, **fields: Any) -> Json:
        """A channel posts, which has no person as sender; fields as for `say`."""
        with self._changed:
            self._channels.add(channel)
        return self.say(text, chat=channel, **fields)

    def edit(self, message: Json, text: str) -> Json:
        """A person changes what they wrote, or the caption of their photo; replies to it show the new text."""
        with self._changed:
            entities = command_entities(text)
            if "caption" in message:
                message |= {"caption": text, "edit_date": int(time.time()), "caption_entities": entities}
            else:
                message |= {"text": text, "edit_date": int(time.time()), "entities": entities}
            for reply in self.replies_to(message):
                reply["reply_to_message"] = shallow(message)
            is_post = message["chat"]["id"] in self._channels
            self._add_update("edited_channel_post" if is_post else "edited_message", message)
            return message

    def press(self, message: Json, data: str | None = None, *, user: int = 1, language: str = "zh-hans") -> str:
        """A person presses a button: by default the last one that turns pages. Returns the id of the callback query.

        A message that is no longer there arrives as inaccessible, without its text.
        """
        with self._changed:
            query_id = str(self._next_id())
            query = {
                "id": query_id,
                "from": _person(user, language),
                "chat_instance": "1",
                "message": self._find(message["chat"]["id"], message["message_id"])
                or {"chat": message["chat"], "message_id": message["message_id"], "date": 0},
                "data": data if data is not None else self.page_buttons(message)[-1]["callback_data"],
            }
            self.callbacks[query_id] = None
            self._add_update("callback_query", query)
            return query_id

    def ask_inline(self, text: str, *, user: int = 1, language: str = "zh-hans") -> str:
        """A person types @bot and a text in some chat. Returns the id of the inline query."""
        with self._changed:
            query_id = str(self._next_id())
            self._add_update(
                "inline_query", {"id": query_id, "from": _person(user, language), "query": text, "offset": ""}
            )
            return query_id

    def mention_as_guest(self, text: str, chat: int = -9, user: int = 1, language: str = "zh-hans") -> str:
        """A person mentions the bot in a chat where it is no member. Returns the id of the guest's query."""
        with self._changed:
            query_id = str(self._next_id())
            message = self._new_message(chat, _person(user, language)) | {"text": text, "guest_query_id": query_id}
            self._add_update("guest_message", message)
            return query_id

    def confirm_updates(self) -> None:
        """Confirms all updates, because a bot that has ended may not have done so: the next would get them again."""
        with self._changed:
            self._updates.clear()

    def press_labelled(self, message: Json, label: str, **fields: Any) -> str:
        """A person presses the button with this label."""
        [data] = [button.get("callback_data") for button in self.buttons(message) if button["text"] == label]
        return self.press(message, data, **fields)

    def react(self, message: Json, *emoji: str, user: int = 1) -> None:
        """A person changes their reaction to a message."""
        with self._changed:
            content = {"chat": message["chat"], "message_id": message["message_id"], "date": int(time.time())}
            new = [{"type": "emoji", "emoji": each} for each in emoji]
            content |= {"user": _person(user, "zh-hans"), "old_reaction": [], "new_reaction": new}
            self._add_update("message_reaction", content)

    def delete(self, message: Json) -> None:
        """A person deletes a message: replies to it no longer show it."""
        with self._changed:
            self.messages.remove(message)
            for reply in self.replies_to(message):
                del reply["reply_to_message"]

    def block(self, chat: int) -> None:
        """A person blocks the bot: everything sent to this chat is refused with 403."""
        with self._changed:
            self._blocked.add(chat)

    def fault(
        self,
        method: str,
        code: int,
        description: str = "fault on demand",
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
        times: int = 1,
        chat: int | None = None,
    ) -> None:
        """Fail the next calls of a method; the code 0 drops the connection instead."""
        parameters = present(retry_after=retry_after, migrate_to_chat_id=migrate_to_chat_id)
        with self._changed:
            self._faults.append(Fault(method, code, description, parameters, times, chat))

    def heal(self) -> None:
        """Nothing fails on demand any more."""
        with self._changed:
            self._faults.clear()

    def send_raw(self, content: Json, update_id: int | None = None) -> None:
        """An update of any form reaches the bot, with its own number or that of an earlier one."""
        with self._changed:
            self._add_raw({"update_id": update_id or self._next_id()} | content)

    def last_update(self) -> int:
        """The number of the last update."""
        with self._changed:
            return self._last_update

    # -- what a test looks at -----------------------------------------------------------------------------------------

    def sent(self, chat: int = 1) -> list[Json]:
        """The bot's messages in this chat, in order."""
        return [message for message in self.transcript(chat) if message["message_id"] in self._own]

    def replies_to(self, message: Json) -> list[Json]:
        """The bot's messages that reply to this one."""
        return [
            reply
            for reply in self.sent(message["chat"]["id"])
            if reply.get("reply_to_message", {}).get("message_id") == message["message_id"]
        ]

    @staticmethod
    def buttons(message: Json) -> list[Json]:
        """The buttons below a message."""
        return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]

    @classmethod
    def page_buttons(cls, message: Json) -> list[Json]:
        """The buttons below a message that turn its pages."""
        return [button for button in cls.buttons(message) if button.get("callback_data", "")[:2] == "1:"]

    def called(self, method: str) -> list[Json]:
        """The parameters of every call of this method."""
        with self._changed:
            return [call.parameters for call in self.calls if call.method == method]

    def wait_for(self, condition: Callable[[], T], what: str = "something") -> T:
        """What `condition` returns, as soon as that is true. It may also look at a log or a file."""
        end = time.monotonic() + PATIENCE
        with self._changed:
            while not (result := condition()):
                if time.monotonic() > end:
                    methods = [call.method for call in self.calls]
                    raise AssertionError(f"waited in vain for {what}; calls so far: {methods}")
                # Woken by every change here; the pause is for conditions about something else.
                self._changed.wait(0.02)
            return result

    async def until(self, condition: Callable[[], T], what: str = "something") -> T:
        """As `wait_for`, without blocking the event loop."""
        return await asyncio.to_thread(self.wait_for, condition, what)

    # -- the server ---------------------------------------------------------------------------------------------------

    async def _serve(self) -> None:
        application = tornado.web.Application(
            [(r"/bot([^/]+)/([A-Za-z]+)", _Handler, {"api": self})], log_function=lambda handler: None
        )
        server = tornado.httpserver.HTTPServer(application)
        [socket] = tornado.netutil.bind_sockets(self._port, "127.0.0.1")
        server.add_sockets([socket])
        with self._changed:
            self._loop = asyncio.get_running_loop()
            self.url = f"http://127.0.0.1:{socket.getsockname()[1]}"
            self._changed.notify_all()
        await self._stop.wait()
        if self._poll:
            self._poll.wake.set()
        server.stop()
        await server.close_all_connections()

    def _deliver(self, update: Json) -> None:
        if self._loop:
            asyncio.run_coroutine_threadsafe(self.post(self.webhook["url"], update), self._loop)

    async def post(self, url: str, update: Json, secret: str | None = None) -> None:
        """Call a webhook, by default with the secret that the bot set; the status goes to `deliveries`."""
        secret = secret if secret is not None else self.webhook.get("secret_token")
        headers = {"Content-Type": "application/json"} | present(**{"X-Telegram-Bot-Api-Secret-Token": secret})
        client = tornado.httpclient.AsyncHTTPClient()
        try:
            response = await client.fetch(url, method="POST", headers=headers, body=json.dumps(update))
            status = response.code
        except tornado.httpclient.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        with self._changed:
            self.deliveries.append(status)
            self._changed.notify_all()


class _Handler(tornado.web.RequestHandler):
    def initialize(self, api: BotApi) -> None:
        self.api = api

    async def post(self, token: str, method: str) -> None:
        try:
            if token != self.api.token:
                raise Refused(401, "Unauthorized")
            result = await self.api.answer(method, self._parameters())
        except Refused as refused:
            if not refused.code:
                self.request.connection.stream.close()  # type: ignore[union-attr]
                return
            self.set_status(refused.code)
            body = {"ok": False, "error_code": refused.code, "description": refused.description}
            self.finish(body | present(parameters=refused.parameters))
        else:
            self.finish(f'{{"ok": true, "result": {result}}}')

    get = post

    def _parameters(self) -> Json:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            parameters: Json = json.loads(self.request.body or b"{}")
            return parameters
        return (
            {name: _decoded(values[-1].decode()) for name, values in self.request.arguments.items()}
            | {
                # what a person reads stays as it is, even where it looks like JSON
                name: self.request.arguments[name][-1].decode()
                for name in ("text", "callback_query_id", "url", "secret_token")
                if name in self.request.arguments
            }
            | {name: f"uploaded-{len(files[0]['body'])}" for name, files in self.request.files.items()}
        )


def _decoded(value: str) -> Any:
    """Numbers, flags, lists and objects come as JSON within a form; everything else is a string."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _person(user: int, language: str) -> Json:
    return {"id": user, "is_bot": False, "first_name": f"person {user}", "language_code": language}
