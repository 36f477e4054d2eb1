"""Measures how fast pages are read, and how much memory that takes: `python -m benchmarks.reader [--pages N] [FOLDER]`.

Prints megabytes of page text (UTF-8) per second of CPU time, for the pages of a folder (by default the seeds) and for
generated pages: from pages to articles, and from files to the merged articles of a corpus. The best of five rounds
counts. Then it prints the peak memory of a process that reads few pages one by one, and of one that reads many.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random

from bot.corpus.continuations import Jump
from bot.corpus.corpus_reader import CorpusPage, read_corpus
from bot.corpus.merging import merge_articles
from bot.errors import PageError
from bot.pages.load import MAX_BYTES
from bot.reader.page import read_page
from bot.records import Article, Page
from bot.settings import default_corpus
from tests.support.pages import read_pages
from tests.support.press.papers import STYLES
from tests.support.press.press import random_page
from tests.support.press.stories import load_photos, load_stories

ROUNDS = 5


def generate_pages(count: int) -> list[Page]:
    """So many generated pages, in all styles by turns."""
    stories, photos, styles = load_stories(), load_photos(), list(STYLES.values())
    return [
        Page(f"{number}.txt", random_page(stories, photos, styles[number % len(styles)], Random(number)).text)
        for number in range(count)
    ]


def measure_fastest(work: Callable[[], None]) -> float:
    """The seconds of CPU time of the fastest round.

    Each round runs in a fork of this process, so that it has the dictionary in memory, as in a long run, but no cache
    that an earlier round has filled: a corpus does not repeat its pages.
    """
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def run_round() -> None:
        start = time.process_time()
        work()
        sender.send(time.process_time() - start)

    seconds = []
    for _ in range(ROUNDS):
        process = context.Process(target=run_round)
        process.start()
        process.join()
        if process.exitcode:
            sys.exit("a round has failed")
        seconds.append(float(receiver.recv()))
    return min(seconds)


def measure_reading(pages: list[Page]) -> float:
    """Megabytes of text per second, from pages to articles."""

    def work() -> None:
        for page in pages:
            read_page(page)

    return count_bytes(pages) / measure_fastest(work) / 1e6


def measure_corpus(pages: list[Page]) -> float:
    """Megabytes of text per second, from files to the merged articles of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        write_pages(pages, Path(folder))

        def work() -> None:
            articles: list[Article] = []
            jumps: dict[str, Jump] = {}
            for entry in read_corpus([Path(folder)], MAX_BYTES):
                if isinstance(entry, CorpusPage):
                    articles.extend(entry.articles)
                    jumps.update(entry.jumps)
            for _ in merge_articles(articles, jumps):
                pass

        return count_bytes(pages) / measure_fastest(work) / 1e6


def count_bytes(pages: list[Page]) -> int:
    """The bytes of all texts in UTF-8."""
    return sum(len(page.text.encode()) for page in pages)


def write_pages(pages: list[Page], folder: Path) -> None:
    """Write the pages into a folder."""
    for page in pages:
        (folder / page.file).write_text(page.text, encoding="utf-8")


def measure_memory(folder: Path) -> float:
    """The peak memory in megabytes of a process that reads the pages of a folder one by one."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reader", "--memory", str(folder)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=default_corpus())
    parser.add_argument("--pages", type=int, default=2000, help="the larger number of pages whose memory is measured")
    parser.add_argument("--memory", action="store_true", help="read the folder and print this process's peak memory")
    options = parser.parse_args()
    if options.memory:
        for page in read_pages([options.folder]):
            if isinstance(page, Page):
                read_page(page)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    given_pages = [page for page in read_pages([options.folder]) if not isinstance(page, PageError)]
    # loads the dictionary
    read_page(given_pages[0])
    for name, pages in ((options.folder.name, given_pages), ("the generator", generate_pages(100))):
        kilobytes = count_bytes(pages) / len(pages) / 1000
        print(f"{len(pages)} pages of {name}, {kilobytes:.1f} kB each")
        print(f"  pages → articles           {measure_reading(pages):6.2f} MB/s")
        print(f"  files → corpus             {measure_corpus(pages):6.2f} MB/s")
    for count in (options.pages // 10, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            write_pages(generate_pages(count), Path(folder))
            print(f"{count:>5} pages, peak memory      {measure_memory(Path(folder)):6.0f} MB")


if __name__ == "__main__":
    main()
