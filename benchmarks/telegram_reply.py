"""The time that the bot adds to a reply, and how it stands beside an echo bot.

    python -m benchmarks.telegram_reply [--corpus PAGES] [--questions FILE] [--rounds 2]

Added time: from an update that is received until its answer is in the store and due, without network and limiter, with
a store in SQLite, on the questions of a file over a corpus. Beside it: one question after the other to this bot and to
an echo bot of the same library, with the same limiter, both polling the stand-in of the tests over HTTP, in turns.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import AIORateLimiter, Application, MessageHandler, filters

from bot import Retriever
from bot.evaluation.question_files import read_questions
from bot.health.state import Health
from bot.records import Answer, AnswerFunction
from bot.settings import default_corpus
from bot.store.store import Store
from bot.telegram.app import build_application
from bot.telegram.service import Service
from tests.support.bot_api import BotApi
from tests.support.paper import paper
from tests.support.telegram import make_settings, running_bot


def _quantile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def measure_added(
    retriever: Retriever, questions: Sequence[str], rounds: int
) -> tuple[list[float], list[float], float]:
    """Milliseconds from a received update until its answer is due, of these the search's own, and the processor time
    of the rest, mean: a busy machine changes it less."""
    added: list[float] = []
    searching: list[float] = []
    processor = 0.0

    def answer(question: str, history: Sequence[str], k: int) -> Answer:
        nonlocal processor
        began, began_to_work = time.perf_counter(), time.thread_time()
        try:
            return retriever.answer(question, history, k)
        finally:
            processor -= time.thread_time() - began_to_work
            searching[-1] += 1000 * (time.perf_counter() - began)

    with BotApi() as api, tempfile.TemporaryDirectory() as folder:
        settings = make_settings(api, store=f"sqlite:///{folder}/store.db", telegram_per_minute=1000)
        store = Store(settings.store_url)
        application = build_application(settings)
        await application.initialize()
        service = Service(application, answer, settings, store, Health())
        done = asyncio.Event()
        service._outbox.put = lambda messages: done.set()  # type: ignore[method-assign]
        processor -= time.process_time()
        for number, question in enumerate(list(questions) * rounds, start=1):
            person = {"id": number, "is_bot": False, "first_name": "a"}
            message = {"message_id": number, "date": 1, "chat": {"id": number, "type": "private"}, "from": person}
            done.clear()
            # a message that is no question is not searched for
            searching.append(0.0)
            began = time.perf_counter()
            await service._inbox.receive([{"update_id": number, "message": message | {"text": question}}])
            await done.wait()
            added.append(1000 * (time.perf_counter() - began))
        processor += time.process_time()
        await service.stop()
        store.close()
    return added, searching, 1000 * processor / len(added)


@contextlib.asynccontextmanager
async def echo_bot(api: BotApi) -> AsyncIterator[None]:
    """A bot that repeats what it is told, as python-telegram-bot's examples have it."""

    async def echo(update: Update, context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "", do_quote=True)

    builder = Application.builder().token(api.token).base_url(f"{api.url}/bot")
    application = builder.rate_limiter(AIORateLimiter(group_max_rate=0)).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    async with application:
        assert application.updater is not None
        await application.updater.start_polling(allowed_updates=["message"])
        await application.start()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


async def measure_round_trips(api: BotApi, questions: Sequence[str]) -> list[float]:
    """Milliseconds from a question until its reply is there, one question after the other."""
    took = []
    for number, question in enumerate(questions, start=1):
        began = time.perf_counter()
        message = api.say(question, chat=number, user=number)
        while not api.replies_to(message):
            await asyncio.sleep(0.0005)
        took.append(1000 * (time.perf_counter() - began))
        # Telegram's limit of messages a second is not what is measured
        await asyncio.sleep(0.04)
    return took


async def compare(
    answers: Sequence[AnswerFunction], questions: Sequence[str], rounds: int
) -> tuple[list[list[float]], list[float]]:
    """Round trips of this bot with each of some functions that answer, and of the echo bot, in turns."""
    ours: list[list[float]] = [[] for _ in answers]
    echo: list[float] = []
    for _ in range(rounds):
        for answer, took in zip(answers, ours, strict=True):
            with BotApi() as api:
                async with running_bot(api, answer, telegram_per_minute=1000):
                    took += await measure_round_trips(api, questions)
        with BotApi() as api:
            async with echo_bot(api):
                await api.until(lambda api=api: api.called("getUpdates"), "the bot to poll")
                echo += await measure_round_trips(api, questions)
    return ours, echo


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=default_corpus())
    parser.add_argument("--questions", type=Path, default=Path("tests/data/questions.jsonl"))
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    retriever = Retriever.from_folder(options.corpus)
    questions = [question.question for question in read_questions(options.questions)]
    added, searching, processor = asyncio.run(measure_added(retriever, questions, options.rounds))
    rest = [whole - search for whole, search in zip(added, searching, strict=True)]
    for name, times in (("until the answer is due", added), ("the search", searching), ("the rest", rest)):
        shares = ", ".join(f"{share:.0%} {_quantile(times, share):.1f} ms" for share in (0.5, 0.95, 0.99))
        print(f"{name}: {shares}")
    print(f"processor time of the rest, mean: {processor:.1f} ms")
    ours, echo = asyncio.run(compare([retriever.answer, paper], questions[:60], options.rounds))
    beside = statistics.median(echo)
    print(f"round trip of the echo bot, median: {beside:.1f} ms")
    for name, times in zip(("with the search", "without"), ours, strict=True):
        median = statistics.median(times)
        print(f"round trip {name}, median: {median:.1f} ms, ratio {median / beside:.2f}")


if __name__ == "__main__":
    main()
