"""Reads and writes the files of a stored index: arrays in numpy's .npy format, mapped into memory without copying."""

from __future__ import annotations

import mmap
import os
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format

__all__ = ["array_in", "flush", "flush_and_checksum", "map_file", "save_array"]

# The .npy header of an array with one or two dimensions is shorter than this.
_HEADER_SIZE = 1024


def flush(path: Path) -> None:
    """Waits until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_and_checksum(path: Path) -> int:
    """Waits until a file is on the disk, and returns the CRC-32 of its content."""
    flush(path)
    value = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def save_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Writes an array as `np.save` does.

    Raises:
        OSError: with the cause, such as a full disk, in `errno`; the errors of `np.save` have none.
    """
    with open(path, "wb") as out:
        format.write_array_header_1_0(out, format.header_data_from_array_1_0(array))
        out.write(np.ascontiguousarray(array).data)


def map_file(path: Path) -> bytes | mmap.mmap:
    """The content of a file, mapped into memory."""
    with open(path, "rb") as file:
        # an empty file cannot be mapped
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""


def array_in(data: bytes | mmap.mmap) -> npt.NDArray[Any]:
    """The array in the content of a file that `save_array` wrote; it shares the memory of `data`.

    `np.load` would open each file twice and take twice as long.

    Raises:
        ValueError: when the content is something else, or incomplete.
    """
    header = BytesIO(data[:_HEADER_SIZE])
    if format.read_magic(header) != (1, 0):
        raise ValueError("an array is of another version")
    shape, _, dtype = format.read_array_header_1_0(header)
    return np.ndarray(shape, dtype, data, header.tell())
