"""Checks that searches in Milvus find exactly what searches in the arrays of the index find, on a large corpus.

    python -m benchmarks.milvus [--passages 10000] [--searches 300] [--older PYTHON]

Runs with the milvus-lite of this environment; with an older one if --older names the python of an environment that has
it; and with your own Milvus if BAOWEN_TEST_MILVUS_URI (and BAOWEN_TEST_MILVUS_TOKEN) names it. For each server it
pushes a corpus of recombined sentences of the seeds and compares hits, scores and order of random searches: with and
without a filter, from two processes at once, beside a second generation of the index, on small corpora with many equal
scores, and (except on your own server) after the server was killed and started again.

Prints a Markdown table. Exit status 1 if a result differs, or if the arrays had to answer in the place of Milvus.
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
from bot.question.question import Question
from bot.retrieval.engine import Numbers, QueryWeights
from bot.retrieval.filters import Filter
from bot.retrieval.index import Index
from bot.retrieval.milvus.client import MilvusServer
from bot.retrieval.milvus.engine import MilvusEngine
from bot.retrieval.milvus.push import push
from bot.retrieval.storage.stored_index import StoredIndex, open_index
from bot.settings import default_corpus
from tests.support.equality import Asked, differing, random_articles, random_searches, stored
from tests.support.milvus import Lite, running


class WatchedEngine:
    """A Milvus engine that counts the searches that its arrays had to answer, and times all searches."""

    def __init__(self, server: MilvusServer, index: StoredIndex) -> None:
        self.engine = MilvusEngine(server, index)
        self.by_arrays = 0
        self.seconds: list[float] = []
        search_arrays = self.engine._arrays.top_passages

        def count_and_search(weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
            self.by_arrays += 1
            return search_arrays(weights, k, within)

        self.engine._arrays.top_passages = count_and_search  # type: ignore[method-assign]

    def top_passages(self, weights: QueryWeights, k: int, within: Filter) -> tuple[Numbers, Numbers]:
        """See `bot.retrieval.engine.Engine`."""
        start = time.perf_counter()
        best = self.engine.top_passages(weights, k, within)
        self.seconds.append(time.perf_counter() - start)
        return best


def list_sentences() -> list[str]:
    """The sentences of the seeds that have more than five characters."""
    articles = Retriever.from_folder(default_corpus()).articles
    texts = (sentence.text for article in articles for sentence in split_sentences(article))
    return [text for text in texts if len(text) > 5]


def client(folder: str, server: MilvusServer, seed: int, count: int, sentences: Sequence[str]) -> tuple[int, int]:
    """Search from one of several processes. Returns how many results differ, and how many the arrays gave."""
    index = open_index(Path(folder))
    watched = WatchedEngine(server, index)
    return len(differing(index, watched, random_searches(Random(seed), sentences, count))), watched.by_arrays


def run(
    server: MilvusServer,
    folder: Path,
    index: StoredIndex,
    sentences: Sequence[str],
    searches: int,
    restart: Callable[[], None] | None,
) -> tuple[list[str], int]:
    """Check one server.

    Args:
        server: the server.
        folder: that of the stored index; further indexes are built beside it.
        index: the stored index.
        sentences: of which questions and further corpora are made.
        searches: the number of random searches.
        restart: kills the server and starts it again; None for a server that is not ours.

    Returns:
        The cells of its row in the table, and how many results differed or came from the arrays.
    """
    start = time.perf_counter()
    push(server, index)
    pushed = time.perf_counter() - start
    start = time.perf_counter()
    watched = WatchedEngine(server, index)
    warm = time.perf_counter() - start
    cells = [f"{len(index.tables.article_of):,}", f"{len(index.tables.article_of) / pushed:,.0f}", f"{warm:.1f}"]
    asked = list(random_searches(Random(1), sentences, searches))
    failed = 0

    def add_cell(name: str, differ: int, by_arrays: int, of: int) -> None:
        nonlocal failed
        failed += differ + by_arrays
        cells.append(f"{of - differ} of {of}")
        if differ or by_arrays:
            print(f"{name}: {differ} results differ, {by_arrays} came from the arrays", file=sys.stderr)

    differ = len(differing(index, watched, asked))
    add_cell("random searches", differ, watched.by_arrays, searches)
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
    add_cell("two processes", sum(a for a, _ in results), sum(b for _, b in results), 2 * (searches // 3))

    newer = stored(folder.parent / "newer", list(random_articles(Random(5), sentences, 300)))
    push(server, newer)
    beside = WatchedEngine(server, newer)
    differ = len(differing(newer, beside, random_searches(Random(6), sentences, searches // 6)))
    differ += len(differing(index, watched, asked[: searches // 6]))
    add_cell("two generations", differ, beside.by_arrays + watched.by_arrays, 2 * (searches // 6))

    differ = by_arrays = 0
    for seed in range(30):
        random = Random(seed)
        texts = ["".join(random.choices("水医公一。", k=random.randint(1, 8))) for _ in range(random.randrange(50))]
        articles = [Article(id=f"a{number}", headline="", paragraphs=[text]) for number, text in enumerate(texts)]
        small = stored(folder.parent / f"small-{seed}", articles)
        push(server, small)
        tied = WatchedEngine(server, small)
        question = Question("".join(random.choices("水医公一", k=4))).query
        differ += len(differing(small, tied, [Asked(question, k) for k in (1, 3, 10, 100)]))
        by_arrays += tied.by_arrays
    add_cell("small corpora", differ, by_arrays, 120)

    if restart is None:
        cells.append("not run")
    else:
        watched.by_arrays = 0
        restart()
        start = time.perf_counter()
        differ = len(differing(index, watched, asked[:1]))
        print(f"the first answer {time.perf_counter() - start:.1f} s after a restart", file=sys.stderr)
        differ += len(differing(index, watched, asked[1:50]))
        add_cell("after a restart", differ, watched.by_arrays, len(asked[:50]))
    return cells, failed


def main() -> None:
    """Check each server and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=300)
    parser.add_argument("--older", metavar="PYTHON", help="of an environment with milvus-lite before 3")
    parser.add_argument("--older-only", action="store_true", help="leave out this environment's milvus-lite")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    sentences = list_sentences()
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
        for engine, server, restartable in engines:

            def restart(lite: Lite | None = restartable) -> None:
                assert lite is not None
                lite.kill()
                lite.start()

            cells, differ = run(
                server, folder / "index", index, sentences, options.searches, restart if restartable else None
            )
            rows.append([engine, *cells])
            failed += differ
    print("| engine | passages | pushed a second | ready, s | random searches | ms, 50 % / 99 % | two processes "
          "| two generations | small corpora | after a restart |")  # fmt: skip
    print("|" + " --- |" * 10)
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
