"""The Telegram bot: builds the application, brings it up, keeps it up, and stops it without losing a question."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import importlib.util
import ipaddress
import logging
import re
import signal
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Application, Updater
from telegram.request import HTTPXRequest

from bot.chat.replies import CHINESE, ENGLISH, Replies
from bot.errors import MissingExtraError, ServiceError, SettingsError
from bot.records import AnswerFunction
from bot.settings import Settings
from bot.telegram.handlers import BotApplication, Handlers, describe_error
from bot.telegram.logs import configure_logging, hide_secrets

__all__ = ["build_application", "check_settings", "run"]

logger = logging.getLogger(__name__)

# Telegram remembers this list and sends nothing else.
_UPDATES = ("message", "edited_message", "callback_query")

# Seconds that a poll waits for news. Long saves requests; routers forget connections that are silent for a minute.
_POLL = 30

# Seconds between attempts to reach Telegram at the start: doubled each time, up to the last.
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 30.0

# How often a request is repeated after the wait that Telegram asks for in a 429.
_RATE_LIMIT_RETRIES = 3


def run(answer: AnswerFunction, settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM, then answer the questions in work and come back.

    Polls, or listens for Telegram's calls where `settings.webhook_url` is set. Also sets up logging to standard
    error. Where the network is down at the start, it waits for it.

    Raises:
        SettingsError: when the token or the webhook's secret is missing or unusable.
        MissingExtraError: when a webhook is wanted and its web server is not installed.
        ServiceError: when Telegram refuses the token or the webhook.
    """
    configure_logging(settings.log_level, check_settings(settings))
    logging.getLogger("telegram.ext").addFilter(_is_not_a_repetition)
    # Where signals cannot be caught in the event loop (Windows), Ctrl-C arrives after the same orderly stop.
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(answer, settings))


def check_settings(settings: Settings) -> list[str]:
    """The secrets in the settings of the bot, which must appear in no log.

    Raises:
        SettingsError: when the token or the webhook's secret is missing or unusable.
        MissingExtraError: when a webhook is wanted and its web server is not installed.
    """
    secrets = [_token(settings)]
    if settings.webhook_url:
        secrets += [_webhook_secret(settings), _webhook_name(settings)]
    return secrets


def build_application(answer: AnswerFunction, settings: Settings) -> BotApplication:
    """An application with all handlers, neither initialized nor started.

    Raises:
        SettingsError: when the token is missing or unusable.
    """
    return _build(answer, settings, on_refused=lambda: None)


def _build(answer: AnswerFunction, settings: Settings, on_refused: Callable[[], None]) -> BotApplication:
    token = _token(settings)
    hide_secrets([token])
    concurrency = settings.telegram_concurrency
    api = settings.telegram_api.rstrip("/")
    # Each question in work may hold a connection; some more are for errors and for starting.
    request = _Request(on_refused, settings.telegram_api, connections=concurrency + 16)
    poll_request = _Request(on_refused, settings.telegram_api, connections=2)
    application: BotApplication = (
        Application.builder()
        .token(token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .request(request)
        .get_updates_request(poll_request)
        .rate_limiter(AIORateLimiter(max_retries=_RATE_LIMIT_RETRIES))
        .concurrent_updates(concurrency)
        .post_init(_publish_commands)
        .build()
    )
    Handlers(answer, settings.passages).register(application)
    return application


class _Request(HTTPXRequest):
    """Requests to the Bot API that notice when the token is no longer accepted.

    python-telegram-bot ends its polling in that case, but not the process, which would then stay up and answer nobody.
    """

    def __init__(self, on_refused: Callable[[], None], api: str, connections: int) -> None:
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=10,
            read_timeout=20,
            write_timeout=20,
            pool_timeout=20,
            # A proxy from the environment leads to Telegram, and not to a Bot API server on this machine.
            httpx_kwargs={"trust_env": not _is_local(api)},
        )
        self._on_refused = on_refused

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        if status == 401:
            self._on_refused()
        return status, payload


async def _serve(answer: AnswerFunction, settings: Settings) -> None:
    stop, refused = asyncio.Event(), asyncio.Event()
    _stop_on_signals(stop)
    application = _build(answer, settings, on_refused=refused.set)
    updater = application.updater
    if updater is None:  # never, as `_build` asks for one; the type says that it could be
        raise ServiceError("the Telegram bot was built without a way to get updates")

    async def start_updates() -> None:
        if settings.webhook_url:
            await _start_webhook(updater, settings)
        else:
            await updater.start_polling(timeout=_POLL, allowed_updates=_UPDATES, error_callback=_log_polling_error)

    try:
        if not await _until_reached(application.initialize, settings, stop):
            return
        await _publish_commands(application)
        await application.start()
        if not await _until_reached(start_updates, settings, stop):
            return
        logger.info("@%s is up and %s", application.bot.username, "listens" if settings.webhook_url else "polls")
        await _wait_for_one(stop.wait(), refused.wait())
        logger.info("Stopping; questions in work are answered first")
    finally:
        if updater.running:
            try:
                await updater.stop()
            except TelegramError as error:
                # It hands on what ended its polling, and nothing of that keeps the questions in work from an answer.
                logger.debug("The updater stopped with an error: %s", describe_error(error))
        if application.running:
            await application.stop()
        # An application that never got as far as being initialized leaves its connections open.
        await application.shutdown()
        await application.bot.shutdown()
    if refused.is_set():
        raise _refused_token(settings)


async def _until_reached(action: Callable[[], Awaitable[None]], settings: Settings, stop: asyncio.Event) -> bool:
    """Repeat an action until Telegram was reached; False where the process was told to stop before.

    A bot that is started with its machine, before the network is there, comes up by itself.
    """
    pause = _FIRST_PAUSE
    while not stop.is_set():
        attempt = asyncio.ensure_future(action())
        await _wait_for_one(attempt, stop.wait())
        if not attempt.done():
            attempt.cancel()
            await asyncio.wait({attempt})
            break
        error = attempt.exception()
        if error is None:
            return True
        # Raised out here and not while handling `error`: that one's text holds the token.
        if isinstance(error, InvalidToken):
            raise _refused_token(settings)
        if isinstance(error, BadRequest) or not isinstance(error, NetworkError | RetryAfter):
            if isinstance(error, TelegramError):
                raise ServiceError(f"Telegram refuses to start the bot: {describe_error(error)}")
            raise error
        logger.warning(
            "Telegram cannot be reached at %s (%s); trying again in %.0f s", settings.telegram_api, error, pause
        )
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(2 * pause, _LAST_PAUSE)
    return False


async def _wait_for_one(*awaitables: Awaitable[Any]) -> None:
    """Wait until one of these is done. Coroutines among them are cancelled then; futures are left alone."""
    futures = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    try:
        await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for future, awaitable in zip(futures, awaitables, strict=True):
            if future is not awaitable:
                future.cancel()


async def _start_webhook(updater: Updater, settings: Settings) -> None:
    address = (settings.webhook_url or "").rstrip("/")
    path = urlsplit(address).path
    name = _webhook_name(settings)
    try:
        await updater.start_webhook(
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            # a pattern; a proxy in front passes the path on unchanged
            url_path=f"{re.escape(path)}/{name}",
            webhook_url=f"{address}/{name}",
            secret_token=_webhook_secret(settings),
            allowed_updates=_UPDATES,
        )
    except OSError as error:
        raise SettingsError(
            f"the webhook server cannot listen on {settings.webhook_listen}:{settings.webhook_port} "
            f"({error.strerror}): change BAOWEN_WEBHOOK_LISTEN or BAOWEN_WEBHOOK_PORT"
        ) from error


async def _publish_commands(application: BotApplication) -> None:
    """Fill Telegram's menu of commands. Without it the bot works as well, so a failure is only logged."""

    def commands(replies: Replies) -> list[BotCommand]:
        return [BotCommand("ask", replies.menu_ask), BotCommand("help", replies.menu_help)]

    try:
        await application.bot.set_my_commands(commands(CHINESE))
        await application.bot.set_my_commands(commands(ENGLISH), language_code="en")
    except TelegramError as error:
        logger.warning("The menu of commands was not set: %s", describe_error(error))


def _log_polling_error(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        logger.error("Another process polls with the same token, and each gets a part of the questions: stop one")
    else:
        logger.warning("Telegram cannot be reached and is tried again: %s", describe_error(error))


def _is_not_a_repetition(record: logging.LogRecord) -> bool:
    """False for the tracebacks in which python-telegram-bot says again what `_until_reached` says in one line."""
    return record.levelno < logging.ERROR or not record.getMessage().startswith("Network Retry Loop")


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not on Windows, and not outside the main thread.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)


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


def _refused_token(settings: Settings) -> ServiceError:
    return ServiceError(
        f"Telegram ({settings.telegram_api}) does not accept the token in BAOWEN_TELEGRAM_TOKEN: "
        "copy it again from @BotFather"
    )


def _webhook_secret(settings: Settings) -> str:
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


def _webhook_name(settings: Settings) -> str:
    """The last part of the address that Telegram calls: nobody can guess it.

    It comes from the secret, so it stays the same over restarts and tells nothing of the token.
    """
    return hashlib.sha256(b"baowen webhook " + _webhook_secret(settings).encode()).hexdigest()[:32]


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
