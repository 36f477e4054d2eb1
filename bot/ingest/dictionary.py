"""jieba, and the only file that imports it: words, and how likely a way of cutting is."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

__all__ = ["is_word", "joint_gain", "words", "words_for_search"]


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    """jieba's tokenizer, loaded on first use: that takes about a second, or a third of one from jieba's own cache."""
    import jieba

    # it reports its loading on standard error through a handler of its own
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def words(text: str) -> list[str]:
    """The words of a text in order, punctuation included; together they are the text."""
    return list(_tokenizer().cut(text))


def words_for_search(text: str) -> list[str]:
    """The words of a text, and for long words the words inside them as well, in order, punctuation included."""
    return list(_tokenizer().cut_for_search(text))


@lru_cache(maxsize=4096)
def joint_gain(left: str, right: str) -> float:
    """How much likelier two texts are as one text than cut apart between them; 0.0 where no word spans the border.

    The natural logarithm of the ratio of two probabilities: of the likeliest way to cut both as one text, and of the
    likeliest ways to cut each by itself (jieba's unigram model).
    """
    # only a word that spans the border makes a difference, and most often there is none
    if not _spans(left, right):
        return 0.0
    return _log_probability(left + right) - _log_probability(left) - _log_probability(right)


def _spans(left: str, right: str) -> bool:
    """Whether a word of the dictionary begins in one text and ends in the next."""
    frequencies = _tokenizer().FREQ
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


def _log_probability(text: str) -> float:
    """The natural logarithm of the probability of the likeliest way to cut a text (jieba's unigram model).

    What jieba's `calc` finds, without the ways themselves: for a few characters that takes a quarter of the time.
    """
    frequencies, total = _tokenizer().FREQ, math.log(_tokenizer().total)
    # of the text from each character on
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
    return best[0]


# What jieba's dictionary counted less often than this may be a name or a slip.
_USUAL_WORD = 50


def is_word(text: str, *, usual: bool = True) -> bool:
    """Whether a text is one word of the dictionary, and if asked for a usual one."""
    frequency = _tokenizer().FREQ.get(text)
    return bool(frequency) and (not usual or frequency >= _USUAL_WORD)
