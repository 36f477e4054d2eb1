"""Measures what each command costs before it works: `python -m benchmarks.commands [--runs N]`.

For each the least processor time of some runs, beside that of an interpreter that does nothing, how many modules are
loaded, and which of the large libraries and of our own parts. The index is there already; commands that listen end
where their input does, or at the first setting that is missing.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.settings import default_corpus

QUESTION = "世界互联网大会什么时候开幕？"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("completion", "bash"),
    ("ask", QUESTION),
    ("ask", QUESTION, "--json"),
    ("chat",),
    ("articles", "PAGE", "--json"),
    ("index",),
    ("eval", "tests/data/questions_rules.jsonl"),
    ("stats",),
    ("telegram",),
    ("mcp",),
)
# Libraries and parts of ours that take long to load.
LARGE = ("numpy", "jieba", "rjieba", "rich", "prompt_toolkit", "lxml", "sqlalchemy", "telegram", "mcp", "tornado")
OURS = ("bot.reader", "bot.answering", "bot.live", "bot.telegram", "bot.store")


def run(arguments: tuple[str, ...], environment: dict[str, str]) -> tuple[float, str]:
    """The processor time of a command in seconds, and what it says to standard error."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr


def find_modules(arguments: tuple[str, ...], environment: dict[str, str]) -> set[str]:
    """The modules that a command loads."""
    lines = run(("-X", "importtime", *arguments), environment)[1].splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    page = next(path for path in sorted(default_corpus().iterdir()) if path.suffix == ".txt")
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {
            # modules are compiled once, as after an installation
            "PYTHONPYCACHEPREFIX": str(Path(cache) / "compiled"),
            "BAOWEN_INDEX_CACHE": str(Path(cache) / "index"),
            "BAOWEN_STORE": f"sqlite:///{cache}/store.db",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = min(run(("-c", "pass"), environment)[0] for _ in range(options.runs))
        print(f"an interpreter that does nothing: {bare:.3f} s of processor time")
        for arguments in COMMANDS:
            command = ("-m", "bot", *(str(page) if one == "PAGE" else one for one in arguments))
            # the first of these builds the index
            run(command, environment)
            modules = find_modules(command, environment)
            taken = min(run(command, environment)[0] for _ in range(options.runs))
            parts = [name for name in (*LARGE, *OURS) if name in modules]
            print(f"{' '.join(arguments):46} {taken:6.2f} s {len(modules):5} modules  {', '.join(parts)}")


if __name__ == "__main__":
    main()
