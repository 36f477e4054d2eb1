"""Whether confidences are true: how often answers of each confidence are right, and what a threshold promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.metrics import Outcome, Rate

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidences lie between two tenths."""

    # how many of them have the right passage first; a calibrated confidence equals this share
    right: Rate
    # the mean of their confidences, 0 to 1
    confidence: float


@dataclass(frozen=True, slots=True)
class Promise:
    """What holds of the answers with at least some confidence."""

    # the least confidence, 0 to 1
    threshold: float
    # how many of the answers with this confidence have a wrong passage first
    wrong: Rate
    # how many of the questions that the corpus answers have it and the right passage first
    answered: Rate


def compute_bins(outcomes: Sequence[Outcome]) -> list[Bin]:
    """The answers by tenths of confidence; a tenth without answers is left out."""
    tenths: list[list[Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        tenths[min(BINS - 1, int(BINS * outcome.answer.confidence))].append(outcome)
    return [
        Bin(
            Rate(f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}", sum(map(_is_right, within)), len(within)),
            sum(outcome.answer.confidence for outcome in within) / len(within),
        )
        for number, within in enumerate(tenths)
        if within
    ]


def compute_calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error, 0 to 1: how far confidence and share lie apart, mean over the answers.

    Naeini, Cooper and Hauskrecht (2015).
    """
    total = sum(each.right.total for each in bins)
    return sum(abs(each.confidence - each.right.share) * each.right.total for each in bins) / (total or 1)


def find_promise(outcomes: Sequence[Outcome], most_wrong: float) -> Promise | None:
    """The lowest threshold from which on at most a share of the answers is wrong; None where there is none.

    Args:
        outcomes: of questions that the corpus answers, and of others.
        most_wrong: the share, 0 to 1.
    """
    promises = [promise for promise in find_promises(outcomes) if promise.wrong.share <= most_wrong]
    return promises[-1] if promises else None


def find_promises(outcomes: Sequence[Outcome]) -> Iterator[Promise]:
    """What each confidence promises as a threshold, the highest first."""
    answerable = sum(outcome.judged.answer is not None for outcome in outcomes)
    ranked = sorted((outcome for outcome in outcomes if outcome.answer.hits), key=lambda one: -one.answer.confidence)
    right = 0
    for count, outcome in enumerate(ranked, start=1):
        right += _is_right(outcome)
        confidence = outcome.answer.confidence
        if count == len(ranked) or ranked[count].answer.confidence < confidence:
            yield Promise(confidence, Rate("", count - right, count), Rate("", right, answerable))


def _is_right(outcome: Outcome) -> bool:
    return outcome.rank == 1
