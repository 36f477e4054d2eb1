"""How fast pages are read, and how much memory that takes: `python -m benchmarks.reader [--pages N] [FOLDER]`.

Prints megabytes of page text a second on one core for the pages of a folder (the seeds if none is given) and for pages
of the press, and the peak memory of a process that reads a few and a process that reads many pages one by one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bot.errors import PageError
from bot.ingest import analyse_page, read_pages
from bot.records import Page
from bot.settings import default_corpus
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


def rate(pages: list[Page]) -> float:
    """Megabytes of text (UTF-8) read a second, best of some rounds; the dictionary is loaded before."""
    size = sum(len(page.text.encode()) for page in pages)
    analyse_page(pages[0])
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            # a page keeps its lines once they are counted
            analyse_page(Page(page.file, page.text))
        seconds.append(time.perf_counter() - start)
    return size / min(seconds) / 1e6


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
                analyse_page(page)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    own = [page for page in read_pages([options.folder]) if not isinstance(page, PageError)]
    print(f"{len(own)} pages of {options.folder.name:<20} {rate(own):6.2f} MB/s")
    print(f"100 pages of the press         {rate(pressed(100)):6.2f} MB/s")
    for count in (options.pages // 10, options.pages):
        with tempfile.TemporaryDirectory() as folder:
            for page in pressed(count):
                (Path(folder) / page.file).write_text(page.text, encoding="utf-8")
            print(f"{count:>5} pages, peak memory      {peak(Path(folder)):6.0f} MB")


if __name__ == "__main__":
    main()
