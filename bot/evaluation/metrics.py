"""Compares answers with judged questions: how often the right passage is first, and how often a refusal is right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.question_files import JudgedQuestion
from bot.records import Answer, AnswerFunction, Article, Hit

# Console and Telegram show so many passages unless a person asks for more.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one judged question, compared with its judgement."""

    judged: JudgedQuestion
    answer: Answer
    # the rank of the first passage that contains the judged answer, 1 to `SHOWN`; None where no passage does
    rank: int | None
    # whether the first passage highlights the judged answer
    highlighted: bool


def judge(questions: Iterable[JudgedQuestion], answer: AnswerFunction) -> list[Outcome]:
    """Ask every question and compare the answers with the judgements; white space does not count."""
    outcomes = []
    for judged in questions:
        given = answer(judged.question, judged.history, SHOWN)
        rank = next((hit.rank for hit in given.hits if _contains_answer(hit, judged)), None)
        outcomes.append(Outcome(judged, given, rank, rank == 1 and _highlights_answer(given.hits[0], judged)))
    return outcomes


def _contains_answer(hit: Hit, judged: JudgedQuestion) -> bool:
    if judged.answer is None:
        return False
    return is_same_file(hit.article, judged) and strip_spaces(judged.answer) in strip_spaces(hit.passage.text)


def is_same_file(article: Article, judged: JudgedQuestion) -> bool:
    """Whether an article may be meant by a judgement: it is of the same file, or one of the two names none."""
    return judged.file is None or article.file is None or article.file == judged.file


def _highlights_answer(hit: Hit, judged: JudgedQuestion) -> bool:
    highlighted = "".join(hit.passage.text[span.start : span.end] for span in hit.highlights)
    return judged.answer is not None and strip_spaces(judged.answer) in strip_spaces(highlighted)


def strip_spaces(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Measure:
    """What a rate counts."""

    name: str
    # whether a question counts
    counts: Callable[[Outcome], bool]
    # whether a question that counts has the property that the rate is the share of
    holds: Callable[[Outcome], bool]


def _is_answerable(outcome: Outcome) -> bool:
    return outcome.judged.answer is not None


def _is_first(outcome: Outcome) -> bool:
    return outcome.rank == 1


def _is_refused(outcome: Outcome) -> bool:
    return not outcome.answer.answered


MEASURES = (
    Measure("answer in the first passage", _is_answerable, _is_first),
    Measure("answer in the first three", _is_answerable, lambda outcome: outcome.rank is not None),
    Measure("marked, when first", _is_first, lambda outcome: outcome.highlighted),
    Measure("wrongly refused", _is_answerable, _is_refused),
    Measure("rightly refused", lambda outcome: not _is_answerable(outcome), _is_refused),
)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of some questions have a property."""

    name: str
    count: int
    # the number of questions
    total: int

    @property
    def share(self) -> float:
        """`count` / `total`, 0 to 1; 0 where there are no questions."""
        return self.count / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval of the share (Wilson 1927), 0 to 1."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.share
        centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, centre - half), min(1.0, centre + half)


def is_faultless(outcome: Outcome) -> bool:
    """Whether a person was shown the right thing: the answer as the first passage, or a refusal where there is none."""
    if outcome.judged.answer is None:
        return not outcome.answer.answered
    return outcome.rank == 1 and outcome.answer.answered


def compute_rates(outcomes: Sequence[Outcome]) -> list[Rate]:
    """The rate of each measure in `MEASURES`."""
    rates = []
    for measure in MEASURES:
        counted = [outcome for outcome in outcomes if measure.counts(outcome)]
        rates.append(Rate(measure.name, sum(map(measure.holds, counted)), len(counted)))
    return rates


def compute_dialogue_rate(outcomes: Sequence[Outcome]) -> Rate:
    """How many dialogues have no fault in any turn."""
    dialogues: dict[int, bool] = {}
    for outcome in outcomes:
        if (number := outcome.judged.dialogue) is not None:
            dialogues[number] = dialogues.get(number, True) and is_faultless(outcome)
    return Rate("dialogues without a fault", sum(dialogues.values()), len(dialogues))
