"""Marks of a row that other rows give it: it stands in a bracket opened above, or its words stand twice on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from bot.reader.lines import furniture, phrases
from bot.reader.lines.bylines import Byline, is_title, may_be_byline, read_byline
from bot.reader.lines.headline_score import crosses_word
from bot.reader.lines.labels import is_known_section, is_section_label
from bot.reader.lines.rows import Row

__all__ = ["byline_of", "find_furniture", "find_repeated", "in_brackets"]

_PROSE = re.compile("[，。；、]")
_NAME = re.compile("[\u3400-\u9fff]{2,6}")
_NO_LETTER = re.compile(r"[^\w\n]+|_+")


def in_brackets(rows: Sequence[Row]) -> list[bool]:
    """For each row whether a bracket that holds a byline was opened above it and is not closed yet."""
    inside, found = 0, []
    for row in rows:
        found.append(inside > 0)
        # a byline takes two or three lines of a narrow column
        inside = inside - 1 if inside and not re.search("[)）]", row.text) else 0
        if phrases.opens_byline_bracket(row.text):
            inside = 3
    return found


def byline_of(text: str) -> Byline | None:
    """The byline that a row is: names, or a title whose names stand on the next row; None where it is neither."""
    if not may_be_byline(text):
        return None
    if is_title(text):
        return Byline((), titled=True, photo=False)
    return None if phrases.begins_leadin(text) else read_byline(text)


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
        if furniture.is_furniture(row.text) or is_known_section(row.text):
            found.append(True)
            continue
        if furniture.is_slogan(row.text):
            found.append(not _is_headline(rows, at))
            continue
        if not furniture.may_be_furniture(row.text):
            found.append(False)
            continue
        below = texts[at + 1] if at + 1 < len(rows) else ""
        ended = at == 0 or closed[at - 1] or found[at - 1]
        goes_on = (
            phrases.begins_inside_sentence(below) or crosses_word(text, below) or phrases.splits_quantity(text, below)
        )
        edge = min(at, len(rows) - 1 - at) < EDGE
        alone = row.gap > gap and (not below or rows[at + 1].gap > gap)
        # a section's name stands above a headline; what stands above a story's text is a headline itself
        named = is_section_label(row.text)
        found.append(ended and not goes_on and (not _PROSE.search(below) if named else edge or alone))
    for at, row in enumerate(rows):
        # the paper's name, which no list has, between other lines of the page
        if min(at, len(rows) - 1 - at) < EDGE and not found[at] and _NAME.fullmatch(row.text):
            over = at + 1 < len(rows) and furniture.is_furniture(rows[at + 1].text)
            found[at] = over and (at == 0 or found[at - 1])
    return found


def _is_headline(rows: Sequence[Row], at: int) -> bool:
    """Whether a row stands right above a byline or a lead-in."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    return below is not None and (below.leadin or byline_of(below.text) is not None)


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
    bare = _NO_LETTER.sub("", "\n".join(texts)).split("\n")
    whole = "".join(bare)
    found = [False] * len(rows)
    if len(whole) < REPEATED_CHARACTERS:
        return found
    starts = list(accumulate(map(len, bare), initial=0))
    twice = _run_twice(whole, starts[:-1] + [end - _RUN for end in starts[1:]])
    begins, ends = twice[: len(rows)], twice[len(rows) :]
    for first in range(len(rows)):
        if not begins[first] and True not in ends[first : first + QUOTE_ROWS]:
            continue
        start = starts[first]
        for last in range(first, min(first + QUOTE_ROWS, len(rows))):
            # the rows of a quote stand at one distance
            if last > first + 1 and rows[last].gap != rows[first + 1].gap:
                break
            end = starts[last + 1]
            if end - start > QUOTE_CHARACTERS:
                break
            if end - start < REPEATED_CHARACTERS or not (begins[first] or ends[last]):
                continue
            if _stands_in(whole[start:end], whole[:start], whole[end:]) and _is_whole(texts, first, last):
                found[first : last + 1] = [True] * (last + 1 - first)
    return found


def _is_whole(texts: Sequence[str], first: int, last: int) -> bool:
    """Whether no word goes on into some rows or out of them."""
    into = first > 0 and crosses_word(texts[first - 1], texts[first])
    return not into and not (last + 1 < len(texts) and crosses_word(texts[last], texts[last + 1]))


def _run_twice(text: str, places: Sequence[int]) -> list[bool]:
    """For each of some places in a text whether the run that begins there stands twice in it.

    A place without room for a run before the text's end, or before its beginning, takes the nearest that has.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    # four characters of 16 bits are one number; beyond them two runs may share one, and are looked at in vain
    runs = codes[:-3] << 48 | codes[1:-2] << 32 | codes[2:-1] << 16 | codes[3:]
    asked = runs[np.clip(places, 0, len(runs) - 1)]
    runs.sort()
    counts = runs.searchsorted(asked, "right") - runs.searchsorted(asked, "left")
    return list((counts > 1).tolist())


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
