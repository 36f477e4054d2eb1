"""Asks the questions of tests/data/spans.jsonl and prints how often the exact words of an answer are found.

python -m tests.support.spans [--half work|report] [--show]

A line holds the question, its corpus ("seeds", or "articles" for those of spans_articles.toml), its half, and the words
that are right, any of them; none where the answer is no number, time, person or place.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import Article, Retriever
from bot.evaluation.metrics import Rate
from bot.records import Answer

DATA = Path(__file__).resolve().parent.parent / "data"
SEEDS = DATA.parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Shown:
    """One question, and the words that were shown for it."""

    question: str
    # the words that are right, any of them; empty where none are
    spans: tuple[str, ...]
    # without white space; None where none were shown
    words: str | None

    @property
    def right(self) -> bool:
        """Whether the words shown are the exact answer."""
        return self.words in self.spans


def _words(answer: Answer) -> str | None:
    if answer.span is None:
        return None
    return "".join(answer.hits[0].passage.text[answer.span.start : answer.span.end].split())


def _retrievers() -> dict[str, Callable[[], Retriever]]:
    articles = tomllib.loads((DATA / "spans_articles.toml").read_text("utf-8"))["article"]
    return {
        "seeds": lambda: Retriever.from_folder(SEEDS),
        "articles": lambda: Retriever.from_articles(Article(**article) for article in articles),
    }


def ask(half: str) -> Iterator[Shown]:
    """The questions of a half ("work" or "report") with what is shown for them."""
    made: dict[str, Retriever] = {}
    makers = _retrievers()
    for line in (DATA / "spans.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["half"] != half:
            continue
        corpus = record["corpus"]
        if corpus not in made:
            made[corpus] = makers[corpus]()
        answer = made[corpus].answer(record["question"], record.get("history", ()))
        yield Shown(record["question"], tuple(record["spans"]), _words(answer))


def rates(shown: list[Shown]) -> list[Rate]:
    """How often words are shown, are right when shown, and are missed where there are some."""
    some = [entry for entry in shown if entry.words is not None]
    wanted = [entry for entry in shown if entry.spans]
    return [
        Rate("shown", len(some), len(shown)),
        Rate("right, when shown", sum(entry.right for entry in some), len(some)),
        Rate("missed, where there are some", sum(entry.words is None for entry in wanted), len(wanted)),
    ]


def main() -> None:
    """Prints the rates of one half or of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["work", "report"], action="append")
    parser.add_argument("--show", action="store_true", help="also print what is wrong or missed")
    options = parser.parse_args()
    for half in options.half or ["work", "report"]:
        shown = list(ask(half))
        print(half)
        for rate in rates(shown):
            low, high = rate.interval
            print(f"  {rate.name:<30}{rate.share:.3f}  ({rate.count} of {rate.total}; 95 %: {low:.2f}–{high:.2f})")
        for entry in shown if options.show else ():
            if entry.words is not None and not entry.right:
                print(f"  wrong: {entry.question}  {entry.words}  ({' | '.join(entry.spans) or 'none'})")
            elif entry.words is None and entry.spans:
                print(f"  missed: {entry.question}  ({entry.spans[0]})")


if __name__ == "__main__":
    main()
