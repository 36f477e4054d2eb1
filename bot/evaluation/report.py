"""Rates and differences as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.evaluation.comparison import Difference, compare
from bot.evaluation.metrics import Outcome, Rate, calibration, rates

__all__ = ["HEADING", "compared", "difference_lines", "mean_lines", "scored"]

HEADING = f"  {'':<28} with  against  difference, 95 %"


def _rate_lines(found: Iterable[Rate], indent: str = "  ") -> Iterator[str]:
    """One line a rate; those of no questions are left out."""
    for rate in found:
        if rate.total:
            low, high = rate.interval
            counts = f"({rate.count} of {rate.total}; 95 %: {low:.2f}–{high:.2f})"
            yield f"{indent}{rate.name:<28}{rate.share:.3f}  {counts}"


def mean_lines(values: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """One line a measure: its mean over the questions."""
    for name, found in values.items():
        yield f"  {name:<28}{sum(found.values()) / (len(found) or 1):.3f}"


def difference_lines(found: Iterable[Difference], indent: str = "  ") -> Iterator[str]:
    """One line a difference, with how many questions are higher and lower."""
    for entry in found:
        low, high = entry.interval
        interval = f"{entry.by:+.3f}  {low:+.3f} to {high:+.3f}"
        counts = f"({entry.higher} up, {entry.lower} down)"
        yield f"{indent}{entry.name:<28}{entry.one:.3f}   {entry.other:.3f}  {interval}  {counts}"


def _kinds(outcomes: Sequence[Outcome]) -> dict[str, list[int]]:
    """The questions of each kind, by their place."""
    kinds: dict[str, list[int]] = {}
    for place, outcome in enumerate(outcomes):
        kinds.setdefault(outcome.judged.kind, []).append(place)
    return kinds


def scored(outcomes: Sequence[Outcome], by_kind: bool, reliability: bool, show: bool) -> Iterator[str]:
    """The rates of outcomes.

    Args:
        outcomes: of one question file.
        by_kind: also those of each kind of question.
        reliability: also how often answers of each confidence are right.
        show: also every question that went wrong.
    """
    yield from _rate_lines(rates(outcomes))
    for kind, places in _kinds(outcomes).items() if by_kind else ():
        yield f"  {kind or 'of no kind'}"
        yield from _rate_lines(rates([outcomes[place] for place in places]), indent="    ")
    if reliability:
        yield "  right, of the answers with a confidence"
        yield from _rate_lines(calibration(outcomes), indent="    ")
    for outcome in outcomes if show else ():
        wanted, answered = outcome.judged.answer is not None, outcome.answer.answered
        if (wanted and (outcome.rank != 1 or not answered)) or (not wanted and answered):
            yield f"  - {outcome.judged.question}  {_told(outcome)}"


def compared(one: Sequence[Outcome], other: Sequence[Outcome], by_kind: bool, show: bool) -> Iterator[str]:
    """The rates of two configurations side by side; with `show` every question that they differ on."""
    yield HEADING
    yield from difference_lines(compare(one, other))
    for kind, places in _kinds(one).items() if by_kind else ():
        yield f"  {kind or 'of no kind'}"
        found = compare([one[place] for place in places], [other[place] for place in places])
        yield from difference_lines(found, indent="    ")
    for mine, theirs in zip(one, other, strict=True) if show else ():
        if (mine.rank, mine.answer.answered) != (theirs.rank, theirs.answer.answered):
            yield f"  - {mine.judged.question}  {_told(mine)}; against {_told(theirs)}"


def _told(outcome: Outcome) -> str:
    return f"rank {outcome.rank}, confidence {outcome.answer.confidence:.2f}"
