"""Engines side by side, from a thousand passages to a million: `python -m benchmarks.engines --svg docs/engines`.

    python -m benchmarks.engines [--sizes 1000,10000,100000,1000000] [--text FOLDER | --zipf] [--svg PREFIX]

Corpora are sentences of the seeds, and of the .txt files of a folder, put together anew; with --zipf terms drawn from
Zipf's law. rank-bm25, bm25s, tantivy (those that are installed: `pip install .[bench]`) and this project's BM25 get the
same terms and the same queries of 12 terms. Each builds its index in a process of its own and serves it in another;
the serving processes take turns, round by round, so that whatever else the machine does hits them all alike, and of
each query the best round counts (rank-bm25 is asked 10 queries, once). `start` is from the start of the process to an
open index, `first` the first query, and `memory` is what the process holds in the end, mapped files included. Ours must
give exactly what a plain sum over all passages gives; `same` is how many of the best 10 another engine has in common
with it. Exit status 1 where ours is wrong.
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

from benchmarks.corpora import Corpus, recombined, zipf
from benchmarks.curves import draw
from benchmarks.peers import BUILT_BY, ENGINES, K1, STORES_NOTHING, TOP, B, Found, missing
from bot.retrieval.inverted_index.postings import SCALE, idf
from bot.settings import default_corpus

Row = dict[str, Any]
# rank-bm25 needs seconds for each query of a million passages, and ten gigabytes
SLOW, SLOW_QUERIES = "rank-bm25", 10
_HERE = Path(__file__).parent.parent
# queries whose result is held to the plain sum
CHECKED = 10


class _Server:
    """A process that serves one engine's index."""

    def __init__(self, arguments: Sequence[str]) -> None:
        start = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serving", "serve", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_HERE,
        )
        self.row: Row = {}
        if arguments[0] in STORES_NOTHING:
            self.row.update(self._line())
        self._line()
        # rank-bm25 builds anew
        self.row["start"] = time.perf_counter() - start
        self.best: list[float] = []
        self.found: list[Found] = []

    def _line(self) -> Row:
        assert self._process.stdout
        line: Row = json.loads(self._process.stdout.readline())
        return line

    def ask(self, queries: list[list[str]]) -> Row:
        """One round."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(queries) + "\n")
        self._process.stdin.flush()
        return self._line()

    def round(self, queries: list[list[str]]) -> None:
        """One round; of each query the best counts."""
        told = self.ask(queries)
        self.found = [[(number, score) for number, score in hits] for hits in told["found"]]
        if not self.best:
            self.row["first"] = told["seconds"][0] * 1000
        seconds = [each * 1000 for each in told["seconds"]]
        self.best = list(map(min, self.best, seconds)) if self.best else seconds

    def end(self) -> Row:
        """What was measured."""
        self.row.update(self.ask([]))
        self._process.communicate()
        for name, percent in (("median", 50), ("90 %", 90), ("99 %", 99)):
            self.row[name] = float(np.percentile(self.best, percent))
        return self.row


def _plain(corpus: Corpus, terms: Sequence[str]) -> Found:
    """The best passages by the formula, added up over all of them."""
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
    """How many of the best are the same, on average, from 0 to 1."""
    shared = [
        len({number for number, _ in one} & {number for number, _ in other}) / max(1, len(other))
        # a slow engine has answered only the first queries
        for one, other in zip(found, ours, strict=False)
    ]
    return sum(shared) / len(shared)


def compare(
    corpus: Corpus, passages: int, names: Sequence[str], folder: Path, rounds: int, count: int
) -> tuple[dict[str, Row], bool]:
    """What each engine measured with the first passages of a corpus, and whether ours was right.

    Args:
        corpus: the corpus, saved in `folder` / "corpus".
        passages: how many of it.
        names: the engines.
        folder: where indexes lie; one that is there with its figures is not built again.
        rounds: how often each query is asked.
        count: how many queries.
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
            # what is there without figures was not finished
            shutil.rmtree(index, ignore_errors=True)
            index.mkdir()
            command = [sys.executable, "-m", "benchmarks.serving", "build", *arguments]
            done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=_HERE)
            figures.write_text(done.stdout, encoding="utf-8")
        servers[name] = _Server(arguments)
        rows[name] = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    for number in range(rounds):
        for name, server in servers.items():
            if name != SLOW:
                server.round(queries)
            elif number == 0:
                server.round(queries[:SLOW_QUERIES])
    for name, server in servers.items():
        rows[name].update(server.end())
        rows[name]["agreement"] = _agreement(server.found, servers["ours"].found)
    expected = [_plain(corpus, terms) for terms in queries[:CHECKED]]
    right = all(server.found[:CHECKED] == expected for name, server in servers.items() if name.startswith("ours"))
    return rows, right


_COLUMNS = ("build", "start", "first", "median", "90 %", "99 %", "resident")
_HEADS = ("build s", "start s", "first ms", "median ms", "90 % ms", "99 % ms", "memory MB", "median / ours", "same")


def table(sizes: dict[int, dict[str, Row]]) -> str:
    """The figures as a table in Markdown."""
    lines = ["| passages | engine | " + " | ".join(_HEADS) + " |", "|--:|:--|" + "--:|" * len(_HEADS)]
    for passages, rows in sizes.items():
        for name, row in rows.items():
            cells = [f"{row[column]:.3g}" if row[column] < 100 else f"{row[column]:,.0f}" for column in _COLUMNS]
            ratio = "" if name == "ours" else f"{row['median'] / rows['ours']['median']:.3g} ×"
            lines.append(f"| {passages:,} | {name} | {' | '.join(cells)} | {ratio} | {row['agreement']:.1%} |")
    return "\n".join(lines)


def _texts(*folders: Path) -> list[str]:
    files = [file for folder in folders for file in sorted(folder.rglob("*.txt"))]
    return [file.read_text(encoding="utf-8", errors="replace") for file in files]


def _made(options: argparse.Namespace, folder: Path) -> Corpus:
    """The largest corpus, saved in a folder; the smaller ones are its beginning."""
    if not (folder / "ends.npy").exists():
        folder.mkdir(parents=True, exist_ok=True)
        largest = max(options.sizes)
        texts = _texts(default_corpus(), *([options.text] if options.text else []))
        made = zipf(largest) if options.zipf else recombined(texts, largest)
        made.save(folder)
    return Corpus.load(folder)


def main() -> int:
    """Compare, print the table, draw the curves, return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")],
                        default=[1000, 10_000, 100_000, 1_000_000], help="numbers of passages")  # fmt: skip
    parser.add_argument("--text", type=Path, help="a folder of .txt files, taken besides the seeds")
    parser.add_argument("--zipf", action="store_true", help="terms drawn from Zipf's law instead")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rank-bm25-up-to", type=int, default=100_000, help="passages; above it needs minutes")
    parser.add_argument("--folder", type=Path, help="keep corpus and indexes here, and take those that are here")
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
    wrong = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve() / f"{kind}-{max(options.sizes)}"
        corpus = _made(options, folder / "corpus")
        for passages in sorted(options.sizes):
            some = [name for name in names if name != SLOW or passages <= options.rank_bm25_up_to]
            sizes[passages], right = compare(corpus, passages, some, folder, options.rounds, options.queries)
            wrong |= not right
            verdict = "equal to" if right else "NOT equal to"
            print(f"{passages:,} passages: ours is {verdict} the plain sum over all passages in {CHECKED} queries")
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", *names) if name[:4] != "ours")
    print(f"\n{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, {versions}")
    asked = f"{options.queries} queries, best of {options.rounds} rounds, top {TOP}"
    print(f"corpus: {kind}; {asked}; load {os.getloadavg()[0]:.1f}\n")
    print(table(sizes))
    if options.svg:
        draw(sizes, options.svg)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
