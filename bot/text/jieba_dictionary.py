"""jieba's dictionary with user words, in memory or read from a file as needed. No other module imports jieba."""

from __future__ import annotations

import contextlib
import importlib
import math
import sys
import threading
import warnings
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bot.runtime.file_replacement import replace_file
from bot.text.user_dictionary import UserDictionary
from bot.text.word_cache import WordCache, beginnings, make_word_cache

if TYPE_CHECKING:
    from jieba import Tokenizer

    from bot.text.lattice.lattice import Lattice

_NAME = "dictionary.words"


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
        self._make = _tokenizer_class(jieba)
        self.tokenizer: Tokenizer = self._make()
        self._path = Path(str(jieba.__file__)).with_name(jieba.DEFAULT_DICT_NAME)
        self._user_words = user_dictionary
        size = self._path.stat().st_size
        words = f", words {user_dictionary.fingerprint}" if user_dictionary.words else ""
        self._made_of = f"jieba {jieba.__version__}, {size} bytes, {sys.byteorder}-endian{words}"
        self._lock = threading.RLock()
        self._seen: set[str] = set()
        self._cache: WordCache
        if not (folder and self._read_from(folder)):
            self._load_all()

    def _read_from(self, folder: Path) -> bool:
        """Forgets all words, to read them from a folder as they are needed; False where it has not got them."""
        try:
            self._cache = WordCache.open(folder / _NAME, self._made_of)
        except (OSError, ValueError):
            return False
        self._forget()
        return True

    def _forget(self) -> None:
        # another thread may be cutting with the old tokenizer, and reads this one before the characters seen
        tokenizer = self._make()
        tokenizer.total, tokenizer.initialized = self._cache.total, True
        self._seen = set()
        self.tokenizer = tokenizer

    def _load_all(self) -> None:
        """Takes all words from jieba's own dictionary, and adds user words; none is parsed before it is needed."""
        words, counts = _read_words(self._path)
        total = sum(counts)
        if self._user_words.words:
            known = dict(zip(words, counts, strict=True))
            tokenizer = self._make()
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict.fromkeys(beginnings(known), 0), total, True
            tokenizer.FREQ.update(known)
            for word, count in self._user_words.words:
                tokenizer.add_word(word, count)
            known = {word: count for word, count in tokenizer.FREQ.items() if count}
            words, counts, total = list(known), list(known.values()), tokenizer.total
        self._cache = WordCache(make_word_cache(self._made_of, total, words, counts), self._made_of)
        self._forget()

    def tokenizer_for(self, text: str) -> Tokenizer:
        """The tokenizer with all words that it needs for a text."""
        tokenizer = self.tokenizer
        if set(text) - self._seen:
            with self._lock:
                if self.most_words is not None and len(self.tokenizer.FREQ) > self.most_words:
                    self._forget()
                new = set(text) - self._seen
                try:
                    groups = list(map(self._cache.beginning_with, new))
                except ValueError:
                    self._replace_damaged()
                    new = set(text)
                    groups = list(map(self._cache.beginning_with, new))
                for words in groups:
                    self.tokenizer.FREQ.update(words)
                self._seen |= new
                return self.tokenizer
        return tokenizer

    def _replace_damaged(self) -> None:
        """Loads jieba's own dictionary, and writes the file anew."""
        path = self._cache.path
        self._load_all()
        if path:
            with contextlib.suppress(OSError):
                path.unlink()
                self.save_in(path.parent)

    def count(self, word: str) -> int | None:
        """How often a word is counted; 0 or None where it is none."""
        if not self._seen.issuperset(word[:1]):
            with contextlib.suppress(ValueError):
                return self._cache.count(word)
        count: int | None = self.tokenizer_for(word[:1]).FREQ.get(word)
        return count

    def begins_word(self, text: str) -> bool:
        """Whether a text is a word or what words begin with."""
        if not self._seen.issuperset(text[:1]):
            with contextlib.suppress(ValueError):
                return self._cache.begins_word(text)
        return text in self.tokenizer_for(text[:1]).FREQ

    def make_lattice(self) -> Lattice:
        """All words as arrays, which cut many texts in a third of the time."""
        # imported here because who asks a question does not need arrays of words
        from bot.text.lattice.lattice import Lattice

        with self._lock:
            tokenizer = self.tokenizer_for(self._cache.firsts)
            lattice = Lattice(tokenizer.FREQ, tokenizer.total, _import_jieba().finalseg)
            self._forget()
        return lattice

    def save_in(self, folder: Path) -> None:
        """Writes all words to a folder that does not have them; does nothing where it cannot be written."""
        path = folder / _NAME
        with contextlib.suppress(OSError, ValueError):
            WordCache.open(path, self._made_of)
            return
        with contextlib.suppress(OSError), self._lock:
            if self._cache.path:
                self._load_all()
            with replace_file(path) as file:
                file.write(self._cache.data)

    def keep_in(self, folder: Path) -> None:
        """Keeps the words in a folder and not in memory, where all take 5 MB; in memory where it cannot be written."""
        if not self._cache.path:
            self.save_in(folder)
            with self._lock:
                self._read_from(folder)


def _read_words(path: Path) -> tuple[list[str], list[int]]:
    """The words of jieba's dictionary and their counts.

    Args:
        path: of a file with a word, its count and, not always, its part of speech on each line.
    """
    text = path.read_text(encoding="utf-8")
    parts = text.split()
    if len(parts) == 3 * text.count("\n") and all(map(str.isdecimal, parts[1::3])):
        # to take all lines together takes a third of the time
        return parts[::3], list(map(int, parts[1::3]))
    each = [line.split()[:2] for line in text.splitlines()]
    return [word for word, _ in each], [int(count) for _, count in each]


def _tokenizer_class(jieba: ModuleType) -> type[Tokenizer]:
    """jieba's tokenizer, which finds the likeliest words of a text in half of its own time."""

    class OneWalkTokenizer(jieba.Tokenizer):  # type: ignore[misc, name-defined]
        """Looks each word up when it is weighed: jieba does it in `get_DAG`, and once more in `calc`, called next."""

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:
            """Lists no words, because `calc` needs no list."""
            return {}

        def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[float, int]]) -> None:
            """Puts the end of the likeliest word that begins at each character into `route`, as jieba does."""
            count_of, log, log_total, size = self.FREQ.get, math.log, math.log(self.total), len(sentence)
            scores = [0.0] * (size + 1)
            for start in range(size - 1, -1, -1):
                stop, last, best = start + 1, start, -math.inf
                count = count_of(sentence[start])
                while count is not None:
                    # of words that are as likely the longest is taken
                    if count and (score := log(count) - log_total + scores[stop]) >= best:
                        best, last = score, stop - 1
                    if stop == size:
                        break
                    stop += 1
                    count = count_of(sentence[start:stop])
                # a character that begins no word counts as if it had been seen once
                scores[start] = best if best > -math.inf else scores[start + 1] - log_total
                route[start] = scores[start], last

    return OneWalkTokenizer


def _import_jieba() -> ModuleType:
    """jieba without pkg_resources, which it would import only to open its own files, and without Python's warnings.

    From 3.12 on Python warns aloud of old escapes in its regexes whenever it compiles it: where nothing was compiled at
    the installation (uv), or can be written.
    """
    if "jieba" in sys.modules:
        return importlib.import_module("jieba")
    if is_left_out := "pkg_resources" not in sys.modules:
        # An import of a module that is None here fails, and jieba then opens its files by itself.
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module("jieba")
    finally:
        if is_left_out:
            del sys.modules["pkg_resources"]
