"""Marks of a row that other rows give it: it stands in a bracket opened above, or its words stand twice on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from bot.ingest import vocabulary
from bot.ingest.display import crosses_word
from bot.ingest.names import Byline, is_title, read_byline
from bot.ingest.rows import Row

__all__ = ["byline_of", "find_furniture", "find_repeated", "in_brackets"]

_NO_LETTER = re.compile(r"[\W_]+")


def in_brackets(rows: Sequence[Row]) -> list[bool]:
    """For each row whether a bracket that holds a byline was opened above it and is not closed yet."""
    inside, found = 0, []
    for row in rows:
        found.append(inside > 0)
        # a byline takes two or three lines of a narrow column
        inside = inside - 1 if inside and not re.search("[)）]", row.text) else 0
        if vocabulary.opens_byline(row.text):
            inside = 3
    return found


def byline_of(text: str) -> Byline | None:
    """The byline that a row is: names, or a title whose names stand on the next row; None where it is neither."""
    if is_title(text):
        return Byline((), titled=True, photo=False)
    return None if vocabulary.begins_leadin(text) else read_byline(text)


# So many rows from its top and from its foot a page's own lines stand.
EDGE = 12


def find_furniture(rows: Sequence[Row], texts: Sequence[str], closed: Sequence[bool], gap: int) -> list[bool]:
    """For each row whether it belongs to the page and not to an article.

    What a line of prose may look like, too, is taken for furniture only where no sentence goes on above or below, and
    only near the page's edge or with space around.
    """
    found: list[bool] = []
    for at, row in enumerate(rows):
        text = texts[at]
        if vocabulary.is_furniture(row.text) or vocabulary.is_section(row.text):
            found.append(True)
            continue
        if not vocabulary.may_be_furniture(row.text):
            found.append(False)
            continue
        below = texts[at + 1] if at + 1 < len(rows) else ""
        ended = at == 0 or closed[at - 1] or found[at - 1]
        goes_on = vocabulary.opens_inside(below) or crosses_word(text, below) or vocabulary.counts_on(text, below)
        edge = min(at, len(rows) - 1 - at) < EDGE
        alone = row.gap > gap and (not below or rows[at + 1].gap > gap)
        label = vocabulary.is_section_label(row.text)
        found.append(ended and not goes_on and (edge or alone or label))
    return found


# Fewer characters stand twice on a page by chance; so short a run tells cheaply that longer ones do not.
REPEATED_CHARACTERS = 8
_RUN = 4
# A quote in large type seldom takes more rows or characters.
QUOTE_ROWS, QUOTE_CHARACTERS = 5, 80


def find_repeated(rows: Sequence[Row], texts: Sequence[str]) -> list[bool]:
    """For each row whether it belongs to a block of rows whose words stand elsewhere on the page: a quote of them.

    A quote begins and ends with whole rows, and the words around it are others than those around the words that it
    repeats; so the rows that are quoted are not taken for quotes in their turn. It may stand amid the very words that
    it repeats: they are looked for in the page without the block.
    """
    bare = [_NO_LETTER.sub("", text) for text in texts]
    whole = "".join(bare)
    starts = list(accumulate(map(len, bare), initial=0))
    runs = Counter(map("".join, zip(*(whole[at:] for at in range(_RUN)), strict=False)))
    found = [False] * len(rows)
    for first in range(len(rows)):
        start = starts[first]
        for last in range(first, min(first + QUOTE_ROWS, len(rows))):
            # the rows of a quote stand at one distance
            if last > first + 1 and rows[last].gap != rows[first + 1].gap:
                break
            end = starts[last + 1]
            if end - start > QUOTE_CHARACTERS:
                break
            words = whole[start:end]
            if len(words) < REPEATED_CHARACTERS or max(runs[words[:_RUN]], runs[words[-_RUN:]]) < 2:
                continue
            if _stands_in(words, whole[:start], whole[end:]) and _is_whole(texts, first, last):
                found[first : last + 1] = [True] * (last + 1 - first)
    return found


def _is_whole(texts: Sequence[str], first: int, last: int) -> bool:
    """Whether no word goes on into some rows or out of them."""
    into = first > 0 and crosses_word(texts[first - 1], texts[first])
    return not into and not (last + 1 < len(texts) and crosses_word(texts[last], texts[last + 1]))


def _stands_in(words: str, before: str, after: str) -> bool:
    """Whether words stand in the text around them, with other neighbours there than here."""
    rest = before + after
    at = rest.find(words)
    while at >= 0:
        end = at + len(words)
        # right above or below the block, the words have a neighbour in common with it
        same_before = 0 < at != len(before) and before[-1:] == rest[at - 1]
        same_after = len(before) != end < len(rest) and after[:1] == rest[end]
        if not (same_before or same_after):
            return True
        at = rest.find(words, at + 1)
    return False
