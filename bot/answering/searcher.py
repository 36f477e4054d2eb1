"""Question, alone or after those before it → what the corpus has for it, and the rule that decided."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.answering.confidence.confidence import ANSWERED, RELATED, estimate_confidence, log_odds
from bot.answering.features import (
    measure_commonness,
    measure_covered,
    measure_features,
    measure_found,
    measure_leaning,
    names_unknown,
)
from bot.answering.found import Found
from bot.answering.highlights import highlight
from bot.answering.ranking import Ranking, rank_passages
from bot.answering.sentence_postings import SentencePostings
from bot.answering.words.asked_words import lacks_all, names_subject
from bot.explanation import Rule
from bot.question.followup import (
    REMEMBERED,
    asks_which,
    correct_last,
    has_subject,
    is_one_character,
    is_part_of_question,
    is_short,
    lacks_thing,
    names_none,
    points_back,
    replace_part,
)
from bot.question.interpretation import TOPIC_WEIGHT, Interpretation, Interpreter
from bot.question.lexicon import Lexicon
from bot.question.preferences import Preferences
from bot.question.question import Question
from bot.records import MAX_HISTORY, UNSURE
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index
from bot.semantic.passage_vectors import PassageVectors
from bot.speech.asking import asks
from bot.speech.browsing import read_browsing

# The most that a question with a replaced part gets where the article is about another place or year: none is shown.
REFUSED = 0.002
# Who asks on sees the article's nearest passage if the words that it lacks are together no rarer (nats). If it has no
# sign of what is asked for and likely no such number, it must have by so much more of the question than it lacks.
MOST_MISSING, NO_NUMBER, LEAST_HAD = 26.0, 0.25, 0.5
# So many questions stay read.
READ_QUESTIONS = 64
# All in natural logarithms of odds, and found with the pairs of benchmarks/conversation.py.
# A question that is answered alone with so much more than ANSWERED is not asked again with those before it; one that
# points back to them (那…) has to be surer.
SURE, SURE_POINTING_BACK = 3.2, 6.5
# A question that points back is answered alone, not from the article at hand, if it is so much surer than ANSWERED.
SURE_BEFORE_TOPIC = 1.5
# What an answer after earlier questions loses, because their terms make it surer than the question itself does: for
# those of its words that the article lacks, and for those of them that the article found alone has.
LACKED, LOST = 1.0, 0.5
# A question asks on about the article at hand where its leaning is above this; at 0 four turns fewer of 793 are right.
ASKS_ON = -1.0
# A short question that names its subject (运费, where the article has 费用) asks on all the same if the passage lacks
# at most this share of its characters. Of 12 questions that ask on 7 are found so, of 257 others 11.
MOST_LOST_OF_SHORT = 0.5
# Another article speaks of what was asked if it has this share of its words.
SPEAKS_OF_ASKED = 0.3
# What the article at hand gets, as a share of the highest score, for a question that can be about no other one.
AT_HAND = 1.0


class Searcher:
    """Finds what one corpus has for questions.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
        vectors: of the passages' meanings; None where there are none.

    Attributes:
        read: gives a question as typed in all the forms that are looked at.
    """

    def __init__(self, index: Index, lexicon: Lexicon, vectors: PassageVectors | None) -> None:
        self._index, self._vectors = index, vectors
        self._preferences = Preferences(index)
        self._interpreter = Interpreter(index, lexicon, self._preferences)
        # a question is read for what it browses, answered, and read again with those that come after it
        self.read: Callable[[str], Question] = lru_cache(maxsize=READ_QUESTIONS)(
            lambda question: Question(question, index.analyzer, index.config)
        )
        # the number of the article that answered the last of some questions in a row; no lru_cache of a method, which
        # would keep the index in memory in a circle after its last use
        self._topics: dict[tuple[Question, ...], int | None] = {}
        # each question needs the terms of the sentences of its candidates
        self._postings_of = lru_cache(maxsize=index.kept_articles)(
            lambda number: SentencePostings(
                index.folded_sentences(number), index.analyzer, index.config, index.word_borders(number)
            )
        )

    def rank(self, question: Question, k: int, within: Filter) -> Ranking:
        """The best k passages for a question alone, or fewer, best first."""
        return self._rank(self._interpreter.interpret(question, ()), k, within)

    def _rank(self, interpretation: Interpretation, k: int, within: Filter) -> Ranking:
        return rank_passages(
            self._index, interpretation, self._preferences, self._postings_of, k, within, self._vectors
        )

    def find(self, question: str, history: Sequence[str], k: int, within: Filter) -> Found:
        """What is found for a question: alone, or after the questions before it where these make the answer surer.

        Args:
            question: as typed.
            history: the questions that the same person asked before, oldest first.
            k: how many passages at most.
            within: only articles that it lets through.
        """
        return self._find(self.read(question), self._read_history(history), k, within)

    def _read_history(self, history: Sequence[str]) -> list[Question]:
        """The last questions of a history, each made whole where it replaces or corrects a part of the one before."""
        whole: list[Question] = []
        for question in map(self.read, history[-MAX_HISTORY:]):
            topic = read_browsing(question.folded)
            if topic is not None:
                whole += [self.read(topic)] if topic else []
                continue
            replaced = correct_last(question, whole) or replace_part(question, whole)
            whole = [self.read(text) for text in (*replaced[1], replaced[0])] if replaced else [*whole, question]
        return whole

    def _find(self, question: Question, history: Sequence[Question], k: int, within: Filter) -> Found:
        """As `find`."""
        if corrected := correct_last(question, history):
            whole, *earlier = map(self.read, (corrected[0], *corrected[1]))
            return self._find(whole, earlier, k, within)._replace(rule="replaced")
        alone = self._look_up(question, (), k, within)
        # 那湖州呢 does not say what is asked, so that the article found for it alone may be any about the place
        is_part = is_part_of_question(question)
        if not history or is_one_character(question):
            return alone.doubt("part") if is_part else alone
        replaced = replace_part(question, history)
        if replaced is None and names_none(question):
            # the question before may have named none either: 多少钱？ after 在哪里？
            history = self._leave_out_others(history) or history
            found = self._look_up(question, history, k, within, "no subject")
            found = self._judge_asking_on(self._look_at_hand(found, question, history, k, within), alone)
            if found.article is not None and lacks_thing(question, self._index.folded(found.article)):
                return alone
            if found.topic is not None and found.article != found.topic:
                return found._replace(confidence=min(found.confidence, REFUSED))
            is_doubtful = found.confidence < UNSURE or found.asks_freely
            return found.doubt() if (is_doubtful and self._lacks_words(found, alone)) or found.lacks_own else found
        surplus = alone.surplus - (0.0 if is_part else measure_commonness(alone.ranking.asked_words))
        if not is_part and self._is_clear_alone(question, alone, surplus):
            return alone._replace(rule="alone")
        if replaced is None:
            both = self._look_up(question, history, k, within, "surer after")
            if is_part and both.topic is not None and self._has_part(both.topic, question):
                both = self._look_at_hand(both, question, history, k, within)
            after = self._judge_asking_on(self._settle_after(question, both, alone), alone)
            is_alone = self._is_better_alone(alone, both, after, surplus, is_part=is_part)
        else:
            topic = self._find_topic(history)
            after = self._judge_asking_on(self._find_replaced(question, replaced, topic, alone, k, within), alone)
            is_alone = has_subject(question) and alone.confidence >= ANSWERED and alone.confidence > after.confidence
            if is_alone and is_part and alone.interpretation.preference.places and alone.article != topic:
                # 那嘉善呢 asks of another place what was asked, and not for all that there is of it in other articles
                return alone.doubt("part") if alone.article == after.article else after
        settled = _settle_alone(question, alone, after, surplus) if is_alone else after.regain()
        return self._settle_part(settled, question, history, k, within) if settled.rule == "part" else settled

    def _leave_out_others(self, history: Sequence[Question]) -> list[Question]:
        """The questions that name a subject, without those of whose words the article at hand has none."""
        topic = self._find_topic(history, REMEMBERED)
        text = None if topic is None else self._index.folded(topic)
        left = []
        for one in filter(has_subject, history):
            words = [word for word in one.words if len(word) > 1]
            if text is None or not words or any(word in text for word in words):
                left.append(one)
        return left

    def _settle_part(
        self, found: Found, question: Question, history: Sequence[Question], k: int, within: Filter
    ) -> Found:
        """What is found for a part alone, if that speaks of what was asked; else the article at hand, or none."""
        topic = self._find_topic(history)
        if found.article in (None, topic):
            return found
        if topic is None or not self._has_part(topic, question):
            whole = next((one for one in reversed(history) if not is_part_of_question(one)), history[-1])
            if measure_found(self.rank(whole, 1, within), self._index.folded(found.article))[0] >= SPEAKS_OF_ASKED:
                return found
        at_hand = self._look_up(question, history, k, within, "asks on", topic, AT_HAND).doubt()
        return at_hand._replace(asks_on=True) if at_hand.article == topic else found._replace(confidence=REFUSED)

    def _judge_asking_on(self, after: Found, alone: Found) -> Found:
        """What is found after earlier questions, and whether the question asks on about the article at hand."""
        features, question, asked = after.features, alone.interpretation.question, alone.ranking
        if not after.is_on_topic or after.article is None or features is None:
            return after
        share, found = measure_found(asked, self._index.folded(after.article))
        is_near = sum(word.rarity for word in asked.asked_words) - found <= MOST_MISSING
        points = names_none(question) or points_back(question) or asks_which(question)
        covered = min(features.covered, measure_covered(share, found))
        has_no_sign = features.lacking or after.ranking.passages[0].margin is None
        has_neither = has_no_sign and features.none > NO_NUMBER and covered - features.lost < LEAST_HAD
        # a number, day or place that the article does not have is another subject's
        return after._replace(asks_on=(points or is_near) and not features.elsewhere and not has_neither)

    def _is_clear_alone(self, question: Question, alone: Found, surplus: float) -> bool:
        """Whether the question alone is answered so surely that it is not looked up with those before it.

        It is also looked up alone where it has no Chinese word and no article has its words: git asks on about nothing.
        """
        if question.folded.isascii() and names_unknown(alone.ranking):
            return True
        return surplus >= (SURE_POINTING_BACK if points_back(question) else SURE)

    def _is_better_alone(self, alone: Found, both: Found, after: Found, surplus: float, *, is_part: bool) -> bool:
        """Whether a question is answered alone and not by `after`: that is `both`, weakened by `_settle_after`."""
        if alone.confidence < RELATED and after.asks_on:
            return False
        if not is_part and alone.article == both.article != both.topic and asks(alone.interpretation.question.folded):
            return True
        if is_part or alone.article is None or both.article in (None, alone.article):
            return surplus >= after.surplus
        if max(alone.confidence, after.confidence) < RELATED:
            return True
        return measure_leaning(alone.ranking, both.ranking, alone.surplus, both.surplus) < ASKS_ON

    def _settle_after(self, question: Question, after: Found, alone: Found) -> Found:
        """What is found after the questions before; unless the question points back, their terms make it no surer."""
        if after.topic is not None and after.article != after.topic:
            # who asks on is given another article than the one at hand only as what may be related
            after = after.doubt()
        if self._lacks_words(after, alone):
            if is_part_of_question(question):
                after = after.doubt()
            elif not points_back(question) and names_subject(alone.ranking.asked_words):
                has_characters = after.features is not None and after.features.lost <= MOST_LOST_OF_SHORT
                is_perhaps = is_short(question) and has_characters and after.confidence >= RELATED
                refused = after._replace(confidence=min(after.confidence, REFUSED), topic=None)
                after = after.doubt() if is_perhaps else refused
        return after if points_back(question) else self._weaken(after, alone)

    def _find_replaced(
        self,
        question: Question,
        replaced: tuple[str, list[str]],
        topic: int | None,
        alone: Found,
        k: int,
        within: Filter,
    ) -> Found:
        """What is found for an earlier question with a part replaced.

        Its confidence is too low for a passage where the best article contradicts the place or year of that question.

        Args:
            question: names the new part.
            replaced: the whole question and those before it, from `replace_part`.
            topic: the number of the article that answered before; it is preferred if it has the new part.
            alone: what is found for the new part alone.
        """
        topic = topic if topic is not None and self._has_part(topic, question) else None
        whole, earlier = self.read(replaced[0]), [self.read(text) for text in replaced[1]]
        found = self._look_up(whole, earlier, k, within, "replaced", topic)
        places, is_about = alone.interpretation.preference.places, self._preferences.is_about
        is_other = found.article is not None and not all(is_about(place, found.article) for place in places)
        if found.features is not None and (found.features.contradicted or is_other):
            found = found._replace(confidence=min(found.confidence, REFUSED))
        # who asks for 二期 is told of 一期 only as what may be related
        return found.doubt() if names_unknown(alone.ranking) or self._lacks_words(found, alone) else found

    def _has_part(self, number: int, question: Question) -> bool:
        """Whether an article has the words of what a question names in place of another."""
        text, part = self._index.folded(number), question.bare.strip(" ?!,.。、那的呢")
        return len(part) > 1 and part in text

    def _lacks_words(self, after: Found, alone: Found) -> bool:
        """Whether the article found after earlier questions has none of the question's own words."""
        if after.article is None or (after.features and after.features.lost == 0):
            return False
        return lacks_all(alone.ranking.asked_words, self._index.folded(after.article))

    def _weaken(self, after: Found, alone: Found) -> Found:
        """What is found after earlier questions, with the confidence that is left without their terms."""
        if alone.article is None or after.article is None:
            return after
        here, there = (
            measure_found(alone.ranking, self._index.folded(number))[0] for number in (alone.article, after.article)
        )
        loss = LACKED * (1 - there) + LOST * max(0.0, here - there)
        return after._replace(confidence=1 / (1 + math.exp(loss - log_odds(after.confidence))), loss=loss)

    def _look_up(
        self,
        question: Question,
        history: Sequence[Question],
        k: int,
        within: Filter,
        rule: Rule = "first",
        topic: int | None = None,
        topic_weight: float = TOPIC_WEIGHT,
    ) -> Found:
        interpretation = self._interpreter.interpret(question, history)
        if topic is None and history and not interpretation.names_subject:
            leans = names_none(question) or is_part_of_question(question)
            topic = self._find_topic(history, REMEMBERED if leans else 1)
        interpretation = interpretation._replace(topic=topic, topic_weight=topic_weight)
        ranking = self._rank(interpretation, k, within)
        highlights = highlight(ranking, ranking.passages[0]) if ranking.passages else ()
        features = measure_features(ranking, highlights) if ranking.passages else None
        confidence = estimate_confidence(features) if features else 0.0
        earlier = tuple(one.typed for one in history[-REMEMBERED:])
        found = Found(ranking, highlights, features, confidence, rule, earlier, topic=interpretation.topic)
        return found.doubt() if interpretation.doubts_name else found

    def _look_at_hand(
        self, found: Found, question: Question, history: Sequence[Question], k: int, within: Filter
    ) -> Found:
        """What is found for a question about the article at hand alone, where another article fits it better."""
        if found.topic is None or found.article == found.topic:
            return found
        return self._look_up(question, history, k, within, found.rule, found.topic, AT_HAND).doubt()

    def _find_topic(self, history: Sequence[Question], most: int = 1) -> int | None:
        """The number of the article that answered the last question; None where none did.

        Args:
            history: the questions, oldest first.
            most: so many of the last ones are looked at. Where one found nothing, the article of the one before it is
                still on display.
        """
        rows = [tuple(history[: len(history) - back]) for back in range(min(most, len(history)))]
        return next((number for number in map(self._find_shown, rows) if number is not None), None)

    def _find_shown(self, asked: tuple[Question, ...]) -> int | None:
        """As `_find_topic`, for the last one alone; kept, because all those after it ask for it again."""
        if asked in (topics := self._topics):
            return topics[asked]
        found = self._find(asked[-1], asked[:-1], 1, NO_FILTER)
        number = found.article if found.confidence >= RELATED or found.is_on_topic else None
        self._topics = {**(self._topics if len(self._topics) < READ_QUESTIONS else {}), asked: number}
        return number


def _settle_alone(question: Question, alone: Found, after: Found, surplus: float) -> Found:
    """What is found for a question alone, or the article at hand where the question leans on it.

    Args:
        question: as typed.
        alone: found for it alone.
        after: found for it after the questions before it.
        surplus: of the first, less what its common words lose.
    """
    alone, is_part = alone._replace(rule="surer alone", topic=after.topic), is_part_of_question(question)
    leans = is_part or (points_back(question) and surplus < SURE)
    if leans and alone.article != after.article and after.is_on_topic and (is_part or surplus < SURE_BEFORE_TOPIC):
        return after._replace(asks_on=True, rule="asks on")
    return alone.doubt("part") if is_part and alone.article != alone.topic else alone
