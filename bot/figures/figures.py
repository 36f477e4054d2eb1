"""How well a bot has answered over some days, reckoned from what its store keeps."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from bot.figures.likeness import QuestionGroup, group_questions
from bot.store.records import DAY, AskedOnce, CaseTimes, FigureRows

# So many groups of questions are shown.
_MOST = 10
# What fewer people than these ask is shown to nobody but operators: it may name one of them.
_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class AskedOften:
    """Questions that are alike."""

    # the form that was asked most
    question: str
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """What was passed on to the desk about one subject."""

    # None for what nobody has put to one
    subject: str | None
    cases: int
    answered: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day."""

    # ISO 8601
    day: str
    questions: int
    answered: int
    related: int
    silent: int
    # ratings, and those that say that an answer helped
    ratings: int
    helpful: int
    # seconds until the reply was there, median; None where there was none
    median: float | None
    # passed on to the desk
    cases: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Some days. Shares are 0 to 1; None where there is nothing to reckon from."""

    days: float
    questions: int
    # who asked, as far as they are not forgotten
    people: int
    answered: float | None
    related: float | None
    silent: float | None
    ratings: int
    # the share of ratings that say that an answer helped
    helpful: float | None
    # of the questions that ask nothing in other words, the share that was answered and was not asked in other words
    # within two minutes
    first_try: float | None
    # seconds until the reply was there
    median: float | None
    p95: float | None
    p99: float | None
    # what was passed on to the desk, and what of it is answered; minutes until it was taken, and answered, median
    cases: int
    desk_answered: int
    taken_minutes: float | None
    answered_minutes: float | None
    # the subjects, that of most cases first; none where no case has one
    subjects: tuple[SubjectFigures, ...]
    # whether the words of questions are kept, without which the two lists are empty
    has_words: bool
    unanswered: tuple[AskedOften, ...]
    most_asked: tuple[AskedOften, ...]
    by_day: tuple[DayFigures, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON has them."""
        return asdict(self)


def reckon(rows: FigureRows, days: float, now: float, zone: tzinfo | None = None) -> Figures:
    """The figures of some days.

    Args:
        rows: what was asked since `now` minus these days.
        days: how many.
        now: seconds since 1970.
        zone: of the days; that of this machine if not given.
    """
    asked, bands = rows.asked, Counter(one.band for one in rows.asked)
    times = sorted(one.seconds for one in asked if one.seconds is not None)
    firsts = [one for one in asked if not one.is_rephrasing]
    worded = [(one.question, one.person, one.band) for one in asked if one.question]
    return Figures(
        days=days,
        questions=len(asked),
        people=len({one.person for one in asked if one.person}),
        answered=_share(bands["answer"], len(asked)),
        related=_share(bands["related"], len(asked)),
        silent=_share(bands["silent"], len(asked)),
        ratings=len(rows.ratings),
        helpful=_share(sum(helpful for _, helpful in rows.ratings), len(rows.ratings)),
        first_try=_share(sum(one.band == "answer" and not one.is_rephrased for one in firsts), len(firsts)),
        median=_quantile(times, 0.5),
        p95=_quantile(times, 0.95),
        p99=_quantile(times, 0.99),
        cases=len(rows.cases),
        desk_answered=sum(case.answered_at is not None for case in rows.cases),
        taken_minutes=_median_minutes((case.opened_at, case.taken_at) for case in rows.cases),
        answered_minutes=_median_minutes((case.opened_at, case.answered_at) for case in rows.cases),
        subjects=_by_subject(rows.cases),
        has_words=bool(worded) or not asked,
        unanswered=_most((question, person) for question, person, band in worded if band != "answer"),
        most_asked=_most((question, person) for question, person, _ in worded),
        by_day=_by_day(rows, days, now, zone),
    )


def find_hot(asked: Iterable[AskedOnce], most: int) -> list[str]:
    """The questions that most people asked and that were answered; none that fewer than three people asked."""
    groups = group_questions((one.question, one.person) for one in asked if one.question and one.band == "answer")
    return [group.question for group in groups if len(group.people) >= _PEOPLE][:most]


def _most(asked: Iterable[tuple[str, str | None]]) -> tuple[AskedOften, ...]:
    groups: Sequence[QuestionGroup] = group_questions(asked)
    return tuple(AskedOften(group.question, group.count, len(group.people)) for group in groups[:_MOST])


def _by_subject(cases: Sequence[CaseTimes]) -> tuple[SubjectFigures, ...]:
    counts = Counter(case.subject for case in cases)
    answered = Counter(case.subject for case in cases if case.answered_at is not None)
    if not counts.keys() - {None}:
        return ()
    return tuple(SubjectFigures(subject, count, answered[subject]) for subject, count in counts.most_common())


def _by_day(rows: FigureRows, days: float, now: float, zone: tzinfo | None) -> tuple[DayFigures, ...]:
    """Each day from the first to the last, also those on which nothing was asked."""

    def day_of(at: float) -> date:
        return datetime.fromtimestamp(at, zone).date()

    asked = _group(rows.asked, lambda one: day_of(one.asked_at))
    rated = _group(rows.ratings, lambda one: day_of(one[0]))
    passed = _group(rows.cases, lambda one: day_of(one.opened_at))
    first, last = day_of(now - days * DAY), day_of(now)
    # the first day is cut where the time does not begin with it
    first += timedelta(1) if days >= 1 else timedelta(0)
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        bands = Counter(one.band for one in asked[day])
        found.append(
            DayFigures(
                day=day.isoformat(),
                questions=len(asked[day]),
                answered=bands["answer"],
                related=bands["related"],
                silent=bands["silent"],
                ratings=len(rated[day]),
                helpful=sum(helpful for _, helpful in rated[day]),
                median=_quantile(sorted(one.seconds for one in asked[day] if one.seconds is not None), 0.5),
                cases=len(passed[day]),
            )
        )
    return tuple(found)


def _group(things: Iterable[Any], key: Callable[[Any], date]) -> defaultdict[date, list[Any]]:
    groups: defaultdict[date, list[Any]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return groups


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest of some numbers that so large a share of them does not exceed (the nearest rank)."""
    return round(ordered[max(0, math.ceil(share * len(ordered)) - 1)], 3) if ordered else None


def _median_minutes(spans: Iterable[tuple[float, float | None]]) -> float | None:
    minutes = sorted((end - start) / 60 for start, end in spans if end is not None)
    return _quantile(minutes, 0.5)
