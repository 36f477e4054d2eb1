"""The words of a dictionary in a file, by their first character: who cuts one sentence reads a few groups of them."""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

__all__ = ["WordFile", "write_word_file"]

_MAGIC = b"baowen words 1\n"


class WordFile:
    """Words with their frequencies, mapped into memory.

    Args:
        path: what `write_word_file` wrote.
        made_of: what it must have been made of.

    Raises:
        OSError: when it cannot be opened.
        ValueError: when it is something else, of something else, or not whole.
    """

    def __init__(self, path: Path, made_of: str) -> None:
        self.path = path
        with open(path, "rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = len(_MAGIC) + 8
        size, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (len(_MAGIC), len(_MAGIC) + 4))
        head = data[start : start + size]
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(head) != checksum:
            raise ValueError(f"{path} is no word file, or damaged")
        values = json.loads(bytes(head))
        if values["made_of"] != made_of:
            raise ValueError(f"{path} is made of {values['made_of']}")
        self.total: int = values["total"]
        self._firsts: str = values["firsts"]
        # for each group: where its bytes end, and their checksum
        self._ends: list[int] = values["ends"]
        self._checksums: list[int] = values["checksums"]
        self._groups = data[start + size :]
        if len(self._groups) != self._ends[-1]:
            raise ValueError(f"{path} is not whole")

    def beginning_with(self, first: str) -> dict[str, int]:
        """The words that begin with a character, and their frequencies.

        Raises:
            ValueError: when that part of the file is damaged.
        """
        at = bisect_left(self._firsts, first)
        if at == len(self._firsts) or self._firsts[at] != first:
            return {}
        group = self._groups[self._ends[at - 1] if at else 0 : self._ends[at]]
        if zlib.crc32(group) != self._checksums[at]:
            raise ValueError(f"{self.path} is damaged")
        letters, _, numbers = bytes(group).partition(b"\0")
        return dict(zip(letters.decode("utf-8").split("\n"), array("i", numbers), strict=True))


def write_word_file(path: Path, made_of: str, total: int, frequencies: Mapping[str, int]) -> None:
    """Writes words with their frequencies to a file, which is there in one step.

    Args:
        path: of the file.
        made_of: what tells this dictionary from another.
        total: the sum of the frequencies as the dictionary counts it.
        frequencies: of each word; below 2 ** 31.

    Raises:
        OSError: when it cannot be written.
    """
    groups: dict[str, list[str]] = {}
    for word in frequencies:
        groups.setdefault(word[0], []).append(word)
    firsts = sorted(groups)
    written, ends, checksums = [], [], []
    end = 0
    for first in firsts:
        words = groups[first]
        group = "\n".join(words).encode() + b"\0" + array("i", [frequencies[word] for word in words]).tobytes()
        end += len(group)
        written.append(group)
        ends.append(end)
        checksums.append(zlib.crc32(group))
    values = {"made_of": made_of, "total": total, "firsts": "".join(firsts), "ends": ends, "checksums": checksums}
    head = json.dumps(values, ensure_ascii=False).encode()
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(new, "wb") as file:
            file.write(_MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little") + head)
            file.writelines(written)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
