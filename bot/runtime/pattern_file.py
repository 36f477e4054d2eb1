"""Compiled patterns in a file: to compile those that one question needs takes a fifth of the time of its process.

Python has no public way to keep a compiled pattern, so its parts are taken from the modules that `re` is made of. Where
another Python's modules lack these, patterns are compiled as usual.

A forged file can end the process, because Python does not check the code of a pattern well enough. So a file serves
only the Python that wrote it, only in the folder where it was written (not in a copy of it), and only where no user but
this one and the administrator can have written it.

The file has a magic line, the size of a JSON head and the CRC-32 of all that comes behind (4 bytes each,
little-endian), the head, and the codes of all patterns (4 bytes each, in the machine's order).
"""

from __future__ import annotations

import json
import os
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.runtime.file_replacement import replace_file
from bot.runtime.pattern_compiler import make_code

try:
    import _sre  # type: ignore[import-not-found]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

_MAGIC = b"baowen patterns 1\n"
_START = len(_MAGIC) + 8
# not on Windows
_HAS_OWNERS = hasattr(os, "geteuid")


class PatternFile:
    """The patterns of a file that `write_patterns` wrote.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is another file, damaged, or made by another Python, for another folder or by another user.
    """

    def __init__(self, path: Path) -> None:
        with open(path, "rb") as file:
            _check_owner(path, os.fstat(file.fileno()))
            data = file.read()
        size, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (_START - 8, _START - 4))
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(data[_START:]) != checksum:
            raise ValueError(f"{path} has no patterns, or is damaged")
        head = json.loads(data[_START : _START + size])
        if not isinstance(head, dict) or not isinstance(head.get("patterns"), dict):
            raise ValueError(f"{path} has no patterns, or is damaged")
        if head.get("made_by") != _describe_python():
            raise ValueError(f"{path} was made by another Python")
        if head.get("folder") != path.parent.stat().st_ino:
            raise ValueError(f"{path} was made in another folder")
        self._codes = data[_START + size :]
        # for each pattern its flags, where its code begins and ends, how many groups it has, and which have names
        self._places: dict[str, tuple[int, int, int, int, dict[str, int]]] = head["patterns"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def find(self, pattern: str) -> re.Pattern[str] | None:
        """A pattern, compiled; None where the file does not have it, or Python does not take it."""
        if pattern not in self._places:
            return None
        try:
            flags, code, groups, names = self.take(pattern)
            of_names: list[str | None] = [None] * (groups + 1)
            for name, number in names.items():
                of_names[number] = name
            compiled: re.Pattern[str] = _sre.compile(pattern, flags, code.tolist(), groups, names, tuple(of_names))
        except Exception:
            # a new `re` may want other parts, and what it then raises is in no list
            return None
        return compiled

    def take(self, pattern: str) -> _Parts:
        """The parts of a pattern that this file has."""
        flags, start, end, groups, names = self._places[pattern]
        return flags, array("I", self._codes[start:end]), groups, names


_Parts = tuple[int, "array[int]", int, dict[str, int]]
"""The flags of a pattern, its code, how many groups it has, and the numbers of those with names."""


def write_patterns(path: Path, patterns: Iterable[str], old: PatternFile | None = None) -> None:
    """Writes compiled patterns to a file, in place of what it had; nothing where this Python's `re` has other parts.

    Args:
        path: of the file.
        patterns: to be written.
        old: a file from which those that it has are taken.

    Raises:
        OSError: when the file cannot be written.
    """
    if _sre is None:
        return
    kept = frozenset(old or ())
    places: dict[str, Any] = {}
    codes = bytearray()
    # first, because where it cannot be opened nothing needs to be compiled
    with replace_file(path) as file:
        for pattern in patterns:
            flags, code, groups, names = old.take(pattern) if old and pattern in kept else _take_apart(pattern)
            start = len(codes)
            codes += code.tobytes()
            places[pattern] = flags, start, len(codes), groups, names
        folder = path.parent.stat().st_ino
        about = {"made_by": _describe_python(), "folder": folder, "patterns": places}
        head = json.dumps(about, ensure_ascii=False).encode()
        body = head + codes
        if _HAS_OWNERS:
            os.fchmod(file.fileno(), 0o644)
        file.write(_MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(body).to_bytes(4, "little") + body)


def _check_owner(path: Path, status: os.stat_result) -> None:
    """Raises a ValueError where another user may have written a file."""
    if _HAS_OWNERS and (status.st_uid not in (0, os.geteuid()) or status.st_mode & 0o022):
        raise ValueError(f"{path} may be another user's")


def _take_apart(pattern: str) -> _Parts:
    parsed = _parser.parse(pattern)
    code = array("I", make_code(parsed))
    return parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict)


def _describe_python() -> str:
    return f"{sys.implementation.name} {sys.version}, {sys.byteorder}-endian, {_sre and _sre.MAGIC}"
