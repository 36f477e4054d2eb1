"""Looking up a few texts in long packed lists, of which only the blocks are decoded that can have one of them.

Where blocks begin is summed up when a list is first asked, because numpy adds up bytes in a tenth of the time that it
takes to decode them. So nothing has to be stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.packed import BASE, DenseCounts, PackedPostings, decode_numbers

Numbers = npt.NDArray[np.int64]

# So many units are a block: shorter ones make more sums, longer ones more to be decoded.
_BLOCK = 16
_STEPS = np.arange(_BLOCK)
# Eight bytes are added up as one number: those at even places, and the four sums of 16 bits.
_EVEN, _ALL_FOUR = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)
# The bits of so many bytes are counted together.
_WORD = 8
_LAST_BIT = np.uint64(8 * _WORD - 1)
# A list of a term in more than one of so many texts says little, and is long: it is looked up. Of fewer texts than
# these decoding whole lists takes less time.
_FREQUENT, _FEW_TEXTS = 24, 1 << 17
# No text of a block is so far from its base.
_FAR = 65_535


class _Blocks(NamedTuple):
    """The blocks of a list; all places are in the data."""

    # no text in a block has a lower number than its base
    bases: npt.NDArray[np.int32]
    # where the first one begins
    start: int
    # how many units before each block are escapes; None where none is
    escapes: Numbers | None
    # for each 8 bytes of bits how many bits are 1 before them
    more: npt.NDArray[np.int32]
    # where the occurrences beyond two begin; if some of them have an escape, all decoded
    extras_at: int
    extras: Numbers | None


class LongList:
    """The packed postings of a term in many texts, with numbers of one byte.

    Args:
        data: of the packed postings.
        start: where the record of the term begins.
        stop: where it ends.
        df: how many texts the term occurs in.
    """

    def __init__(self, data: npt.NDArray[np.uint8], start: int, stop: int, df: int) -> None:
        self.data, self.start, self.df = data, start, df
        self._stop = stop

    @cached_property
    def blocks(self) -> _Blocks:
        """Where its blocks begin."""
        units_at = self.start + (self.df + 7) // 8
        bits, units = self.data[self.start : units_at], self.data[units_at : self._stop]
        more = np.bitwise_count(_padded(bits, _WORD).view(np.uint64)).astype(np.int32)
        is_plain = len(units) == self.df + int(more.sum())
        count = self.df
        if not is_plain:
            at = (units == BASE).nonzero()[0]
            # an escape behind as many ends as there are texts belongs to an occurrence
            count += int((at - np.arange(len(at)) < self.df).sum())
        gaps, extras = units[:count], units[count:]
        bases = _before(_sums(gaps)) + np.arange(0, count, _BLOCK)
        escapes = None
        if not is_plain:
            escapes = _before(_sums((gaps == BASE).view(np.uint8)))
            bases -= escapes
        has_escape = not is_plain and (extras == BASE).any()
        decoded = decode_numbers(extras, BASE) if has_escape else None
        starts_of_more = _before(more).astype(np.int32)
        return _Blocks(bases.astype(np.int32), units_at, escapes, starts_of_more, units_at + count, decoded)


def _padded(some: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    """Some bytes, with zeros behind them to a multiple of the size."""
    padded = np.zeros(-(-len(some) // size) * size, np.uint8)
    padded[: len(some)] = some
    return padded


def _sums(some: npt.NDArray[np.uint8]) -> Numbers:
    """The sums of blocks of bytes, in a quarter of the time of np.add.reduceat."""
    words = _padded(some, _BLOCK).view(np.uint64)
    halves = words & _EVEN
    halves += (words >> np.uint64(8)) & _EVEN
    # two numbers are a block
    sums = halves[::2] + halves[1::2]
    sums *= _ALL_FOUR
    sums >>= np.uint64(48)
    return sums.view(np.int64)


def is_long(packed: PackedPostings, term: int) -> bool:
    """Whether the list of a term is looked up: the texts are many, and the term is frequent."""
    return packed.size >= _FEW_TEXTS and packed.record(term).df * _FREQUENT > packed.size


def long_list(packed: PackedPostings, term: int) -> LongList:
    """The list of a term, which has no byte for each text."""
    record = packed.record(term)
    return LongList(packed.data, record.start, record.stop, record.df)


def look_up(terms: Sequence[DenseCounts | LongList], texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint16]:
    """The occurrences of some terms in some texts, ascending; shape (terms, texts). All terms are of the same data."""
    dense = [one for one in terms if isinstance(one, DenseCounts)]
    if len(dense) == len(terms):
        return _look_up_dense(dense, texts)
    counts = np.empty((len(terms), len(texts)), np.uint16)
    is_dense = np.array([isinstance(one, DenseCounts) for one in terms])
    if dense:
        counts[is_dense] = _look_up_dense(dense, texts)
    counts[~is_dense] = _look_up_long([one for one in terms if isinstance(one, LongList)], texts)
    return counts


def _look_up_dense(terms: Sequence[DenseCounts], texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint16]:
    starts = np.array([one.start for one in terms], np.int64)
    counts = terms[0].data[starts[:, None] + texts].astype(np.uint16)
    for row, column in zip(*(counts == BASE).nonzero(), strict=True):
        counts[row, column] = terms[row].large(int(texts[column]))
    return counts


def _look_up_long(lists: Sequence[LongList], texts: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.uint16]:
    counts = np.zeros(len(lists) * len(texts), np.uint16)
    data, blocks = lists[0].data, [one.blocks for one in lists]
    wanted = texts.astype(np.int32)
    block = np.empty((len(lists), len(texts)), np.int64)
    # from its base each text is so far, and one more
    steps_to = np.empty((len(lists), len(texts)), np.uint16)
    for row, one in enumerate(blocks):
        block[row] = own = one.bases.searchsorted(wanted, side="right") - 1
        steps_to[row] = np.minimum(wanted - one.bases.take(own) + 1, _FAR)
    block_of = block.ravel()
    starts = block_of * _BLOCK + np.repeat([one.start for one in blocks], len(texts))
    # the last block may end beyond the data
    skipped = np.maximum(starts - (len(data) - _BLOCK), 0)
    units = _windows(data, _BLOCK)[starts - skipped]
    is_end = units != BASE
    steps = units.astype(np.uint16)
    steps += is_end
    if skipped.any():
        steps[skipped[:, None] > _STEPS] = 0
    places = (steps.cumsum(axis=1, dtype=np.uint16) == steps_to.reshape(-1, 1)).ravel().nonzero()[0]
    places = places[is_end.ravel().take(places)]
    found, column = places // _BLOCK, places % _BLOCK
    owner = found // max(1, len(texts))
    ordinal = block_of[found] * _BLOCK + column - skipped[found]
    for number, one in enumerate(blocks):
        if one.escapes is not None:
            own = (owner == number).nonzero()[0]
            before = (column[own][:, None] > _STEPS) & (skipped[found[own]][:, None] <= _STEPS)
            ordinal[own] -= one.escapes.take(block_of[found[own]]) + (before & ~is_end[found[own]]).sum(axis=1)
    # behind the last gap come other numbers
    inside = ordinal < np.array([one.df for one in lists]).take(owner)
    found, owner, ordinal = found[inside], owner[inside], ordinal[inside]
    counts[found] = 1
    # the bits up to that of each posting, which is the last one
    at = np.array([one.start for one in lists]).take(owner) + (ordinal >> 6) * _WORD
    bits = _windows(data, _WORD)[at].view(">u8").ravel().astype(np.uint64)
    bits >>= _LAST_BIT - (ordinal & 63).astype(np.uint64)
    is_more = (bits & np.uint64(1)).nonzero()[0]
    found, owner = found[is_more], owner[is_more]
    ranks = np.bitwise_count(bits[is_more]).astype(np.int64) - 1
    first_of = _before(np.array([len(one.more) for one in blocks]))
    ranks += np.concatenate([one.more for one in blocks]).take(first_of.take(owner) + (ordinal[is_more] >> 6))
    places = np.array([one.extras_at for one in blocks]).take(owner) + ranks
    extras = data.take(places, mode="clip").astype(np.int64)
    for number, one in enumerate(blocks):
        if one.extras is not None:
            is_own = owner == number
            extras[is_own] = one.extras.take(ranks[is_own])
    counts[found] = 2 + extras
    return counts.reshape(len(lists), len(texts))


def _windows(data: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.uint8]:
    """So many bytes from each place on; `sliding_window_view` takes ten times as long."""
    return np.ndarray((len(data) - size + 1, size), np.uint8, data, strides=(1, 1))


def _before(values: npt.NDArray[np.integer[Any]]) -> Numbers:
    """The sum of the values before each."""
    before: Numbers = np.cumsum(values, dtype=np.int64)
    before -= values
    return before
