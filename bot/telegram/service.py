"""The bot at work: its store, its inbox and its outbox, from the first update to an orderly stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, TelegramError

from bot.chat.replies import CHINESE, ENGLISH, Replies
from bot.errors import StoreError
from bot.health.service_manager import notify
from bot.health.state import Health
from bot.records import AnswerFunction, Article
from bot.settings import Settings
from bot.store.records import Incoming, Outgoing
from bot.store.store import BEAT, Store
from bot.store.threads import StoreThreads
from bot.telegram.desk.operators import Operators
from bot.telegram.handlers import UPDATES, BotApplication, Handlers
from bot.telegram.inbox import Inbox, Verdict
from bot.telegram.messages.turn import Turn
from bot.telegram.outbox import Outbox, describe_error
from bot.telegram.polling import PollingBot, poll, retry_until_reached
from bot.telegram.webhook import listen, register_webhook

if TYPE_CHECKING:
    from tornado.httpserver import HTTPServer

logger = logging.getLogger(__name__)

# Seconds between two looks at what is too old to be kept.
_CLEANING = 3600.0
# Seconds for which Telegram is not asked for more while one question is answered, and while the answer goes out.
_MOMENT, _SENDING = 0.02, 0.005
# Seconds between two looks at what is to be told.
_TELLING = 5.0
# This share of the time for stopping is for what is done here; the rest is for whoever started it to end.
_OWN_SHARE = 0.85
# This share of that for stopping is for answering; the rest is for sending.
_ANSWERING_SHARE = 0.6


class Service:
    """A bot that answers whatever it has received, over restarts.

    Args:
        application: with the bot; its handlers are added here.
        answer: answers the questions.
        settings: the settings.
        store: where messages and conversations are.
        health: hears how the bot is.
        corpus: gives the articles that are served now: another object whenever pages have changed.
    """

    def __init__(
        self,
        application: BotApplication,
        answer: AnswerFunction,
        settings: Settings,
        store: Store,
        health: Health,
        corpus: Callable[[], Sequence[Article]] = lambda: (),
    ) -> None:
        self._application = application
        self._settings = settings
        self._store = StoreThreads(store, is_file=settings.store_url.startswith("sqlite"))
        self._handlers = Handlers(answer, settings, self._store, corpus)
        self._handlers.register(application)
        assert isinstance(application.bot, PollingBot), "the application is built with such a bot"
        self._bot = application.bot
        self._health = health
        self._outbox = Outbox(self._bot.call, self._store, health.metrics, self._follow, self._handlers.seen.end)
        self._inbox = Inbox(
            self._store,
            self._answer,
            settings.telegram_concurrency,
            settings.telegram_per_minute,
            health.metrics,
            self._notice,
        )
        health.metrics.watch("updates_waiting", "Updates that wait for an answer", self._inbox.count_waiting)
        health.metrics.watch("sends_waiting", "Messages that wait to be sent", self._outbox.count_waiting)
        self._server: HTTPServer | None = None
        # whether it has begun to answer
        self._is_up = False

    async def run(self) -> None:
        """Receives and answers until the task is cancelled; whatever else ends it is raised.

        Raises:
            InvalidToken: when Telegram does not accept the token.
            TelegramError: when Telegram refuses to start the bot.
            SettingsError: when the address of the webhook cannot be listened on.
        """
        # a bot that no longer says that it is alive would lose its work to others, unnoticed
        tasks = [
            asyncio.create_task(self._beat(), name="heartbeat"),
            asyncio.create_task(self._tell(), name="unasked messages"),
            asyncio.create_task(self._receive()),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _receive(self) -> None:
        bot, api = self._bot, self._settings.telegram_api
        await retry_until_reached(self._application.initialize, api)
        await self._publish_commands()
        if not self._settings.webhook_url:
            await retry_until_reached(bot.delete_webhook, api)
            await self._store.call(Store.be_the_only_process)
        await self._take_over()
        self._is_up = True
        if self._handlers.operators and (new := await self._handlers.operators.check_chat(bot)):
            assert self._settings.desk_chat is not None
            await self._follow(self._handlers.moves.now(self._settings.desk_chat), new)
        if self._settings.webhook_url:
            self._server = listen(self._inbox.receive, self._settings)
            await retry_until_reached(lambda: register_webhook(bot, self._settings, UPDATES), api)
            logger.info("@%s is up and listens", bot.username)
            notify("READY=1")
            await asyncio.Event().wait()
        else:
            logger.info("@%s is up and polls", bot.username)
            notify("READY=1")
            await poll(bot, self._take, UPDATES)

    async def _take(self, contents: list[object]) -> None:
        """Receives updates. One alone is answered, if it takes a moment only, before Telegram is asked for the next: a
        request takes a millisecond or two to be put together, for which its answer would wait.
        """
        await self._inbox.receive(contents)
        if len(contents) == 1:
            await self._inbox.rest(_MOMENT)
            # its message is given to Telegram meanwhile
            await asyncio.sleep(_SENDING)

    async def stop(self) -> None:
        """Stops within the time of the settings; what is not answered by then stays in the store."""
        seconds = _OWN_SHARE * self._settings.telegram_stop
        end = time.monotonic() + seconds
        notify("STOPPING=1")
        if self._server:
            self._server.stop()
        await self._inbox.stop(_ANSWERING_SHARE * seconds)
        await self._outbox.stop(max(0.0, end - time.monotonic()))
        await self._handlers.seen.close()
        with contextlib.suppress(TelegramError):
            await self._application.shutdown()
        # `shutdown` does nothing for an application that was never initialized, and would leave its connections open
        await self._application.bot.shutdown()
        self._handlers.close()
        self._store.close()

    async def _answer(self, incoming: Incoming, verdict: Verdict) -> None:
        """Answers an update: the answer is in the store, and due, when this comes back."""
        if moved := _find_move(incoming):
            await self._follow(*moved)
        if incoming.is_taken_over:
            await self._store.call_short(Store.begin_again, incoming)
        if verdict == "answer" and self._is_too_much_for_group(incoming):
            verdict = "crowded"
        turn = await self._handlers.handle(self._application, incoming, verdict)
        try:
            due = await self._close(turn)
        except StoreError:
            raise
        except Exception as error:
            await self._handlers.apologize(turn, error)
            due = await self._close(turn)
        self._health.metrics.closed.labels(turn.state).inc()
        self._outbox.put(due)
        if not due:
            self._handlers.seen.end(incoming.update_id)
        await turn.tell()

    def _is_too_much_for_group(self, incoming: Incoming) -> bool:
        """Whether a message came to a group where many replies wait. The desk's people are always heard."""
        chat, desk = incoming.sender.chat, self._settings.desk_chat
        if incoming.is_taken_over or "message" not in incoming.content or not self._outbox.is_crowded(chat):
            return False
        return desk is None or self._handlers.moves.now(desk) != chat

    async def _follow(self, old: int, new: int) -> None:
        """Follows a group that became a supergroup; its desk shows there what is not finished."""
        moves, desk = self._handlers.moves, self._settings.desk_chat
        if old == new or moves.now(old) == new:
            return
        logger.warning("The group %d is a supergroup now, %d, and the bot follows it", old, new)
        is_desk = desk is not None and moves.now(desk) == old
        await self._store.call(Store.move_chat, old, new)
        moves.note(old, new)
        if is_desk and self._handlers.operators:
            self._outbox.put(await self._handlers.operators.show_again())

    def _notice(self, incoming: Incoming) -> None:
        """Marks a message if it has to wait; in a group not every message is for the bot."""
        message = incoming.content.get("message")
        number = message.get("message_id") if isinstance(message, dict) else None
        if incoming.sender.chat > 0 and type(number) is int and self._handlers.admission.lets_in(incoming):
            self._handlers.seen.begin(self._bot, incoming.update_id, incoming.sender.chat, number)

    async def _close(self, turn: Turn) -> list[Outgoing]:
        chat = turn.incoming.sender.chat
        is_first_here = bool(turn.sends) and turn.sends[0][1].get("chat_id") == chat
        goes_out = is_first_here and await self._outbox.reserve(chat)
        return await self._store.call_short(
            Store.close_update,
            turn.incoming,
            turn.state,
            turn.sends,
            turn.kept,
            turn.work,
            turn.asked,
            goes_out=goes_out,
        )

    async def _take_over(self) -> None:
        """Goes on with what a process before, or beside, this one has not done."""
        incoming, outgoing = await self._store.call(Store.take_over)
        if incoming or outgoing:
            logger.info("%d messages are answered and %d replies sent from before", len(incoming), len(outgoing))
        self._outbox.put(outgoing)
        self._inbox.put(incoming)

    async def _beat(self) -> None:
        """Says that this process is alive, takes over the work of those that are not, and deletes what is old."""
        cleaned = 0.0
        while True:
            try:
                await self._store.call(Store.say_alive)
                await self._store.call_apart(Store.save_log)
                self._health.store_was_written()
                if self._settings.webhook_url and self._is_up:
                    await self._take_over()
                if time.monotonic() - cleaned > _CLEANING:
                    cleaned = time.monotonic()
                    await self._store.call(Store.delete_older, self._settings.keep_days)
            except StoreError as error:
                logger.error("%s", error)
            self._health.beat()
            notify("WATCHDOG=1")
            if self._is_up and self._health.is_telegram_silent():
                await self._ask_for_telegram()
            await asyncio.sleep(BEAT)

    async def _ask_for_telegram(self) -> None:
        """Asks Telegram for anything: where it calls the bot, nothing else may tell whether it is there."""
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(BEAT):
                await self._application.bot.get_me()

    async def _tell(self) -> None:
        """Sends what nobody has asked for just now: reminders of the desk, and answers that have come later."""
        while True:
            if self._is_up and self._handlers.operators:
                await self._try("Reminders wait", self._remind(self._handlers.operators))
            if self._is_up:
                await self._try("Answers that have come later wait", self._tell_wishes())
            await self._try("Questions to begin with were not looked for", self._handlers.about.refresh())
            await asyncio.sleep(_TELLING)

    async def _remind(self, operators: Operators) -> None:
        self._outbox.put(await operators.remind())

    async def _tell_wishes(self) -> None:
        self._outbox.put(await self._handlers.wishes.look())

    @staticmethod
    async def _try(otherwise: str, work: Awaitable[None]) -> None:
        """Does something that is done again soon; where it fails, the log says what becomes of it."""
        try:
            await work
        except Exception as error:
            # a store that does not work; or whatever it is, which may hold what a person wrote
            logger.error("%s: %s", otherwise, error if isinstance(error, StoreError) else type(error).__name__)
            logger.debug("The same error, with its message", exc_info=error)

    async def _publish_commands(self) -> None:
        """Fills Telegram's menu of commands. The bot works without it, so a failure is only logged."""
        bot = self._application.bot
        try:
            for replies, options in ((CHINESE, {}), (ENGLISH, {"language_code": "en"})):
                await bot.set_my_commands(_commands(replies, has_desk=bool(self._settings.desk_chat)), **options)
            await self._publish_operators_commands()
        except TelegramError as error:
            logger.warning("The menu of commands was not set: %s", describe_error(error))

    async def _publish_operators_commands(self) -> None:
        """Adds /stats to the menus of operators who have written to the bot."""
        has_desk = bool(self._settings.desk_chat)
        for number in sorted(self._settings.operator_numbers):
            for replies, language in ((CHINESE, None), (ENGLISH, "en")):
                commands = [*_commands(replies, has_desk=has_desk), BotCommand("stats", replies.service.menu_stats)]
                with contextlib.suppress(BadRequest):
                    await self._bot.set_my_commands(commands, BotCommandScopeChat(number), language)


def _find_move(incoming: Incoming) -> tuple[int, int] | None:
    """The numbers of a group before and after it became a supergroup, where an update says so."""
    message = incoming.content.get("message")
    new = message.get("migrate_to_chat_id") if isinstance(message, dict) else None
    return (incoming.sender.chat, new) if type(new) is int else None


def _commands(replies: Replies, *, has_desk: bool) -> list[BotCommand]:
    desk = [("report", replies.desk.menu_report), ("mine", replies.desk.menu_mine)] if has_desk else []
    return [
        BotCommand("ask", replies.menu_ask),
        BotCommand("article", replies.paging.menu_article),
        BotCommand("new", replies.menu_new),
        BotCommand("hot", replies.service.menu_hot),
        *(BotCommand(name, does) for name, does in desk),
        BotCommand("about", replies.service.menu_about),
        BotCommand("help", replies.menu_help),
        BotCommand("privacy", replies.menu_privacy),
        BotCommand("forget", replies.menu_forget),
    ]
