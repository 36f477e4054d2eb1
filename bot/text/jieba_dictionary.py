"""jieba's dictionary and model with user words, in memory or read from a file as needed.

No other module imports jieba, and this one only where there is no file yet: it takes a tenth of the time of a question.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
import threading
import warnings
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bot.runtime.file_replacement import replace_file
from bot.text.lattice.tokenizer import Tokenizer
from bot.text.user_dictionary import UserDictionary
from bot.text.word_cache import WordCache, beginnings, make_word_cache

if TYPE_CHECKING:
    from bot.text.lattice.lattice import Lattice
    from bot.text.lattice.unknown_words import UnknownWords

_NAME = "dictionary.words"


class Dictionary:
    """A tokenizer that cuts as jieba does, with the words that begin with the characters seen so far.

    All that is looked up while a text is cut begins with a character of the text: with the words of these characters
    it is cut as with all words, and reading them takes a hundredth of the time.

    Args:
        user_dictionary: added to jieba's words.
        folder: where the words are cached; None for nowhere.
        most_words: of more words than these all are forgotten, to be read again; None for any number.
    """

    def __init__(self, user_dictionary: UserDictionary, folder: Path | None, most_words: int | None = None) -> None:
        self.most_words = most_words
        self.tokenizer: Tokenizer
        self._path = _find_jieba() / "dict.txt"
        self._user_words = user_dictionary
        sizes = [path.stat().st_size for path in (self._path, self._path.parent / "finalseg" / "prob_emit.py")]
        words = f", words {user_dictionary.fingerprint}" if user_dictionary.words else ""
        self._made_of = f"jieba of {sizes} bytes, {sys.byteorder}-endian{words}"
        self._lock = threading.RLock()
        self._seen: set[str] = set()
        self._unknown_words: UnknownWords | None = None
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
        tokenizer = Tokenizer(self._cache.total, self._cut_unknown)
        self._seen = set()
        self.tokenizer = tokenizer

    def _cut_unknown(self, run: str) -> tuple[str, ...]:
        return self._find_unknown_words().cut(run)

    def _find_unknown_words(self) -> UnknownWords:
        if self._unknown_words is None:
            # imported here because not every question has unknown words
            from bot.text.lattice.unknown_words import UnknownWords

            with self._lock:
                try:
                    model = self._cache.read_model()
                except ValueError:
                    self._replace_damaged()
                    model = self._cache.read_model()
                self._unknown_words = UnknownWords(model)
        return self._unknown_words

    def _load_all(self) -> None:
        """Takes all words from jieba's own dictionary, and adds user words; none is parsed before it is needed."""
        from bot.text.lattice.unknown_words import make_model

        jieba = _import_jieba()
        words, counts = _read_words(self._path)
        total = sum(counts)
        if self._user_words.words:
            known = dict(zip(words, counts, strict=True))
            tokenizer = jieba.Tokenizer()
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict.fromkeys(beginnings(known), 0), total, True
            tokenizer.FREQ.update(known)
            for word, count in self._user_words.words:
                tokenizer.add_word(word, count)
            known = {word: count for word, count in tokenizer.FREQ.items() if count}
            words, counts, total = list(known), list(known.values()), tokenizer.total
        model = make_model(jieba.finalseg)
        self._cache = WordCache(make_word_cache(self._made_of, total, words, counts, model), self._made_of)
        self._forget()

    def tokenizer_for(self, text: str) -> Tokenizer:
        """The tokenizer with all words that it needs for a text."""
        tokenizer = self.tokenizer
        if set(text) - self._seen:
            with self._lock:
                if self.most_words is not None and len(self.tokenizer.counts) > self.most_words:
                    self._forget()
                new = set(text) - self._seen
                try:
                    groups = list(map(self._cache.beginning_with, new))
                except ValueError:
                    self._replace_damaged()
                    new = set(text)
                    groups = list(map(self._cache.beginning_with, new))
                for words in groups:
                    self.tokenizer.counts.update(words)
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
        return self.tokenizer_for(word[:1]).counts.get(word)

    def begins_word(self, text: str) -> bool:
        """Whether a text is a word or what words begin with."""
        if not self._seen.issuperset(text[:1]):
            with contextlib.suppress(ValueError):
                return self._cache.begins_word(text)
        return text in self.tokenizer_for(text[:1]).counts

    def make_lattice(self) -> Lattice:
        """All words as arrays, which cut many texts in a third of the time."""
        # imported here because who asks a question does not need arrays of words
        from bot.text.lattice.lattice import Lattice

        with self._lock:
            tokenizer = self.tokenizer_for(self._cache.firsts)
            lattice = Lattice(tokenizer.counts, tokenizer.total, self._find_unknown_words())
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


def _find_jieba() -> Path:
    """The folder of jieba, which is not imported."""
    spec = importlib.util.find_spec("jieba")
    if spec is None:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Path(str(spec.origin)).parent


def _import_jieba() -> ModuleType:
    """jieba without pkg_resources, which it would import only to open its own files, and without Python's warnings.

    From 3.12 on Python warns aloud of old escapes in its regexes whenever it compiles it: where nothing was compiled at
    the installation (uv), or can be written.
    """
    if is_left_out := "pkg_resources" not in sys.modules:
        # An import of a module that is None here fails, and jieba then opens its files by itself.
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if is_left_out:
            del sys.modules["pkg_resources"]
    return jieba  # type: ignore[no-any-return]
