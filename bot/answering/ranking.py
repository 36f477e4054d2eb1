"""Question → passages to show: BM25 finds the candidates, sentences and preferences order them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.excerpt import choose_excerpt
from bot.answering.rerank import MOST_LOST, Reranker
from bot.answering.sentence_postings import SentencePostings
from bot.corpus.passages import build_passage
from bot.question.interpretation import TOPIC_WEIGHT, Interpretation
from bot.question.preferences import Preferences
from bot.records import Passage, Reason
from bot.retrieval.filters import Filter
from bot.retrieval.index import Index, ScoredPassage
from bot.semantic.meaning import Meaning
from bot.semantic.passage_vectors import PassageVectors

__all__ = ["RankedPassage", "Ranking", "rank_passages"]

# The passages with the best BM25 scores that are looked at more closely: so many, or so many times those to show.
CANDIDATES = 30
CANDIDATES_PER_HIT = 3
# The best passage is compared with the others of so many candidates, however many are shown.
COMPARED = 10
# Scores are sums of floats: two that differ by less are equal, whatever the order in which they were added up.
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as it is shown, with what it was chosen by."""

    # the passage of the index that was found, with its BM25 score
    scored: ScoredPassage
    # the excerpt that is shown, and the numbers of its sentences in the article
    passage: Passage
    sentences: range
    # how well each sentence of the article answers
    sentence_points: Sequence[float]
    # above 0
    score: float
    # what of the score the vectors of meaning give or take
    meaning: float

    @property
    def article_number(self) -> int:
        """The number of the article in the index."""
        return self.scored.article_number

    @property
    def share(self) -> float:
        """The score as a share of the highest that a passage can have by its terms alone."""
        return self.score / self.scored.highest


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages found for one question, best first, and what their scores are made of."""

    index: Index
    interpretation: Interpretation
    passages: tuple[RankedPassage, ...]
    # of the best candidates, shown or not: the number of the article, and the score without the vectors of meaning as a
    # share of the highest
    levels: Sequence[tuple[int, float]]
    preferences: Preferences
    reranker: Reranker

    def reasons(self, passage: RankedPassage) -> Iterator[Reason]:
        """The parts of a passage's score; their points add up to it."""
        query, scored = self.interpretation.query, passage.scored
        for one in self.index.explain(query, scored):
            origin = query.origins[one.field][one.term]
            yield Reason(one.level, one.field, one.term, origin, one.weight, one.idf, one.points)
        yield from _reasons_to_prefer(self.interpretation, scored, self.preferences)
        yield from self.reranker.reasons(scored)
        if passage.meaning:
            yield Reason("meaning", "", "", "", 1.0, 0.0, passage.meaning)


def rank_passages(
    index: Index,
    interpretation: Interpretation,
    preferences: Preferences,
    postings_of: Callable[[int], SentencePostings],
    k: int,
    within: Filter,
    vectors: PassageVectors | None = None,
) -> Ranking:
    """The best k passages for a question, or fewer, best first; no two of them overlap.

    A passage is left out if its best sentence is shown in a better one.

    Args:
        index: the corpus.
        interpretation: the question.
        preferences: compares what the question names with the articles.
        postings_of: gives the terms of an article's sentences, by the number of the article.
        k: how many at most.
        within: only articles that it lets through.
        vectors: of the passages; None where there are none.
    """
    reranker = Reranker(index, interpretation, postings_of)
    meaning = Meaning(index, interpretation.query, interpretation.meant, vectors)
    found: list[ScoredPassage] = []
    if not interpretation.query.empty:
        found = index.search(interpretation.query, max(CANDIDATES, CANDIDATES_PER_HIT * k), within)
        found += meaning.find_more(found, within)
        meaning.compare(found)
    candidates = []
    for scored in found:
        named = sum(reason.points for reason in _reasons_to_prefer(interpretation, scored, preferences))
        candidates.append((scored.score + reranker.adjustment(scored) + named, scored))
    best_score = max((score for score, _ in candidates), default=0.0)
    nearer = {
        scored.passage_number: max(best_score * meaning.points(scored.article_number), -MOST_LOST * score)
        for score, scored in candidates
    }
    candidates = [one for one in candidates if one[0] + nearer[one[1].passage_number] > 0]
    candidates.sort(key=lambda candidate: -round(candidate[0] + nearer[candidate[1].passage_number], DECIMALS))
    passages: list[RankedPassage] = []
    shown: dict[int, set[int]] = {}
    for score, scored in candidates:
        if len(passages) == k:
            break
        best, shown_sentences = reranker.best_sentence(scored), shown.setdefault(scored.article_number, set())
        if best in shown_sentences:
            continue
        sentences = index.sentences(scored.article_number)
        excerpt = choose_excerpt(sentences, best, shown_sentences) if index.config.window else scored.sentences
        shown_sentences.update(excerpt)
        identifier = f"{scored.article.id}.{excerpt.start + 1}"
        passage = build_passage(scored.article, identifier, sentences[excerpt.start : excerpt.stop])
        if passage is not None:
            points = reranker.sentence_points(scored.article_number)
            near = nearer[scored.passage_number]
            passages.append(RankedPassage(scored, passage, excerpt, points, score + near, near))
    levels = [(scored.article_number, score / scored.highest) for score, scored in candidates[:COMPARED]]
    return Ranking(index, interpretation, tuple(passages), levels, preferences, reranker)


def _reasons_to_prefer(
    interpretation: Interpretation, scored: ScoredPassage, preferences: Preferences
) -> Iterator[Reason]:
    """What a passage gets because its article has what the question names, or answered the question before."""
    for part, name, share in preferences.points(interpretation.preference, scored.article_number):
        yield Reason(part, "", name, "typed", 1.0, 0.0, share * scored.highest)
    if interpretation.topic == scored.article_number:
        yield Reason("topic", "", "", "history", 1.0, 0.0, TOPIC_WEIGHT * scored.highest)
