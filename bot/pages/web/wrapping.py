"""Whether the lines of a paragraph were broken at the width of a column, or are paragraphs of their own."""

from __future__ import annotations

from collections.abc import Sequence

# So many lines before the last, of so many characters, differ by so many at most, and this share ends a sentence.
FEWEST, SHORTEST, LONGEST, SLACK, ENDS = 2, 10, 50, 3, 0.3


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a paragraph was broken into lines of one width; otherwise each line is a paragraph."""
    full = lines[:-1]
    widths = [len(line) for line in full]
    if len(full) < FEWEST or min(widths) < SHORTEST or max(widths) > LONGEST or max(widths) - min(widths) > SLACK:
        return False
    return sum(line.endswith(("。", "！", "？", "”")) for line in full) <= ENDS * len(full)
