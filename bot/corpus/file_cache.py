"""What one file of a corpus gave, in a form that can be kept, so that the file need not be read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.corpus.continuations import Jump
from bot.corpus.corpus_reader import CorpusPage, CorpusReader, Problem
from bot.corpus.fingerprints import Fingerprints
from bot.corpus.serialization import read_problem, write_article, write_problem
from bot.pages.inventory import CorpusFile
from bot.records import Article
from bot.text.cores import cores

__all__ = ["FileResult", "read_files"]

# With less than this to read, a second process takes longer to start than it saves.
WORTH_A_PROCESS = 4_000_000


@dataclass(frozen=True)
class FileResult:
    """The articles of one file, before stories that go on elsewhere are put together."""

    name: str
    stamp: str
    # as `bot.corpus.serialization` writes them
    articles: tuple[bytes, ...]
    # the marks of its fragments, by article id
    jumps: Mapping[str, Jump]
    problems: tuple[Problem, ...]
    # the corrections of its pages, whether they are there or not
    fixes: tuple[str, ...]
    # of its articles
    fingerprints: Fingerprints

    def head(self) -> str:
        """Everything but the articles and their fingerprints, as one line of JSON; their number is in it."""
        record = {
            "name": self.name,
            "stamp": self.stamp,
            "articles": len(self.articles),
            "jumps": {name: asdict(jump) for name, jump in self.jumps.items()},
            "problems": [write_problem(problem) for problem in self.problems],
            "fixes": self.fixes,
        }
        return json.dumps(record)

    @classmethod
    def from_header(cls, head: str, articles: Iterator[bytes], fingerprints: Fingerprints) -> FileResult:
        """What was written down; its articles are the next ones.

        Args:
            head: as `head` gave it.
            articles: those of this file, and of others after it.
            fingerprints: of its own.

        Raises:
            ValueError, KeyError, TypeError: when the line is none of ours.
        """
        record: dict[str, Any] = json.loads(head)
        return cls(
            record["name"],
            record["stamp"],
            tuple(next(articles) for _ in range(record["articles"])),
            {name: Jump(**jump) for name, jump in record["jumps"].items()},
            tuple(map(read_problem, record["problems"])),
            tuple(record["fixes"]),
            fingerprints,
        )


def _file(files: CorpusReader, file: CorpusFile) -> FileResult:
    articles: list[Article] = []
    jumps: dict[str, Jump] = {}
    problems: list[Problem] = []
    before = set(files.fixes)
    for entry in files.read(file.path, file.name):
        if isinstance(entry, CorpusPage):
            articles.extend(entry.articles)
            jumps.update(entry.jumps)
        else:
            problems.append(entry)
    fixes = tuple(sorted(str(path) for path in files.fixes - before))
    written = tuple(map(write_article, articles))
    return FileResult(
        file.name, file.stamp, written, jumps, tuple(problems), fixes, Fingerprints.from_articles(articles)
    )


def _file_one(file: CorpusFile, paths: Sequence[Path], max_bytes: int) -> FileResult:
    return _file(CorpusReader(paths, max_bytes), file)


def read_files(files: Sequence[CorpusFile], paths: Sequence[Path], max_bytes: int) -> Iterator[FileResult]:
    """What each of some files gives, in their order, one by one; on all cores where there is much to read.

    Args:
        files: those to read.
        paths: the folders and files of the whole corpus.
        max_bytes: larger pages are skipped.
    """
    size = sum(int(file.stamp.partition(".")[0] or 0) for file in files)
    workers = cores()
    if size < WORTH_A_PROCESS or workers < 2 or len(files) < 2:
        own = CorpusReader(paths, max_bytes)
        yield from (_file(own, file) for file in files)
        return
    count = len(files)
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(
            _file_one, files, [paths] * count, [max_bytes] * count, chunksize=max(1, min(16, count // 8))
        )
