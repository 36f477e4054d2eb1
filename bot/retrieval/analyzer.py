"""Text → terms, in one way for what is indexed and for what is asked.

There are three fields of terms: words (jieba, search mode), pairs of neighbouring Chinese characters, and single
characters. Text is folded first, so that full and half width, capitals and small letters, Traditional and Simplified
characters match each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, count, islice
from operator import add
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.term_list import TermList
from bot.text.characters import CJK, code_points
from bot.text.normalization import fold, fold_all
from bot.text.patterns import compile_late
from bot.text.segmenter import Segmenter, default_segmenter

Field = str
FIELDS: tuple[Field, ...] = ("words", "pairs", "singles")

# A Latin word or a number. Points may stand within it, as in 3.5 and bot.py, but a point at its end closes a sentence.
_LATIN = "[a-z0-9%](?:[a-z0-9.%]*[a-z0-9%])?"
_FIRST_CJK = CJK[0]
_RUN = compile_late(f"[{CJK}]+|{_LATIN}")
_SINGLE = compile_late(f"[{CJK}]|{_LATIN}")
# Code points that are looked up one by one; all above are looked up as the last, because Unicode has no letters there.
_CODES = 0x40001


@dataclass(frozen=True)
class Analyzer:
    """Makes terms of texts. An index keeps the analyzer that it was made with, and questions are analyzed by it."""

    segmenter: Segmenter = field(default_factory=default_segmenter)
    # whether Traditional characters become Simplified ones
    traditional: bool = True
    # words, folded, that are not looked up where a question has them
    stop_words: frozenset[str] = frozenset()

    def analyze(self, text: str) -> Terms:
        """The terms of a text as printed or typed."""
        return self.terms(fold(text, self.traditional))

    def terms(self, folded: str) -> Terms:
        """The terms of a text that is folded already."""
        return Terms(folded, self.segmenter)

    def analyze_all(self, texts: Sequence[str], cut: CutBlocks | None = None) -> dict[Field, NumberedTerms]:
        """For each field the terms of many texts as printed, as `analyze` gives them for one.

        Args:
            texts: as printed.
            cut: what was cut before, by this analyzer's segmenter.
        """
        folded = fold_all(texts, self.traditional)
        characters = _Characters(folded)
        return {
            "words": (cut or CutBlocks(self.segmenter)).terms(folded),
            "pairs": characters.pairs(),
            "singles": characters.singles(),
        }

    def word_borders(self, folded: Sequence[str]) -> npt.NDArray[np.bool_]:
        """As `CutBlocks.word_borders`."""
        return CutBlocks(self.segmenter).word_borders(folded)


@dataclass(frozen=True)
class Terms:
    """The terms of one folded text: each field in order, a term as often as it occurs. They are made when asked for."""

    folded: str
    segmenter: Segmenter

    @cached_property
    def words(self) -> list[str]:
        """The words, and the shorter words inside long ones, without punctuation."""
        return list(_words(self.folded, self.segmenter))

    @cached_property
    def pairs(self) -> list[str]:
        """The pairs of neighbouring Chinese characters, a lone one alone; a Latin word or a number is one term."""
        return _pairs(self.folded)

    @cached_property
    def singles(self) -> list[str]:
        """The single Chinese characters; a Latin word or a number is one term."""
        return _singles(self.folded)

    def field(self, name: Field) -> list[str]:
        """The terms of one of FIELDS."""
        terms: list[str] = getattr(self, name)
        return terms


def _words(folded: str, segmenter: Segmenter) -> Iterator[str]:
    return filter(_is_term, segmenter.words_for_search(folded))


@lru_cache(maxsize=65536)
def _is_term(word: str) -> bool:
    """Whether a word has any letter, character or digit: else it is punctuation or white space."""
    return any(map(str.isalnum, word))


def _pairs(folded: str) -> list[str]:
    terms: list[str] = []
    for run in _RUN.findall(folded):
        if len(run) < 3 or run[0] < _FIRST_CJK:
            terms.append(run)
        else:
            terms += map(add, run, run[1:])
    return terms


def _singles(folded: str) -> list[str]:
    return _SINGLE.findall(folded)


class NumberedTerms(NamedTuple):
    """The terms of one field of some texts, as numbers.

    The terms of text i are `terms[number]` for each of `numbers[offsets[i]:offsets[i + 1]]`.
    """

    terms: TermList
    numbers: npt.NDArray[np.int32]
    # one more than there are texts
    offsets: npt.NDArray[np.int64]


class CutBlocks:
    """The words of the blocks of many texts, which are cut once each.

    Most blocks of a batch occur several times: in a passage, in a sentence, and in the lead of each passage.

    Args:
        segmenter: cuts the blocks, and says what a block is.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._blocks = re.compile(f"{segmenter.blocks}|\n")
        # A new block, or a new word, gets the next number when it is looked up; 0 is the line break.
        self._block_numbers: defaultdict[str, int] = defaultdict(count(1).__next__, {"\n": 0})
        self._word_numbers: defaultdict[str, int] = defaultdict(count(1).__next__, {"\n": 0})
        # the words of all blocks with a line break after each block, and where those of each begin
        self._words = np.empty(0, np.int64)
        self._starts = np.zeros(2, np.int64)

    def word_borders(self, folded: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Where words begin in folded texts that have a line break between each two; the breaks count as words.

        Returns:
            An array with a value for each character, and True at the end.
        """
        numbers, _ = self._cut(folded)
        lengths = np.fromiter(map(len, self._word_numbers), np.int64, len(self._word_numbers))
        ends = np.concatenate(([0], np.cumsum(lengths[self._words])))
        begins_of_blocks = np.zeros(int(ends[-1]), bool)
        begins_of_blocks[ends[:-1]] = True
        # where each block begins among the characters of all
        starts = ends[self._starts]
        begins = np.ones(sum(map(len, folded)) + max(1, len(folded)), bool)
        in_block = np.flatnonzero(_look_up(self._segmenter.blocks, code_points("\n".join(folded))))
        begins[in_block] = begins_of_blocks[_ranges(starts[numbers], starts[numbers + 1] - 1)]
        return begins

    def terms(self, folded: Sequence[str]) -> NumberedTerms:
        """The terms of the field "words" of some folded texts."""
        numbers, ends = self._cut(folded)
        inner = self._segmenter.inner_words
        terms_of = [
            ((*inner(word), word) if len(word) > 2 else (word,)) if word.isalnum() or _is_term(word) else ()
            for word in self._word_numbers
        ]
        own = list(chain.from_iterable(terms_of))
        terms = sorted(set(own))
        rank = {term: number for number, term in enumerate(terms)}
        term_numbers = np.fromiter(map(rank.__getitem__, own), np.int32, len(own))
        # the blocks of the texts, their words, the terms of these; and where each kind ends
        words = self._words[_ranges(self._starts[numbers], self._starts[numbers + 1])]
        ends_of_blocks = np.cumsum(np.diff(self._starts)[numbers])
        starts = np.cumsum([0, *map(len, terms_of)], dtype=np.int64)
        found = term_numbers[_ranges(starts[words], starts[words + 1])]
        ends_of_words = np.cumsum(np.diff(starts)[words])
        used = np.flatnonzero(np.bincount(found, minlength=len(terms)))
        if len(used) < len(terms):
            # the others are of texts that were cut before
            terms = [terms[number] for number in used.tolist()]
            found = np.searchsorted(used, found).astype(np.int32)
        of_texts = [0, *ends.tolist()]
        offsets = np.concatenate(([0], ends_of_words))[np.concatenate(([0], ends_of_blocks))[of_texts]]
        return NumberedTerms(TermList.from_terms(terms), found, offsets)

    def _cut(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """The numbers of the blocks of some texts, and how many blocks there are up to the end of each text."""
        found = self._blocks.findall("\n".join([*texts, ""]))
        before = len(self._block_numbers)
        numbers = np.fromiter(map(self._block_numbers.__getitem__, found), np.int64, len(found))
        new = islice(self._block_numbers, before, None)
        each = chain.from_iterable(self._segmenter.words_of_all(new))
        words = np.fromiter(map(self._word_numbers.__getitem__, each), np.int64)
        ends = np.flatnonzero(words == 0) + 1
        self._starts = np.concatenate([self._starts, self._starts[-1] + ends])
        self._words = np.concatenate([self._words, words])
        is_block = numbers > 0
        return numbers[is_block], np.cumsum(is_block, dtype=np.int64)[~is_block]


def _ranges(starts: npt.NDArray[np.int64], stops: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The numbers from each start up to its stop, one range after the other."""
    sizes = stops - starts
    ends = np.cumsum(sizes)
    numbers: npt.NDArray[np.int64] = np.repeat(starts - (ends - sizes), sizes)
    numbers += np.arange(len(numbers))
    return numbers


@lru_cache(maxsize=4)
def _matches_by_code(pattern: str) -> npt.NDArray[np.bool_]:
    """For each code point below `_CODES` whether a pattern matches it; the last stands for all higher ones, too."""
    table = np.zeros(_CODES, bool)
    every = np.arange(len(table), dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    # most letters of other scripts match one by one, and stand together
    for run in re.finditer(f"(?:{pattern})+", every):
        table[run.start() : run.end()] = True
    return table


def _look_up(pattern: str, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """For each code point whether a pattern of single characters or runs matches it."""
    return _matches_by_code(pattern)[np.minimum(codes, _CODES - 1)]


class _Characters:
    """Some folded texts as code points, whose terms of one and of two characters are numbered at once.

    Args:
        folded: the texts, without line breaks.
    """

    def __init__(self, folded: Sequence[str]) -> None:
        whole = "\n".join(folded)
        self._codes = code_points(whole)
        self._is_cjk = _look_up(f"[{CJK}]+", self._codes)
        # where each text begins, and where one after the last would
        self._starts = np.cumsum([0, *(len(text) + 1 for text in folded)], dtype=np.int64)
        self._latin = [(match.start(), match[0]) for match in re.finditer(_LATIN, whole)]
        self._latin_terms = sorted({word for _, word in self._latin})
        # the Chinese characters, each once, and the position of each code point among them
        is_used = np.zeros(_CODES, bool)
        is_used[self._codes[self._is_cjk]] = True
        self._characters = np.flatnonzero(is_used)
        self._rank = np.zeros(_CODES, np.int64)
        self._rank[self._characters] = np.arange(len(self._characters))

    def singles(self) -> NumberedTerms:
        """The terms of the field "singles"."""
        own = np.full(len(self._codes), -1, np.int64)
        own[self._is_cjk] = self._rank[self._codes[self._is_cjk]]
        return self._numbered(own, lambda own: self._characters[own][:, np.newaxis])

    def pairs(self) -> NumberedTerms:
        """The terms of the field "pairs"."""
        is_cjk, base = self._is_cjk, len(self._characters) + 1
        own = np.full(len(self._codes), -1, np.int64)
        first = np.flatnonzero(is_cjk[:-1] & is_cjk[1:])
        own[first] = self._rank[self._codes[first]] * base + self._rank[self._codes[first + 1]] + 1
        beside = np.concatenate((is_cjk[1:], [False])) | np.concatenate(([False], is_cjk))[: len(is_cjk)]
        lone = is_cjk & ~beside
        own[lone] = self._rank[self._codes[lone]] * base
        # 0 in the second column is for no character
        after = np.concatenate(([0], self._characters))
        return self._numbered(own, lambda own: np.stack([self._characters[own // base], after[own % base]], axis=1))

    def _numbered(
        self,
        own: npt.NDArray[np.int64],
        decode: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.int64]],
    ) -> NumberedTerms:
        """The terms of one field.

        Args:
            own: for each character a number of the term that begins there, in the order of the terms; -1 for none.
            decode: gives for such numbers the code points of the terms, a row each, with 0 after the last one.
        """
        # Latin letters and digits stand before all Chinese characters
        latin = {word: number for number, word in enumerate(self._latin_terms)}
        own[own >= 0] += len(latin)
        own[[start for start, _ in self._latin]] = [latin[word] for _, word in self._latin]
        places = np.flatnonzero(own >= 0)
        used, numbers = _ranked(own[places])
        terms = _term_list(self._latin_terms, decode(used[len(latin) :] - len(latin)))
        return NumberedTerms(terms, numbers, np.searchsorted(places, self._starts))


def _ranked(values: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The distinct values, in order, and for each value its number among them: as `np.unique`, in half its time."""
    # value and place in one number: to sort these takes a third of the time of `argsort`
    bits = len(values).bit_length()
    keys = values << bits
    keys |= np.arange(len(values))
    keys.sort()
    places, values = keys & ((1 << bits) - 1), keys >> bits
    is_first = np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]
    numbers = np.empty(len(values), np.int32)
    numbers[places] = np.cumsum(is_first) - 1
    return values[is_first], numbers


def _term_list(latin: Sequence[str], codes: npt.NDArray[np.int64]) -> TermList:
    """The list of some Latin terms and of Chinese ones, each a row of code points with 0 after the last one."""
    before = TermList.from_terms(latin)
    letters = codes[codes > 0].astype("<u4").tobytes().decode("utf-32-le").encode()
    # Chinese characters have three bytes in UTF-8, rare ones four
    sizes = np.where(codes > 0, np.where(codes > 0xFFFF, 4, 3), 0).sum(axis=1, dtype=np.int64)
    ends = np.concatenate([before.ends, np.cumsum(sizes) + len(before.letters)])
    return TermList(np.concatenate([before.letters, np.frombuffer(letters, np.uint8)]), ends)
