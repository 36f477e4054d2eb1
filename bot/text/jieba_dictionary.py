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

from bot.text.user_dictionary import UserDictionary
from bot.text.word_cache import WordCache, write_word_cache

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
        self._cache: WordCache | None = None
        if folder:
            self._read_from(folder)
        if not self._cache:
            self._load_all()

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
        """Loads jieba's own dictionary and user words.

        jieba takes half as long again, also from its cache in the temporary folder, which others may have written.
        """
        self.tokenizer.FREQ, self.tokenizer.total = _read_words(self._path)
        self.tokenizer.initialized = True
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

    def make_lattice(self) -> Lattice:
        """All words as arrays, which cut many texts in a third of the time."""
        # imported here because who asks a question does not need arrays of words
        from bot.text.lattice.lattice import Lattice

        with self._lock:
            tokenizer = self.tokenizer_for(self._cache.firsts) if self._cache else self.tokenizer
            lattice = Lattice(tokenizer.FREQ, tokenizer.total, _import_jieba().finalseg)
            if self._cache:
                self._forget(self._cache.total)
        return lattice

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

    def keep_in(self, folder: Path) -> None:
        """Keeps the words in a folder and not in memory, where all take 60 MB; in memory where it cannot be written."""
        if not self._cache:
            self.save_in(folder)
            with self._lock:
                self._read_from(folder)


def _read_words(path: Path) -> tuple[dict[str, int], int]:
    """The words of jieba's dictionary and their sum, as jieba has them: each with its count, what begins words with 0.

    Args:
        path: of a file with a word, its count and, not always, its part of speech on each line.
    """
    words: list[str] = []
    counts: list[int] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split()
        words.append(word)
        counts.append(int(count))
    found: dict[str, int] = {}
    longer, size = words, 1
    while longer := [word for word in longer if len(word) > size]:
        found.update(dict.fromkeys({word[:size] for word in longer}, 0))
        size += 1
    found.update(zip(words, counts, strict=True))
    return found, sum(counts)


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
