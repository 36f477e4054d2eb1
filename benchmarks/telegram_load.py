"""Many people at once, a Telegram that fails, and a bot that is killed: what is answered, how often, and how fast.

    python -m benchmarks.telegram_load [--people 500] [--questions 10000] [--failing 0.1] [--kills 5] [--store URL]

With --in-line 200 nobody asks while so many questions wait, as on a machine that keeps up; with --kills 0 as well, the
memory that is printed after each 2,000 is that of one process, and says whether it grows.

The bot is a process of its own that answers from an invented paper; Telegram is the stand-in of the tests, over HTTP.
A tenth of the calls of sendMessage fails: 429, 502, a connection that breaks before or after the message arrived.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.bot_api import BotApi
from tests.support.bot_api_methods import Json
from tests.support.bot_api_rules import Refused
from tests.support.bot_process import BotProcess

# The memory is printed after so many questions.
_BETWEEN = 2000


class FailingApi(BotApi):
    """A stand-in whose sendMessage fails at random, and which notes how long each answer took."""

    def __init__(self, failing: float) -> None:
        super().__init__()
        self._failing = failing
        self._random = random.Random(1)
        self.lost_receipts = 0
        self.asked_at: dict[int, float] = {}
        self.took: list[float] = []
        self.answers: Counter[int] = Counter()
        self.wrong_chat = 0

    def _on_sendmessage(self, parameters: Json) -> Json:
        fate = self._random.random() / self._failing if self._failing else 1.0
        if fate < 0.25:
            raise Refused(429, "Too Many Requests: retry after 1", retry_after=1)
        if fate < 0.5:
            raise Refused(502, "Bad Gateway")
        if fate < 0.75:
            raise Refused(0, "reset")
        message = super()._on_sendmessage(parameters)
        question = parameters["reply_parameters"]["message_id"]
        self.answers[question] += 1
        if question in self.asked_at and self.answers[question] == 1:
            self.took.append(time.monotonic() - self.asked_at[question])
        self.wrong_chat += message.get("reply_to_message", {}).get("message_id") != question
        # the transcript of a load is not looked at, and would be searched for every reply
        self.messages.remove(message)
        if fate < 1.0:
            self.lost_receipts += 1
            raise Refused(0, "the receipt is lost")
        return message

    def wait_until_answered(self, count: int) -> None:
        """Waits until so many questions are answered, ten minutes at most."""
        end = time.monotonic() + 600
        while len(self.answers) < count and time.monotonic() < end:
            time.sleep(0.1)

    def ask(self, text: str, person: int) -> int:
        """Somebody asks; the number of the message."""
        message = self.say(text, chat=person, user=person)
        self.asked_at[message["message_id"]] = time.monotonic()
        return int(message["message_id"])


def main() -> None:
    """Runs the load and prints what became of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=50, help="questions asked before the next pause")
    parser.add_argument("--per-second", type=float, default=28.0, help="Telegram takes 30 messages a second")
    parser.add_argument("--failing", type=float, default=0.1)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--in-line", type=int, help="questions that wait at most; else as many as come")
    parser.add_argument("--store", help="the store's address; else SQLite in a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, FailingApi(options.failing) as api:
        environment = {"BAOWEN_TELEGRAM_TOKEN": api.token, "BAOWEN_LOG_LEVEL": "WARNING"}
        environment |= {"BAOWEN_TELEGRAM_PER_MINUTE": "1000"}
        if options.store:
            environment["BAOWEN_STORE"] = options.store
        start = lambda: BotProcess(Path(folder), api.url, **environment)  # noqa: E731
        process = start()
        kills = sorted(random.Random(2).sample(range(options.questions), options.kills))
        asked: list[int] = []
        began = time.monotonic()
        for number in range(options.questions):
            asked.append(api.ask(f"第{number}号路？", number % options.people + 1))
            while kills and number >= kills[0]:
                kills.pop(0)
                process.kill()
                process = start()
            if not (number + 1) % options.at_once:
                time.sleep(max(0.0, began + (number + 1) / options.per_second - time.monotonic()))
                if options.in_line:
                    api.wait_until_answered(number + 1 - options.in_line)
            if not (number + 1) % _BETWEEN and options.in_line:
                api.wait_until_answered(number + 1)
                print(f"after {number + 1} questions: {process.memory():.0f} MB", flush=True)
        api.wait_until_answered(len(asked))
        memory = process.memory("VmHWM")
        process.signal(signal.SIGTERM)
        status = process.wait()
        lost = sum(not api.answers[question] for question in asked)
        twice = sum(max(0, api.answers[question] - 1) for question in asked)
        took = sorted(api.took)
        print(f"{options.questions} questions of {options.people} people in {time.monotonic() - began:.0f} s")
        receipts = f"receipts lost {api.lost_receipts}"
        print(f"never answered {lost}, sent again {twice} ({receipts}), to a wrong chat {api.wrong_chat}")
        times = {share: took[min(len(took) - 1, len(took) * share // 100)] for share in (50, 95, 99)}
        print("seconds to answer: " + ", ".join(f"{share} % {seconds:.2f}" for share, seconds in times.items()))
        print(f"the last process: exit status {status}, peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
