"""Files of arrays that are mapped into memory."""

import zlib

import numpy as np
import pytest

from bot.retrieval.inverted_index.array_files import array_in, flush_and_checksum, map_file, save_array


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
