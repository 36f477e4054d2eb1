"""Which sentences of an article are shown as its passage: the shortest run that most likely has the answer."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from bot.corpus.passages import MAX_CHARACTERS, Sentence
from bot.text.characters import CLOSING_MARKS
from bot.text.patterns import compile_late

# How likely a sentence is the one that answers grows with e to the power of so many times its points; fitted with
# PASSAGE (rerank.py).
SHARPNESS = 4.55
# A passage is as short as it can be and still have this share of the likelihood of the best one; it may have less where
# it is clear which words answer.
KEPT, KEPT_AROUND_WORDS = 0.9995, 0.98
# More than the error of a sum of likelihoods.
ROUNDING = 1e-9
# A passage of fewer characters says too little alone.
SHORTEST = 20

_ENDS = tuple("。！？!?…")
# What begins a sentence that leans on the one before.
_LEANS = compile_late(
    r"[\s“‘「『（(《【]*(?:[他她它]|[该此]|[这那](?![么样])|其(?![他它实余次])|上述|据此|同时|另外|不过|但|而|还|也|并|因此|所以|对此|随后|接着"
    r"|之后|后来|结果|目前，)"
)
_ANNOUNCES = compile_late(r"[：:]\s*$")
# Nothing but who said what stands before: 李某某说。
_ATTRIBUTES = compile_late(r"[^，。：“”]{2,12}(?:说|道|表示|介绍)。\s*$")


class _Part(NamedTuple):
    """A whole sentence, or a piece of one that is longer than a passage."""

    # the numbers of its sentences in the article, as these are split
    start: int
    stop: int
    characters: int
    likelihood: float


class _Choice(NamedTuple):
    """Neighbouring parts [start, stop) of a run that may be shown."""

    run: Sequence[_Part]
    start: int
    stop: int
    characters: int
    likelihood: float

    @property
    def order(self) -> tuple[int, int]:
        """Shorter ones come first, and of equally long ones those that stand earlier in the article."""
        return self.characters, self.run[self.start].start


def choose_excerpt(
    sentences: Sequence[Sentence],
    points: Sequence[float],
    shown: Collection[int] = (),
    answering: int | None = None,
    kept: float = KEPT,
) -> range:
    """The sentences to show, 350 characters at most, all of one page; an empty range where all are shown.

    Of all runs of whole sentences those are best that are likeliest to have the answer. The shortest is shown that
    is about as likely to have it, with the sentence before if it leans on that one, and with what follows a colon at
    its end. A passage ends at a semicolon only if the sentence is longer than a passage.

    Args:
        sentences: of an article, with what ends at a semicolon on its own.
        points: how well each answers, comparable within the article.
        shown: the numbers of those that other passages show already; they are left out.
        answering: the number of one that has to be shown.
        kept: the share of the best run's likelihood that the shown one has at least.
    """
    chosen = _choose_parts(list(_find_runs(sentences, points, shown)), answering, kept)
    if chosen is None:
        return range(0)
    run, start, stop = chosen.run, chosen.start, chosen.stop
    likeliest = max(run[start:stop], key=lambda part: (_has(part, answering), part.likelihood))
    length = chosen.characters
    leans = length < SHORTEST or _LEANS.match(sentences[run[start].start].text)
    if leans and start and length + run[start - 1].characters <= MAX_CHARACTERS:
        start -= 1
        length += run[start].characters
    while stop < len(run) and _ANNOUNCES.search(sentences[run[stop - 1].stop - 1].text):
        length += run[stop].characters
        if length > MAX_CHARACTERS:
            break
        stop += 1
    return _without_end_of_quotation(sentences, range(run[start].start, run[stop - 1].stop), likeliest.start)


def _has(part: _Part, sentence: int | None) -> bool:
    return sentence is not None and part.start <= sentence < part.stop


def _choose_parts(runs: Sequence[Sequence[_Part]], answering: int | None, kept: float) -> _Choice | None:
    """The parts to show: the shortest choice that is likely enough; None where there is none."""
    if answering is not None:
        runs = [run for run in runs if any(_has(part, answering) for part in run)]
    found: list[_Choice] = []
    # a part can be shown alone
    most = max(
        (part.likelihood for run in runs for part in run if answering is None or _has(part, answering)), default=0
    )
    for run in runs:
        where = None if answering is None else next(at for at, part in enumerate(run) if _has(part, answering))
        sizes = list(accumulate([part.characters for part in run], initial=0))
        sums = list(accumulate([part.likelihood for part in run], initial=0.0))
        for start in range(len(run) if where is None else where + 1):
            farthest = max(start + 1, bisect_right(sizes, sizes[start] + MAX_CHARACTERS) - 1)
            if sums[farthest] - sums[start] < kept * most - ROUNDING:
                continue
            characters, likelihood = 0, 0.0
            for stop in range(start, farthest):
                part = run[stop]
                characters += part.characters
                likelihood += part.likelihood
                if likelihood >= kept * most and (where is None or stop >= where):
                    most = max(most, likelihood)
                    found.append(_Choice(run, start, stop + 1, characters, likelihood))
    likely = (choice for choice in found if choice.likelihood >= kept * most)
    return min(likely, key=attrgetter("order"), default=None)


def _find_runs(
    sentences: Sequence[Sentence], points: Sequence[float], shown: Collection[int]
) -> Iterator[Sequence[_Part]]:
    """The sentences that can be shown, in runs of neighbours on one page."""
    most = max(points)
    likelihoods = [math.exp(SHARPNESS * (point - most)) for point in points]
    sizes = [len(sentence.text) for sentence in sentences]
    sources = [sentence.source for sentence in sentences]
    run: list[_Part] = []
    for number, sentence in enumerate(sentences):
        if number in shown:
            continue
        before = sentences[number - 1] if run and run[-1].stop == number else None
        if before is None or sources[number - 1] != sources[number]:
            if run:
                yield run
            run, before = [], None
        part = _Part(number, number + 1, sizes[number], likelihoods[number])
        if before is not None and not _is_end(before, sentence):
            last = run[-1]
            if last.characters + part.characters <= MAX_CHARACTERS:
                run.pop()
                part = _Part(
                    last.start, number + 1, last.characters + part.characters, last.likelihood + part.likelihood
                )
        run.append(part)
    if run:
        yield run


def _is_end(sentence: Sentence, following: Sentence) -> bool:
    """Whether a whole sentence ends with one that may end at a semicolon."""
    return sentence.paragraph != following.paragraph or sentence.text.rstrip().rstrip(CLOSING_MARKS).endswith(_ENDS)


def _without_end_of_quotation(sentences: Sequence[Sentence], chosen: range, core: int) -> range:
    """The sentences to show without those on top that end a quotation, or say who spoke, unless they answer.

    Args:
        sentences: of the article.
        chosen: the numbers of those to show.
        core: the number of the first of those that answer best, which stay.
    """
    start, opened = chosen.start, 0
    for number in range(chosen.start, core):
        text = sentences[number].text
        opened += text.count("“") - text.count("”")
        if opened < 0 or (number == start and _ATTRIBUTES.match(text)):
            start, opened = number + 1, 0
    return range(start, chosen.stop)
