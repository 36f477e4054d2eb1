"""The sentences of one article, and which terms stand in which of them.

The index has postings of passages and articles. Those of sentences are made when an article is a candidate, for the
terms of the question only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from bot.intent.intent import QuestionKind, find_holding
from bot.retrieval.analyzer import Analyzer, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.text.characters import CJK, code_points, find_apart
from bot.text.patterns import compile_late

FIRST_CJK = CJK[0]
"""Terms below this character are Latin words and numbers."""
_LATIN, _CHINESE, _NOTHING = map(compile_late, ("[a-z0-9.%]", f"[{CJK}]", "(?!)"))
_IS_SENTENCE_END = np.zeros(1 << 16, bool)
_IS_SENTENCE_END[[ord(mark) for mark in "。!?;…"]] = True
# Words inside a longer word have so many characters.
_INNER_SIZES = (2, 3)


@dataclass(frozen=True)
class SentencePostings:
    """The sentences of one article. Sentences are numbered from 0.

    Attributes:
        folded: the sentences in the form that is matched, in order.
        analyzer: cuts them into words.
        config: says what the fields of terms weigh.
        stored_begins: `begins`, where the index has them, with some more values behind.
    """

    folded: Sequence[str]
    analyzer: Analyzer
    config: RankingConfig = DEFAULT_CONFIG
    stored_begins: npt.NDArray[np.bool_] | None = None

    @cached_property
    def squeezed(self) -> list[str]:
        """Each folded sentence without white space."""
        return ["".join(folded.split()) for folded in self.folded]

    @cached_property
    def text(self) -> str:
        """The folded sentences with line breaks between them."""
        return "\n".join(self.folded)

    @cached_property
    def begins(self) -> npt.NDArray[np.bool_]:
        """For each character of `text` whether a word, or the space between sentences, begins there; then True."""
        count = len(self.text) + 1
        if self.stored_begins is not None and len(self.stored_begins) == -(-count // 8) * 8:
            return self.stored_begins[:count]
        return self.analyzer.word_borders(self.folded)

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """How many characters of `text` each sentence has, with the line break behind it."""
        return np.array([len(folded) + 1 for folded in self.folded])

    @cached_property
    def _begins_as_bytes(self) -> bytes:
        # to look at a few of them takes a tenth of the time that it takes of an array
        return self.begins.tobytes()

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence begins in the text of all, and where one after the last would."""
        return [0, *accumulate(len(folded) + 1 for folded in self.folded)]

    def words(self, sentence: int) -> list[str]:
        """The words of a squeezed sentence, in order; together they are the sentence."""
        folded, squeezed = self.folded[sentence], self.squeezed[sentence]
        if not squeezed or folded.strip() != squeezed:
            # words are cut otherwise where white space stands between them
            return self.analyzer.segmenter.words(squeezed)
        start = self._starts[sentence] + len(folded) - len(folded.lstrip())
        inner = self.begins[start + 1 : start + len(squeezed)].nonzero()[0] + 1
        return [squeezed[first:stop] for first, stop in pairwise([0, *inner.tolist(), len(squeezed)])]

    @cached_property
    def _by_kind(self) -> dict[QuestionKind, tuple[int, ...]]:
        return {}

    def of_kind(self, kind: QuestionKind) -> tuple[int, ...]:
        """The sentences that hold what a kind of question asks for."""
        if kind not in self._by_kind:
            self._by_kind[kind] = find_holding(kind, self.folded)
        return self._by_kind[kind]

    def of_term(self, field: Field, term: str) -> list[int]:
        """The sentences in which a term of a field stands, in order."""
        # 12 is not in 2012, and a single character is in the field of pairs only where no other stands beside it
        beside = _NOTHING
        if term[0] < FIRST_CJK:
            beside = _LATIN
        elif field == "pairs" and len(term) == 1:
            beside = _CHINESE
        text, starts = self.text, self._starts
        sentences: list[int] = []
        at = find_apart(text, term, beside)
        while at >= 0:
            number = bisect_right(starts, at)
            sentences.append(number - 1)
            at = find_apart(text, term, beside, starts[number])
        if field == "words" and sentences:
            is_inner = len(term) in _INNER_SIZES and self.analyzer.segmenter.is_word(term, usual=False)
            return [number for number in sentences if self._has_word(number, term, is_inner)]
        return sentences

    def _has_word(self, number: int, term: str, is_inner: bool) -> bool:
        """Whether a sentence has a word; `is_inner` says whether it counts inside a longer word, too."""
        begins, stop = self._begins_as_bytes, self._starts[number + 1]
        at = self.text.find(term, self._starts[number], stop)
        while at >= 0:
            end = at + len(term)
            if begins.find(1, at + 1, end) < 0 and (is_inner or (begins[at] and begins[end])):
                return True
            at = self.text.find(term, at + 1, stop)
        return False


class Characters:
    """The characters of the sentences of some articles, of one article after the other, a line break behind each.

    Args:
        articles: each has a sentence or more.

    Attributes:
        starts: the number of the first sentence of each article, and at the end how many sentences there are.
        codes: the code points; 0 for those beyond 16 bits.
        sentence_of: for each character the number of its sentence, those of all articles counted.
    """

    def __init__(self, articles: Sequence[SentencePostings]) -> None:
        self.starts = list(accumulate((len(one.folded) for one in articles), initial=0))
        self.codes = _codes("".join([f"{one.text}\n" for one in articles]))
        sizes = np.concatenate([one.sizes for one in articles])
        self.sentence_of = np.arange(len(sizes), dtype=np.int32).repeat(sizes)

    def are_unfinished(self) -> npt.NDArray[np.bool_]:
        """For each sentence whether it lacks a mark that ends one: a heading or a remainder."""
        unfinished = np.ones(self.starts[-1], bool)
        unfinished[self.sentence_of[_IS_SENTENCE_END.take(self.codes)]] = False
        return unfinished


def _codes(text: str) -> npt.NDArray[np.uint16]:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, "<u2")
    points = code_points(text)
    return np.where(points < 1 << 16, points, 0).astype(np.uint16)
