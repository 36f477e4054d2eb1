"""Reads the files of a corpus one by one, in several processes where there is much to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.corpus.corpus_reader import CorpusPage, CorpusReader, Problem
from bot.corpus.merging.continuations import Jump
from bot.corpus.merging.fingerprints import Fingerprints
from bot.corpus.serialization import digests, write_article
from bot.errors import PageError
from bot.pages.inventory import CorpusFile
from bot.records import Article
from bot.runtime.process_pool import process_pool
from bot.text.segmenter import default_segmenter

# With less than this to read, a second process takes longer to start than it saves.
WORTH_A_PROCESS = 4_000_000
# A process takes so many files at a time, at most.
FILES_AT_ONCE = 16


@dataclass(frozen=True)
class FileResult:
    """The articles of one file, before the parts of a story are joined and duplicates merged."""

    name: str
    # `CorpusFile.stamp` when it was read
    stamp: str
    # as `write_article` gives them
    articles: Sequence[bytes]
    # of the articles, one row for each
    digests: npt.NDArray[np.uint8]
    # the jump lines of its fragments, by article id
    jumps: Mapping[str, Jump]
    problems: tuple[Problem, ...]
    # where the corrections of its pages lie, or would lie
    correction_files: tuple[str, ...]
    # of its articles
    fingerprints: Fingerprints


def read_files(files: Sequence[CorpusFile], paths: Sequence[Path], max_bytes: int) -> Iterator[FileResult]:
    """The results of reading some files, in their order, one by one; in several processes where there is much to read.

    Args:
        files: the files to read.
        paths: the folders and files of the whole corpus.
        max_bytes: larger pages are skipped.
    """
    read = partial(_read_one, paths=paths, max_bytes=max_bytes)
    size = sum(int(file.stamp.partition(".")[0] or 0) for file in files)
    if size < WORTH_A_PROCESS or len(files) < 2:
        yield from map(read, files)
    else:
        yield from _read_in_processes(files, read)


def _read_in_processes(files: Sequence[CorpusFile], read: Callable[[CorpusFile], FileResult]) -> Iterator[FileResult]:
    """The results of `read` in the order of the files, in spite of files that kill the process that reads them."""
    segmenter = default_segmenter()
    segmenter.load_words()
    done = 0
    while done < len(files):
        try:
            with process_pool() as pool:
                results = pool.map(read, files[done:], chunksize=max(1, min(FILES_AT_ONCE, len(files) // 64)))
                # while the others read: what they can do without
                segmenter.load_for_indexing()
                for result in results:
                    yield result
                    done += 1
        except BrokenProcessPool:
            # which of the files in work it was, the pool does not say: the next ones are read one by one
            for file in files[done : done + FILES_AT_ONCE]:
                yield _read_alone(file, read)
                done += 1


def _read_alone(file: CorpusFile, read: Callable[[CorpusFile], FileResult]) -> FileResult:
    """The result of `read` in a process for this file alone; an error in its place where the process dies."""
    try:
        with process_pool(1) as pool:
            return pool.submit(read, file).result()
    except BrokenProcessPool:
        problem = PageError(file.name, "reading it ended the process, for lack of memory or by a fault; skipped")
        return FileResult(file.name, file.stamp, (), digests(()), {}, (problem,), (), Fingerprints.from_articles(()))


def _read_one(file: CorpusFile, paths: Sequence[Path], max_bytes: int) -> FileResult:
    # a reader for each file, because it reports what is wrong in a pages.toml once
    reader = CorpusReader(paths, max_bytes)
    articles: list[Article] = []
    jumps: dict[str, Jump] = {}
    problems: list[Problem] = []
    for entry in reader.read(file.path, file.name):
        if isinstance(entry, CorpusPage):
            articles.extend(entry.articles)
            jumps.update(entry.jumps)
        else:
            problems.append(entry)
    written = tuple(map(write_article, articles))
    return FileResult(
        file.name,
        file.stamp,
        written,
        digests(written),
        jumps,
        tuple(problems),
        tuple(sorted(map(str, reader.correction_files))),
        Fingerprints.from_articles(articles),
    )
