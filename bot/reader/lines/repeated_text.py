"""Pull quotes: words of a story printed once more in large type, in a block of their own amid the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from bot.reader.lines.rows import Row

__all__ = ["find_pull_quotes", "is_quotation"]

_NO_LETTER = re.compile(r"[\W_]+")
_QUOTATION = re.compile("[“「『][^“”「」『』]+[”」』]")
# Fewer characters stand twice on a page by chance; a whole quotation does not, even if it is shorter.
PULLED, QUOTED = 8, 5
# One character before or after may be the same by chance.
NEIGHBOURS = 3
# A quote in large type seldom takes more rows or characters.
QUOTE_ROWS, QUOTE_CHARACTERS = 5, 80


def find_pull_quotes(rows: Sequence[Row], texts: Sequence[str], gap: int) -> list[bool]:
    """For each row whether it belongs to a block with space around whose words stand elsewhere on the page.

    Args:
        rows: the page's rows.
        texts: what they say.
        gap: the usual number of blank lines between rows.
    """
    bare = [_NO_LETTER.sub("", text) for text in texts]
    whole = "".join(bare)
    starts = list(accumulate(map(len, bare), initial=0))
    found = [False] * len(rows)
    for first, end in _blocks(rows, gap):
        words = whole[starts[first] : starts[end]]
        if end - first > QUOTE_ROWS or len(words) > QUOTE_CHARACTERS:
            continue
        least = QUOTED if is_quotation("".join(texts[first:end])) else PULLED
        if len(words) >= least and _stands_in(words, whole, starts[first]):
            found[first:end] = [True] * (end - first)
    return found


def is_quotation(text: str) -> bool:
    """Whether a text is one quotation with its marks and nothing else."""
    return bool(_QUOTATION.fullmatch(text))


def _blocks(rows: Sequence[Row], gap: int) -> Iterator[tuple[int, int]]:
    """The rows of a page from one space to the next, as half-open ranges."""
    first = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at].gap > gap:
            yield first, at
            first = at


def _stands_in(words: str, whole: str, start: int) -> bool:
    """Whether words of a page stand there elsewhere too, with other neighbours: else the page has the text twice."""
    end = start + len(words)
    before, after = _neighbours(whole, start, end)
    at = whole.find(words)
    while at >= 0:
        overlaps = at < end and start < at + len(words)
        other_before, other_after = _neighbours(whole, at, at + len(words))
        if not overlaps and before != other_before and after != other_after:
            return True
        at = whole.find(words, at + 1)
    return False


def _neighbours(whole: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a stretch of text; "" at its ends."""
    return whole[max(0, start - NEIGHBOURS) : start], whole[end : end + NEIGHBOURS]
