"""Measures how fast pages are read, and how much memory that takes: `python -m benchmarks.reader [--pages N] [FOLDER]`.

Prints megabytes of page text (UTF-8) per second of CPU time, for the pages of a folder, for generated pages and for the
seeds: from pages to articles with the share of each step, and from files to the merged articles of a corpus. The best
of five rounds counts.

Then it prints the peak memory of a process that reads few pages one by one, and of one that reads many; and the seconds
that hostile pages take, from file to articles, at three sizes. The exponent says how time grows with size: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from types import FrameType

from bot.corpus.corpus_reader import CorpusPage, read_corpus
from bot.corpus.merging.continuations import Jump
from bot.corpus.merging.merge import merge_articles
from bot.errors import PageError
from bot.pages.load import MAX_BYTES, read_file
from bot.reader.page import read_page
from bot.records import Article, Page
from bot.settings import default_corpus
from bot.text.segmenter import default_segmenter
from tests.support.hostile import SHAPES, Shape
from tests.support.pages import read_pages
from tests.support.press.papers import STYLES
from tests.support.press.press import random_page
from tests.support.press.stories import load_photos, load_stories

ROUNDS = 5
# The functions that are the steps of reading a page, with the names that they are printed under.
STEPS = {
    "read_rows": "rows",
    "measure_page_style": "layout",
    "measure_layout": "layout",
    "find_left_out": "layout",
    "split_by_layout": "layout",
    "draft_told_story": "stories told by the layout",
    "draft_marked_articles": "marked lines",
    "assign_roles": "roles",
    "reconsider": "doubtful rows",
    "find_captions": "captions",
    "split_into_segments": "segments",
    "group_into_stories": "borders and headlines",
    "draft_stories": "drafts",
    "draft_caption": "drafts",
    "add_titles": "drafts",
    "_find_parts": "parts",
}
SAMPLING_SECONDS = 0.001
# Bytes.
HOSTILE_SIZES = (40_000, 160_000, 640_000)


def generate_pages(count: int) -> list[Page]:
    """So many generated pages, in all styles by turns."""
    stories, photos, styles = load_stories(), load_photos(), list(STYLES.values())
    return [
        Page(f"{number}.txt", random_page(stories, photos, styles[number % len(styles)], Random(number)).text)
        for number in range(count)
    ]


def measure_fastest(work: Callable[[], None], rounds: int = ROUNDS) -> float:
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
    for _ in range(rounds):
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


def measure_shares(pages: list[Page]) -> list[tuple[str, float]]:
    """The share, 0 to 1, of the time from pages to articles that each step takes, largest first."""
    samples: Counter[str] = Counter()

    def take_sample(_: int, frame: FrameType | None) -> None:
        # the outermost step: one may call functions that others call, too
        step = "other"
        while frame is not None:
            step = STEPS.get(frame.f_code.co_name, step)
            frame = frame.f_back
        samples[step] += 1

    signal.signal(signal.SIGPROF, take_sample)
    signal.setitimer(signal.ITIMER_PROF, SAMPLING_SECONDS, SAMPLING_SECONDS)
    for _ in range(ROUNDS):
        for page in pages:
            read_page(page)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return [(step, count / samples.total()) for step, count in samples.most_common()]


def measure_hostile(shape: Shape) -> list[float]:
    """The seconds from a hostile file to its articles, for each size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"page{shape.suffix}")

        def work() -> None:
            for page in read_file(path, path.name, MAX_BYTES):
                if isinstance(page, Page):
                    read_page(page)

        seconds = []
        for size in HOSTILE_SIZES:
            path.write_text(shape.make(size), encoding="utf-8")
            seconds.append(measure_fastest(work, rounds=1))
        return seconds


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
    parser.add_argument("folder", nargs="?", type=Path, help="pages that are measured, too")
    parser.add_argument("--pages", type=int, default=2000, help="the larger number of pages whose memory is measured")
    parser.add_argument("--memory", action="store_true", help="read the folder and print this process's peak memory")
    options = parser.parse_args()
    if options.memory:
        for page in read_pages([options.folder]):
            if isinstance(page, Page):
                read_page(page)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    # loads the dictionary
    default_segmenter().is_word("新闻")
    folders = dict.fromkeys([default_corpus(), *([options.folder] if options.folder else [])])
    print_speed("the generator", generate_pages(100))
    for given in folders:
        print_speed(given.name, [page for page in read_pages([given]) if not isinstance(page, PageError)])
    for count in (options.pages // 10, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            write_pages(generate_pages(count), Path(folder))
            print(f"{count:>5} pages, peak memory      {measure_memory(Path(folder)):6.0f} MB")
    print(f"hostile pages of {', '.join(f'{size // 1000} kB' for size in HOSTILE_SIZES)}: seconds, exponent")
    for name, shape in SHAPES.items():
        seconds = measure_hostile(shape)
        exponent = math.log(seconds[-1] / seconds[0]) / math.log(HOSTILE_SIZES[-1] / HOSTILE_SIZES[0])
        print(f"  {name:<26}" + "".join(f"{second:8.2f}" for second in seconds) + f"{exponent:8.2f}", flush=True)


def print_speed(name: str, pages: list[Page]) -> None:
    """Prints how fast some pages are read, and which steps take how much of the time."""
    print(f"{len(pages)} pages of {name}, {count_bytes(pages) / len(pages) / 1000:.1f} kB each")
    print(f"  pages → articles           {measure_reading(pages):6.2f} MB/s")
    print("    " + ", ".join(f"{step} {share:.0%}" for step, share in measure_shares(pages) if share >= 0.005))
    print(f"  files → corpus             {measure_corpus(pages):6.2f} MB/s", flush=True)


if __name__ == "__main__":
    main()
