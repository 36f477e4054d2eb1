"""jieba, and the only file that imports it: words, and how likely a way of cutting is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

__all__ = ["is_word", "log_probability", "words", "words_for_search"]


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


def log_probability(text: str) -> float:
    """The natural logarithm of the probability of the likeliest way to cut a text (jieba's unigram model)."""
    tokenizer = _tokenizer()
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    return route[0][0]


# What jieba's dictionary counted less often than this may be a name or a slip.
_USUAL_WORD = 50


def is_word(text: str, *, usual: bool = True) -> bool:
    """Whether a text is one word of the dictionary, and if asked for a usual one."""
    frequency = _tokenizer().FREQ.get(text)
    return bool(frequency) and (not usual or frequency >= _USUAL_WORD)
