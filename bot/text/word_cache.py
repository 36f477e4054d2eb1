"""A dictionary's words with their counts in a file, grouped by first character.

jieba needs half a second to load its dictionary. To cut one sentence it needs only the words that begin with the
sentence's characters, and these few groups are read from this file in milliseconds.

The file has a magic line, the size and the CRC-32 of a JSON head (4 bytes each, little-endian), the head, and the
groups: the words with line breaks between them, a zero byte, and their counts (4 bytes each, in the machine's order).
"""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

from bot.runtime.file_replacement import replace_file

_MAGIC = b"baowen words 1\n"
_COUNT_SIZE = array("i").itemsize


class WordCache:
    """A word cache, mapped into memory.

    Args:
        path: of the file that `write_word_cache` wrote.
        made_of: what it must have been made of.

    Attributes:
        total: the sum of all counts, as the dictionary counts it.
        firsts: the characters that words begin with, in order.

    Raises:
        OSError: when the file cannot be opened.
        ValueError: when it is another file, made of something else, or damaged.
    """

    def __init__(self, path: Path, made_of: str) -> None:
        self.path = path
        with open(path, "rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = len(_MAGIC) + 8
        size, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (len(_MAGIC), len(_MAGIC) + 4))
        head = data[start : start + size]
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(head) != checksum:
            raise ValueError(f"{path} is no word cache, or damaged")
        values = json.loads(bytes(head))
        if values["made_of"] != made_of:
            raise ValueError(f"{path} is made of {values['made_of']}")
        self.total: int = values["total"]
        self.firsts: str = values["firsts"]
        # for the group of each where its bytes end and their CRC-32
        self._ends: list[int] = values["ends"]
        self._checksums: list[int] = values["checksums"]
        self._checked: set[int] = set()
        self._groups = data[start + size :]
        if len(self._groups) != self._ends[-1]:
            raise ValueError(f"{path} is cut short")

    def beginning_with(self, first: str) -> dict[str, int]:
        """The words that begin with a character, and their counts.

        Raises:
            ValueError: when that part of the file is damaged.
        """
        words, _, counts = self._read_group(first).partition(b"\0")
        return dict(zip(words.decode("utf-8").split("\n"), array("i", counts), strict=True)) if words else {}

    def count(self, word: str) -> int | None:
        """The count of a word; None where it is not there. The other words of its character are not read.

        Raises:
            ValueError: as for `beginning_with`.
        """
        words, _, counts = self._read_group(word[:1]).partition(b"\0")
        at = (b"\n%b\n" % words).find(b"\n%b\n" % word.encode("utf-8", "surrogatepass"))
        if at < 0 or not words:
            return None
        place = _COUNT_SIZE * words.count(b"\n", 0, at)
        return int.from_bytes(counts[place : place + _COUNT_SIZE], sys.byteorder)

    def _read_group(self, first: str) -> bytes:
        """The bytes of the words that begin with a character; empty where none does."""
        at = bisect_left(self.firsts, first)
        if at == len(self.firsts) or self.firsts[at] != first:
            return b""
        group = bytes(self._groups[self._ends[at - 1] if at else 0 : self._ends[at]])
        if at not in self._checked:
            if zlib.crc32(group) != self._checksums[at]:
                raise ValueError(f"{self.path} is damaged")
            self._checked.add(at)
        return group


def write_word_cache(path: Path, made_of: str, total: int, counts: Mapping[str, int]) -> None:
    """Writes a word cache; other processes see the old file or the whole new one.

    Args:
        path: of the file.
        made_of: what tells this dictionary from others.
        total: the sum of all counts, as the dictionary counts it.
        counts: for each word how often it is seen, below 2 ** 31.

    Raises:
        OSError: when the file cannot be written.
    """
    by_first: dict[str, list[str]] = {}
    for word in counts:
        by_first.setdefault(word[0], []).append(word)
    firsts = sorted(by_first)
    groups, ends, checksums = [], [], []
    end = 0
    for first in firsts:
        words = by_first[first]
        group = "\n".join(words).encode() + b"\0" + array("i", [counts[word] for word in words]).tobytes()
        end += len(group)
        groups.append(group)
        ends.append(end)
        checksums.append(zlib.crc32(group))
    values = {"made_of": made_of, "total": total, "firsts": "".join(firsts), "ends": ends, "checksums": checksums}
    head = json.dumps(values, ensure_ascii=False).encode()
    with replace_file(path) as file:
        file.write(_MAGIC + len(head).to_bytes(4, "little") + zlib.crc32(head).to_bytes(4, "little") + head)
        file.writelines(groups)
