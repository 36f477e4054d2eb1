"""What is known about a question and its best passage: the features that the confidence is estimated from."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.answering.asked_words import read_asked_words
from bot.answering.confidence import AnswerFeatures
from bot.answering.ranking import Ranking
from bot.question import answerability
from bot.records import Span
from bot.text.normalization import fold

__all__ = ["measure_features", "measure_found"]

# A question of which so much is found says enough: in nats, by the words' rarity in Chinese text.
ENOUGH_RARITY = 30.0
# The largest rarity of a word; the two kinds of rarity count alike, each as a share of its largest value.
LARGEST_RARITY = 12.0
# A question with fewer characters, the words that only ask not counted, is short.
SHORT = 8


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
    shown = f"{fold(best.scored.article.headline)} {passage}"
    share, rarity = measure_found(ranking, shown)
    level = ranking.levels[0][1]
    others = [other for number, other in ranking.levels if number != best.article_number]
    next_best = max(others, default=0.0)
    coverage = ranking.reranker.coverage(best.article_number)
    other_places = _find_other_places(ranking)
    size = sum(not character.isspace() for character in question.bare + interpretation.unsaid)
    return AnswerFeatures(
        # the first tenths of both say more than the last: where equally many right passages are refused, the roots
        # refuse .91 and not .88 of the questions that a month of a daily does not answer, and .56 and not .52 of those
        # whose subject it has
        covered=math.sqrt(share * min(1.0, rarity / ENOUGH_RARITY)),
        # a passage that was found by its meaning alone has the level 0
        gap=math.sqrt(max(0.0, level - next_best) / (level or 1.0)),
        sentence=max(coverage[sentence] for sentence in best.sentences),
        exact=best.likelihood,
        unsure=1 - best.likelihood if best.likelihood else 0.0,
        short=max(0.0, 1 - size / SHORT),
        lacking=answerability.lacks_what_is_asked(
            question.intent,
            question.folded,
            evidence,
            passage,
            article,
            interpretation.expansions,
            is_found=best.exact is not None,
        ),
        elsewhere=bool(other_places)
        or answerability.lacks_number(question.folded, article, interpretation.expansions)
        or answerability.lacks_relative_time(question.folded, passage, best.scored.article.date),
        contradicted=ranking.preferences.contradicts(interpretation.preference, best.article_number)
        or any(answerability.is_proper_name(place, index.analyzer.segmenter) for place in other_places),
    )


def _find_other_places(ranking: Ranking) -> list[str]:
    """What looks like a place in the question and stands in no article of the best passage's page."""
    index, number = ranking.index, ranking.passages[0].article_number
    names = answerability.find_place_names(ranking.interpretation.repaired, index.analyzer.segmenter)

    def is_on_page(name: str) -> bool:
        return any(index.is_on_page(number, ending) for ending in answerability.name_endings(name))

    return [name for name in names if not is_on_page(name)]


def measure_found(ranking: Ranking, text: str) -> tuple[float, float]:
    """What a folded text has of the question's words.

    Returns:
        A share of them, 0 to 1, by rarity in Chinese text and in the corpus; and the rarity in Chinese text of what is
        found, in nats.
    """
    words = read_asked_words(ranking.interpretation, ranking.index)
    most = ranking.index.max_idf
    weights = [word.rarity / LARGEST_RARITY + word.idf / most for word in words]
    presence = [word.measure_presence(text) for word in words]
    share = sum(weight * part for weight, part in zip(weights, presence, strict=True)) / (sum(weights) or 1.0)
    return share, sum(word.rarity * part for word, part in zip(words, presence, strict=True))
