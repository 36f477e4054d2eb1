"""Whether Milvus finds what the arrays find, at size.

    python -m benchmarks.milvus [--passages 10000] [--searches 300] [--older PYTHON]

Runs with milvus-lite of this environment, with an older line where --older names the python of an environment that has
it, and with a Milvus of your own where BAOWEN_TEST_MILVUS_URI (and BAOWEN_TEST_MILVUS_TOKEN) names it; what is left out
is said. For each: a corpus of recombined sentences of the seeds is pushed and searched, narrowed and not, then from two
processes at once, then beside a new generation; then many small corpora full of ties; then, where the server is ours,
after it was killed and started again. Hits, scores and order must be ==. Prints a table in Markdown. Exit status 1
where a list differs, or where the arrays had to answer.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from random import Random

from bot import Article, Retriever
from bot.corpus.passages import split_sentences
from bot.retrieval.analyzer import Analyzer
from bot.retrieval.index import Index
from bot.retrieval.milvus.client import MilvusServer, push
from bot.retrieval.milvus.engine import Milvus
from bot.retrieval.query import make_query
from bot.retrieval.storage.stored_index import StoredIndex, open_index
from bot.settings import default_corpus
from tests.support.equality import Asked, differing, random_articles, random_searches, stored
from tests.support.milvus import Lite, running


class Watched:
    """An engine that counts how often it had to take its arrays, and how long its searches took."""

    def __init__(self, server: MilvusServer, index: StoredIndex) -> None:
        self.engine = Milvus(server, index)
        self.by_arrays = 0
        self.seconds: list[float] = []
        own = self.engine._arrays.best

        def counted(*asked):
            self.by_arrays += 1
            return own(*asked)

        self.engine._arrays.best = counted

    def best(self, *asked):
        """As every engine's."""
        start = time.perf_counter()
        found = self.engine.best(*asked)
        self.seconds.append(time.perf_counter() - start)
        return found


def sentences_of_seeds() -> list[str]:
    """The sentences of the five pages."""
    articles = Retriever.from_folder(default_corpus()).articles
    texts = (sentence.joined.text for article in articles for sentence in split_sentences(article))
    return [text for text in texts if len(text) > 5]


def client(folder: str, server: MilvusServer, seed: int, count: int, sentences: Sequence[str]) -> tuple[int, int]:
    """One of several processes: how many lists differ, and how many the arrays gave."""
    index = open_index(Path(folder))
    watched = Watched(server, index)
    return len(differing(index, watched, random_searches(Random(seed), sentences, count))), watched.by_arrays


def run(
    server: MilvusServer,
    folder: Path,
    index: StoredIndex,
    sentences: Sequence[str],
    searches: int,
    restart: Callable[[], None] | None,
) -> tuple[list[str], int]:
    """One Milvus: the cells of its row, and how many lists differed or were given by the arrays."""
    start = time.perf_counter()
    push(server, index)
    pushed = time.perf_counter() - start
    start = time.perf_counter()
    watched = Watched(server, index)
    warm = time.perf_counter() - start
    cells = [f"{len(index.tables.article_of):,}", f"{len(index.tables.article_of) / pushed:,.0f}", f"{warm:.1f}"]
    asked = list(random_searches(Random(1), sentences, searches))
    failed = 0

    def compared(name: str, differ: int, by_arrays: int, of: int) -> None:
        nonlocal failed
        failed += differ + by_arrays
        cells.append(f"{of - differ} of {of}")
        if differ or by_arrays:
            print(f"{name}: {differ} lists differ, {by_arrays} were given by the arrays", file=sys.stderr)

    differ = len(differing(index, watched, asked))
    compared("random searches", differ, watched.by_arrays, searches)
    arrays = Index.from_tables(index.articles, index.tables)
    alone = []
    for one in asked:
        start = time.perf_counter()
        arrays.search(one.query, one.k, one.within)
        alone.append(time.perf_counter() - start)
    centiles = [1000 * value for value in statistics.quantiles(watched.seconds, n=100)]
    cells.append(f"{centiles[49]:.1f} / {centiles[98]:.1f}")

    with get_context("spawn").Pool(2) as pool:
        jobs = [(str(folder), server, seed, searches // 3, sentences) for seed in (11, 12)]
        results = pool.starmap(client, jobs)
    compared("two processes", sum(a for a, _ in results), sum(b for _, b in results), 2 * (searches // 3))

    newer = stored(folder.parent / "newer", list(random_articles(Random(5), sentences, 300)))
    push(server, newer)
    beside = Watched(server, newer)
    differ = len(differing(newer, beside, random_searches(Random(6), sentences, searches // 6)))
    differ += len(differing(index, watched, asked[: searches // 6]))
    compared("two generations", differ, beside.by_arrays + watched.by_arrays, 2 * (searches // 6))

    differ = by_arrays = 0
    for seed in range(30):
        random = Random(seed)
        texts = ["".join(random.choices("水医公一。", k=random.randint(1, 8))) for _ in range(random.randrange(50))]
        articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
        small = stored(folder.parent / f"small-{seed}", articles)
        push(server, small)
        tied = Watched(server, small)
        question = make_query("".join(random.choices("水医公一", k=4)), Analyzer())
        differ += len(differing(small, tied, [Asked(question, k) for k in (1, 3, 10, 100)]))
        by_arrays += tied.by_arrays
    compared("small corpora", differ, by_arrays, 120)

    if restart is None:
        cells.append("not run")
    else:
        watched.by_arrays = 0
        restart()
        start = time.perf_counter()
        differ = len(differing(index, watched, asked[:1]))
        print(f"the first answer {time.perf_counter() - start:.1f} s after a restart", file=sys.stderr)
        differ += len(differing(index, watched, asked[1:50]))
        compared("after a restart", differ, watched.by_arrays, len(asked[:50]))
    return cells, failed


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--older", metavar="PYTHON", help="of an environment with milvus-lite before 3")
    parser.add_argument("--older-only", action="store_true", help="leave out this environment's milvus-lite")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    sentences = sentences_of_seeds()
    rows, failed = [], 0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        start = time.perf_counter()
        index = stored(folder / "index", list(random_articles(Random(0), sentences, options.passages)))
        print(f"corpus made in {time.perf_counter() - start:.0f} s", file=sys.stderr)
        engines: list[tuple[str, MilvusServer, Lite | None]] = []
        if not options.older_only:
            lite = stack.enter_context(running(folder / "lite"))
            engines.append(("milvus-lite of this environment", MilvusServer(lite.uri, patience=60), lite))
        if options.older:
            lite = stack.enter_context(running(folder / "older", options.older, older=True))
            engines.append(("milvus-lite, older", MilvusServer(lite.uri, patience=60), lite))
        else:
            print("LEFT OUT: the older milvus-lite; --older names the python that has it", file=sys.stderr)
        if uri := os.environ.get("BAOWEN_TEST_MILVUS_URI"):
            engines.append(("yours", MilvusServer(uri, os.environ.get("BAOWEN_TEST_MILVUS_TOKEN", ""), 60), None))
        else:
            print("LEFT OUT: a Milvus of your own; BAOWEN_TEST_MILVUS_URI names it", file=sys.stderr)
        for engine, server, own in engines:

            def restart(lite: Lite | None = own) -> None:
                assert lite is not None
                lite.kill()
                lite.start()

            cells, bad = run(server, folder / "index", index, sentences, options.searches, restart if own else None)
            rows.append([engine, *cells])
            failed += bad
    print("| engine | passages | pushed a second | ready, s | random searches | ms, 50 % / 99 % | two processes "
          "| two generations | small corpora | after a restart |")  # fmt: skip
    print("|" + " --- |" * 10)
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
