"""Compares search engines on corpora of a thousand to a million passages.

    python -m benchmarks.engines [--sizes 1000,10000,100000,1000000] [--text FOLDER | --zipf] [--svg PREFIX]

The corpora are recombined sentences of the seeds and of the .txt files in a folder or, with --zipf, terms drawn from
Zipf's law. This project's BM25 and those of rank-bm25, bm25s and tantivy that are installed (`pip install .[bench]`)
get the same passages, already segmented, and the same queries of 12 terms.

Each engine builds its index in one process and serves it in another. The serving processes take turns, round by round,
so that other load on the machine affects all of them; the best round of each query counts. (rank-bm25 gets 10 queries,
once.) In the table `start` is the time from the start of the process to an open index, `first` that of the first query,
`memory` what the process holds at the end, mapped files included, and `same` the share of the best 10 that an engine
has in common with ours. Ours must give exactly the scores of a plain sum over all passages; else the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpora import Corpus, build_recombined, build_zipf
from benchmarks.curves import draw
from benchmarks.peers import BUILT_BY, ENGINES, K1, STORES_NOTHING, TOP, B, Found, missing
from bot.retrieval.inverted_index.postings import SCALE, idf
from bot.settings import default_corpus

Row = dict[str, Any]
# With a million passages rank-bm25 needs seconds a query, and ten gigabytes; so it gets fewer queries.
SLOW, SLOW_QUERIES = "rank-bm25", 10
_ROOT = Path(__file__).parent.parent
# The results of so many queries are compared with the plain sum.
CHECKED = 10


class _Server:
    """A process that serves one engine's index.

    Attributes:
        row: the engine's figures so far, by column.
        best: the milliseconds of each query in its best round.
        found: the hits of each query in the last round.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        start = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serving", "serve", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        self.row: Row = {}
        if arguments[0] in STORES_NOTHING:
            self.row.update(self._read_line())
        self._read_line()
        # for rank-bm25, which stores no index, this includes building it
        self.row["start"] = time.perf_counter() - start
        self.best: list[float] = []
        self.found: list[Found] = []

    def _read_line(self) -> Row:
        assert self._process.stdout
        line: Row = json.loads(self._process.stdout.readline())
        return line

    def ask(self, queries: list[list[str]]) -> Row:
        """Send queries; an empty list ends the process. Returns what it measured."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(queries) + "\n")
        self._process.stdin.flush()
        return self._read_line()

    def run_round(self, queries: list[list[str]]) -> None:
        """Ask all queries once."""
        reply = self.ask(queries)
        self.found = [[(number, score) for number, score in hits] for hits in reply["found"]]
        milliseconds = [seconds * 1000 for seconds in reply["seconds"]]
        if not self.best:
            self.row["first"] = milliseconds[0]
        self.best = list(map(min, self.best, milliseconds)) if self.best else milliseconds

    def end(self) -> Row:
        """End the process and return the engine's figures."""
        self.row.update(self.ask([]))
        self._process.communicate()
        for name, percent in (("median", 50), ("90 %", 90), ("99 %", 99)):
            self.row[name] = float(np.percentile(self.best, percent))
        return self.row


def _search_plainly(corpus: Corpus, terms: Sequence[str]) -> Found:
    """The best passages by a plain sum: the BM25 formula for every passage and every term."""
    lengths = np.diff(corpus.ends, prepend=0)
    norms = K1 * (1 - B + B * lengths / (float(lengths.sum()) / len(lengths)))
    scores = np.zeros(len(lengths))
    for term in terms:
        places = np.flatnonzero(corpus.flat == corpus.terms.index(term))
        times = np.bincount(np.searchsorted(corpus.ends, places, side="right"), minlength=len(lengths))
        weight = SCALE * idf(len(lengths), int(np.count_nonzero(times)))
        scores += np.rint(times / (times + norms) * weight)
    order = np.argsort(-scores, kind="stable")[:TOP]
    return [(int(at), float(scores[at]) / SCALE) for at in order if scores[at]]


def _agreement(found: Sequence[Found], ours: Sequence[Found]) -> float:
    """The mean share of the best hits of a query that are the same, 0 to 1."""
    shared = [
        len({number for number, _ in one} & {number for number, _ in other}) / max(1, len(other))
        # the slow engine got only the first queries
        for one, other in zip(found, ours, strict=False)
    ]
    return sum(shared) / len(shared)


def compare(
    corpus: Corpus, passages: int, names: Sequence[str], folder: Path, rounds: int, count: int
) -> tuple[dict[str, Row], bool]:
    """Measure the engines with the first passages of a corpus.

    Args:
        corpus: the corpus, saved in `folder` / "corpus".
        passages: the number of passages.
        names: the engines.
        folder: where the indexes are; an index there that has its figures is not built again.
        rounds: how often each query is asked.
        count: the number of queries.

    Returns:
        The figures of each engine, and whether ours gave the right hits.
    """
    corpus = corpus.first(passages)
    rows: dict[str, Row] = {}
    servers: dict[str, _Server] = {}
    queries = corpus.queries(count)
    for name in names:
        maker = BUILT_BY.get(name, name)
        index = folder / f"{maker}-{passages}"
        arguments = [name, str(folder / "corpus"), str(passages), str(index)]
        figures = index / "figures.json"
        if name == maker and name not in STORES_NOTHING and not figures.exists():
            # an index without figures is one that was not finished
            shutil.rmtree(index, ignore_errors=True)
            index.mkdir()
            command = [sys.executable, "-m", "benchmarks.serving", "build", *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=_ROOT)
            figures.write_text(done.stdout, encoding="utf-8")
        servers[name] = _Server(arguments)
        rows[name] = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    for number in range(rounds):
        for name, server in servers.items():
            if name != SLOW:
                server.run_round(queries)
            elif number == 0:
                server.run_round(queries[:SLOW_QUERIES])
    for name, server in servers.items():
        rows[name].update(server.end())
        rows[name]["agreement"] = _agreement(server.found, servers["ours"].found)
    expected = [_search_plainly(corpus, terms) for terms in queries[:CHECKED]]
    right = all(server.found[:CHECKED] == expected for name, server in servers.items() if name.startswith("ours"))
    return rows, right


_COLUMNS = ("build", "start", "first", "median", "90 %", "99 %", "resident")
_HEADS = ("build s", "start s", "first ms", "median ms", "90 % ms", "99 % ms", "memory MB", "median / ours", "same")


def format_table(sizes: dict[int, dict[str, Row]]) -> str:
    """The figures as a Markdown table."""
    lines = ["| passages | engine | " + " | ".join(_HEADS) + " |", "|--:|:--|" + "--:|" * len(_HEADS)]
    for passages, rows in sizes.items():
        for name, row in rows.items():
            cells = [f"{row[column]:.3g}" if row[column] < 100 else f"{row[column]:,.0f}" for column in _COLUMNS]
            ratio = "" if name == "ours" else f"{row['median'] / rows['ours']['median']:.3g} ×"
            lines.append(f"| {passages:,} | {name} | {' | '.join(cells)} | {ratio} | {row['agreement']:.1%} |")
    return "\n".join(lines)


def _read_texts(*folders: Path) -> list[str]:
    files = [file for folder in folders for file in sorted(folder.rglob("*.txt"))]
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def _open_corpus(options: argparse.Namespace, folder: Path) -> Corpus:
    """The largest corpus, built if the folder does not have it; the smaller ones are its beginning."""
    if not (folder / "ends.npy").exists():
        folder.mkdir(parents=True, exist_ok=True)
        largest = max(options.sizes)
        texts = _read_texts(default_corpus(), *([options.text] if options.text else []))
        corpus = build_zipf(largest) if options.zipf else build_recombined(texts, largest)
        corpus.save(folder)
    return Corpus.load(folder)


def main() -> int:
    """Compare the engines, print the table, draw the charts, return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")],
                        default=[1000, 10_000, 100_000, 1_000_000], help="numbers of passages")  # fmt: skip
    parser.add_argument("--text", type=Path, help="a folder of .txt files to add to the seeds")
    parser.add_argument("--zipf", action="store_true", help="terms drawn from Zipf's law instead")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rank-bm25-up-to", type=int, default=100_000, help="passages; with more it needs minutes")
    parser.add_argument("--folder", type=Path, help="keep corpus and indexes here, and reuse those that are here")
    parser.add_argument("--svg", type=Path, help="draw PREFIX-latency.svg, PREFIX-build.svg and PREFIX-memory.svg")
    options = parser.parse_args()
    names = []
    for name in ENGINES:
        if missing(name):
            print(f"{name} is left out: not installed ({', '.join(missing(name))})")
        else:
            names.append(name)
    kind = "zipf" if options.zipf else options.text.name if options.text else "seeds"
    sizes: dict[int, dict[str, Row]] = {}
    all_right = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve() / f"{kind}-{max(options.sizes)}"
        corpus = _open_corpus(options, folder / "corpus")
        for passages in sorted(options.sizes):
            some = [name for name in names if name != SLOW or passages <= options.rank_bm25_up_to]
            sizes[passages], right = compare(corpus, passages, some, folder, options.rounds, options.queries)
            all_right &= right
            verdict = "equal to" if right else "NOT equal to"
            print(f"{passages:,} passages: ours is {verdict} the plain sum over all passages in {CHECKED} queries")
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", *names) if name[:4] != "ours")
    print(f"\n{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, {versions}")
    asked = f"{options.queries} queries, best of {options.rounds} rounds, top {TOP}"
    print(f"corpus: {kind}; {asked}; load {os.getloadavg()[0]:.1f}\n")
    print(format_table(sizes))
    if options.svg:
        draw(sizes, options.svg)
    return int(not all_right)


if __name__ == "__main__":
    sys.exit(main())
