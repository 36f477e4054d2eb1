"""jieba's dictionary, its words with their counts in a file, grouped by first character. No other module imports jieba.

jieba needs half a second to load its dictionary. To cut one sentence it needs only the words that begin with the
sentence's characters, and these few groups are read from this file in milliseconds.

The file has a magic line, the size and the CRC-32 of a JSON head (4 bytes each, little-endian), the head, and the
groups: the words with line breaks between them, a zero byte, and their counts (4 bytes each, in the machine's order).
"""

from __future__ import annotations

import contextlib
import importlib
import json
import mmap
import sys
import threading
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bot.runtime.file_replacement import replace_file
from bot.text.user_dictionary import UserDictionary

if TYPE_CHECKING:
    from jieba import Tokenizer

__all__ = ["Dictionary", "WordCache", "write_word_cache"]

_MAGIC = b"baowen words 1\n"
_COUNT_SIZE = array("i").itemsize
_NAME = "dictionary.words"


class WordCache:
    """A word cache, mapped into memory.

    Args:
        path: of the file that `write_word_cache` wrote.
        made_of: what it must have been made of.

    Attributes:
        total: the sum of all counts, as the dictionary counts it.

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
        # the first characters in order, and for each group where its bytes end and their CRC-32
        self._firsts: str = values["firsts"]
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
        at = bisect_left(self._firsts, first)
        if at == len(self._firsts) or self._firsts[at] != first:
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


class Dictionary:
    """jieba's tokenizer, with all words or only those that begin with the characters seen so far.

    All that jieba looks up while it cuts a text begins with a character of the text: with the words of these
    characters it cuts as with all words, and reading them takes a hundredth of the time.

    Args:
        user_dictionary: added to jieba's words.
        folder: where the words are cached; None for nowhere.
        most_words: of more words than these all are forgotten, to be read again; None for any number.
    """

    def __init__(self, user_dictionary: UserDictionary, folder: Path | None, most_words: int | None = None) -> None:
        jieba = _import_jieba()
        self.most_words = most_words
        # jieba reports its loading on standard error through a handler of its own.
        jieba.setLogLevel(60)
        self._make = jieba.Tokenizer
        self.tokenizer: Tokenizer = self._make()
        self._user_words = user_dictionary
        size = Path(str(jieba.__file__)).with_name(jieba.DEFAULT_DICT_NAME).stat().st_size
        words = f", words {user_dictionary.fingerprint}" if user_dictionary.words else ""
        self._made_of = f"jieba {jieba.__version__}, {size} bytes, {sys.byteorder}-endian{words}"
        self._lock = threading.RLock()
        self._seen: set[str] = set()
        self._cache: WordCache | None = None
        if folder:
            self._read_from(folder)
        if not self._cache:
            self._load_all()
            if folder:
                self.save_in(folder)
                # all words take 60 MB
                self._read_from(folder)

    def _read_from(self, folder: Path) -> None:
        """Forgets all words, to read them from a folder as they are needed; does nothing where it has not got them."""
        with contextlib.suppress(OSError, ValueError):
            self._cache = WordCache(folder / _NAME, self._made_of)
            self._forget(self._cache.total)

    def _forget(self, total: int) -> None:
        # another thread may be cutting with the old tokenizer, and reads this one before the characters seen
        tokenizer = self._make()
        tokenizer.total, tokenizer.initialized = total, True
        self._seen = set()
        self.tokenizer = tokenizer

    def _load_all(self) -> None:
        """Loads jieba's own dictionary, which takes a second, or half of one from jieba's cache, and user words."""
        self.tokenizer.initialized = False
        self.tokenizer.initialize()
        self._cache = None
        for word, count in self._user_words.words:
            self.tokenizer.add_word(word, count)

    def tokenizer_for(self, text: str) -> Tokenizer:
        """The tokenizer with all words that it needs for a text."""
        tokenizer = self.tokenizer
        if self._cache and set(text) - self._seen:
            with self._lock:
                if self._cache and self.most_words is not None and len(self.tokenizer.FREQ) > self.most_words:
                    self._forget(self._cache.total)
                new = set(text) - self._seen
                for character in new if self._cache else ():
                    try:
                        self.tokenizer.FREQ.update(self._cache.beginning_with(character))
                    except ValueError:
                        # Our cache is damaged: load jieba's own dictionary, and write the cache anew.
                        path = self._cache.path
                        self._load_all()
                        with contextlib.suppress(OSError):
                            path.unlink()
                            self.save_in(path.parent)
                        break
                self._seen |= new
                return self.tokenizer
        return tokenizer

    def count(self, word: str) -> int | None:
        """How often a word is counted, 0 for what only begins others; None where it is neither."""
        # another thread may load all words instead
        if (cache := self._cache) and not self._seen.issuperset(word[:1]):
            with contextlib.suppress(ValueError):
                return cache.count(word)
        count: int | None = self.tokenizer_for(word[:1]).FREQ.get(word)
        return count

    def save_in(self, folder: Path) -> None:
        """Writes all words to a folder that does not have them; does nothing where it cannot be written."""
        path = folder / _NAME
        with contextlib.suppress(OSError, ValueError):
            WordCache(path, self._made_of)
            return
        with contextlib.suppress(OSError), self._lock:
            if self._cache:
                self._load_all()
            write_word_cache(path, self._made_of, self.tokenizer.total, self.tokenizer.FREQ)


def _import_jieba() -> ModuleType:
    """jieba without pkg_resources, which it would import only to open its own files."""
    if "jieba" in sys.modules or "pkg_resources" in sys.modules:
        return importlib.import_module("jieba")
    # An import of a module that is None here fails, and jieba then opens its files by itself.
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("jieba")
    finally:
        del sys.modules["pkg_resources"]
