"""Marks of a row that other rows give it: it stands in a bracket opened above, or its words stand twice on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.ingest import vocabulary
from bot.ingest.rows import Row

__all__ = ["find_repeated", "in_brackets"]

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


# Fewer characters stand twice on a page by chance.
REPEATED_CHARACTERS = 8


def find_repeated(texts: Sequence[str]) -> list[bool]:
    """For each row whether its letters and characters stand in the page's text more than once."""
    bare = [_NO_LETTER.sub("", text) for text in texts]
    whole = "".join(bare)

    def twice(words: str) -> bool:
        return len(words) >= REPEATED_CHARACTERS and whole.find(words, whole.find(words) + 1) >= 0

    # the second line of a quote may be short: then it counts together with the line above
    return [
        twice(row) or (len(row) < REPEATED_CHARACTERS and twice(above + row)) for above, row in pairwise(["", *bare])
    ]
