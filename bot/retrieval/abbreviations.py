"""Names, and short forms in brackets, that an article teaches: what short forms and full names are known from.

Three ways of teaching:
- a bracket says so: 浙江省电力公司（以下简称“省电力”）;
- a bracket holds a name whose characters stand in order in the one before it: 长期护理保险（长护险）;
- two names end alike, and the short one is made of the words of the long one: 市场监督管理局, 市监局. It need not stand
  in the corpus: the full name alone teaches it.

What an article teaches is written as keys that can be looked up by what they begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.text.segmenter import Segmenter

__all__ = [
    "HEADS",
    "LONGEST_SHORT",
    "SHORTEST",
    "bracket_key",
    "find_abbreviation_keys",
    "find_names",
    "name_key",
    "short_endings",
    "short_names",
]

# What full names end with, and what is left of it in the short form.
HEADS = {
    "委员会": "委",
    "办公室": "办",
    "联合会": "联",
    "保险": "险",
    "医院": "院",
    "运动会": "会",
    "大学": "大",
    "中心": "中心",
    **{head: head for head in ("局", "部", "厅", "所", "队", "站", "会", "院")},
}
_SHORT_ENDS = tuple(dict.fromkeys(HEADS.values()))
LONGEST_END = max(map(len, HEADS))
# Characters of a short form and of a full name.
SHORTEST, LONGEST_SHORT, LONGEST = 3, 6, 18
# A full name is so many times as long as its short form at most, where only a bracket says that they are the same.
MOST_LEFT_OUT = 4
_HAN = "[\\u4e00-\\u9fff]"
_ENDS = re.compile("|".join(sorted(HEADS, key=len, reverse=True)))
_RUN = re.compile(f"{_HAN}{{3,}}")
_ANY_END = re.compile("|".join(_SHORT_ENDS))
# Compiled for the first article with a bracket: no question needs it.
_BRACKET = (
    rf"({_HAN}{{3,24}})[\"”’」』》]*\((以?下?[简统]?称(?:为|[:])?)?[\"“‘「『《\s:]*({_HAN}{{2,8}})[\"”’」』》\s]*\)"
)


def name_key(end: str, first: str, parts: str = "") -> str:
    """The key of a name, or what all keys of names begin with that end and begin alike.

    Args:
        end: how it ends in its short form.
        first: its first character.
        parts: its words with | between them.
    """
    return f"n{end}\t{first}\t{parts}"


def bracket_key(name: str, other: str = "", *, short: bool = True) -> str:
    """The key of a name that a bracket says more of: the other name, and whether the first is the short one."""
    return f"s{name}\t{'<' if short else '>'}{other}" if other else f"s{name}"


def find_abbreviation_keys(texts: Iterable[str], segmenter: Segmenter) -> Iterator[str]:
    """The keys of what some texts of an article teach, some of them several times.

    Args:
        texts: folded: the headline, and each paragraph.
        segmenter: cuts them into words.
    """
    for folded in texts:
        for short, full in _bracketed(folded):
            yield bracket_key(short, full, short=True)
            yield bracket_key(full, short, short=False)
        for parts in find_names(folded, segmenter, bulk=True):
            name = "".join(parts)
            for end in short_endings(name):
                yield name_key(end, name[0], "|".join(parts))


def _in_order(short: str, full: str) -> str | None:
    """The end of a full name that begins with a short form's first character and holds all of them in order.

    The characters are matched from the right, as Schwartz and Hearst (2003) match abbreviations in brackets.
    """
    position = len(full)
    for character in reversed(short):
        position = full.rfind(character, 0, position)
        if position < 0:
            return None
    return full[position:]


def short_endings(name: str) -> frozenset[str]:
    """How a name can end in its short form."""
    return _ends_of(name[-LONGEST_END:])


@lru_cache(maxsize=65536)
def _ends_of(name: str) -> frozenset[str]:
    return frozenset(end for end in _SHORT_ENDS if name.endswith(end)) | {
        left for long, left in HEADS.items() if name.endswith(long)
    }


@lru_cache(maxsize=65536)
def _may_end(word: str) -> bool:
    """Whether a name may end with a word."""
    return word.endswith(_SHORT_ENDS) or _ENDS.search(word) is not None


def short_names(folded: str) -> Iterator[str]:
    """What may be a short form in a question: the dictionary does not know it, so it may begin at any character."""
    for run in re.findall(f"{_HAN}{{{SHORTEST},}}", folded):
        for stop in range(SHORTEST, len(run) + 1):
            if run.endswith(_SHORT_ENDS, 0, stop):
                yield from (run[max(0, stop - size) : stop] for size in range(SHORTEST, min(stop, LONGEST_SHORT) + 1))


def find_names(folded: str, segmenter: Segmenter, *, bulk: bool = False) -> Iterator[tuple[str, ...]]:
    """What may be a name in a text: the words up to one that ends like a name, from each word on before it.

    Args:
        folded: the text.
        segmenter: cuts it into words.
        bulk: whether many texts follow.
    """
    for run in _RUN.findall(folded):
        if not _ANY_END.search(run):
            continue
        parts = segmenter.words(run, bulk=bulk)
        for last, part in enumerate(parts):
            if not _may_end(part):
                continue
            size, first = len(part), last
            while True:
                if size >= SHORTEST:
                    yield tuple(parts[first : last + 1])
                first -= 1
                if first < 0 or (size := size + len(parts[first])) > LONGEST:
                    break


def _bracketed(folded: str) -> Iterator[tuple[str, str]]:
    """The short forms that brackets of a text teach, each with its full name."""
    if "(" not in folded:
        return
    for before, says, inside in re.findall(_BRACKET, folded):
        full = _in_order(inside, before)
        if full is None or len(full) <= len(inside) or inside in full:
            continue
        # without the word that says so a bracket may hold anything: a short form ends as the name does
        if says or (len(inside) >= SHORTEST and full[-1] == inside[-1] and len(full) <= MOST_LEFT_OUT * len(inside)):
            yield inside, full
