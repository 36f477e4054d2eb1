"""The sentences of one article, and which terms stand in which of them.

The index has postings of passages and articles. Those of sentences are made when an article is a candidate, for the
terms of the question only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from bot.corpus.passages import Sentence
from bot.question.answer_patterns import holds_answer
from bot.question.intent import QuestionKind
from bot.retrieval.analyzer import Analyzer, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.text.characters import CJK
from bot.text.normalization import fold_all
from bot.text.segmenter import block_around

__all__ = ["SentencePostings"]

# Terms below this character are Latin words and numbers.
_FIRST_CJK = CJK[0]
_LATIN = "[a-z0-9.%]"
_SENTENCE_ENDS = "。!?;…"
# The postings of an article are dropped and found anew after this many terms, so that the memory of one is bounded.
_MOST_TERMS = 1000


@dataclass(frozen=True)
class SentencePostings:
    """The sentences of one article. Sentences are numbered from 0.

    Attributes:
        sentences: the sentences, in order.
        analyzer: folds them and cuts them into words.
        config: says what the fields of terms weigh.
    """

    sentences: Sequence[Sentence]
    analyzer: Analyzer
    config: RankingConfig = DEFAULT_CONFIG

    @cached_property
    def folded(self) -> list[str]:
        """Each sentence in the form that is matched."""
        return fold_all([sentence.joined.text for sentence in self.sentences], self.analyzer.traditional)

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
        """Where each sentence begins in the text of all."""
        return [0, *accumulate(len(folded) + 1 for folded in self.folded)][:-1]

    @cached_property
    def _by_term(self) -> dict[tuple[Field, str], tuple[int, ...]]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[QuestionKind, tuple[int, ...]]:
        return {}

    @cached_property
    def _words_of_block(self) -> dict[int, frozenset[str]]:
        return {}

    def of_kind(self, kind: QuestionKind) -> tuple[int, ...]:
        """The sentences that hold what a kind of question asks for."""
        if kind not in self._by_kind:
            self._by_kind[kind] = tuple(
                number for number, folded in enumerate(self.folded) if holds_answer(kind, folded)
            )
        return self._by_kind[kind]

    def present(self, terms: Iterable[str]) -> Iterator[str]:
        """Those of some terms whose characters stand in the article: most terms of a question do not."""
        return filter(self._text.__contains__, terms)

    def of_term(self, field: Field, term: str) -> tuple[int, ...]:
        """The sentences in which a term of a field stands, in order."""
        key = field, term
        if key not in self._by_term:
            if term not in self._text:
                return ()
            if len(self._by_term) >= _MOST_TERMS:
                self._by_term.clear()
            positions = (at for at in self._positions(field, term) if field != "words" or self._is_word(term, at))
            self._by_term[key] = tuple(dict.fromkeys(bisect_right(self._starts, at) - 1 for at in positions))
        return self._by_term[key]

    def _is_word(self, term: str, at: int) -> bool:
        """Whether the characters of a term are a word where they stand.

        Only the block of text between two marks of punctuation is segmented, so most of an article never is.
        """
        start, stop = block_around(self._text, at)
        if stop < at + len(term):
            # the term has a mark of punctuation or a rare character in it: the whole sentence is segmented
            number = bisect_right(self._starts, at) - 1
            start = self._starts[number]
            stop = start + len(self.folded[number])
        if start not in self._words_of_block:
            self._words_of_block[start] = frozenset(self.analyzer.segmenter.words_for_search(self._text[start:stop]))
        return term in self._words_of_block[start]

    def _positions(self, field: Field, term: str) -> Iterator[int]:
        """Where the characters of a term stand in the text."""
        latin = term[0] < _FIRST_CJK
        # 12 is not in 2012, and a single character is in the field of pairs only where no other stands beside it
        if latin or (field == "pairs" and len(term) == 1):
            beside = _LATIN if latin else f"[{CJK}]"
            pattern = f"(?<!{beside}){re.escape(term)}(?!{beside})"
            yield from (match.start() for match in re.finditer(pattern, self._text))
            return
        at = self._text.find(term)
        while at >= 0:
            yield at
            at = self._text.find(term, at + 1)
