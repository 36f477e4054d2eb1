"""Measures how soon answers include a new page while the corpus is served, and how long questions take meanwhile.

    python -m benchmarks.live [--pages 4000] [--folder FOLDER] [--rounds 3] [--profile]

Writes pages of recombined clauses of the seeds, some 24 passages each, into a temporary folder (or FOLDER, which is
kept and used again) and serves them. While a thread asks one question after the other, each for the first time, each
round adds a page. Prints the seconds until an answer has the page, and median, 99th percentile and maximum of the time
of a question, with and without a new page. --profile shows where building and opening the index spend their time.
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import pstats
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from bot import Retriever
from bot.live.interpreter_pauses import shorten_pauses
from bot.live.service import LiveCorpus
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.storage.refresh import refresh
from bot.settings import default_corpus

MAX_BYTES = 8 << 20
# Stories on a page, sentences in a paragraph, and the beginning of each paragraph of a story.
STORIES, SENTENCES, LEADS = 8, 4, ("本报讯（记者 王小明） ", "")
# The share of the characters of its clauses that a question has.
KEPT = 0.7
# So many questions are asked before the time is taken.
WARM = 20
# Seconds between the end of a question and the next one.
PAUSE = 0.01


def list_clauses() -> list[str]:
    """The texts between two punctuation marks in the articles of the seeds."""
    clauses: set[str] = set()
    for article in Retriever.from_folder(default_corpus()).articles:
        if article.kind == "article":
            clauses.update(part for text in article.paragraphs for part in re.split("[，。；：！？]", text))
    return sorted(part for part in clauses if 4 <= len(part) <= 24)


def draw_questions() -> Iterator[str]:
    """Questions of two clauses of the seeds each, with characters left out: as a rule none comes twice."""
    rng, parts = random.Random(7), list_clauses()
    while True:
        yield "".join(one for part in rng.sample(parts, 2) for one in part if rng.random() < KEPT) + "？"


def write_pages(folder: Path, count: int) -> None:
    """Write the pages that are missing; the same ones every time."""
    rng, parts = random.Random(5), list_clauses()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        stories = []
        for _ in range(STORIES):
            stories.append(f"{rng.choice(parts)[:16]}\n\n")
            for lead in LEADS:
                sentences = ("，".join(rng.choices(parts, k=rng.randint(3, 6))) for _ in range(SENTENCES))
                stories.append(f"　　{lead}{''.join(f'{sentence}。' for sentence in sentences)}\n")
            stories.append("\n\n")
        path = folder / f"{number:05}.txt"
        if not path.exists():
            path.write_text("".join(stories), encoding="utf-8")


class Stream:
    """Asks one question after the other in a thread, and records how long each takes."""

    def __init__(self, live: LiveCorpus) -> None:
        self._live = live
        self._stop = threading.Event()
        self._seconds: list[float] = []
        self._thread = threading.Thread(target=self._ask)

    def _ask(self) -> None:
        for question in draw_questions():
            begun = time.perf_counter()
            self._live.answer(question)
            self._seconds.append(time.perf_counter() - begun)
            if self._stop.wait(PAUSE):
                break

    def take_seconds(self) -> list[float]:
        """The seconds of each question since the last call."""
        seconds, self._seconds = self._seconds, []
        return seconds

    def __enter__(self) -> Stream:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def summarize(seconds: Sequence[float]) -> str:
    """Median, 99th percentile and maximum."""
    ordered = sorted(seconds)
    parts = ordered[len(ordered) // 2], ordered[int(0.99 * len(ordered))], ordered[-1]
    return "median {:.1f} ms, 99 % {:.1f} ms, slowest {:.1f} ms".format(*(1000 * part for part in parts))


def write_new_page(number: int) -> tuple[str, str]:
    """The text of a page unlike any other, and a question that it answers."""
    text = f"　　本报讯 火星地铁{number}号线国庆节开通，票价两元起步，全程二十三站四十分钟，欢迎市民乘坐。\n"
    return f"火星地铁{number}号线开通\n\n{text}", f"火星地铁{number}号线什么时候开通？"


def add_page(folder: Path, live: LiveCorpus, number: int) -> float:
    """Write a new page and return the seconds until an answer includes it."""
    text, question = write_new_page(number)
    # asked once before, so that the time of a first question is not measured
    live.answer(question)
    (folder / f"new{number}.txt").write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    while not any(f"火星地铁{number}号线国庆" in hit.passage.text for hit in live.answer(question).hits):
        time.sleep(0.05)
    return time.perf_counter() - begun


def profile(folder: Path, index: Path, retriever: Retriever) -> None:
    """Print where building the index with one more page, and opening it, spend their time."""
    (folder / "new0.txt").write_text(write_new_page(0)[0], encoding="utf-8")
    for title, work in (
        ("building", lambda: refresh(index, [folder], MAX_BYTES, DEFAULT_CONFIG)),
        ("opening", lambda: Retriever.open(index, paths=[folder])),
    ):
        print(f"--- {title}")
        profiler = cProfile.Profile()
        profiler.runcall(work)
        pstats.Stats(profiler, stream=sys.stdout).sort_stats("cumulative").print_stats(25)


def main() -> None:
    """Write and index the pages, serve them, print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--folder", type=Path, help="for the pages and the index; kept")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with ExitStack() as stack:
        place = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder, index = place / "pages", place / "index"
        write_pages(folder, options.pages)
        for old in folder.glob("new*.txt"):
            old.unlink()
        begun = time.perf_counter()
        stored, made = refresh(index, [folder], MAX_BYTES, DEFAULT_CONFIG)
        assert stored is not None, "the index was written"
        how = "built" if made else "found"
        print(f"{how} {stored.manifest['passages']} passages in {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        retriever = Retriever.open(index)
        for question in islice(draw_questions(), WARM):
            retriever.answer(question)
        print(f"opened, and first questions answered, in {time.perf_counter() - begun:.1f} s")
        if options.profile:
            profile(folder, index, retriever)
            return
        shorten_pauses()
        live = stack.enter_context(LiveCorpus(retriever, [folder], index, MAX_BYTES))
        stream = stack.enter_context(Stream(live))
        time.sleep(5)
        print(f"without a new page: {summarize(stream.take_seconds())}")
        for number in range(1, options.rounds + 1):
            time.sleep(2)
            stream.take_seconds()
            seconds = add_page(folder, live, number)
            times = summarize(stream.take_seconds())
            print(f"page {number}: in the answers after {seconds:.2f} s; questions meanwhile {times}")


if __name__ == "__main__":
    main()
