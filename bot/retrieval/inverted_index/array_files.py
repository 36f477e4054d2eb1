"""Reads and writes files of arrays, in numpy's .npy format or many in one, mapped into memory without copying."""

from __future__ import annotations

import mmap
import os
import pickle
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format

# The .npy header of an array with one or two dimensions is shorter than this.
_HEADER_SIZE = 1024


def flush(path: Path) -> None:
    """Waits until a file or folder is on the disk.

    Where folders cannot be opened (Windows, which lacks O_DIRECTORY), there is nothing to wait for; and Windows flushes
    a file only through a handle that may write.
    """
    if path.is_dir():
        if not hasattr(os, "O_DIRECTORY"):
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR)
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


class ArrayWriter:
    """Writes an array of bytes to a new file as `save_array` does, piece by piece.

    Raises:
        OSError: when the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = open(path, "xb")  # noqa: SIM115  # closed by `close`
        self._length = 0
        self._write_header()

    def _write_header(self) -> None:
        # numpy leaves room in a header for the length to grow
        header = {"descr": "|u1", "fortran_order": False, "shape": (self._length,)}
        format.write_array_header_1_0(self._file, header)

    def write(self, piece: npt.NDArray[np.uint8]) -> None:
        """Adds some bytes."""
        self._file.write(piece.data)
        self._length += len(piece)

    def close(self) -> npt.NDArray[np.uint8]:
        """Completes the file; returns the array, mapped into memory."""
        self._file.seek(0)
        self._write_header()
        self._file.close()
        return array_in(map_file(self._path))


# --- what one process leaves for itself ------------------------------------------------------------------------------
# Each array begins at a multiple of this many bytes.
_ALIGNMENT = 64


def spill(path: Path, record: object) -> None:
    """Writes a record with its arrays to a file, for this process and its helpers; `SpilledRecord` opens it.

    Raises:
        OSError: when the file cannot be written.
    """
    buffers: list[pickle.PickleBuffer] = []
    head = pickle.dumps(record, protocol=5, buffer_callback=buffers.append)
    sizes = [buffer.raw().nbytes for buffer in buffers]
    with open(path, "xb") as out:
        pickle.dump((head, sizes), out)
        for buffer in buffers:
            out.write(bytes(-out.tell() % _ALIGNMENT))
            out.write(buffer.raw())


class SpilledRecord:
    """A record that `spill` wrote: its arrays are mapped into memory.

    A file that is not our own must not be opened, because it can run any code.

    Args:
        path: of the file.

    Attributes:
        record: what was written.
    """

    def __init__(self, path: Path) -> None:
        with open(path, "rb") as file:
            head, sizes = pickle.load(file)
            position = file.tell()
        self._data = map_file(path)
        view = memoryview(self._data)
        buffers = []
        for size in sizes:
            position += -position % _ALIGNMENT
            buffers.append(view[position : position + size])
            position += size
        self.record: Any = pickle.loads(head, buffers=buffers)

    def release_memory(self) -> None:
        """Gives the memory that the file takes back to the system, which reads it again where it is needed."""
        if isinstance(self._data, mmap.mmap) and hasattr(self._data, "madvise"):
            self._data.madvise(mmap.MADV_DONTNEED)
