"""Examples that the confidence is fitted to and judged by, and how much each counts."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# Corpora of nearly the same size count together.
SIZES = (10, 50, 300, 1000, 2000, 14000)
# The questions that people ask most: of what the paper says, and of what it does not.
USUAL = ("answerable", "absent", "unanswered")
# How much all examples of a kind count together: those of the public sets, and those of the own question files. What is
# cut looks like what answers and teaches little.
MASSES = {
    "answerable": (0.5, 1.0),
    "absent": (0.4, 0.8),
    "named": (0.06, 0.06),
    "unnamed": (0.05, 0.08),
    "beside": (0.05, 0.0),
    "changed": (0.05, 0.0),
    "cut": (0.02, 0.0),
    "nearmiss": (0.0, 1.05),
    "unanswered": (0.0, 0.8),
    "talk": (0.15, 0.2),
}


@dataclass(frozen=True)
class Example:
    """A question with its best passage."""

    # where the question comes from: a file's name, and "/all", "/everyday" … for its kind there
    source: str
    # how many articles the corpus has
    size: int
    # "answerable", or what the example is made by
    kind: str
    question: str
    # whether the first passage holds the answer
    right: bool
    # by name; empty where nothing was found
    features: dict[str, float]


def read_examples(path: Path) -> list[Example]:
    """The examples that the command wrote."""
    return [Example(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def nearest_size(example: Example) -> int:
    """The one of SIZES that is nearest to how many articles the corpus of an example has, as a ratio."""
    return min(SIZES, key=lambda one: abs(math.log(one / max(1, example.size))))


def weigh_examples(examples: Sequence[Example]) -> list[float]:
    """How much each example counts: all of a kind and source together as much as `MASSES` says, their number in all."""
    kinds = [(example.kind, example.source != "public") for example in examples]
    counts = Counter(kinds)
    total = sum(MASSES[kind][is_own] for kind, is_own in counts)
    return [MASSES[kind][is_own] / counts[kind, is_own] * len(examples) / total for kind, is_own in kinds]
