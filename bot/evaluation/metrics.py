"""Answers against judgements: how often the answer stands first, within three, and how well silence is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.evaluation.question_files import JudgedQuestion
from bot.records import Answer, AnswerFunction, Hit

__all__ = ["MEASURES", "Measure", "Outcome", "Rate", "calibration", "judge", "rates"]

# How many passages a person sees without asking for more.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    judged: JudgedQuestion
    answer: Answer
    # the rank of the first passage that holds the answer; None where none of the three does
    rank: int | None
    # the answer lies in what is marked in the first passage
    marked: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of questions with its 95 % interval."""

    name: str
    count: int
    total: int

    @property
    def share(self) -> float:
        """0 to 1; 0 where there are no questions."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson (1927), 0 to 1."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.share
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, centre - half), min(1.0, centre + half)


def _bare(text: str) -> str:
    return "".join(text.split())


def _holds(hit: Hit, judged: JudgedQuestion) -> bool:
    if judged.answer is None:
        return False
    same_file = judged.file is None or hit.article.file is None or hit.article.file == judged.file
    return same_file and _bare(judged.answer) in _bare(hit.passage.text)


def _marks(hit: Hit, judged: JudgedQuestion) -> bool:
    marked = "".join(hit.passage.text[span.start : span.end] for span in hit.highlights)
    return judged.answer is not None and _bare(judged.answer) in _bare(marked)


def judge(questions: Iterable[JudgedQuestion], ask: AnswerFunction) -> list[Outcome]:
    """Asks every question and compares; white space does not count."""
    outcomes = []
    for judged in questions:
        answer = ask(judged.question, judged.history, SHOWN)
        rank = next((hit.rank for hit in answer.hits if _holds(hit, judged)), None)
        outcomes.append(Outcome(judged, answer, rank, rank == 1 and _marks(answer.hits[0], judged)))
    return outcomes


@dataclass(frozen=True, slots=True)
class Measure:
    """What a rate is the share of."""

    name: str
    # whether a question counts, and whether it has what is counted
    counts: Callable[[Outcome], bool]
    holds: Callable[[Outcome], bool]


def _answerable(outcome: Outcome) -> bool:
    return outcome.judged.answer is not None


def _first(outcome: Outcome) -> bool:
    return outcome.rank == 1


def _refused(outcome: Outcome) -> bool:
    return not outcome.answer.answered


MEASURES = (
    Measure("answer in the first passage", _answerable, _first),
    Measure("answer in the first three", _answerable, lambda outcome: outcome.rank is not None),
    Measure("marked, when first", _first, lambda outcome: outcome.marked),
    Measure("wrongly refused", _answerable, _refused),
    Measure("rightly refused", lambda outcome: not _answerable(outcome), _refused),
)


def rates(outcomes: Sequence[Outcome]) -> list[Rate]:
    """The rates of outcomes: those about answers count the questions that have one, the others the rest."""
    found = []
    for measure in MEASURES:
        counted = [outcome for outcome in outcomes if measure.counts(outcome)]
        found.append(Rate(measure.name, sum(map(measure.holds, counted)), len(counted)))
    return found


# The borders of the confidences that are counted together.
BANDS = (0.0, 0.2, 0.45, 0.6, 0.8, 0.9, 1.0)


def calibration(outcomes: Sequence[Outcome]) -> list[Rate]:
    """How often the first passage is right for each band of confidences: in a calibrated one, as often as it says."""
    found = []
    for low, high in pairwise(BANDS):
        inside = [
            outcome
            for outcome in outcomes
            if low <= outcome.answer.confidence < high or outcome.answer.confidence == high == 1.0
        ]
        found.append(Rate(f"{low:.2f} to {high:.2f}", sum(outcome.rank == 1 for outcome in inside), len(inside)))
    return found
