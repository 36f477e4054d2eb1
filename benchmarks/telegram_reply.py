"""The time that the bot adds to a reply, and how it stands beside two echo bots.

    python -m benchmarks.telegram_reply [--corpus PAGES] [--questions FILE] [--rounds 10] [--asked 150]

Added time: from an update that is received until its answer is in the store and due, without network and limiter, with
a store in SQLite, on the questions of a file over a corpus.

Beside it: this bot, with the search and with an answer that is there at once, and two echo bots of the same library
with its limiter. Each is a process of its own that polls a stand-in of the tests over HTTP, and is asked one question
after the other, all in turns, so that a busy machine is busy for all of them. One echo bot repeats the question, as
python-telegram-bot's examples do. The other gives the library the work that this bot gives it: a text as long as a
usual answer, in HTML with the same marks, with as many buttons and without a preview of links. What both lack is what
is compared: to store, to search, to put a reply together. A round trip ends when the reply reaches the stand-in.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import AIORateLimiter, Application, MessageHandler, filters

from bot import Retriever
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.health.state import Health
from bot.live.interpreter_pauses import shorten_pauses
from bot.records import Answer
from bot.settings import default_corpus, parse_settings
from bot.store.store import Store
from bot.telegram.app import build_application, run
from bot.telegram.service import Service
from tests.support.bot_api import BotApi
from tests.support.bot_api_methods import Json
from tests.support.paper import make_answer, make_hit
from tests.support.telegram import make_settings

# A passage of a usual length, and a row and a half of buttons.
_PASSAGE = "“各参保单位可以自愿选择缓缴，缓缴期限为三个月，期间免收滞纳金，不影响职工看病报销。”有关负责人介绍，" * 4
_HITS = tuple(make_hit(_PASSAGE, rank, highlights=[(0, 40)]) for rank in range(1, 11))
_BUTTONS = (("▶ 2/3",), ("👍", "👎", "📋"))
# Seconds between two questions: Telegram's limit of messages a second is not what is measured.
_PAUSE = 0.02
# So many questions are asked before anything is measured: the first ones load what others use.
_WARMING = 20


def _quantile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def measure_added(
    retriever: Retriever, questions: list[str], rounds: int
) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds from a received update until its answer is due, of these the search's own, and the processor time
    of the rest: a busy machine changes it less."""
    added: list[float] = []
    searching: list[float] = []
    processor: list[float] = []

    def answer(question: str, history: Sequence[str], k: int) -> Answer:
        began, began_to_work = time.perf_counter(), time.thread_time()
        try:
            return retriever.answer(question, history, k)
        finally:
            processor[-1] -= 1000 * (time.thread_time() - began_to_work)
            searching[-1] += 1000 * (time.perf_counter() - began)

    with BotApi() as api, tempfile.TemporaryDirectory() as folder:
        settings = make_settings(api, store=f"sqlite:///{folder}/store.db", telegram_per_minute=1000)
        store = Store(settings.store_url)
        application = build_application(settings)
        await application.initialize()
        service = Service(application, answer, settings, store, Health())
        done = asyncio.Event()
        service._outbox.put = lambda messages: done.set()  # type: ignore[method-assign]
        for number, question in enumerate([*questions[:_WARMING], *questions * rounds], start=1):
            person = {"id": number, "is_bot": False, "first_name": "a"}
            message = {"message_id": number, "date": 1, "chat": {"id": number, "type": "private"}, "from": person}
            done.clear()
            # a message that is no question is not searched for
            searching.append(0.0)
            processor.append(-1000 * time.process_time())
            began = time.perf_counter()
            await service._inbox.receive([{"update_id": number, "message": message | {"text": question}}])
            await done.wait()
            added.append(1000 * (time.perf_counter() - began))
            processor[-1] += 1000 * time.process_time()
        await service.stop()
        store.close()
    return added[_WARMING:], searching[_WARMING:], processor[_WARMING:]


class TimingApi(BotApi):
    """A stand-in that notes when the reply to each message arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: dict[int, float] = {}

    def _on_sendmessage(self, parameters: Json) -> Json:
        self.arrived.setdefault(parameters["reply_parameters"]["message_id"], time.perf_counter())
        return super()._on_sendmessage(parameters)

    def measure(self, question: str, person: int) -> float:
        """Milliseconds from a question of a person until its reply arrives."""
        began = time.perf_counter()
        number: int = self.say(question, chat=person, user=person)["message_id"]
        self.wait_for(lambda: number in self.arrived, "a reply")
        # the transcript is not looked at, and would be searched for every reply
        self.messages.clear()
        return 1000 * (self.arrived[number] - began)


def _at_once(question: str, history: Sequence[str], k: int) -> Answer:
    return make_answer(*_HITS[:k], question=question)


def serve_bot(url: str, token: str, store: str, corpus: Path | None) -> None:
    """Runs this bot as `baowen telegram` does, over a corpus, or with the same answer to everything."""
    answer = Retriever.from_folder(corpus).answer if corpus else _at_once
    shorten_pauses()
    fields = {"TELEGRAM_TOKEN": token, "TELEGRAM_API": url, "TELEGRAM_PER_MINUTE": "1000", "STORE": store}
    run(answer, parse_settings({f"BAOWEN_{name}": value for name, value in fields.items()}), Health())


def serve_echo(url: str, token: str, *, is_full: bool) -> None:
    """Runs a bot that repeats what it is told, or gives the library the work of an answer."""

    async def echo(update: Update, context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "", do_quote=True)

    async def write(update: Update, context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(
            f"<b>{_PASSAGE[:40]}</b>{_PASSAGE[40:]}\n\n📰 《医保缓缴政策出台》\n胡美樱子 李四 某某日报 "
            '<tg-time unix="1660694400">2022-08-17</tg-time>\n<code>000_page.txt</code> 12–31',
            parse_mode=ParseMode.HTML,
            do_quote=True,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=InlineKeyboardMarkup(
                [[InlineKeyboardButton(label, callback_data=label) for label in row] for row in _BUTTONS]
            ),
        )

    builder = Application.builder().token(token).base_url(f"{url}/bot")
    application = builder.rate_limiter(AIORateLimiter(group_max_rate=0)).build()
    application.add_handler(MessageHandler(filters.TEXT, write if is_full else echo))
    application.run_polling(allowed_updates=["message"])


def compare(corpus: Path, questions: Sequence[str]) -> dict[str, tuple[list[float], float]]:
    """The milliseconds of each round trip of each bot, and its processor time for each, mean."""
    spawn = multiprocessing.get_context("spawn")
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        bots: dict[str, tuple[TimingApi, Any]] = {}
        for name, serve, arguments in (
            ("echo", serve_echo, {"is_full": False}),
            ("echo of a whole answer", serve_echo, {"is_full": True}),
            ("without the search", serve_bot, {"store": f"sqlite:///{folder}/a.db", "corpus": None}),
            ("with the search", serve_bot, {"store": f"sqlite:///{folder}/b.db", "corpus": corpus}),
        ):
            api = stack.enter_context(TimingApi())
            process = spawn.Process(target=serve, kwargs={"url": api.url, "token": api.token, **arguments})
            process.start()
            # stopped before its stand-in is
            stack.callback(process.join)
            stack.callback(process.terminate)
            bots[name] = api, process
        while not all(api.called("getUpdates") for api, _ in bots.values()):
            time.sleep(0.1)
        took: dict[str, list[float]] = {name: [] for name in bots}
        worked: dict[str, float] = {}
        for number, question in enumerate([*questions[:_WARMING], *questions], start=1 - _WARMING):
            for name, (api, process) in bots.items():
                if number == 1:
                    worked[name] = _processor_time(process.pid)
                milliseconds = api.measure(question, _WARMING + number + 1)
                if number > 0:
                    took[name].append(milliseconds)
                time.sleep(_PAUSE)
        return {
            name: (took[name], (_processor_time(process.pid) - worked[name]) / len(questions))
            for name, (_, process) in bots.items()
        }


def _processor_time(process: int | None) -> float:
    """The milliseconds that a process has worked (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Prints both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=default_corpus())
    parser.add_argument("--questions", type=Path, default=Path("tests/data/questions.jsonl"))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--asked", type=int, default=150, help="questions that each bot is asked")
    options = parser.parse_args()
    questions = [one.question for one in read_questions(options.questions) if isinstance(one, JudgedQuestion)]
    # this process has the stand-ins, and none of them should wait for another
    sys.setswitchinterval(0.0002)
    bots = compare(options.corpus, (questions * options.asked)[: options.asked])
    for name, (took, worked) in bots.items():
        ratios = ", ".join(
            f"{statistics.median(took) / statistics.median(beside):.2f} times the {other}"
            f" (question by question {statistics.median(map(float.__truediv__, took, beside)):.2f},"
            f" processor {worked / other_worked:.2f})"
            for other, (beside, other_worked) in bots.items()
            if other.startswith("echo") and other != name
        )
        print(f"{name}: round trip {statistics.median(took):.1f} ms, median; processor {worked:.1f} ms; {ratios}")
    retriever = Retriever.from_folder(options.corpus)
    shorten_pauses()
    added, searching, processor = asyncio.run(measure_added(retriever, questions, options.rounds))
    rest = [whole - search for whole, search in zip(added, searching, strict=True)]
    for name, times in (
        ("until the answer is due", added),
        ("the search", searching),
        ("the rest", rest),
        ("processor time of the rest", processor),
    ):
        shares = ", ".join(f"{share:.0%} {_quantile(times, share):.1f} ms" for share in (0.5, 0.95, 0.99))
        print(f"{name}: {shares}")


if __name__ == "__main__":
    main()
