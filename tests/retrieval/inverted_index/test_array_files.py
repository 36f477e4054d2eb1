"""Files of arrays that are mapped into memory."""

import zlib

import numpy as np
import pytest

from bot.retrieval.inverted_index.array_files import (
    ArrayWriter,
    SpilledRecord,
    array_in,
    flush_and_checksum,
    map_file,
    save_array,
    spill,
)


@pytest.mark.parametrize(
    "array", [np.arange(5), np.empty(0, np.int32), np.arange(6, dtype=np.uint8).reshape(2, 3)], ids=str
)
def test_an_array_comes_back_as_it_was(tmp_path, array):
    """With its type and shape; numpy can read the file too."""
    save_array(tmp_path / "a.npy", array)
    for back in (array_in(map_file(tmp_path / "a.npy")), np.load(tmp_path / "a.npy")):
        assert (back.dtype, back.tolist()) == (array.dtype, array.tolist())


@pytest.mark.parametrize("content", [b"", b"noise", b"\x93NUMPY\x01\x00"])
def test_another_file_is_a_value_error(tmp_path, content):
    """An empty one, one of something else, and one that is cut off."""
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(ValueError):
        array_in(map_file(tmp_path / "a.npy"))


def test_an_array_that_is_cut_off_is_an_error(tmp_path):
    """The header promises more than there is."""
    save_array(tmp_path / "a.npy", np.arange(100))
    data = (tmp_path / "a.npy").read_bytes()[:-9]
    with pytest.raises((ValueError, TypeError)):
        array_in(data)


def test_the_checksum_is_that_of_the_content(tmp_path):
    """CRC-32, of files larger than one block too."""
    for size in (0, 10, (1 << 20) + 1):
        (tmp_path / "file").write_bytes(b"x" * size)
        assert flush_and_checksum(tmp_path / "file") == zlib.crc32(b"x" * size)


def test_an_array_that_is_written_in_pieces_is_one(tmp_path):
    """As if it had been saved at once; an empty one too."""
    for number, pieces in enumerate(([], [np.arange(5, dtype=np.uint8), np.arange(3, dtype=np.uint8)])):
        writer = ArrayWriter(tmp_path / f"{number}.npy")
        for piece in pieces:
            writer.write(piece)
        whole = np.concatenate([np.empty(0, np.uint8), *pieces])
        assert writer.close().tolist() == np.load(tmp_path / f"{number}.npy").tolist() == whole.tolist()


def test_a_spilled_record_comes_back(tmp_path):
    """With its arrays, also after its memory was released."""
    spill(tmp_path / "record", {"name": "甲", "array": np.arange(1000), "empty": np.empty(0, np.uint16)})
    spilled = SpilledRecord(tmp_path / "record")
    for _ in range(2):
        assert spilled.record["name"] == "甲"
        assert spilled.record["array"].tolist() == list(range(1000))
        assert spilled.record["empty"].dtype == np.uint16
        spilled.release_memory()
