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
_BLOCK = 32
_STEPS = np.arange(_BLOCK)
# The bits of so many bytes are counted together.
_BYTES = 16
_BYTE_STEPS = np.arange(_BYTES)
# A list of a term in more than one of so many texts says little, and is long: it is looked up. Of fewer texts than
# these decoding whole lists takes less time.
_FREQUENT, _FEW_TEXTS = 16, 1 << 17
# The key of a place in a list has the number of the list in its upper bits.
_LIST_BITS = 32
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
    # for each 16 bytes of bits how many bits are 1 before them
    more: Numbers
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
        more = np.add.reduceat(np.bitwise_count(bits), np.arange(0, len(bits), _BYTES), dtype=np.uint32)
        is_plain = len(units) == self.df + int(more.sum())
        count = self.df if is_plain else int((units != BASE).nonzero()[0][self.df - 1]) + 1
        gaps, extras = units[:count], units[count:]
        starts = np.arange(0, len(gaps), _BLOCK)
        bases = _before(np.add.reduceat(gaps, starts, dtype=np.uint32)) + starts
        escapes = None
        if not is_plain:
            escapes = _before(np.add.reduceat(gaps == BASE, starts, dtype=np.uint32))
            bases -= escapes
        has_escape = not is_plain and (extras == BASE).any()
        decoded = decode_numbers(extras, BASE) if has_escape else None
        return _Blocks(bases.astype(np.int32), units_at, escapes, _before(more), units_at + count, decoded)


def long_list(packed: PackedPostings, term: int) -> LongList | None:
    """The list of a term that is looked up; None where it is rare, has a byte for each text, or the texts are few."""
    record = packed.record(term)
    if packed.size < _FEW_TEXTS or record.df * _FREQUENT <= packed.size:
        return None
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
    keys = np.arange(len(lists)) << _LIST_BITS
    bases = np.concatenate([one.bases + key for one, key in zip(blocks, keys, strict=True)])
    wanted = (keys[:, None] + texts).ravel()
    block = bases.searchsorted(wanted, side="right") - 1
    # from its base each text is so far, and one more
    steps_to = np.minimum(wanted - bases.take(block) + 1, _FAR).astype(np.uint16)
    first_block = _before(np.array([len(one.bases) for one in blocks]))
    block -= np.repeat(first_block, len(texts))
    starts = block * _BLOCK + np.repeat([one.start for one in blocks], len(texts))
    # the last block may end beyond the data
    skipped = np.maximum(starts - (len(data) - _BLOCK), 0)
    units = np.lib.stride_tricks.sliding_window_view(data, _BLOCK)[starts - skipped]
    is_end = units != BASE
    steps = units.astype(np.uint16)
    steps += is_end
    if skipped.any():
        steps[skipped[:, None] > _STEPS] = 0
    places = (steps.cumsum(axis=1, dtype=np.uint16) == steps_to[:, None]).ravel().nonzero()[0]
    places = places[is_end.ravel().take(places)]
    found, column = places // _BLOCK, places % _BLOCK
    owner = found // max(1, len(texts))
    ordinal = block[found] * _BLOCK + column - skipped[found]
    for number, one in enumerate(blocks):
        if one.escapes is not None:
            own = (owner == number).nonzero()[0]
            before = (column[own][:, None] > _STEPS) & (skipped[found[own]][:, None] <= _STEPS)
            ordinal[own] -= one.escapes.take(block[found[own]]) + (before & ~is_end[found[own]]).sum(axis=1)
    # behind the last gap come other numbers
    inside = ordinal < np.array([one.df for one in lists]).take(owner)
    found, owner, ordinal = found[inside], owner[inside], ordinal[inside]
    counts[found] = 1
    records = np.array([one.start for one in lists])
    is_more = (data.take(records.take(owner) + (ordinal >> 3)) >> (7 - (ordinal & 7)) & 1).nonzero()[0]
    found, owner, ordinal = found[is_more], owner[is_more], ordinal[is_more]
    counts[found] = 2 + _extras(data, blocks, records, owner, ordinal)
    return counts.reshape(len(lists), len(texts))


def _extras(
    data: npt.NDArray[np.uint8], blocks: Sequence[_Blocks], starts: Numbers, owner: Numbers, ordinals: Numbers
) -> Numbers:
    """The occurrences beyond two of some postings that have more than one.

    Args:
        data: of the packed postings.
        blocks: of each list.
        starts: where the record of each list begins.
        owner: the list of each posting.
        ordinals: its number in the list.
    """
    # how many postings with more than one come before each in its list
    sixteens = ordinals // (8 * _BYTES)
    first_of = _before(np.array([len(one.more) for one in blocks]))
    ranks = np.concatenate([one.more for one in blocks]).take(first_of.take(owner) + sixteens)
    places = (starts.take(owner) + sixteens * _BYTES)[:, None] + _BYTE_STEPS
    rows = np.bitwise_count(data.take(places, mode="clip"))
    ranks += (rows * (((ordinals >> 3) % _BYTES)[:, None] > _BYTE_STEPS)).sum(axis=1, dtype=np.int64)
    own = data.take(starts.take(owner) + (ordinals >> 3)).astype(np.int64)
    ranks += np.bitwise_count(own >> (8 - (ordinals & 7)))
    places = np.array([one.extras_at for one in blocks]).take(owner) + ranks
    extras: Numbers = data.take(places, mode="clip").astype(np.int64)
    for number, one in enumerate(blocks):
        if one.extras is not None:
            is_own = owner == number
            extras[is_own] = one.extras.take(ranks[is_own])
    return extras


def _before(values: npt.NDArray[np.integer[Any]]) -> Numbers:
    """The sum of the values before each."""
    before: Numbers = np.cumsum(values, dtype=np.int64)
    before -= values
    return before
