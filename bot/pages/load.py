"""Files → pages: which files of a corpus are read, and what is said of those that are not.

One broken file costs a corpus that file and nothing else: whatever stands in the way of a page becomes a PageError in
its place, and no file is opened that could block, that is larger than a page, or that a link has brought in from
elsewhere.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from bot.errors import CorpusError, MissingExtraError, PageError
from bot.pages.decoding import decode
from bot.pages.side_files import INDEX, INDEX_LOCK
from bot.records import Page

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "OtherFiles",
    "decode",
    "entries",
    "find_pages",
    "no_page",
    "read_file",
    "read_pages",
]

# What a page's file name ends with.
SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf")
# A newspaper page has some ten thousand characters; a file of more than this is something else.
MAX_BYTES = 8 * 1024 * 1024
# Files that people keep beside pages without meaning them as pages: settings and corrections (pages.toml, *.fix.toml),
# data, programs, what systems and editors leave behind.
_BESIDE = frozenset(
    ".toml .fix .lexicon .json .jsonl .yaml .yml .ini .cfg .csv .tsv .db .sqlite .lock .log .tmp .bak .swp .py .sh "
    ".bat .css .js .ico .lnk .url .part .crdownload".split()
)
# So many files of other kinds are named; the rest are counted.
_NAMED = 5


class OtherFiles(PageError):
    """Says which files of a corpus were left out because they are of other kinds (.docx, .jpg): no page has failed."""

    def __init__(self, folder: str, names: Sequence[str], count: int, kinds: Sequence[str]) -> None:
        shown = ", ".join(names)
        more = f" and {count - len(names)} more ({', '.join(kinds)})" if count > len(names) else ""
        files = "1 file of another kind" if count == 1 else f"{count} files of other kinds"
        super().__init__(folder, f"{files} left out: {shown}{more}; pages are {_listed(SUFFIXES)}", failed=False)
        self.count = count


def _listed(items: Sequence[str]) -> str:
    return f"{', '.join(items[:-1])} or {items[-1]}"


class _Walk:
    """The files of a folder and the folders in it, by name, found while they are asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = os.path.realpath(root)
        # folders that were gone through, as the system numbers them: a link never leads to one of them again
        self._seen: set[tuple[int, int]] = set()
        # links to folders, gone through last, so that a folder's own name comes before its other names
        self._links: list[tuple[str, str]] = []
        self._others: Counter[str] = Counter()
        self._other_names: list[str] = []

    def entries(self) -> Iterator[tuple[Path, str] | PageError]:
        """Path and name of each page, and an error for each that cannot be one; what was left out comes last."""
        yield from self._folder(str(self.root), "")
        while self._links:
            path, name = self._links.pop(0)
            try:
                status = os.stat(path)
            except OSError as error:
                yield PageError(_shown(name), f"the folder cannot be opened ({_why(error)}); skipped")
                continue
            if (status.st_dev, status.st_ino) not in self._seen:
                yield from self._folder(path, f"{name}/")
        if self._others:
            kinds = [kind or "no ending" for kind, _ in self._others.most_common(_NAMED)]
            names = self._other_names[:_NAMED]
            yield OtherFiles(_shown(str(self.root)), names, self._others.total(), kinds)

    def _folder(self, path: str, prefix: str) -> Iterator[tuple[Path, str] | PageError]:
        # a stack, because folders can be nested deeper than Python calls
        pending = [(path, prefix)]
        stack: list[tuple[Iterator[os.DirEntry[str]], str]] = []
        while pending or stack:
            if pending:
                path, prefix = pending.pop()
                try:
                    status = os.stat(path)
                    self._seen.add((status.st_dev, status.st_ino))
                    with os.scandir(path) as found:
                        listed = sorted((entry for entry in found if not entry.name.startswith(".")), key=_name)
                except OSError as error:
                    yield PageError(
                        _shown(prefix) or _shown(path), f"the folder cannot be opened ({_why(error)}); skipped"
                    )
                    continue
                if any(entry.name == INDEX for entry in listed):
                    continue
                stack.append((iter(listed), prefix))
            entries, prefix = stack[-1]
            for entry in entries:
                name = f"{prefix}{entry.name}"
                try:
                    if entry.is_symlink():
                        yield from self._link(entry, name)
                    elif entry.is_dir(follow_symlinks=False):
                        pending.append((entry.path, f"{name}/"))
                        break
                    elif _is_page(entry.name):
                        if entry.is_file(follow_symlinks=False):
                            yield Path(entry.path), _shown(name)
                        else:
                            yield PageError(_shown(name), "not a file but a pipe, socket or device; skipped")
                    else:
                        self._other(entry.name, name)
                except OSError as error:
                    yield PageError(_shown(name), f"cannot be opened ({_why(error)}); skipped")
            else:
                stack.pop()

    def _link(self, entry: os.DirEntry[str], name: str) -> Iterator[tuple[Path, str] | PageError]:
        target = os.path.realpath(entry.path)
        inside = f"{target}{os.sep}".startswith(f"{self._real_root.rstrip(os.sep)}{os.sep}")
        folder = os.path.isdir(target)
        if not (_is_page(entry.name) or folder or not PurePath(entry.name).suffix):
            self._other(entry.name, name)
        elif not inside:
            yield PageError(_shown(name), "a link that leads out of the corpus folder; skipped")
        elif not os.path.lexists(target) or os.path.islink(target):
            yield PageError(_shown(name), "a link that leads nowhere; skipped")
        elif folder:
            self._links.append((entry.path, name))
        elif not _is_page(entry.name):
            self._other(entry.name, name)
        else:
            yield Path(entry.path), _shown(name)

    def _other(self, filename: str, name: str) -> None:
        suffix = PurePath(filename).suffix.lower()
        if suffix in _BESIDE or filename.endswith("~") or filename.startswith("~$"):
            return
        if filename in (INDEX_LOCK, "Thumbs.db"):
            return
        self._others[suffix] += 1
        if len(self._other_names) < _NAMED:
            self._other_names.append(_shown(name))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_page(filename: str) -> bool:
    return os.path.splitext(filename)[1].lower() in SUFFIXES


# Compiled for the first name that is not plain ASCII.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u2028-\u202e]"


def _shown(name: str) -> str:
    """A file's name as text that can be printed on one line and stored: names need not be UTF-8, nor free of breaks."""
    if name.isascii() and name.isprintable():
        return name
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        # archives packed on a Chinese Windows have their names in GBK
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return re.sub(_UNSEEN, "\ufffd", name)


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def entries(paths: Sequence[Path]) -> Iterator[tuple[Path, str] | PageError]:
    """What is found at the paths: each file once with the name it goes by, and errors in place of what is no page.

    Raises:
        CorpusError: at a path that does not exist.
    """
    for path in paths:
        # lexists: a link that leads nowhere is there, and gets its own sentence
        if not os.path.lexists(path):
            raise CorpusError(f"there is no file or folder {_shown(str(path))!r}: check --corpus or BAOWEN_CORPUS")
    files: set[Path] = set()
    names: set[str] = set()
    for path in paths:
        for entry in _Walk(path).entries() if os.path.isdir(path) else [(path, _shown(path.name))]:
            if isinstance(entry, PageError):
                yield entry
            elif entry[0] not in files:
                file, name = entry
                if name in names:
                    # the same name in two folders
                    name = _shown(file.as_posix())
                files.add(file)
                names.add(name)
                yield file, name


def no_page(paths: Sequence[Path]) -> CorpusError:
    """What is said of a corpus without any page."""
    listed = ", ".join(repr(_shown(str(path))) for path in paths)
    return CorpusError(f"no page in {listed}: put the pages there as {_listed(SUFFIXES)} files")


def find_pages(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files of a corpus and the names they go by: paths within their folder, with forward slashes, sorted.

    A folder gives its pages (`SUFFIXES`) and those of the folders in it. Hidden files are left out, and so are links
    that lead out of the folder. A file that is named itself is taken whatever its name ends with. A name that two
    folders share is, the second time, the whole path.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    found = [entry for entry in entries(paths) if not isinstance(entry, PageError)]
    if not found:
        raise no_page(paths)
    return found


def read_pages(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Page | PageError]:
    """The pages of a corpus one by one, and in place of each that cannot be read the error that says why.

    One page is in memory at a time. A PDF gives a page for each of its pages (see `bot.pages.pdf.document`). The last
    of a folder may be `OtherFiles`: a notice, not a failure, which names the files of other kinds that were left out.

    Raises:
        CorpusError: as `find_pages`; that a folder holds no page is known at its end only.
    """
    found = False
    for entry in entries(paths):
        found |= not isinstance(entry, PageError)
        yield from [entry] if isinstance(entry, PageError) else read_file(*entry, max_bytes)
    if not found:
        raise no_page(paths)


def read_file(path: Path, name: str, max_bytes: int) -> Iterator[Page | PageError]:
    """The pages in one file, and in place of each that cannot be read the error that says why.

    Args:
        path: the file.
        name: what it goes by in its corpus.
        max_bytes: a larger file is skipped.
    """
    try:
        data = _read(path, name, max_bytes)
        yield from _pages(data, name, path.suffix.lower())
    except PageError as error:
        yield error
    except MissingExtraError as error:
        yield PageError(name, f"{error}; skipped")
    except OSError as error:
        yield PageError(name, f"cannot be opened ({_why(error)}); skipped")


def _read(path: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a file, if it is one and not too large.

    Raises:
        PageError, OSError: when it is not, or cannot be opened.
    """
    # without waiting: what the listing saw as a file may have become a pipe
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PageError(name, "not a file but a pipe, socket or device; skipped")
        data = b""
        if status.st_size <= max_bytes:
            # one byte more than there were, and than are allowed: the file may be growing
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read(max_bytes + 1 - len(data))
        if max(status.st_size, len(data)) > max_bytes:
            megabytes = max(status.st_size, len(data)) / 1024 / 1024
            raise PageError(name, f"the file is too large for a page ({megabytes:.0f} MB); skipped")
    return data


def _pages(data: bytes, name: str, suffix: str) -> Iterator[Page | PageError]:
    """The pages in a file's bytes. What the bytes say goes before what the name says: a PDF saved as .txt is a PDF."""
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-") or (suffix == ".pdf" and data.strip()):
        from bot.pages.pdf.document import read_pdf

        yield from read_pdf(data, name)
    elif suffix in (".html", ".htm") or head.removeprefix(b"\xef\xbb\xbf").startswith((b"<!doctype html", b"<html")):
        from bot.pages.html import read_html

        yield read_html(data, name)
    else:
        yield decode(data, name)
