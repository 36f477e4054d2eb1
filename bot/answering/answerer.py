"""Question → Answer: the best passages with the sentences that answer, or the admission that the corpus has none."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import islice

import numpy as np

from bot.answering.asked_words import STAND_IN, find_unknown_words, read_asked_words, tell_unknown_words
from bot.answering.confidence import ANSWERED, RELATED, AnswerFeatures, estimate_confidence, log_odds, weigh_features
from bot.answering.exact.certainty import SHOWN, estimate_certainty
from bot.answering.features import measure_features, measure_found
from bot.answering.highlights import highlight, sentence_texts
from bot.answering.ranking import RankedPassage, Ranking, rank_passages
from bot.answering.sentence_postings import SentencePostings
from bot.corpus.passages import build_passage, pack_sentences
from bot.garbage import without_collections
from bot.question.followup import (
    REMEMBERED,
    has_subject,
    is_empty_of_subject,
    is_part_of_question,
    points_back,
    replace_part,
)
from bot.question.intent import QuestionKind
from bot.question.interpretation import Interpretation, Interpreter
from bot.question.lexicon import Lexicon
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.records import MAX_HISTORY, Answer, Band, Explanation, Hit, Rule, Span
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index
from bot.semantic.passage_vectors import PassageVectors
from bot.speech.browsing import read_browsing
from bot.text.normalization import fold_with_origin

__all__ = ["Answerer"]

# As many passages as a hit can be one of.
MOST_HITS = 100
# The articles on a subject are looked for among so many passages.
BROWSED = 30
# Who asks for one name and gets another may be told so, but not that it answers.
DOUBTFUL = (ANSWERED + RELATED) / 2
# Who asks on about an article is shown its nearest passage from this confidence on, as one that may be related. Of 69
# follow-ups in dialogues that another writer wrote, 6 more saw their answer so, and of 29 that the article does not
# answer 2 more saw a passage; counted before the confidence was fitted anew.
RELATED_TO_TOPIC = 0.003
# A correction is suggested only where it is answered with this confidence, from which on nine of ten answers are right.
CERTAIN = 0.6
# The terms of the sentences of this many articles are kept, because each question needs those of its candidates.
_CACHED_ARTICLES = 4096


# All in natural logarithms of odds, and found with the pairs of benchmarks/conversation.py.
# A question that is answered alone with so much more than ANSWERED is not asked again with those before it; one that
# points back to them (那…) has to be surer.
SURE, SURE_POINTING_BACK = 3.2, 6.5
# A question that points back is answered alone, and not from the article at hand, where its confidence is so much above
# ANSWERED.
SURE_BEFORE_TOPIC = 1.5
# What an answer after earlier questions loses, because their terms make it surer than the question itself does: for
# those of its words that the article lacks, and for those of them that the article found alone has.
LACKED, LOST = 1.0, 0.5
# What the question alone loses where its rarest word (AskedWord.rarity) is no rarer than RARE, because it says little:
# 全长是多少？
COMMON, RARE = 0.3, 14.0


@dataclass(frozen=True, slots=True)
class _Found:
    """What is found for a question."""

    ranking: Ranking
    # None where there is no passage
    features: AnswerFeatures | None
    confidence: float
    rule: Rule
    # the earlier questions that counted
    history: tuple[str, ...]
    # what the confidence lost because of them, in natural logarithms of odds
    loss: float = 0.0
    # the number of the article that answered the question before; None where none did
    topic: int | None = None

    @property
    def article(self) -> int | None:
        """The number of the article of the first passage; None where there is no passage."""
        return self.ranking.passages[0].article_number if self.ranking.passages else None

    @property
    def asks_on(self) -> bool:
        """Whether the first passage is of the article that answered the question before, and the question asks on.

        What has no question word, or speaks to the bot, does not.
        """
        question = self.ranking.interpretation.question
        if self.topic is None or question.bare == question.folded or set("你您妳") & set(question.folded):
            return False
        return self.article == self.topic


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
        self._preferences = Preferences(index)
        self._interpreter = Interpreter(index, lexicon, self._preferences)
        self._postings_of = lru_cache(maxsize=_CACHED_ARTICLES)(
            lambda number: SentencePostings(
                index.sentence_texts(number), index.analyzer, index.config, index.word_borders(number)
            )
        )

    @without_collections()
    def search(self, question: str, k: int, within: Filter = NO_FILTER) -> list[Hit]:
        """The best k passages for a question, or fewer, best first; none where no passage shares a term with it."""
        ranking = self._rank(self._interpreter.interpret(self._read(question), ()), k, within)
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
        read = self._read(question)
        topic = read_browsing(read.folded)
        if topic is not None:
            browsed = tuple(self._find_on(topic, k, within) if topic else self._find_newest(k, within))
            return Answer(question, answered=False, confidence=0.0, hits=browsed, talk="browse", rule="talk")
        found = self._find(read, self._read_history(history), k, within)
        interpretation, ranking, rule = found.ranking.interpretation, found.ranking, found.rule
        if rule == "first" and is_empty_of_subject(interpretation.question):
            return Answer(question, answered=False, confidence=0.0, talk="vague", rule="talk")
        if found.features is None:
            unknown = self._tell_unknown(interpretation, read.folded)
            return Answer(question, answered=False, confidence=0.0, unknown=unknown, rule=rule)
        hits = tuple(_build_hit(ranking, rank) for rank in range(1, min(k, len(ranking.passages)) + 1))
        confidence = round(found.confidence, 4)
        band: Band = "answer" if confidence >= ANSWERED else "related" if confidence >= RELATED else "silent"
        if band == "silent" and confidence >= RELATED_TO_TOPIC and found.asks_on:
            band = "related"
        # exact words promise more than a passage does: none where the passage may be about something else
        exact = band == "answer" and not found.features.lacking and not found.features.elsewhere
        return Answer(
            question,
            band == "answer",
            confidence,
            hits,
            band,
            suggestion=self._suggest(interpretation, within),
            unknown=() if band == "answer" else self._tell_unknown(interpretation, read.folded),
            span=_find_span(ranking, ranking.passages[0], found.confidence) if exact else None,
            explanations=tuple(_explain(found, one, within) for one in ranking.passages[:k]) if why else (),
            rule=rule,
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
            found = self._find(self._read(question), self._read_history(history), k, within)
            for passage in found.ranking.passages:
                if passage.passage.id == hit.passage.id and math.isclose(passage.score, hit.score):
                    return _explain(found, passage, within)
        raise ValueError(f"the hit {hit.passage.id!r} is none of the question {question!r}")

    def _find_newest(self, k: int, within: Filter) -> Iterator[Hit]:
        """The beginnings of the newest articles with a headline; those equally new in the order of the corpus."""
        publications = self.index.tables.publications
        allowed = publications.matching(within)
        newest = np.argsort(-publications.article_days, kind="stable")
        numbers = (number for number in newest.tolist() if allowed[number])
        shown = (number for number in numbers if self._has_headline(number))
        for rank, number in enumerate(islice(shown, k), start=1):
            article, sentences = self.index.articles[number], self.index.sentences(number)
            passage = build_passage(article, f"{article.id}.1", sentences[: pack_sentences(sentences)[0].stop])
            if passage is not None:
                # the scores say nothing but the order
                yield Hit(rank, 1 / rank, passage, article)

    def _find_on(self, topic: str, k: int, within: Filter) -> Iterator[Hit]:
        """The best passage of each article with a headline that has all words of a subject, best first."""
        interpretation = self._interpreter.interpret(self._read(topic), ())
        words = read_asked_words(interpretation, self.index)
        ranking = self._rank(interpretation, max(k, BROWSED), within)
        best: dict[int, int] = {}
        for rank, passage in enumerate(ranking.passages, start=1):
            text = self.index.folded(passage.article_number)
            if self._has_headline(passage.article_number) and all(
                word.measure_presence(text) >= STAND_IN for word in words
            ):
                best.setdefault(passage.article_number, rank)
        for number, rank in enumerate(islice(best.values(), k), start=1):
            yield replace(_build_hit(ranking, rank), rank=number)

    def _has_headline(self, number: int) -> bool:
        article = self.index.articles[number]
        return bool(article.headline and article.paragraphs and article.kind == "article")

    def _rank(self, interpretation: Interpretation, k: int, within: Filter) -> Ranking:
        return rank_passages(self.index, interpretation, self._preferences, self._postings_of, k, within, self.vectors)

    def _read(self, question: str) -> Question:
        return Question(question, self.index.analyzer, self.index.config)

    def _read_history(self, history: Sequence[str]) -> list[Question]:
        """The last questions of a history, each made whole where it replaces a part of the one before."""
        whole: list[Question] = []
        for question in map(self._read, history[-MAX_HISTORY:]):
            topic = read_browsing(question.folded)
            if topic is not None:
                whole += [self._read(topic)] if topic else []
                continue
            replaced = replace_part(question, whole)
            if replaced is None:
                whole.append(question)
            else:
                whole = [self._read(text) for text in (*replaced[1], replaced[0])]
        return whole

    def _find(self, question: Question, history: Sequence[Question], k: int, within: Filter) -> _Found:
        """What is found for a question: alone, or after the questions before it where these make the answer surer."""
        alone = self._look_up(question, (), k, within)
        if not history:
            return alone
        replaced = replace_part(question, history)
        if replaced is None and not has_subject(question):
            return self._look_up(question, history, k, within, "no subject")
        words = read_asked_words(alone.ranking.interpretation, self.index)
        loss_of_common_words = COMMON * max(0.0, RARE - max((word.rarity for word in words), default=0.0))
        refers_back, is_part = points_back(question), is_part_of_question(question)
        surplus = log_odds(alone.confidence) - log_odds(ANSWERED) - loss_of_common_words
        if surplus >= (SURE_POINTING_BACK if refers_back else SURE):
            return replace(alone, rule="alone")
        if replaced is not None:
            question, history = self._read(replaced[0]), [self._read(text) for text in replaced[1]]
        after = self._look_up(question, history, k, within, "surer after" if replaced is None else "replaced")
        if self._names_unknown(alone) or (replaced is None and is_part and self._lacks_words(after, alone)):
            after = replace(after, confidence=min(after.confidence, DOUBTFUL))
        if replaced is not None:
            is_alone = alone.confidence >= ANSWERED and alone.confidence > after.confidence
        else:
            after = after if refers_back else self._weaken(after, alone)
            is_surer = log_odds(alone.confidence) - loss_of_common_words >= log_odds(after.confidence)
            is_alone = is_surer and not (alone.confidence < RELATED and after.asks_on)
        if not is_alone:
            return after
        if (is_part or (refers_back and surplus < SURE)) and alone.article != after.article:
            if after.asks_on and (is_part or surplus < SURE_BEFORE_TOPIC):
                return replace(after, confidence=max(after.confidence, RELATED_TO_TOPIC))
            if is_part:
                # a part of a question, 那湖州呢, does not say what is asked, so that its own article may be any
                alone = replace(alone, confidence=min(alone.confidence, DOUBTFUL))
        return replace(alone, rule="surer alone", topic=after.topic)

    def _names_unknown(self, found: _Found) -> bool:
        """Whether a question has words, and no article has any of them.

        What is no word of the dictionary is badly cut (最晚, 办过), unless somebody's name is asked about.
        """
        interpretation = found.ranking.interpretation
        unknown = find_unknown_words(interpretation, self.index, interpretation.question.folded)
        is_word = self.index.analyzer.segmenter.is_word
        is_cut_well = interpretation.question.intent.kind is QuestionKind.PERSON or all(map(is_word, unknown))
        return is_cut_well and 0 < len(read_asked_words(interpretation, self.index)) <= len(unknown)

    def _lacks_words(self, after: _Found, alone: _Found) -> bool:
        """Whether the article found after earlier questions has none of the question's own words."""
        words = read_asked_words(alone.ranking.interpretation, self.index)
        if after.article is None or not words:
            return False
        return not any(word.measure_presence(self.index.folded(after.article)) for word in words)

    def _weaken(self, after: _Found, alone: _Found) -> _Found:
        """What is found after earlier questions, with the confidence that is left without their terms."""
        if alone.features is None or after.features is None:
            return after
        here, there = (
            measure_found(alone.ranking, self.index.folded(found.ranking.passages[0].article_number))[0]
            for found in (alone, after)
        )
        loss = LACKED * (1 - there) + LOST * max(0.0, here - there)
        return replace(after, confidence=1 / (1 + math.exp(loss - log_odds(after.confidence))), loss=loss)

    def _look_up(
        self, question: Question, history: Sequence[Question], k: int, within: Filter, rule: Rule = "first"
    ) -> _Found:
        interpretation = self._interpreter.interpret(question, history)
        if history and not interpretation.names_subject:
            interpretation = replace(interpretation, topic=self._find_topic(history))
        ranking = self._rank(interpretation, k, within)
        features = measure_features(ranking, highlight(ranking, ranking.passages[0])) if ranking.passages else None
        confidence = estimate_confidence(features) if features else 0.0
        if interpretation.doubts_name:
            confidence = min(confidence, DOUBTFUL)
        earlier = tuple(one.typed for one in history[-REMEMBERED:])
        return _Found(ranking, features, confidence, rule, earlier, topic=interpretation.topic)

    def _find_topic(self, history: Sequence[Question]) -> int | None:
        """The number of the article that answered the last question; None where none did."""
        found = self._find(history[-1], history[:-1], 1, NO_FILTER)
        if found.confidence >= ANSWERED or (found.confidence >= RELATED_TO_TOPIC and found.asks_on):
            return found.article
        return None

    def _tell_unknown(self, interpretation: Interpretation, typed: str) -> tuple[str, ...]:
        """The words of a question that no article has, as a person is told them."""
        unknown = find_unknown_words(interpretation, self.index, typed)
        is_person = interpretation.question.intent.kind is QuestionKind.PERSON
        return tell_unknown_words(unknown, self.index.analyzer.segmenter, is_person=is_person)

    def _suggest(self, interpretation: Interpretation, within: Filter) -> str | None:
        """The question with its slips repaired, if these stand nowhere and the corpus surely answers it; else None."""
        suggestion = interpretation.suggestion
        if suggestion is None or any(self.index.has_text(slip.typed) for slip in interpretation.repairs):
            return None
        return suggestion if self._look_up(self._read(suggestion), (), 1, within).confidence >= CERTAIN else None


def _build_hit(ranking: Ranking, rank: int) -> Hit:
    passage = ranking.passages[rank - 1]
    return Hit(rank, passage.score, passage.passage, passage.scored.article, highlight(ranking, passage))


def _find_span(ranking: Ranking, passage: RankedPassage, confidence: float) -> Span | None:
    """The exact words that answer, as a range of the passage's text; None where that is not likely enough."""
    if passage.exact is None:
        return None
    if estimate_certainty(passage.exact.likelihood, confidence, rivalled=ranking.is_rivalled) < SHOWN:
        return None
    texts = sentence_texts(ranking, passage)
    at = passage.exact.sentence - passage.sentences.start
    before = sum(map(len, texts[:at]))
    folded = fold_with_origin(texts[at], ranking.index.config.traditional)
    origin = [folded.origin[place] for place, character in enumerate(folded.text) if not character.isspace()]
    return Span(before + origin[passage.exact.start], before + origin[passage.exact.stop - 1] + 1)


def _explain(found: _Found, passage: RankedPassage, within: Filter) -> Explanation:
    """Why a passage has its score, and its question the confidence."""
    assert found.features is not None, "there is a passage"
    interpretation = found.ranking.interpretation
    expansions = interpretation.expansions
    added = [(expansion.typed, expansion.added) for expansion in expansions]
    added += [(repair.typed, repair.added) for repair in interpretation.repairs]
    return Explanation(
        passage.score,
        tuple(sorted(found.ranking.reasons(passage), key=lambda reason: -abs(reason.points))),
        (*weigh_features(found.features), *((("history", 1.0, -found.loss),) if found.loss else ())),
        found.confidence,
        tuple(added),
        tuple((expansion.typed, expansion.article) for expansion in expansions if expansion.article),
        interpretation.question.typed,
        found.history,
        tuple((name, value) for name, value in asdict(within).items() if value is not None),
        found.rule,
    )
