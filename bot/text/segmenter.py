"""Chinese text → words, by jieba's dictionary and an operator's words. No other module imports rjieba."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from bot.text.jieba_dictionary import Dictionary
from bot.text.lattice.tokenizer import BLOCK, Tokenizer
from bot.text.normalization import fold
from bot.text.user_dictionary import NO_USER_DICTIONARY, UserDictionary

if TYPE_CHECKING:
    from bot.text.lattice.lattice import Lattice

# A word that jieba's dictionary counts less often than this may be a name or a slip.
_USUAL_COUNT = 50
# rjieba cuts these characters differently from jieba, which takes them for no Chinese ones.
_RARE = "[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# rjieba cuts Latin words and numbers differently where one of these follows in them, except for a plain 3.5 or 3.5%.
# The patterns are not compiled here because a single question does not need them.
_LATIN = "a-zA-Z0-9+#&._%-"
_LATIN_POINT = "[a-zA-Z0-9+#&%][._-]"
_PLAIN_NUMBER = f"(?<![{_LATIN}])[0-9]+[.][0-9]+%?(?![{_LATIN}])"
# rjieba takes about as long to load as jieba takes to cut so many characters, .12 s of processor time.
_WORTH_LOADING = 20_000
# So many of jieba's words take 12 MB.
_FEW_WORDS = 100_000
# So many texts are cut in one call.
_LINES_AT_ONCE = 256
# A lattice cuts so many blocks in one call, and blocks of more characters alone, because the longest decides how many
# steps the call has.
_BLOCKS_AT_ONCE, _LONGEST_BLOCK = 16_384, 256


class Segmenter:
    """Cuts text into words. Threads may share one.

    jieba's dictionary is loaded with the first text. rjieba gives the same words twelve times as fast, and is loaded
    after some thousand characters, because a process that answers one question would wait for it. A segmenter that is
    pickled for another process becomes the shared segmenter of that process with the same user words.

    Args:
        user_dictionary: words of an operator, which are added to jieba's dictionary.
    """

    # whether another process can make the same one
    is_shared = True
    # a pattern of what is cut without a look at the rest of a text; what it leaves out are words of one character
    blocks = f"[{BLOCK}]+|\\w"

    def __init__(self, user_dictionary: UserDictionary = NO_USER_DICTIONARY) -> None:
        self.user_dictionary = user_dictionary
        self._lock = threading.RLock()
        self._cache_folder: Path | None = None
        self._dictionary: Dictionary | None = None
        # how many were cut so far, counted until rjieba is worth loading
        self._characters = 0
        self._gains = lru_cache(maxsize=4096)(self._joint_gain)
        self.inner_words: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=1 << 15)(self._find_inner_words)
        self._count = lru_cache(maxsize=1 << 14)(self._look_up_count)
        self._is_small = False
        # made by `load_for_indexing` where there is no rjieba
        self._lattice: Lattice | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return shared_segmenter, (self.user_dictionary,)

    def cache_in(self, folder: Path) -> None:
        """Keeps the dictionary in a folder from now on, in a form that opens in no time.

        Args:
            folder: of a stored index; if it cannot be written, the dictionary is loaded from jieba.
        """
        with self._lock:
            self._cache_folder = folder
            if self._dictionary:
                self._dictionary.save_in(folder)

    def stay_small(self) -> None:
        """Does without rjieba from now on, whose dictionary takes 70 MB, and keeps few of jieba's words in memory.

        For a process that cuts questions only, with a dictionary that `cache_in` keeps.
        """
        with self._lock:
            self._is_small = True
            if self._dictionary:
                self._dictionary.most_words = _FEW_WORDS

    def _load_dictionary(self, *, keep: bool = True) -> Dictionary:
        if self._dictionary is None:
            with self._lock:
                if self._dictionary is None:
                    most = _FEW_WORDS if self._is_small else None
                    self._dictionary = Dictionary(self.user_dictionary, self._cache_folder, most)
                    if self._cache_folder and keep:
                        self._dictionary.keep_in(self._cache_folder)
        return self._dictionary

    def _tokenizer(self, text: str) -> Tokenizer:
        """The tokenizer with all words that can occur in a text."""
        return self._load_dictionary().tokenizer_for(text)

    @cached_property
    def _rjieba(self) -> ModuleType | None:
        """rjieba where it can be imported; None with user words.

        rjieba takes user words but counts all words together differently: with 300 words it cut one text in fifty of
        the seeds and of random text differently from jieba.
        """
        if self.user_dictionary.words or self._is_small:
            return None
        try:
            import rjieba
        except ImportError:
            return None
        return rjieba

    def load_words(self) -> None:
        """Opens jieba's dictionary, so that processes that are forked share it.

        Who forks need not wait until it is written: `load` does that.
        """
        self._load_dictionary(keep=False)

    def load(self) -> None:
        """Loads rjieba and jieba's dictionary now, so that processes that are forked share them."""
        dictionary = self._load_dictionary(keep=False)
        if self._cache_folder:
            dictionary.keep_in(self._cache_folder)
        self._characters = _WORTH_LOADING
        self._cut("", "cut")

    def load_for_indexing(self) -> None:
        """As `load`; where there is no rjieba it makes a lattice, too, by which many texts are cut, and no question."""
        if self._rjieba is None and self._lattice is None:
            self._lattice = self._load_dictionary(keep=False).make_lattice()
        self.load()

    def words(self, text: str) -> list[str]:
        """The words of a text in order, punctuation included; put together they are the text."""
        return self._cut(text, "cut")

    def words_for_search(self, text: str) -> list[str]:
        """As `words`; each word of three characters and more comes after the shorter words inside it."""
        return self._cut(text, "cut_for_search")

    def _find_inner_words(self, word: str) -> tuple[str, ...]:
        """The shorter words inside a word of three characters or more, as `words_for_search` gives them before it."""
        rjieba = self._rjieba if self._characters >= _WORTH_LOADING else None
        is_word = rjieba.has_word if rjieba else self._tokenizer(word).counts.get
        sizes = (2, 3)[: len(word) - 2]
        parts = [word[start : start + size] for size in sizes for start in range(len(word) - size + 1)]
        return tuple(filter(is_word, parts))

    def words_of_all(self, texts: Iterable[str]) -> Iterator[list[str]]:
        """The words of many texts without line breaks, in pieces; after each text comes the word "\\n"."""
        if self._lattice:
            yield from self._words_by_lattice(texts, self._lattice)
            return
        lines: list[str] = []
        for text in texts:
            if "." in text or "-" in text or "_" in text or self._characters < _WORTH_LOADING or not self._rjieba:
                yield self._cut_lines(lines)
                lines.clear()
                yield [*self.words(text), "\n"]
                continue
            lines.append(text)
            if len(lines) == _LINES_AT_ONCE:
                yield self._cut_lines(lines)
                lines.clear()
        yield self._cut_lines(lines)

    def _words_by_lattice(self, texts: Iterable[str], lattice: Lattice) -> Iterator[list[str]]:
        """As `words_of_all`."""
        is_block = re.compile(f"[{BLOCK}]{{1,{_LONGEST_BLOCK}}}|\\w").fullmatch
        blocks: list[str] = []
        for text in texts:
            alone = not is_block(text)
            if alone or len(blocks) == _BLOCKS_AT_ONCE:
                yield lattice.words_of_all(blocks)
                blocks.clear()
            if alone:
                yield [*self.words(text), "\n"]
            else:
                blocks.append(text)
        yield lattice.words_of_all(blocks)

    def _cut_lines(self, lines: Sequence[str]) -> list[str]:
        """The words of some texts without points, with "\\n" after each text. rjieba is loaded if there are any."""
        if not lines or self._rjieba is None:
            return []
        # rjieba cuts each line of a text by itself, and one call is quicker than many
        whole = "\n".join(lines)
        if re.search(_RARE, whole):
            return [word for line in lines for word in (*self.words(line), "\n")]
        words: list[str] = self._rjieba.cut(whole)
        words.append("\n")
        return words

    def _cut(self, text: str, how: Literal["cut", "cut_for_search"]) -> list[str]:
        """The words by rjieba once it is worth loading, and by jieba where rjieba cuts differently."""
        if self._characters < _WORTH_LOADING:
            self._characters += len(text)
            rjieba = None
        else:
            rjieba = self._rjieba
        if rjieba is None or re.search(_RARE, text):
            return list(getattr(self._tokenizer(text), how)(text))
        cut: Callable[[str], list[str]] = getattr(rjieba, how)
        if "." not in text and "-" not in text and "_" not in text:
            return cut(text)
        words: list[str] = []
        position = 0
        for block in re.finditer(f"[{BLOCK}]+", text):
            if re.search(_LATIN_POINT, re.sub(_PLAIN_NUMBER, "", block[0])):
                words += cut(text[position : block.start()])
                words += getattr(self._tokenizer(block[0]), how)(block[0])
                position = block.end()
        return words + cut(text[position:])

    def is_word(self, text: str, *, usual: bool = True) -> bool:
        """Whether a text is one word of the dictionary; with `usual`, one that the dictionary counts often."""
        return self._count(text) >= (_USUAL_COUNT if usual else 1)

    def _look_up_count(self, text: str) -> int:
        """How often the dictionary counts a word; 0 where it is none."""
        count = self._load_dictionary().count
        if known := count(text):
            return known
        # the dictionary has Simplified characters
        folded = fold(text)
        return (folded != text and count(folded)) or 0

    def rarity(self, word: str) -> float | None:
        """How rare a word is in the text that the dictionary was counted in; None where it is no word of it.

        The natural logarithm of one over the share of that text's words that it is.
        """
        count = self._count(word)
        return math.log(self._load_dictionary().tokenizer.total / count) if count else None

    def joint_gain(self, left: str, right: str) -> float:
        """How much likelier two texts are as one text than as two; 0.0 where no word spans the border between them.

        The natural logarithm of the ratio of two probabilities under jieba's unigram model: that of the likeliest way
        to cut both as one text, and that of the likeliest ways to cut each by itself.
        """
        return self._gains(left, right)

    def _joint_gain(self, left: str, right: str) -> float:
        # Only a word that spans the border makes a difference, and mostly there is none.
        if not self._word_spans_border(left, right):
            return 0.0
        whole = self._log_probabilities(left + right)
        return whole[0] - self._log_probabilities(left)[0] - whole[len(left)]

    def _word_spans_border(self, left: str, right: str) -> bool:
        """Whether a word of the dictionary begins in one text and ends in the next."""
        dictionary = self._load_dictionary()
        for start in range(len(left)):
            part = left[start:]
            for character in right if dictionary.begins_word(part) else "":
                part += character
                if dictionary.count(part):
                    return True
                if not dictionary.begins_word(part):
                    break
        return False

    def _log_probabilities(self, text: str) -> list[float]:
        """For each suffix of a text, the empty one last: the natural logarithm of the probability of its likeliest cut.

        What jieba finds under its unigram model, without the cut itself.
        """
        return self._tokenizer(text).weigh(text)[0]


class OwnSegmenter(Segmenter):
    """Cuts text by a function. Which words are usual, and how rare they are, is still told by jieba's dictionary.

    Args:
        cut: gives the words of a text in order, punctuation and white space included. Several threads may call it.
    """

    is_shared = False
    # what the function looks at is not known
    blocks = r"[^\n]+"

    def __init__(self, cut: Callable[[str], Iterable[str]]) -> None:
        super().__init__()
        self._own_cut = cut
        self._rjieba = None
        # the function does not tell them
        self.inner_words = lambda word: ()

    def load(self) -> None:
        """Loads nothing: the function is ready."""

    def load_for_indexing(self) -> None:
        """As `load`."""

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a retriever with a segmenter of its own is not pickled: make it where it is used")

    def _cut(self, text: str, how: Literal["cut", "cut_for_search"]) -> list[str]:
        cut = self._own_cut(text)
        words = list(cut) if isinstance(cut, Iterable) else [cut]
        if not all(isinstance(word, str) for word in words):
            raise TypeError(f"segmenter gives the words of {text!r:.60} as texts, not {words!r:.60}")
        if "".join(words) != text:
            raise ValueError(f"segmenter gives words of {text!r:.60} that put together are another text: {words!r:.60}")
        return words


@lru_cache(maxsize=8)
def shared_segmenter(user_dictionary: UserDictionary) -> Segmenter:
    """The segmenter with some user words that all of this process shares, because a dictionary takes 60 MB."""
    return Segmenter(user_dictionary)


def default_segmenter() -> Segmenter:
    """The shared segmenter without user words: the reader's, so that reading pages does not depend on an operator."""
    return shared_segmenter(NO_USER_DICTIONARY)
