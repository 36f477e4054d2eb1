"""The vectors of an index's passages, in a file beside it: numbers of one byte each, found by the hash of the text.

The file is written under another name, flushed, and renamed: whoever reads it has the old one or the new one, whole.
One process at a time writes it (`vector_maker.py`), any number read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.runtime.file_replacement import replace_file
from bot.semantic.encoder import Vectors

FOLDER = "vectors"
"""The name of the folder of vectors in that of the index."""

KEY_SIZE = 16
"""The number of bytes of a key."""

# What of an encoder's name, such as fastembed:BAAI/bge-small-zh-v1.5, does not fit a file name.
_NO_FILE_NAME = re.compile(r"[^\w.-]+")
# The largest number of a signed byte.
_LARGEST = 127


@dataclass(frozen=True)
class VectorFile:
    """What such a file holds. A row is a text's; its length does not count, because only its direction is looked at."""

    # the generation of the index that `passages` is about
    generation: str
    # for each row the key of its text, and the number of a passage with this text in that generation, or -1
    keys: npt.NDArray[np.uint8]
    passages: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.int8]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.keys)


def hash_text(text: str) -> bytes:
    """The key of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_SIZE).digest()


def to_bytes(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Some vectors with numbers of one byte: each is scaled so that its largest number becomes 127.

    The cosine of a question and a passage changes by less than .002 (multilingual-e5-small).
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled: npt.NDArray[np.int8] = np.rint(vectors / np.where(largest > 0, largest, 1) * _LARGEST).astype(np.int8)
    return scaled


def find_vector_file(folder: Path, encoder: str) -> Path:
    """Where the vectors of an index are.

    Args:
        folder: of the index.
        encoder: the name of the encoder that made them.
    """
    return folder / FOLDER / f"{_NO_FILE_NAME.sub('-', encoder)}.npz"


def read_vector_file(path: Path) -> VectorFile | None:
    """The content of a file; None where there is none.

    Raises:
        OSError, ValueError: when it cannot be read, or is not what was written.
    """
    # here, because most processes read no vectors
    import zipfile

    try:
        # np.load leaves a file open that is no archive
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as arrays:
            generation = str(arrays["generation"])
            keys, passages, vectors = arrays["keys"], arrays["passages"], arrays["vectors"]
    except FileNotFoundError:
        return None
    except (zipfile.BadZipFile, EOFError, KeyError, ValueError):
        raise ValueError(f"{path.name} is not what was written") from None
    if not len(keys) == len(passages) == len(vectors) or vectors.ndim != 2 or vectors.dtype != np.int8:
        raise ValueError(f"{path.name} is not what was written")
    return VectorFile(generation, keys, passages, vectors)


def write_vector_file(path: Path, content: VectorFile) -> None:
    """Replaces a file in one step; a process that is killed meanwhile leaves the old one.

    Raises:
        OSError: when it cannot be written.
    """
    with replace_file(path) as out:
        np.savez(
            out,
            generation=np.array(content.generation),
            keys=content.keys,
            passages=content.passages,
            vectors=content.vectors,
        )


def to_keys(hashes: Sequence[bytes]) -> npt.NDArray[np.uint8]:
    """Some keys as an array of one row each."""
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, KEY_SIZE)
