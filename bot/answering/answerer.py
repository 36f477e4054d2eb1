"""Question → Answer: the best passages with the sentences that answer, or the admission that the corpus has none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice

import numpy as np

from bot.answering.confidence.confidence import ANSWERED, RELATED, log_odds, weigh_features
from bot.answering.exact.certainty import PHRASE_SHOWN, SHOWN, estimate_certainty, weigh_certainty
from bot.answering.exact.matches import ExactWords
from bot.answering.found import Found
from bot.answering.highlights import highlight, sentence_texts
from bot.answering.ranking import RankedPassage, Ranking
from bot.answering.searcher import Searcher
from bot.answering.words.asked_words import STAND_IN
from bot.answering.words.unknown_words import find_unknown_words, tell_unknown_words
from bot.corpus.passages import build_passage, pack_sentences
from bot.explanation import Explanation
from bot.question.followup import is_empty_of_subject
from bot.question.lexicon import Lexicon
from bot.question.warm_up import compile_patterns
from bot.records import Answer, Band, Hit, Span, Talk
from bot.retrieval.filters import NO_FILTER, Filter, write_day
from bot.retrieval.index import Index
from bot.runtime.garbage import without_collections
from bot.semantic.passage_vectors import PassageVectors
from bot.speech.browsing import read_browsing, read_paper
from bot.speech.talk import find_talk
from bot.text.names import is_likely_name
from bot.text.normalization import fold, fold_with_origin
from bot.text.patterns import compile_late

# As many passages as a hit can be one of.
MOST_HITS = 100
# The articles on a subject are looked for among so many passages.
BROWSED = 30
# The articles of an author, or of a page, are looked for among so many of the newest.
MOST_READ = 5000
# A02 is page 2 of the section a.
_PAGE = compile_late(r"(?P<section>[a-z]*)0*(?P<number>\d+)")
# A correction is suggested only where it is answered with this confidence, from which on nine of ten answers are right.
CERTAIN = 0.6
# It is suggested without being looked up where what was typed is answered with this confidence, because that is found
# with the words that were meant: 75 of 77 such corrections were answered with certainty. To look one up takes as long
# as the answer.
CERTAIN_AS_TYPED = 0.9
# Two sums of points that differ by less are equal.
SAME = 1e-6


class Answerer:
    """Answers questions from an index.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
        vectors: of the passages' meanings; None where there are none.

    Attributes:
        index, lexicon, vectors: as given.
    """

    def __init__(self, index: Index, lexicon: Lexicon, vectors: PassageVectors | None = None) -> None:
        self.index = index
        self.vectors = vectors
        self.lexicon = lexicon
        self._searcher = Searcher(index, lexicon, vectors)

    def warm_up(self) -> None:
        """Loads what the first questions would wait for: the fast segmenter, what typing slips are compared with, and
        the patterns of answers."""
        self.index.analyzer.segmenter.load()
        self.index.load_neighbours()
        compile_patterns(self._searcher.read)

    @without_collections()
    def search(self, question: str, k: int, within: Filter = NO_FILTER) -> list[Hit]:
        """The best k passages for a question, or fewer, best first; none where no passage shares a term with it."""
        ranking = self._searcher.rank(self._searcher.read(question), k, within)
        return [_build_hit(ranking, rank) for rank in range(1, len(ranking.passages) + 1)]

    @without_collections()
    def answer(
        self, question: str, history: Sequence[str], k: int, within: Filter = NO_FILTER, *, why: bool = False
    ) -> Answer:
        """The answer of the corpus to a question.

        Args:
            question: as typed.
            history: the questions that the same person asked before, oldest first.
            k: how many hits at most.
            within: only articles that it lets through.
            why: whether the answer says why each hit has its score.
        """
        typed = self._searcher.read(question).folded
        if find_talk(typed) == "newspapers":
            newspapers = tuple(self.index.tables.publications.list_newspapers(within))
            return Answer(
                question, answered=False, confidence=0.0, talk="newspapers", rule="talk", newspapers=newspapers
            )
        topic = read_browsing(typed)
        if within != NO_FILTER and not self.index.tables.publications.matching(within).any():
            talk: Talk | None = None if topic is None else "browse"
            return Answer(question, answered=False, confidence=0.0, talk=talk, rule="filtered")
        if topic is not None:
            browsed = self._browse(topic, typed, k, within)
            return Answer(question, answered=False, confidence=0.0, hits=browsed, talk="browse", rule="talk")
        found = self._searcher.find(question, history, k, within)
        ranking, features = found.ranking, found.features
        if found.rule in ("first", "part") and is_empty_of_subject(found.interpretation.question):
            return Answer(question, answered=False, confidence=0.0, talk="vague", rule="talk")
        if features is None:
            unknown = self._tell_unknown(ranking, typed)
            return Answer(question, answered=False, confidence=0.0, unknown=unknown, rule=found.rule)
        others = range(2, min(k, len(ranking.passages)) + 1)
        hits = (_build_hit(ranking, 1, found.highlights), *(_build_hit(ranking, rank) for rank in others))
        confidence = round(found.confidence, 4)
        band: Band = "answer" if confidence >= ANSWERED else "related" if confidence >= RELATED else "silent"
        if band == "silent" and found.asks_on:
            band, found = "related", found._replace(rule="asks on")
        return Answer(
            question,
            band == "answer",
            confidence,
            hits,
            band,
            suggestion=self._suggest(found, within),
            unknown=() if band == "answer" else self._tell_unknown(ranking, typed),
            span=_find_span(ranking, hits[0].highlights, found.confidence) if found.allows_exact_words else None,
            explanations=tuple(_explain(found, one, within) for one in ranking.passages[:k]) if why else (),
            rule=found.rule,
        )

    def explain(self, question: str, hit: Hit, history: Sequence[str] = (), within: Filter = NO_FILTER) -> Explanation:
        """Why a hit has its score, and the question its confidence.

        Args:
            question: as typed.
            hit: one of its hits.
            history, within: as they were given to `answer`.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        # a search for more hits compares more candidates: the hit may be found among those of either
        for k in (hit.rank, MOST_HITS):
            found = self._searcher.find(question, history, k, within)
            for passage in found.ranking.passages:
                if passage.passage.id == hit.passage.id and math.isclose(passage.score, hit.score):
                    return _explain(found, passage, within)
        raise ValueError(f"the hit {hit.passage.id!r} is none of the question {question!r}")

    def _browse(self, topic: str, typed: str, k: int, within: Filter) -> tuple[Hit, ...]:
        """The newest articles by an author, the best on a subject, or the newest; of the paper that is named.

        A subject that looks like a name is an author's where an article is by one of that name.
        """
        paper, publications = read_paper(typed), self.index.tables.publications
        if paper.newspaper:
            name = self._find_newspaper(paper.newspaper, within)
            if name is None:
                return ()
            within = replace(within, newspaper=name)
        if paper.day:
            days = publications.days[publications.matching(within)[publications.articles]]
            year, month, day = paper.day
            same = [one for one in days.tolist() if one % 10000 == month * 100 + day]
            printed = [one for one in same if year in (None, one // 10000)]
            if not printed:
                return ()
            date = write_day(max(printed))
            within = Filter(within.newspaper, date, date)
        if topic:
            written = self._find_newest(k, within, paper.page, by=topic) if is_likely_name(topic) else ()
            return tuple(written) or tuple(self._find_on(topic, k, within, paper.page))
        return tuple(self._find_newest(k, within, paper.page))

    def _find_newspaper(self, name: str, within: Filter) -> str | None:
        """The name of a newspaper, or the part of it, that a filter lets through; None if it lets none of that name."""
        if fold(within.newspaper or "") in fold(name):
            return name
        # a filter has one part of a name, so that of two parts the whole name is taken
        listed = self.index.tables.publications.list_newspapers(within)
        return next((one.name for one in listed if fold(name) in fold(one.name)), None)

    def _find_newest(self, k: int, within: Filter, page: str, by: str = "") -> Iterator[Hit]:
        """The beginnings of the newest articles with a headline; those equally new in the order of the corpus.

        Args:
            k: how many at most.
            within: only articles that it lets through.
            page, by: only articles on the page of this number, and by this author, folded, if they are named, and then
                only among the newest `MOST_READ`.
        """
        publications = self.index.tables.publications
        allowed = publications.matching(within)
        newest = np.argsort(-publications.article_days, kind="stable")
        numbers = (number for number in newest.tolist() if allowed[number])
        if by:
            numbers = (number for number in islice(numbers, MOST_READ) if self._is_by(by, number))
        if page:
            numbers = (number for number in islice(numbers, MOST_READ) if self._is_on(page, number))
        shown = (number for number in numbers if self._has_headline(number))
        for rank, number in enumerate(islice(shown, k), start=1):
            article, sentences = self.index.articles[number], self.index.sentences(number)
            passage = build_passage(article, f"{article.id}.1", sentences[: pack_sentences(sentences)[0].stop])
            if passage is not None:
                # the scores say nothing but the order
                yield Hit(rank, 1 / rank, passage, article)

    def _is_by(self, name: str, number: int) -> bool:
        return any(fold(author) == name for author in self.index.articles[number].authors)

    def _is_on(self, page: str, number: int) -> bool:
        """Whether an article stands on a page of a number: A02 for a02, a2 and 2."""
        printed, asked = (_PAGE.fullmatch(one) for one in (fold(self.index.articles[number].page or ""), page))
        if printed is None or asked is None:
            return False
        return asked["section"] in ("", printed["section"]) and asked["number"] == printed["number"]

    def _find_on(self, topic: str, k: int, within: Filter, page: str) -> Iterator[Hit]:
        """The best passage of each article with a headline that has all words of a subject, best first.

        Args:
            topic: the subject.
            k: how many at most.
            within, page: as those of `_find_newest`.
        """
        ranking = self._searcher.rank(self._searcher.read(topic), max(k, BROWSED), within)
        best: dict[int, int] = {}
        for rank, passage in enumerate(ranking.passages, start=1):
            text = self.index.folded(passage.article_number)
            if page and not self._is_on(page, passage.article_number):
                continue
            if self._has_headline(passage.article_number) and all(
                word.measure_presence(text) >= STAND_IN for word in ranking.asked_words
            ):
                best.setdefault(passage.article_number, rank)
        for number, rank in enumerate(islice(best.values(), k), start=1):
            yield replace(_build_hit(ranking, rank), rank=number)

    def _has_headline(self, number: int) -> bool:
        article = self.index.articles[number]
        return bool(article.headline and article.paragraphs and article.kind == "article")

    def _tell_unknown(self, ranking: Ranking, typed: str) -> tuple[str, ...]:
        """The words of a folded question that no article has, as a person is told them."""
        unknown = find_unknown_words(ranking.asked_words, self.index, typed)
        shown = fold(ranking.passages[0].passage.text) if ranking.passages else ""
        return tell_unknown_words(unknown, ranking.interpretation.question, shown)

    def _suggest(self, found: Found, within: Filter) -> str | None:
        """The question with its slips repaired, if these stand nowhere and the corpus surely answers it; else None.

        What is meant is looked up with what is typed: where both find nothing that is even related, only 1 of 55
        repaired questions was surely answered.
        """
        suggestion, slips = found.interpretation.suggestion, found.interpretation.repairs
        if suggestion is None or found.confidence < RELATED or any(self.index.has_text(slip.typed) for slip in slips):
            return None
        if found.confidence >= CERTAIN_AS_TYPED or self._searcher.find(suggestion, (), 1, within).confidence >= CERTAIN:
            return suggestion
        return None


def _build_hit(ranking: Ranking, rank: int, highlights: tuple[Span, ...] | None = None) -> Hit:
    """One of the passages; `highlights` are its sentences that answer, where they are known."""
    passage = ranking.passages[rank - 1]
    highlights = highlight(ranking, passage) if highlights is None else highlights
    return Hit(rank, passage.score, passage.passage, passage.scored.article, highlights)


def _find_span(ranking: Ranking, highlights: Sequence[Span], confidence: float) -> Span | None:
    """The exact words that answer, as a range of the best passage's text; None where that is not likely enough.

    Args:
        ranking: has one passage or more.
        highlights: of its best passage, outside of which no words are shown.
        confidence: that this passage answers.
    """
    passage, exact = ranking.passages[0], ranking.exact
    if exact is None or exact.sentence not in passage.sentences:
        return None
    if _judge_words(ranking, exact, confidence)[0] < (PHRASE_SHOWN if ranking.phrases else SHOWN):
        return None
    texts = sentence_texts(ranking, passage)
    at = exact.sentence - passage.sentences.start
    before = sum(map(len, texts[:at]))
    folded = fold_with_origin(texts[at], ranking.index.config.traditional)
    origin = [folded.origin[place] for place, character in enumerate(folded.text) if not character.isspace()]
    start, end = before + origin[exact.start], before + origin[exact.stop - 1] + 1
    return Span(start, end) if any(one.start <= start and end <= one.end for one in highlights) else None


def _explain(found: Found, passage: RankedPassage, within: Filter) -> Explanation:
    """Why a passage has its score, and its question the confidence."""
    assert found.features is not None, "there is a passage"
    interpretation = found.interpretation
    expansions = interpretation.expansions
    evidence = [*weigh_features(found.features)]
    if found.loss:
        evidence.append(("history", 1.0, -found.loss))
    capped = log_odds(found.confidence) - sum(points for *_, points in evidence)
    if abs(capped) > SAME:
        # the rule allows no more than "perhaps", or nothing
        evidence.append(("rule", 1.0, capped))
    certainty, words = _explain_words(found) if passage is found.ranking.passages[0] else (0.0, ())
    added = [(expansion.typed, expansion.added) for expansion in expansions]
    added += [(repair.typed, repair.added) for repair in interpretation.repairs]
    return Explanation(
        passage.score,
        tuple(sorted(found.ranking.reasons(passage), key=lambda reason: -abs(reason.points))),
        tuple(evidence),
        found.confidence,
        tuple(dict.fromkeys(added)),
        tuple(dict.fromkeys((expansion.typed, expansion.article) for expansion in expansions if expansion.article)),
        interpretation.question.typed,
        found.history,
        tuple((name, value) for name, value in asdict(within).items() if value is not None),
        found.rule,
        certainty,
        words,
    )


def _explain_words(found: Found) -> tuple[float, tuple[tuple[str, float, float], ...]]:
    """How certain the likeliest exact words of the best passage are, and the evidence; 0 and none where it has none."""
    ranking = found.ranking
    exact = ranking.exact if found.allows_exact_words else None
    if exact is None or exact.sentence not in ranking.passages[0].sentences:
        return 0.0, ()
    certainty, evidence = _judge_words(ranking, exact, found.confidence)
    return certainty, (*exact.evidence, *evidence)


def _judge_words(
    ranking: Ranking, exact: ExactWords, confidence: float
) -> tuple[float, tuple[tuple[str, float, float], ...]]:
    """How certain exact words of the best passage are, and what of it does not come from the words themselves."""
    signs = {"rivalled": ranking.is_rivalled, "phrase": ranking.phrases is not None}
    values = exact.likelihood, confidence
    return estimate_certainty(*values, **signs), weigh_certainty(*values, **signs)
