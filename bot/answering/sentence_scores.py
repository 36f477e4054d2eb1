"""Passage found → passage shown: cut anew around the sentence that answers best."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from bot.corpus.passages import MAX_CHARACTERS, Sentence
from bot.question.intent import QuestionKind, holds
from bot.retrieval.analyzer import FIELDS, Field
from bot.retrieval.config import DEFAULT_CONFIG, RankingConfig
from bot.retrieval.index import Index
from bot.retrieval.query import Query
from bot.text.normalization import fold_all
from bot.text.segmenter import block_around, words_inside

__all__ = ["ArticleSentences", "SentenceReason", "sentence_points", "sentence_reasons", "term_shares", "window"]

# Points of a sentence besides the share of the question's terms that it has; measured before the project began.
KIND_POINTS = 0.2  # it holds a number, a date … of the kind asked for
NO_END_POINTS = -0.2  # it is a heading or a remainder
BEFORE_SHARE = 0.5  # of the points that the sentence before it has by its pairs of characters
# One sentence before the best one is shown if the two leave room for what follows.
LEAD_SHARE = 0.6


_HAN = "\u3400"
# So many terms are remembered for an article.
_REMEMBERED = 1000


@dataclass(frozen=True)
class ArticleSentences:
    """The sentences of one article, and which terms stand in them."""

    sentences: Sequence[Sentence]
    # how they are folded, and what their fields weigh
    config: RankingConfig = DEFAULT_CONFIG

    @cached_property
    def folded(self) -> list[str]:
        """Each sentence in the form that is matched."""
        return fold_all([sentence.joined.text for sentence in self.sentences], self.config.traditional)

    @cached_property
    def endless(self) -> frozenset[int]:
        """The sentences without an end: headings and remainders."""
        return frozenset(
            number for number, folded in enumerate(self.folded) if not any(end in folded for end in "。!?;…")
        )

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        """All sentences, a line break between them, and where each begins."""
        return "\n".join(self.folded), [0, *accumulate(len(folded) + 1 for folded in self.folded)][:-1]

    @cached_property
    def _holding(self) -> dict[tuple[Field, str], tuple[int, ...]]:
        return {}

    @cached_property
    def _kinds(self) -> dict[QuestionKind, list[bool]]:
        return {}

    def of_kind(self, kind: QuestionKind) -> list[bool]:
        """For each sentence whether it holds what a kind of question asks for."""
        if kind not in self._kinds:
            self._kinds[kind] = [holds(kind, folded) for folded in self.folded]
        return self._kinds[kind]

    @cached_property
    def _words(self) -> dict[int, frozenset[str]]:
        return {}

    def holding(self, name: Field, term: str) -> tuple[int, ...]:
        """The sentences in which a term of a field stands, in order."""
        if term not in self._whole[0]:
            return ()
        key = name, term
        if key not in self._holding:
            if len(self._holding) >= _REMEMBERED:
                self._holding.clear()
            starts = self._whole[1]
            places = (at for at in self._places(name, term) if name != "words" or self._is_word(term, at))
            self._holding[key] = tuple(dict.fromkeys(bisect_right(starts, at) - 1 for at in places))
        return self._holding[key]

    def _is_word(self, term: str, at: int) -> bool:
        """Whether the words around a place have a term that stands there.

        Only what stands around it is cut, from one mark of punctuation to the next, and most of an article never is.
        """
        start, stop = block_around(self._whole[0], at)
        if stop < at + len(term):
            # a mark of punctuation is in it, or a rare character: all of the sentence decides
            number = bisect_right(self._whole[1], at) - 1
            start = self._whole[1][number]
            stop = start + len(self.folded[number])
        if start not in self._words:
            self._words[start] = frozenset(words_inside(self._whole[0][start:stop]))
        return term in self._words[start]

    def _places(self, name: Field, term: str) -> Iterator[int]:
        """Where the characters of a term stand in the whole text."""
        whole = self._whole[0]
        # 12 is not in 2012, and a lone character is a pair only where it stands alone
        if term[0] < _HAN or (name == "pairs" and len(term) == 1):
            run = "[a-z0-9.%]" if term[0] < _HAN else "[\u3400-\u9fff\U00020000-\U0003ffff]"
            yield from (match.start() for match in re.finditer(f"(?<!{run}){re.escape(term)}(?!{run})", whole))
            return
        at = whole.find(term)
        while at >= 0:
            yield at
            at = whole.find(term, at + 1)


def term_shares(index: Index, query: Query) -> dict[Field, dict[str, float]]:
    """For each field the share of a query that each of its terms is, by weight and rarity in the corpus.

    The terms of the question itself have 1 in all; what was added comes on top.
    """
    shares: dict[Field, dict[str, float]] = {}
    for name in FIELDS:
        total = sum(weight * index.idf(name, term) for term, weight in query.asked[name].items()) or 1.0
        shares[name] = {term: weight * index.idf(name, term) / total for term, weight in query.fields[name].items()}
    return shares


def _shares(terms: Mapping[str, float], name: Field, article: ArticleSentences) -> tuple[list[float], list[float]]:
    """For each sentence the share of the query that it has; by how rare its terms are in the article, and without that.

    A word in every sentence of the article, such as its topic, tells nothing about which sentence answers.
    """
    n = len(article.sentences)
    rare, plain = [0.0] * n, [0.0] * n
    for term, share in terms.items():
        where = article.holding(name, term)
        gain = share * _rarity(n, len(where)) if where else 0.0
        for number in where:
            rare[number] += gain
            plain[number] += share
    return rare, plain


@dataclass(frozen=True, slots=True)
class SentenceReason:
    """One part of what the sentences of an article add to a passage's score."""

    part: Literal["sentence", "kind", "ending", "before", "coverage", "number"]
    field: Field
    term: str
    points: float


def sentence_reasons(
    terms: Mapping[Field, Mapping[str, float]], kind: QuestionKind, article: ArticleSentences, number: int
) -> list[SentenceReason]:
    """The parts of one sentence's points; they add up to what `sentence_points` gives for it."""
    n = len(article.sentences)
    found: list[SentenceReason] = []
    for name, weight in article.config.fields.items():
        for term, share in terms[name].items():
            where = article.holding(name, term)
            if number in where:
                gain = share * _rarity(n, len(where))
                found.append(SentenceReason("sentence", name, term, weight * gain))
    if article.of_kind(kind)[number]:
        found.append(SentenceReason("kind", "", kind.value, KIND_POINTS))
    if number in article.endless:
        found.append(SentenceReason("ending", "", "", NO_END_POINTS))
    if number and (before := _shares(terms["pairs"], "pairs", article)[0][number - 1]):
        found.append(SentenceReason("before", "", "", BEFORE_SHARE * before))
    return found


def _rarity(n: int, df: int) -> float:
    """How rare a term of `df` sentences is in an article of `n`: near 1 for one sentence, near 0 for all."""
    return math.log(1 + (n - df + 0.5) / (df + 0.5)) / math.log(1 + n / 0.5)


def sentence_points(
    terms: Mapping[Field, Mapping[str, float]], kind: QuestionKind, article: ArticleSentences
) -> tuple[list[float], list[float]]:
    """How well each sentence of an article answers a question, and how much of the question it has.

    The first are mostly between 0 and 1, and comparable within the article only. The second are the shares of the
    question's terms by weight and rarity in the corpus, mean of the fields: 1 for all of them.

    Args:
        terms: the question's terms, from `term_shares`.
        kind: what it asks for.
        article: the article's sentences.
    """
    weights = article.config.fields
    shares = {name: _shares(terms[name], name, article) for name in FIELDS}
    points, covered = [], []
    counted = [name for name, weight in weights.items() if weight]
    for number, asked_for in enumerate(article.of_kind(kind)):
        own = sum(weight * shares[name][0][number] for name, weight in weights.items())
        own += KIND_POINTS * asked_for
        own += NO_END_POINTS * (number in article.endless)
        own += BEFORE_SHARE * (shares["pairs"][0][number - 1] if number else 0.0)
        points.append(own)
        covered.append(sum(shares[name][1][number] for name in counted) / (len(counted) or 1))
    return points, covered


def window(sentences: Sequence[Sentence], best: int) -> range:
    """The sentences to show around the best one: one before it, then those that follow, 350 characters at most.

    Never over the end of a page. What room is left at the article's end is filled from before.
    """
    source = sentences[best].source
    start, stop = best, best + 1
    length = len(sentences[best].joined.text)

    def fits(number: int, limit: float) -> bool:
        inside = 0 <= number < len(sentences) and sentences[number].source == source
        return inside and length + len(sentences[number].joined.text) <= limit

    if fits(best - 1, LEAD_SHARE * MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    while fits(stop, MAX_CHARACTERS):
        length += len(sentences[stop].joined.text)
        stop += 1
    while fits(start - 1, MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    return range(start, stop)
