"""Files → pages: which files of a corpus are read, and how their bytes become text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import CorpusError, PageError
from bot.records import Page

__all__ = ["MAX_BYTES", "SUFFIXES", "decode", "find_pages", "read_pages"]

# What a page's file name ends with.
SUFFIXES = (".txt", ".md")
# A newspaper page has some ten thousand characters; a file of more than this is something else.
MAX_BYTES = 8 * 1024 * 1024
# The byte-order marks, and the decoder for what follows them. UTF-32 comes first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings that Chinese newspapers have used; others are a misreading.
_CANDIDATES = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "utf_8"]
# A file with more control characters than this share is no text, whatever it decodes to.
_CONTROL_SHARE = 0.02


def decode(data: bytes, file: str) -> Page:
    """A page from a file's bytes: by its byte-order mark, as UTF-8, or as what charset-normalizer makes of it.

    Raises:
        PageError: when the bytes are empty, binary, or in no encoding that fits.
    """
    if not data.strip():
        raise PageError(file, "the file is empty; skipped")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), file, encoding)
            except UnicodeDecodeError:
                raise PageError(file, f"the text is damaged (not {encoding}); skipped") from None
    try:
        return _checked(data.decode("utf-8"), file, "utf-8")
    except UnicodeDecodeError:
        pass
    import charset_normalizer

    best = charset_normalizer.from_bytes(data, cp_isolation=_CANDIDATES).best()
    if best is None:
        raise PageError(file, "the file is not text in any encoding we know; save it as UTF-8; skipped")
    return _checked(str(best).lstrip("\ufeff"), file, best.encoding)


def _checked(text: str, file: str, encoding: str) -> Page:
    control = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if "\x00" in text or control > len(text) * _CONTROL_SHARE:
        raise PageError(file, "the file is binary, not text; skipped")
    if not text.strip():
        raise PageError(file, "the file is empty; skipped")
    return Page(file, text, encoding)


def find_pages(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files of a corpus and the names they go by: paths within their folder, with forward slashes, sorted.

    A folder gives its `.txt` and `.md` files and those of the folders in it; hidden ones are left out. A file that is
    named itself is taken whatever its name ends with.

    Raises:
        CorpusError: when a path does not exist, or there is no page at all.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                within = file.relative_to(path)
                hidden = any(part.startswith(".") for part in within.parts)
                if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
                    found.setdefault(file, within.as_posix())
        elif path.exists():
            found.setdefault(path, path.name)
        else:
            raise CorpusError(f"there is no file or folder {str(path)!r}: check --corpus or BAOWEN_CORPUS")
    if not found:
        listed = ", ".join(repr(str(path)) for path in paths)
        raise CorpusError(f"no page in {listed}: put the pages there as {' or '.join(SUFFIXES)} files")
    return list(found.items())


def read_pages(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Page | PageError]:
    """The pages of a corpus one by one, and in place of each that cannot be read the error that says why.

    Raises:
        CorpusError: as `find_pages`.
    """
    for path, name in find_pages(paths):
        try:
            size = path.stat().st_size
            if size > max_bytes:
                megabytes = size / 1024 / 1024
                yield PageError(name, f"the file is too large for a page ({megabytes:.0f} MB); skipped")
                continue
            yield decode(path.read_bytes(), name)
        except PageError as error:
            yield error
        except OSError as error:
            yield PageError(name, f"cannot be opened ({error.strerror}); skipped")
