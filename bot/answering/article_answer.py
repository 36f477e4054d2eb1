"""What one article says to a question: how well its sentences answer, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from bot.answering.exact.finder import ENOUGH, Findings
from bot.answering.exact.matches import ExactWords
from bot.answering.excerpt import KEPT, KEPT_AROUND_WORDS, choose_excerpt
from bot.corpus.passages import Sentence

# Margins of exact words below and above these two count as these.
LEAST_MARGIN, MOST_MARGIN = -1.0, 4.0
# Less is shown around exact words that are at least this likely.
SURE = 0.7


class ArticleAnswer:
    """What one article says to a question, and what of it is shown already.

    Args:
        findings: the exact words that it has.
        points: how well each of its sentences answers, by its own words.
        read_around: gives the same with what stands around each; called only for an article that is shown.
    """

    def __init__(self, findings: Findings, points: Sequence[float], read_around: Callable[[], Iterable[float]]) -> None:
        best, self._gains = findings
        self.points = self._with_gains(points)
        self._read_around = read_around
        self.likelihood = best.likelihood if best else 0.0
        self.margin = best.margin if best else None
        # from 0, above LEAST_MARGIN
        clear = min(MOST_MARGIN, max(LEAST_MARGIN, best.margin)) if best else LEAST_MARGIN
        self.clear_margin = clear - LEAST_MARGIN
        self.exact = best if best and best.likelihood >= ENOUGH else None
        if self.exact:
            # the sentence that has the words is the one to show
            self.points[self.exact.sentence] = max(self.points)
        self.shown: set[int] = set()

    def _with_gains(self, points: Iterable[float]) -> list[float]:
        gains = self._gains
        return [point + gains.get(number, 0.0) for number, point in enumerate(points)]

    @cached_property
    def _points_around(self) -> Sequence[float]:
        """The points with what stands around, which tells which sentences are shown."""
        points = self._with_gains(self._read_around())
        if self.exact:
            points[self.exact.sentence] = max(points)
        return points

    def show(self, sentences: Sequence[Sentence]) -> tuple[range, ExactWords | None]:
        """Those of the article's sentences to show next, and the exact words that one of them has."""
        exact = self.exact if self.exact and self.exact.sentence not in self.shown else None
        excerpt = choose_excerpt(
            sentences,
            self._points_around,
            self.shown,
            exact.sentence if exact else None,
            KEPT_AROUND_WORDS if exact and exact.likelihood >= SURE else KEPT,
        )
        self.shown.update(excerpt)
        return excerpt, exact
