"""Measures the time to a first answer, and how fast text is indexed: `python -m benchmarks.start [--runs N]`.

The first table times whole processes: a plain script that imports jieba and rank-bm25, segments the seeds and scores
them; and `baowen ask` on the same pages with a stored index. They run in turn, so that other load on the machine
affects both. Then it prints megabytes of article text (UTF-8) a second, from articles to the tables of an index on all
cores, with rjieba and without it; and for jieba alone on one core. The text is that of `--articles FOLDER`; without it,
recombined sentences of the seeds, which flatter, because a sentence that has been cut is not cut again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bot import Article, Retriever
from bot.settings import default_corpus

QUESTION = "世界互联网大会什么时候开幕？"
PLAIN = """
import sys
from pathlib import Path
import jieba
from rank_bm25 import BM25Okapi
jieba.setLogLevel(60)
pages = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(sys.argv[1]).iterdir())]
lines = [line.strip() for page in pages for line in page.splitlines() if line.strip()]
scores = BM25Okapi([jieba.lcut_for_search(line) for line in lines]).get_scores(jieba.lcut_for_search(sys.argv[2]))
print(lines[max(range(len(lines)), key=scores.__getitem__)])
"""
# Code that hides rjieba: importing a module that is None in sys.modules fails as if it were not installed.
WITHOUT = "import sys; sys.modules['rjieba'] = None; "
ASK = "import sys; from bot.cli import run; sys.argv[1:1] = ['ask', '--json']; run()"
TEXT = """
import os, time
from benchmarks.start import build_articles
from bot.corpus.serialization import digests, write_article
from bot.retrieval.config import DEFAULT_CONFIG
from bot.retrieval.tables import Tables
from bot.retrieval.update import update_tables
from bot.text.segmenter import default_segmenter
corpus = build_articles(float(sys.argv[1]), *sys.argv[2:])
empty = Tables.empty(DEFAULT_CONFIG, default_segmenter())
size = sum(len(paragraph.encode()) for article in corpus for paragraph in article.paragraphs)
update_tables(empty, digests(map(write_article, corpus[:5])), corpus.__getitem__, corpus.__getitem__)
start = time.perf_counter()
update_tables(empty, digests(map(write_article, corpus)), corpus.__getitem__, corpus.__getitem__)
print(size / 1e6 / (time.perf_counter() - start))
"""
JIEBA = """
import sys, time
import jieba
from benchmarks.start import build_articles
jieba.setLogLevel(60)
jieba.initialize()
corpus = build_articles(float(sys.argv[1]), *sys.argv[2:])[::10]
texts = [paragraph for article in corpus for paragraph in article.paragraphs]
start = time.perf_counter()
for text in texts:
    jieba.lcut_for_search(text)
print(sum(len(text.encode()) for text in texts) / 1e6 / (time.perf_counter() - start))
"""


def build_articles(megabytes: float, folder: str = "") -> list[Article]:
    """The articles of a folder; without one so many megabytes of articles of recombined sentences of the seeds."""
    if folder:
        return list(Retriever.from_folder(folder).articles)
    seeds = Retriever.from_folder(default_corpus()).articles
    sentences = [part + "。" for one in seeds for text in one.paragraphs for part in text.split("。") if part]
    random = Random(1)
    articles: list[Article] = []
    size = 0.0
    while size < megabytes * 1e6:
        texts = ["".join(random.choices(sentences, k=4)) for _ in range(5)]
        articles.append(Article(id=f"a{len(articles)}", headline=random.choice(sentences)[:20], paragraphs=texts))
        size += sum(len(text.encode()) for text in texts)
    return articles


def run(code: str, *arguments: str) -> tuple[float, str]:
    """Run Python code in a process. Returns the seconds that it took, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="rounds of the start")
    parser.add_argument("--text", type=float, default=10, help="megabytes of recombined text that are indexed")
    parser.add_argument("--articles", metavar="FOLDER", help="a folder of pages, whose articles are indexed instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        # modules are compiled once, as after an installation
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(cache) / "compiled")
        os.environ["BAOWEN_INDEX_CACHE"] = str(Path(cache) / "index")
        commands = {"plain script": (PLAIN, str(default_corpus()), QUESTION), "baowen ask": (ASK, QUESTION)}
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                # the first run builds the index
                if not taken[name]:
                    run(*command)
                taken[name].append(run(*command)[0])
    best = min(taken["plain script"])
    median = statistics.median(taken["plain script"])
    print(f"{'':26}{'best':>8}{'median':>8}{'of the script':>15}")
    for name, seconds in taken.items():
        least, middle = min(seconds), statistics.median(seconds)
        print(f"{name:26}{least:7.2f}s{middle:7.2f}s{least / best:8.2f}{middle / median:7.2f}")
    text = [str(options.text), *([options.articles] if options.articles else [])]
    print(f"text to index:                 {float(run('import sys; ' + TEXT, *text)[1]):5.2f} MB/s")
    print(f"text to index, without rjieba: {float(run(WITHOUT + TEXT, *text)[1]):5.2f} MB/s")
    print(f"jieba alone, one core:         {float(run(JIEBA, *text)[1]):5.2f} MB/s")


if __name__ == "__main__":
    main()
