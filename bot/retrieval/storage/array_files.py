"""The files of a stored index: arrays written so that errors are named, and mapped without copying."""

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

__all__ = ["checksum", "flush", "flushed", "mapped", "mapped_array", "save_array"]

# What stands before an array of one or two dimensions is shorter than this.
_HEAD = 1024


def flush(path: Path) -> None:
    """Sees to it that a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def save_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Writes an array as `np.save` does, whose errors do not say what was wrong: a full disk is to be named."""
    with open(path, "wb") as out:
        format.write_array_header_1_0(out, format.header_data_from_array_1_0(array))
        out.write(np.ascontiguousarray(array).data)


def flushed(path: Path) -> int:
    """The checksum of a file that is on the disk."""
    flush(path)
    return checksum(path)


def checksum(path: Path) -> int:
    """The CRC-32 of what a file holds."""
    value = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value


def mapped(path: Path) -> bytes | mmap.mmap:
    """What a file holds, mapped into memory."""
    with open(path, "rb") as file:
        # a file of no bytes cannot be mapped
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b""


def mapped_array(data: bytes | mmap.mmap) -> npt.NDArray[Any]:
    """What `save_array` wrote, as it is mapped; `np.load` opens each file twice and takes twice as long.

    Raises:
        ValueError: when it is something else, or not whole.
    """
    head = BytesIO(data[:_HEAD])
    if format.read_magic(head) != (1, 0):
        raise ValueError("an array is of another version")
    shape, _, dtype = format.read_array_header_1_0(head)
    return np.ndarray(shape, dtype, data, head.tell())
