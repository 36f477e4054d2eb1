"""Reads the pages in one file of a corpus: plain text, Markdown, a web page or a PDF.

Whatever is wrong with a file becomes a PageError in its place, so that one broken file costs a corpus only that file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from bot.errors import MissingExtraError, PageError
from bot.pages.decoding import decode
from bot.pages.place import find_place
from bot.records import Page

# A newspaper page has some ten thousand characters; a file larger than this is something else.
MAX_BYTES = 8 * 1024 * 1024
# What `baowen articles --html` names as the generator of its file. Such a file is no page, but may lie among pages.
LISTING_GENERATOR = "baowen articles"


def read_file(path: Path, name: str, max_bytes: int) -> Iterator[Page | PageError]:
    """Read the pages in one file.

    Args:
        path: the file.
        name: what the corpus calls it (`bot.pages.discover.FoundFile`).
        max_bytes: a larger file is skipped.

    Yields:
        The page of the file, or each page of a PDF; the error in place of a page that cannot be read.
    """
    try:
        yield from _parse(_read_bytes(path, name, max_bytes), name, path.suffix.lower())
    except PageError as error:
        yield error
    except MissingExtraError as error:
        yield PageError(name, "{reason}; skipped", reason=error)
    except OSError as error:
        yield PageError(name, "cannot be opened ({reason}); skipped", reason=error)


def read_page_of(paths: Sequence[Path], name: str, max_bytes: int) -> Page | None:
    """Read one page of a corpus again, by its name; None where it is not there or cannot be read.

    Args:
        paths: folders and files of the corpus.
        name, max_bytes: as for `read_file`.
    """
    place = find_place(paths, name)
    if place is None:
        return None
    is_whole = place.file.name == PurePath(name).name
    pages = read_file(place.file, name if is_whole else name.rpartition("#")[0], max_bytes)
    return next((page for page in pages if isinstance(page, Page) and page.file == name), None)


def _read_bytes(path: Path, name: str, max_bytes: int) -> bytes:
    """The content of a file.

    Raises:
        PageError: when it is not a regular file, or too large.
        OSError: when it cannot be opened.
    """
    # O_NONBLOCK: opening a named pipe would wait for somebody to write into it
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PageError(name, "not a file but a pipe, socket or device; skipped")
        if status.st_size > max_bytes:
            megabytes = status.st_size / 1024 / 1024
            raise PageError(name, "the file is too large for a page ({size:.1f} MB); skipped", size=megabytes)
        # not to its end: the file may be growing
        return file.read(status.st_size)


def _parse(data: bytes, name: str, suffix: str) -> Iterator[Page | PageError]:
    """The pages in the content of a file. The content decides before the ending does: a PDF saved as .txt is a PDF."""
    head = data[:1024].lstrip().lower()
    if b'<meta name="generator" content="%b">' % LISTING_GENERATOR.encode() in head:
        raise PageError(name, "a file of baowen articles --html, not a page; skipped", failed=False)
    if head.startswith(b"%pdf-") or (suffix == ".pdf" and data.strip()):
        from bot.pages.pdf.document import read_pdf

        yield from read_pdf(data, name)
    elif suffix in (".html", ".htm") or head.removeprefix(b"\xef\xbb\xbf").startswith((b"<!doctype html", b"<html")):
        from bot.pages.html import read_html

        page = read_html(data, name)
        yield page
        if page.doubtful:
            yield PageError(name, "it is in doubt what is the article on this web page; check it", failed=False)
    elif suffix == ".md":
        from bot.pages.markdown import read_markdown

        yield read_markdown(decode(data, name))
    else:
        from bot.pages.copied import read_copied
        from bot.pages.mail import read_mail
        from bot.pages.running_heads import leave_out_running_heads

        page = read_mail(leave_out_running_heads(decode(data, name)))
        yield page if page.marked else read_copied(page)
