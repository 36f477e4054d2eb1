"""Finds abbreviations in articles while they are indexed, and writes them as keys for prefix look-up.

An article defines an abbreviation by a bracket that says so, 浙江电力设计公司（以下简称“浙电设”）, or that holds a name
whose characters occur in order in the name before it, 长期护理保险（长护险）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.text.characters import CJK

__all__ = ["abbreviation_key", "find_abbreviation_keys"]

# Without 简称 in the bracket an abbreviation has so many characters or more, and its full name at most so many times as
# many.
_SHORTEST, _MAX_RATIO = 3, 4
_HAN = f"[{CJK}]"
# A pattern as text, because only indexing needs it: `re` compiles it for the first article with a bracket.
_BRACKET = (
    rf"({_HAN}{{3,24}})[\"”’」』》]*\((以?下?[简统]?称(?:为|[:])?)?[\"“‘「『《\s:]*({_HAN}{{2,8}})[\"”’」』》\s]*\)"
)


def abbreviation_key(name: str, other: str = "") -> str:
    """The key of a name that a bracket pairs with another one; without `other` the prefix of all keys of the name."""
    return f"{name}\t{other}"


def find_abbreviation_keys(texts: Iterable[str]) -> Iterator[str]:
    """Yields the keys of the abbreviations in the texts of an article; a key may come several times.

    Args:
        texts: the headline and each paragraph, folded.
    """
    for folded in texts:
        for short, full in _bracketed(folded):
            yield abbreviation_key(short, full)
            yield abbreviation_key(full, short)


def _bracketed(folded: str) -> Iterator[tuple[str, str]]:
    """Yields the abbreviations that brackets of a text define, each with its full name."""
    if "(" not in folded:
        return
    for before, marker, inside in re.findall(_BRACKET, folded):
        full = _matched_end(inside, before)
        if full is None or len(full) <= len(inside) or inside in full:
            continue
        # without 简称 a bracket may hold anything; require that both names end alike
        if marker or (len(inside) >= _SHORTEST and full[-1] == inside[-1] and len(full) <= _MAX_RATIO * len(inside)):
            yield inside, full


def _matched_end(short: str, full: str) -> str | None:
    """The shortest end of a full name that holds the characters of an abbreviation in order; None if there is none.

    Characters are matched from the right, as in Schwartz and Hearst (2003), "A Simple Algorithm for Identifying
    Abbreviation Definitions in Biomedical Text".
    """
    position = len(full)
    for character in reversed(short):
        position = full.rfind(character, 0, position)
        if position < 0:
            return None
    return full[position:]
