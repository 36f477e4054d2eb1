"""What is found for a question: the ranking, the confidence, and what the questions before it did."""

from __future__ import annotations

import math
from typing import NamedTuple

from bot.answering.confidence.confidence import ANSWERED, RELATED, AnswerFeatures, log_odds, measure_excess
from bot.answering.ranking import Ranking
from bot.explanation import Rule
from bot.question.interpretation import Interpretation
from bot.records import Span
from bot.speech.asking import ASKED
from bot.speech.signs import needs_sign

# Who asks for one name and gets another may be told so, but not that it answers.
DOUBTFUL = (ANSWERED + RELATED) / 2
# A question without a subject that asks whether something is so, 打完疼不疼, is answered by what was spoken of if the
# passage lacks at most this share of its characters.
MOST_LOST = 0.3


class Found(NamedTuple):
    """What is found for a question."""

    ranking: Ranking
    # the sentences of the first passage that answer, as ranges of its text
    highlights: tuple[Span, ...]
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
    # whether the question asks on about that article, and its first passage may be related
    asks_on: bool = False

    @property
    def interpretation(self) -> Interpretation:
        """The question as it was looked up."""
        return self.ranking.interpretation

    @property
    def article(self) -> int | None:
        """The number of the article of the first passage; None where there is no passage."""
        return self.ranking.passages[0].article_number if self.ranking.passages else None

    @property
    def is_on_topic(self) -> bool:
        """Whether the first passage is of the article that answered the question before, and the question asks on.

        What has no question word, or speaks to the bot, does not.
        """
        question = self.interpretation.question
        says_nothing = question.bare == question.folded or set("你您妳") & set(question.folded)
        return self.topic is not None and self.article == self.topic and not says_nothing

    @property
    def asks_freely(self) -> bool:
        """Whether nothing says how the words that answer look: no kind of words, and no sign (免费 for 要钱不)."""
        return self.ranking.pattern is None and not needs_sign(self.interpretation.question.folded)

    @property
    def lacks_own(self) -> bool:
        """Whether the question asks whether something is so, and the first passage lacks much of what it says."""
        if self.features is None or ASKED.search(self.interpretation.question.folded):
            return False
        return self.asks_freely and self.features.lost > MOST_LOST

    @property
    def allows_exact_words(self) -> bool:
        """Whether exact words may be shown: they promise more than a passage, which may be about something else."""
        may_be_part = self.interpretation.asks_as_before and self.ranking.phrases is not None
        is_doubtful = self.features is None or self.features.lacking or self.features.elsewhere or may_be_part
        return self.confidence >= ANSWERED and not is_doubtful

    @property
    def surplus(self) -> float:
        """By how much the confidence is above ANSWERED, as `loss`, without what counts for this question only.

        By this a question alone is compared with the same one after others; `measure_excess` says why.
        """
        excess = measure_excess(self.features) if self.features else 0.0
        return log_odds(self.confidence) - log_odds(ANSWERED) - excess

    def regain(self) -> Found:
        """The same without what the confidence lost, which tells whether the question asks on, where it does."""
        if not self.asks_on or not self.loss:
            return self
        return self._replace(confidence=1 / (1 + math.exp(-log_odds(self.confidence) - self.loss)), loss=0.0)

    def doubt(self, rule: Rule | None = None) -> Found:
        """The same with a confidence that allows no more than "perhaps", by a rule if one is given."""
        return self._replace(confidence=min(self.confidence, DOUBTFUL), rule=rule or self.rule)
