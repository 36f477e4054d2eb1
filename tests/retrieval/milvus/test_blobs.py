"""Blobs: what an index has besides its passages, as rows of bytes, and arrays in bytes."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ServiceError
from bot.retrieval.milvus.blobs import BlobReader, Kind, blob_rows, joined_arrays, split_arrays, stream_blobs

KEY = (Kind.ARTICLE, 7)


class Rows:
    """Rows in memory, which counts the requests for them."""

    def __init__(self, blobs):
        self.texts = dict(row for key, data in blobs for row in blob_rows(key, data))
        self.requests = []

    def read(self, numbers):
        self.requests.append(len(numbers))
        return {number: self.texts[number] for number in numbers if number in self.texts}


@pytest.mark.parametrize("size", [0, 1, 47_999, 48_000, 48_001, 200_000])
def test_a_part_of_any_size_comes_back(size):
    """A row holds 48,000 bytes: a larger blob has several, which are read with one more request."""
    data = np.random.default_rng(size).bytes(size)
    rows = Rows([(KEY, data)])
    assert all(len(text) <= 65_535 for text in rows.texts.values())
    assert BlobReader(rows.read, "Milvus", 10**6).get(KEY) == data
    assert len(rows.requests) == (2 if size > 48_000 else 1)


def test_a_part_that_is_too_large_is_refused():
    """256 rows at most."""
    with pytest.raises(ValueError, match="too large"):
        list(blob_rows(KEY, bytes(256 * 48_000 + 1)))


def test_what_was_read_is_kept_up_to_a_limit():
    """The blob used last stays, the one used longest ago goes."""
    blobs = [((Kind.ARTICLE, number), bytes([number]) * 100) for number in range(5)]
    rows = Rows(blobs)
    reader = BlobReader(rows.read, "Milvus", 250)
    assert list(reader.get_all(key for key, _ in blobs[:2]).values()) == [data for _, data in blobs[:2]]
    reader.get(blobs[0][0])
    reader.get(blobs[2][0])
    assert rows.requests == [2, 1]
    reader.get(blobs[0][0])
    assert rows.requests == [2, 1]
    reader.get(blobs[1][0])
    assert rows.requests == [2, 1, 1]


def test_blobs_may_be_needed_to_find_which_blobs_are_asked_for():
    """A term's block says which lists are the term's: no thread waits for itself."""
    blobs = [((Kind.ARTICLE, number), bytes([number])) for number in range(3)]
    reader = BlobReader(Rows(blobs).read, "Milvus", 10**6)
    found = []
    keys = ((Kind.ARTICLE, reader.get((Kind.ARTICLE, number))[0]) for number in (1, 2))
    thread = threading.Thread(target=lambda: found.append(reader.get_all(keys)), daemon=True)
    thread.start()
    thread.join(30)
    assert found == [dict(blobs[1:])]


def test_many_parts_take_few_requests():
    """64 rows at a time."""
    blobs = [((Kind.ARTICLE, number), b"text") for number in range(100)]
    rows = Rows(blobs)
    assert len(BlobReader(rows.read, "Milvus", 10**6).get_all(key for key, _ in blobs)) == 100
    assert rows.requests == [64, 36]


@given(start=st.integers(0, 150_000), length=st.integers(0, 100_000))
def test_any_stretch_of_what_is_long_can_be_read(start, length):
    """Over borders of blobs, too."""
    data = np.arange(75_000, dtype="<u2").tobytes()
    stop = min(start + length, len(data))
    rows = Rows(stream_blobs(Kind.PAIR_POSTINGS, data))
    assert BlobReader(rows.read, "Milvus", 10**6).stretch(Kind.PAIR_POSTINGS, start, stop) == data[start:stop]


@pytest.mark.parametrize("text", [None, "", "1", "1:0:dGV4dA==", "x:1:dGV4dA==", "1:3632233996:dGV4", "1:1:€"])
def test_what_is_not_as_it_was_written_is_one_sentence(text):
    """A missing row, another text, a wrong checksum, half of a row."""
    rows = Rows([(KEY, b"text")])
    (number,) = rows.texts
    rows.texts = {} if text is None else {number: text}
    with pytest.raises(ServiceError, match=r"^Milvus has not got article 7 as it was written: run baowen index"):
        BlobReader(rows.read, "Milvus", 10**6).get(KEY)


@pytest.mark.parametrize("dtypes", [[], ["<i4"], ["<u8", "|u1", "<u2", "<u4", "<i4"]])
def test_arrays_come_back_from_bytes(dtypes):
    """Of every type, and empty ones."""
    arrays = [np.arange(5 * at, dtype=dtype) for at, dtype in enumerate(dtypes)]
    back = split_arrays(joined_arrays(arrays))
    assert [(one.dtype.str, one.tolist()) for one in back] == [(one.dtype.str, one.tolist()) for one in arrays]
