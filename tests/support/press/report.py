"""Presses pages, has them read, and prints how well that went.

python -m tests.support.press.report [--pages 200] [--seed 0] [--style NAME] [--show 5] [--dump DIR] [--articles FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

from tests.support.press.compare import PageVerdict, Read, Score, judge
from tests.support.press.papers import STYLES
from tests.support.press.press import Pressed, random_page
from tests.support.press.stories import Story, load_photos, load_stories, read_stories

Reader = Callable[[str, str], Sequence[Read]]
"""Text and file name of a page in, its articles out."""


def press_pages(
    count: int, seed: int, style: str | None = None, stories: Sequence[Story] | None = None
) -> Iterator[tuple[str, Pressed]]:
    """Names and pages, the styles taking turns; the same for the same seed. None: our own stories."""
    styles = [STYLES[style]] if style else list(STYLES.values())
    stories, photos = stories or load_stories(), load_photos()
    for number in range(count):
        chosen = styles[number % len(styles)]
        # the style's own page n is the same whether or not the other styles are pressed with it
        turn = number // len(styles)
        page = random_page(stories, photos, chosen, Random(f"{seed}/{chosen.name}/{turn}"))
        yield f"{chosen.name}_{seed}_{turn:03}", page


def score(
    reader: Reader,
    *,
    pages: int = 200,
    seed: int = 0,
    style: str | None = None,
    dump: Path | None = None,
    stories: Sequence[Story] | None = None,
) -> Score:
    """Has the pages read and judges the result."""
    result = Score()
    for name, page in press_pages(pages, seed, style, stories):
        if dump:
            write_page(dump, name, page)
        verdict = judge(page, reader(page.text, f"{name}.txt"), name)
        if dump:
            write_read(dump, name, verdict)
        result.add(verdict)
    return result


def write_page(folder: Path, name: str, page: Pressed) -> None:
    """The page, the truth about it, and what each of its lines is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(page.text, "utf-8", newline="")
    truth = [asdict(article) for article in page.truth]
    (folder / f"{name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")


def write_read(folder: Path, name: str, verdict: PageVerdict) -> None:
    """What the reader made of the page."""
    reads = [one.read for one in verdict.verdicts if one.read] + list(verdict.extra)
    text = json.dumps(reads, ensure_ascii=False, indent=1)
    (folder / f"{name}.read.json").write_text(text, "utf-8")


def product_reader() -> Reader:
    """The reader under test."""
    from tests.support.reading import read_text

    def read(text: str, file: str) -> list[Read]:
        return [
            {
                "headline": article.headline,
                "authors": list(article.authors),
                "kind": article.kind,
                "paragraphs": list(article.paragraphs),
                "lines": article.lines,
            }
            for article in read_text(text, file)
        ]

    return read


def main(arguments: Sequence[str] | None = None, reader: Reader | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.press.report", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=200, help="how many pages, shared among the styles")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--style", choices=sorted(STYLES), help="only this style")
    parser.add_argument("--show", type=int, default=5, help="how many of the worst pages to explain")
    parser.add_argument("--dump", type=Path, help="write pages, truth and readings into this folder")
    parser.add_argument("--traits", action="store_true", help="also a table by headline place, byline, …")
    parser.add_argument(
        "--articles", type=Path, help="JSON lines with headline, paragraphs, authors: set these instead"
    )
    options = parser.parse_args(arguments)
    stories = read_stories(options.articles) if options.articles else None
    started = time.perf_counter()
    result = score(
        reader or product_reader(),
        pages=options.pages,
        seed=options.seed,
        style=options.style,
        dump=options.dump,
        stories=stories,
    )
    if options.show:
        print(result.worst(options.show), end="\n\n")
    if options.traits:
        print(result.trait_table(), end="\n\n")
    print(result.table())
    print(result.segmentation())
    print(f"{options.pages} pages in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
