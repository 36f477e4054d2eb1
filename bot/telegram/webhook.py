"""The webhook: Telegram calls the bot instead of being polled, and hears "received" when an update is in the store."""

from __future__ import annotations

import hashlib
import hmac
import importlib.util
import json
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram import Bot

from bot.errors import MissingExtraError, SettingsError, StoreError
from bot.settings import Settings

if TYPE_CHECKING:
    from tornado.httpserver import HTTPServer

logger = logging.getLogger(__name__)

Receive = Callable[[list[object]], Awaitable[None]]

# An update has some kilobytes; Telegram's longest message with all its entities stays far below.
_MAX_BODY = 1024 * 1024


def webhook_secrets(settings: Settings) -> list[str]:
    """What nobody but Telegram may know of the webhook: its secret, and the last part of its address; nothing where the
    bot polls.

    Raises:
        SettingsError: when the secret is missing or unusable.
        MissingExtraError: when the web server is not installed.
    """
    return [_secret(settings), _secret_path(settings)] if settings.webhook_url else []


def listen(receive: Receive, settings: Settings) -> HTTPServer:
    """Listens on the address of the settings. A call is answered 200 when its update is in the store.

    python-telegram-bot's own server answers before that, and logs the whole content of what it cannot parse.

    Raises:
        SettingsError: when the address cannot be listened on.
    """
    import tornado.web
    from tornado.httpserver import HTTPServer

    secret = _secret(settings)

    class Call(tornado.web.RequestHandler):
        async def post(self) -> None:
            given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                self.set_status(403)
                return
            try:
                update = json.loads(self.request.body)
            except (ValueError, RecursionError):
                self.set_status(400)
                return
            if not isinstance(update, dict):
                self.set_status(400)
                return
            try:
                await receive([update])
            except StoreError as error:
                # Telegram calls again later
                logger.error("An update waits at Telegram: %s", error)
                self.set_status(503)

    path = urlsplit((settings.webhook_url or "").rstrip("/")).path
    routes = [(f"{re.escape(path)}/{_secret_path(settings)}", Call)]
    server = HTTPServer(
        tornado.web.Application(routes, log_function=lambda handler: None),
        max_buffer_size=2 * _MAX_BODY,
        max_body_size=_MAX_BODY,
    )
    try:
        server.listen(settings.webhook_port, settings.webhook_listen)
    except OSError as error:
        raise SettingsError(
            "the webhook server cannot listen on {address}:{port} ({reason}): change BAOWEN_WEBHOOK_LISTEN or "
            "BAOWEN_WEBHOOK_PORT",
            address=settings.webhook_listen,
            port=settings.webhook_port,
            reason=error,
        ) from error
    return server


async def register_webhook(bot: Bot, settings: Settings, kinds: tuple[str, ...]) -> None:
    """Tells Telegram which address to call.

    Raises:
        TelegramError: when Telegram cannot be reached, or refuses the address.
    """
    address = f"{(settings.webhook_url or '').rstrip('/')}/{_secret_path(settings)}"
    await bot.set_webhook(address, allowed_updates=kinds, secret_token=_secret(settings))


def _secret(settings: Settings) -> str:
    """The secret that Telegram sends with every call.

    Raises:
        SettingsError: when it is missing, or has characters that Telegram does not take.
        MissingExtraError: when the web server is not installed.
    """
    if importlib.util.find_spec("tornado") is None:
        raise MissingExtraError("listening for Telegram (BAOWEN_WEBHOOK_URL)", "webhooks")
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise SettingsError(
            "BAOWEN_WEBHOOK_SECRET is missing or unusable: with BAOWEN_WEBHOOK_URL set, "
            "give it 1 to 256 of the characters A-Z a-z 0-9 _ -"
        )
    return secret


def _secret_path(settings: Settings) -> str:
    """The last part of the address that Telegram calls: nobody can guess it.

    It comes from the secret, so it stays the same over restarts and tells nothing of the token.
    """
    return hashlib.sha256(b"baowen webhook " + _secret(settings).encode()).hexdigest()[:32]
