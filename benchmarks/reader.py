"""How fast pages are read, and how much memory that takes: `python -m benchmarks.reader [--pages N] [FOLDER]`.

Prints megabytes of page text (UTF-8) a second on one core for the pages of a folder (the seeds if none is given) and
for pages of the press: for pages → articles alone, and for the whole way from files to the merged articles of a corpus.
CPU time is measured, the best of some rounds. The dictionary is loaded before, as in a long run; what the reader keeps
of lines it has seen is forgotten before each round, for a corpus does not repeat its pages. Then it prints the peak
memory of a process that reads a few and a process that reads many pages one by one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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


def pressed(count: int) -> list[Page]:
    """So many pages of the press, its styles in turn."""
    stories, photos, styles = load_stories(), load_photos(), list(STYLES.values())
    return [
        Page(f"{number}.txt", random_page(stories, photos, styles[number % len(styles)], Random(number)).text)
        for number in range(count)
    ]


def forget() -> None:
    """Empties what the reader keeps of lines and texts that it has seen; the dictionary stays."""
    for name, module in list(sys.modules.items()):
        for key, value in vars(module).items() if name.startswith("bot.reader.") else ():
            if hasattr(value, "cache_clear") and key != "_tokenizer":
                value.cache_clear()


def fastest(work: Callable[[], None]) -> float:
    """Seconds of CPU time, best of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        forget()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def reading(pages: list[Page]) -> float:
    """Megabytes of text a second, pages → articles."""

    def work() -> None:
        for page in pages:
            # a page keeps its lines once they are counted
            read_page(Page(page.file, page.text))

    return size(pages) / fastest(work) / 1e6


def merging(pages: list[Page]) -> float:
    """Megabytes of text a second, files → merged articles of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        write(pages, Path(folder))

        def work() -> None:
            articles: list[Article] = []
            jumps: dict[str, Jump] = {}
            for entry in read_corpus([Path(folder)], MAX_BYTES):
                if isinstance(entry, CorpusPage):
                    articles.extend(entry.articles)
                    jumps.update(entry.jumps)
            for _ in merge_articles(articles, jumps):
                pass

        return size(pages) / fastest(work) / 1e6


def size(pages: list[Page]) -> int:
    """Bytes of text, as UTF-8."""
    return sum(len(page.text.encode()) for page in pages)


def write(pages: list[Page], folder: Path) -> None:
    """Writes the pages into a folder."""
    for page in pages:
        (folder / page.file).write_text(page.text, encoding="utf-8")


def peak(folder: Path) -> float:
    """Megabytes that a process takes at most which reads a folder page by page."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reader", "--memory", str(folder)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=default_corpus())
    parser.add_argument("--pages", type=int, default=2000, help="pages for the measure of memory")
    parser.add_argument("--memory", action="store_true", help="read the folder and print this process's peak memory")
    options = parser.parse_args()
    if options.memory:
        for page in read_pages([options.folder]):
            if isinstance(page, Page):
                read_page(page)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    own = [page for page in read_pages([options.folder]) if not isinstance(page, PageError)]
    read_page(own[0])
    for name, pages in ((options.folder.name, own), ("the press", pressed(100))):
        kilobytes = size(pages) / len(pages) / 1000
        print(f"{len(pages)} pages of {name}, {kilobytes:.1f} kB each")
        print(f"  pages → articles           {reading(pages):6.2f} MB/s")
        print(f"  files → corpus             {merging(pages):6.2f} MB/s")
    for count in (options.pages // 10, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            write(pressed(count), Path(folder))
            print(f"{count:>5} pages, peak memory      {peak(Path(folder)):6.0f} MB")


if __name__ == "__main__":
    main()
