"""The webhook: Telegram calls the bot instead of being polled."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from urllib.parse import urlsplit

from telegram.ext import Updater

from bot.errors import MissingExtraError, SettingsError
from bot.settings import Settings
from bot.telegram.handlers import UPDATES

__all__ = ["start_webhook", "webhook_secrets"]


def webhook_secrets(settings: Settings) -> list[str]:
    """What nobody but Telegram may know of the webhook: its secret, and the last part of its address.

    Raises:
        SettingsError: when the secret is missing or unusable.
        MissingExtraError: when the web server of python-telegram-bot is not installed.
    """
    return [_secret(settings), _secret_path(settings)]


async def start_webhook(updater: Updater, settings: Settings) -> None:
    """Listens on the address of the settings, and tells Telegram to call it.

    Raises:
        SettingsError: when the address cannot be listened on.
        TelegramError: when Telegram cannot be reached, or refuses the webhook.
    """
    address = (settings.webhook_url or "").rstrip("/")
    path = urlsplit(address).path
    last = _secret_path(settings)
    try:
        await updater.start_webhook(
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            # a pattern; a proxy in front passes the path on unchanged
            url_path=f"{re.escape(path)}/{last}",
            webhook_url=f"{address}/{last}",
            secret_token=_secret(settings),
            allowed_updates=UPDATES,
        )
    except OSError as error:
        raise SettingsError(
            f"the webhook server cannot listen on {settings.webhook_listen}:{settings.webhook_port} "
            f"({error.strerror}): change BAOWEN_WEBHOOK_LISTEN or BAOWEN_WEBHOOK_PORT"
        ) from error


def _secret(settings: Settings) -> str:
    """The secret that Telegram sends with every call.

    Raises:
        SettingsError: when it is missing, or has characters that Telegram does not take.
        MissingExtraError: when the web server of python-telegram-bot is not installed.
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
