"""How true the confidence is, on the examples of benchmarks/confidence_examples.py.

`python -m benchmarks.confidence EXAMPLES.jsonl… [--draw CHART.svg]`

For each source and number of articles: how many right first passages are refused, how many of the questions without an
answer are refused, by what makes them so, and the expected calibration error over the questions whose article is there
or is not. Then over all of them: risk against coverage, which is how many of the answers shown are wrong from a
confidence on, and how many of the answerable questions are then answered. `--draw` draws that as a curve, with marks
where 1 answer in 50 and 1 in 20 is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.curves import Points, draw_chart
from benchmarks.labelled_examples import USUAL, Example, nearest_size, read_examples
from bot.answering.confidence.confidence import ANSWERED, RELATED, AnswerFeatures, estimate_confidence
from bot.evaluation.metrics import Outcome, Rate
from bot.evaluation.question_files import JudgedQuestion
from bot.evaluation.reliability import compute_bins, compute_calibration_error, find_promise, find_promises
from bot.records import Answer, Article, Hit, Passage

KINDS = ("absent", "unanswered", "nearmiss", "beside", "changed", "cut", "talk", "unnamed")
WRONG = (0.01, 0.02, 0.05, 0.1)
# The promises that are marked on the curve, and how many points it has at most.
MARKED, POINTS = (0.02, 0.05), 120
_HIT = Hit(1, 1.0, Passage("a.1", "…"), Article("a", "", ["…"]))


def estimate(example: Example) -> float:
    """The confidence by the present weights and trees; 0 where nothing was found."""
    return estimate_confidence(AnswerFeatures(**example.features)) if example.features else 0.0


def as_outcome(example: Example) -> Outcome:
    """An example as the outcome of a judged question."""
    confidence = estimate(example)
    answered = confidence >= ANSWERED
    words = "…" if example.kind == "answerable" else None
    answer = Answer(example.question, answered, confidence, (_HIT,), "answer" if answered else "related")
    judged = JudgedQuestion(example.question, (), None, words, example.kind)
    return Outcome(judged, answer, 1 if example.right else None, highlighted=False)


def report(examples: Sequence[Example]) -> Iterator[str]:
    """The lines of the report."""
    groups: dict[tuple[str, int], list[Outcome]] = defaultdict(list)
    for example in examples:
        groups[example.source.partition("/")[0], nearest_size(example)].append(as_outcome(example))
    yield f"{'source':<20}{'articles':>9}{'refused, right':>18}  calibration error; refused, of each kind"
    for (source, size), outcomes in sorted(groups.items()):
        right = [outcome for outcome in outcomes if outcome.rank == 1]
        usual = [outcome for outcome in outcomes if outcome.judged.kind in USUAL]
        error = f"{compute_calibration_error(compute_bins(usual)):.3f}" if right else "-"
        kinds = "  ".join(
            f"{kind} {rate.share:.2f} ({rate.total})"
            for kind in KINDS
            if (rate := _refused([outcome for outcome in outcomes if outcome.judged.kind == kind])).total
        )
        refused = _refused(right)
        yield f"{source:<20}{size:>9}{refused.share:>11.3f} ({refused.total:>4})  {error}  {kinds}"
    usual = [outcome for outcomes in groups.values() for outcome in outcomes if outcome.judged.kind in USUAL]
    for share in WRONG:
        if promise := find_promise(usual, share):
            yield (
                f"from a confidence of {promise.threshold:.3f} on {promise.wrong.count} of {promise.wrong.total} shown "
                f"are wrong ({share:.0%}), and {promise.answered.share:.3f} of the answerable are answered"
            )


def draw_risk(examples: Sequence[Example]) -> str:
    """Risk against coverage as an SVG document: a line for each kind of source.

    Across: the share of the answerable questions that are answered rightly; up: the share of the answers shown that
    are wrong; from the surest on to the least sure that is shown at all.
    """
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for example in examples:
        if example.kind in USUAL:
            name = example.source.partition("/")[0]
            groups["public sets" if name == "public" else "question files"].append(as_outcome(example))
    lines: dict[str, Points] = {}
    marked: dict[str, Points] = {}
    for name, outcomes in sorted(groups.items()):
        # what is less sure is not shown
        promises = [promise for promise in find_promises(outcomes) if promise.threshold >= RELATED]
        step = -(-len(promises) // POINTS)
        lines[name] = [(one.answered.share, one.wrong.share) for one in promises[step - 1 :: step]]
        kept = [promise for share in MARKED if (promise := find_promise(outcomes, share))]
        marked[name] = [(one.answered.share, one.wrong.share) for one in kept]
    return draw_chart("Risk against coverage", "wrong, of those shown", lines, "answered, of the answerable", marked)


def _refused(outcomes: Sequence[Outcome]) -> Rate:
    return Rate("", sum(not outcome.answer.answered for outcome in outcomes), len(outcomes))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, nargs="+", help="files of benchmarks.confidence_examples")
    parser.add_argument("--draw", type=Path, help="where the curve of risk against coverage over all of them goes")
    options = parser.parse_args(arguments)
    files = {path: read_examples(path) for path in options.examples}
    for path, examples in files.items():
        print(path.name, *report(examples), sep="\n")
    if options.draw:
        options.draw.write_text(draw_risk([one for examples in files.values() for one in examples]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
