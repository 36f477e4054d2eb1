"""Takes the heads and feet of pages out of text that was extracted from a document of several pages.

Each line of the text is the same line of the file. A form feed in place of a line says that the text goes on below:
such a line is no space between rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.records import LINE_END, Page
from bot.text.normalization import fold, fold_all

# — 1 —, · 45 ·, 第 1 页 共 2 页, 第3页/共8页, Page 2 of 6; matches folded text.
_NUMBER = re.compile(
    r"[-—–·•~*]+ ?\d{1,4} ?[-—–·•~*]+|第 ?\d{1,4} ?页(?:[ ,/]*共 ?\d{1,4} ?页)?|page ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?"
)
# Filled lines above and below a page's number among which its head and foot stand; characters of such a line.
NEAR, LONGEST = 2, 60
_OPEN = re.compile(r"[^。！？!?…；：”」』）)]\Z")
_DIGITS = re.compile(r"\d+")


def leave_out_running_heads(page: Page) -> Page:
    """The page without the numbers of a document's pages and the lines that stand beside them again and again.

    Args:
        page: the file as decoded.
    """
    lines = LINE_END.split(page.text)
    filled = [at for at, line in enumerate(lines) if line.strip("\f 　\t")]
    folded = fold_all([lines[at] for at in filled])
    numbers = [number for number, line in enumerate(folded) if _NUMBER.fullmatch(" ".join(line.split()))]
    # a form feed may stand on a line of its own
    feeds = [
        number
        for number, (before, at) in enumerate(pairwise([-1, *filled]))
        if any("\f" in line for line in lines[before + 1 : at + 1])
    ]
    if not (numbers or feeds):
        return page
    heads = _find_heads(lines, filled, numbers, feeds)
    for first, last in _find_runs(filled, heads):
        above = next((lines[at] for at in range(first - 1, -1, -1) if lines[at].strip()), "")
        goes_on = _OPEN.search(above.rstrip()) is not None
        start, end = first, last
        while goes_on and start > 0 and not lines[start - 1].strip():
            start -= 1
        while goes_on and end + 1 < len(lines) and not lines[end + 1].strip():
            end += 1
        lines[start : end + 1] = ["\f" if goes_on else ""] * (end + 1 - start)
    return replace(page, text="\n".join(lines))


def _plain(line: str) -> str:
    """A line in folded form, its white space made single spaces."""
    return " ".join(fold(line).split())


def _find_heads(lines: Sequence[str], filled: Sequence[int], numbers: Sequence[int], feeds: Sequence[int]) -> set[int]:
    """The lines that are page numbers, or stand beside these and at the edges of pages and text more than once."""
    numbered = {filled[number] for number in numbers}
    beside = {-1, len(filled), *numbers, *feeds}
    near = {
        filled[at]
        for number in beside
        for at in range(max(0, number - NEAR), min(len(filled), number + NEAR + 1))
        if len(lines[filled[at]].strip()) <= LONGEST
    }
    texts = {at: _DIGITS.sub("0", _plain(lines[at])) for at in near - numbered}
    counts = Counter(texts.values())
    return numbered | {at for at, text in texts.items() if counts[text] > 1}


def _find_runs(filled: Sequence[int], heads: set[int]) -> list[tuple[int, int]]:
    """The first and last lines of stretches that hold nothing but such lines."""
    runs: list[tuple[int, int]] = []
    above = -2
    for number, at in enumerate(filled):
        if at not in heads:
            continue
        if number - 1 == above:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
        above = number
    return runs
