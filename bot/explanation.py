"""Why an answer is what it is: what a hit's score and the confidence consist of, and the rule that decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "first", "alone", "no subject", "surer alone", "surer after", "replaced", "asks on", "part", "filtered", "talk"
]  # fmt: skip
"""Which rule of conversation decided.

"first": nothing was asked before. "alone": the question is answered so surely alone that the ones before do not matter.
"no subject": it has no word of its own, so the ones before say what it is about. "surer alone", "surer after": it was
asked both ways, and this one has the higher confidence. "replaced": it replaces a part of the question before. "asks
on": it asks on about the article that answered before, which is shown as one that may be related. "part": it names a
part of a question and does not say what is asked of it (那湖州呢？), nor does the question before.
"filtered": no article is of the newspaper and the days that were chosen. "talk": it is no question.
"""

Origin = Literal["typed", "history", "number", "lexicon", "corpus", "repair", ""]
"""Where a term comes from: the question, an earlier question, another way to write a number, the lexicon, a name that
the corpus explains, a repaired slip; "" for what is no term."""


ScorePart = Literal[
    "passage", "article", "coverage", "number", "sentence", "kind", "ending", "before", "newspaper", "time",
    "place", "topic", "meaning", "exact",
]  # fmt: skip
"""What a part of a score is for.

"passage" and "article" are BM25 scores; "coverage" and "number" what one sentence of the article has of the question,
and the article of its numbers; "sentence" what the passage's best sentence has more or less than the article's best,
with "kind", "ending" and "before" for what is no term; "newspaper", "time" and "place" what the question names and the
article has; "topic" that the article answered the question before; "meaning" how near the article is by its vectors;
"exact" how likely words of the article are the number or time asked for.
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a hit's score."""

    part: ScorePart
    # "words", "pairs" or "singles"; "" where it is no term of a field
    field: str
    term: str
    origin: Origin
    # how much the term counts in the question, and how rare it is in the corpus
    weight: float
    idf: float
    # what it adds to the score
    points: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit has its score, and the answer its confidence."""

    # the reasons' points, of which some take away, add up to the score; those that change it most come first
    score: float
    reasons: tuple[Reason, ...]
    # the evidence that the first hit answers: name, value, points (natural logarithms of odds)
    evidence: tuple[tuple[str, float, float], ...]
    confidence: float
    # for each word of the question the words that the lexicon, the corpus and the repair of slips added
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # for each of these words that the corpus explains, the id of the article that does
    taught: tuple[tuple[str, str], ...] = ()
    # what was looked up: the question (the earlier one with a part replaced, where that was asked); the earlier ones
    # that counted; the filters, each as its name and value; and the rule of conversation that decided
    question: str = ""
    history: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    rule: Rule = "first"
    # of the first hit: how certain its likeliest exact words are, marked or not; and the evidence, as above, first for
    # these words against others of their article, then for their certainty
    certainty: float = 0.0
    words: tuple[tuple[str, float, float], ...] = ()
