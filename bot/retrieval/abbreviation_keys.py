"""Finds abbreviations and full names in articles while they are indexed, and writes them as keys for prefix look-up.

An article defines an abbreviation in one of three ways:
- a bracket says so: 浙江电力设计公司（以下简称“浙电设”）;
- a bracket holds a name whose characters occur in order in the name before it: 长期护理保险（长护险）;
- a full name occurs from whose words an abbreviation can be formed: 市监局 from 市场监督管理局. The abbreviation itself
  need not occur in the corpus; whether it fits is decided for each question, in `bot.question.abbreviations`.

The first two give bracket keys, the third gives name keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from bot.text.characters import CJK

__all__ = [
    "ENDINGS",
    "LONGEST_SHORT",
    "SHORTEST",
    "bracket_key",
    "find_abbreviation_keys",
    "find_names",
    "find_runs",
    "find_short_names",
    "name_key",
    "short_endings",
]

# The endings of full names, each with its form in the abbreviation.
ENDINGS = {
    "委员会": "委",
    "办公室": "办",
    "联合会": "联",
    "保险": "险",
    "医院": "院",
    "运动会": "会",
    "大学": "大",
    "中心": "中心",
    **{ending: ending for ending in ("局", "部", "厅", "所", "队", "站", "会", "院")},
}
_SHORT_ENDINGS = tuple(dict.fromkeys(ENDINGS.values()))
_LONGEST_ENDING = max(map(len, ENDINGS))
# Lengths in characters: any name, an abbreviation, a full name.
SHORTEST, LONGEST_SHORT, LONGEST = 3, 6, 18
# Without 简称 in the bracket a full name is at most this many times as long as its abbreviation.
_MAX_RATIO = 4
_HAN = f"[{CJK}]"
_FULL_ENDING = re.compile("|".join(sorted(ENDINGS, key=len, reverse=True)))
_RUN = re.compile(f"{_HAN}{{3,}}")
_SHORT_ENDING = re.compile("|".join(_SHORT_ENDINGS))
# A pattern as text, because only indexing needs it: `re` compiles it for the first article with a bracket.
_BRACKET = (
    rf"({_HAN}{{3,24}})[\"”’」』》]*\((以?下?[简统]?称(?:为|[:])?)?[\"“‘「『《\s:]*({_HAN}{{2,8}})[\"”’」』》\s]*\)"
)


def name_key(end: str, first: str, parts: str = "") -> str:
    """The key of a full name; without `parts` the prefix of the keys of all names with this ending and first character.

    Args:
        end: the ending of its abbreviation.
        first: its first character.
        parts: its words, joined with |.
    """
    return f"n{end}\t{first}\t{parts}"


def bracket_key(name: str, other: str = "", *, short: bool = True) -> str:
    """The key of a name that a bracket pairs with another one; without `other` the prefix of all keys of the name.

    Args:
        name: either of the two names.
        other: the other one.
        short: whether `name` is the abbreviation.
    """
    return f"s{name}\t{'<' if short else '>'}{other}" if other else f"s{name}"


def find_abbreviation_keys(texts: Iterable[str], words: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Yields the keys of the abbreviations and full names in the texts of an article; a key may come several times.

    Args:
        texts: the headline and each paragraph, folded.
        words: splits what `find_runs` gives into words.
    """
    for folded in texts:
        for short, full in _bracketed(folded):
            yield bracket_key(short, full, short=True)
            yield bracket_key(full, short, short=False)
        for parts in find_names(folded, words):
            name = "".join(parts)
            for end in short_endings(name):
                yield name_key(end, name[0], "|".join(parts))


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


def short_endings(name: str) -> frozenset[str]:
    """The endings that the abbreviation of a name can have."""
    return _short_endings(name[-_LONGEST_ENDING:])


@lru_cache(maxsize=65536)
def _short_endings(name: str) -> frozenset[str]:
    return frozenset(end for end in _SHORT_ENDINGS if name.endswith(end)) | {
        short for long, short in ENDINGS.items() if name.endswith(long)
    }


@lru_cache(maxsize=65536)
def _ends_like_a_name(word: str) -> bool:
    """Whether a word can be the last one of a name."""
    return word.endswith(_SHORT_ENDINGS) or _FULL_ENDING.search(word) is not None


def find_short_names(folded: str) -> Iterator[str]:
    """Yields what may be an abbreviation in a folded question.

    It may start at any character, because the dictionary does not know it as a word.
    """
    for run in re.findall(f"{_HAN}{{{SHORTEST},}}", folded):
        for stop in range(SHORTEST, len(run) + 1):
            if run.endswith(_SHORT_ENDINGS, 0, stop):
                yield from (run[max(0, stop - size) : stop] for size in range(SHORTEST, min(stop, LONGEST_SHORT) + 1))


def find_runs(folded: str) -> list[str]:
    """The runs of Chinese characters in a text that may hold a full name."""
    return [run for run in _RUN.findall(folded) if _SHORT_ENDING.search(run)]


def find_names(folded: str, words: Callable[[str], Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yields what may be a full name in a text, as its words: every run of words whose last one ends like a name.

    Args:
        folded: the text.
        words: splits what `find_runs` gives into words.
    """
    for run in find_runs(folded):
        parts = words(run)
        for last, part in enumerate(parts):
            if not _ends_like_a_name(part):
                continue
            size, first = len(part), last
            while True:
                if size >= SHORTEST:
                    yield tuple(parts[first : last + 1])
                first -= 1
                if first < 0 or (size := size + len(parts[first])) > LONGEST:
                    break


def _bracketed(folded: str) -> Iterator[tuple[str, str]]:
    """Yields the abbreviations that brackets of a text define, each with its full name."""
    if "(" not in folded:
        return
    for before, marker, inside in re.findall(_BRACKET, folded):
        full = _matched_end(inside, before)
        if full is None or len(full) <= len(inside) or inside in full:
            continue
        # without 简称 a bracket may hold anything; require that both names end alike
        if marker or (len(inside) >= SHORTEST and full[-1] == inside[-1] and len(full) <= _MAX_RATIO * len(inside)):
            yield inside, full
