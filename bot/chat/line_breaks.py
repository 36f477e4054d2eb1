"""Breaks Chinese text into lines as printers do: no line begins with ， or ends with （, numbers and words stay whole.

The rules are those of Chinese typesetting (GB/T 15834-2011, section 5.1; W3C, "Requirements for Chinese Text Layout",
section 3.1.5) in their simple form: characters that must not be divided go to the next line together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.records import Span

MEASURE = 80
"""Columns of a line that is read with ease: 40 Chinese characters."""

_NEVER_FIRST = "，。：、；！？）」』》”’…—〉】〕］｝～·％‰℃°,.:;!?)]}%"
_NEVER_LAST = "（「『《“‘〈【〔［｛￥＄([{$¥€£#"
# A number with its signs, separators and unit, a range, a Latin word, an option: 1,200 3.5% 2022-08-17 34—48 A-19 --yes
_LETTER = r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\u00c0-\u024f]"
_WORD = rf"(?:--?|[+/])?{_LETTER}(?:(?:[!-~．\u00a0-\u024f０-９Ａ-Ｚａ-ｚ]|(?<=\d)[—–～](?=\d))*{_LETTER})?"
# A number and its magnitude (723.7万), or a space and its unit (9 月).
_COUNTED = r"(?<=\d)[万亿]+|(?<=\d) [^\W\da-zA-Z]"
# What stays on one line: opening marks, a word, a number with what follows it, an ordinal with what it
# counts (第34—48行), or a character, then closing marks, also behind a space; spaces after it may end the line.
_UNIT = re.compile(
    rf"[{re.escape(_NEVER_LAST)}]*(?:{_WORD}(?:{_COUNTED})?|第\d+(?:[—–～-]\d+)?[^\W\da-zA-Z]?|——|……|\S)?"
    rf"(?: ?[{re.escape(_NEVER_FIRST)}])*(?P<space>\s*)",
    re.DOTALL,
)


def count_columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a Chinese character, none for a combining mark."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def break_lines(text: str, columns: int, whole: Sequence[Span] = ()) -> list[Span]:
    """The lines of a text, as ranges of it; the spaces at which a line ends are in none.

    Args:
        text: without line breaks.
        columns: how many a line may take, at least two. Only what cannot be divided and is longer is divided anywhere.
        whole: ranges that are divided only where they are longer than a line.
    """
    lines: list[Span] = []
    start = end = width = 0
    kept = [span for span in whole if count_columns(text[span.start : span.end]) <= columns]
    for first, last, next_first in _find_units(text, kept):
        size, visible = count_columns(text[first:next_first]), count_columns(text[first:last])
        if not visible:
            # spaces before the first word, or the end of the text
            start = start if width else next_first
            continue
        if width and width + visible > columns:
            lines.append(Span(start, end))
            start, width = first, 0
        while visible > columns:
            cut = _fitting(text, first, columns)
            lines.append(Span(first, cut))
            removed = count_columns(text[first:cut])
            first, visible, size = cut, visible - removed, size - removed
            start = cut
        end, width = last, width + size
    if start < end:
        lines.append(Span(start, end))
    return lines


def _find_units(text: str, whole: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Where each part begins that stays on one line, where it ends, and where the next one begins."""
    begun = -1
    for match in _UNIT.finditer(text):
        first = match.start() if begun < 0 else begun
        if any(span.start <= first and match.end() < span.end for span in whole):
            begun = first
        else:
            yield first, match.start("space"), match.end()
            begun = -1


def _fitting(text: str, start: int, columns: int) -> int:
    """Where the longest part of a text ends that begins at `start` and fits in so many columns."""
    end, width = start, 0
    while end < len(text) and (width := width + _width(text[end])) <= columns:
        end += 1
    # one character at least, so that the caller comes to an end
    return max(end, start + 1)
