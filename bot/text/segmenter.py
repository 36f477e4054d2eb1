"""jieba, and the only file that imports it: words, and how likely a way of cutting is."""

from __future__ import annotations

import contextlib
import importlib
import math
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bot.text.user_words import NO_WORDS, UserWords
from bot.text.word_cache import WordFile, write_word_file

if TYPE_CHECKING:
    from jieba import Tokenizer

__all__ = [
    "block_around",
    "is_word",
    "joint_gain",
    "keep_words_in",
    "use_words",
    "user_words",
    "words",
    "words_at_length",
    "words_for_search",
    "words_inside",
    "words_of_all",
]

_WORD_FILE = "dictionary.words"
_lock = threading.RLock()


class _Dictionary:
    """jieba's tokenizer with the words that begin with the characters seen so far, or with all of them.

    All that jieba looks up while it cuts a text begins with a character of it: with the words of these characters it
    cuts as with all, and reading them takes a hundredth of the time.
    """

    def __init__(self, folder: Path | None) -> None:
        jieba = _jieba()
        # it reports its loading on standard error through a handler of its own
        jieba.setLogLevel(60)
        self.tokenizer: Tokenizer = jieba.Tokenizer()
        size = Path(str(jieba.__file__)).with_name(jieba.DEFAULT_DICT_NAME).stat().st_size
        own = f", words {_user_words.fingerprint}" if _user_words.words else ""
        self._made_of = f"jieba {jieba.__version__}, {size} bytes, {sys.byteorder}-endian{own}"
        self._seen: set[str] = set()
        self._file: WordFile | None = None
        if folder:
            with contextlib.suppress(OSError, ValueError):
                self._file = WordFile(folder / _WORD_FILE, self._made_of)
        if self._file:
            self.tokenizer.total = self._file.total
            self.tokenizer.initialized = True
        else:
            self._load_all()
            if folder:
                self.keep_in(folder)

    def _load_all(self) -> None:
        """Loads jieba's own dictionary, a second, or a third of one from its cache; and the operator's words."""
        self.tokenizer.initialized = False
        self.tokenizer.initialize()
        self._file = None
        for word, count in _user_words.words:
            self.tokenizer.add_word(word, count)

    def having(self, text: str) -> Tokenizer:
        """The tokenizer with all that it needs for a text."""
        if self._file and (new := set(text) - self._seen):
            with _lock:
                for character in new if self._file else ():
                    try:
                        self.tokenizer.FREQ.update(self._file.beginning_with(character))
                    except ValueError:
                        # the file has come to harm: jieba's own has not
                        path = self._file.path
                        self._load_all()
                        with contextlib.suppress(OSError):
                            path.unlink()
                            self.keep_in(path.parent)
                        break
                self._seen |= new
        return self.tokenizer

    def keep_in(self, folder: Path) -> None:
        """Writes the words to a folder where they are not there; nothing happens where that cannot be done."""
        path = folder / _WORD_FILE
        with contextlib.suppress(OSError, ValueError):
            WordFile(path, self._made_of)
            return
        with contextlib.suppress(OSError), _lock:
            if self._file:
                self._load_all()
            write_word_file(path, self._made_of, self.tokenizer.total, self.tokenizer.FREQ)


_dictionary: _Dictionary | None = None
_folder: Path | None = None
_user_words: UserWords = NO_WORDS


def _jieba() -> ModuleType:
    """jieba without pkg_resources, which it imports where it is installed, and only to open its own files."""
    if "jieba" in sys.modules or "pkg_resources" in sys.modules:
        return importlib.import_module("jieba")
    # what is None here cannot be imported, and jieba opens its files by itself
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("jieba")
    finally:
        del sys.modules["pkg_resources"]


def keep_words_in(folder: Path) -> None:
    """Keeps the dictionary in a folder from now on, in a form that takes no time to open.

    Args:
        folder: that of a stored index; where it cannot be written, the dictionary is loaded as ever.
    """
    global _folder
    with _lock:
        _folder = folder
        if _dictionary:
            _dictionary.keep_in(folder)


def use_words(words: UserWords) -> None:
    """Cuts with an operator's words from now on, as jieba does that has loaded them."""
    global _dictionary, _user_words
    with _lock:
        if words.words != _user_words.words:
            _dictionary = None
            joint_gain.cache_clear()
        _user_words = words


def user_words() -> UserWords:
    """The operator's words that are used."""
    return _user_words


def _having(text: str) -> Tokenizer:
    """jieba's tokenizer, loaded on first use, with all words that can stand in a text."""
    global _dictionary
    if _dictionary is None:
        with _lock:
            _dictionary = _dictionary or _Dictionary(_folder)
    return _dictionary.having(text)


def words(text: str) -> list[str]:
    """The words of a text in order, punctuation included; together they are the text."""
    return list(_having(text).cut(text))


def words_for_search(text: str) -> list[str]:
    """The words of a text, and for long words the words inside them as well, in order, punctuation included."""
    return list(_having(text).cut_for_search(text))


# Where rjieba cuts otherwise than jieba: Latin words and numbers with any of _ - . between them, but for 3.5 by itself;
# and characters that jieba does not take for Chinese. Compiled for the first corpus: no question needs them.
_OTHERWISE = "[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BLOCK = "\u4e00-\u9fd5a-zA-Z0-9+#&._%-"
_LATIN = "a-zA-Z0-9+#&._%-"
_JOINED = f"[{_BLOCK}]+"
_LATIN_POINT = "[._-]"
_PLAIN_NUMBER = f"(?<![{_LATIN}])[0-9]+[.][0-9]+(?![{_LATIN}])"
_OUTSIDE = re.compile(f"[^{_BLOCK}]")


def block_around(text: str, at: int) -> tuple[int, int]:
    """Where the block begins and ends that a place of a text stands in: jieba cuts each as if it were alone.

    An empty one where the character there belongs to none: a mark of punctuation, white space, a rare character.
    """
    outside = _OUTSIDE.search(text, at)
    stop = outside.start() if outside else len(text)
    start = at
    while stop > at and start and not _OUTSIDE.match(text, start - 1):
        start -= 1
    return start, stop


def words_of_all(texts: Iterable[str]) -> Iterator[list[str]]:
    """The words of many texts as `words_for_search` gives them: by rjieba, where it is installed.

    With an operator's words always by jieba: rjieba takes them, but counts all words together in another way, and cut
    one text in fifty otherwise when 300 such words were tried on the seeds and on random text.
    """
    if _user_words.words:
        return map(words_for_search, texts)
    try:
        import rjieba
    except ImportError:
        return map(words_for_search, texts)
    return (_quickly(text, rjieba.cut_for_search) for text in texts)


def _quickly(text: str, cut: Callable[[str], list[str]]) -> list[str]:
    """The words of a text by another tokenizer, and by jieba itself where the other is known to differ."""
    if re.search(_OTHERWISE, text):
        return words_for_search(text)
    if "." not in text and "-" not in text and "_" not in text:
        return cut(text)
    found: list[str] = []
    position = 0
    # both cut block by block
    for block in re.finditer(_JOINED, text):
        if re.search(_LATIN_POINT, re.sub(_PLAIN_NUMBER, "", block[0])):
            found += cut(text[position : block.start()])
            found += words_for_search(block[0])
            position = block.end()
    return found + cut(text[position:])


def words_inside(text: str) -> list[str]:
    """As `words_for_search`; by rjieba, if it has been loaded for something else."""
    rjieba = None if _user_words.words else sys.modules.get("rjieba")
    return _quickly(text, rjieba.cut_for_search) if rjieba else words_for_search(text)


def words_at_length(text: str) -> list[str]:
    """As `words`, for many texts: by rjieba, where it is installed, which takes a while to load."""
    if _user_words.words:
        return words(text)
    try:
        import rjieba
    except ImportError:
        return words(text)
    return words(text) if re.search(_OTHERWISE, text) or re.search(_LATIN_POINT, text) else list(rjieba.cut(text))


@lru_cache(maxsize=4096)
def joint_gain(left: str, right: str) -> float:
    """How much likelier two texts are as one text than cut apart between them; 0.0 where no word spans the border.

    The natural logarithm of the ratio of two probabilities: of the likeliest way to cut both as one text, and of the
    likeliest ways to cut each by itself (jieba's unigram model).
    """
    # only a word that spans the border makes a difference, and most often there is none
    if not _spans(left, right):
        return 0.0
    whole = _log_probabilities(left + right)
    return whole[0] - _log_probabilities(left)[0] - whole[len(left)]


def _spans(left: str, right: str) -> bool:
    """Whether a word of the dictionary begins in one text and ends in the next."""
    frequencies = _having(left + right).FREQ
    for start in range(len(left)):
        part = left[start:]
        # the dictionary holds every beginning of a word, too, with the frequency 0
        for character in right if part in frequencies else "":
            part += character
            if (frequency := frequencies.get(part)) is None:
                break
            if frequency:
                return True
    return False


def _log_probabilities(text: str) -> list[float]:
    """For a text from each of its characters on, and for no text: the natural logarithm of the probability of the
    likeliest way to cut it (jieba's unigram model).

    What jieba's `calc` finds, without the ways themselves: for a few characters that takes a quarter of the time.
    """
    tokenizer = _having(text)
    frequencies, total = tokenizer.FREQ, math.log(tokenizer.total)
    best = [0.0] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        ways = []
        for end in range(start + 1, len(text) + 1):
            if (frequency := frequencies.get(text[start:end])) is None:
                break
            if frequency:
                ways.append(math.log(frequency) - total + best[end])
        # a character that begins no word counts as if it had been seen once
        best[start] = max(ways) if ways else best[start + 1] - total
    return best


# What jieba's dictionary counted less often than this may be a name or a slip.
_USUAL_WORD = 50


def is_word(text: str, *, usual: bool = True) -> bool:
    """Whether a text is one word of the dictionary, and if asked for a usual one."""
    frequency = _having(text[:1]).FREQ.get(text)
    return bool(frequency) and (not usual or frequency >= _USUAL_WORD)
