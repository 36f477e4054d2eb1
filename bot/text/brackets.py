"""Quotes and brackets: whether a text closes what it opens."""

from __future__ import annotations

import re

__all__ = ["find_last_bracket", "unbalanced"]

_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】"}
_BRACKETS = re.compile("[“”‘’（）()《》「」『』【】]")
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()} | {")": "(", "）": "（"}


def unbalanced(text: str) -> int:
    """How many quotes and brackets are left open (> 0) or are closed without having been opened (< 0)."""
    opened = closed = 0
    for character in _BRACKETS.findall(text):
        if character in _PAIRS:
            opened += 1
        elif character in _CLOSING:
            if opened:
                opened -= 1
            else:
                closed += 1
    return opened - closed


def find_last_bracket(text: str) -> int:
    """Where the last opening round bracket of a text stands, （ or (; -1 where there is none."""
    return max(text.rfind("("), text.rfind("（"))
