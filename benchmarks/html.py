"""Measures how web pages are read: `python -m benchmarks.html FOLDER [-v]`.

FOLDER holds saved pages and gold.jsonl, one line of JSON a page:

    {"file": "a.html", "title": "…", "authors": ["…"], "date": "2022-08-17", "paragraphs": ["…"]}

For a page with several articles a line has "articles", a list of such objects, in place of title, authors and
paragraphs. Prints one row for us, and one for each of these libraries that is installed: readability-lxml, trafilatura,
newspaper4k and gne (`pip install readability-lxml trafilatura newspaper4k gne`). The pages are not part of the project:
public collections of saved Chinese pages are in the tests of gne, newspaper4k and trafilatura.

- title, authors, date: pages where they are exactly those of the gold; white space and the width of characters do not
  count. A page without authors is right if none is named.
- body: F1 of the text's runs of four characters, its precision and its recall, the mean of all pages, and on how many
  pages it is 0.95 or more.
- articles: article coverage and article error rate, as tests/support/segmentation.py defines them, without headlines.

`-v` names what is wrong on each page.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.corpus.corpus_reader import CorpusPage, CorpusReader
from bot.pages.load import MAX_BYTES
from bot.records import Article
from tests.support.segmentation import Segmentation

RUN = 4
GOOD_BODY = 0.95


@dataclass(frozen=True)
class Reading:
    """What was read from a page, or what stands on it."""

    title: str = ""
    authors: frozenset[str] = frozenset()
    date: str | None = None
    # the text of each article
    texts: tuple[str, ...] = ()


def squeeze(text: str) -> str:
    """A text without white space, with narrow letters and digits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def count_runs(text: str) -> Counter[str]:
    """The runs of four characters of a text."""
    text = squeeze(text)
    return Counter(text[at : at + RUN] for at in range(max(1, len(text) - RUN + 1)))


def score_body(text: str, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall of a body."""
    runs, gold_runs = count_runs(text), count_runs(gold)
    shared = sum((runs & gold_runs).values())
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / sum(runs.values()), shared / sum(gold_runs.values())
    return 2 * precision * recall / (precision + recall), precision, recall


def read_ours(path: Path) -> Reading:
    """The page as we read it; title and authors are those of its longest article."""
    pages = [page for page in CorpusReader([path], MAX_BYTES).read(path, path.name) if isinstance(page, CorpusPage)]
    articles = [article for page in pages for article in page.articles]
    if not articles:
        return Reading()

    def size(article: Article) -> int:
        return sum(map(len, article.paragraphs))

    main = max(articles, key=lambda article: (bool(article.headline), size(article)))
    whole = tuple("".join(article.paragraphs) for article in articles if article.kind != "caption")
    captions = "".join("".join(article.paragraphs) for article in articles if article.kind == "caption")
    # a photo's text counts as part of its page
    texts = (whole[0] + captions, *whole[1:]) if whole else (captions,)
    return Reading(main.headline, frozenset(main.authors), main.date, texts)


def library_readers() -> Iterator[tuple[str, Callable[[Path], Reading]]]:
    """The libraries that are installed, each with the function that reads a page."""
    from importlib import import_module
    from importlib.metadata import version

    for name, module, make in (
        ("readability-lxml", "readability", _readability),
        ("trafilatura", "trafilatura", _trafilatura),
        ("newspaper4k", "newspaper", _newspaper),
        ("gne", "gne", _gne),
    ):
        try:
            yield f"{name} {version(name)}", make(import_module(module))
        except ImportError:
            continue


def _decode(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _readability(module: Any) -> Callable[[Path], Reading]:
    from lxml import html

    def read(path: Path) -> Reading:
        document = module.Document(_decode(path))
        text = html.fromstring(document.summary(html_partial=True)).text_content()
        author = document.author().removeprefix("[no-author]")
        return Reading(document.short_title(), _split(author), texts=(text,))

    return read


def _trafilatura(module: Any) -> Callable[[Path], Reading]:
    def read(path: Path) -> Reading:
        found = module.bare_extraction(_decode(path), include_comments=False, with_metadata=True)
        if found is None:
            return Reading()
        return Reading(found.title or "", _split(found.author), found.date, (found.text or "",))

    return read


def _newspaper(module: Any) -> Callable[[Path], Reading]:
    def read(path: Path) -> Reading:
        article = module.Article("https://example.org/", language="zh", fetch_images=False)
        article.download(input_html=_decode(path))
        article.parse()
        day = article.publish_date.date().isoformat() if article.publish_date else None
        return Reading(article.title or "", frozenset(article.authors), day, (article.text or "",))

    return read


def _gne(module: Any) -> Callable[[Path], Reading]:
    def read(path: Path) -> Reading:
        found = module.GeneralNewsExtractor().extract(_decode(path))
        match = re.search(r"(\d{4})\D(\d{1,2})\D(\d{1,2})", found["publish_time"] or "")
        day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
        return Reading(found["title"], _split(found["author"]), day, (found["content"],))

    return read


def _split(names: str | None) -> frozenset[str]:
    return frozenset(re.split(r"[;；、，,\s]+", names)) if names else frozenset()


def read_gold(line: str) -> tuple[str, Reading, list[frozenset[str]]]:
    """A page's file name, what stands on it, and the sets of authors that are right."""
    record = json.loads(line)
    articles = record.get("articles") or [record]
    main = max(articles, key=lambda article: sum(map(len, article["paragraphs"])))
    texts = tuple("".join(article["paragraphs"]) for article in articles)
    authors = [frozenset(main[key]) for key in ("authors", "authors_or") if key in main]
    return record["file"], Reading(main["title"], authors[0], record.get("date"), texts), authors


def measure(folder: Path, name: str, read: Callable[[Path], Reading], verbose: bool) -> str:
    """One row of the table."""
    right: Counter[str] = Counter()
    bodies, times, articles = [], [], Segmentation()
    pages = [read_gold(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    for file, gold, authors in pages:
        started = time.perf_counter()
        try:
            reading = read(folder / file)
        except Exception as error:
            print(f"{name}: {file}: {error!r:.100}")
            reading = Reading()
        times.append(time.perf_counter() - started)
        facts = {
            "title": squeeze(reading.title) == squeeze(gold.title),
            "authors": reading.authors in authors,
            "date": (reading.date or "")[:10] == (gold.date or ""),
        }
        right.update(fact for fact, is_right in facts.items() if is_right)
        right["signed"] += bool(authors[0]) and facts["authors"]
        right["unsigned"] += not authors[0] and facts["authors"]
        body = score_body("".join(reading.texts), "".join(gold.texts))
        bodies.append(body)
        articles.add(gold.texts, reading.texts)
        if verbose and (body[0] < GOOD_BODY or not all(facts.values())):
            wrong = [f"{fact}: {getattr(reading, fact)!r:.90}" for fact, is_right in facts.items() if not is_right]
            print(f"{name}: {file}: body {body[0]:.3f} ({body[1]:.3f}/{body[2]:.3f}) {'; '.join(wrong)}")
    signed = sum(bool(authors[0]) for _, _, authors in pages)
    columns = [
        name,
        f"{right['title']} of {len(pages)}",
        f"{right['signed']} of {signed}",
        f"{right['unsigned']} of {len(pages) - signed}",
        f"{right['date']} of {len(pages)}",
        *(f"{statistics.mean(column):.3f}" for column in zip(*bodies, strict=True)),
        str(sum(body[0] >= GOOD_BODY for body in bodies)),
        f"{statistics.median(times) * 1000:.0f}",
        f"{articles.coverage:.3f}",
        f"{1 - articles.coverage:.3f}",
    ]
    return f"| {' | '.join(columns)} |"


COLUMNS = (
    "reader", "title", "authors, signed", "authors, unsigned", "date", "body F1", "P", "R", f"F1 ≥ {GOOD_BODY}", "ms",
    "article coverage", "article error rate",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is wrong on each page")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rows = [
        measure(arguments.folder, name, read, arguments.verbose)
        for name, read in (("baowen", read_ours), *library_readers())
    ]
    print("\n".join([f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}", *rows]))


if __name__ == "__main__":
    main()
