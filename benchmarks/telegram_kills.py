"""Measures bursts that end with a kill, replicas of which one is killed, and one person who floods the bot.

    python -m benchmarks.telegram_kills [bursts|replicas|flood ...] [--questions 2000]

Each prints what was lost, what was sent again beside what the store has counted, and what came to a wrong chat. The
replicas share a PostgreSQL that is started for this; each update is delivered to both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.telegram_load import FailingApi
from bot.store.store import Store
from tests.support.bot_api_methods import Json
from tests.support.bot_process import BotProcess, free_port
from tests.support.postgres import running_postgres

# Seconds that everything may take to be answered.
_PATIENCE = 900.0
_SECRET = "a-secret_of_the_webhook"


class Replicated(FailingApi):
    """Telegram behind a balancer that delivers each update to all replicas, one after the other."""

    def __init__(self, failing: float) -> None:
        super().__init__(failing)
        self.ports: list[int] = []

    async def post(self, url: str, update: Json, secret: str | None = None) -> None:
        path = url.split("/", 3)[3]
        turn = update["update_id"] % max(1, len(self.ports))
        for port in self.ports[turn:] + self.ports[:turn]:
            await super().post(f"http://127.0.0.1:{port}/{path}", update, secret)


def bursts() -> None:
    """So many questions at once, and a kill 0.6 s later."""
    for size in (20, 100, 300):
        with tempfile.TemporaryDirectory() as folder, FailingApi(0.0) as api:
            process = _start(Path(folder), api)
            api.wait_for(partial(api.called, "getUpdates"), "the bot to poll")
            asked = [api.ask(f"第{number}号路？", number % 50 + 1) for number in range(size)]
            time.sleep(0.6)
            process.kill()
            at_kill = sum(api.answers.values())
            process = _start(Path(folder), api)
            _wait(api, asked)
            process.kill()
            _report(f"burst of {size}, {at_kill} answered at the kill", api, asked, f"sqlite:///{folder}/store.db")


def replicas(questions: int) -> None:
    """Two replicas behind a webhook; one is killed amid the questions, and not started again."""
    with running_postgres() as address, Replicated(0.1) as api, tempfile.TemporaryDirectory() as folder:
        processes: list[BotProcess] = []
        for number in range(2):
            port, own = free_port(), Path(folder) / str(number)
            own.mkdir()
            webhook = {"URL": f"http://127.0.0.1:{port}/news", "PORT": str(port), "SECRET": _SECRET}
            environment = {f"BAOWEN_WEBHOOK_{name}": value for name, value in webhook.items()}
            processes.append(_start(own, api, BAOWEN_STORE=address, BAOWEN_LOG_LEVEL="INFO", **environment))
            api.wait_for(lambda: "is up and listens" in processes[-1].log(), "a replica")
            api.ports.append(port)
        asked = []
        for number in range(questions):
            asked.append(api.ask(f"第{number}号路？", number % 500 + 1))
            if number == questions // 2:
                processes[0].kill()
                api.ports.pop(0)
            time.sleep(1 / 28)
        _wait(api, asked)
        processes[1].kill()
        _report(f"two replicas, one killed, {questions} questions", api, asked, address)


def flood() -> None:
    """One person sends 600 messages at once, and then another asks."""
    with tempfile.TemporaryDirectory() as folder, FailingApi(0.0) as api:
        process = _start(Path(folder), api, BAOWEN_TELEGRAM_PER_MINUTE="20")
        api.wait_for(lambda: api.called("getUpdates"), "the bot to poll")
        for number in range(600):
            api.ask(f"第{number}号路？", 1)
        other = api.ask("医保？", 2)
        _wait(api, [other])
        waited = time.monotonic() - api.asked_at[other]
        print(f"one person with 600 messages: another waited {waited:.2f} s; memory {process.memory('VmHWM'):.0f} MB")
        process.kill()


def _start(folder: Path, api: FailingApi, **environment: str) -> BotProcess:
    always = {"BAOWEN_TELEGRAM_TOKEN": api.token, "BAOWEN_LOG_LEVEL": "WARNING", "BAOWEN_TELEGRAM_PER_MINUTE": "1000"}
    return BotProcess(folder, api.url, **always | environment)


def _wait(api: FailingApi, asked: Sequence[int]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and not all(api.answers[question] for question in asked):
        time.sleep(0.01)


def _report(what: str, api: FailingApi, asked: Sequence[int], address: str) -> None:
    store = Store(address)
    repeats = store.count()["outgoing"]["repeats"]
    store.close()
    lost = sum(not api.answers[question] for question in asked)
    again = sum(max(0, api.answers[question] - 1) for question in asked)
    receipts = f"receipts lost {api.lost_receipts}, repeats counted {repeats}"
    print(f"{what}: never answered {lost}, sent again {again} ({receipts}), to a wrong chat {api.wrong_chat}")


def main() -> None:
    """Runs what is named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="*", default=["flood", "bursts", "replicas"], help="bursts, replicas, flood")
    parser.add_argument("--questions", type=int, default=2000, help="for the replicas")
    options = parser.parse_args()
    runs = {"bursts": bursts, "flood": flood, "replicas": lambda: replicas(options.questions)}
    for name in options.runs:
        runs[name]()


if __name__ == "__main__":
    main()
