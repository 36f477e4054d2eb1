"""A dictionary's words with their counts, grouped by first character, in memory or in a file.

jieba needs half a second to load its dictionary. To cut one sentence it needs only the words that begin with the
sentence's characters, and these few groups are read in milliseconds.

The bytes are a magic line, the size of a JSON head, the size of all that comes between these numbers and the model,
its CRC-32 (4 bytes each, little-endian), the head, where each group ends, its CRC-32, the model that finds words which
are not among these, and the groups: the words with line breaks between them, a zero byte, and their counts (these
numbers have 4 bytes each, in the machine's order).
"""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path

_MAGIC = b"baowen words 3\n"
_COUNT_SIZE = array("i").itemsize


class WordCache:
    """A word cache.

    Args:
        data: what `make_word_cache` made.
        made_of: what it must have been made of.
        path: of the file that it is mapped from; None for one in memory.

    Attributes:
        total: the sum of all counts, as the dictionary counts it.
        firsts: the characters that words begin with, in order.

    Raises:
        ValueError: when it is something else, made of something else, or damaged.
    """

    def __init__(self, data: bytes | memoryview, made_of: str, path: Path | None = None) -> None:
        self.path = path
        self.data = data = memoryview(data)
        start = len(_MAGIC) + 12
        size, before, checksum = (int.from_bytes(data[at : at + 4], "little") for at in range(start - 12, start, 4))
        about = bytes(data[start : start + before])
        if data[: len(_MAGIC)] != _MAGIC or zlib.crc32(about) != checksum:
            raise ValueError(f"{path} is no word cache, or damaged")
        values = json.loads(about[:size])
        if values["made_of"] != made_of:
            raise ValueError(f"{path} is made of {values['made_of']}")
        self.total: int = values["total"]
        self.firsts: str = values["firsts"]
        # for the group of each where its bytes end and their CRC-32
        middle = size + 4 * len(self.firsts)
        self._ends, self._checksums = array("I", about[size:middle]), array("I", about[middle:])
        self._checked: set[int] = set()
        groups = start + before + values["model_size"]
        self._model, self._model_checksum = data[start + before : groups], values["model_checksum"]
        self._groups = data[groups:]
        if len(self._groups) != self._ends[-1]:
            raise ValueError(f"{path} is cut short")

    @classmethod
    def open(cls, path: Path, made_of: str) -> WordCache:
        """The cache in a file, mapped into memory.

        Raises:
            OSError: when the file cannot be opened.
            ValueError: as the class.
        """
        with open(path, "rb") as file:
            return cls(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), made_of, path)

    def read_model(self) -> bytes:
        """The model that finds words which are not among these.

        Raises:
            ValueError: when that part of the file is damaged.
        """
        model = bytes(self._model)
        if zlib.crc32(model) != self._model_checksum:
            raise ValueError(f"{self.path} is damaged")
        return model

    def beginning_with(self, first: str) -> dict[str, int]:
        """The words that begin with a character, and their counts; with the count 0 what begins longer ones.

        Raises:
            ValueError: when that part of the file is damaged.
        """
        group, _, counts = self._read_group(first).partition(b"\0")
        words = group.decode("utf-8").split("\n") if group else []
        # all begin with this character
        found = dict.fromkeys((first, *beginnings(words, 2)) if words else (), 0)
        found.update(zip(words, array("i", counts), strict=True))
        return found

    def count(self, word: str) -> int | None:
        """The count of a word; None where it is none. The other words of its character are not read.

        Raises:
            ValueError: as for `beginning_with`.
        """
        group, encoded = self._read_group(word[:1]), word.encode("utf-8", "surrogatepass")
        stop = group.find(b"\0")
        if not word or stop < 0:
            return None
        if group.endswith(b"\n" + encoded, 0, stop):
            at = stop - len(encoded)
        elif (before := group.rfind(b"\n%b\n" % encoded, 0, stop)) >= 0:
            at = before + 1
        elif group.startswith((encoded + b"\n", encoded + b"\0")):
            at = 0
        else:
            return None
        place = stop + 1 + _COUNT_SIZE * group.count(b"\n", 0, at)
        return int.from_bytes(group[place : place + _COUNT_SIZE], sys.byteorder)

    def begins_word(self, text: str) -> bool:
        """Whether a text is a word or what words begin with.

        Raises:
            ValueError: as for `beginning_with`.
        """
        words, _, _ = self._read_group(text[:1]).partition(b"\0")
        return b"\n" + text.encode("utf-8", "surrogatepass") in b"\n" + words

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


def beginnings(words: Iterable[str], size: int = 1) -> set[str]:
    """What longer ones of some words begin with, of so many characters or more."""
    found: set[str] = set()
    while words := [word for word in words if len(word) > size]:
        found.update([word[:size] for word in words])
        size += 1
    return found


def make_word_cache(made_of: str, total: int, words: Sequence[str], counts: Sequence[int], model: bytes) -> bytes:
    """The bytes of a word cache.

    Args:
        made_of: what tells this dictionary from others.
        total: the sum of all counts, as the dictionary counts it.
        words: of the dictionary; of a word that stands there twice the last one counts.
        counts: for each word how often it is seen, below 2 ** 31.
        model: what finds words that are not among these.
    """
    numbers = array("i", counts)
    parts: dict[str, tuple[list[str], array[int]]] = {}
    start = 0
    # most words stand beside those that begin as they do
    for first, group in groupby(words, itemgetter(0)):
        own = list(group)
        listed, counted = parts.setdefault(first, ([], array("i")))
        listed += own
        counted += numbers[start : start + len(own)]
        start += len(own)
    groups = ["\n".join(listed).encode() + b"\0" + counted.tobytes() for _, (listed, counted) in sorted(parts.items())]
    values = {"made_of": made_of, "total": total, "firsts": "".join(sorted(parts))}
    values |= {"model_size": len(model), "model_checksum": zlib.crc32(model)}
    head = json.dumps(values, ensure_ascii=False).encode()
    ends, checksums = array("I", accumulate(map(len, groups))), array("I", map(zlib.crc32, groups))
    about = head + ends.tobytes() + checksums.tobytes()
    sizes = (number.to_bytes(4, "little") for number in (len(head), len(about), zlib.crc32(about)))
    return b"".join((_MAGIC, *sizes, about, model, *groups))
