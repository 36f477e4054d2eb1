"""What is known about a question and its best passage: the features that the confidence is estimated from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.confidence import AnswerFeatures
from bot.answering.ranking import Ranking
from bot.question import answerability
from bot.question.interpretation import Interpretation
from bot.question.lexicon import Expansion
from bot.records import Span
from bot.retrieval.index import Index
from bot.text.normalization import fold

__all__ = ["COMPARED", "measure_features"]

COMPARED = 3
"""The best passage is compared with the others of so many, however many are shown."""

# Longer runs of the question's characters in the article count as this many.
LONGEST_RUN = 6
# The passage's words of the question count for this much at most.
MOST_FOUND = 3.0


def measure_features(ranking: Ranking, highlights: Sequence[Span]) -> AnswerFeatures:
    """The features of a question and its best passage.

    Args:
        ranking: has one passage or more.
        highlights: the sentences of the best passage that answer, as ranges of its text.
    """
    index, interpretation, best = ranking.index, ranking.interpretation, ranking.passages[0]
    question = interpretation.question
    article = index.folded(best.article_number)
    passage = fold(best.passage.text)
    evidence = fold("".join(best.passage.text[span.start : span.end] for span in highlights)) or passage
    others = (one for one in ranking.passages[:COMPARED] if one.article_number != best.article_number)
    rival = next((other.share for other in others), 0.0)
    missing = _missing(interpretation, article, index)
    found = _found(interpretation.query.fields["words"], passage, index)
    topic = interpretation.topic[0] if interpretation.topic else None
    other_places = _find_other_places(ranking)
    return AnswerFeatures(
        share=best.scored.share,
        gap=best.share - rival,
        missing=missing,
        found=found,
        run=min(_longest_run(question.bare, article), LONGEST_RUN) / LONGEST_RUN,
        lacking=answerability.lacks_what_is_asked(question.intent, question.folded, evidence, passage, article),
        elsewhere=bool(other_places)
        or answerability.lacks_number(question.folded, article, interpretation.expansions)
        or answerability.lacks_relative_time(question.folded, passage),
        contradicted=ranking.preferences.contradicts(interpretation.preference, best.article_number)
        or any(answerability.is_proper_name(place, index.analyzer.segmenter) for place in other_places),
        absent=_absent(interpretation.subjects, article),
        nothing=missing * max(0.0, 1 - found),
        on_topic=topic == best.article_number,
        strayed=topic is not None and topic != best.article_number and interpretation.leans,
    )


def _find_other_places(ranking: Ranking) -> list[str]:
    """What looks like a place in the question and stands in no article of the best passage's page."""
    index, number = ranking.index, ranking.passages[0].article_number
    names = answerability.find_place_names(ranking.interpretation.repaired, index.analyzer.segmenter)

    def is_on_page(name: str) -> bool:
        return any(index.is_on_page(number, ending) for ending in answerability.name_endings(name))

    return [name for name in names if not is_on_page(name)]


def _missing(interpretation: Interpretation, article: str, index: Index) -> float:
    """By rarity, the share of the question's words that the article lacks and that no expansion stands for."""
    rarity = {term: index.idf("words", term) for term in interpretation.query.asked["words"] if len(term) > 1}
    expanded = [expansion.typed for expansion in (*interpretation.subjects, *interpretation.expansions)]
    lacking = [term for term in rarity if term not in article and not any(term in typed for typed in expanded)]
    return sum(rarity[term] for term in lacking) / (sum(rarity.values()) or 1.0)


def _found(words: Mapping[str, float], passage: str, index: Index) -> float:
    """How many of the question's words the passage has, each counted by how rare it is, 0 to 3."""
    found = sum(
        min(weight, 1.0) * index.idf("words", term) / index.max_idf
        for term, weight in words.items()
        if len(term) > 1 and term in passage
    )
    return min(MOST_FOUND, found)


def _absent(subjects: Sequence[Expansion], article: str) -> float:
    """The share of a question's words in the lexicon for which an article has neither the word nor another for it."""
    absent = sum(not any(word in article for word in (subject.typed, *subject.added)) for subject in subjects)
    return absent / (len(subjects) or 1)


def _longest_run(question: str, article: str) -> int:
    """The length of the longest run of a question, without white space, that stands in an article; at most 6."""
    longest = 0
    for start in range(len(question)):
        while longest < LONGEST_RUN and start + longest < len(question):
            run = question[start : start + longest + 1]
            if " " in run or run not in article:
                break
            longest += 1
    return longest
