"""Leaves out what is printed at the edges of a page and is no text: its number, and what a browser prints there.

A browser prints the day and the title above, and the address and the number below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.pages.pdf.print.glyphs import PrintedLine

# 11/28/26, 12:13 AM; 2026/11/28 上午9:05; 28.11.2026, 09:05
_PRINTED_AT = re.compile(r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?,? *(?:[上下]午)? *\d{1,2}:\d\d(?::\d\d)?(?: *[AP]M)?")
# https://…, which may be shortened
_ADDRESS = re.compile(r"(?:https?|file|data|about|chrome|view-source):\S+")
# 1/3, 1 of 3, 第 1 页，共 3 页
_NUMBER = re.compile(r"(?<!\d)\d+ ?(?:/|of) ?\d+|第 ?\d+ ?页[，,]? ?共 ?\d+ ?页")
# The number of a page; the space between it and the text is at least so many times its size.
_FOLIO = re.compile(r"[·•—-]? ?\d{1,3} ?[·•—-]?|第 ?\d{1,4} ?页|" + _NUMBER.pattern)
_APART = 2.0
# The rows of one edge differ in height by at most this share of their type.
_LEVEL = 0.5


def leave_out_margins(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines without those at the upper and lower edge, if a browser has printed them, or if they are a number.

    A title alone may be a headline, so that what a browser prints is told by an address or a time of printing. A number
    alone is that of the newspaper's page where space parts it from all else, because a figure may also end a text.
    """
    if not lines:
        return []
    kept = list(lines)
    baselines = [line.baseline for line in lines]
    for end in {min(baselines), max(baselines)}:
        edge = [line for line in lines if _is_level(line, end)]
        if _is_printed_by_browser(edge) or _is_folio(edge, baselines):
            kept = [line for line in kept if not _is_level(line, end)]
    return kept


def _is_folio(edge: Sequence[PrintedLine], baselines: Sequence[float]) -> bool:
    """Whether an edge is the number of the page alone, with space between it and all else: 3, - 3 -, 第 3 页, 3/8."""
    if len(edge) > 1 or not _FOLIO.fullmatch(edge[0].text):
        return False
    line = edge[0]
    return all(
        baseline == line.baseline or abs(baseline - line.baseline) > _APART * line.size for baseline in baselines
    )


def _is_level(line: PrintedLine, baseline: float) -> bool:
    """Whether a line stands in the row at a height."""
    return abs(line.baseline - baseline) <= _LEVEL * line.size


def _is_printed_by_browser(edge: Sequence[PrintedLine]) -> bool:
    """Whether a browser has printed the lines of an edge: with the address or the time, all in one size."""
    text = " ".join(line.text for line in edge)
    has_mark = any(_PRINTED_AT.match(line.text) or _ADDRESS.match(line.text) for line in edge)
    return has_mark and len({round(line.size) for line in edge}) == 1 and (len(edge) > 1 or _is_nothing_else(text))


def _is_nothing_else(text: str) -> bool:
    """Whether a single line has nothing but a time or address, and the number of the page."""
    left = _NUMBER.sub("", _ADDRESS.sub("", _PRINTED_AT.sub("", text)))
    return not left.strip(" …·|—-")
