"""How near in meaning the articles that were found are to a question, by the vectors of a sentence encoder.

Words say whether a passage has what was typed, vectors whether it speaks of what was meant: 大夫 and 医生 share no
character. They tell articles apart, and together with the words which sentences of an article are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.corpus.passages import pack_sentences
from bot.retrieval.filters import Filter
from bot.retrieval.index import Index, ScoredPassage
from bot.retrieval.query import Query
from bot.semantic.encoded_text import encoded_text
from bot.semantic.passage_vectors import PassageVectors

# So many passages are looked for by their vectors alone.
NEAREST = 10
# Cosines farther from the middle of an encoder's scale than so many steps say no more.
MOST_STEPS = 2.0
# What the weight of meaning is multiplied by, because cosines of vectors without what all have in common differ several
# times as much as those of whole vectors, for which the weights that stored indexes keep were chosen. From .6 to 1.2 of
# the highest score for a cosine, .9 with the weight as it is, questions over a month of a daily are alike within 3.
PER_COSINE = 0.1125
# The same for the sentences of one article, in their points. Of 754 questions over a month of a daily whose article is
# first, 694 show the answer without, 703 with half as much, 707 so, and 706 with half as much again.
PER_COSINE_OF_PASSAGE = 0.25


class Meaning:
    """What the vectors say of the articles that were found for one question.

    Args:
        index: the corpus.
        query: the question as it is looked up.
        text: the question in whole words.
        vectors: of the passages; None where there are none.
    """

    def __init__(self, index: Index, query: Query, text: str, vectors: PassageVectors | None) -> None:
        self._index, self._vectors = index, vectors if index.config.meaning_weight else None
        self._query, self._text = query, text
        # the best cosine of each article, and the mean of these
        self._nearness: dict[int, float] = {}
        self._mean = 0.0

    def find_more(self, found: Sequence[ScoredPassage], within: Filter) -> list[ScoredPassage]:
        """The passages whose meaning is nearest, without those that were found by their words."""
        if self._vectors is None:
            return []
        nearest = self._vectors.nearest(self._text, NEAREST, self._index.tables.allowed(within))
        known = {scored.passage_number for scored in found}
        return self._index.score(self._query, [number for number in nearest.tolist() if number not in known])

    def compare(self, found: Sequence[ScoredPassage]) -> None:
        """Compares the question with the passages that were found, before `points` is asked."""
        if self._vectors is None:
            return
        texts = (encoded_text(self._index, scored.article_number, scored.sentences) for scored in found)
        # none come back where there are no vectors
        for scored, cosine in zip(found, self._vectors.cosines(self._text, texts), strict=False):
            if cosine is not None:
                number = scored.article_number
                self._nearness[number] = max(cosine, self._nearness.get(number, cosine))
        self._mean = sum(self._nearness.values()) / (len(self._nearness) or 1)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the meaning of any article that was compared."""
        return bool(self._nearness)

    def nearness(self, article: int) -> float:
        """How near an article is, whatever others were found, in steps of the encoder's scale: -2 to 2.

        0 where nothing is known of it, or of the scale.
        """
        scale = self._vectors.scale if self._vectors else None
        if scale is None or article not in self._nearness:
            return 0.0
        middle, step = scale
        return min(MOST_STEPS, max(-MOST_STEPS, (self._nearness[article] - middle) / step))

    def points(self, article: int) -> float:
        """How much nearer an article is than the articles found are on average, in shares of the highest score.

        0 where nothing is known of it.
        """
        if article not in self._nearness:
            return 0.0
        return PER_COSINE * self._index.config.meaning_weight * (self._nearness[article] - self._mean)

    def move_sentences(self, article: int, points: Sequence[float]) -> Sequence[float] | None:
        """The points of an article's sentences, with less for those whose passage is farther from the question.

        The best sentence, which may be another one, has as many as the best one by words; others may have less than 0.
        None where nothing is known of the article.

        Args:
            article: its number.
            points: how well each of its sentences answers by its words.
        """
        if article not in self._nearness or self._vectors is None:
            return None
        passages = pack_sentences(self._index.sentences(article))
        texts = (encoded_text(self._index, article, sentences) for sentences in passages)
        cosines = self._vectors.cosines(self._text, texts)
        # a passage without a vector is as near as the others are on average
        known = [cosine for cosine in cosines if cosine is not None]
        mean = sum(known) / (len(known) or 1)
        per_cosine = PER_COSINE_OF_PASSAGE * self._index.config.meaning_weight
        moved = list(points)
        for sentences, cosine in zip(passages, cosines, strict=True):
            for number in sentences:
                moved[number] += per_cosine * (mean if cosine is None else cosine)
        lift = max(points) - max(moved)
        return [point + lift for point in moved]
