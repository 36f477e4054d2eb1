"""Builds, starts and stops the Telegram bot: it waits for the network, and answers the questions in work at the end."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import re
import signal
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Application
from telegram.request import HTTPXRequest

from bot.chat.replies import CHINESE, ENGLISH, Replies
from bot.errors import ServiceError, SettingsError
from bot.records import AnswerFunction
from bot.settings import Settings
from bot.telegram.handlers import UPDATES, BotApplication, Handlers, describe_error
from bot.telegram.webhook import start_webhook, webhook_secrets

__all__ = ["build_application", "check_settings", "run"]

logger = logging.getLogger(__name__)

# Seconds that one getUpdates request waits for an update. Fewer requests are cheaper, but routers drop connections that
# are silent for a minute.
_POLL = 30

# Seconds between attempts to reach Telegram at the start: doubled each time, up to the last.
_FIRST_PAUSE, _LAST_PAUSE = 1.0, 30.0

# How often a request is repeated after Telegram answered it with 429 and a time to wait.
_RATE_LIMIT_RETRIES = 3


def run(answer: AnswerFunction, settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM, then answer the questions in work and come back.

    Polls, or listens for Telegram's calls where `settings.webhook_url` is set. Where the network is down at the start,
    it waits for it. Logging is the caller's: `bot.telegram.logs.configure_logging` keeps the token out of it.

    Raises:
        SettingsError: when the token or the webhook's secret is missing or unusable.
        MissingExtraError: when a webhook is wanted and its web server is not installed.
        ServiceError: when Telegram refuses the token or the webhook.
    """
    check_settings(settings)
    # where the event loop cannot catch signals (Windows), Ctrl-C arrives here, after the same orderly stop
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
        secrets += webhook_secrets(settings)
    return secrets


def build_application(
    answer: AnswerFunction, settings: Settings, on_refused: Callable[[], None] = lambda: None
) -> BotApplication:
    """An application with all handlers, neither initialized nor started.

    Args:
        answer: answers the questions.
        settings: the settings.
        on_refused: is called whenever Telegram refuses the token.

    Raises:
        SettingsError: when the token is missing or unusable.
    """
    concurrency = settings.telegram_concurrency
    api = settings.telegram_api.rstrip("/")
    # each question in work may hold a connection; some more are for errors and for starting
    request = _Request(on_refused, settings.telegram_api, connections=concurrency + 16)
    poll_request = _Request(on_refused, settings.telegram_api, connections=2)
    application: BotApplication = (
        Application.builder()
        .token(_token(settings))
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .request(request)
        .get_updates_request(poll_request)
        .rate_limiter(AIORateLimiter(max_retries=_RATE_LIMIT_RETRIES))
        .concurrent_updates(concurrency)
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
            # a proxy from the environment leads to Telegram, but not to a Bot API server on this machine
            httpx_kwargs={"trust_env": not _is_local(api)},
        )
        self._on_refused = on_refused

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        if status == 401:
            self._on_refused()
        return status, payload


# Application.run_polling does most of what follows, but it would try a webhook that Telegram refuses for ever, say
# nothing while the network is down, and drop the questions in work when the token is revoked.
async def _serve(answer: AnswerFunction, settings: Settings) -> None:
    """Runs the bot until a signal comes or Telegram refuses it, and stops it in order."""
    is_refused = False

    def refuse() -> None:
        nonlocal is_refused
        is_refused = True
        serving.cancel()

    application = build_application(answer, settings, refuse)
    serving = asyncio.create_task(_start_and_wait(application, settings))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # not on Windows, and not outside the main thread
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, serving.cancel)
    problem: ServiceError | None = None
    try:
        await serving
    except asyncio.CancelledError:
        logger.info("Stopping; questions in work are answered first")
    except InvalidToken:
        is_refused = True
    except TelegramError as error:
        problem = ServiceError(f"Telegram refuses to start the bot: {describe_error(error)}")
    finally:
        await _stop(application)
    # raised here and not while handling an error of the library: its text holds the token
    if is_refused:
        raise ServiceError(
            f"Telegram ({settings.telegram_api}) does not accept the token in BAOWEN_TELEGRAM_TOKEN: "
            "copy it again from @BotFather"
        )
    if problem is not None:
        raise problem


async def _start_and_wait(application: BotApplication, settings: Settings) -> None:
    """Starts the bot as soon as Telegram can be reached, and waits until the task is cancelled."""
    updater = application.updater
    assert updater is not None, "the application is built with an updater"
    await _retry_until_reached(application.initialize, settings)
    await _publish_commands(application)
    await application.start()
    if settings.webhook_url:
        await _retry_until_reached(lambda: start_webhook(updater, settings), settings)
    else:
        await _retry_until_reached(
            lambda: updater.start_polling(timeout=_POLL, allowed_updates=UPDATES, error_callback=_log_polling_error),
            settings,
        )
    logger.info("@%s is up and %s", application.bot.username, "listens" if settings.webhook_url else "polls")
    await asyncio.Event().wait()


async def _retry_until_reached(action: Callable[[], Awaitable[object]], settings: Settings) -> None:
    """Repeats an action while Telegram cannot be reached: a bot that starts before its network comes up by itself.

    Raises:
        TelegramError: when Telegram was reached and refuses the action.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await action()
            return
        except BadRequest:
            # Telegram was reached; for the library this is a NetworkError all the same
            raise
        except (NetworkError, RetryAfter) as error:
            logger.warning(
                "Telegram cannot be reached at %s (%s); trying again in %.0f s", settings.telegram_api, error, pause
            )
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LAST_PAUSE)


async def _stop(application: BotApplication) -> None:
    """Stops taking updates, answers the questions in work, and closes the connections."""
    updater = application.updater
    if updater is not None and updater.running:
        try:
            await updater.stop()
        except TelegramError as error:
            # what ended the polling; it must not keep the questions in work from an answer
            logger.debug("The updater stopped with an error: %s", describe_error(error))
    if application.running:
        await application.stop()
    await application.shutdown()
    # `shutdown` does nothing for an application that was never initialized, and would leave its connections open
    await application.bot.shutdown()


async def _publish_commands(application: BotApplication) -> None:
    """Fill Telegram's menu of commands. The bot works without it, so a failure is only logged."""

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


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
