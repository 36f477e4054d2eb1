"""Reads a corpus: pages with their articles, after corrections, with newspaper, date and page number."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.corpus.correction_file import read_corrections
from bot.corpus.corrections import apply_corrections
from bot.corpus.merging.continuations import Jump, find_jumps
from bot.corpus.metadata import NO_METADATA, Metadata, add_metadata, read_metadata
from bot.corpus.pages_toml import PagesTomlFiles
from bot.errors import PageError, SidecarError
from bot.pages.discover import CORRECTION_SUFFIX, find_files, no_page_error
from bot.pages.load import read_file
from bot.pages.place import PagePlace, find_place
from bot.reader.page import PageReading, Part, read_page
from bot.records import Article, Page
from bot.sentence import Sentence
from bot.text.characters import strip_punctuation

logger = logging.getLogger(__name__)

Problem = PageError | SidecarError
"""What could not be read or used, and why."""


@dataclass(frozen=True)
class CorpusPage:
    """A page of a corpus with its articles."""

    # what the reader made of it
    reading: PageReading
    # the articles after corrections, with newspaper, date and page number
    articles: list[Article]
    # the jump lines of its fragments, by article id
    jumps: dict[str, Jump]
    # its newspaper, date and number; known even where it has no article
    metadata: Metadata = NO_METADATA

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.reading.page

    def parts(self) -> list[Part]:
        """What the reader took every character for, with the numbers of the corrected articles."""
        owners = {
            at: number
            for number, article in enumerate(self.articles)
            for pieces in article.layout
            for piece in pieces
            for at in range(piece.span.start, piece.span.end)
        }
        return [self._corrected_part(part, owners) for part in self.reading.parts]

    def _corrected_part(self, part: Part, owners: Mapping[int, int]) -> Part:
        """A part of the reading after corrections; `owners` has the article of each character of body text."""
        number = owners.get(part.span.start)
        if number is not None:
            return replace(part, role="paragraph", article=number)
        text = strip_punctuation(self.page.text[part.span.start : part.span.end])
        for number, article in enumerate(self.articles):
            first, last = article.lines or (0, 0)
            if text and first <= part.line <= last and text in strip_punctuation(article.headline):
                return replace(part, role="headline", article=number)
        if part.article is not None and part.role != "paragraph":
            # a byline, or a headline elsewhere on the page, goes with the body that it belonged to
            layout = self.reading.articles[part.article].layout
            numbers = (owners.get(piece.span.start) for pieces in layout for piece in pieces)
            if (number := next((number for number in numbers if number is not None), None)) is not None:
                return replace(part, article=number)
        return replace(part, role="furniture", article=None)


def read_corpus(paths: Sequence[Path], max_bytes: int) -> Iterator[CorpusPage | Problem]:
    """The pages of a corpus one by one with their articles, and errors for what could not be read or used.

    Args:
        paths: folders and files. Beside the pages may lie `pages.toml` and corrections, `<page>.fix`.
        max_bytes: larger pages are skipped.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    reader = CorpusReader(paths, max_bytes)
    has_page = False
    for entry in find_files(paths):
        if isinstance(entry, PageError):
            yield entry
        else:
            has_page = True
            yield from reader.read(*entry)
    if not has_page:
        raise no_page_error(paths)
    yield from find_stray_corrections(paths, reader.correction_files)


class CorpusReader:
    """Reads the files of a corpus together with their `pages.toml` and corrections.

    Args:
        paths: folders and files.
        max_bytes: larger pages are skipped.

    Attributes:
        correction_files: where the corrections of the pages read so far lie, or would lie.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int) -> None:
        self.correction_files: set[Path] = set()
        self._paths = paths
        self._max_bytes = max_bytes
        self._pages_toml = PagesTomlFiles()

    def read(self, path: Path, name: str) -> Iterator[CorpusPage | Problem]:
        """The pages of one file with their articles, and errors for what could not be read or used.

        Whatever a page does to the program, it costs the corpus that page only: an unforeseen error is one of the file.
        """
        try:
            yield from self._read_file(path, name)
        except Exception as error:
            logger.debug("The same error with its place", exc_info=error)
            reason = str(error).partition("\n")[0]
            what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
            yield PageError(name, "cannot be read ({reason}); skipped", reason=what)

    def _read_file(self, path: Path, name: str) -> Iterator[CorpusPage | Problem]:
        for page in read_file(path, name, self._max_bytes):
            place = find_place(self._paths, page.file)
            if place is not None:
                self.correction_files.add(place.correction_file)
            if isinstance(page, PageError):
                yield page
            else:
                yield from self._read_page(page, place)

    def _read_page(self, page: Page, place: PagePlace | None) -> Iterator[CorpusPage | Problem]:
        reading = read_page(page)
        articles = list(reading.articles)
        written = NO_METADATA
        if place is not None:
            written, problems = self._pages_toml.look_up(place.folder, place.name)
            yield from problems
            if place.correction_file.is_file():
                corrections, problems = read_corrections(place.correction_file, page.file + CORRECTION_SUFFIX)
                yield from problems
                articles, problems = apply_corrections(page, articles, corrections)
                yield from problems
        metadata = read_metadata(page, written)
        articles = add_metadata(articles, metadata)
        yield CorpusPage(reading, articles, find_jumps(page, articles), metadata)
        if reading.pieces > 1:
            reason = Sentence(
                "reading it takes too long: read in {pieces} pieces; check it"
                if reading.slow
                else "{lines:,} lines are more than a page has: read in {pieces} pieces; check it",
                lines=len(page.lines),
                pieces=reading.pieces,
            )
            yield PageError(page.file, reason, failed=False)


def find_stray_corrections(paths: Sequence[Path], used: Iterable[Path | str]) -> Iterator[SidecarError]:
    """An error for each correction file whose page is gone: the page was renamed or deleted.

    Args:
        paths: folders and files of the corpus.
        used: the correction files of all pages of the corpus.
    """
    found = [(folder, path) for folder in paths for path in sorted(_find_corrections(folder))]
    known = set(map(str, used)) if found else set()
    for folder, path in found:
        within = path.relative_to(folder)
        if str(path) not in known and path.is_file() and not any(part.startswith(".") for part in within.parts):
            name = within.as_posix()
            page = name.removesuffix(CORRECTION_SUFFIX)
            yield SidecarError(name, "there is no page {page}: rename the file as its page, or delete it", page=page)


def _find_corrections(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(CORRECTION_SUFFIX):
                yield Path(folder, name)
