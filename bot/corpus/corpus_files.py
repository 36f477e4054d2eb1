"""A corpus of pages → its articles: every page read, corrected and dated, and what belongs together put together.

`read_corpus` goes from page to page and keeps none. What can only be seen over several pages, a story that goes on or
one that is there twice, `merge` finds afterwards among all articles. The index needs all of them in memory anyway. The
list of `baowen articles --json` does not: `gather` can be given a `Spool`, a temporary file, so that memory holds one
page, a few fingerprints (about half a byte for each character of text) and the marks of fragments, however many pages
there are. A file was preferred to reading every page twice, which takes twice the time. What a person looks at in a
terminal are single pages, shown as soon as each is read; there nothing is put together.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.corpus.continuations import Jump, find_chains, join_parts, jumps_of
from bot.corpus.corrections import correct, read_corrections
from bot.corpus.duplicates import find_twins, with_twins
from bot.corpus.fingerprints import Fingerprints
from bot.corpus.provenance import UNKNOWN, located, origin_of
from bot.corpus.sidecar import Sidecars
from bot.errors import PageError, SidecarError
from bot.pages.load import entries, no_page, read_file
from bot.pages.side_files import FIXES
from bot.reader.page import PageReading, Part, read_page
from bot.records import Article, Page
from bot.text.characters import letters

__all__ = ["CorpusFiles", "Problem", "ReadPage", "gather", "left_over", "merge", "merged", "read_corpus"]

Problem = PageError | SidecarError
"""What could not be read or used, and why."""


@dataclass(frozen=True)
class ReadPage:
    """One page of a corpus with what was made of it."""

    # as the reader saw it
    reading: PageReading
    # the articles, corrected and with the page's origin
    articles: list[Article]
    # the marks of its fragments, by article id
    jumps: dict[str, Jump]

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.reading.page

    def parts(self) -> list[Part]:
        """What every character of the page was taken for, with the numbers of the corrected articles."""
        owners = {
            at: number
            for number, article in enumerate(self.articles)
            for pieces in article.layout
            for piece in pieces
            for at in range(piece.span.start, piece.span.end)
        }
        return [self._part(part, owners) for part in self.reading.parts]

    def _part(self, part: Part, owners: Mapping[int, int]) -> Part:
        """A part of the reading as it is after the corrections; `owners`: the article of each character of text."""
        number = owners.get(part.span.start)
        if number is not None:
            return replace(part, role="paragraph", article=number)
        text = letters(self.page.text[part.span.start : part.span.end])
        for number, article in enumerate(self.articles):
            first, last = article.lines or (0, 0)
            if text and first <= part.line <= last and text in letters(article.headline):
                return replace(part, role="headline", article=number)
        if part.article is not None and part.role != "paragraph":
            # a headline elsewhere on the page and a byline go with the text that was theirs
            layout = self.reading.articles[part.article].layout
            own = (owners.get(piece.span.start) for pieces in layout for piece in pieces)
            if (number := next((number for number in own if number is not None), None)) is not None:
                return replace(part, article=number)
        return replace(part, role="furniture", article=None)


def _place(paths: Sequence[Path], file: str) -> tuple[Path, str] | None:
    """The folder of the corpus that a page lies in, and its name from there; None where that cannot be told."""
    # a page inside a file goes by the file's name and its number: paper.pdf#3
    for name in (file, file.rpartition("#")[0]):
        for path in paths if name else ():
            if not path.is_dir():
                if name in (path.name, path.as_posix()):
                    return path.parent, file.removeprefix(f"{path.parent.as_posix()}/")
                continue
            # a name that two folders share is, the second time, the whole path
            within = file.removeprefix(f"{path.as_posix()}/")
            if (path / name).exists() and not Path(within).is_absolute():
                return path, within
    return None


def read_corpus(paths: Sequence[Path], max_bytes: int) -> Iterator[ReadPage | Problem]:
    """The pages of a corpus one by one with their articles, and errors for what could not be read or used.

    Args:
        paths: folders and files. Beside the pages may lie `pages.toml` and corrections, `<page>.fix`.
        max_bytes: larger pages are skipped.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    files = CorpusFiles(paths, max_bytes)
    found = False
    for entry in entries(paths):
        found |= not isinstance(entry, PageError)
        yield from [entry] if isinstance(entry, PageError) else files.read(*entry)
    if not found:
        raise no_page(paths)
    yield from left_over(paths, files.fixes)


class CorpusFiles:
    """The files of a corpus, read one by one with what lies beside them.

    Args:
        paths: folders and files.
        max_bytes: larger pages are skipped.

    Attributes:
        fixes: the corrections of the pages read so far, whether they are there or not.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int) -> None:
        self.fixes: set[Path] = set()
        self._paths = paths
        self._max_bytes = max_bytes
        self._sidecars = Sidecars()

    def read(self, path: Path, name: str) -> Iterator[ReadPage | Problem]:
        """The pages of one file with their articles, and errors for what could not be read or used."""
        for page in read_file(path, name, self._max_bytes):
            place = _place(self._paths, page.file)
            if place is not None:
                folder, within = place
                fixes = folder / (within + FIXES)
                self.fixes.add(fixes)
            if isinstance(page, PageError):
                yield page
                continue
            reading = read_page(page)
            articles = list(reading.articles)
            said = UNKNOWN
            if place is not None:
                said = self._sidecars.of(folder, within)
                yield from self._sidecars.new_problems()
                if fixes.is_file():
                    corrections, problems = read_corrections(fixes, page.file + FIXES)
                    articles, unfit = correct(page, articles, corrections)
                    yield from (*problems, *unfit)
            articles = located(articles, origin_of(page, said))
            yield ReadPage(reading, articles, jumps_of(page, articles))


def left_over(paths: Sequence[Path], used: Container[Path]) -> Iterator[SidecarError]:
    """Corrections whose page is not there: it was renamed or taken away.

    Args:
        paths: folders and files of the corpus.
        used: the corrections of all its pages.
    """
    for path in paths:
        for fixes in sorted(path.rglob(f"*{FIXES}")) if path.is_dir() else ():
            within = fixes.relative_to(path)
            if fixes not in used and fixes.is_file() and not any(part.startswith(".") for part in within.parts):
                name = within.as_posix()
                page = name.removesuffix(FIXES)
                yield SidecarError(name, f"there is no page {page}: rename the file as its page, or delete it")


class Articles(Protocol):
    """Articles by number, fetched when they are needed."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Article: ...


class Store(Articles, Protocol):
    """Where articles are collected: a list, or a `Spool`."""

    def append(self, article: Article, /) -> None:
        """Adds an article at the end."""


def gather(
    paths: Sequence[Path], max_bytes: int, store: Store, jumps: MutableMapping[str, Jump]
) -> Iterator[ReadPage | Problem]:
    """`read_corpus`, with all articles put into `store` and the marks of fragments into `jumps` on the way."""
    for entry in read_corpus(paths, max_bytes):
        if isinstance(entry, ReadPage):
            jumps.update(entry.jumps)
            for article in entry.articles:
                store.append(article)
        yield entry


class _Merged:
    """All articles by number, some of them replaced by what they were merged into."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self.changed: dict[int, Article] = {}
        self.gone: set[int] = set()

    def at(self, number: int) -> Article:
        """The article of a number as it is now."""
        return self.changed.get(number) or self._articles[number]

    def left(self) -> Iterator[int]:
        """The numbers of the articles that are still there."""
        return (number for number in range(len(self._articles)) if number not in self.gone)

    def merge(self, number: int, into: Article, others: Sequence[int]) -> None:
        """Puts an article in the place of one, and takes others away."""
        self.changed[number] = into
        self.gone.update(others)


def merge(articles: Articles, jumps: Mapping[str, Jump]) -> Iterator[Article]:
    """The articles of a corpus with the parts of a story made one, and a story that is there twice once."""
    fingerprints = Fingerprints.of(articles[number] for number in range(len(articles)))
    for number, changed in merged(articles, jumps, fingerprints):
        yield changed or articles[number]


def merged(
    articles: Articles, jumps: Mapping[str, Jump], fingerprints: Fingerprints
) -> Iterator[tuple[int, Article | None]]:
    """What `merge` gives, as the number of each article that stays, and what it became; None where it is as it was.

    Each stands in the place of its first part or its fullest text. First fragments that are there twice are made one,
    so that a part has one partner; then parts are joined; then whole stories are compared.

    Args:
        articles: all articles; those are fetched by number that may belong with others.
        jumps: the marks of fragments, by article id.
        fingerprints: of all articles.
    """
    state = _Merged(articles)
    fragments = np.flatnonzero(fingerprints.fragments).tolist()
    _merge_twins(state, fragments, fingerprints)
    parts = [number for number in fragments if number not in state.gone]
    for story in find_chains(state.at, parts, jumps):
        state.merge(story[0], join_parts([state.at(number) for number in story], jumps), story[1:])
    _merge_twins(state, list(state.left()), fingerprints.replaced(state.changed))
    for number in state.left():
        yield number, state.changed.get(number)


def _merge_twins(state: _Merged, numbers: Sequence[int], fingerprints: Fingerprints) -> None:
    for number, others in find_twins(state.at, numbers, fingerprints).items():
        state.merge(number, with_twins(state.at(number), [state.at(other) for other in others]), others)
