"""Blobs: what an index has besides its passages, as bytes in rows of a collection, and a bounded cache of those read.

A row has a number made of its kind, its number among those of its kind, and its piece: text in Base64, because a
column of Milvus holds text of 65,535 bytes at most.
"""

from __future__ import annotations

import base64
import binascii
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import ServiceError

_PIECE = 48_000
"""Bytes of a blob in one row, because a row holds 65,535 bytes and these take 64,000 in Base64."""
_PIECES = 256
# Rows in one request, because an answer of Milvus is to stay at a few megabytes.
_ROWS_AT_ONCE = 64


class Kind(IntEnum):
    """What a row holds; passages have numbers below all of these."""

    MANIFEST = 1
    PUBLICATIONS = 2
    FENCES = 3
    CHARACTERS_AFTER = 4
    ARTICLE = 5
    COUNTS = 6
    # blocks of terms, and of abbreviation keys
    WORDS = 7
    PAIRS = 8
    SINGLES = 9
    ABBREVIATIONS = 10
    # the articles of the terms of a field
    WORD_POSTINGS = 11
    PAIR_POSTINGS = 12
    ISSUES = 13


BlobKey = tuple[Kind, int]
"""A kind, and a number among those of this kind."""

COMPLETE = 1 << 62
"""The number of the row that is written when all others are there."""


def _row_number(key: BlobKey, piece: int = 0) -> int:
    kind, number = key
    return kind << 48 | number << 8 | piece


def blob_rows(key: BlobKey, data: bytes) -> Iterator[tuple[int, str]]:
    """The rows of a blob: the number and the text of each.

    Raises:
        ValueError: when it takes more rows than a blob may have.
    """
    count = max(1, -(-len(data) // _PIECE))
    if count > _PIECES:
        raise ValueError(f"a blob of {len(data)} bytes is too large")
    for piece in range(count):
        own = data[piece * _PIECE : (piece + 1) * _PIECE]
        yield _row_number(key, piece), f"{count}:{zlib.crc32(own)}:{base64.b64encode(own).decode('ascii')}"


def stream_blobs(kind: Kind, data: bytes | npt.NDArray[np.uint8]) -> Iterator[tuple[BlobKey, bytes]]:
    """The blobs of something long, of which any stretch can be read; `BlobReader.stretch` reads it."""
    for number, start in enumerate(range(0, len(data), _PIECE)):
        yield (kind, number), bytes(data[start : start + _PIECE])


class BlobReader:
    """Reads the blobs of one collection, and keeps those that were read last.

    Args:
        rows: gives the texts of some rows by number; those that are not there are missing.
        where: what the collection is called in messages.
        most: so many bytes are kept.
    """

    def __init__(self, rows: Callable[[Sequence[int]], Mapping[int, str]], where: str, most: int) -> None:
        self._rows, self._where, self._most = rows, where, most
        self._kept: OrderedDict[BlobKey, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: BlobKey) -> bytes:
        """One blob. Raises as `get_all`."""
        return self.get_all([key])[key]

    def get_all(self, keys: Iterable[BlobKey]) -> dict[BlobKey, bytes]:
        """Some blobs; those that are not kept are read together.

        Raises:
            ServiceError: when Milvus does not give them as they were written.
        """
        found: dict[BlobKey, bytes] = {}
        missing: list[BlobKey] = []
        # to find the keys may take blobs, which need the lock
        asked = dict.fromkeys(keys)
        with self._lock:
            for key in asked:
                kept = self._kept.get(key)
                if kept is None:
                    missing.append(key)
                else:
                    self._kept.move_to_end(key)
                    found[key] = kept
        for start in range(0, len(missing), _ROWS_AT_ONCE):
            found |= self._read(missing[start : start + _ROWS_AT_ONCE])
        return found

    def stretch(self, kind: Kind, start: int, stop: int) -> bytes:
        """A stretch of what `stream_blobs` divided. Raises as `get_all`."""
        first = start // _PIECE
        blobs = self.get_all((kind, number) for number in range(first, -(-stop // _PIECE)))
        return b"".join(blobs.values())[start - first * _PIECE : stop - first * _PIECE]

    @staticmethod
    def keys_of_stretch(kind: Kind, start: int, stop: int) -> list[BlobKey]:
        """The keys of the blobs that a stretch lies in."""
        return [(kind, number) for number in range(start // _PIECE, -(-stop // _PIECE))]

    def _read(self, missing: Sequence[BlobKey]) -> dict[BlobKey, bytes]:
        texts = dict(self._rows([_row_number(key) for key in missing]))
        more = [
            _row_number(key, piece)
            for key in missing
            for piece in range(1, self._count_pieces(texts.get(_row_number(key)), key))
        ]
        for start in range(0, len(more), _ROWS_AT_ONCE):
            texts |= self._rows(more[start : start + _ROWS_AT_ONCE])
        read = {}
        for key in missing:
            count = self._count_pieces(texts.get(_row_number(key)), key)
            read[key] = b"".join(self._decode(texts.get(_row_number(key, piece)), key) for piece in range(count))
        self._keep(read)
        return read

    def _count_pieces(self, text: str | None, key: BlobKey) -> int:
        if text is None or not text.partition(":")[0].isdecimal():
            raise self._lost(key)
        return int(text.partition(":")[0])

    def _decode(self, text: str | None, key: BlobKey) -> bytes:
        try:
            _, checksum, encoded = (text or "").split(":")
            data = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            raise self._lost(key) from None
        if str(zlib.crc32(data)) != checksum:
            raise self._lost(key)
        return data

    def _lost(self, key: BlobKey) -> ServiceError:
        kind, number = key
        return ServiceError(
            "{where} has not got {kind} {number} as it was written: run baowen index --anew",
            where=self._where,
            kind=kind.name.lower(),
            number=number,
        )

    def _keep(self, read: Mapping[BlobKey, bytes]) -> None:
        with self._lock:
            for key, data in read.items():
                if key not in self._kept:
                    self._kept[key] = data
                    self._size += len(data)
            while self._size > self._most:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped)


# --- arrays in bytes -------------------------------------------------------------------------------------------------
_TYPES = ("<i4", "<u4", "<u2", "|u1", "<u8")


def joined_arrays(arrays: Sequence[npt.NDArray[Any]]) -> bytes:
    """Some arrays of one dimension as compressed bytes; `split_arrays` gives them back."""
    heads = (number for one in arrays for number in (_TYPES.index(one.dtype.str), len(one)))
    head = np.array([len(arrays), *heads], "<u4")
    return zlib.compress(b"".join([head.tobytes(), *(one.tobytes() for one in arrays)]), 3)


def split_arrays(data: bytes) -> list[npt.NDArray[Any]]:
    """The arrays that `joined_arrays` made bytes of."""
    raw = zlib.decompress(data)
    count = int(np.frombuffer(raw, "<u4", 1)[0])
    head = np.frombuffer(raw, "<u4", 2 * count, 4).reshape(-1, 2).tolist()
    arrays, at = [], 4 + 8 * count
    for kind, length in head:
        array: npt.NDArray[Any] = np.frombuffer(raw, _TYPES[kind], length, at)
        arrays.append(array)
        at += array.nbytes
    return arrays
