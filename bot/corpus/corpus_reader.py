"""Files of a corpus → pages with their articles, corrected and with newspaper, date and page number."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.corpus.continuations import Jump, find_jumps
from bot.corpus.correction_file import read_corrections
from bot.corpus.corrections import apply_corrections
from bot.corpus.metadata import UNKNOWN, add_metadata, read_metadata
from bot.corpus.pages_toml import PagesTomlFiles
from bot.errors import PageError, SidecarError
from bot.pages.discover import CORRECTION_SUFFIX, find_files, no_page_error
from bot.pages.load import read_file
from bot.reader.page import PageReading, Part, read_page
from bot.records import Article, Page
from bot.text.characters import letters

__all__ = ["CorpusPage", "CorpusReader", "Problem", "find_stray_corrections", "read_corpus"]

Problem = PageError | SidecarError
"""What could not be read or used, and why."""


@dataclass(frozen=True)
class CorpusPage:
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


def read_corpus(paths: Sequence[Path], max_bytes: int) -> Iterator[CorpusPage | Problem]:
    """The pages of a corpus one by one with their articles, and errors for what could not be read or used.

    Args:
        paths: folders and files. Beside the pages may lie `pages.toml` and corrections, `<page>.fix`.
        max_bytes: larger pages are skipped.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    files = CorpusReader(paths, max_bytes)
    found = False
    for entry in find_files(paths):
        found |= not isinstance(entry, PageError)
        yield from [entry] if isinstance(entry, PageError) else files.read(*entry)
    if not found:
        raise no_page_error(paths)
    yield from find_stray_corrections(paths, files.fixes)


class CorpusReader:
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
        self._sidecars = PagesTomlFiles()

    def read(self, path: Path, name: str) -> Iterator[CorpusPage | Problem]:
        """The pages of one file with their articles, and errors for what could not be read or used."""
        for page in read_file(path, name, self._max_bytes):
            place = _place(self._paths, page.file)
            if place is not None:
                folder, within = place
                fixes = folder / (within + CORRECTION_SUFFIX)
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
                    corrections, problems = read_corrections(fixes, page.file + CORRECTION_SUFFIX)
                    articles, unfit = apply_corrections(page, articles, corrections)
                    yield from (*problems, *unfit)
            articles = add_metadata(articles, read_metadata(page, said))
            yield CorpusPage(reading, articles, find_jumps(page, articles))


def find_stray_corrections(paths: Sequence[Path], used: Container[Path]) -> Iterator[SidecarError]:
    """Corrections whose page is not there: it was renamed or taken away.

    Args:
        paths: folders and files of the corpus.
        used: the corrections of all its pages.
    """
    for path in paths:
        for fixes in sorted(path.rglob(f"*{CORRECTION_SUFFIX}")) if path.is_dir() else ():
            within = fixes.relative_to(path)
            if fixes not in used and fixes.is_file() and not any(part.startswith(".") for part in within.parts):
                name = within.as_posix()
                page = name.removesuffix(CORRECTION_SUFFIX)
                yield SidecarError(name, f"there is no page {page}: rename the file as its page, or delete it")
