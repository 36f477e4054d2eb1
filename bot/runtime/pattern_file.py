"""Compiled patterns in a file: to compile those that one question needs takes a fifth of the time of its process.

Python has no public way to keep a compiled pattern. What `re` makes one of is taken from its own modules here; where
they are others than they were, patterns are compiled as usual. A file serves only the Python that wrote it, which
checks the code of a pattern once more.

The file has a magic line, the size of a JSON head and the CRC-32 of all that comes behind (4 bytes each,
little-endian), the head, and the codes of all patterns (4 bytes each, in the machine's order).
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.runtime.file_replacement import replace_file

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

__all__ = ["PatternFile", "write_patterns"]

_MAGIC = b"baowen patterns 1\n"
_START = len(_MAGIC) + 8


class PatternFile:
    """The patterns of a file that `write_patterns` wrote.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is another file, damaged, or made by another Python.
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        size, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (_START - 8, _START - 4))
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(data[_START:]) != checksum:
            raise ValueError(f"{path} has no patterns, or is damaged")
        head = json.loads(data[_START : _START + size])
        if head["made_of"] != _describe_python():
            raise ValueError(f"{path} was made by another Python")
        self._codes = data[_START + size :]
        # for each pattern its flags, where its code begins and ends, how many groups it has, and which have names
        self._places: dict[str, tuple[int, int, int, int, dict[str, int]]] = head["patterns"]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def find(self, pattern: str) -> re.Pattern[str] | None:
        """A pattern, compiled; None where the file does not have it."""
        if pattern not in self._places:
            return None
        flags, code, groups, names = self.take(pattern)
        of_names: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            of_names[number] = name
        compiled: re.Pattern[str] = _sre.compile(pattern, flags, code.tolist(), groups, names, tuple(of_names))
        return compiled

    def take(self, pattern: str) -> _Parts:
        """What a pattern of this file is made of."""
        flags, start, end, groups, names = self._places[pattern]
        return flags, array("I", self._codes[start:end]), groups, names


_Parts = tuple[int, "array[int]", int, dict[str, int]]
"""The flags of a pattern, its code, how many groups it has, and the numbers of those with names."""


def write_patterns(path: Path, patterns: Iterable[str], old: PatternFile | None = None) -> None:
    """Writes patterns to a file, compiled, behind those of an older one. Does nothing where this Python keeps none.

    Raises:
        OSError: when the file cannot be written.
    """
    if _sre is None:
        return
    parts = {pattern: old.take(pattern) for pattern in old} if old else {}
    parts.update((pattern, _take_apart(pattern)) for pattern in patterns if pattern not in parts)
    places: dict[str, Any] = {}
    codes = bytearray()
    for pattern, (flags, code, groups, names) in parts.items():
        start = len(codes)
        codes += code.tobytes()
        places[pattern] = flags, start, len(codes), groups, names
    head = json.dumps({"made_of": _describe_python(), "patterns": places}, ensure_ascii=False).encode()
    body = head + codes
    with replace_file(path) as file:
        file.write(_MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(body).to_bytes(4, "little") + body)


def _take_apart(pattern: str) -> _Parts:
    parsed = _parser.parse(pattern)
    code = array("I", _compiler._code(parsed, 0))
    return parsed.state.flags, code, parsed.state.groups - 1, dict(parsed.state.groupdict)


def _describe_python() -> str:
    return f"{sys.implementation.name} {sys.version}, {sys.byteorder}-endian, {_sre and _sre.MAGIC}"
