"""Finds the files of a corpus, and names the files that may lie beside its pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from bot.errors import CorpusError, PageError
from bot.sentence import Sentence

# A file in a folder of the corpus is a page if its name has one of these endings, in upper or lower case.
PAGE_SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf")
# In this file an operator writes newspaper, date and page number of the pages of a folder.
PAGES_TOML = "pages.toml"
# The corrections of page.txt are in page.txt.fix.
CORRECTION_SUFFIX = ".fix"
# A folder with this file is a stored index, which may lie within the corpus that it was built from.
INDEX_MANIFEST = "baowen-index.json"
# One process at a time builds an index; it locks this file, which can lie in the folder before the manifest does.
INDEX_LOCK = "lock"

# Files that people, programs and systems leave among pages: nobody expects them to be read, so no notice names them.
_EXPECTED_SUFFIXES = frozenset(
    ".toml .fix .lexicon .json .jsonl .yaml .yml .ini .cfg .csv .tsv .db .sqlite .lock .log .tmp .bak .swp .py .sh "
    ".bat .css .js .ico .lnk .url .part .crdownload".split()
)
_EXPECTED_NAMES = frozenset((INDEX_LOCK, "Thumbs.db"))
# The notice about files of other kinds names this many; it counts the rest.
_NAMED_IN_NOTICE = 5


class FoundFile(NamedTuple):
    """A file of a corpus and the name that hits and messages call it by."""

    path: Path
    # The path within the corpus folder, with forward slashes; the whole path if another corpus folder has that name.
    name: str


def find_files(paths: Sequence[Path]) -> Iterator[FoundFile | PageError]:
    """Find the files of a corpus, sorted by name within each path.

    A folder gives its pages (`PAGE_SUFFIXES`) and those of the folders in it, except hidden files and folders, and
    folders that hold a stored index. A path to a file gives that file, whatever its ending.

    Args:
        paths: folders and files.

    Yields:
        Each file once. In place of a folder that cannot be opened and of a link that is not followed: the error. After
        the files of a folder: one notice (a PageError with `failed` False) if it holds files of other kinds.

    Raises:
        CorpusError: when a path does not exist.
    """
    for path in paths:
        # lexists is true for a broken link too: that one exists, and reading it gives the exact error
        if not os.path.lexists(path):
            raise CorpusError(
                "there is no file or folder {path!r}: check how its path is written", path=_printable(str(path))
            )
    known_paths: set[Path] = set()
    known_names: set[str] = set()
    for path in paths:
        for entry in _walk(path) if os.path.isdir(path) else [FoundFile(path, _printable(path.name))]:
            if isinstance(entry, PageError):
                yield entry
            elif entry.path not in known_paths:
                if entry.name in known_names:
                    entry = FoundFile(entry.path, _printable(entry.path.as_posix()))
                known_paths.add(entry.path)
                known_names.add(entry.name)
                yield entry


def no_page_error(paths: Sequence[Path]) -> CorpusError:
    """The error to raise where `find_files` found no file."""
    listed = ", ".join(repr(_printable(str(path))) for path in paths)
    return CorpusError("no page in {paths}: put the pages there as {kinds} files", paths=listed, kinds=_suffixes())


class _Entry(NamedTuple):
    """What a folder holds under one name."""

    path: str
    # the path within the corpus folder
    name: str
    kind: Literal["folder", "link", "file"]


def _walk(root: Path) -> Iterator[FoundFile | PageError]:
    """The files of one corpus folder, as `find_files` gives them."""
    real_root = os.path.realpath(root)
    other_files: list[str] = []
    # a stack, next entry last: recursion would fail on deeply nested folders
    pending = [_Entry(str(root), "", "folder")]
    while pending:
        path, name, kind = pending.pop()
        if kind == "folder":
            try:
                pending += reversed(_list_folder(path, name))
            except OSError as error:
                shown = _printable(f"{name}/" if name else path)
                yield PageError(shown, "the folder cannot be opened ({reason}); skipped", reason=error)
            continue
        is_page = name.lower().endswith(PAGE_SUFFIXES)
        problem = None
        if kind == "link" and (is_page or os.path.isdir(path)):
            problem = _check_link(path, name, real_root)
        if problem is not None:
            yield problem
        elif is_page:
            yield FoundFile(Path(path), _printable(name))
        elif not _is_expected(os.path.basename(name)):
            other_files.append(_printable(name))
    if other_files:
        yield _notice(_printable(str(root)), other_files)


def _list_folder(path: str, name: str) -> list[_Entry]:
    """What a folder holds, sorted; nothing if it is a stored index. Raises OSError where it cannot be opened."""
    prefix = f"{name}/" if name else ""
    with os.scandir(path) as entries:
        listed = [
            _Entry(
                entry.path,
                f"{prefix}{entry.name}",
                "link" if entry.is_symlink() else "folder" if entry.is_dir(follow_symlinks=False) else "file",
            )
            for entry in entries
            if not entry.name.startswith(".")
        ]
    if any(entry.name == f"{prefix}{INDEX_MANIFEST}" for entry in listed):
        return []
    return sorted(listed, key=lambda entry: entry.name)


def _check_link(path: str, name: str, real_root: str) -> PageError | None:
    """The error about a link that is not followed; None for a link to a file of the corpus."""
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(real_root):
        return PageError(_printable(name), "a link that leads out of the corpus folder; skipped")
    if not target.exists():
        return PageError(_printable(name), "a link that leads nowhere; skipped")
    if target.is_dir():
        # the folder itself is read; following links to folders could go round in circles
        return PageError(_printable(name), "a link to a folder; not followed", failed=False)
    return None


def _is_expected(filename: str) -> bool:
    """Whether a file that is no page needs no notice."""
    return (
        filename in _EXPECTED_NAMES
        or PurePath(filename).suffix.lower() in _EXPECTED_SUFFIXES
        # backup copies of editors, lock files of office programs
        or filename.endswith("~")
        or filename.startswith("~$")
    )


def _notice(folder: str, names: Sequence[str]) -> PageError:
    shown = ", ".join(names[:_NAMED_IN_NOTICE])
    if len(names) == 1:
        pattern = "1 file of another kind left out: {names}; pages are {kinds}"
    elif len(names) <= _NAMED_IN_NOTICE:
        pattern = "{count} files of other kinds left out: {names}; pages are {kinds}"
    else:
        pattern = "{count} files of other kinds left out: {names} and {more} more; pages are {kinds}"
    more = len(names) - _NAMED_IN_NOTICE
    reason = Sentence(pattern, count=len(names), names=shown, more=more, kinds=_suffixes())
    return PageError(folder, reason, failed=False)


def _suffixes() -> Sentence:
    return Sentence("{most} or {last}", most=", ".join(PAGE_SUFFIXES[:-1]), last=PAGE_SUFFIXES[-1])


# Control characters, line and paragraph separators, and marks that change the direction of writing.
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u2028-\u202e]"


def _printable(name: str) -> str:
    """A file's name as valid Unicode on one line, because names can hold line breaks and bytes that are not UTF-8."""
    if name.isascii() and name.isprintable():
        return name
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        # archives packed on a Chinese Windows hold names in GBK
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return re.sub(_UNPRINTABLE, "\ufffd", name)
