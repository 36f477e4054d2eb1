"""Scores question files and qrels files, and writes the report as lines of text: what `baowen eval` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.errors import QuestionError
from bot.evaluation.absence import ReducibleEngine, judge_without_articles
from bot.evaluation.comparison import Difference, compare_outcomes, compare_runs
from bot.evaluation.metrics import Outcome, Rate, compute_dialogue_rate, compute_rates, is_faultless, judge
from bot.evaluation.question_files import JudgedQuestion, read_questions
from bot.evaluation.reliability import compute_bins, compute_calibration_error, find_promise
from bot.evaluation.trec import is_qrels, read_topics, score_qrels
from bot.records import Hit


class SearchEngine(ReducibleEngine, Protocol):
    """What is scored, such as a `bot.retriever.Retriever`."""

    def search(self, question: str, k: int, /) -> Sequence[Hit]:
        """At most `k` hits, best first."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report contains beside the rates of all questions."""

    # the questions that the qrels judge
    topics: Path | None = None
    # also the rates of each kind of question
    by_kind: bool = False
    # also how often answers of each confidence are right; not in a comparison
    reliability: bool = False
    # also how many of the answerable questions are refused without the articles that answer them; not in a comparison
    without: bool = False
    # also each question that went wrong; in a comparison, each that went differently
    show: bool = False


def report_file(
    path: Path, engine: SearchEngine, rival: SearchEngine | None, options: ReportOptions
) -> Iterator[str | QuestionError]:
    """Score a question file or a qrels file.

    Args:
        path: the file.
        engine: what is scored.
        rival: what it is compared with; None for no comparison.
        options: what the report contains.

    Yields:
        The lines of the report, and first the error about each broken line of a question file.

    Raises:
        QuestionError: when a file cannot be read, holds no question, or its topics are missing.
        MissingExtraError: for qrels, when ir-measures is not installed.
    """
    if is_qrels(path):
        if options.topics is None:
            raise QuestionError("{path!r} holds qrels: give their questions with --topics FILE", path=str(path))
        topics = read_topics(options.topics)
        values = score_qrels(path, topics, engine.search)
        if rival is None:
            for name, by_question in values.items():
                mean = sum(by_question.values()) / (len(by_question) or 1)
                yield f"  {name:<28}{mean:.3f}"
        else:
            yield _HEADING
            yield from _write_differences(compare_runs(values, score_qrels(path, topics, rival.search)))
        return
    questions: list[JudgedQuestion] = []
    for entry in read_questions(path):
        if isinstance(entry, QuestionError):
            yield entry
        else:
            questions.append(entry)
    if not questions:
        raise QuestionError("there is no question in {path!r}: see baowen eval --help for its format", path=str(path))
    outcomes = judge(questions, engine.answer)
    if rival is None:
        absent = judge_without_articles(questions, engine) if options.without else ()
        yield from _report_outcomes(outcomes, absent, options)
    else:
        yield from _report_comparison(outcomes, judge(questions, rival.answer), options)


def _report_outcomes(outcomes: Sequence[Outcome], absent: Sequence[Outcome], options: ReportOptions) -> Iterator[str]:
    """The report on some questions, and on those asked without the articles that answer them."""
    rates = compute_rates(outcomes)
    refused = Rate("refused without its article", sum(map(is_faultless, absent)), len(absent))
    yield from _write_rates([*rates, compute_dialogue_rate(outcomes), refused])
    if options.by_kind:
        for kind, indexes in _group_by_kind(outcomes).items():
            yield f"  {kind or 'of no kind'}"
            yield from _write_rates(compute_rates([outcomes[index] for index in indexes]), indent="    ")
    if options.reliability:
        yield from _write_reliability([*outcomes, *absent])
    if options.show:
        for outcome in (*outcomes, *absent):
            if not is_faultless(outcome):
                yield f"  - {outcome.judged.question}  {_describe(outcome)}"


def _report_comparison(outcomes: Sequence[Outcome], rival: Sequence[Outcome], options: ReportOptions) -> Iterator[str]:
    yield _HEADING
    yield from _write_differences(compare_outcomes(outcomes, rival))
    if options.by_kind:
        for kind, indexes in _group_by_kind(outcomes).items():
            yield f"  {kind or 'of no kind'}"
            differences = compare_outcomes([outcomes[index] for index in indexes], [rival[index] for index in indexes])
            yield from _write_differences(differences, indent="    ")
    if options.show:
        for outcome, other in zip(outcomes, rival, strict=True):
            if (outcome.rank, outcome.answer.answered) != (other.rank, other.answer.answered):
                yield f"  - {outcome.judged.question}  {_describe(outcome)}; against {_describe(other)}"


def _group_by_kind(outcomes: Sequence[Outcome]) -> dict[str, list[int]]:
    """The indexes of the questions of each kind."""
    kinds: dict[str, list[int]] = {}
    for index, outcome in enumerate(outcomes):
        kinds.setdefault(outcome.judged.kind, []).append(index)
    return kinds


# --- lines ---------------------------------------------------------------------------------------------------------

# Shares of wrong answers, of those shown, for which a threshold is looked for.
_MOST_WRONG = (0.01, 0.02, 0.05, 0.1)
_HEADING = f"  {'':<28} with  against  difference, 95 %"


def _write_rates(rates: Iterable[Rate], indent: str = "  ") -> Iterator[str]:
    """One line a rate; a rate of no questions is left out."""
    for rate in rates:
        if rate.total:
            low, high = rate.interval
            counts = f"({rate.count} of {rate.total}; 95 %: {low:.2f}–{high:.2f})"
            yield f"{indent}{rate.name:<28}{rate.share:.3f}  {counts}"


def _write_reliability(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How often answers of each confidence are right, and the thresholds that keep wrong answers rare."""
    yield "  right, of the answers with a confidence"
    bins = compute_bins(outcomes)
    for each, line in zip(bins, _write_rates([each.right for each in bins], indent="    "), strict=True):
        yield f"{line}, mean confidence {each.confidence:.2f}"
    yield f"    expected calibration error {compute_calibration_error(bins):.3f}"
    for share in _MOST_WRONG:
        if promise := find_promise(outcomes, share):
            low, high = promise.wrong.interval
            yield (
                f"  from {promise.threshold:.3f} on {promise.wrong.count} of {promise.wrong.total} shown are wrong "
                f"(at most {share:.0%}; 95 %: {low:.3f}–{high:.3f}), and {promise.answered.share:.3f} of the "
                f"answerable are answered"
            )


def _write_differences(differences: Iterable[Difference], indent: str = "  ") -> Iterator[str]:
    """One line a difference, with the numbers of questions whose value is higher and lower."""
    for difference in differences:
        low, high = difference.interval
        means = f"{difference.mean:.3f}   {difference.rival_mean:.3f}"
        interval = f"{difference.difference:+.3f}  {low:+.3f} to {high:+.3f}"
        counts = f"({difference.higher} up, {difference.lower} down)"
        yield f"{indent}{difference.name:<28}{means}  {interval}  {counts}"


def _describe(outcome: Outcome) -> str:
    return f"rank {outcome.rank}, confidence {outcome.answer.confidence:.2f}"
