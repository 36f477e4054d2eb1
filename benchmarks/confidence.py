"""How true the confidence is, on the examples of benchmarks/confidence_examples.py.

`python -m benchmarks.confidence EXAMPLES.jsonl…`

For each source and number of articles: how many right first passages are refused, how many of the questions without an
answer are refused, by what makes them so, and the expected calibration error over the questions whose article is there
or is not. Then over all of them: risk against coverage, which is how many of the answers shown are wrong from a
confidence on, and how many of the answerable questions are then answered.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.confidence_examples import Example, read_examples
from bot.answering.confidence import ANSWERED
from bot.answering.confidence_weights import CONFIDENCE_MODEL
from bot.evaluation.metrics import Outcome, Rate
from bot.evaluation.question_files import JudgedQuestion
from bot.evaluation.reliability import compute_bins, compute_calibration_error, find_promise
from bot.records import Answer, Article, Hit, Passage

KINDS = ("absent", "unanswered", "nearmiss", "changed", "cut", "talk")
# The questions that people ask most: of what the paper says, and of what it does not.
USUAL = ("answerable", "absent", "unanswered")
WRONG = (0.01, 0.02, 0.05, 0.1)
# Corpora of nearly the same size count together.
SIZES = (10, 50, 300, 1000, 2000, 14000)
_HIT = Hit(1, 1.0, Passage("a.1", "…"), Article("a", "", ["…"]))


def estimate(example: Example) -> float:
    """The confidence by the present weights; 0 where nothing was found."""
    return 1 / (1 + math.exp(-CONFIDENCE_MODEL.score(example.features))) if example.features else 0.0


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
        size = min(SIZES, key=lambda one: abs(math.log(one / example.size)))
        groups[example.source.partition("/")[0], size].append(as_outcome(example))
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


def _refused(outcomes: Sequence[Outcome]) -> Rate:
    return Rate("", sum(not outcome.answer.answered for outcome in outcomes), len(outcomes))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path, nargs="+", help="files of benchmarks.confidence_examples")
    for path in parser.parse_args(arguments).examples:
        print(path.name, *report(read_examples(path)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
