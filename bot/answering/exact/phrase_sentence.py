"""A sentence with the words of a question that it has, and the phrases in it: where they may begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from bot.answering.exact.named import TITLE
from bot.answering.exact.nearness import find_all
from bot.intent.word_kinds import CUES, read_word_kinds
from bot.speech.asking import EMPTY_CHARACTERS

# A phrase has at most so many words and characters.
MOST_WORDS, MOST_CHARACTERS = 9, 24

# From here on folded text without white space.
_BREAKS = frozenset(",。;:!?…()—")
_CLAUSE_ENDS = frozenset(",。;:!?")
OPENING, CLOSING = frozenset("“《‘"), frozenset("”》’")
# No phrase begins or ends with one of these.
_NO_ENDS = frozenset(CUES) | frozenset(
    "并 并且 而 但 也 都 就 还 又 则 使 上 下 中 里 内 外 时 后 前 之 所 其 该 此 这 那 他 她 它 他们 她们 我们 已 "
    "已经 正在 曾 曾经 可 可以 能 会 要 需 不 没有 未 介绍 告诉 其中 目前 日前 近日".split()
)
Ranges = frozenset[tuple[int, int]]
"""Where names begin and end in a sentence."""


class PhraseSentence:
    """A sentence with the words of the question that it has.

    Args:
        text: folded, without white space.
        words: together they are the text.
        asked: the question.
        terms: of the question, with how much each counts.
    """

    def __init__(self, text: str, words: Sequence[str], asked: str, terms: Mapping[str, float]) -> None:
        self.text, self.words = text, words
        self.borders = list(accumulate(map(len, words), initial=0))
        kinds = read_word_kinds()
        self.kinds = [kinds.get(word, "") for word in words]
        """Of each word what kind of word it is; "" for nouns and what is not frequent."""
        self.cues = list(map(CUES.get, words))
        """Of each word what it says of a phrase beside it; None for most."""
        # where a term of the question stands, how much it counts, and where it stands in the question, -1 for nowhere
        places = ((at, term, weight) for term, weight in terms.items() for at in find_all(text, term))
        self.places = [(*place, asked.find(place[1])) for place in places]
        self.said = bytearray(len(text))
        """For each character whether a term of the question has it."""
        for at, term, *_ in self.places:
            self.said[at : at + len(term)] = b"\1" * len(term)
        self._is_said = [
            all(self.said[self.borders[number] : self.borders[number + 1]])
            or (len(word) == 1 and word in asked and word not in EMPTY_CHARACTERS)
            for number, word in enumerate(words)
        ]
        marks = ((character in OPENING) - (character in CLOSING) for character in text)
        self._depths = list(accumulate(marks, initial=0))
        self._clauses = [0, *(at + 1 for at, character in enumerate(text) if character in _CLAUSE_ENDS), len(text)]

    def find_clause(self, at: int) -> tuple[int, int]:
        """The clause of a place in the text: where it begins, and where it ends, without the mark behind it."""
        number = bisect_right(self._clauses, at) - 1
        stop = self._clauses[min(number + 1, len(self._clauses) - 1)]
        return self._clauses[number], stop - (self.text[stop - 1] in _CLAUSE_ENDS)

    def is_inside_quotes(self, start: int, stop: int) -> bool:
        """Whether a part of the text lies inside quotation marks, or has one of a pair."""
        return self._depths[start] > 0 or self._depths[stop] > 0

    def find_phrases(self, names: Ranges, *, names_only: bool) -> Iterator[tuple[int, int]]:
        """The numbers of the first and the last word of each phrase.

        Args:
            names: are phrases wherever they stand.
            names_only: whether phrases are names: they begin and end with no function word, and may stand beside verbs.
        """
        words, borders = self.words, self.borders
        named = {start for start, _ in names}
        may_end = [self._may_end(last, names_only=names_only) for last in range(len(words))]
        ends_nothing = [self._ends_nothing(word, OPENING) for word in words]
        for first in range(len(words)):
            begins = self._may_begin(first, names_only=names_only)
            if self._ends_nothing(words[first], CLOSING) or not (begins or borders[first] in named):
                continue
            depth = 0
            for last in range(first, min(len(words), first + MOST_WORDS)):
                word = words[last]
                # “城市忆空间——档案文化体验馆” is one name
                is_break = word[0] in _BREAKS and not (depth and word[0] == "—")
                if is_break or borders[last + 1] - borders[first] > MOST_CHARACTERS:
                    break
                depth += (word in OPENING) - (word in CLOSING)
                if depth < 0:
                    break
                if depth or ends_nothing[last]:
                    continue
                if (begins and may_end[last]) or (borders[first], borders[last + 1]) in names:
                    yield first, last

    def read_cue_before(self, first: int) -> str:
        """What the word right before a phrase that begins with a word says of it."""
        return self._read_cue(first - 2 if first > 1 and self.words[first - 1] in OPENING else first - 1, "start")

    def read_cue_behind(self, last: int) -> str:
        """What the word right behind a phrase that ends with a word says of it."""
        is_closed = last + 2 < len(self.words) and self.words[last + 1] in CLOSING
        return self._read_cue(last + 2 if is_closed else last + 1, "end")

    def _read_cue(self, number: int, border: str) -> str:
        if not 0 <= number < len(self.words) or self.words[number][0] in _BREAKS:
            return border
        word = self.words[number]
        if word == "、":
            return "item"
        return CUES.get(word) or ("asked" if self._is_said[number] else self.kinds[number] or "other")

    @staticmethod
    def _ends_nothing(word: str, marks: frozenset[str]) -> bool:
        return word[0] in _BREAKS or word in _NO_ENDS or word in marks or word == "、"

    def _may_begin(self, first: int, *, names_only: bool) -> bool:
        word, before = self.words[first], self.words[first - 1] if first else ""
        if names_only and self.kinds[first] == "function":
            return False
        if not before or before[0] in _BREAKS or before in _NO_ENDS or self._is_said[first - 1]:
            return True
        if names_only and self.kinds[first - 1] in ("verb", "function", "time"):
            return True
        return before == "、" or before in OPENING | CLOSING or word in OPENING or TITLE.search(before) is not None

    def _may_end(self, last: int, *, names_only: bool) -> bool:
        word, behind = self.words[last], self.words[last + 1] if last + 1 < len(self.words) else ""
        if names_only and self.kinds[last] == "function":
            return False
        if not behind or behind[0] in _BREAKS or behind in _NO_ENDS or self._is_said[last + 1]:
            return True
        return (
            behind == "、"
            or behind in OPENING | CLOSING
            or word in CLOSING
            or (names_only and bool(self.kinds[last + 1]))
        )
