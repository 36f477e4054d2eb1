"""Posting lists in bytes: about a byte and a half for a text and the number of its occurrences.

The record of a term begins with a bit for each of its texts, 1 where the term occurs more than once. Then come numbers:
the gaps between its texts (how many texts lie between one and the next), and for each 1 the occurrences beyond two. A
number is as many bytes of 255 as 255 goes into it, and a byte with the rest, so that numpy decodes a list with one sum.
The numbers of a rare term are made of units of two bytes in the same way.

The record of a term in more than a quarter of the texts has a byte for each text, the occurrences in it, so that it can
be looked up without decoding. Of 255 occurrences and more it has the byte 255, and the numbers come after all bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.retrieval.inverted_index.array_files import ArrayWriter

PACKED_ARRAYS = "data", "starts", "df"
"""The arrays of packed postings, which never change."""

Numbers = npt.NDArray[np.int64]

# Units of two bytes are shorter where the mean gap is above this: one of one byte then takes an escape or more.
_WIDE_GAP = 200
BASE = 255
"""A unit of one byte that is an escape."""
_WIDE_BASE = 65_535
# Parts of these arrays stand for new ones, which take longer to make than a short list takes to decode.
_ALL = 4096
_ONES, _NUMBERS = np.ones(_ALL, np.uint16), np.arange(_ALL, dtype=np.int32)
_ONES.flags.writeable = False
_NONE = np.empty(0, np.int32)
# A term in more than one of so many texts has a byte for each of them. Of few texts all lists are short.
_DENSE, _FEW_TEXTS = 4, 1024
# The lists of terms in so many texts are decoded together.
_SHORT = 512


def packed_file(segment: str, field: str, level: str, part: str) -> str:
    """The name of the file of one of PACKED_ARRAYS.

    Args:
        segment: the name of the segment.
        field: of the terms.
        level: "passages" or "articles".
        part: of PACKED_ARRAYS.
    """
    return f"{segment}.{field}.{level}.{part}.npy"


@dataclass(frozen=True)
class PackedPostings:
    """For each term the texts that it occurs in, and how often."""

    data: npt.NDArray[np.uint8]
    # where the record of each term begins in `data`, and at the end where the last one ends
    starts: npt.NDArray[np.unsignedinteger[Any]]
    # how many texts each term occurs in
    df: npt.NDArray[np.uint32]
    # the number of all texts, which decides which terms have units of two bytes
    size: int

    def of_term(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        """The texts of a term, ascending, and its occurrences in each."""
        starts, df = self._views
        count = df[term]
        if _is_dense(count, self.size):
            return self._of_dense(term)
        record = self.data[starts[term] : starts[term + 1]]
        bit_bytes = (count + 7) // 8
        units: npt.NDArray[Any] = record[bit_bytes:]
        is_wide = self.size > _WIDE_GAP * count
        if is_wide:
            units = units.view("<u2")
        # every unit is a gap, but for escapes, and for occurrences beyond two, which come last
        more: npt.NDArray[Any] = _NONE
        extras: npt.NDArray[Any]
        if len(units) > count:
            # numpy finds what is True in a quarter of the time of what is not 0
            more = np.unpackbits(record[:bit_bytes], count=count).view(bool).nonzero()[0]
        if len(units) == count + len(more):
            # most lists have no escape
            texts: npt.NDArray[np.int32] = units[:count].cumsum(dtype=np.int32)
            extras = units[count:]
        else:
            texts = units.cumsum(dtype=np.int32)[units != (_WIDE_BASE if is_wide else BASE)]
            # np.diff takes three times as long
            extras, texts = texts[count:] - texts[count - 1 : -1], texts[:count]
        texts += _NUMBERS[:count] if count <= _ALL else np.arange(count, dtype=np.int32)
        if not len(more):
            return texts, _ONES[:count] if count <= _ALL else np.ones(count, np.uint16)
        occurrences = np.ones(count, np.uint16)
        occurrences[more] = extras
        occurrences[more] += 2
        return texts, occurrences

    def short_list(self, term: int) -> ShortList | None:
        """The record of a term in few texts, to be decoded with others; None where it has one of its own."""
        starts, df = self._views
        count = df[term]
        if count > self._most_short:
            return None
        start = starts[term]
        border = start + (count + 7) // 8
        data = self._bytes
        return ShortList(data[start:border], data[border : starts[term + 1]], count, self.size > _WIDE_GAP * count)

    @cached_property
    def _most_short(self) -> int:
        """A term in so many texts has a list that is decoded with others, and no byte for each text."""
        return min(_SHORT, self.size // _DENSE) if self.size > _FEW_TEXTS else _SHORT

    def _of_dense(self, term: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
        record = self.data[int(self.starts[term]) : int(self.starts[term + 1])]
        texts = (record[: self.size] != 0).nonzero()[0]
        occurrences = record[texts].astype(np.uint16)
        occurrences[occurrences == BASE] = record[self.size :].view("<u2")
        return texts.astype(np.int32), occurrences

    def record(self, term: int) -> Record:
        """Where the record of a term lies."""
        starts, df = self._views
        return Record(starts[term], starts[term + 1], df[term])

    def dense(self, term: int) -> DenseCounts | None:
        """The occurrences of a term in each text; None where it has no byte for each."""
        starts, df = self._views
        return DenseCounts(self.data, starts[term], self.size) if _is_dense(df[term], self.size) else None

    def only(self, kept: Numbers) -> PackedPostings:
        """The same without all terms but some, which are given by number, ascending; the others occur in no text."""
        # the record of a term that occurs in no text is empty
        return PackedPostings(self.data, self.starts[np.append(kept, len(self.df))], self.df[kept], self.size)

    @cached_property
    def _views(self) -> tuple[memoryview, memoryview]:
        # reading one number from a memoryview is several times faster than from an array
        return self.starts.data, self.df.data

    @cached_property
    def _bytes(self) -> memoryview:
        return self.data.data

    def of_terms(self, first: int, stop: int) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """The lists of the terms from `first` to `stop`, one after the other: their df, texts and occurrences."""
        all_df = self.df[first:stop].astype(np.int64)
        parts: list[tuple[npt.NDArray[Any], ...]] = []
        begin = first
        for at in _is_dense(all_df, self.size).nonzero()[0].tolist():
            parts += [self._of_sparse(begin, first + at), (all_df[at : at + 1], *self._of_dense(first + at))]
            begin = first + at + 1
        parts.append(self._of_sparse(begin, stop))
        df, texts, occurrences = map(np.concatenate, zip(*parts, strict=True))
        return df, texts, occurrences

    def _of_sparse(self, first: int, stop: int) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """As `of_terms`, where no term has a byte for each text."""
        df = self.df[first:stop].astype(np.int64)
        starts = self.starts[first : stop + 1].astype(np.int64)
        data = self.data[int(starts[0]) : int(starts[-1])]
        layout = _Layout(df)
        is_bits = np.zeros(len(data), bool)
        bits_at = layout.bits_at(starts[:-1] - starts[0])
        is_bits[bits_at] = True
        more = np.flatnonzero(np.unpackbits(data[bits_at])[layout.bit_of_posting()])
        extras = np.bincount(layout.owner[more], minlength=len(df))
        is_wide = self.size > _WIDE_GAP * df
        wide_byte = np.repeat(is_wide, np.diff(starts) - layout.bit_bytes)
        wide_value = np.repeat(is_wide, df + extras)
        numbers, values = data[~is_bits], np.empty(len(wide_value), np.int64)
        values[~wide_value] = decode_numbers(numbers[~wide_byte], BASE)
        values[wide_value] = decode_numbers(numbers[wide_byte].view("<u2"), _WIDE_BASE)
        sums = np.cumsum(values[layout.place_of_gaps(extras)] + 1)
        before = np.concatenate(([0], sums))[layout.offsets[:-1]]
        texts = sums - 1 - np.repeat(before, df)
        occurrences = np.ones(len(texts), np.uint16)
        occurrences[more] = values[layout.place_of_extras(more)] + 2
        return df, texts, occurrences


class Record(NamedTuple):
    """The record of a term: where it begins and ends in the data, and how many texts the term occurs in."""

    start: int
    stop: int
    df: int


class ShortList(NamedTuple):
    """The packed postings of a term in few texts."""

    # the bits of the record, and its numbers
    bits: memoryview
    units: memoryview
    df: int
    # whether its numbers are made of units of two bytes
    is_wide: bool
    # for each text the number it has now, -1 where it is gone; None for the same numbers
    numbers: npt.NDArray[np.int32] | None = None


def decode_short(lists: Sequence[ShortList]) -> tuple[Numbers, npt.NDArray[np.uint16]]:
    """The texts of some terms, one list after the other, and the occurrences in each; -1 is a text that is gone.

    A call of numpy takes longer to begin than to go through a short list: many are decoded in the calls of one.
    """
    units: dict[bool, list[memoryview]] = {False: [], True: []}
    for one in lists:
        units[one.is_wide].append(one.units)
    df = np.array([one.df for one in lists])
    ends, bit_ends = df.cumsum(), ((df + 7) // 8 * 8).cumsum()
    more = np.unpackbits(np.frombuffer(b"".join([one.bits for one in lists]), np.uint8)).view(bool).nonzero()[0]
    owner = bit_ends.searchsorted(more, side="right")
    # the bits of a list are followed by some that stand for nothing
    more -= (bit_ends - (df + 7) // 8 * 8 - ends + df).take(owner)
    values, wide = _decode_units(units[False], "u1", BASE), _decode_units(units[True], "<u2", _WIDE_BASE)
    if units[True]:
        is_of_wide = np.repeat([one.is_wide for one in lists], df + np.bincount(owner, minlength=len(df)))
        both = np.empty(len(is_of_wide), np.int64)
        both[is_of_wide], both[~is_of_wide] = wide, values
        values = both
    # behind the gaps of each list stand its occurrences beyond two
    extras_at = ends.take(owner) + np.arange(len(owner))
    is_gap = np.ones(len(values), bool)
    is_gap[extras_at] = False
    sums = np.zeros(int(ends[-1]) + 1, np.int64)
    np.cumsum(values[is_gap] + 1, out=sums[1:])
    occurrences = np.ones(len(sums) - 1, np.uint16)
    occurrences[more] = values[extras_at] + 2
    texts = sums[1:] - np.repeat(sums.take(ends - df) + 1, df)
    for one, end in zip(lists, ends.tolist(), strict=True):
        if one.numbers is not None:
            texts[end - one.df : end] = one.numbers.take(texts[end - one.df : end])
    return texts, occurrences


def _decode_units(parts: Sequence[memoryview], dtype: str, base: int) -> Numbers:
    units = np.frombuffer(b"".join(parts), dtype)
    is_end = units != base
    if is_end.all():
        return units.astype(np.int64)
    values: Numbers = units.cumsum(dtype=np.int64)[is_end]
    values[1:] -= values[:-1].copy()
    return values


def _is_dense(df: Any, size: int) -> Any:
    """Whether a term, or which of some, in so many of all texts has a byte for each text."""
    return (df * _DENSE > size) & (size > _FEW_TEXTS)


class DenseCounts(NamedTuple):
    """The occurrences of a term in each text: a byte for each, from `start` on."""

    data: npt.NDArray[np.uint8]
    start: int
    size: int

    def large(self, text: int) -> int:
        """The occurrences in a text whose byte is 255."""
        own = self.data[self.start : self.start + self.size]
        number = int((own[:text] == BASE).sum())
        at = self.start + self.size + 2 * number
        return int(self.data[at : at + 2].view("<u2")[0])


def decode_numbers(units: npt.NDArray[Any], base: int) -> Numbers:
    """The numbers that some units stand for."""
    values: Numbers = np.diff(np.cumsum(units, dtype=np.int64)[units != base], prepend=0)
    return values


class _Layout:
    """Where the parts of some records lie.

    Args:
        df: of each term.
    """

    def __init__(self, df: Numbers) -> None:
        self._df = df
        # the term of each posting, and where the postings of each term begin
        self.owner = np.repeat(np.arange(len(df)), df)
        self.offsets = np.concatenate(([0], np.cumsum(df)))
        self.bit_bytes = (df + 7) // 8
        self._bytes_before = np.cumsum(self.bit_bytes) - self.bit_bytes

    def bits_at(self, starts: Numbers) -> Numbers:
        """The positions of the bytes with the bits, if the records begin at `starts`."""
        places: Numbers = np.arange(int(self.bit_bytes.sum()))
        places += np.repeat(starts - self._bytes_before, self.bit_bytes)
        return places

    def bit_of_posting(self) -> Numbers:
        """The position of each posting's bit among the bits of all records."""
        return np.arange(len(self.owner)) + np.repeat(8 * self._bytes_before - self.offsets[:-1], self._df)

    def place_of_gaps(self, extras: Numbers) -> Numbers:
        """The position of each posting's gap among the numbers of all records; `extras` counts the 1s of each term."""
        return np.arange(len(self.owner)) + np.repeat(np.cumsum(extras) - extras, self._df)

    def place_of_extras(self, more: Numbers) -> Numbers:
        """The positions of the occurrences beyond two; `more` has the positions of the 1s among the postings."""
        return np.arange(len(more)) + self.offsets[1:][self.owner[more]]


class Packer:
    """Packs the postings of one term after the other.

    Args:
        size: the number of all texts.
        path: a file that the bytes are written to, which must not exist; None keeps them in memory.
    """

    def __init__(self, size: int, path: Path | None = None) -> None:
        self._size = size
        self._writer = ArrayWriter(path) if path else None
        self._data = [np.empty(0, np.uint8)]
        self._lengths, self._df = [np.empty(0, np.int64)], [np.empty(0, np.int64)]

    def add(self, df: Numbers, texts: Numbers, occurrences: npt.NDArray[np.uint16]) -> None:
        """Adds the next terms.

        Args:
            df: how many texts each term occurs in.
            texts: the texts of the first term, ascending, then those of the second, and so on.
            occurrences: of each term in each of its texts, 1 or more.
        """
        ends = np.concatenate(([0], np.cumsum(df)))
        begin = 0
        for dense in _is_dense(df, self._size).nonzero()[0].tolist():
            before, own = slice(ends[begin], ends[dense]), slice(ends[dense], ends[dense + 1])
            self._add_sparse(df[begin:dense], texts[before], occurrences[before])
            self._add_dense(texts[own], occurrences[own])
            begin = dense + 1
        self._add_sparse(df[begin:], texts[ends[begin] :], occurrences[ends[begin] :])

    def _add_dense(self, texts: Numbers, occurrences: npt.NDArray[np.uint16]) -> None:
        counts = np.zeros(self._size, np.uint8)
        counts[texts] = np.minimum(occurrences, BASE)
        large = occurrences[occurrences >= BASE].astype("<u2").view(np.uint8)
        length, df = self._size + len(large), len(texts)
        self._write(np.concatenate([counts, large]), np.array([length]), np.array([df]))

    def _add_sparse(self, df: Numbers, texts: Numbers, occurrences: npt.NDArray[np.uint16]) -> None:
        """Adds terms that have no byte for each text."""
        layout = _Layout(df)
        gaps = np.diff(texts, prepend=0) - 1
        first = layout.offsets[:-1][df > 0]
        gaps[first] = texts[first]
        more = np.flatnonzero(occurrences > 1)
        extras = np.bincount(layout.owner[more], minlength=len(df))
        values = np.empty(len(gaps) + len(more), np.int64)
        values[layout.place_of_gaps(extras)] = gaps
        values[layout.place_of_extras(more)] = occurrences[more].astype(np.int64) - 2
        counts = df + extras
        is_wide = np.repeat(self._size > _WIDE_GAP * df, counts)
        sizes = np.where(is_wide, 2, 1)
        base = np.where(is_wide, _WIDE_BASE, BASE)
        # few have an escape, and to divide takes longer than all else
        large = np.flatnonzero(values >= base)
        escapes, values[large] = np.divmod(values[large], base[large])
        sizes[large] *= escapes + 1
        ends = np.cumsum(sizes)
        lengths = layout.bit_bytes + np.diff(np.append(0, ends)[np.append(0, np.cumsum(counts))])
        ends += np.repeat(np.cumsum(layout.bit_bytes), counts)
        # every byte that nothing is written to is part of an escape
        data = np.full(int(lengths.sum()), 255, np.uint8)
        data[ends - 1] = np.where(is_wide, values >> 8, values)
        data[ends[is_wide] - 2] = values[is_wide] & 255
        bits = np.zeros(8 * int(layout.bit_bytes.sum()), bool)
        bits[layout.bit_of_posting()[more]] = True
        data[layout.bits_at(np.cumsum(lengths) - lengths)] = np.packbits(bits)
        self._write(data, lengths, df)

    def _write(self, data: npt.NDArray[np.uint8], lengths: Numbers, df: Numbers) -> None:
        """Adds the records of some terms, of the lengths given."""
        if self._writer:
            self._writer.write(data)
        else:
            self._data.append(data)
        self._lengths.append(lengths)
        self._df.append(df)

    def packed(self) -> PackedPostings:
        """The postings of all terms."""
        starts = np.cumsum(np.concatenate([[0], *self._lengths]), dtype=np.int64)
        dtype = np.uint32 if starts[-1] < 1 << 32 else np.uint64
        df = np.concatenate(self._df).astype(np.uint32)
        data = self._writer.close() if self._writer else np.concatenate(self._data)
        return PackedPostings(data, starts.astype(dtype), df, self._size)
