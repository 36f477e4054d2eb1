"""Builds, starts and stops the Telegram bot."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import ipaddress
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.errors import MissingExtraError, ServiceError, SettingsError
from bot.health.server import serve_health
from bot.health.state import Health
from bot.records import AnswerFunction, Article
from bot.settings import Check, Settings, check_settings
from bot.store.database import check_address
from bot.store.store import Store
from bot.telegram.handlers import BotApplication
from bot.telegram.outbox import describe_error
from bot.telegram.polling import PollingBot
from bot.telegram.service import Service
from bot.telegram.webhook import webhook_secrets

logger = logging.getLogger(__name__)


def run(
    answer: AnswerFunction,
    settings: Settings,
    health: Health | None = None,
    corpus: Callable[[], Sequence[Article]] = lambda: (),
) -> None:
    """Run the bot until SIGINT or SIGTERM, then answer the questions in work and come back.

    Polls, or listens for Telegram's calls where `settings.webhook_url` is set. Where the network is down at the start,
    it waits for it. Logging is the caller's: `bot.telegram.logs.configure_logging` keeps the token out of it.

    Some seconds after the signal (`settings.telegram_stop`) the process ends with the status 0, whoever is still at
    work: what is not answered is in the store.

    Args:
        answer: answers the questions.
        settings: the settings.
        health: hears how the bot is; where it is not given, this serves its own on `settings.health_port`.
        corpus: gives the articles that are served now: another object whenever pages have changed.

    Raises:
        SettingsError: when settings are missing or unusable, or want what is not installed; it names them all.
        StoreError: when the store cannot be opened.
        ServiceError: when Telegram refuses the token or the webhook.
    """
    check_settings(settings, CHECKS)
    if health is None:
        health = Health()
        with serve_health(settings.health_listen, settings.health_port, health):
            run(answer, settings, health, corpus)
        return
    health.is_open = True
    # where the event loop cannot catch signals (Windows), Ctrl-C arrives here, after the same orderly stop
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(answer, settings, health, corpus))


def find_secrets(settings: Settings) -> list[str]:
    """The secrets in the settings of the bot, which must appear in no log.

    Raises:
        SettingsError: when the token or the webhook's secret is missing or unusable.
        MissingExtraError: when a webhook is wanted, and its web server is not installed.
    """
    return [_token(settings), *webhook_secrets(settings)]


def build_application(
    settings: Settings, on_refused: Callable[[], None] = lambda: None, on_reached: Callable[[], None] = lambda: None
) -> BotApplication:
    """An application without handlers, which polls and keeps limits by our own means (`bot.telegram.service`).

    Args:
        settings: the settings.
        on_refused: is called whenever Telegram refuses the token.
        on_reached: is called whenever Telegram answers.

    Raises:
        SettingsError: when the token is missing or unusable.
    """
    api = settings.telegram_api.rstrip("/")
    bot = PollingBot(
        _token(settings),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=_Request(on_refused, on_reached, api, connections=settings.telegram_concurrency + 64),
        get_updates_request=_Request(on_refused, on_reached, api, connections=2),
    )
    application: BotApplication = Application.builder().bot(bot).updater(None).build()
    return application


class _Request(HTTPXRequest):
    """Requests to the Bot API that notice when the token is no longer accepted.

    python-telegram-bot ends its polling in that case, but not the process, which would then stay up and answer nobody.
    """

    def __init__(
        self, on_refused: Callable[[], None], on_reached: Callable[[], None], api: str, connections: int
    ) -> None:
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=10,
            read_timeout=20,
            write_timeout=20,
            pool_timeout=20,
            proxy=find_proxy(api),
            # httpx would open a SOCKS proxy in all_proxy even where another one is set for https, and fail
            httpx_kwargs={"trust_env": False},
        )
        self._on_refused = on_refused
        self._on_reached = on_reached

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        if status < 500:
            self._on_reached()
        if status == 401:
            self._on_refused()
        return status, payload


async def _serve(
    answer: AnswerFunction, settings: Settings, health: Health, corpus: Callable[[], Sequence[Article]]
) -> None:
    """Runs the bot until a signal comes or Telegram refuses it, and stops it in order."""
    is_refused = False

    def refuse() -> None:
        nonlocal is_refused
        is_refused = True
        serving.cancel()

    def stop() -> None:
        _end_in(settings.telegram_stop)
        serving.cancel()

    application = build_application(settings, refuse, health.telegram_was_reached)
    store = Store(settings.store_url)
    service = Service(application, answer, settings, store, health, corpus)
    serving = asyncio.create_task(service.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # not on Windows, and not outside the main thread
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop)
    problem: ServiceError | None = None
    try:
        await serving
    except asyncio.CancelledError:
        logger.info("Stopping; questions in work are answered first")
    except InvalidToken:
        is_refused = True
    except TelegramError as error:
        problem = ServiceError("Telegram refuses to start the bot: {reason}", reason=describe_error(error))
    finally:
        await service.stop()
        store.close()
    # raised here and not while handling an error of the library: its text holds the token
    if is_refused:
        raise ServiceError(
            "Telegram ({address}) does not accept the token in BAOWEN_TELEGRAM_TOKEN: copy it again from @BotFather",
            address=settings.telegram_api,
        )
    if problem is not None:
        raise problem


def _end_in(seconds: float) -> None:
    """Ends this process after some seconds: Python would wait for ever for a thread that searches without an end."""

    def end() -> None:
        logger.warning("The bot stops without what is still at work; it is in the store")
        os._exit(0)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


def _token(settings: Settings) -> str:
    token = settings.telegram_token.get_secret_value().strip() if settings.telegram_token else ""
    if not token:
        raise SettingsError(
            "BAOWEN_TELEGRAM_TOKEN is not set: get a token from @BotFather in Telegram, "
            "and put it in the environment or in .env"
        )
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token):
        raise SettingsError(
            "BAOWEN_TELEGRAM_TOKEN does not look like a token: copy it again from @BotFather, without anything around"
        )
    return token


def find_proxy(api: str) -> str | None:
    """The proxy of the environment for the Bot API; none for a Bot API server on this machine.

    Raises:
        MissingExtraError: when it is a SOCKS proxy, and what speaks SOCKS is not installed.
    """
    proxies = getproxies()
    address = proxies.get(urlsplit(api).scheme) or proxies.get("all")
    if not address or _is_local(api) or proxy_bypass(urlsplit(api).hostname or ""):
        return None
    scheme, separator, rest = address.partition("://")
    if not separator:
        return f"http://{address}"
    if scheme.lower().startswith("socks"):
        if importlib.util.find_spec("socksio") is None:
            raise MissingExtraError("a SOCKS proxy ({scheme}://…, set in the environment)", "socks", scheme=scheme)
        # socks:// is what proxy programs write; httpx takes socks5:// and socks5h://
        return f"{'socks5' if scheme.lower() in ('socks', 'socks4') else scheme}://{rest}"
    return address


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


CHECKS: tuple[Check, ...] = (
    _token,
    webhook_secrets,
    lambda settings: find_proxy(settings.telegram_api),
    lambda settings: check_address(settings.store_url),
)
"""What must hold of the settings of the bot before anything is opened or contacted."""
