"""Pull quotes: words of a story that the page prints once more in large type, in rows of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice

import numpy as np

from bot.reader.lines.rows import Row
from bot.text.characters import code_points, strip_punctuation

# Fewer characters stand twice on a page by chance; a whole quotation in a block of its own does not, even if shorter.
SHORTEST, SHORTEST_QUOTATION = 8, 5
# A quote in large type seldom takes more rows or characters.
LONGEST_ROWS, LONGEST_CHARACTERS = 5, 80
# Words that stand on a page more often than this are a list's or a table's; a page has few quotes, and what might be
# one more often than MOST_CANDIDATES times is a list, too.
MOST_PLACES, MOST_CANDIDATES = 8, 1500
# Four characters of 16 bits make one 64-bit number. A run of so few that stands once shows that longer ones do, too.
_RUN = 4
_NO_LETTER = re.compile(r"[^\w\n]+|_+")
_QUOTATION = re.compile("[“「『][^“”「」『』]+[”」』]")


def find_repeated(rows: Sequence[Row], apart: Sequence[bool]) -> list[bool]:
    """For each row whether it belongs to a block of whole rows whose words stand elsewhere on the page too.

    The words around the block are others than those around the words that it repeats: so the rows that are quoted are
    not taken for quotes in their turn, and a page that has a text twice has no quotes. A quote may stand amid the very
    words that it repeats, so the function looks for them in the page without the block.

    Args:
        rows: the page's rows.
        apart: for each row whether more space than usual stands above it.
    """
    texts = [row.plain for row in rows]
    bare = _NO_LETTER.sub("", "\n".join(texts)).split("\n")
    whole = "".join(bare)
    repeated = [False] * len(rows)
    if len(whole) < SHORTEST:
        return repeated
    starts = list(accumulate(map(len, bare), initial=0))
    borders = [True, *apart[1:], True]
    for first, last in islice(_candidates(rows, whole, starts), MOST_CANDIDATES):
        start, end = starts[first], starts[last + 1]
        block = borders[first] and borders[last + 1] and not any(borders[first + 1 : last + 1])
        # right below another row stands a line of the text
        if not block and not rows[first].gap and first:
            continue
        quotation = block and is_quotation("".join(texts[first : last + 1]))
        if end - start < (SHORTEST_QUOTATION if quotation else SHORTEST):
            continue
        if _stands_in(whole[start:end], whole[:start], whole[end:]):
            repeated[first : last + 1] = [True] * (last + 1 - first)
    return repeated


def find_pull_quotes(repeated: Sequence[bool], apart: Sequence[bool]) -> list[bool]:
    """For each row whether it belongs to a block with space around it in which every row is repeated.

    Args:
        repeated: for each row of the page what `find_repeated` says.
        apart: for each row whether more space than usual stands above it.
    """
    quotes = [False] * len(repeated)
    first = 0
    for end in range(1, len(repeated) + 1):
        if end == len(repeated) or apart[end]:
            quotes[first:end] = [all(repeated[first:end])] * (end - first)
            first = end
    return quotes


def is_quotation(text: str) -> bool:
    """Whether a text is one quotation with its marks and nothing else."""
    return bool(_QUOTATION.fullmatch(text))


def is_quoted(text: str, body: str) -> bool:
    """Whether a body has the words of a line of display type, which then may be a pull quote.

    Rows that belong to one story are compared with its text alone: `find_repeated` looks at whole pages.
    """
    words = _letters(text)
    return len(words) >= SHORTEST and words in _letters(body)


@lru_cache(maxsize=256)
def _letters(text: str) -> str:
    return strip_punctuation(text)


def _candidates(rows: Sequence[Row], whole: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last rows of blocks that may be quotes by their size, and of which some characters stand twice.

    Args:
        rows: the page's rows.
        whole: the letters of all rows.
        starts: where each row begins in `whole`, and where the last one ends.
    """
    twice = _stand_twice(whole, [*starts[:-1], *(end - _RUN for end in starts[1:])])
    begins, ends = twice[: len(rows)], twice[len(rows) :]
    for first in range(len(rows)):
        if not begins[first] and True not in ends[first : first + LONGEST_ROWS]:
            continue
        for last in range(first, min(first + LONGEST_ROWS, len(rows))):
            # the rows of a quote stand at one distance
            if last > first + 1 and rows[last].gap != rows[first + 1].gap:
                break
            if starts[last + 1] - starts[first] > LONGEST_CHARACTERS:
                break
            if begins[first] or ends[last]:
                yield first, last


def _stand_twice(text: str, places: Sequence[int]) -> list[bool]:
    """For each of some places in a text whether the four characters that begin there stand in it twice.

    A place without room for them before the text's end, or before its beginning, takes the nearest that has.
    """
    codes = code_points(text).astype(np.uint64)
    # beyond 16 bits two runs may share one number: `_stands_in` looks at their characters anyway
    runs = codes[:-3] << 48 | codes[1:-2] << 32 | codes[2:-1] << 16 | codes[3:]
    asked = runs[np.clip(places, 0, len(runs) - 1)]
    runs.sort()
    counts = runs.searchsorted(asked, "right") - runs.searchsorted(asked, "left")
    return list((counts > 1).tolist())


def _stands_in(words: str, before: str, after: str) -> bool:
    """Whether the words of a block stand in the text before and after it, with other neighbours there than here."""
    rest = before + after
    at = rest.find(words)
    for _ in range(MOST_PLACES):
        if at < 0:
            break
        end = at + len(words)
        # right above or below the block, the words have a neighbour in common with it
        same_before = 0 < at != len(before) and before[-1:] == rest[at - 1]
        same_after = len(before) != end < len(rest) and after[:1] == rest[end]
        if not (same_before or same_after):
            return True
        at = rest.find(words, at + 1)
    return False
