"""Which sentences of an article are shown as its passage: those around the one that answers best."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.corpus.passages import MAX_CHARACTERS, Sentence

__all__ = ["choose_excerpt"]

# The sentence before the best one is shown if the two take at most this share of the passage: what follows the best one
# has more of the answer than what precedes it.
LEAD_SHARE = 0.6


def choose_excerpt(sentences: Sequence[Sentence], best: int, shown: Collection[int] = ()) -> range:
    """The sentences to show around the best one: one before it, then those that follow, 350 characters at most.

    All of them stand on one page. At the article's end the remaining room is filled from before.

    Args:
        sentences: the sentences of an article.
        best: the number of the one that answers best.
        shown: the numbers of those that other passages show already; they are left out.
    """
    source = sentences[best].source
    start, stop = best, best + 1
    length = len(sentences[best].joined.text)

    def fits(number: int, limit: float) -> bool:
        inside = 0 <= number < len(sentences) and number not in shown and sentences[number].source == source
        return inside and length + len(sentences[number].joined.text) <= limit

    if fits(best - 1, LEAD_SHARE * MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    while fits(stop, MAX_CHARACTERS):
        length += len(sentences[stop].joined.text)
        stop += 1
    while fits(start - 1, MAX_CHARACTERS):
        start -= 1
        length += len(sentences[start].joined.text)
    return range(start, stop)
