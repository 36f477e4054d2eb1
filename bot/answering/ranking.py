"""Question → passages to show: BM25 finds the candidates, sentences and preferences order them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from heapq import heappop, heappush
from itertools import filterfalse, islice, takewhile
from operator import add
from typing import NamedTuple

from bot.answering.article_answer import LEAST_MARGIN, MOST_MARGIN, ArticleAnswer
from bot.answering.exact.finder import ExactAnswerFinder
from bot.answering.exact.matches import ExactWords
from bot.answering.exact.phrases import PhraseFinder
from bot.answering.rerank import MOST_LOST, Reranker
from bot.answering.sentence_postings import SentencePostings
from bot.answering.words.asked_words import AskedWord, read_asked_words
from bot.corpus.passages import build_passage
from bot.explanation import Reason
from bot.intent.answer_pattern import AnswerPattern
from bot.question.interpretation import Interpretation
from bot.question.preferences import Preferences
from bot.records import Passage
from bot.retrieval.filters import Filter
from bot.retrieval.index import FETCHED_ARTICLES, Index, ScoredPassage
from bot.semantic.meaning import Meaning
from bot.semantic.passage_vectors import PassageVectors

__all__ = ["RankedPassage", "Ranking", "rank_passages"]

# The passages with the best BM25 scores that are looked at more closely: so many, or so many times those to show.
CANDIDATES = 30
CANDIDATES_PER_HIT = 3
# The best passage is compared with the others of so many candidates, however many are shown.
COMPARED = 10
# So many articles are read at once, though of the last ones not all may be needed.
READ_AT_ONCE = 2
# What an article gains for each step of the margin of its exact words, as a share of the best score, where a number or
# time is asked for. Of 608 such questions over a month of a daily 534 and not 525 get the right article, of 884 over
# public sets 852 and not 846.
PER_MARGIN = 0.0375
# Only so many articles are compared by their exact words.
COMPARED_BY_EXACT = 4
# Another article fits the question about as well if its score is more than this share of that of the first passage's.
RIVAL = 0.9
# Scores are sums of floats: two that differ by less are equal, whatever the order in which they were added up; and more
# than the error of a bound of a score, which is a sum of floats too.
DECIMALS, ROUNDING = 9, 1e-6


class RankedPassage(NamedTuple):
    """A passage as it is shown, with what it was chosen by."""

    # the passage of the index that was found, with its BM25 score
    scored: ScoredPassage
    # the excerpt that is shown, and the numbers of its sentences in the article
    passage: Passage
    sentences: range
    # how well each sentence of the article answers, with what it gains by words of the kind asked for
    sentence_points: Sequence[float]
    # the exact words in one of the excerpt's sentences; None where it is not clear which are. Of names they say where
    # the answer stands, and `Ranking.exact` gives those that are shown
    exact: ExactWords | None
    # how likely it is that some words of the article are the exact ones asked for, 0 to 1; and how much likelier these
    # are than that none are, None where no words look like an answer
    likelihood: float
    margin: float | None
    # above 0
    score: float
    # what of the score the vectors of meaning give or take, and what the article gains for its exact words
    meaning: float
    for_exact: float

    @property
    def article_number(self) -> int:
        """The number of the article in the index."""
        return self.scored.article_number

    @property
    def share(self) -> float:
        """The score as a share of the highest that a passage can have by its terms alone."""
        return self.score / self.scored.highest


class Level(NamedTuple):
    """How well a candidate fits, as shares of the highest score that it can have by its terms alone."""

    article_number: int
    # without the vectors of meaning; and with what the article gains for its exact words
    share: float
    with_exact: float


@dataclass(frozen=True)
class Ranking:
    """The passages found for one question, best first, and what their scores are made of."""

    index: Index
    interpretation: Interpretation
    passages: tuple[RankedPassage, ...]
    # of the best candidates, shown or not, to the first of another article than the best passage's
    levels: Sequence[Level]
    preferences: Preferences
    reranker: Reranker
    # the exact words that the question asks for; None where it asks for none
    pattern: AnswerPattern | None
    # finds those that are no number or time; None where the question asks for one of these, or for no exact words
    phrases: PhraseFinder | None
    # of the best passage's article to the question, as `Meaning.nearness`
    nearness: float

    @cached_property
    def asked_words(self) -> Sequence[AskedWord]:
        """The words of the question."""
        return read_asked_words(self.interpretation, self.index)

    @property
    def is_rivalled(self) -> bool:
        """Whether another article fits about as well as the first passage's."""
        best = self.passages[0].article_number
        own = max((level.with_exact for level in self.levels if level.article_number == best), default=0.0)
        return any(level.with_exact > RIVAL * own for level in self.levels if level.article_number != best)

    @cached_property
    def exact(self) -> ExactWords | None:
        """The words of the best passage's article that answer likeliest, whether the passage has them or not."""
        best, reranker = self.passages[0], self.reranker
        if self.phrases is None:
            return best.exact
        number = best.article_number
        return self.phrases.find(
            reranker.squeezed_sentences(number), reranker.sentence_points(number), partial(reranker.words, number)
        )

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
        if passage.for_exact:
            yield Reason("exact", "", "", "", 1.0, 0.0, passage.for_exact)


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

    The candidates say which articles are shown, in which order and how often, except that one is left out whose best
    sentence is shown already. If sentences of an article have words of the kind asked for, what stands around the best
    one that is not shown yet is shown; else what stands around the best one of the passage that was found.

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
    candidates = _in_order(index, found, interpretation, preferences, reranker)
    if meaning.is_known:
        candidates = iter(_move_by_meaning(list(candidates), meaning))
    stream = _Stream(takewhile(lambda one: one.total > 0, candidates))
    terms = {term: weight * index.idf("pairs", term) for term, weight in interpretation.query.fields["pairs"].items()}
    finder = ExactAnswerFinder(interpretation.asks, terms)

    @cache
    def read(number: int) -> ArticleAnswer:
        postings, points = postings_of(number), reranker.sentence_points(number)
        moved = meaning.move_sentences(number, points) or reranker.points_beside(number)
        article = index.articles[number]
        findings = finder.find(postings.squeezed, moved, postings.words, article.date, article.headline)
        return ArticleAnswer(findings, points, lambda: map(add, moved, reranker.points_around(number)))

    ordered = _move_by_exact(stream, read) if finder.wants_quantity else iter(stream)
    passages: list[RankedPassage] = []
    while len(passages) < k and (candidate := next(ordered, None)):
        scored = candidate.scored
        said, sentences = read(scored.article_number), index.sentences(scored.article_number)
        if reranker.best_sentence(scored) in said.shown:
            continue
        excerpt, exact = said.show(sentences) if index.config.window else (scored.sentences, None)
        identifier = f"{scored.article.id}.{excerpt.start + 1}"
        passage = build_passage(scored.article, identifier, sentences[excerpt.start : excerpt.stop])
        if passage is not None:
            passages.append(
                RankedPassage(
                    scored,
                    passage,
                    excerpt,
                    said.points,
                    exact,
                    said.likelihood,
                    said.margin,
                    candidate.total,
                    candidate.near,
                    candidate.for_exact,
                )
            )
    # the best passage is compared with another article, which is the next best one unless vectors moved it
    while passages and len(stream.seen) < COMPARED:
        best = passages[0].article_number
        if not meaning.is_known and any(one.scored.article_number != best for one in stream.seen):
            break
        if next(stream, None) is None:
            break
    levels = [
        Level(one.scored.article_number, one.score / highest, (one.score + one.for_exact) / highest)
        for one in stream.seen[:COMPARED]
        for highest in (one.scored.highest,)
    ]
    nearness = meaning.nearness(passages[0].article_number) if passages else 0.0
    return Ranking(
        index, interpretation, tuple(passages), levels, preferences, reranker, finder.pattern, finder.phrases, nearness
    )


class _Candidate(NamedTuple):
    """A passage that was found."""

    # without what the vectors of meaning give or take, and that
    score: float
    near: float
    scored: ScoredPassage
    # what the article gains for its exact words
    for_exact: float = 0.0

    @property
    def total(self) -> float:
        """What candidates are ordered by."""
        return self.score + self.near + self.for_exact


class _Stream(Iterator[_Candidate]):
    """Candidates, best first, of which those that were taken are kept."""

    def __init__(self, candidates: Iterator[_Candidate]) -> None:
        self._candidates = candidates
        self.seen: list[_Candidate] = []

    def __next__(self) -> _Candidate:
        self.seen.append(next(self._candidates))
        return self.seen[-1]


def _in_order(
    index: Index,
    found: Sequence[ScoredPassage],
    interpretation: Interpretation,
    preferences: Preferences,
    reranker: Reranker,
) -> Iterator[_Candidate]:
    """The passages found, best first, without vectors of meaning.

    An article is read only when no article that has been read is better than the best that this one can be: who takes
    three passages reads half of the articles. What it has of what the question names is found in the same way.
    """
    preferred = preferences.most_points(interpretation.preference)
    hopes: list[float] = []
    for scored in found:
        topic = interpretation.topic_weight if interpretation.topic == scored.article_number else 0.0
        hopes.append(scored.score + scored.highest * (preferred + topic))
    most = [hope + one.highest * more for hope, one, more in zip(hopes, found, reranker.bounds(found), strict=True)]
    # of those that have been read: negative score, or the most it can be, place in the order found, candidate or None
    read: list[tuple[float, int, _Candidate | None]] = []
    adjustments: dict[int, float] = {}

    def take() -> Iterator[_Candidate]:
        _, at, best = heappop(read)
        if best:
            yield best
            return
        named = sum(reason.points for reason in _reasons_to_prefer(interpretation, found[at], preferences))
        score = found[at].score + adjustments[at] + named
        heappush(read, (-round(score, DECIMALS), at, _Candidate(score, 0.0, found[at])))

    order = sorted(range(len(found)), key=lambda at: -most[at])

    def following(place: int) -> Iterator[int]:
        yield from dict.fromkeys(found[other].article_number for other in order[place:])

    for place, at in enumerate(order):
        if place % FETCHED_ARTICLES == 0:
            # who names a place is given articles on whose pages it stands
            index.fetch_articles(
                islice(following(place), FETCHED_ARTICLES + READ_AT_ONCE),
                with_pages=bool(interpretation.preference.places),
            )
        while read and -read[0][0] > most[at] + ROUNDING:
            yield from take()
        if not reranker.has_read(found[at].article_number):
            reranker.read(list(islice(filterfalse(reranker.has_read, following(place)), READ_AT_ONCE)))
        adjustments[at] = reranker.adjustment(found[at])
        heappush(read, (-(hopes[at] + adjustments[at] + ROUNDING), at, None))
    while read:
        yield from take()


def _move_by_meaning(candidates: Sequence[_Candidate], meaning: Meaning) -> list[_Candidate]:
    """All candidates with what the vectors give or take, best first."""
    moved = [
        one._replace(near=max(one.scored.highest * meaning.points(one.scored.article_number), -MOST_LOST * one.score))
        for one in candidates
    ]
    return sorted(moved, key=lambda one: -round(one.total, DECIMALS))


def _move_by_exact(stream: _Stream, read: Callable[[int], ArticleAnswer]) -> Iterator[_Candidate]:
    """The candidates, of which the first ones are ordered anew by how likely their articles have the exact words.

    Only articles that fit about as well as the best one are read for it, so that most questions need no more time.
    """
    first: list[_Candidate] = []
    following: list[_Candidate] = []
    articles: set[int] = set()
    for one in stream:
        articles.add(one.scored.article_number)
        is_far = bool(first) and one.total <= first[0].total * (1 - PER_MARGIN * (MOST_MARGIN - LEAST_MARGIN))
        if is_far or len(articles) > COMPARED_BY_EXACT or len(first) == COMPARED:
            following = [one]
            break
        first.append(one)
    if len({one.scored.article_number for one in first}) > 1:
        per_margin = PER_MARGIN * first[0].total
        first = [one._replace(for_exact=per_margin * read(one.scored.article_number).clear_margin) for one in first]
        stream.seen[: len(first)] = first
        first.sort(key=lambda one: -round(one.total, DECIMALS))
    yield from first
    yield from following
    yield from stream


def _reasons_to_prefer(
    interpretation: Interpretation, scored: ScoredPassage, preferences: Preferences
) -> Iterator[Reason]:
    """What a passage gets because its article has what the question names, or answered the question before."""
    for part, name, share in preferences.points(interpretation.preference, scored.article_number):
        yield Reason(part, "", name, "typed", 1.0, 0.0, share * scored.highest)
    if interpretation.topic == scored.article_number:
        yield Reason("topic", "", "", "history", 1.0, 0.0, interpretation.topic_weight * scored.highest)
