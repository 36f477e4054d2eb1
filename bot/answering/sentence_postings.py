"""The sentences of one article, and which terms stand in which of them.

The index has postings of passages and articles. Those of sentences are made when an article is a candidate, for the
terms of the question only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bot.question.answer_patterns import holds_answer
from bot.question.intent import QuestionKind
from bot.retrieval.analyzer import Analyzer, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.text.characters import CJK
from bot.text.normalization import fold_all

__all__ = ["SentencePostings"]

# Terms below this character are Latin words and numbers.
_FIRST_CJK = CJK[0]
_LATIN = "[a-z0-9.%]"
_SENTENCE_ENDS = "。!?;…"


@dataclass(frozen=True)
class SentencePostings:
    """The sentences of one article. Sentences are numbered from 0.

    Attributes:
        texts: the sentences, in order.
        analyzer: folds them and cuts them into words.
        config: says what the fields of terms weigh.
    """

    texts: Sequence[str]
    analyzer: Analyzer
    config: RankingConfig = DEFAULT_CONFIG

    @cached_property
    def folded(self) -> list[str]:
        """Each sentence in the form that is matched."""
        return fold_all(self.texts, self.analyzer.traditional)

    @cached_property
    def squeezed(self) -> list[str]:
        """Each folded sentence without white space."""
        return ["".join(folded.split()) for folded in self.folded]

    @cached_property
    def unfinished(self) -> tuple[int, ...]:
        """The sentences without a mark that ends one: headings and remainders."""
        return tuple(
            number for number, folded in enumerate(self.folded) if not any(mark in folded for mark in _SENTENCE_ENDS)
        )

    @cached_property
    def _text(self) -> str:
        return "\n".join(self.folded)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence begins in the text of all, and where one after the last would."""
        return [0, *accumulate(len(folded) + 1 for folded in self.folded)]

    @cached_property
    def _by_kind(self) -> dict[QuestionKind, tuple[int, ...]]:
        return {}

    @cached_property
    def _words(self) -> dict[int, frozenset[str]]:
        """The words of the sentences that were cut so far: most of an article never is."""
        return {}

    def of_kind(self, kind: QuestionKind) -> tuple[int, ...]:
        """The sentences that hold what a kind of question asks for."""
        if kind not in self._by_kind:
            self._by_kind[kind] = tuple(
                number for number, folded in enumerate(self.folded) if holds_answer(kind, folded)
            )
        return self._by_kind[kind]

    def of_term(self, field: Field, term: str) -> list[int]:
        """The sentences in which a term of a field stands, in order."""
        text = self._text
        at = text.find(term)
        if at < 0:
            return []
        # 12 is not in 2012, and a single character is in the field of pairs only where no other stands beside it
        latin = term[0] < _FIRST_CJK
        if latin or (field == "pairs" and len(term) == 1):
            beside = _LATIN if latin else f"[{CJK}]"
            pattern = re.compile(f"(?<!{beside}){re.escape(term)}(?!{beside})")
            sentences = [number for number, folded in enumerate(self.folded) if pattern.search(folded)]
        else:
            sentences, starts = [], self._starts
            while at >= 0:
                number = bisect_right(starts, at)
                sentences.append(number - 1)
                at = text.find(term, starts[number])
        if field == "words":
            return [number for number in sentences if term in self._words_of(number)]
        return sentences

    def _words_of(self, number: int) -> frozenset[str]:
        words = self._words.get(number)
        if words is None:
            words = self._words[number] = frozenset(self.analyzer.segmenter.words_for_search(self.folded[number]))
        return words
