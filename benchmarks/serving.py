"""Runs one engine in its own process: `python -m benchmarks.serving build|serve ENGINE CORPUS PASSAGES INDEX`.

`benchmarks.engines` starts it. It prints a line of JSON after each step, and with "serve" reads a JSON list of queries
from each line of standard input; an empty list ends it. It imports little, so that its start is that of the engine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.peers import ENGINES, STORES_NOTHING


def _resident() -> float:
    """Megabytes of memory that this process holds, mapped files included; outside Linux, its peak so far."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _print_json(fields: dict[str, Any]) -> None:
    print(json.dumps(fields), flush=True)


def _build(name: str, corpus: Path, passages: int, index: Path) -> Any:
    from benchmarks.corpora import Corpus

    texts = list(Corpus.load(corpus).first(passages).passages())
    engine = ENGINES[name]()
    start = time.perf_counter(), time.process_time()
    engine.build(texts, index)
    seconds, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _print_json({"build": seconds, "build_cpu": cpu, "build_peak": peak})
    return engine


def _serve(name: str, corpus: Path, passages: int, index: Path) -> None:
    if name in STORES_NOTHING:
        engine = _build(name, corpus, passages, index)
    else:
        engine = ENGINES[name]()
        engine.open(index)
    _print_json({})
    while queries := json.loads(sys.stdin.readline()):
        seconds, hit_lists = [], []
        for terms in queries:
            start = time.perf_counter()
            hits = engine.top(terms)
            seconds.append(time.perf_counter() - start)
            hit_lists.append(hits)
        _print_json({"seconds": seconds, "found": [engine.numbers(hits) for hits in hit_lists]})
    _print_json({"resident": _resident()})


def main() -> None:
    """Build an index, or serve it until the queries end."""
    if "--help" in sys.argv:
        print(__doc__)
        return
    work, name, corpus, passages, index = sys.argv[1:]
    run = {"build": _build, "serve": _serve}[work]
    run(name, Path(corpus), int(passages), Path(index))


if __name__ == "__main__":
    main()
