"""The words that a question is made of, how rare each is, and how much of it a text has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.intent.answer_pattern import begins_word
from bot.question.followup import is_pointing, may_be_subject
from bot.question.interpretation import Interpretation
from bot.retrieval.index import Index
from bot.retrieval.query import remove_question_words
from bot.text.characters import CJK, find_apart
from bot.text.patterns import COUNTING_CHARACTERS, compile_late
from bot.text.segmenter import Segmenter

# Words of two characters that stand in any question and say nothing of its subject.
EMPTY_WORDS = frozenset(
    "的话 有关 关于 一下 一个 这个 那个 哪个 现在 可以 需要 应该 如果 因为 所以 但是 还是 或者 以及 没有 不是 就是 "
    "这样 那样 这些 那些 我们 你们 他们 她们 咱们 人家 大家 自己 时候 东西 事情 情况 知道 告诉 请问 觉得 进行 属于 "
    "成为 作为 其中 之后 之前 以后 以前 最近 近来 报纸".split()
)
# The background rarity is the natural logarithm of one over the share of jieba's counted text that a word is.
LEAST_RARE, MOST_RARE = 1.0, 16.0
# What a number has, and what a word that the dictionary does not know has.
NUMBER_RARITY, UNKNOWN_RARITY = 9.0, 15.0
# A word that stands for the typed one counts for so much of it; so does each pair of characters of a longer word.
STAND_IN, PAIRS = 0.8, 0.7
# So do the characters of a word of two that neither the dictionary nor the corpus has, because it was cut badly:
# 做一个阀要几秒 is cut into 阀要 and 几秒.
CHARACTERS = 0.5
# A word from this rarity on says what a question is about. Of 650 pairs of an answered question and one of another
# subject that no article has, 37 show the article at hand, and 280 do without this rule.
TELLING = 10.5
_COUNTED = compile_late(f"(?:多少|几)(?=(?P<measure>[{COUNTING_CHARACTERS}])(?P<behind>[{CJK}]{{1,4}}))")
# 5 is no word of 2025, nor s of class.
_LATIN = re.compile("[a-z0-9]")


class AskedWord(NamedTuple):
    """A word of a question."""

    # folded
    text: str
    # in the corpus, and in Chinese text at large; both in nats
    idf: float
    rarity: float
    # other words for it, folded
    stand_ins: tuple[str, ...]
    # whether neither the dictionary nor the corpus has it
    unknown: bool = False

    def measure_presence(self, text: str) -> float:
        """How much of the word a folded text has, 0 to 1: all, a word that stands for it, or some of its characters."""
        if find_apart(text, self.text, _LATIN) >= 0 if self.text.isascii() else self.text in text:
            return 1.0
        if any(word in text for word in self.stand_ins):
            return STAND_IN
        if len(self.text) < 3:
            found = sum(character in text for character in self.text) if self.unknown else 0
            return CHARACTERS * found / len(self.text)
        pairs = [self.text[at : at + 2] for at in range(len(self.text) - 1)]
        return PAIRS * sum(pair in text for pair in pairs) / len(pairs)


def read_asked_words(interpretation: Interpretation, index: Index) -> Sequence[AskedWord]:
    """The words of a question, slips repaired, each once: those of two characters or more, Latin words and numbers."""
    segmenter = index.analyzer.segmenter
    expansions = (*interpretation.subjects, *interpretation.expansions, *interpretation.repairs)

    def stand_ins(word: str) -> Iterator[str]:
        for expansion in expansions:
            if word in expansion.typed or expansion.typed in word:
                yield from expansion.added

    words = interpretation.question.words
    if interpretation.repairs or interpretation.unsaid:
        words = segmenter.words(remove_question_words(f"{interpretation.repaired} {interpretation.unsaid}"))

    def read_word(word: str) -> AskedWord:
        idf = index.idf("words", word)
        unknown = idf == index.max_idf and not word.isascii() and not segmenter.is_word(word)
        return AskedWord(word, idf, _find_rarity(word, segmenter), tuple(stand_ins(word)), unknown)

    counted = set(_find_cut_badly(interpretation.question.folded))
    return [
        read_word(word)
        for word in dict.fromkeys(words)
        if word not in counted
        and (len(word) > 1 or (word.isascii() and word.isalnum()))
        and word.isalnum()
        and word not in EMPTY_WORDS
    ]


def names_subject(words: Sequence[AskedWord]) -> bool:
    """Whether one of some words says what a question is about: 护照去哪办, but not 三家都在村里吗."""
    return any(word.rarity >= TELLING and may_be_subject(word.text) for word in words)


def lacks_all(words: Sequence[AskedWord], text: str) -> bool:
    """Whether a text has none of some words, those that only point at a time or place left out; False for none."""
    words = [word for word in words if not is_pointing(word.text)]
    return bool(words) and not any(word.measure_presence(text) for word in words)


def _find_cut_badly(question: str) -> Iterator[str]:
    """The words that would begin with a measure word: 本书 of 几本书, 头牛 of 几头牛, but not 座位 of 多少座位."""
    for found in _COUNTED.finditer(question):
        if not begins_word(found["measure"], found["behind"]):
            yield found["measure"] + found["behind"][0]


def _find_rarity(word: str, segmenter: Segmenter) -> float:
    if word[0].isdigit():
        return NUMBER_RARITY
    rarity = segmenter.rarity(word)
    return UNKNOWN_RARITY if rarity is None else min(MOST_RARE, max(LEAST_RARE, rarity))
