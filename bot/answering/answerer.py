"""Question → Answer: the best passages with what is marked in them, or the paper's silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.confidence import ANSWERED, RELATED, AnswerFeatures, estimate_confidence, weigh_features
from bot.answering.exact_answer import find_span
from bot.answering.highlights import find_highlights
from bot.answering.rerank import Rerank
from bot.answering.sentence_scores import ArticleSentences, window
from bot.corpus.passages import build_passage
from bot.question import answerability
from bot.question.followup import REMEMBERED, clears_history, weight_of_history
from bot.question.intent import find_small_talk
from bot.question.interpretation import TOPIC_WEIGHT, Interpretation, Interpreter
from bot.question.lexicon import Expansion, Lexicon
from bot.question.preferences import Preferences
from bot.records import Answer, Article, Band, Explanation, Hit, Passage, Reason, Span
from bot.retrieval.analyzer import FIELDS
from bot.retrieval.article_cache import remembered
from bot.retrieval.filters import NO_FILTER, Filter
from bot.retrieval.index import Index, ScoredPassage
from bot.retrieval.query import bare_question
from bot.text.normalization import fold

__all__ = ["Answerer"]

# So many passages are looked at more closely for one question.
CANDIDATES = 30
# The hits that confidence looks at.
SHOWN = 3
# An article is remembered with what was found in its sentences.
_article_sentences = remembered(ArticleSentences)
# The longest run of characters that is looked for in an article.
LONGEST_RUN = 6
FOUND_MAX = 3.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage as it will be shown, with what it was chosen by."""

    scored: ScoredPassage
    passage: Passage
    # the sentences of the article that it consists of, and how well each sentence of the article answers
    part: range
    points_of: Sequence[float]
    # its best sentence, and the passage's score with what that sentence adds: above 0
    best: int
    score: float

    @property
    def level(self) -> float:
        """The score as a share of the highest that a passage could have by its terms alone."""
        return self.score / self.scored.highest


class Answerer:
    """Answers questions from an index.

    Args:
        index: the corpus.
        lexicon: everyday and official words for the same thing.
    """

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._index = index
        self._config = index.config
        self._lexicon = lexicon
        self._preferences = Preferences(index)
        self._interpreter = Interpreter(index, lexicon, self._preferences)

    @property
    def articles(self) -> Sequence[Article]:
        """The corpus, in the order read."""
        return self._index.articles

    @property
    def index(self) -> Index:
        """The corpus, as it is looked up."""
        return self._index

    @property
    def lexicon(self) -> Lexicon:
        """The words for the same thing that it adds."""
        return self._lexicon

    def _article(self, number: int) -> ArticleSentences:
        return _article_sentences(self._index.sentences(number), self._config)

    def _ask(self, question: str, history: Sequence[str]) -> Interpretation:
        ask = self._interpreter.of(question, history)
        return ask if ask.own_subject else replace(ask, topic=self._topic(question, history))

    def _topic(self, question: str, history: Sequence[str]) -> tuple[int, float] | None:
        """The article that the question before found, where this one leans on it, and what that is worth."""
        weight = weight_of_history(question)
        history = [earlier for earlier in history[-2 * REMEMBERED :] if not find_small_talk(earlier)]
        if not weight or not history or clears_history(history[-1]):
            return None
        earlier = self._ask(history[-1], history[-1 - REMEMBERED : -1])
        found = [] if earlier.query.empty else self._find(earlier, SHOWN)
        if not found or estimate_confidence(self._features(earlier, found, self._mark(earlier, found[0]))) < ANSWERED:
            return None
        return found[0].scored.article_number, TOPIC_WEIGHT * weight

    def _rerank(self, ask: Interpretation) -> Rerank:
        return Rerank(self._index, ask.query, ask.folded, ask.kind, self._article)

    def _find(self, ask: Interpretation, k: int, within: Filter = NO_FILTER) -> list[_Found]:
        """The passages to show, best first: no two of them overlap."""
        rerank = self._rerank(ask)
        candidates = []
        for scored in self._index.search(ask.query, max(CANDIDATES, 3 * k), within):
            named = sum(share for _, _, share in self._preferences.points(ask.preference, scored.article_number))
            named += ask.topic[1] if ask.topic and ask.topic[0] == scored.article_number else 0.0
            total = scored.score + rerank.part(scored) + named * scored.highest
            candidates.append((total, rerank.best(scored), scored))
        # a sum of the same numbers in another order may differ in its last digits: such passages are equal
        candidates.sort(key=lambda entry: -round(entry[0], 9))
        found: list[_Found] = []
        shown: dict[int, set[int]] = {}
        for total, best, scored in candidates:
            own = shown.setdefault(scored.article_number, set())
            if best in own:
                # the sentence stands in a passage that is shown already
                continue
            sentences = self._index.sentences(scored.article_number)
            part = window(sentences, best) if self._config.window else scored.sentences
            own.update(part)
            identifier = f"{scored.article.id}.{part.start + 1}"
            passage = build_passage(scored.article, identifier, sentences[part.start : part.stop])
            if passage is not None:
                found.append(_Found(scored, passage, part, rerank.points(scored.article_number), best, total))
            if len(found) == k:
                break
        return found

    def _mark(self, ask: Interpretation, entry: _Found) -> tuple[Span, ...]:
        sentences = self._index.sentences(entry.scored.article_number)[entry.part.start : entry.part.stop]
        # white space at the ends of a passage is not shown
        sizes = [len(sentence.joined.text) for sentence in sentences]
        sizes[0] -= len(sentences[0].joined.text) - len(sentences[0].joined.text.lstrip())
        return find_highlights(entry.passage.text, sizes, entry.points_of[entry.part.start : entry.part.stop], ask.kind)

    def _hits(self, ask: Interpretation, found: Sequence[_Found]) -> tuple[Hit, ...]:
        return tuple(
            Hit(
                rank,
                entry.score,
                entry.passage,
                entry.scored.article,
                self._mark(ask, entry),
            )
            for rank, entry in enumerate(found, start=1)
        )

    def search(self, question: str, k: int, within: Filter = NO_FILTER) -> list[Hit]:
        """The best k passages for a question, or fewer, best first; none where no passage shares a term with it."""
        ask = self._ask(question, ())
        return [] if ask.query.empty else list(self._hits(ask, self._find(ask, k, within)))

    def answer(self, question: str, history: Sequence[str], k: int, within: Filter = NO_FILTER) -> Answer:
        """The answer of the corpus to a question.

        Args:
            question: as typed.
            history: the questions that the same person asked before, oldest first.
            k: how many hits at most.
            within: only the articles that it lets through.
        """
        if talk := find_small_talk(question):
            return Answer(question, answered=False, confidence=0.0, talk=talk)
        ask = self._ask(question, history)
        found = [] if ask.query.empty else self._find(ask, k, within)
        if not found:
            return Answer(question, answered=False, confidence=0.0, suggestion=ask.suggestion)
        hits = self._hits(ask, found)
        evidence = self._features(ask, found, hits[0].highlights)
        sure = round(estimate_confidence(evidence), 4)
        band: Band = "answer" if sure >= ANSWERED else "related" if sure >= RELATED else "silent"
        # exact words promise more than a passage: not where what is asked about may be something else
        exact = band == "answer" and not evidence.lacking and not evidence.elsewhere
        span = self._span(ask, hits[0]) if exact else None
        return Answer(question, band == "answer", sure, hits, band, suggestion=ask.suggestion, span=span)

    def _span(self, ask: Interpretation, hit: Hit) -> Span | None:
        """The exact words that answer, in what is marked of a hit."""
        weights = {term: weight * self._index.idf("pairs", term) for term, weight in ask.query.fields["pairs"].items()}
        return find_span(ask.question, hit.passage.text, hit.highlights, weights)

    def explain(self, question: str, hit: Hit, history: Sequence[str]) -> Explanation:
        """Why a hit has its score, and the question its confidence.

        Raises:
            ValueError: when the hit is none of this question's.
        """
        ask = self._ask(question, history)
        found = [] if ask.query.empty else self._find(ask, max(hit.rank, SHOWN))
        entry = next((entry for entry in found if entry.passage.id == hit.passage.id), None)
        if entry is None:
            raise ValueError(f"the hit {hit.passage.id!r} is none of the question {question!r}")
        evidence = self._features(ask, found, self._mark(ask, found[0]))
        added = [(expansion.typed, expansion.added) for expansion in ask.expansions]
        added += [(repair.typed, repair.meant) for repair in ask.repairs]
        return Explanation(
            entry.score,
            tuple(sorted(self._reasons(ask, entry), key=lambda reason: -abs(reason.points))),
            weigh_features(evidence),
            estimate_confidence(evidence),
            tuple(added),
            tuple((expansion.typed, expansion.article) for expansion in ask.expansions if expansion.article),
        )

    def _reasons(self, ask: Interpretation, entry: _Found) -> Iterator[Reason]:
        """The parts of a passage's score; they add up to it."""
        for name in FIELDS:
            for term, weight in ask.query.fields[name].items():
                own, whole = self._index.impacts(name, term, entry.scored)
                idf = self._index.idf(name, term)
                if own:
                    yield Reason("passage", name, term, ask.query.origins[name][term], weight, idf, weight * own)
                if whole:
                    yield Reason("article", name, term, ask.query.origins[name][term], weight, idf, weight * whole)
        for part, named, share in self._preferences.points(ask.preference, entry.scored.article_number):
            yield Reason(part, "", named, "typed", 1.0, 0.0, share * entry.scored.highest)
        if ask.topic and ask.topic[0] == entry.scored.article_number:
            yield Reason("topic", "", "", "history", 1.0, 0.0, ask.topic[1] * entry.scored.highest)
        for reason in self._rerank(ask).reasons(entry.scored):
            known = reason.field != ""
            yield Reason(
                reason.part,
                reason.field,
                reason.term,
                ask.query.origins[reason.field][reason.term] if known else "",
                ask.query.fields[reason.field][reason.term] if known else 1.0,
                self._index.idf(reason.field, reason.term) if known else 0.0,
                reason.points,
            )

    def _features(self, ask: Interpretation, found: Sequence[_Found], marked: Sequence[Span]) -> AnswerFeatures:
        """What is known about a question and its best hit."""
        first = found[0]
        number = first.scored.article_number
        whole = self._index.folded(number)
        shown = fold(first.passage.text).text
        told = fold("".join(first.passage.text[span.start : span.end] for span in marked)).text or shown
        other = next(
            (entry.level for entry in found if entry.scored.article_number != first.scored.article_number), 0.0
        )
        missing, words_found = self._missing(ask, whole), self._words_found(ask.query.fields["words"], shown)
        return AnswerFeatures(
            share=first.scored.share,
            gap=first.level - other,
            missing=missing,
            found=words_found,
            run=min(_longest_run(bare_question(ask.question), whole), LONGEST_RUN) / LONGEST_RUN,
            lacking=answerability.lacks_what_is_asked(ask.folded, told, shown, whole),
            elsewhere=answerability.lacks_number(ask.folded, whole, ((one.typed, one.added) for one in ask.expansions))
            or answerability.lacks_year(ask.folded, shown)
            or any(not self._index.knows_on_page(number, place) for place in answerability.places(ask.mended)),
            contradicted=self._preferences.contradicts(ask.preference, first.scored.article_number),
            absent=_absent(ask.subjects, whole),
            nothing=missing * max(0.0, 1 - words_found),
            on_topic=ask.topic is not None and ask.topic[0] == number,
            strayed=ask.topic is not None and ask.topic[0] != number and ask.leans,
        )

    def _missing(self, ask: Interpretation, whole: str) -> float:
        own = {term: self._index.idf("words", term) for term in ask.query.asked["words"] if len(term) > 1}
        helped = [expansion.typed for expansion in (*ask.subjects, *ask.expansions)]
        lost = [term for term in own if term not in whole and not any(term in typed for typed in helped)]
        return sum(own[term] for term in lost) / (sum(own.values()) or 1.0)

    def _words_found(self, words: Mapping[str, float], shown: str) -> float:
        highest = self._index.highest_idf
        found = sum(
            min(weight, 1.0) * self._index.idf("words", term) / highest
            for term, weight in words.items()
            if len(term) > 1 and term in shown
        )
        return min(FOUND_MAX, found)


def _absent(subjects: Sequence[Expansion], text: str) -> float:
    """The share of a question's words in the lexicon for which a text has neither the word nor another for it."""
    absent = sum(not any(word in text for word in (subject.typed, *subject.added)) for subject in subjects)
    return absent / (len(subjects) or 1)


def _longest_run(question: str, text: str) -> int:
    """The length of the longest run of a question, without white space, that stands in a text."""
    longest = 0
    for start in range(len(question)):
        while longest < LONGEST_RUN and start + longest < len(question):
            run = question[start : start + longest + 1]
            if " " in run or run not in text:
                break
            longest += 1
    return longest
