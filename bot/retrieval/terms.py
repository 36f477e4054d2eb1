"""Many texts → their terms by number: what `analysis` says of one text, for a batch of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import numpy.typing as npt

from bot.ingest.dictionary import words_of_all
from bot.retrieval.analysis import LATIN, Field, fold_all

__all__ = ["Numbered", "numbered"]

# Code points have 21 bits.
_NEXT = 21
# What stands before the numbers of Latin terms, so that no pair of characters has one.
_LATIN_KEYS = 1 << 48


@dataclass(frozen=True)
class Numbered:
    """The terms of one field."""

    # each term once
    terms: list[str]
    # the numbers of the terms, text after text, in any order within one; and where each text's begin and end
    numbers: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]


def numbered(texts: Sequence[str], traditional: bool) -> dict[Field, Numbered]:
    """The terms of some texts as printed, as `analyze` gives them, field by field.

    Args:
        texts: as printed.
        traditional: whether Traditional characters become Simplified ones.
    """
    folded = fold_all(texts, traditional)
    return {"words": _words(folded), **_characters(folded)}


def _words(folded: Sequence[str]) -> Numbered:
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    found = [list(map(numbers.__getitem__, words)) for words in words_of_all(folded)]
    terms = list(numbers)
    flat = np.fromiter(chain.from_iterable(found), np.int32, sum(map(len, found)))
    owners = np.repeat(np.arange(len(found)), [len(own) for own in found])
    # without punctuation
    kept = np.array([any(map(str.isalnum, term)) for term in terms], bool)
    to = np.cumsum(kept, dtype=np.int32) - 1
    there = kept[flat] if len(flat) else np.empty(0, bool)
    return Numbered(
        [term for term, stays in zip(terms, kept.tolist(), strict=True) if stays],
        to[flat[there]],
        _offsets(owners[there], len(folded)),
    )


def _characters(folded: Sequence[str]) -> dict[Field, Numbered]:
    """The pairs and the single characters, from the code points of all texts, one after the other."""
    # no folded text has a line break
    whole = "\n".join(folded)
    points = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    owners = np.repeat(np.arange(len(folded)), [len(text) + 1 for text in folded])
    han = (points == 0x3007) | ((points >= 0x3400) & (points <= 0x9FFF)) | ((points >= 0x20000) & (points <= 0x3FFFF))
    latin: defaultdict[str, int] = defaultdict(count().__next__)
    runs = [(match.start(), latin[run]) for match in LATIN.finditer(whole) if (run := match[0].strip("."))]
    latin_at = np.array([at for at, _ in runs], np.int64)
    latin_keys = np.array([number for _, number in runs], np.int64) + _LATIN_KEYS
    singles_at = np.flatnonzero(han)
    joined = han[:-1] & han[1:]
    # a pair begins where one character follows another; one alone has none beside it
    alone = han.copy()
    alone[:-1] &= ~joined
    alone[1:] &= ~joined
    pairs_at, alone_at = np.flatnonzero(joined), np.flatnonzero(alone)
    pair_keys = (points[pairs_at] << _NEXT) | points[pairs_at + 1]
    names = list(latin)

    def field(places: Sequence[npt.NDArray[np.int64]], keys: Sequence[npt.NDArray[np.int64]]) -> Numbered:
        at = np.concatenate([latin_at, *places])
        order = np.argsort(at, kind="stable")
        unique, numbers = np.unique(np.concatenate([latin_keys, *keys])[order], return_inverse=True)
        terms = [_term(key, names) for key in unique.tolist()]
        return Numbered(terms, numbers.astype(np.int32), _offsets(owners[at[order]], len(folded)))

    return {
        "pairs": field([pairs_at, alone_at], [pair_keys, points[alone_at]]),
        "singles": field([singles_at], [points[singles_at]]),
    }


def _term(key: int, latin: Sequence[str]) -> str:
    if key >= _LATIN_KEYS:
        return latin[key - _LATIN_KEYS]
    first, second = key >> _NEXT, key & ((1 << _NEXT) - 1)
    return chr(first) + chr(second) if first else chr(second)


def _offsets(owners: npt.NDArray[np.int64], texts: int) -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=texts), dtype=np.int64)))
