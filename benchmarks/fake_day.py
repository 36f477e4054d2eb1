"""Simulates a day of the Telegram bot in half a minute: 20 people ask 200 questions over HTTP, via a fake Bot API.

    python -m benchmarks.fake_day [QUESTIONS.jsonl] [--corpus PATH] [--chats 20] [--count 200] [--pause 1.0]

A line of QUESTIONS is `{"question": "…"}`. Prints how many questions were answered, how many replies went to a wrong
chat, and the median and the longest time from sending a question to receiving its reply. Exit status 1 if a reply is
missing or misdirected.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bot.records import Answer, AnswerFunction
from bot.settings import default_corpus
from tests.support.bot_api import BotApi
from tests.support.telegram import running_bot

QUESTIONS = (
    "职工医保缓缴最晚什么时候补缴？",
    "那从哪天开始？",
    "今天有什么活动？",
    "这次投入了多少钱？",
    "谁去调研了？",
    "有多少村民受益？",
    "新路什么时候通车？",
    "今年粮食收成怎么样？",
    "小区停车难怎么解决？",
    "哪里可以办理社保？",
    "明天天气如何？",
    "火星上有水吗？",
)


@dataclass(frozen=True)
class Report:
    """The replies of one day."""

    asked: int
    # questions that got exactly one reply
    answered: int
    # replies in a chat without a question, to another person's question, or with another question's passage
    misdirected: int
    # seconds from question to reply, for every question that was answered
    seconds: tuple[float, ...]


class _Witness:
    """An `AnswerFunction` that records the first passage of each question, without white space."""

    def __init__(self, answer: AnswerFunction) -> None:
        self._answer = answer
        self._passages: dict[str, set[str]] = defaultdict(set)

    def __call__(self, question: str, history: Sequence[str], k: int) -> Answer:
        answer = self._answer(question, history, k)
        self._passages[question].update(_squeeze(hit.passage.text) for hit in answer.hits[:1])
        return answer

    def belongs(self, text: str, question: str) -> bool:
        """Whether a reply has no passage, or one that was found for the question."""
        squeezed = _squeeze(text)
        shown = {asked for asked, passages in self._passages.items() if any(map(squeezed.__contains__, passages))}
        return not shown or question in shown


def _squeeze(text: str) -> str:
    return "".join(text.split())


def fake_day(answer: AnswerFunction, questions: Sequence[str], chats: int, pause: float) -> Report:
    """Let `chats` people ask the questions in turn; each waits for the reply, and then for `pause` seconds."""
    witness = _Witness(answer)
    with BotApi() as api:
        seconds, wrong = asyncio.run(_ask_all(api, witness, questions, chats, pause))
        replies = sum(len(api.sent(chat)) for chat in range(1, chats + 1))
    # More than one reply per answered question: the others went to people who had not asked.
    return Report(len(questions), len(seconds), wrong + replies - len(seconds), tuple(seconds))


async def _ask_all(
    api: BotApi, witness: _Witness, questions: Sequence[str], chats: int, pause: float
) -> tuple[list[float], int]:
    seconds: list[float] = []
    wrong: list[str] = []

    def person(chat: int) -> None:
        # people do not all begin in the same second
        time.sleep(pause * chat / chats)
        for question in questions[chat - 1 :: chats]:
            start = time.perf_counter()
            message = api.say(question, chat=chat, user=chat)
            try:
                [reply] = api.wait_for(partial(api.replies_to, message), f"a reply in chat {chat}")
            except (AssertionError, ValueError) as error:
                print(f"{question}: {error}", file=sys.stderr)
                continue
            seconds.append(time.perf_counter() - start)
            if not witness.belongs(reply["text"], question):
                wrong.append(question)
            time.sleep(pause)

    async with running_bot(api, witness, telegram_per_minute=1000):
        people = [threading.Thread(target=person, args=(chat,)) for chat in range(1, chats + 1)]
        for each in people:
            each.start()
        for each in people:
            await asyncio.to_thread(each.join)
    return seconds, len(wrong)


def read_questions(file: Path | None) -> list[str]:
    """The questions of a JSON-lines file; without a file, some that people might ask any local newspaper."""
    if file is None:
        return list(QUESTIONS)
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines() if line.strip()]


def open_product(corpus: Path) -> AnswerFunction:
    """The answers of the product itself for a corpus."""
    from bot import Retriever

    retriever = Retriever.from_folder(corpus)
    return lambda question, history, k: retriever.answer(question, history=history, k=k)


def main() -> int:
    """Run a day, print the report, return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="?", type=Path, help="JSON lines with a question each")
    parser.add_argument("--corpus", type=Path, default=default_corpus(), help="the pages that answer")
    parser.add_argument("--chats", type=int, default=20)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between a reply and the next question")
    options = parser.parse_args()

    questions = list(islice(cycle(read_questions(options.questions)), options.count))
    answer = open_product(options.corpus)
    # the first question loads the dictionary, which a running bot has done long ago
    answer(questions[0], [], 1)
    report = fake_day(answer, questions, options.chats, options.pause)
    print(f"asked        {report.asked} questions in {options.chats} chats")
    print(f"answered     {report.answered}")
    print(f"misdirected  {report.misdirected}")
    if report.seconds:
        print(f"median       {statistics.median(report.seconds) * 1000:.0f} ms")
        print(f"worst        {max(report.seconds) * 1000:.0f} ms")
    return 0 if report.answered == report.asked and not report.misdirected else 1


if __name__ == "__main__":
    sys.exit(main())
