"""Many texts → their terms by number: what `analysis` says of one text, for a batch of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
import numpy.typing as npt

from bot.retrieval.analyzer import LATIN, Field
from bot.text.normalization import fold_all
from bot.text.segmenter import words_of_all

__all__ = ["Numbered", "numbered"]


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
    latin_numbers = np.array([number for _, number in runs], np.int64)
    # the characters that stand there, and for each place of one which of them it is
    characters = np.flatnonzero(np.bincount(points[han], minlength=1))
    number = np.zeros(int(characters[-1]) + 1 if len(characters) else 0, np.int64)
    number[characters] = np.arange(len(characters))
    own = np.zeros(len(points), np.int64)
    own[han] = number[points[han]]
    joined = han[:-1] & han[1:]
    # a pair begins where one character follows another; one alone has none beside it
    alone = han.copy()
    alone[:-1] &= ~joined
    alone[1:] &= ~joined
    pairs_at, alone_at = np.flatnonzero(joined), np.flatnonzero(alone)
    # a pair has the number of its first character and that of its second one, a character alone that of the first only
    size = len(characters) + 1
    pair_keys = (own[pairs_at] + 1) * size + own[pairs_at + 1] + 1
    unique, pairs = np.unique(np.concatenate([pair_keys, (own[alone_at] + 1) * size]), return_inverse=True)
    letters = ["", *map(chr, characters.tolist())]
    pair_terms = [letters[key // size] + letters[key % size] for key in unique.tolist()]

    def field(terms: list[str], at: npt.NDArray[np.int64], numbers: npt.NDArray[np.int64]) -> Numbered:
        # by place, which no two terms share; Latin ones have the numbers after the others
        placed = np.full(len(owners), -1, np.int64)
        placed[at] = numbers
        placed[latin_at] = latin_numbers + len(terms)
        there = placed >= 0
        return Numbered([*terms, *latin], placed[there].astype(np.int32), _offsets(owners[there], len(folded)))

    return {
        "pairs": field(pair_terms, np.concatenate([pairs_at, alone_at]), pairs),
        "singles": field(letters[1:], np.flatnonzero(han), own[han]),
    }


def _offsets(owners: npt.NDArray[np.int64], texts: int) -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=texts), dtype=np.int64)))
