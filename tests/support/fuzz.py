"""Feeds what no newspaper has printed through decoding and reading, and reports what breaks, hangs or loses text.

python -m tests.support.fuzz [--minutes 1] [--seed 0] [--item N]

Every item can be made again from the seed and its number: --item N runs that one alone, with its traceback.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from bot.corpus.passages import build_passages
from bot.errors import PageError
from bot.pages.decoding import decode
from bot.pages.html import read_html
from bot.pages.pdf.document import read_pdf
from bot.reader.page import read_page
from bot.records import Page
from tests.support.pdf import random_page as random_pdf
from tests.support.press.papers import STYLES
from tests.support.press.press import random_page
from tests.support.press.stories import load_photos, load_stories

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be")
# An item that takes longer is reported; one that takes this many times longer ends the run with its stack.
SLOW_SECONDS = 10.0
HANG = 6
# What soup is made of, beside characters at random.
SOUP = (
    *"，。、；：！？“”‘’（）《》—…·　 \n\r\f\v\t\0\u200b\ue000\ufeff\u2028\ufffd🙂𠮷",
    *(
        "本报讯",
        "（记者 李华）",
        "记者 张三",
        "张三 摄",
        "（下转第3版）",
        "▲（上接第1版）",
        "# ",
        "图为",
        "——",
        "12.5%",
    ),
    *(
        "2023年5月18日 星期四",
        "责任编辑：李四",
        "\n\n",
        "\n　　",
        "www.abc.cn",
        "ＡＰＰ",
        "新华社电",
        "近日，我市召开会议。",
    ),
)
TAGS = (
    "<p>|</p>|<div class=title>|</div>|<h1>|</h1>|<h3>|<br>|<table>|<td>|</table>|<a href=x>|</a>|<article>|</article>|"
    "<script>|</script>|<!--|-->|<title>|</title>|<b>|<li>|<template>|<select>|<svg>|&nbsp;|&#x4e2d;|&#0;|&x;|<|>|&"
).split("|")

Make = Callable[[Random], tuple[bytes, str]]
"""A file's bytes, and the kind of file that they are read as."""


def _bytes(rng: Random) -> tuple[bytes, str]:
    return rng.randbytes(rng.choice([1, 3, 30, 300, 5000])), rng.choice(["txt", "txt", "html", "pdf"])


def _soup(rng: Random) -> tuple[bytes, str]:
    return _soup_text(rng, SOUP).encode(rng.choice(ENCODINGS), "replace"), "txt"


def _soup_text(rng: Random, parts: tuple[str, ...] | list[str]) -> str:
    pieces = [
        rng.choice(parts) if rng.random() < 0.4 else "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(6))
        for _ in range(rng.choice([2, 20, 200, 800]))
    ]
    return "".join(pieces)


def _pressed_text(rng: Random) -> str:
    return random_page(load_stories(), load_photos(), rng.choice(list(STYLES.values())), rng).text


def _pressed(rng: Random) -> tuple[bytes, str]:
    return _pressed_text(rng).encode(rng.choice(ENCODINGS), "ignore"), "txt"


def _mutated(rng: Random) -> tuple[bytes, str]:
    """A seed, or a pressed page, with bytes overwritten, lost, doubled, cut off."""
    text = rng.choice(sorted(SEEDS.glob("*.txt"))).read_text("utf-8") if rng.random() < 0.3 else _pressed_text(rng)
    return _damaged(rng, text.encode(rng.choice(ENCODINGS), "ignore")), "txt"


def _damaged(rng: Random, data: bytes) -> bytes:
    buffer = bytearray(data)
    for _ in range(rng.choice([1, 1, 3, 30])):
        at, length = rng.randrange(len(buffer) + 1), rng.choice([1, 1, 2, 50])
        how = rng.randrange(4)
        if how == 0:
            buffer[at : at + length] = rng.randbytes(length)
        elif how == 1:
            del buffer[at : at + length]
        elif how == 2:
            buffer[at:at] = buffer[at : at + length]
        elif rng.random() < 0.1:
            del buffer[at:]
    return bytes(buffer)


def _shuffled(rng: Random) -> tuple[bytes, str]:
    """A pressed page with its lines in another order, some of them several times."""
    lines = _pressed_text(rng).splitlines()
    rng.shuffle(lines)
    return "\n".join(rng.choices(lines, k=len(lines))).encode(), "txt"


def _web(rng: Random) -> tuple[bytes, str]:
    lines = _pressed_text(rng).splitlines()
    pieces = [rng.choice(TAGS) + (rng.choice(lines) if rng.random() < 0.5 else "") for _ in range(rng.choice([5, 200]))]
    return _damaged(rng, "".join(pieces).encode(rng.choice(ENCODINGS), "ignore")), "html"


def _pdf(rng: Random) -> tuple[bytes, str]:
    data, _ = random_pdf(load_stories(), rng)
    return _damaged(rng, data) if rng.random() < 0.8 else data, "pdf"


MAKERS: tuple[Make, ...] = (_bytes, _soup, _pressed, _mutated, _mutated, _shuffled, _web, _pdf)


def read(data: bytes, kind: str) -> list[Page]:
    """The pages of a file; what is no page is an answer too."""
    try:
        if kind == "pdf":
            return [page for page in read_pdf(data, "page.pdf") if isinstance(page, Page)]
        return [read_html(data, "page.html") if kind == "html" else decode(data, "page.txt")]
    except PageError as error:
        assert "\n" not in str(error)
        return []


def check(page: Page) -> None:
    """Reads the page; raises AssertionError where a visible character is in no part of the reading or in two."""
    reading = read_page(page)
    seen = bytearray(len(page.text))
    for part in reading.parts:
        for at in range(part.span.start, part.span.end):
            seen[at] += 1
    for at, character in enumerate(page.text):
        if seen[at] != 1 and not character.isspace() and unicodedata.category(character)[0] != "C":
            raise AssertionError(
                f"{character!r} at {at} is in {seen[at]} parts: …{page.text[max(0, at - 20) : at + 20]!r}…"
            )
    for article in reading.articles:
        for passage in build_passages(article).values():
            assert 0 < len(passage.text) <= 350, f"a passage of {len(passage.text)} characters"


def run(seed: int, number: int) -> tuple[str, float]:
    """Makes one item and reads it: what it was, and how long reading took."""
    rng = Random(f"{seed}/{number}")
    make = MAKERS[number % len(MAKERS)]
    data, kind = make(rng)
    name = make.__name__.lstrip("_")
    faulthandler.dump_traceback_later(SLOW_SECONDS * HANG, exit=True)
    start = time.perf_counter()
    try:
        for page in read(data, kind):
            check(page)
    finally:
        faulthandler.cancel_dump_traceback_later()
    return name, time.perf_counter() - start


def main() -> int:
    """Runs items until the time is over; 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--item", type=int)
    options = parser.parse_args()
    if options.item is not None:
        print(*run(options.seed, options.item))
        return 0
    end = time.monotonic() + options.minutes * 60
    counts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    slowest = (0.0, -1)
    number = 0
    while time.monotonic() < end:
        try:
            name, seconds = run(options.seed, number)
            counts[name] += 1
            slowest = max(slowest, (seconds, number))
            if seconds > SLOW_SECONDS:
                failures["slow"] += 1
                print(f"item {number} ({name}): took {seconds:.1f} s", flush=True)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            failures[place] += 1
            # the first of each kind is enough to look at
            if failures[place] == 1:
                print(f"item {number}: {place}: {str(error)[:200]}", flush=True)
        number += 1
    print(f"{number} items: {', '.join(f'{count} {name}' for name, count in sorted(counts.items()))}")
    print(f"slowest {slowest[0]:.2f} s (item {slowest[1]}); failed {failures.total()}")
    for place, count in failures.most_common():
        print(f"  {count:5} {place}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
